"""A page's own picture, in words."""

import pytest
from django.test import Client

from portal.files.models import PortalImage
from portal.pages.sharing import sharing
from tests.pages.factories import make_image, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> PortalImage:
    made: PortalImage = make_image()
    made.description = "A bridge over a river"
    made.save()
    return made


def test_the_description_in_the_library_is_read_out_where_the_page_says_nothing(
    client: Client, image: PortalImage
) -> None:
    page = make_page("en", "bridge", image=image)

    assert 'alt="A bridge over a river"' in client.get("/en/bridge/").content.decode()
    assert sharing(page).image_alt == "A bridge over a river"


def test_what_the_page_says_goes_first(client: Client, image: PortalImage) -> None:
    make_page("en", "bridge", image=image, image_alt="Where we met")

    shown = client.get("/en/bridge/").content.decode()

    assert 'alt="Where we met"' in shown
    assert "A bridge over a river" not in shown


def test_a_picture_without_words_is_looked_for_among_the_checks(admin_client: Client) -> None:
    page = make_page("en", "bridge")

    preview = admin_client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()

    assert "page-picture-words" in preview
    assert "The page&#x27;s picture has no words" in preview or "picture has no words" in preview
