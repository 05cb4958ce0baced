"""Networks, the professionals who form them, and what each shows to whom."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import PageChooserPanel, Panel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page

from network.of_member import OfMember
from network.querysets import MemberQuerySet, MembershipQuerySet, NetworkQuerySet
from network.states import MembershipRole, MembershipState, NetworkKind
from network.visibility import PROFILE_FIELDS, Visibility, visibility_field
from portal.vocabulary.countries import EUROPE, country_codes, country_name
from portal.vocabulary.languages import Level, current_language, language_codes
from portal.vocabulary.models import Audience, Expertise


def validate_country(code: str) -> None:
    if code not in country_codes():
        raise ValidationError(_("%(code)s is not a country code of ISO 3166."), params={"code": code})


def validate_language(code: str) -> None:
    if code not in language_codes():
        raise ValidationError(_("%(code)s is not a language code of ISO 639."), params={"code": code})


def network_name(country: str, language: str) -> str:
    """Where a network is: the name of its country, or Europe for the one that has none."""
    return country_name(country or EUROPE, language)


@register_setting(icon="group")
class NetworkSettings(BaseSiteSetting):
    """What the portal says about networks beyond what it knows by itself."""

    joining = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("how to join"),
        help_text=_(
            "The page that tells how one joins a network, in any of its languages. New accounts are led there."
        ),
    )

    panels: ClassVar[list[Panel]] = [PageChooserPanel("joining")]

    class Meta:
        verbose_name = _("networks")
        verbose_name_plural = _("networks")


class Network(models.Model):
    """A network that members belong to. Networks are data: a new country needs no code."""

    code = models.CharField(
        _("code"),
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2,3}$", _("Write two or three capital Latin letters."))],
        help_text=_("What the stamp says: EU, AT, UK."),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=NetworkKind)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[validate_country],
        help_text=_("The ISO 3166 code of a national network's country, such as AT or GB."),
    )
    added = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects: ClassVar[NetworkQuerySet] = NetworkQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["kind", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NetworkKind.values), name="network_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(kind=NetworkKind.EUROPEAN, country="") | (Q(kind=NetworkKind.NATIONAL) & ~Q(country="")),
                name="national_networks_have_a_country",
                violation_error_message=_("A national network needs a country; for the European one, leave it empty."),
            ),
            models.UniqueConstraint(
                fields=["country"],
                name="one_network_per_country",
                violation_error_message=_("This country already has a network."),
            ),
        ]

    def __str__(self) -> str:
        return self.name(current_language())

    def name(self, language: str) -> str:
        return network_name(self.country, language)


def _visibilities_are_known() -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}_visibility__in": Visibility.values}), name=f"{field}_visibility_is_known"
        )
        for field in PROFILE_FIELDS
    ]


class Member(models.Model):
    """A professional's profile. Each field is shown to whom its owner chose, to nobody else.

    Fictional members of the demonstration may have no account.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="member", null=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    name_other_script = models.CharField(_("name in another script"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    expertises = models.ManyToManyField(Expertise, verbose_name=_("knows about"), related_name="+", blank=True)
    audiences = models.ManyToManyField(Audience, verbose_name=_("works with"), related_name="+", blank=True)
    is_demo = models.BooleanField(_("part of the demonstration"), default=False, editable=False)
    joined = models.DateTimeField(_("joined"), default=timezone.now)

    profile_visibility = visibility_field(_("my name and that I am here"))
    introduction_visibility = visibility_field(_("my introduction"))
    organisation_visibility = visibility_field(_("my organisation"))
    city_visibility = visibility_field(_("my city"))
    works_in_visibility = visibility_field(_("the countries I work in"))
    languages_visibility = visibility_field(_("the languages I speak"))
    expertises_visibility = visibility_field(_("what I know about"))
    audiences_visibility = visibility_field(_("whom I work with"))
    networks_visibility = visibility_field(_("the networks I belong to"))

    objects: ClassVar[MemberQuerySet] = MemberQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(is_demo=True), name="only_fictional_members_lack_an_account"
            ),
            *_visibilities_are_known(),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:member", args=[self.pk, slugify(self.name) or "-"])

    @property
    def is_open(self) -> bool:
        """Whether the account behind the profile is open; a fictional member needs none."""
        return self.user is None or self.user.is_active

    @property
    def active_memberships(self) -> list["Membership"]:
        """Where the member belongs, the European network first; no query when prefetched."""
        active = [one for one in self.memberships.all() if one.state == MembershipState.ACTIVE]
        return sorted(active, key=lambda one: (one.network.kind, one.network.code))


class MemberText(OfMember):
    """How a member introduces herself in one language."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    headline = models.CharField(_("one line about me"), max_length=100)
    bio = models.TextField(_("about me"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("text about me")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["member", "language"], name="one_text_per_member_and_language")]

    def __str__(self) -> str:
        return self.headline


class MemberLanguage(OfMember):
    """A language that a member works in, and how well."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=3, validators=[validate_language])
    level = models.CharField(_("level"), max_length=2, choices=Level)

    class Meta:
        verbose_name = _("language")
        ordering = ["-level", "code"]
        constraints = [
            models.UniqueConstraint(fields=["member", "code"], name="one_level_per_member_and_language"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="language_has_a_level_of_the_cefr"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.level}"


class MemberCountry(OfMember):
    """A country that a member works in; the first is the main one."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="countries")
    country = models.CharField(_("country"), max_length=2, validators=[validate_country])

    class Meta:
        verbose_name = _("country")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["member", "country"], name="one_row_per_member_and_country")]

    def __str__(self) -> str:
        return self.country


class Membership(OfMember):
    """A member's place in one network. The role alone gives a coordinator rights, and only there."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="memberships")
    network = models.ForeignKey(Network, models.PROTECT, related_name="memberships")
    state = models.CharField(_("state"), max_length=8, choices=MembershipState, default=MembershipState.APPLIED)
    role = models.CharField(_("role"), max_length=12, choices=MembershipRole, default=MembershipRole.MEMBER)
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["member", "network"], name="one_membership_per_network"),
            models.CheckConstraint(condition=Q(state__in=MembershipState.values), name="membership_has_a_known_state"),
            models.CheckConstraint(condition=Q(role__in=MembershipRole.values), name="membership_has_a_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.network.code}"
