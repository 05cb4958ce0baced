"""Who is sent which file, and how."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from portal.files.models import PortalDocument, PortalImage
from tests.accounts.factories import UserFactory
from tests.files.uploads import PDF, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def private() -> Collection:
    collection = Collection.get_first_root_node().add_child(name="For members")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    return collection


def make_image(**fields: object) -> PortalImage:
    image: PortalImage = PortalImage.objects.create(
        title="Bridge", file=ContentFile(picture(), name="bridge.jpg"), **fields
    )
    return image


def get(client: Client, url: str) -> Any:
    """The answer, read to its end: that closes its file and leaves the test its transaction."""
    answer = client.get(url)
    answer.getvalue()
    return answer


def test_a_picture_is_sent_to_everybody_and_may_be_kept(client: Client) -> None:
    answer = get(client, make_image().get_rendition("width-30").url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_picture_of_a_private_collection_is_there_only_for_those_who_may_see_it(
    client: Client, private: Collection
) -> None:
    image = make_image()
    url = image.get_rendition("width-30").url
    assert get(client, url).status_code == 200

    image.collection = private
    image.save()
    assert get(client, url).status_code == 404

    client.force_login(UserFactory.create())
    answer = get(client, url)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_an_original_has_no_address(client: Client) -> None:
    image = make_image()
    assert client.get(f"{settings.MEDIA_URL}{image.file.name}").status_code == 404


@pytest.mark.parametrize("path", ["../portal.sqlite3", "%2e%2e/secret_key", "nothing.jpg", "..\\secret_key", "a\0b"])
def test_no_path_leads_out_of_the_pictures(client: Client, path: str) -> None:
    assert client.get(f"/media/images/{path}").status_code == 404


def test_a_document_is_saved_and_never_shown_as_a_page_of_ours(client: Client) -> None:
    document = PortalDocument.objects.create(title="Guide", file=ContentFile(PDF, name="guide.pdf"))
    answer = get(client, document.url)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Content-Encoding"] == "identity"
    assert answer["Content-Length"] == str(len(PDF))


def test_a_document_of_a_private_collection_asks_who_is_there(client: Client, private: Collection) -> None:
    document = PortalDocument.objects.create(title="Guide", file=ContentFile(PDF, name="guide.pdf"), collection=private)
    answer = get(client, document.url)
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]
    assert client.get(f"{settings.MEDIA_URL}{document.file.name}").status_code == 404

    client.force_login(UserFactory.create())
    assert get(client, document.url).status_code == 200
