"""What a page says of itself to networks and search engines."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from portal.files.models import PortalImage
from tests.pages.factories import make_article, make_news, make_page

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"


def head(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode().split("</head>")[0]


def properties(page: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"', page)
    return {name: unescape(content) for name, content in found}


def data(page: str) -> dict[str, Any]:
    [written] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    things: list[dict[str, Any]] = json.loads(written)["@graph"]
    return {thing["@type"]: thing for thing in things}


def picture() -> PortalImage:
    file: ImageFile = get_test_image_file(size=(1400, 900))
    image: PortalImage = PortalImage.objects.create(title="Around a table", file=file)
    image.get_rendition("fill-1200x630|format-jpeg")
    file.close()
    found: PortalImage = PortalImage.objects.get(pk=image.pk)
    return found


def test_an_article_tells_its_title_summary_picture_and_day(client: Client) -> None:
    make_article(make_news("en"), "workshop", title='A "workshop" & more', introduction="Twelve came.", image=picture())

    page = head(client, "/en/news/workshop/")
    said = properties(page)

    assert said["og:title"] == 'A "workshop" & more'
    assert said["og:description"] == "Twelve came."
    assert said["og:type"] == "article"
    assert said["og:url"] == f"{SITE}/en/news/workshop/"
    assert said["og:image"].startswith(f"{SITE}/media/images/")
    assert "fill-1200x630" in said["og:image"]
    assert said["twitter:card"] == "summary_large_image"
    assert said["article:published_time"]
    article = data(page)["Article"]
    assert (article["headline"], article["inLanguage"]) == ('A "workshop" & more', "en")
    assert article["mainEntityOfPage"] == f"{SITE}/en/news/workshop/"


def test_a_page_without_a_picture_shows_the_portals(client: Client) -> None:
    make_page("fr", "projet", title="Projet", search_description="De quoi il s'agit")

    said = properties(head(client, "/fr/projet/"))

    assert said["og:image"] == f"{SITE}/static/img/share.png"
    assert said["og:type"] == "website"
    assert said["og:description"] == "De quoi il s'agit"
    assert said["og:locale"] == "fr_FR"


def test_a_picture_whose_file_is_gone_spoils_no_page(client: Client) -> None:
    image = picture()
    make_page("en", "about", image=image)
    image.file.storage.delete(image.file.name)

    assert client.get("/en/about/").status_code == 200


def test_the_home_page_tells_who_we_are(client: Client) -> None:
    things = data(head(client, "/de/"))

    assert set(things) == {"Organization", "WebSite"}
    assert things["Organization"]["url"] == f"{SITE}/"
    assert (things["WebSite"]["url"], things["WebSite"]["inLanguage"]) == (f"{SITE}/de/", "de")


def test_the_way_to_a_page_is_told(client: Client) -> None:
    make_article(make_news("en", title="News"), "workshop", title="Workshop")

    steps = data(head(client, "/en/news/workshop/"))["BreadcrumbList"]["itemListElement"]

    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Home", f"{SITE}/en/"),
        (2, "News", f"{SITE}/en/news/"),
        (3, "Workshop", f"{SITE}/en/news/workshop/"),
    ]


def test_a_title_cannot_end_the_data_that_it_stands_in(client: Client) -> None:
    make_page("en", "about", title="</script><script>alert(1)</script>")

    page = head(client, "/en/about/")

    assert "<script>alert" not in page
    assert data(page)["BreadcrumbList"]["itemListElement"][-1]["name"] == "</script><script>alert(1)</script>"


def test_views_that_are_no_pages_say_where_they_are(client: Client) -> None:
    said = properties(head(client, "/bg/networks/"))

    assert said["og:url"] == f"{SITE}/bg/networks/"
    assert said["og:locale"] == "bg_BG"
