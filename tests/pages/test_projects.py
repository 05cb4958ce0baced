"""The project and its outcomes, the partners, and that no button is dead."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from portal.pages.destinations import destination_choices
from portal.pages.models import OutcomePage, PartnerIndexPage, PartnerPage, ProjectPage
from tests.pages.factories import make, make_page
from tests.pages.visits import queries, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> ProjectPage:
    return make(ProjectPage, "en", "project", title="The project")


def outcome(project: ProjectPage, number: int, **fields: Any) -> OutcomePage:
    return make(OutcomePage, "en", f"outcome-{number}", below=project, number=number, **fields)


def test_the_outcomes_stand_in_the_order_of_their_numbers(client: Client, project: ProjectPage) -> None:
    for number in (3, 1, 2):
        outcome(project, number)

    page = read(client, "/en/project/")

    assert re.findall(r'class="station-number"[^>]*>(\d)<', page) == ["1", "2", "3"]


def test_an_outcome_leads_to_the_one_before_and_the_one_after(client: Client, project: ProjectPage) -> None:
    for number in (1, 2, 4):
        outcome(project, number)

    page = read(client, "/en/project/outcome-2/")

    assert 'rel="prev" href="/en/project/outcome-1/"' in page
    assert 'rel="next" href="/en/project/outcome-4/"' in page
    assert 'href="/en/project/">The project</a>' in page
    last = read(client, "/en/project/outcome-4/")
    assert 'rel="next"' not in last


def test_the_rooms_above_say_where_an_outcome_can_lead() -> None:
    assert {"directory", "networks"} <= {name for name, _label in destination_choices()}


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ({"leads_to_view": "networks"}, "/en/networks/"),
        ({"leads_to_view": "", "leads_to_url": "https://example.org/film"}, "https://example.org/film"),
    ],
)
def test_the_button_leads_where_it_says(
    client: Client, project: ProjectPage, place: dict[str, str], address: str
) -> None:
    outcome(project, 1, **place)

    assert f'<a class="button" href="{address}">Find a peer</a>' in read(client, "/en/project/outcome-1/")


def test_a_button_to_a_page_leads_to_whichever_edition_is_published(client: Client, project: ProjectPage) -> None:
    guide = make_page("en", "guide")
    make_page("fr", "mode-demploi", guide.translation_key)
    outcome(project, 1, leads_to_view="", leads_to_page=guide.page_ptr, leads_to_label="Start")
    assert 'class="button" href="/fr/mode-demploi/"' in read(client, "/fr/project/outcome-1/")

    guide.unpublish()
    assert 'class="button" href="/en/mode-demploi/"' in read(client, "/en/project/outcome-1/")


def test_a_button_to_a_page_goes_when_the_page_does(client: Client, project: ProjectPage) -> None:
    guide = make_page("en", "guide")
    outcome(project, 1, leads_to_view="", leads_to_page=guide.page_ptr, leads_to_label="Start")
    assert 'class="button" href="/en/guide/"' in read(client, "/en/project/outcome-1/")

    guide.unpublish()
    assert "leads-to" not in read(client, "/en/project/outcome-1/")
    guide.delete()
    assert "leads-to" not in read(client, "/en/project/outcome-1/")


@pytest.mark.parametrize(
    ("place", "complaint"),
    [
        ({"leads_to_view": ""}, "Say where"),
        ({"leads_to_view": "nowhere"}, "not a valid choice"),
        ({"leads_to_view": "", "leads_to_url": "javascript:alert(1)"}, "valid URL"),
        ({"leads_to_view": "", "leads_to_url": "http://example.org"}, "valid URL"),
        ({"leads_to_view": "directory", "leads_to_url": "https://example.org"}, "one place only"),
        ({"leads_to_label": ""}, "blank"),
        ({"number": 0}, "1 or more"),
    ],
)
def test_an_outcome_that_leads_nowhere_is_not_published(
    project: ProjectPage, place: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ValidationError, match=complaint):
        make(OutcomePage, "en", "outcome", below=project, **{"number": 1, **place})


def test_two_outcomes_of_one_number_are_refused(project: ProjectPage) -> None:
    outcome(project, 1)

    with pytest.raises(ValidationError, match="Another outcome has this number"):
        make(OutcomePage, "en", "another", below=project, number=1)


def test_the_database_refuses_two_places_at_once(project: ProjectPage) -> None:
    made = outcome(project, 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        OutcomePage.objects.filter(pk=made.pk).update(leads_to_url="https://example.org")


def test_outcomes_a_language_lacks_are_shown_in_english(client: Client, project: ProjectPage) -> None:
    one, _two = outcome(project, 1), outcome(project, 2, title="Training")
    projekt = make(ProjectPage, "de", "projekt", key=project.translation_key)
    make(OutcomePage, "de", "eins", below=projekt, number=1, key=one.translation_key, title="Das Portfolio")

    page = read(client, "/de/projekt/")

    assert "Das Portfolio" in page
    assert 'href="/de/project/outcome-2/" lang="en"' in page


def test_nine_outcomes_take_as_many_queries_as_one(client: Client, project: ProjectPage) -> None:
    outcome(project, 1)
    few = queries(client, "/en/project/"), queries(client, "/en/project/outcome-1/")
    for number in range(2, 10):
        outcome(project, number)

    assert (queries(client, "/en/project/"), queries(client, "/en/project/outcome-1/")) == few
    assert max(few) <= 12


def test_partners_stand_under_the_names_of_their_countries(client: Client) -> None:
    partners = make(PartnerIndexPage, "de", "partner", title="Partner")
    make(PartnerPage, "de", "zwei", below=partners, country="GB", city="London", title="Zwei")
    make(PartnerPage, "de", "eins", below=partners, country="FR", city="Paris", title="Eins", role="initiator")

    page = read(client, "/de/partner/")

    assert [name.strip() for name in re.findall(r'<h2 id="country-\w+">([^<]+)<', page)] == [
        "Frankreich",
        "Vereinigtes Königreich",
    ]
    assert "Eins" in page
    assert queries(client, "/de/partner/") <= 12


def test_a_partner_page_says_where_and_in_what_part(client: Client) -> None:
    partners = make(PartnerIndexPage, "en", "partners", title="Partners")
    facts: dict[str, Any] = {"country": "FR", "city": "Paris", "role": "coordinator", "website": "https://example.org/"}
    make(PartnerPage, "en", "one", below=partners, **facts)

    page = read(client, "/en/partners/one/")

    for shown in (
        "Paris",
        "France",
        "Coordinator",
        'href="https://example.org/"',
        '<a href="/en/partners/">Partners</a>',
    ):
        assert shown in page
    assert queries(client, "/en/partners/one/") <= 12
