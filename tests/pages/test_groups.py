"""What the groups that hold everywhere may do, and may not."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage

from portal.accounts.groups import EDITORS, MODERATORS, OPERATORS, permit
from portal.pages.models import HomePage
from tests.pages.editors import desk, make_editor
from tests.pages.factories import make_page

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "fr", "de", "bg", "es"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_editors_write_in_every_language_and_do_not_publish(language: str) -> None:
    home = HomePage.objects.get(locale__language_code=language)

    may = home.permissions_for_user(make_editor(EDITORS))

    assert may.can_add_subpage()
    assert may.can_edit()
    assert not may.can_publish()
    assert not may.can_lock()


@pytest.mark.parametrize("language", LANGUAGES)
def test_moderators_publish_and_lock_in_every_language(language: str) -> None:
    home = HomePage.objects.get(locale__language_code=language)

    may = home.permissions_for_user(make_editor(MODERATORS))

    assert may.can_add_subpage()
    assert may.can_publish()
    assert may.can_lock()
    assert may.can_unlock()


@pytest.mark.parametrize("group", [EDITORS, MODERATORS])
@pytest.mark.parametrize("name", ["wagtailimages:add", "wagtaildocs:add", "wagtailimages:index", "wagtaildocs:index"])
def test_whoever_writes_keeps_pictures_and_documents(group: str, name: str) -> None:
    assert desk(group).get(reverse(name)).status_code == 200


VOCABULARY = "wagtailsnippets_vocabulary_term"
ALLOWED = {
    "wagtailadmin_home": {EDITORS, MODERATORS, OPERATORS},
    f"{VOCABULARY}:list": {EDITORS, MODERATORS, OPERATORS},
    f"{VOCABULARY}:add": {MODERATORS, OPERATORS},
    "wagtailsnippets_search_synonym:list": {EDITORS, MODERATORS, OPERATORS},
    "wagtailsnippets_search_synonym:add": {EDITORS, MODERATORS, OPERATORS},
    "empty_searches:index": {EDITORS, MODERATORS, OPERATORS},
    "wagtailredirects:index": {MODERATORS, OPERATORS},
    "wagtailredirects:add": {MODERATORS, OPERATORS},
    "wagtailsnippets_network_network:add": {OPERATORS},
    "wagtailusers_users:index": {OPERATORS},
    "wagtailusers_users:add": {OPERATORS},
    "wagtailusers_groups:index": {OPERATORS},
    "wagtailsites:index": {OPERATORS},
    "wagtaillocales:index": {OPERATORS},
    "translation_state": {EDITORS, MODERATORS},
    "mails:index": {OPERATORS},
    "wagtailadmin_collections:index": {MODERATORS},
}


@pytest.mark.parametrize("group", [EDITORS, MODERATORS, OPERATORS])
@pytest.mark.parametrize("name", ALLOWED)
def test_each_group_has_its_own_desk(group: str, name: str) -> None:
    status = desk(group).get(reverse(name)).status_code

    assert status == (200 if group in ALLOWED[name] else 302)


@pytest.mark.parametrize("name", ALLOWED)
def test_an_account_of_no_group_has_no_desk(name: str) -> None:
    assert desk().get(reverse(name)).status_code == 403


@pytest.mark.parametrize("group", [EDITORS, MODERATORS])
def test_whoever_writes_may_translate(group: str) -> None:
    page = make_page("en", "about")

    response = desk(group).get(reverse("wagtail_localize:submit_page_translation", args=[page.pk]))

    assert response.status_code == 200


def test_the_review_covers_all_languages_and_is_the_moderators() -> None:
    for home in HomePage.objects.all():
        assert home.get_workflow().name == "Review"
    workflow = Workflow.objects.active().get()
    [task] = workflow.tasks
    assert [group.name for group in task.specific.groups.all()] == [MODERATORS]
    assert WorkflowPage.objects.get().page == Page.get_first_root_node()


def test_giving_rights_again_changes_nothing() -> None:
    before = set(Group.objects.get(name=OPERATORS).permissions.values_list("pk", flat=True))

    permit(apps, OPERATORS, "network.Network", "add", "change", "delete", "view")

    assert set(Group.objects.get(name=OPERATORS).permissions.values_list("pk", flat=True)) == before


def test_an_upgrade_leaves_what_an_operator_took_away() -> None:
    GroupPagePermission.objects.filter(group__name=EDITORS).delete()
    editors = Group.objects.get(name=EDITORS)
    editors.permissions.clear()

    call_command("migrate", stdout=StringIO())

    assert not editors.permissions.exists()
    assert not GroupPagePermission.objects.filter(group=editors).exists()


def test_operators_fill_in_the_imprint_and_others_do_not() -> None:
    address = reverse("wagtailsettings:edit", args=["pages", "imprintsettings"])

    answers = [desk(group).get(address, follow=True) for group in (OPERATORS, MODERATORS)]

    assert ["organisation" in answer.content.decode() for answer in answers] == [True, False]
