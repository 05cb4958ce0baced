"""The pages of one's own profile, joined by a route: what each is about and whether something is missing there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.forms.sections import (
    AboutForm,
    ContactForm,
    ExpertiseForm,
    IntroductionForm,
    PlacesForm,
    SectionForm,
)
from network.models import Member

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Station:
    """One page. `hint` says what is worth adding there as long as `is_done` is false of the profile.

    Those with a `form` are drawn and saved alike; the others have pages of their own, under `url_name`.
    """

    name: str
    title: "StrOrPromise"
    lead: "StrOrPromise"
    hint: "StrOrPromise"
    is_done: Callable[[Member], bool]
    form: type[SectionForm] | None = None

    @property
    def url(self) -> str:
        return reverse("network:my_section", args=[self.name]) if self.form else reverse(f"network:my_{self.name}")


STATIONS = (
    Station(
        "about",
        _("About you"),
        _("Who you are and where you work."),
        _("Give your organisation or your city: people look for both."),
        lambda member: bool(member.organisation or member.city),
        AboutForm,
    ),
    Station(
        "introduction",
        _("Introduction"),
        _("What you do, in your own words. One language is enough; each further one reaches more people."),
        _("Introduce yourself in one language at least."),
        lambda member: bool(member.texts.all()),
        IntroductionForm,
    ),
    Station(
        "places",
        _("Countries and languages"),
        _("Where you work, where you can help others along, and what you speak."),
        _("Say where you work and which languages you speak: most people search by these two."),
        lambda member: bool(member.countries.all()) and bool(member.languages.all()),
        PlacesForm,
    ),
    Station(
        "expertise",
        _("What you know"),
        _("What people can ask you about, and what you would like to be asked for."),
        _("Tick what you know about, so that the right questions reach you."),
        lambda member: bool(member.expertises.all()),
        ExpertiseForm,
    ),
    Station(
        "photo",
        _("Photo"),
        _("People like to see whom they write to. You decide who sees it."),
        _("Add a photo: a face is remembered."),
        lambda member: hasattr(member, "photo"),
    ),
    Station(
        "contact",
        _("Links and contact"),
        _("Where else one finds you and what you have published."),
        _("Add a link or a publication that shows your work."),
        lambda member: bool(member.links.all()) or bool(member.publications.all()),
        ContactForm,
    ),
    Station(
        "exposure",
        _("Who may find you"),
        _("Members of the networks find each other. Everybody else finds you only if you say so."),
        _("Decide who may find you. Nobody but members does unless you say so."),
        lambda member: member.exposure_chosen is not None,
    ),
    Station(
        "visibility",
        _("Who sees what"),
        _("Each part of your profile has readers of its own."),
        "",
        lambda member: True,
    ),
)


def station_named(name: str) -> Station | None:
    return next((station for station in STATIONS if station.name == name), None)


def after(station: Station) -> Station | None:
    """The next page on the route; None after the last."""
    return next(iter(STATIONS[STATIONS.index(station) + 1 :]), None)


@dataclass(frozen=True, slots=True)
class Stop:
    """A station as the route draws it."""

    station: Station
    url: str
    is_done: bool
    is_here: bool


def route_of(member: Member, here: Station | None = None) -> list[Stop]:
    """The whole route; a profile that is not begun has nothing done."""
    return [
        Stop(station, station.url, member.pk is not None and station.is_done(member), station is here)
        for station in STATIONS
    ]
