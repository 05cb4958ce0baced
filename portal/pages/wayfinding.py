"""Which page an address means where the tree of its language has none there.

A page that lacks a language is read below that language's prefix at the path of another edition.
Links that mix segments of two languages, and addresses of editions that were withdrawn or moved,
lead to the one address that `address_in` gives.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from portal.pages.addresses import HOME_DEPTH, address_in
from portal.pages.editions import preference, preferred
from portal.pages.querysets import EditorialPageQuerySet


@dataclass(frozen=True, slots=True)
class Way:
    """The page that readers of a language are given, and the address it has for them.

    The address is empty for a restricted page: it is served where it was asked for, since to
    redirect would tell everybody its present name.
    """

    page: Page
    address: str


def way_to(segments: list[str], language: str) -> Way | None:
    """Where an address leads whose path below the prefix of `language` is `segments`."""
    meant = _named(segments, language) or _named_before(segments, language)
    if meant is None:
        return None
    editions = EditorialPageQuerySet(Page).filter(translation_key=meant.translation_key).select_related("locale")
    if public := preferred(editions.public_now(), language):
        return Way(public, address_in(public, language))
    restricted = preferred(editions.live(), language)
    return Way(restricted, "") if restricted else None


def _named(segments: list[str], language: str) -> Page | None:
    """The page whose ancestors and itself have these slugs, each in any of its languages.

    A page withdrawn still counts, a draft never published does not.
    """
    seen = Q(live=True) | Q(first_published_at__isnull=False)
    depth = HOME_DEPTH + len(segments)
    found = list(Page.objects.filter(seen, depth=depth, slug=segments[-1]).select_related("locale"))
    paths = {page.pk: [page.path[: page.steplen * above] for above in range(HOME_DEPTH + 1, depth)] for page in found}
    called = _slugs_by_path({path for above in paths.values() for path in above}, segments)

    def order(page: Page) -> tuple[object, ...]:
        own = [called[path][0] for path in paths[page.pk]]
        return [*own, page.slug] != segments, *preference(page, language)

    matching = (
        page
        for page in found
        if all(segment in called[path] for path, segment in zip(paths[page.pk], segments, strict=False))
    )
    return min(matching, key=order, default=None)


def _slugs_by_path(paths: set[str], segments: list[str]) -> dict[str, list[str]]:
    """What the pages at these places are called: first their own slug, then those of `segments` in any language."""
    pages = list(Page.objects.filter(path__in=paths)) if paths else []
    slugs: dict[UUID, list[str]] = defaultdict(list)
    if pages:
        named = Page.objects.filter(translation_key__in=[page.translation_key for page in pages], slug__in=segments)
        for key, slug in named.order_by().values_list("translation_key", "slug"):
            slugs[key].append(slug)
    return {page.path: [page.slug, *slugs[page.translation_key]] for page in pages}


def _named_before(segments: list[str], language: str) -> Page | None:
    """The page that had this address, or had it in another language, before it moved.

    None where the address itself is kept as a redirect to a live page: the middleware follows it.
    """
    addresses = {f"/{code}/{'/'.join(segments)}": code for code, _name in settings.LANGUAGES}
    rows = Redirect.objects.filter(old_path__in=addresses, redirect_page__isnull=False)
    kept = {addresses[row.old_path]: row.redirect_page for row in rows.select_related("redirect_page__locale")}
    own = kept.get(language)
    if own is not None:
        return None if own.live else own
    return preferred(kept.values(), language)
