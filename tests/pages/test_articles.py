"""News and the field blog, as visitors read them."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image
from wagtail.models import PageViewRestriction

from portal.files.models import PortalImage
from portal.pages.models import ArticleIndexPage, ArticlePage
from tests.pages.factories import make
from tests.pages.visits import queries, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def news() -> ArticleIndexPage:
    return make(ArticleIndexPage, "en", "news", title="News")


def picture(name: str = "bridge.png") -> PortalImage:
    file = BytesIO()
    Image.new("RGB", (900, 600), "#17646e").save(file, "PNG")
    image: PortalImage = PortalImage.objects.create(title="Bridge", file=ImageFile(file, name=name), credit="A. Berg")
    return image


def titles(page: str) -> list[str]:
    return re.findall(r'class="card-link"[^>]*>([^<]+)<', page)


def test_the_newest_article_comes_first(client: Client, news: ArticleIndexPage) -> None:
    make(ArticlePage, "en", "old", below=news, date=date(2026, 1, 5))
    make(ArticlePage, "en", "new", below=news, date=date(2026, 3, 5), introduction="In short.")
    make(ArticlePage, "en", "draft", below=news, date=date(2026, 4, 5), live=False)

    page = read(client, "/en/news/")

    assert titles(page) == ["New", "Old"]
    assert "5 March 2026" in page
    assert "In short." in page


def test_an_article_that_only_another_language_has_is_listed_and_says_so(
    client: Client, news: ArticleIndexPage
) -> None:
    both = make(ArticlePage, "en", "both", below=news, title="In English")
    make(ArticlePage, "en", "english", below=news, title="English only")
    novini = make(ArticleIndexPage, "bg", "novini", key=news.translation_key)
    make(ArticlePage, "bg", "i-dvete", below=novini, title="На български", key=both.translation_key)

    page = read(client, "/bg/novini/")

    assert sorted(titles(page)) == ["English only", "На български"]
    assert 'href="/bg/news/english/" lang="en"' in page
    assert page.count('class="badge"') == 1


def test_a_restricted_article_is_not_listed(client: Client, news: ArticleIndexPage) -> None:
    secret = make(ArticlePage, "en", "secret", below=news)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)

    assert titles(read(client, "/en/news/")) == []


@pytest.mark.parametrize("asked", ["0", "-1", "99", "x", "²", "1" * 400, ""])
def test_a_page_that_is_not_there_leads_to_one_that_is(client: Client, news: ArticleIndexPage, asked: str) -> None:
    make(ArticlePage, "en", "only", below=news)

    response = client.get("/en/news/", {"page": asked})

    assert response.status_code == 200
    assert titles(response.content.decode()) == ["Only"]


def test_a_long_list_is_read_a_page_at_a_time(client: Client, news: ArticleIndexPage) -> None:
    for number in range(12):
        make(ArticlePage, "en", f"article-{number}", below=news, date=date(2026, 1, number + 1))

    first, second = (read(client, f"/en/news/?page={number}") for number in (1, 2))

    assert titles(first) + titles(second) == [f"Article {number}" for number in reversed(range(12))]
    assert 'rel="next" href="/en/news/?page=2"' in first
    assert 'rel="prev" href="/en/news/"' in second


def test_an_article_shows_who_wrote_what_where_and_what_its_picture_shows(
    client: Client, news: ArticleIndexPage
) -> None:
    facts: dict[str, Any] = {"author": "Mira Kolarova", "country": "BG", "date": date(2026, 6, 25)}
    make(ArticlePage, "en", "sofia", below=news, image=picture(), image_alt="A bridge over a river", **facts)

    page = read(client, "/en/news/sofia/")

    for shown in ("25 June 2026", "Mira Kolarova", "Bulgaria", 'alt="A bridge over a river"', "A. Berg", "srcset="):
        assert shown in page


def test_an_article_leads_to_its_neighbours_and_back(client: Client, news: ArticleIndexPage) -> None:
    for number in range(1, 6):
        make(ArticlePage, "en", f"article-{number}", below=news, date=date(2026, 1, number))

    page = read(client, "/en/news/article-3/")

    assert 'rel="prev" href="/en/news/article-2/"' in page
    assert 'rel="next" href="/en/news/article-4/"' in page
    assert titles(page) == ["Article 5", "Article 4", "Article 2"]
    assert '<a href="/en/news/">News</a>' in page


def test_two_articles_of_one_day_are_each_others_neighbours(client: Client, news: ArticleIndexPage) -> None:
    for slug in ("first", "second"):
        make(ArticlePage, "en", slug, below=news, date=date(2026, 1, 1))

    assert 'rel="next" href="/en/news/second/"' in read(client, "/en/news/first/")
    assert 'rel="prev" href="/en/news/first/"' in read(client, "/en/news/second/")


def test_a_country_that_does_not_exist_is_refused(news: ArticleIndexPage) -> None:
    with pytest.raises(ValidationError, match="country"):
        make(ArticlePage, "en", "nowhere", below=news, country="QQ")


def test_the_number_of_articles_does_not_change_the_number_of_queries(client: Client, news: ArticleIndexPage) -> None:
    make(ArticlePage, "en", "first", below=news, image=picture())
    few = queries(client, "/en/news/"), queries(client, "/en/news/first/")
    for number in range(6):
        make(ArticlePage, "en", f"article-{number}", below=news, image=picture(f"{number}.png"))

    many = queries(client, "/en/news/"), queries(client, "/en/news/first/")

    assert many[0] == few[0] <= 12
    assert many[1] <= 18
