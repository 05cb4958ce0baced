"""The profile of a professional."""

from typing import TYPE_CHECKING, ClassVar

from anyascii import anyascii
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from network.querysets import MemberQuerySet
from network.states import MembershipState
from network.visibility import PROFILE_FIELDS, Visibility, visibility_field
from portal.vocabulary.models import Audience, Availability, Expertise

if TYPE_CHECKING:
    from network.models.membership import Membership


def _visibilities_are_known() -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}_visibility__in": Visibility.values}), name=f"{field}_visibility_is_known"
        )
        for field in PROFILE_FIELDS
    ]


class Member(models.Model):
    """A professional's profile. Each field is shown to whom its owner chose, to nobody else.

    `joined` is when a first network admitted her, `edited` when she last saw to her profile, `nudged` when a
    coordinator last reminded her of it, `exposure_chosen` when she decided who may find her. A profile that is
    `withheld` is shown to its owner alone. Fictional members of the demonstration may have no account.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="member", null=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    name_other_script = models.CharField(_("name in another script"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    position = models.CharField(_("what I do there"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    contact_email = models.EmailField(_("e-mail address to show"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    expertises = models.ManyToManyField(Expertise, verbose_name=_("knows about"), related_name="+", blank=True)
    audiences = models.ManyToManyField(Audience, verbose_name=_("works with"), related_name="+", blank=True)
    availabilities = models.ManyToManyField(Availability, verbose_name=_("available for"), related_name="+", blank=True)
    tags = TaggableManager(
        _("words of one's own"), through="network.TaggedMember", blank=True, related_name="+", help_text=""
    )
    is_demo = models.BooleanField(_("part of the demonstration"), default=False, editable=False)
    joined = models.DateTimeField(_("joined"), default=timezone.now)
    edited = models.DateTimeField(_("last edited"), default=timezone.now, editable=False)
    nudged = models.DateTimeField(_("reminded of the profile"), null=True, editable=False)
    withheld = models.BooleanField(
        _("withheld"), default=False, editable=False, help_text=_("Not shown, by decision of the moderators.")
    )

    exposure_chosen = models.DateTimeField(_("decided who may find me"), null=True, editable=False)
    in_search_engines = models.BooleanField(_("in search engines"), default=False)
    featured = models.BooleanField(_("on the home page, in letters and leaflets"), default=False)
    in_downloads = models.BooleanField(_("in downloads"), default=False)

    profile_visibility = visibility_field(_("my name and that I am here"))
    introduction_visibility = visibility_field(_("my introduction"))
    photo_visibility = visibility_field(_("my photo"))
    organisation_visibility = visibility_field(_("my organisation and what I do there"))
    city_visibility = visibility_field(_("my city"))
    works_in_visibility = visibility_field(_("the countries I work in"))
    advises_in_visibility = visibility_field(_("the countries I can advise on"))
    languages_visibility = visibility_field(_("the languages I speak"))
    expertises_visibility = visibility_field(_("what I know about"))
    tags_visibility = visibility_field(_("my own words"))
    audiences_visibility = visibility_field(_("whom I work with"))
    availability_visibility = visibility_field(_("what I am available for"))
    links_visibility = visibility_field(_("my links"))
    publications_visibility = visibility_field(_("my publications"))
    networks_visibility = visibility_field(_("the networks I belong to"))
    contact_visibility = visibility_field(_("my e-mail address and telephone"), Visibility.NOBODY)
    messages_visibility = visibility_field(_("a form to write to me through the portal"))

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
        return reverse("network:member", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """The name as it stands in the address: in Latin letters, as Иван is ivan; `-` where none are left."""
        return slugify(anyascii(self.name)) or "-"

    @property
    def is_open(self) -> bool:
        """Whether the account behind the profile is open; a fictional member needs none."""
        return self.user is None or self.user.is_active

    @property
    def active_memberships(self) -> list["Membership"]:
        """Where the member belongs, the European network first; no query when prefetched."""
        active = [one for one in self.memberships.all() if one.state == MembershipState.ACTIVE]
        return sorted(active, key=lambda one: (one.network.kind, one.network.code))
