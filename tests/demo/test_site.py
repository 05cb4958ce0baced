"""The pages of the demonstration: a folder of texts becomes a site in five languages."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from portal.demo.pages import SITE, make_pages, read_sources
from portal.files.models import PortalImage
from portal.pages.models import ArticlePage, EventPage, LegalPage, OutcomePage, StandardPage

LANGUAGES = [code for code, _name in portal_settings.LANGUAGES]
SOURCES = list(read_sources(SITE))


def write(site: Path, key: str, facts: str, **texts: str) -> None:
    folder = site / key
    folder.mkdir(parents=True)
    (folder / "page.toml").write_text(facts, encoding="utf-8")
    for language, text in texts.items():
        slug = f"{folder.name}-{language}"
        (folder / f"{language}.toml").write_text(f'title = "{slug}"\nslug = "{slug}"\n{text}', encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site: a guide, a project with an outcome that leads to it, and a page with a picture."""
    folder = tmp_path / "site"
    write(folder, "guide", 'type = "standard"\norder = 2', en="", bg="")
    leads = 'leads_to = { label = "Begin", link = "page:guide" }'
    write(folder, "project", 'type = "project"\norder = 1\nmenu = true', en="", bg="")
    write(folder, "project/portfolio", 'type = "outcome"\nnumber = 1', en=leads, bg=leads)
    return folder


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    folder.mkdir()
    Image.new("RGB", (60, 40), "#17646e").save(folder / "bridge-at-night.png")
    return folder


@pytest.mark.django_db
def test_a_folder_becomes_a_page_in_each_of_its_languages(client: Client, site: Path, images: Path) -> None:
    made = list(make_pages(site, images))

    assert {page.url for page in made if isinstance(page, Page)} >= {"/en/guide-en/", "/bg/project-bg/portfolio-bg/"}
    assert client.get("/bg/project-bg/portfolio-bg/").status_code == 200
    english, bulgarian = OutcomePage.objects.order_by("locale__language_code").reverse()
    assert english.translation_key == bulgarian.translation_key
    menu = re.findall(r'<li>\s*<a href="(/en/[\w-]+/)"', client.get("/en/members/").content.decode())
    assert "/en/project-en/" in menu
    assert "/en/guide-en/" not in menu


@pytest.mark.django_db
def test_links_lead_to_the_page_in_the_language_of_the_text(client: Client, site: Path, images: Path) -> None:
    text = 'text = """<p><a href="page:project/portfolio">a</a> <a href="view:directory">b</a> <a href="https://example.org/">c</a></p>"""'
    write(site, "links", 'type = "standard"', en=f"[[body]]\n{text}", bg=f"[[body]]\n{text}")
    list(make_pages(site, images))

    page = client.get("/bg/links-bg/").content.decode()

    body = page[page.index('<div class="prose') :]
    for address in ("/bg/project-bg/portfolio-bg/", "/bg/members/", "https://example.org/"):
        assert f'href="{address}"' in body
    assert 'class="button" href="/bg/guide-bg/"' in client.get("/bg/project-bg/portfolio-bg/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("link", ["page:nowhere", "view:nowhere"])
def test_a_link_that_leads_nowhere_stops_the_loading(site: Path, images: Path, link: str) -> None:
    write(site, "links", 'type = "standard"', en=f'[[body]]\ntext = """<p><a href="{link}">a</a></p>"""')

    with pytest.raises(KeyError, match="nowhere"):
        list(make_pages(site, images))


@pytest.mark.django_db
def test_a_page_that_would_be_refused_to_an_editor_is_refused_here(site: Path, images: Path) -> None:
    write(site, "terms", 'type = "legal"\nsubject = "terms"', en="")

    with pytest.raises(ValidationError, match="version"):
        list(make_pages(site, images))


@pytest.mark.django_db
def test_events_are_always_to_come_or_always_past(site: Path, images: Path) -> None:
    zone = 'timezone = "Europe/Sofia"\nlanguages = ["bg"]'
    write(site, "events", 'type = "events"', en="")
    write(site, "events/soon", f'type = "event"\nin_days = 12\nstarts_at = "17:00"\nhours = 2\n{zone}', en="")
    fixed = "starts = 2026-03-05T14:00:00\nends = 2026-03-05T17:00:00"
    write(site, "events/past", f'type = "event"\n{fixed}\n{zone}', en="")
    list(make_pages(site, images))

    soon, past = EventPage.objects.get(slug="soon-en"), EventPage.objects.get(slug="past-en")

    assert timedelta(days=11) < soon.starts - timezone.now() < timedelta(days=13)
    assert (soon.starts_there.hour, soon.ends_there.hour) == (17, 19)
    assert (past.starts_there.hour, past.is_over) == (14, True)


@pytest.mark.django_db
def test_a_picture_comes_in_once_with_words_in_each_language(site: Path, images: Path) -> None:
    facts = 'type = "standard"\nimage = "bridge-at-night.png"'
    write(site, "bridge", facts, en='image_alt = "A bridge"', bg='image_alt = "Мост"')
    list(make_pages(site, images))

    picture = PortalImage.objects.get()
    pages = StandardPage.objects.filter(image=picture)

    assert picture.title == "Bridge at night"
    assert {page.image_alt for page in pages} == {"A bridge", "Мост"}


@pytest.mark.django_db
def test_a_picture_that_is_not_there_stops_the_loading(site: Path, images: Path) -> None:
    write(site, "bridge", 'type = "standard"\nimage = "nothing.png"', en="")

    with pytest.raises(FileNotFoundError):
        list(make_pages(site, images))


@pytest.mark.django_db
def test_an_article_was_published_on_its_day(site: Path, images: Path) -> None:
    write(site, "news", 'type = "articles"', en="")
    write(site, "news/first", 'type = "article"\ndate = 2026-02-18\ncountry = "FR"', en="")
    list(make_pages(site, images))

    article = ArticlePage.objects.get()

    assert article.first_published_at
    assert article.first_published_at.date() == article.date


def test_no_subject_is_written_twice() -> None:
    subjects = [source.facts["subject"] for source in SOURCES if source.facts["type"] == "legal"]

    assert len(subjects) == len(set(subjects))
    assert set(subjects) <= set(LegalPage.Subject.values)
