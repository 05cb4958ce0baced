"""The vocabulary of pages: who may read them, and in which language they are read."""

from django.conf import settings
from django.db.models import Case, Exists, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Length, Substr
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


class EditorialPageQuerySet(PageQuerySet):
    def public_now(self) -> "EditorialPageQuerySet":
        """Published pages that everybody may read: neither they nor a page above them is restricted."""
        restricted_above = PageViewRestriction.objects.filter(
            page__path=Substr(OuterRef("path"), Value(1), Length("page__path"))
        )
        public: EditorialPageQuerySet = self.live().exclude(Exists(restricted_above))
        return public

    def read_in(self, language: str) -> "EditorialPageQuerySet":
        """Each page once: its public edition in `language`, else the English one, else the oldest.

        Of the pages given, those that are not public now are left out.
        """
        editions = (
            self.model.objects.public_now()
            .filter(translation_key=OuterRef("translation_key"))
            .order_by(_preference(language), "pk")
        )
        preferred: EditorialPageQuerySet = self.filter(pk=Subquery(editions.values("pk")[:1]))
        return preferred


def _preference(language: str) -> Case:
    return Case(
        When(locale__language_code=language, then=Value(0)),
        When(locale__language_code=settings.LANGUAGE_CODE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


EditorialPageManager = PageManager.from_queryset(EditorialPageQuerySet)
