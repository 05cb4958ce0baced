"""The page of a profile: what it tells search engines, address books and readers, and never more than they may see."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from network.models import Member
from network.visibility import Visibility
from portal.accounts.groups import EDITORS, MODERATORS
from portal.pages.models import ArticlePage
from search.projector import project_pending
from tests.accounts.factories import UserFactory
from tests.network.brute_force import account_of
from tests.network.factories import MemberFactory
from tests.network.readers import everybody_looking_at, signed_in
from tests.pages.editors import desk, fill_in, publish_translation, translate
from tests.pages.factories import make_article, make_news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def structured(html: str) -> dict[str, Any] | None:
    found = LD.search(html)
    return json.loads(found[1]) if found else None


def lines_of(body: bytes) -> list[str]:
    """Unfolded, as RFC 6350, 3.2 has it."""
    return body.decode().replace("\r\n ", "").split("\r\n")


@pytest.fixture
def member() -> Member:
    return MemberFactory.create(
        user=UserFactory.create(),
        name="Zoé Müller; Ph.D.",
        name_other_script="Зое Мюлер",
        organisation="Ponts, Portes & Cie",
        position="Adviser",
        city="Lyon",
        contact_email="zoe@ponts.example",
        countries=["FR", "BG"],
        languages={"bg": "C1", "fr": "C2"},
        expertises=["validation"],
        links={"Site": "https://ponts.example/zoe"},
        texts={"fr": ("J’accompagne, depuis 2011,\nles bilans", "Bio")},
        contact_visibility=Visibility.NETWORKS,
    )


def test_search_engines_read_what_visitors_read(member: Member, client: Client) -> None:
    data = structured(client.get(member.get_absolute_url()).content.decode())
    assert data is not None
    person = data["mainEntity"]
    assert (data["@type"], person["@type"], person["name"]) == ("ProfilePage", "Person", "Zoé Müller; Ph.D.")
    assert person["worksFor"]["name"] == "Ponts, Portes & Cie"
    assert person["knowsLanguage"] == ["fr", "bg"]
    assert person["sameAs"] == ["https://ponts.example/zoe"]
    assert "email" not in person


def test_they_read_nothing_of_whom_they_may_not_list(member: Member) -> None:
    member.in_search_engines = False
    member.save()
    for looking in everybody_looking_at(member):
        html = looking.client.get(member.get_absolute_url()).content.decode()
        assert structured(html) is None
        assert 'content="noindex"' in html
    assert "members" not in Client().get("/sitemap.xml").content.decode()


def test_a_peer_who_sees_more_makes_search_engines_read_no_more(member: Member) -> None:
    peer = UserFactory.create()
    MemberFactory.create(user=peer)
    html = signed_in(peer).get(member.get_absolute_url()).content.decode()
    data = structured(html)
    assert "zoe@ponts.example" in html
    assert data is not None
    assert "email" not in data["mainEntity"]


def test_the_sitemap_names_whoever_agreed_in_every_language(member: Member, client: Client) -> None:
    MemberFactory.create(name="Not Asked", in_search_engines=False)
    MemberFactory.create(name="Among Us", visibility=Visibility.MEMBERS, in_search_engines=True)
    assert "sitemap-bg-members-1.xml" in client.get("/sitemap.xml").content.decode()
    response = client.get("/sitemap-bg-members-1.xml")
    written = response.content.decode()
    assert response["Content-Type"] == "application/xml"
    assert f"/bg/members/{member.pk}/zoe-muller-phd/</loc>" in written
    assert written.count("<loc>") == 1
    assert written.count('rel="alternate"') == 5
    for nowhere in ("sitemap-bg-members-2", "sitemap-xx-members-1", "sitemap-bg-nobodies-1", "sitemap-bg-members-0"):
        assert client.get(f"/{nowhere}.xml").status_code == 404


def test_a_vcard_says_what_its_reader_may_see(member: Member) -> None:
    address = f"{member.get_absolute_url()}vcard/"
    for looking in everybody_looking_at(member):
        response = looking.client.get(address)
        assert response.status_code == 200
        assert response["Content-Disposition"] == 'attachment; filename="zoe-muller-phd.vcf"'
        lines = lines_of(response.content)
        assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
        assert "FN:Zoé Müller\\; Ph.D." in lines
        assert "ORG:Ponts\\, Portes & Cie" in lines
        assert "NOTE;LANGUAGE=fr:J’accompagne\\, depuis 2011\\,\\nles bilans" in lines
        assert ("EMAIL:zoe@ponts.example" in lines) is (looking.name in {"peer", "owner"})
        assert max(len(line.encode()) for line in response.content.decode().split("\r\n")) <= 75


def test_what_the_owner_shows_to_nobody_is_not_in_the_card_she_passes_on(member: Member) -> None:
    member.contact_visibility = Visibility.NOBODY
    member.save()
    response = signed_in(account_of(member)).get(f"{member.get_absolute_url()}vcard/")
    assert b"EMAIL" not in response.content


def test_there_is_no_card_of_somebody_who_hides(member: Member, client: Client) -> None:
    member.profile_visibility = Visibility.MEMBERS
    member.save()
    assert client.get(f"{member.get_absolute_url()}vcard/").status_code == 404


def test_related_are_those_who_share_what_is_rarest(member: Member, client: Client) -> None:
    member.expertises.set(member.expertises.model.objects.filter(slug__in=["validation", "mediation"]))
    MemberFactory.create(name="Mediates Too", expertises=["mediation"])
    for number in range(3):
        MemberFactory.create(name=f"Validates {number}", expertises=["validation"])
    MemberFactory.create(name="Mediates Hidden", expertises=["mediation"], visibility=Visibility.MEMBERS)
    project_pending()
    html = client.get(member.get_absolute_url()).content.decode()
    assert "Mediates Too" in html
    assert "Validates" not in html
    assert "Mediates Hidden" not in html


def test_whoever_stands_alone_has_nobody_beside_her(member: Member, client: Client) -> None:
    project_pending()
    assert 'id="related"' not in client.get(member.get_absolute_url()).content.decode()


def test_articles_lead_to_their_author_and_back(member: Member, client: Client) -> None:
    article = make_article(
        make_news("en"),
        "what-i-saw",
        title="What I saw",
        author="Z. M.",
        writer=member.user,
        date=timezone.localdate(),
    )
    assert f'href="{member.get_absolute_url()}" rel="author"' in client.get(article.url).content.decode()
    assert "What I saw" in client.get(member.get_absolute_url()).content.decode()

    member.profile_visibility = Visibility.MEMBERS
    member.save()
    html = client.get(article.url).content.decode()
    assert "Z. M." in html
    assert 'rel="author"' not in html


def write(editor: Client, article: ArticlePage, **fields: str) -> str:
    """Saves the article as the editor's form does."""
    managed = {f"comments-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    values = {"title": "What I saw", "slug": article.slug, "date": "2026-05-04", "body-count": 0}
    response = editor.post(
        f"/admin/pages/{article.pk}/edit/", {**managed, **values, "action-publish": "1", **fields}, follow=True
    )
    article.refresh_from_db()
    return response.content.decode()


def test_an_editor_names_the_author_by_the_address_of_her_profile(member: Member) -> None:
    article = make_article(make_news("en"), "what-i-saw")
    editor = desk(EDITORS, MODERATORS)
    write(editor, article, author_profile=f"https://portal.example{member.get_absolute_url()}?from=here")
    assert article.writer == member.user
    assert member.get_absolute_url() in editor.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    write(editor, article, author_profile="")
    assert article.writer is None


@pytest.mark.parametrize("address", ["nonsense", "/en/members/999999/nobody/", "/en/members/99999999999999999999/x/"])
def test_an_address_without_a_profile_is_refused_and_nothing_is_lost(address: str, member: Member) -> None:
    article = make_article(make_news("en"), "what-i-saw")
    html = write(desk(EDITORS, MODERATORS), article, author_profile=address)
    assert article.writer is None
    assert "There is no profile with an account at this address." in html
    assert f'value="{address}"' in html


def test_an_editor_learns_of_no_author_whom_she_may_not_see_and_does_not_lose_her(member: Member) -> None:
    article = make_article(make_news("en"), "what-i-saw", writer=member.user)
    member.profile_visibility = Visibility.NOBODY
    member.save()
    editor = desk(EDITORS, MODERATORS)
    assert "zoe-muller" not in editor.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    write(editor, article, author_profile="")
    assert article.writer == member.user
    assert "There is no profile" in write(editor, article, author_profile=member.get_absolute_url())


def test_a_translation_has_the_same_author(member: Member) -> None:
    article = make_article(make_news("en"), "what-i-saw", title="What I saw", writer=member.user)
    translator = desk(EDITORS, MODERATORS)
    translated = translate(translator, article, "de")
    fill_in(translated)
    publish_translation(translator, translated)
    html = Client().get(member.get_absolute_url().replace("/en/", "/de/")).content.decode()
    assert "What I saw (translated)" in html
