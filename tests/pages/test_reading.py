"""Reading a page in a language that it lacks."""

import re
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from portal.pages.addresses import address_in
from portal.pages.models import ArticleIndexPage, ArticlePage, StandardPage
from tests.pages.editors import fill_in
from tests.pages.factories import home, make_article, make_news, make_page
from tests.pages.test_pages import queries

pytestmark = pytest.mark.django_db


@dataclass
class News:
    """An English article in a list that Bulgarian has too."""

    english: ArticleIndexPage
    bulgarian: ArticleIndexPage
    article: ArticlePage


@pytest.fixture
def news() -> News:
    key = uuid4()
    english, bulgarian = make_news("en", "news", key), make_news("bg", "novini", key, title="Новини")
    article = make_article(english, "first-workshop", title="First workshop", introduction="Twelve people came.")
    return News(english, bulgarian, article)


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return response.content.decode()


def leads_to(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code in (301, 302), (path, response.status_code)
    return response["Location"]


def translate(news: News, slug: str = "parva-rabotilnitsa", **fields: object) -> ArticlePage:
    return make_article(news.bulgarian, slug, news.article.translation_key, title="Първа работилница", **fields)


def test_a_page_without_a_translation_is_read_in_its_own_language_within_the_readers_frame(
    client: Client, news: News
) -> None:
    page = text(client, "/bg/news/first-workshop/")

    assert '<html lang="bg">' in page
    content = page.split('<div lang="en">')[1]
    assert "First workshop" in content.split("</main>")[0]
    assert "other-language" not in content
    assert 'href="/bg/members/"' in page


def test_the_reader_is_told_which_language_is_missing_and_which_she_reads(client: Client, news: News) -> None:
    page = text(client, "/fr/news/first-workshop/")

    notice = re.search(r'<aside class="wrap other-language">(.*?)</aside>', page, re.DOTALL)
    assert notice
    assert "français" in notice[1]
    assert "anglais" in notice[1]
    assert "other-language" not in text(client, "/en/news/first-workshop/")


def test_search_engines_keep_to_the_original(client: Client, news: News) -> None:
    page = text(client, "/bg/news/first-workshop/")

    assert '<meta name="robots" content="noindex">' in page
    assert re.findall(r'<link rel="canonical" href="([^"]+)"', page) == [
        "http://localhost:8000/en/news/first-workshop/"
    ]
    assert re.findall(r'hreflang="([\w-]+)" href="http', page) == ["en", "x-default"]
    assert '<meta property="og:locale" content="en_GB">' in page


def test_a_translation_that_is_published_takes_the_originals_place(client: Client, news: News) -> None:
    translation = translate(news)

    assert leads_to(client, "/bg/news/first-workshop/") == "/bg/novini/parva-rabotilnitsa/"
    assert leads_to(client, "/bg/news/first-workshop/?page=2") == "/bg/novini/parva-rabotilnitsa/?page=2"
    assert "other-language" not in text(client, translation.get_url())


def test_a_translation_that_is_withdrawn_leads_back_to_the_original(client: Client, news: News) -> None:
    translation = translate(news)
    translation.unpublish()

    assert leads_to(client, "/bg/novini/parva-rabotilnitsa/") == "/bg/news/first-workshop/"
    assert "First workshop" in text(client, "/bg/news/first-workshop/")


def test_a_draft_translation_is_read_by_nobody(client: Client, news: News) -> None:
    translate(news, live=False)

    assert "Първа" not in text(client, "/bg/news/first-workshop/")
    assert client.get("/bg/novini/parva-rabotilnitsa/").status_code == 404


@pytest.mark.parametrize("path", ["/bg/novini/first-workshop/", "/fr/novini/first-workshop/"])
def test_an_address_of_segments_in_two_languages_leads_to_the_one_address(
    client: Client, news: News, path: str
) -> None:
    assert leads_to(client, path) == f"/{path[1:3]}/news/first-workshop/"


def test_an_address_of_foreign_segments_leads_to_the_translation(client: Client, news: News) -> None:
    translate(news)

    assert leads_to(client, "/en/novini/parva-rabotilnitsa/") == "/en/news/first-workshop/"
    assert leads_to(client, "/de/novini/parva-rabotilnitsa/") == "/de/news/first-workshop/"


def test_without_an_english_edition_the_oldest_is_read(client: Client) -> None:
    key = uuid4()
    make_page("de", "treffen", key)
    make_page("fr", "rencontre", key)

    assert '<div lang="de">' in text(client, "/bg/treffen/")
    assert leads_to(client, "/bg/rencontre/") == "/bg/treffen/"
    assert leads_to(client, "/fr/treffen/") == "/fr/rencontre/"


def test_an_address_in_cyrillic_is_served_where_it_was_asked_for(client: Client) -> None:
    make_page("bg", "проект", title="Проект")

    page = make_page("bg", "екип", title="Екип")
    assert "Екип" in text(client, address_in(page, "fr"))
    assert "Проект" in text(client, "/fr/проект/")


def test_what_no_language_has_is_not_found(client: Client, news: News) -> None:
    make_page("de", "entwurf", live=False)

    for path in (
        "/bg/news/second/",
        "/bg/first-workshop/",
        "/bg/other/first-workshop/",
        "/en/entwurf/",
        "/fr/entwurf/",
    ):
        assert client.get(path).status_code == 404, path


def test_a_page_that_is_not_there_costs_few_queries(client: Client, news: News) -> None:
    client.get("/bg/nothing/at/all/")
    assert queries(client, "/bg/nothing/at/all/") <= 9
    assert queries(client, "/en/nothing/") <= 8


def test_the_menu_shows_what_the_language_lacks_in_its_own(client: Client, news: News) -> None:
    make_page("en", "leaflet", title="Leaflet", show_in_menus=True)

    assert re.search(r'<a href="/bg/leaflet/"\s+lang="en">Leaflet</a>', text(client, "/bg/members/"))


def test_an_edition_left_out_of_the_menu_does_not_bring_back_the_english_one(client: Client) -> None:
    key = uuid4()
    make_page("en", "leaflet", key, title="Leaflet", show_in_menus=True)
    make_page("bg", "listovka", key, title="Листовка")

    menu = text(client, "/bg/members/").split("</nav>")[0]
    assert "Leaflet" not in menu
    assert "Листовка" not in menu


def test_breadcrumbs_are_in_the_readers_language_where_they_can_be(client: Client, news: News) -> None:
    page = text(client, "/bg/news/first-workshop/")

    crumbs = re.search(r'<nav class="wrap breadcrumbs".*?</nav>', page, re.DOTALL)
    assert crumbs
    assert re.findall(r'href="([^"]+)"', crumbs[0]) == ["/bg/", "/bg/novini/"]
    assert "Новини" in crumbs[0]


# Translating with wagtail-localize


def submit(page: StandardPage | ArticlePage, language: str) -> Translation:
    locale = Locale.objects.get(language_code=language)
    TranslationCreator(None, [locale]).create_translations(page)
    source = TranslationSource.objects.get_for_instance(page)
    found: Translation = Translation.objects.get(source=source, target_locale=locale)
    return found


def test_a_page_sent_to_be_translated_goes_on_being_read_in_the_original(client: Client, news: News) -> None:
    submit(news.article, "bg")

    draft = ArticlePage.objects.get(locale__language_code="bg")
    assert not draft.live
    assert "Twelve people came." in text(client, "/bg/news/first-workshop/")
    assert '<div lang="en">' in text(client, "/bg/news/first-workshop/")


def test_the_pages_above_a_translation_come_along_as_drafts(client: Client, news: News) -> None:
    submit(news.article, "fr").save_target(publish=False)

    assert not ArticleIndexPage.objects.get(locale__language_code="fr").live
    assert '<div lang="en">' in text(client, "/fr/news/")


def test_publishing_an_original_again_does_not_bring_its_places_to_light(client: Client, news: News) -> None:
    submit(news.article, "fr")
    news.english.save_revision().publish()

    assert not ArticleIndexPage.objects.get(locale__language_code="fr").live
    assert '<div lang="en">' in text(client, "/fr/news/")


def test_a_place_that_is_translated_stays_unread_until_it_is_published(client: Client, news: News) -> None:
    submit(news.article, "fr")
    submit(news.english, "fr")

    place = ArticleIndexPage.objects.get(locale__language_code="fr")
    assert not place.holds_a_place
    assert not place.live
    assert '<div lang="en">' in text(client, "/fr/news/")

    fill_in(place, only=["title", "introduction"])
    place.save_revision().publish()
    assert "other-language" not in text(client, "/fr/news/")


def test_a_translation_published_below_a_place_has_an_address(client: Client, news: News) -> None:
    submit(news.article, "fr")
    article = ArticlePage.objects.get(locale__language_code="fr")
    fill_in(article, only=["title", "introduction"])
    article.save_revision().publish()

    assert article.get_url() == "/fr/news/first-workshop/"
    page = text(client, article.get_url())
    assert "other-language" not in page
    crumbs = re.search(r'<nav class="wrap breadcrumbs".*?</nav>', page, re.DOTALL)
    assert crumbs
    assert re.findall(r'href="([^"]+)"', crumbs[0]) == ["/fr/", "/fr/news/"]


def test_a_home_page_withdrawn_is_read_in_english(client: Client) -> None:
    home("bg").unpublish()

    page = text(client, "/bg/")
    assert '<html lang="bg">' in page
    assert '<div lang="en">' in page
