"""What pages tell the catalogue, and when.

Wagtail's own signals come after the commit, and nothing is said of the pages below one that is moved,
renamed, restricted or opened, though their addresses and readers change with it. So rows are watched.
"""

from collections.abc import Iterable

from django.db.models import Min, Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageViewRestriction, get_page_models

from portal.pages.cards import page_card
from portal.pages.models import (
    ArticleIndexPage,
    ArticlePage,
    ContactPage,
    EditorialPage,
    EventIndexPage,
    EventPage,
    LegalPage,
    OutcomePage,
    PartnerIndexPage,
    PartnerPage,
    ProjectPage,
    StandardPage,
)
from portal.pages.querysets import EditorialPageQuerySet, with_aliases
from portal.vocabulary.countries import country_labels
from portal.vocabulary.languages import language_labels
from search.cards import card_key
from search.marks import mark
from search.registry import Account, FacetGroup, Tab, register

_COUNTRY = FacetGroup("country", country_labels, title=_("Country"))
_YEAR = FacetGroup("year", lambda years, language: {year: year for year in years}, title=_("Year"))
_WRITTEN_IN = FacetGroup("written_in", language_labels, title=_("Can be read in"))

_PAGES = Tab("pages", _("Pages"), 60, ("written_in",))
TABS: dict[type[EditorialPage], Tab] = {
    ArticlePage: Tab("news", _("News and blog"), 30, ("country", "year", "written_in")),
    EventPage: Tab("events", _("Events"), 40, ("country", "year", "written_in")),
    PartnerPage: Tab("partners", _("Partners"), 50, ("country", "written_in")),
}

FINDABLE: tuple[type[EditorialPage], ...] = (
    ArticlePage,
    EventPage,
    PartnerPage,
    OutcomePage,
    ProjectPage,
    StandardPage,
    ContactPage,
    LegalPage,
    ArticleIndexPage,
    EventIndexPage,
    PartnerIndexPage,
)


def register_pages() -> None:
    """Make pages findable, each once for all its languages; what happens to a page marks those below it."""
    for model in FINDABLE:
        _register(model)
    for model in get_page_models():
        post_save.connect(_on_page, sender=model, dispatch_uid=f"catalogue:below:{model._meta.label}")
    for signal in (post_save, post_delete):
        signal.connect(_on_restriction, sender=PageViewRestriction, dispatch_uid="catalogue:restrictions")


def _register(model: type[EditorialPage]) -> None:
    def visible_to(account: Account) -> QuerySet[EditorialPage]:
        readable: QuerySet[EditorialPage] = model.objects.oldest_editions().with_a_public_edition()
        return readable

    def pictured(image: AbstractImage) -> Iterable[int]:
        return _oldest_of(model.objects.filter(image=image.pk)).values_list("oldest", flat=True)

    template = "pages/event_card.html" if model is EventPage else "pages/page_card.html"
    register(
        model,
        page_card,
        rows=lambda: model.objects.oldest_editions().with_public_editions(),
        visible_to=visible_to,
        template=template,
        sources={get_image_model(): pictured},
        touched=_oldest_two,
        takes_place=model is EventPage,
        facet_groups=[_COUNTRY, _YEAR, _WRITTEN_IN],
        tab=TABS.get(model, _PAGES),
        emblem="pages/event_emblem.html" if model is EventPage else "",
    )


def _oldest_two(page: EditorialPage) -> Iterable[int]:
    """The card stands under the oldest edition; once that is deleted, under the next."""
    editions = Page.objects.filter(translation_key=page.translation_key)
    return list(editions.order_by("pk").values_list("pk", flat=True)[:2])


def _on_page(instance: Page, created: bool, raw: bool = False, **_: object) -> None:
    """Wagtail rewrites the addresses below a page in the same transaction, after it has saved the page."""
    if raw:
        return
    below = Q(path__startswith=instance.path, depth=instance.depth + 1)
    if not created and Page.objects.filter(below).exclude(url_path__startswith=instance.url_path).exists():
        _mark_trees([instance.path])
    elif type(instance) is Page:
        # Moves save the bare page, of which the cards of its own kind hear nothing.
        mark(_keys(Page.objects.filter(pk=instance.pk)))


def _on_restriction(instance: PageViewRestriction, **_: object) -> None:
    editions = EditorialPageQuerySet(Page).filter(translation_key=instance.page.translation_key)
    _mark_trees(with_aliases(editions).values_list("path", flat=True))


def _mark_trees(paths: Iterable[str]) -> None:
    """Mark the pages at these places in the tree, and all below them."""
    mark(_keys(Page.objects.filter(Q(*(("path__startswith", path) for path in paths), _connector=Q.OR))))


def _keys(pages: QuerySet[Page]) -> list[str]:
    """The keys of the cards on which these pages stand."""
    names = {model._meta.model_name for model in FINDABLE}
    found = _oldest_of(pages).values_list("content_type__model", "oldest")
    return [card_key(name, pk) for name, pk in found if name in names]


def _oldest_of(pages: QuerySet[Page]) -> QuerySet[Page]:
    keys = pages.order_by().values("translation_key")
    groups = Page.objects.filter(translation_key__in=keys).order_by().values("translation_key", "content_type__model")
    oldest: QuerySet[Page] = groups.annotate(oldest=Min("pk"))
    return oldest
