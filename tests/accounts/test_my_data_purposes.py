"""The table of purposes: complete, enforced, and the same wherever it stands."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, ManyToManyField, Model
from django.template import Context, Template
from django.utils.translation import override

from network.models import Member
from portal.accounts.models import User
from portal.accounts.personal_data.purposes import LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import purposes, registered

ROOT = Path(__file__).resolve().parents[2]
START, END = "<!-- purposes: begin -->\n", "<!-- purposes: end -->"
LIMITS = [(purpose.key, retention) for purpose in purposes() for retention in purpose.retention if retention.limit]


def pointing_at_people() -> Iterator[type[Model]]:
    """Every model with a row that belongs to an account or a profile."""
    for model in apps.get_models(include_auto_created=True):
        keys = [*model._meta.local_fields, *model._meta.local_many_to_many]
        if any(isinstance(key, ForeignKey | ManyToManyField) and key.related_model in (User, Member) for key in keys):
            yield model._meta.auto_created or model  # type: ignore[misc]  # the model, or the one whose relation it is


def test_everything_that_points_at_a_person_has_a_purpose() -> None:
    named = {model for data in registered() for model in data.models}
    forgotten = sorted({model._meta.label for model in pointing_at_people() if model not in named})
    assert not forgotten, f"Name these in the registration of a purpose, with how to export and erase them: {forgotten}"


def test_what_points_at_people_is_found() -> None:
    labels = {model._meta.label for model in pointing_at_people()}
    assert {"network.Member", "network.MemberText", "mfa.Authenticator", "wagtailcore.PageLogEntry"} <= labels


@pytest.mark.parametrize(("key", "retention"), LIMITS)
def test_what_has_a_limit_is_deleted_by_a_task_at_least_every_day(key: str, retention: Retention) -> None:
    current_app.loader.import_default_modules()
    assert retention.task in current_app.tasks
    [seconds] = [
        entry["schedule"] for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"] == retention.task
    ]
    assert isinstance(seconds, int)
    assert seconds <= 24 * 60 * 60
    assert retention.limit is not None
    days = retention.limit.days
    assert {str(days), str(days // 30)} & set(str(retention.sentence).split()), "in days, or in months"


def test_the_limits_are_found() -> None:
    assert {key for key, _retention in LIMITS} >= {"account", "sessions"}


def test_a_limit_without_a_task_is_refused() -> None:
    with pytest.raises(ValueError, match="task"):
        Retention("A week", timedelta(days=7))


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_table_can_stand_on_any_page(language: str) -> None:
    with override(language):
        html = Template("{% load personal_data %}{% purposes_table %}").render(Context())
        for purpose in purposes():
            assert f'id="purpose-{purpose.key}"' in html
            assert str(purpose.controller.label)[1:] in html
    assert 'style="' not in html


def test_the_operators_guide_has_the_same_table() -> None:
    guide = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    written = guide[guide.index(START) + len(START) : guide.index(END)]
    assert written == as_markdown(purposes()), (
        f"Put this between the two marks of docs/privacy.md:\n{as_markdown(purposes())}"
    )


def as_markdown(table: list[Purpose]) -> str:
    with override("en"):
        rows = [
            f"| `{purpose.key}` | {purpose.title} | {purpose.held} | Art. {purpose.basis} | "
            f"{' '.join(str(retention.sentence) for retention in purpose.retention)} | {purpose.controller} | "
            f"{purpose.recipients} |\n"
            for purpose in table
        ]
    head = "| key | purpose | what is held | basis | kept | controller | recipients |\n|---|---|---|---|---|---|---|\n"
    return head + "".join(rows)


def test_each_basis_names_its_letter() -> None:
    for basis in LegalBasis:
        assert f"Art. {basis.value}" in str(basis.label)
