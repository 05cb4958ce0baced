"""Controlled terms with stable identifiers and a label in each of the portal's languages.

The shape is SKOS's (W3C Recommendation, 2009): a concept belongs to a scheme and has one preferred
label a language.
"""

from collections.abc import Iterable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.operations.bulk_changes import ReportingQuerySet
from portal.operations.remembered import Remembered
from portal.vocabulary.languages import current_language


class Scheme(models.TextChoices):
    EXPERTISE = "expertise", _("Expertise")
    AUDIENCE = "audience", _("Audience")
    AVAILABILITY = "availability", _("Availability")


# Of every scheme in every language: pages name a hundred of them.
_labels: Remembered[dict[str, str]] = Remembered()


class TermQuerySet(ReportingQuerySet["Term"]):
    def labels(self, slugs: Iterable[str], language: str) -> dict[str, str]:
        """The label of each of `slugs` in `language`; a slug that no term has is left out."""
        known = _labels.get((self.model, language), lambda: self._labels(language))
        return {slug: known[slug] for slug in slugs if slug in known}

    def _labels(self, language: str) -> dict[str, str]:
        return dict(self.order_by().values_list("slug", f"label_{language}"))


class SchemeManager(models.Manager.from_queryset(TermQuerySet)):  # type: ignore[misc]  # a class made at run time
    """The terms of the one scheme that a proxy stands for; saving one puts it there."""

    def get_queryset(self) -> TermQuerySet:
        terms: TermQuerySet = super().get_queryset()
        return terms.filter(scheme=self.model.SCHEME)


class Term(models.Model):
    """One controlled term. The slug is what URLs and exports carry and never changes."""

    scheme = models.CharField(_("scheme"), max_length=16, choices=Scheme)
    slug = models.SlugField(_("identifier"), max_length=60)
    label_en = models.CharField(_("label in English"), max_length=80)
    label_fr = models.CharField(_("label in French"), max_length=80)
    label_de = models.CharField(_("label in German"), max_length=80)
    label_bg = models.CharField(_("label in Bulgarian"), max_length=80)
    label_es = models.CharField(_("label in Spanish"), max_length=80)

    objects: ClassVar[TermQuerySet] = TermQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["scheme", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "slug"], name="one_term_per_scheme_and_identifier"),
            models.CheckConstraint(condition=models.Q(scheme__in=Scheme.values), name="term_is_in_a_known_scheme"),
        ]

    def __str__(self) -> str:
        return self.label(current_language())

    def clean(self) -> None:
        """Refuse to change the identifier of a term that is in use: addresses and exports carry it."""
        before = Term.objects.filter(pk=self.pk).values_list("scheme", "slug").first()
        if before not in (None, (self.scheme, self.slug)):
            message = _("The identifier and the scheme of a term stay as they are; add a new term instead.")
            raise ValidationError(message)

    def label(self, language: str) -> str:
        label: str = getattr(self, f"label_{language}")
        return label

    @property
    def labels(self) -> list[str]:
        """The labels in all languages, by which the term is found in any of them."""
        return [self.label_en, self.label_fr, self.label_de, self.label_bg, self.label_es]


class Expertise(Term):
    """What a professional knows about."""

    SCHEME = Scheme.EXPERTISE
    objects: ClassVar[TermQuerySet] = SchemeManager()

    class Meta:
        proxy = True
        verbose_name = _("expertise")
        verbose_name_plural = _("expertises")


class Audience(Term):
    """Whom a professional works with."""

    SCHEME = Scheme.AUDIENCE
    objects: ClassVar[TermQuerySet] = SchemeManager()

    class Meta:
        proxy = True
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class Availability(Term):
    """What a professional can be asked for."""

    SCHEME = Scheme.AVAILABILITY
    objects: ClassVar[TermQuerySet] = SchemeManager()

    class Meta:
        proxy = True
        verbose_name = _("availability")
        verbose_name_plural = _("availabilities")
