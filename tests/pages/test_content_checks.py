"""The preview beside the editor's form, and what it checks."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from tests.pages.factories import make_page

pytestmark = pytest.mark.django_db


def preview_of(client: Client, page: Page, **fields: str) -> HttpResponse:
    """What the panel beside the form shows after the form was sent to it."""
    form = {"title": page.title, "slug": page.slug, "body-count": "0", **fields}
    form |= {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    address = f"/admin/pages/{page.pk}/edit/preview/?in_preview_panel=true"
    assert client.post(address, form).json() == {"is_valid": True, "is_available": True}
    preview: Any = client.get(address)
    assert isinstance(preview, HttpResponse)
    return preview


def test_the_editor_may_frame_a_preview_and_nobody_a_page(admin_client: Client) -> None:
    page = make_page("en", "draft")

    preview = preview_of(admin_client, page)
    public = admin_client.get("/en/draft/")

    assert preview.status_code == public.status_code == 200
    policies = [response["Content-Security-Policy"] for response in (preview, public)]
    assert "frame-ancestors 'self'" in policies[0]
    assert "frame-ancestors 'none'" in policies[1]
    assert policies[0].replace("frame-ancestors 'self'", "frame-ancestors 'none'") == policies[1]
    assert (preview["X-Frame-Options"], public["X-Frame-Options"]) == ("SAMEORIGIN", "DENY")


def test_the_home_page_may_be_previewed_too(admin_client: Client) -> None:
    home = make_page("en", "below").get_parent()

    preview = preview_of(admin_client, home, headline="Hello", lead="You")

    assert preview.status_code == 200
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]


def test_a_preview_is_checked_by_our_rules(admin_client: Client) -> None:
    page = make_page("en", "draft")

    preview = preview_of(admin_client, page).content.decode()

    assert preview.count('id="checker-axe-configuration"') == 1
    for rule in ("empty-meta-description", "heading-order", "image-alt", "summary-name"):
        assert f'"{rule}"' in preview
    assert "A picture has no description" in preview


def test_a_preview_has_the_header_that_visitors_see(admin_client: Client) -> None:
    page = make_page("en", "draft")

    preview = preview_of(admin_client, page).content.decode()

    assert "Sign in" in preview
    assert "Sign out" not in preview
    assert "Sign out" in admin_client.get("/en/draft/").content.decode()


def test_visitors_are_given_nothing_of_it(client: Client) -> None:
    make_page("en", "draft")

    page = client.get("/en/draft/").content.decode()

    assert "userbar" not in page
    assert "axe" not in page
