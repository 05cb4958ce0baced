"""A network's page and its leaflet, which a new country has at once."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from network.actions.wording import write_words
from network.models import Membership, Network, NetworkWords
from network.network_page.leaflet import leaflet_of
from network.states import MembershipRole, MembershipState
from network.visibility import Visibility
from search.projector import project_pending
from tests.accounts.factories import OperatorFactory, UserFactory
from tests.network.factories import MemberFactory, NetworkFactory, coordinator_of
from tests.network.readers import signed_in
from tests.pages.factories import make_article, make_news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


def pdf_of(code: str, language: str) -> PdfReader:
    return PdfReader(BytesIO(leaflet_of(Network.objects.get(code=code), language)))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)


def write(desk: Client, network: Network, language: str, **fields: str) -> int:
    data = {"introduction": "Who we are.", "body": "null", **fields}
    return desk.post(f"/admin/network/pages/{network.pk}/{language}/", data).status_code


def test_a_new_country_has_all_of_it_without_code(client: Client) -> None:
    operator = signed_in(OperatorFactory.create())
    operator.post("/admin/snippets/network/network/add/", {"code": "IT", "kind": "national", "country": "IT"})
    MemberFactory.create(networks=["IT"], countries=["IT"], name="Ada Bianchi")
    project_pending()

    assert "/de/networks/IT/" in client.get("/de/networks/").content.decode(), "the stamp"
    html = client.get("/de/networks/IT/").content.decode()
    assert "<h1>Italien</h1>" in html
    assert "Ada Bianchi" in html
    assert "/de/members/?works_in=IT&amp;network=IT" in html, "the station on the map"
    assert "/de/networks/IT/apply/" in html
    assert "Italien" in text_of(pdf_of("IT", "de"))
    assert 'value="IT"' in client.get("/de/members/").content.decode(), "the facet"
    assert signed_in(coordinator_of("IT")).get("/admin/network/members/").status_code == 200
    assert "/networks/IT/" in client.get("/sitemap-en-networks-1.xml").content.decode()


def test_a_code_in_small_letters_leads_to_the_page_and_an_unknown_one_nowhere(client: Client) -> None:
    assert client.get("/en/networks/at/")["Location"] == "/en/networks/AT/"
    for path in ("/en/networks/XX/", "/en/networks/XX/leaflet.pdf"):
        assert client.get(path).status_code == 404


def test_each_reader_sees_and_counts_whom_she_may_find(client: Client) -> None:
    MemberFactory.create(networks=["AT"], name="Shown Toall")
    MemberFactory.create(networks=["AT"], name="Among Us", visibility=Visibility.MEMBERS)
    project_pending()
    html = client.get("/en/networks/AT/").content.decode()
    assert "Shown Toall" in html
    assert "Among Us" not in html
    assert 'network=AT">1</a>' in html
    member = MemberFactory.create(user=UserFactory.create(), networks=["ES"], visibility=Visibility.NOBODY)
    assert member.user is not None
    html = signed_in(member.user).get("/en/networks/AT/").content.decode()
    assert "Among Us" in html
    assert 'network=AT">2</a>' in html


def test_coordinators_are_named_to_those_who_may_see_them(client: Client) -> None:
    shown = coordinator_of("AT")
    hidden = coordinator_of("AT").member
    hidden.name, hidden.networks_visibility = "Hidden Role", Visibility.NOBODY
    hidden.save()
    html = client.get("/en/networks/AT/").content.decode()
    coordination = html.partition("Coordination")[2].partition("</section>")[0]
    assert shown.member.name in coordination
    assert "Hidden Role" not in coordination


def test_news_are_those_of_the_country(client: Client) -> None:
    news = make_news("en")
    make_article(news, "vienna", title="From Vienna", country="AT")
    make_article(news, "paris", title="From Paris", country="FR")
    project_pending()
    html = client.get("/en/networks/AT/").content.decode()
    assert "From Vienna" in html
    assert "From Paris" not in html
    assert "From Paris" in client.get("/en/networks/EU/").content.decode()


def test_it_says_how_one_stands_to_it(client: Client) -> None:
    assert "/en/networks/AT/apply/" in client.get("/en/networks/AT/").content.decode()
    member = MemberFactory.create(user=UserFactory.create(), networks=["AT"])
    assert member.user is not None
    html = signed_in(member.user).get("/en/networks/AT/").content.decode()
    assert "You belong to this network" in html
    assert "/en/networks/AT/apply/" not in html
    Membership.objects.filter(member=member).update(state=MembershipState.APPLIED)
    assert "is with the coordinator" in signed_in(member.user).get("/en/networks/AT/").content.decode()


def test_a_coordinator_writes_for_her_own_network_in_each_language(client: Client) -> None:
    austria, france = Network.objects.get(code="AT"), Network.objects.get(code="FR")
    desk = signed_in(coordinator_of("AT"))
    assert desk.get("/admin/network/pages/").status_code == 200
    assert desk.get(f"/admin/network/pages/{austria.pk}/de/").status_code == 200
    assert write(desk, austria, "de", introduction="Wir beraten <b>alle</b>.") == 302
    html = client.get("/de/networks/AT/").content.decode()
    assert "Wir beraten &lt;b&gt;alle&lt;/b&gt;." in html
    assert 'lang="de">Wir beraten' in client.get("/bg/networks/AT/").content.decode()
    assert "Wir beraten" in text_of(pdf_of("AT", "de"))
    assert "Wir beraten" not in text_of(pdf_of("AT", "bg"))

    for language, network in (("de", france), ("fr", france), ("xx", austria)):
        assert write(desk, network, language) == 404
    assert write(desk, austria, "de", introduction="") == 422
    assert write(desk, austria, "de", introduction="x" * 401) == 422
    assert desk.post(f"/admin/network/pages/{austria.pk}/de/", {"remove": "on"}).status_code == 302
    assert not NetworkWords.objects.exists()
    assert write(signed_in(UserFactory.create()), austria, "de") in (302, 403)
    assert not NetworkWords.objects.exists()


def test_what_it_says_is_found(client: Client) -> None:
    coordinator = coordinator_of("AT")
    austria = Network.objects.get(code="AT")
    write_words(austria, "de", "Wir treffen uns in Zwettl.", "<p>Alle zwei Monate.</p>", acting_user=coordinator)
    project_pending()
    assert "/de/networks/AT/" in client.get("/de/search/?q=Zwettl").content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "de", "bg", "es"])
def test_the_leaflet_can_be_read_by_whoever_does_not_see_it(language: str) -> None:
    """PDF/UA-1, as an independent reader finds it."""
    pdf = pdf_of("AT", language)
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata is not None
    assert Network.objects.get(code="AT").name(language) in str(pdf.metadata.title)
    xmp = root["/Metadata"].get_data().decode()
    assert "pdfuaid" in xmp
    kinds = list(_structure(root["/StructTreeRoot"]))
    assert {"H1", "H2", "L", "P", "Figure", "Link"} <= {kind for kind, _element in kinds}
    assert all(element.get("/Alt") for kind, element in kinds if kind == "Figure")
    assert len(pdf.pages) == 1


def _structure(element: Any) -> Iterator[tuple[str, Any]]:
    """The elements below one in the tree of a tagged PDF, with their kinds."""
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object() if hasattr(child, "get_object") else child
        if isinstance(found, dict):
            if "/S" in found:
                yield str(found["/S"]).removeprefix("/"), found
            yield from _structure(found)


def test_names_on_the_leaflet_are_of_those_who_agreed_to_stand_on_it(client: Client) -> None:
    agreed = MemberFactory.create(name="Agreed Gladly", networks=[], featured=True, user=UserFactory.create())
    shown = MemberFactory.create(name="Shown Only", networks=[], featured=False, user=UserFactory.create())
    for member in (agreed, shown):
        austria = Network.objects.get(code="AT")
        member.memberships.create(network=austria, state=MembershipState.ACTIVE, role=MembershipRole.COORDINATOR)
    text = text_of(pdf_of("AT", "en"))
    assert "Agreed Gladly" in text
    assert "Shown Only" not in text
    response = client.get("/en/networks/AT/leaflet.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'inline; filename="migrapass-at-en.pdf"'


@pytest.mark.parametrize(
    "hostile", ['#read("/etc/passwd")', "$ x $ #set page(", "日本語 مرحبا 🎉", "a\u0301 \u202e é", "]" * 300]
)
def test_words_are_never_read_as_markup_and_strange_letters_break_nothing(hostile: str) -> None:
    coordinator = coordinator_of("AT")
    write_words(Network.objects.get(code="AT"), "en", hostile, "", acting_user=coordinator)
    text = text_of(pdf_of("AT", "en"))
    assert "root:" not in text
    if hostile.startswith("#"):
        assert "read(" in text


def test_a_network_of_a_country_off_the_map_has_a_page_all_the_same(client: Client) -> None:
    NetworkFactory.create(code="BR", country="BR")
    assert client.get("/en/networks/BR/").status_code == 200
    assert leaflet_of(Network.objects.get(code="BR"), "en").startswith(b"%PDF")
