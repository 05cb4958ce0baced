"""Pages as tests need them."""

from uuid import UUID, uuid4

from portal.pages.models import HomePage, StandardPage


def make_page(language: str, slug: str, key: UUID | None = None, **fields: object) -> StandardPage:
    """A published page below the home page of `language`; pages with one `key` are each other's translations."""
    home = HomePage.objects.get(locale__language_code=language)
    values = {"title": slug.title(), "slug": slug, "locale": home.locale, "translation_key": key or uuid4(), **fields}
    page: StandardPage = home.add_child(instance=StandardPage(**values))
    return page
