"""The block picker of the editor: what each block is, and how it will look."""

import pytest
from django.test import Client
from wagtail.blocks import Block

from portal.pages.blocks import BODY_BLOCKS
from search.projector import project_pending
from tests.network.factories import MemberFactory

pytestmark = pytest.mark.django_db

BLOCKS = list(BODY_BLOCKS.child_blocks.values())


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_a_block_says_what_it_is_for(block: Block) -> None:
    assert block.is_previewable
    assert block.label
    assert block.meta.group
    assert block.meta.icon != "placeholder"
    assert len(block.get_description()) > 30


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_a_block_is_shown_as_readers_will_see_it(admin_client: Client, block: Block) -> None:
    MemberFactory.create(name="Anna Berger")
    project_pending()

    response = admin_client.get("/admin/block-preview/", {"id": block.definition_prefix})

    html = response.content.decode()
    assert response.status_code == 200
    assert "css/components.css" in html
    assert "css/pages.css" in html
    assert len(html[html.index("<main") :]) > 250


def test_cards_of_which_there_are_none_say_so_in_the_picker(admin_client: Client) -> None:
    cards = BODY_BLOCKS.child_blocks["cards"]

    response = admin_client.get("/admin/block-preview/", {"id": cards.definition_prefix})

    assert "Nothing of this kind is on the portal yet" in response.content.decode()
