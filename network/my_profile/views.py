"""The pages of one's own profile."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.actions.editing import change_profile
from network.actions.profiles import change_visibility, choose_exposure
from network.facets import TITLES
from network.joining.overview import standings
from network.models import Member
from network.my_profile.exposure_form import ExposureForm
from network.my_profile.stations import Station, after, route_of, station_named
from network.my_profile.visibility_form import VisibilityForm
from network.profile import profile_for
from network.visibility import Reader
from portal.accounts.models import User
from portal.vocabulary.languages import current_language

F = TypeVar("F", bound=forms.Form)
_PREVIEWS = {
    Reader.VISITOR: gettext_lazy("As a visitor"),
    Reader.MEMBER: gettext_lazy("As a member"),
    Reader.PEER: gettext_lazy("As somebody of my network"),
}


def own_member(user: User) -> Member:
    """The profile of `user`, or one that is not saved yet."""
    found = Member.objects.of(user).with_profile().first()
    return found or Member(user=user, name=user.get_full_name())


@login_required
def my_profile(request: HttpRequest) -> HttpResponse:
    """Where one's profile stands, and how one stands to the networks."""
    assert isinstance(request.user, User)
    member = own_member(request.user)
    route = route_of(member)
    context = {
        "member": member,
        "route": route,
        "hints": [stop for stop in route if not stop.is_done],
        "standings": standings(member),
        "previews": _PREVIEWS.items(),
    }
    return render(request, "network/me/overview.html", context)


@login_required
def section(request: HttpRequest, name: str) -> HttpResponse:
    """One page of the form. A button for one more row saves nothing and asks nothing back."""
    assert isinstance(request.user, User)
    station = station_named(name)
    if station is None or station.form is None:
        raise Http404
    member = own_member(request.user)
    data = _with_more_rows(request) if request.method == "POST" else None
    form = station.form(member, data)
    if data is not None and "more" not in data and form.is_valid():
        change_profile(member, form.change(), acting_user=request.user)
        return _saved(request, station)
    context = {"station": station, "route": route_of(member, station), "form": form}
    return render(request, "network/me/section.html", context)


def _with_more_rows(request: HttpRequest) -> QueryDict:
    data = request.POST.copy()
    key = f"{data.get('more', '')}-TOTAL_FORMS"
    shown = str(data.get(key, ""))
    if shown.isdigit():
        data[key] = str(min(int(shown) + 1, 1000))
    return data


def _saved(request: HttpRequest, station: Station) -> HttpResponse:
    """On to the next page, or back to the overview for whoever asked for that."""
    messages.success(request, _("Your changes are saved."))
    following = None if "stop" in request.POST else after(station)
    return redirect(following.url if following else "network:my_profile")


@login_required
def exposure(request: HttpRequest) -> HttpResponse:
    """Who may find her beyond the other members. Nothing is ticked for her."""

    def save(member: Member, form: ExposureForm, user: User) -> None:
        choose_exposure(member, form.chosen(), acting_user=user, where=request.path)

    return _choosing(request, "exposure", ExposureForm, save)


@login_required
def visibility(request: HttpRequest) -> HttpResponse:
    """Who sees which part of the profile."""

    def save(member: Member, form: VisibilityForm, user: User) -> None:
        change_visibility(member, form.chosen(), acting_user=user, where=request.path)

    return _choosing(request, "visibility", VisibilityForm, save)


def _choosing(
    request: HttpRequest, name: str, form_of: Callable[..., F], save: Callable[[Member, F, User], None]
) -> HttpResponse:
    """A page on which she decides about a profile that is there already."""
    assert isinstance(request.user, User)
    station = station_named(name)
    assert station is not None
    member = own_member(request.user)
    if member.pk is None:
        return redirect("network:my_profile")
    form = form_of(member, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        save(member, form, request.user)
        return _saved(request, station)
    context = {"station": station, "route": route_of(member, station), "form": form}
    return render(request, f"network/me/{name}.html", context)


@login_required
def preview(request: HttpRequest, reader: str) -> HttpResponse:
    """One's own profile as others see it."""
    assert isinstance(request.user, User)
    if reader not in _PREVIEWS:
        raise Http404
    member = own_member(request.user)
    if member.pk is None:
        return redirect("network:my_profile")
    profile = profile_for(member, Reader(reader))
    text = profile.text(current_language()) if profile else None
    others = [other for other in profile.texts.values() if other != text] if profile else []
    context = {
        "reader": Reader(reader),
        "previews": _PREVIEWS.items(),
        "profile": profile,
        "text": text,
        "other_texts": others,
        "titles": TITLES,
        "is_admitted": bool(member.active_memberships),
    }
    return render(request, "network/me/preview.html", context)
