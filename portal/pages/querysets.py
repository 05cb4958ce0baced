"""The vocabulary of pages: who may read them, and in which language they are read."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from portal.operations.bulk_changes import ReportingQuerySet


class EditorialPageQuerySet(ReportingQuerySet[Any], PageQuerySet):
    adds_public_editions = False

    def public_now(self) -> "EditorialPageQuerySet":
        """Published pages that everybody may read: neither they nor a page above is restricted in any language."""
        public: EditorialPageQuerySet = self.live().exclude(_is_restricted())
        return public

    def read_in(self, language: str) -> "EditorialPageQuerySet":
        """Each page once: its public edition in `language`, else the English one, else the oldest.

        Of the pages given, those that are not public now are left out.
        """
        editions = (
            EditorialPageQuerySet(self.model)
            .public_now()
            .filter(translation_key=OuterRef("translation_key"))
            .order_by(_preference(language), "pk")
        )
        preferred: EditorialPageQuerySet = self.filter(pk=Subquery(editions.values("pk")[:1]))
        return preferred

    def with_way_for(self, language: str) -> "EditorialPageQuerySet":
        """Each with its `way`: the `url_path` of the edition that a link to it leads to, None where none is published.

        The same edition as `read_in`. Where all are restricted, one of those: who may read it goes on from there.
        """
        editions = (
            EditorialPageQuerySet(Page)
            .live()
            .filter(translation_key=OuterRef("translation_key"))
            .order_by(_is_restricted(), _preference(language), "pk")
        )
        leading: EditorialPageQuerySet = self.annotate(way=Subquery(editions.values("url_path")[:1]))
        return leading

    def oldest_editions(self) -> "EditorialPageQuerySet":
        """The oldest edition of each page."""
        older = EditorialPageQuerySet(self.model).filter(
            translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk")
        )
        oldest: EditorialPageQuerySet = self.exclude(Exists(older))
        return oldest

    def with_a_public_edition(self) -> "EditorialPageQuerySet":
        """Pages that everybody may read in one language at least."""
        public = EditorialPageQuerySet(self.model).public_now().filter(translation_key=OuterRef("translation_key"))
        readable: EditorialPageQuerySet = self.filter(Exists(public))
        return readable

    def with_public_editions(self) -> "EditorialPageQuerySet":
        """Each with its `public_editions`, their languages and pictures, in a fixed number of queries."""
        clone: EditorialPageQuerySet = self._chain()
        clone.adds_public_editions = True
        return clone

    def _clone(self) -> "EditorialPageQuerySet":
        clone: EditorialPageQuerySet = super()._clone()
        clone.adds_public_editions = self.adds_public_editions
        return clone

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new and self.adds_public_editions:
            self._add_public_editions(self._result_cache or [])

    def _add_public_editions(self, pages: list[Any]) -> None:
        keys = {page.translation_key for page in pages}
        editions = EditorialPageQuerySet(self.model).public_now().filter(translation_key__in=keys)
        by_key: dict[UUID, list[Page]] = defaultdict(list)
        for edition in editions.select_related("locale", "image"):
            by_key[edition.translation_key].append(edition)
        for page in pages:
            page.public_editions = by_key[page.translation_key]

    def below(self, page: Page) -> "EditorialPageQuerySet":
        """The children of `page` in all its languages: a list shows what one language lacks in another."""
        editions = Page.objects.filter(translation_key=page.translation_key)
        return self._with_parent(Subquery(editions.values("path")))

    def beside(self, page: Page) -> "EditorialPageQuerySet":
        """`page` and its siblings in all languages of their parent."""
        parent = Page.objects.filter(path=page.path[: -page.steplen])
        editions = Page.objects.filter(translation_key=Subquery(parent.values("translation_key")))
        return self._with_parent(Subquery(editions.values("path")))

    def _with_parent(self, paths: Subquery) -> "EditorialPageQuerySet":
        children: EditorialPageQuerySet = self.alias(
            parent_path=Substr("path", 1, Length("path") - Value(self.model.steplen))
        ).filter(parent_path__in=paths)
        return children

    def above(self, page: Page) -> "EditorialPageQuerySet":
        """The parent of `page` in all its languages."""
        parent = Page.objects.filter(path=page.path[: -page.steplen])
        editions: EditorialPageQuerySet = self.filter(translation_key=Subquery(parent.values("translation_key")))
        return editions

    def with_pictures(self, *sizes: str) -> "EditorialPageQuerySet":
        """With what a list shows of each page: its language, and its picture in these sizes."""
        pictures = get_image_model().objects.prefetch_renditions(*sizes)
        shown: EditorialPageQuerySet = self.select_related("locale").prefetch_related(Prefetch("image", pictures))
        return shown


class EventPageQuerySet(EditorialPageQuerySet):
    def upcoming(self) -> "EventPageQuerySet":
        """What is on now or later, the soonest first."""
        events: EventPageQuerySet = self.filter(ends__gte=timezone.now()).order_by("starts", "pk")
        return events

    def past(self) -> "EventPageQuerySet":
        """What is over, the latest first."""
        events: EventPageQuerySet = self.filter(ends__lt=timezone.now()).order_by("-starts", "-pk")
        return events


def restrictions_of(page: Page) -> QuerySet[PageViewRestriction]:
    """What a reader of `page` must satisfy: what restricts it or a page above it, in any of their languages.

    Asked for at once. Wagtail asks for the pages above it first, and for this one language only.
    """
    paths = [page.path[:length] for length in range(page.steplen, len(page.path) + 1, page.steplen)]
    above = Page.objects.filter(path__in=paths).order_by()
    restrictions: QuerySet[PageViewRestriction] = PageViewRestriction.objects.filter(
        Q(page__translation_key__in=above.values("translation_key"))
        | Q(page__translation_key__in=above.values("alias_of__translation_key"))
        | Q(page__translation_key__in=above.values("alias_of__alias_of__translation_key"))
    )
    return restrictions


def restricted_places() -> EditorialPageQuerySet:
    """The pages that are restricted, in all their languages. What is below them is restricted too."""
    keys = PageViewRestriction.objects.values("page__translation_key")
    return with_aliases(EditorialPageQuerySet(Page).filter(translation_key__in=keys))


def with_aliases(pages: EditorialPageQuerySet) -> EditorialPageQuerySet:
    """These pages and what Wagtail calls their aliases, which show the same and are as private."""
    aliases = EditorialPageQuerySet(Page).filter(alias_of__in=pages.values("pk"))
    of_aliases = EditorialPageQuerySet(Page).filter(alias_of__in=aliases.values("pk"))
    keys = pages.values("pk").union(aliases.values("pk"), of_aliases.values("pk"))
    same: EditorialPageQuerySet = EditorialPageQuerySet(Page).filter(pk__in=keys)
    return same


def _is_restricted() -> Exists:
    """Restrictions are few, so the database looks at each of them rather than at each page above."""
    return Exists(restricted_places().filter(path=Substr(OuterRef("path"), Value(1), Length("path"))))


def _preference(language: str) -> Case:
    return Case(
        When(locale__language_code=language, then=Value(0)),
        When(locale__language_code=settings.LANGUAGE_CODE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


EditorialPageManager = PageManager.from_queryset(EditorialPageQuerySet)
EventPageManager = PageManager.from_queryset(EventPageQuerySet)
