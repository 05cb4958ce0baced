"""How far the translations of pages are.

A page's *original* is the edition it is translated from: the one that "Translate this page" was pressed
on, else the one in the portal's first language, else the oldest. Each edition is in one state:

- *missing*: there is none, or only a copy that stands in for it in the original's language;
- *draft*: there is one, and it is not public;
- *outdated*: it is public, and behind its original. Where it is translated piece by piece, the original
  has changed since it was last published, or pieces are untranslated; elsewhere, the original was
  published later than it was;
- *current*: it is public and in step.
"""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog, TranslationSource


class State(models.TextChoices):
    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    OUTDATED = "outdated", _("Outdated")
    CURRENT = "current", _("Current")

    @property
    def symbol(self) -> str:
        """A shape for each, so that colour is not alone in telling them apart."""
        return {"missing": "–", "draft": "✎", "outdated": "↻", "current": "✓"}[self.value]


class EditionQuerySet(PageQuerySet):
    """Pages as editions of one another."""

    def originals(self) -> "EditionQuerySet":
        """Each page once: its original."""
        found: EditionQuerySet = self.filter(pk=Subquery(_by_preference().values("pk")[:1]))
        return found

    def with_state(self) -> "EditionQuerySet":
        """Annotates `state` and `is_original`."""
        annotated: EditionQuerySet = self.annotate(
            original_pk=Subquery(_by_preference().values("pk")[:1]),
            original_published=Subquery(_by_preference().values("last_published_at")[:1]),
            is_managed=Exists(_managed()),
            is_original=Case(When(pk=F("original_pk"), then=True), default=False, output_field=models.BooleanField()),
        ).annotate(
            state=Case(
                When(live=False, then=Value(State.DRAFT.value)),
                When(is_original=True, then=Value(State.CURRENT.value)),
                When(Q(is_managed=True) & (Exists(_changed_since()) | Exists(_missing_pieces())), then=_OUTDATED),
                When(is_managed=True, then=Value(State.CURRENT.value)),
                When(last_published_at__isnull=True, original_published__isnull=False, then=_OUTDATED),
                When(original_published__gt=F("last_published_at"), then=_OUTDATED),
                default=Value(State.CURRENT.value),
                output_field=models.CharField(),
            )
        )
        return annotated

    def in_state(self, language: str, state: str) -> "EditionQuerySet":
        """Of these pages, those whose edition in `language` is in `state`."""
        in_language = editions().filter(locale__language_code=language)
        if state == State.MISSING:
            lacking: EditionQuerySet = self.exclude(translation_key__in=in_language.values("translation_key"))
            return lacking
        matching = in_language.with_state().filter(state=state)
        found: EditionQuerySet = self.filter(translation_key__in=matching.values("translation_key"))
        return found


_OUTDATED = Value(State.OUTDATED.value)


def editions() -> EditionQuerySet:
    """Every page in every language it has, without the root and without copies that only stand in."""
    found: EditionQuerySet = EditionQuerySet(Page).filter(depth__gt=1, alias_of__isnull=True)
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pages are in each state in one language."""

    language: str
    numbers: dict[State, int]


def tally(originals: EditionQuerySet) -> list[Tally]:
    """The states of all editions of `originals`, by language; two queries whatever their number."""
    states = (
        editions()
        .filter(translation_key__in=originals.values("translation_key"))
        .with_state()
        .values_list("locale__language_code", "state")
        .order_by()
    )
    # Counted here: grouping by a state would make the database work each one out twice.
    counted = Counter(states)
    total = originals.count()
    return [
        Tally(
            language,
            {
                state: total - sum(counted[language, other.value] for other in State)
                if state is State.MISSING
                else counted[language, state.value]
                for state in State
            },
        )
        for language, _name in settings.LANGUAGES
    ]


def _by_preference() -> QuerySet[Page]:
    """The editions of the page at hand, its original first."""
    source = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id"), translations__enabled=True
    )
    found: QuerySet[Page] = (
        Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of__isnull=True)
        .annotate(
            rank=Case(
                When(Exists(source) & Q(locale__language_code=settings.LANGUAGE_CODE), then=0),
                When(Exists(source), then=1),
                When(locale__language_code=settings.LANGUAGE_CODE, then=2),
                default=3,
            )
        )
        .order_by("rank", "pk")
    )
    return found


def _managed() -> QuerySet[Translation]:
    found: QuerySet[Translation] = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id"), enabled=True
    )
    return found


def _changed_since() -> QuerySet[Translation]:
    """The original was brought to translators after the edition was last made from it."""
    made = TranslationLog.objects.filter(
        source_id=OuterRef("source_id"), locale_id=OuterRef("target_locale_id")
    ).order_by("-created_at")
    found: QuerySet[Translation] = (
        _managed()
        .annotate(made=Coalesce(Subquery(made.values("created_at")[:1]), F("created_at")))
        .filter(source__last_updated_at__gt=F("made"))
    )
    return found


def _missing_pieces() -> QuerySet[StringSegment]:
    """Pieces of the original that nobody has translated for the edition at hand."""
    translated = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef("target"),
        has_error=False,
    )
    found: QuerySet[StringSegment] = (
        StringSegment.objects.filter(
            source__object_id=OuterRef("translation_key"),
            source__translations__target_locale_id=OuterRef("locale_id"),
            source__translations__enabled=True,
        )
        .annotate(target=F("source__translations__target_locale_id"))
        .filter(~Exists(translated))
    )
    return found
