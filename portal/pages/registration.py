"""What pages tell the catalogue, and when.

Wagtail's own signals come after the commit, and nothing is said of the pages below one that is moved,
renamed, restricted or opened, though their addresses and readers change with it. So rows are watched.
"""

from collections.abc import Collection, Iterable
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min, Model, Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import AbstractRendition
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex, get_page_models

from portal.operations.bulk_changes import rows_changed
from portal.pages.cards import PICTURE, page_card
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
from search.watching import Touches, mark_on_change

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
        pre_delete.connect(_on_deletion, sender=model, dispatch_uid=f"catalogue:editions:{model._meta.label}")
    for shown in (get_image_model(), get_document_model()):
        mark_on_change("pages", shown, partial(_showing, shown))
    mark_on_change("pages", Locale, lambda pks: _keys(Page.objects.filter(locale__in=pks)))
    renditions = get_image_model().get_rendition_model()
    pre_delete.connect(_on_lost_picture, sender=renditions, dispatch_uid="catalogue:pictures")
    for model in get_page_models():
        post_save.connect(_on_page, sender=model, dispatch_uid=f"catalogue:below:{model._meta.label}")
    rows_changed.connect(_on_pages, sender=Page, dispatch_uid="catalogue:pages")
    pre_save.connect(_on_moving_restriction, sender=PageViewRestriction, dispatch_uid="catalogue:restrictions")
    for signal in (post_save, post_delete):
        signal.connect(_on_restriction, sender=PageViewRestriction, dispatch_uid="catalogue:restrictions")


def _visible_to(account: Account) -> QuerySet[Page]:
    """Pages of all kinds that everybody may read in one language at least: the same for whoever looks."""
    return EditorialPageQuerySet(Page).oldest_editions().with_a_public_edition()


def _register(model: type[EditorialPage]) -> None:
    template = "pages/event_card.html" if model is EventPage else "pages/page_card.html"
    register(
        model,
        page_card,
        rows=lambda: model.objects.oldest_editions().with_public_editions(),
        visible_to=_visible_to,
        template=template,
        touched=Touches(_oldest_editions, moves=True),
        takes_place=model is EventPage,
        facet_groups=[_COUNTRY, _YEAR, _WRITTEN_IN],
        tab=TABS.get(model, _PAGES),
        emblem="pages/event_emblem.html" if model is EventPage else "",
    )


def _showing(model: type[Model], pks: Collection[int]) -> list[str]:
    """The cards of pages that show these images or documents, as their picture or somewhere in their body."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(pk) for pk in pks],
    )
    pages = {int(pk) for pk in references.values_list("object_id", flat=True)}
    if model is get_image_model():
        # Of pictures that were given to pages in bulk, the references know nothing.
        first, *others = (
            kind.objects.order_by().filter(image__in=pks).values_list("pk", flat=True) for kind in FINDABLE
        )
        pages.update(first.union(*others))
    return _keys(Page.objects.filter(pk__in=pages))


def _on_lost_picture(instance: AbstractRendition, **_: object) -> None:
    """A card holds the address of its picture's file. Drawn anew, the file may be called otherwise."""
    if instance.filter_spec == PICTURE:
        mark(_showing(get_image_model(), [instance.image_id]))


def _on_deletion(instance: EditorialPage, **_: object) -> None:
    """Once the oldest edition is deleted, the card stands under the oldest of those that are left."""
    kind = instance._meta.model_name or ""
    editions = Page.objects.filter(translation_key=instance.translation_key)
    mark(card_key(kind, pk) for pk in editions.values_list("pk", flat=True))


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


def _on_pages(pks: Collection[int], **_: object) -> None:
    """Pages of any kind were changed in bulk."""
    mark(_keys(Page.objects.filter(pk__in=pks)))


def _on_restriction(instance: PageViewRestriction, **_: object) -> None:
    _mark_restricted(instance.page)


def _on_moving_restriction(instance: PageViewRestriction, **_: object) -> None:
    for before in PageViewRestriction.objects.filter(pk=instance.pk).exclude(page=instance.page_id):
        _mark_restricted(before.page)


def _mark_restricted(page: Page) -> None:
    """Mark what a restriction of `page` holds for: its editions, what shows the same, and all below them."""
    editions = EditorialPageQuerySet(Page).filter(translation_key=page.translation_key)
    _mark_trees(with_aliases(editions).values_list("path", flat=True))


def _mark_trees(paths: Iterable[str]) -> None:
    """Mark the pages at these places in the tree, and all below them."""
    mark(_keys(Page.objects.filter(Q(*(("path__startswith", path) for path in paths), _connector=Q.OR))))


def _keys(pages: QuerySet[Page]) -> list[str]:
    """The keys of the cards on which these pages stand."""
    names = {model._meta.model_name for model in FINDABLE}
    found = _oldest_of(pages).values_list("content_type__model", "oldest")
    return [card_key(name, pk) for name, pk in found if name in names]


def _oldest_editions(pks: Collection[int]) -> Iterable[int]:
    """Those under which the cards of these pages stand."""
    return _oldest_of(Page.objects.filter(pk__in=pks)).values_list("oldest", flat=True)


def _oldest_of(pages: QuerySet[Page]) -> QuerySet[Page]:
    keys = pages.order_by().values("translation_key")
    groups = Page.objects.filter(translation_key__in=keys).order_by().values("translation_key", "content_type__model")
    oldest: QuerySet[Page] = groups.annotate(oldest=Min("pk"))
    return oldest
