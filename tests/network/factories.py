"""People and networks as tests need them."""

from collections.abc import Iterable, Mapping
from typing import Any

import factory
from factory.django import DjangoModelFactory

from network.models import Member, MemberCountry, MemberLanguage, Membership, MemberText, Network
from network.states import MembershipState, NetworkKind
from network.visibility import PROFILE_FIELDS, Visibility
from portal.vocabulary.models import Audience, Expertise


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
    `texts` languages to headline and introduction; `expertises` and `audiences` take slugs.
    """

    class Meta:
        model = Member
        skip_postgeneration_save = True

    visibility = Visibility.PUBLIC
    name = factory.Sequence(lambda number: f"Person Number{number}")
    is_demo = factory.LazyAttribute(lambda member: member.user is None)
    user = None

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        visibility = kwargs.pop("visibility")
        return {f"{field}_visibility": visibility for field in PROFILE_FIELDS} | kwargs

    @factory.post_generation
    def networks(self: Member, create: bool, codes: Iterable[str] | None, **_: Any) -> None:
        for code in ("EU",) if codes is None else codes:
            join(self, code)

    @factory.post_generation
    def countries(self: Member, create: bool, codes: Iterable[str] | None, **_: Any) -> None:
        MemberCountry.objects.bulk_create(MemberCountry(member=self, country=code) for code in codes or ())

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
    def expertises(self: Member, create: bool, slugs: Iterable[str] | None, **_: Any) -> None:
        self.expertises.set(Expertise.objects.filter(slug__in=slugs or ()))

    @factory.post_generation
    def audiences(self: Member, create: bool, slugs: Iterable[str] | None, **_: Any) -> None:
        self.audiences.set(Audience.objects.filter(slug__in=slugs or ()))


def join(member: Member, code: str, state: MembershipState = MembershipState.ACTIVE) -> Membership:
    return Membership.objects.create(member=member, network=Network.objects.get(code=code), state=state)
