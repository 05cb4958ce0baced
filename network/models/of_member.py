"""What a profile is made of beyond its own columns."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.models import TaggedItemBase

from network.models.base import ReportingModel
from network.models.codes import validate_country, validate_language
from network.models.member import Member
from portal.vocabulary.languages import Level

web_address = URLValidator(schemes=["https", "http"])


class MemberText(ReportingModel):
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


class MemberLanguage(ReportingModel):
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


class MemberCountry(ReportingModel):
    """A country that a member works in; the first is the main one."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="countries")
    country = models.CharField(_("country"), max_length=2, validators=[validate_country])

    class Meta:
        verbose_name = _("country")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["member", "country"], name="one_row_per_member_and_country")]

    def __str__(self) -> str:
        return self.country


class MemberAdvice(ReportingModel):
    """A country on whose validation of competences a member can advise, wherever she works."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="advice")
    country = models.CharField(_("country"), max_length=2, validators=[validate_country])

    class Meta:
        verbose_name = _("country of advice")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["member", "country"], name="one_advice_per_member_and_country")]

    def __str__(self) -> str:
        return self.country


class MemberLink(ReportingModel):
    """A page elsewhere that a member points to."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="links")
    label = models.CharField(_("what it is"), max_length=80)
    url = models.CharField(_("address"), max_length=500, validators=[web_address])

    class Meta:
        verbose_name = _("link")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


class MemberPublication(ReportingModel):
    """Something a member has published elsewhere."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="publications")
    title = models.CharField(_("title"), max_length=250)
    published_in = models.CharField(_("published in"), max_length=250, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1900), MaxValueValidator(2100)])
    url = models.CharField(_("address"), max_length=500, blank=True, validators=[web_address])

    class Meta:
        verbose_name = _("publication")
        ordering = ["-year", "pk"]

    def __str__(self) -> str:
        return self.title


class TaggedMember(ReportingModel, TaggedItemBase):
    """A word of a member's own choosing, beside the terms of the vocabulary."""

    content_object = models.ForeignKey(Member, models.CASCADE, related_name="tagged")

    class Meta:
        verbose_name = _("word of one's own")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="one_row_per_member_and_tag"),
        ]
