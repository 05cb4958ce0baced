"""Writing to the people who run the portal: from a page that is cached, without a cookie."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail, signing
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from portal.accounts.personal_data.registry import registered
from portal.mail.outbox import FAILED_KEPT, WAITS
from portal.pages.models import ContactPage
from tests.accounts.factories import UserFactory
from tests.pages.factories import make, make_image, make_imprint
from tests.pages.visits import queries, read

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
MESSAGE = {
    "name": "Anna Berg",
    "email": "anna@example.org",
    "subject": "A mistake on a page",
    "message": "The third word <is> wrong.\nPlease look.",
    "website": "",
}


@pytest.fixture
def contact() -> ContactPage:
    return make(ContactPage, "de", "kontakt", title="Kontakt")


def shown(seconds: float = 60) -> str:
    """What the form carries that was drawn so long ago."""
    now = time.time() - seconds
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time", lambda: now)
        return signing.dumps(int(now), salt="contact form")


def send(client: Client, **changes: str) -> Any:
    return client.post("/de/contact/send/", {**MESSAGE, "shown": shown(), **changes}, headers={"Origin": HERE})


def test_a_message_reaches_whom_the_imprint_names(
    client: Client, contact: ContactPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    make_imprint(email="office@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        response = send(client)

    assert (response.status_code, response["Location"]) == (302, "/de/contact/sent/")
    [message] = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    assert message.to == ["office@example.org"]
    assert message.message()["Reply-To"] == "anna@example.org"
    assert "A mistake on a page" in message.subject
    assert MESSAGE["message"] in message.body
    assert "&lt;is&gt;" in str(message.alternatives[0][0])
    assert not response.cookies
    assert client.get("/de/contact/sent/").status_code == 200


def test_the_page_needs_no_cookie_and_no_token(client: Client, contact: ContactPage) -> None:
    make_imprint()

    response = client.get("/de/kontakt/")

    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert 'action="/de/contact/send/"' in read(client, "/de/kontakt/")


def test_the_form_as_it_is_drawn_can_be_sent(
    client: Client, contact: ContactPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_imprint()
    drawn = re.search(r'name="shown" value="([^"]+)"', read(client, "/de/kontakt/"))
    assert drawn
    monkeypatch.setattr(time, "time", lambda: timezone.now().timestamp() + 10)

    assert send(client, shown=drawn[1]).status_code == 302


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "", "http://testserver.example", "http://[", None]
)
def test_a_form_from_elsewhere_is_refused(client: Client, contact: ContactPage, origin: str | None) -> None:
    headers = {"Origin": origin} if origin is not None else {}

    response = client.post("/en/contact/send/", MESSAGE, headers=headers)

    assert response.status_code == 403
    assert "sent from another site" in response.content.decode()


def test_an_old_browser_says_where_it_comes_from_in_another_way(client: Client, contact: ContactPage) -> None:
    make_imprint()
    values = {**MESSAGE, "shown": shown()}

    assert client.post("/de/contact/send/", values, headers={"Referer": f"{HERE}/de/kontakt/"}).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "anna"},
        {"email": "anna@example.org\nBcc: all@example.org"},
        {"name": ""},
        {"subject": "x" * 141},
        {"message": "x" * 5001},
        {"message": "\0"},
        {"website": "http://spam.example"},
        {"shown": ""},
        {"shown": "forged:1:1"},
        {"shown": ":::"},
        {"shown": "a moment ago"},
        {"shown": "two days ago"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_was_written_comes_back_with_what_is_wrong(
    client: Client, contact: ContactPage, wrong: dict[str, str]
) -> None:
    make_imprint()

    ages = {"a moment ago": 0, "two days ago": 2 * 24 * 60 * 60}
    if wrong.get("shown") in ages:
        wrong = {"shown": shown(ages[wrong["shown"]])}

    response = send(client, **wrong)

    page = response.content.decode()
    assert response.status_code == 422
    assert 'class="field-error"' in page or 'role="alert"' in page
    if "subject" not in wrong:
        assert MESSAGE["subject"] in page
    assert "http://spam.example" not in page
    assert not mail.outbox


@pytest.mark.parametrize("carried", ["", shown(2 * 24 * 60 * 60)], ids=["nothing", "a form that stood open"])
def test_a_message_held_back_can_be_sent_once_more(
    client: Client, contact: ContactPage, monkeypatch: pytest.MonkeyPatch, carried: str
) -> None:
    make_imprint()
    drawn = re.search(r'name="shown" value="([^"]+)"', send(client, shown=carried).content.decode())
    assert drawn
    monkeypatch.setattr(time, "time", lambda: timezone.now().timestamp() + 10)

    assert send(client, shown=drawn[1]).status_code == 302


def test_many_messages_from_one_place_have_to_wait(client: Client, contact: ContactPage) -> None:
    make_imprint()

    answers = [send(client) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert MESSAGE["message"].splitlines()[1] in answers[-1].content.decode()


def test_without_an_address_the_page_names_the_post_instead_of_a_form(client: Client, contact: ContactPage) -> None:
    make_imprint(email="")

    page = read(client, "/de/kontakt/")

    assert "contact-form" not in page
    assert "Beispielgasse 1" in page
    assert send(client).status_code == 422
    assert not mail.outbox


def test_without_any_facts_the_page_is_still_there(client: Client, contact: ContactPage) -> None:
    assert "contact-form" not in read(client, "/de/kontakt/")


def test_a_portal_without_a_contact_page_takes_no_messages(client: Client) -> None:
    make_imprint()

    assert send(client).status_code == 404


def test_the_form_says_how_long_a_message_is_kept(client: Client) -> None:
    make_imprint()
    make(ContactPage, "en", "contact")

    assert "after about eight days" in read(client, "/en/contact/")
    assert round((sum(WAITS, timedelta()) + FAILED_KEPT) / timedelta(days=1)) == 8


def test_what_somebody_wrote_is_in_her_copy_until_it_is_sent(client: Client, contact: ContactPage) -> None:
    make_imprint()
    send(client)
    send(client, email="other@example.org")
    user = UserFactory.create(email=MESSAGE["email"].upper())

    [data] = [data for data in registered() if data.purpose.key == "contact"]
    [record] = data.export(user)

    assert MESSAGE["subject"] in record["subject"]
    assert MESSAGE["message"] in record["text"]


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_messages_are_posted(client: Client, contact: ContactPage, method: str) -> None:
    assert getattr(client, method)("/de/contact/send/", headers={"Origin": HERE}).status_code == 405


def test_the_page_shows_its_picture(client: Client, contact: ContactPage) -> None:
    make_imprint()
    contact.image = make_image(credit="A. Photographer")
    contact.image_alt = "The front door"
    contact.save()

    page = read(client, "/de/kontakt/")

    assert 'alt="The front door"' in page
    assert "A. Photographer" in page
    assert page.index('alt="The front door"') < page.index("contact-form")


def test_the_contact_page_takes_at_most_twelve_queries(client: Client, contact: ContactPage) -> None:
    make_imprint()

    assert queries(client, "/de/kontakt/") <= 12
