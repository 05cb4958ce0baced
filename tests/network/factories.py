"""People and networks as tests need them."""

from collections.abc import Iterable, Mapping
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from network.models import (
    Member,
    MemberAdvice,
    MemberCountry,
    MemberLanguage,
    MemberLink,
    MemberPhoto,
    MemberPublication,
    Membership,
    MemberText,
    Network,
)
from network.states import MembershipRole, MembershipState, NetworkKind
from network.visibility import PROFILE_FIELDS, Visibility
from portal.accounts.models import User
from portal.vocabulary.models import Audience, Availability, Expertise
from tests.accounts.factories import UserFactory


class NetworkFactory(DjangoModelFactory[Network]):
    """A national network; the first five countries and Europe have theirs already."""

    class Meta:
        model = Network
        django_get_or_create = ("code",)

    code = factory.Iterator(["IT", "PL", "RO", "GR", "PT", "SE"])
    kind = NetworkKind.NATIONAL
    country = factory.SelfAttribute("code")


class MemberFactory(DjangoModelFactory[Member]):
    """A professional whom `networks` have admitted and who shows every field to `visibility`.

    Give `organisation_visibility=…` for a field of its own; `languages` maps codes to levels,
    `texts` languages to headline and introduction, `links` labels to addresses, `publications` titles to
    years; `expertises`, `audiences` and `availabilities` take slugs. Whoever is public agreed to all of it.
    """

    class Meta:
        model = Member
        skip_postgeneration_save = True

    visibility = Visibility.PUBLIC
    name = factory.Sequence(lambda number: f"Person Number{number}")
    is_demo = factory.LazyAttribute(lambda member: member.user is None)
    user = None
    exposure_chosen = factory.LazyFunction(timezone.now)

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        visibility = kwargs.pop("visibility")
        given = {f"{field}_visibility": visibility for field in PROFILE_FIELDS} | kwargs
        agreed = given["profile_visibility"] == Visibility.PUBLIC
        return {"in_search_engines": agreed, "featured": agreed, "in_downloads": agreed} | given

    @factory.post_generation
    def networks(self: Member, create: bool, codes: Iterable[str] | None, **_: Any) -> None:
        for code in ("EU",) if codes is None else codes:
            join(self, code)

    @factory.post_generation
    def countries(self: Member, create: bool, codes: Iterable[str] | None, **_: Any) -> None:
        MemberCountry.objects.bulk_create(MemberCountry(member=self, country=code) for code in codes or ())

    @factory.post_generation
    def advice(self: Member, create: bool, codes: Iterable[str] | None, **_: Any) -> None:
        MemberAdvice.objects.bulk_create(MemberAdvice(member=self, country=code) for code in codes or ())

    @factory.post_generation
    def languages(self: Member, create: bool, levels: Mapping[str, str] | None, **_: Any) -> None:
        MemberLanguage.objects.bulk_create(
            MemberLanguage(member=self, code=code, level=level) for code, level in (levels or {}).items()
        )

    @factory.post_generation
    def texts(self: Member, create: bool, texts: Mapping[str, tuple[str, str]] | None, **_: Any) -> None:
        MemberText.objects.bulk_create(
            MemberText(member=self, language=language, headline=headline, bio=bio)
            for language, (headline, bio) in (texts or {}).items()
        )

    @factory.post_generation
    def photo(self: Member, create: bool, digest: str | None, **_: Any) -> None:
        if digest:
            MemberPhoto.objects.create(member=self, digest=digest)

    @factory.post_generation
    def links(self: Member, create: bool, links: Mapping[str, str] | None, **_: Any) -> None:
        MemberLink.objects.bulk_create(
            MemberLink(member=self, label=label, url=url) for label, url in (links or {}).items()
        )

    @factory.post_generation
    def publications(self: Member, create: bool, years: Mapping[str, int] | None, **_: Any) -> None:
        MemberPublication.objects.bulk_create(
            MemberPublication(member=self, title=title, year=year) for title, year in (years or {}).items()
        )

    @factory.post_generation
    def tags(self: Member, create: bool, words: Iterable[str] | None, **_: Any) -> None:
        self.tags.add(*(words or ()))

    @factory.post_generation
    def expertises(self: Member, create: bool, slugs: Iterable[str] | None, **_: Any) -> None:
        self.expertises.set(Expertise.objects.filter(slug__in=slugs or ()))

    @factory.post_generation
    def audiences(self: Member, create: bool, slugs: Iterable[str] | None, **_: Any) -> None:
        self.audiences.set(Audience.objects.filter(slug__in=slugs or ()))

    @factory.post_generation
    def availabilities(self: Member, create: bool, slugs: Iterable[str] | None, **_: Any) -> None:
        self.availabilities.set(Availability.objects.filter(slug__in=slugs or ()))


def join(member: Member, code: str, state: MembershipState = MembershipState.ACTIVE) -> Membership:
    return Membership.objects.create(member=member, network=Network.objects.get(code=code), state=state)


def coordinator_of(code: str, **account: Any) -> User:
    """An account whose member coordinates this network."""
    user = UserFactory.create(**account)
    member = MemberFactory.create(user=user, networks=[])
    network = Network.objects.get(code=code)
    Membership.objects.create(
        member=member, network=network, state=MembershipState.ACTIVE, role=MembershipRole.COORDINATOR
    )
    return user
