"""Whatever text the portal holds about somebody stands in her copy, or here with the reason why not."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailConfirmation
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Model, Q, QuerySet
from django.test import Client
from django.utils.translation import override

from network.models import Member, Message
from portal.accounts.models import User
from portal.accounts.personal_data.registry import registered
from portal.mail.models import OutgoingMail
from portal.moderation.models import Case
from tests.accounts.unlike_anybody import EMAIL, make_canary

pytestmark = pytest.mark.django_db

TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)
SECRET = "opens something: a copy that gets lost must open nothing"
INTERNAL = "tells machines where something lies or how it is doing, and nobody about her"
ELSEWHERE = "is told by another column"
CONTENT = "is content of the site, which she can read there"
ANOTHERS = "is somebody else's"
UNUSED = "the portal never fills it"
NOT_IN_THE_COPY = {
    "accounts.User": {"password": SECRET, "accepted_terms": ELSEWHERE},
    "account.EmailConfirmation": {"key": SECRET},
    "mfa.Authenticator": {"data": SECRET},
    "wagtailcore.APIToken": {"key_hash": SECRET, "prefix": SECRET},
    "mail.OutgoingMail": {"text": SECRET, "html": SECRET, "headers": INTERNAL},
    "moderation.Report": {"address": "is kept of those who have no account only", "language": INTERNAL},
    "moderation.Case": {"kind": INTERNAL},
    "network.Conversation": {"visitor_address": ANOTHERS, "language": ANOTHERS},
    "network.Message": {"side": ELSEWHERE},
    "network.CallAnswer": {"state": ANOTHERS},
    "network.MemberPhoto": {"digest": INTERNAL},
    "search.SavedSearch": {"seen": INTERNAL},
    "sessions.Session": {"session_key": SECRET, "session_data": SECRET},
    "wagtailusers.UserProfile": {"avatar": "is in the copy as a file"},
    "wagtailcore.PageLogEntry": {"action": ELSEWHERE, "data": ELSEWHERE},
    "wagtailcore.ModelLogEntry": {"action": ELSEWHERE, "data": ELSEWHERE, "object_id": INTERNAL},
    "wagtailcore.Revision": {"object_id": INTERNAL, "content": CONTENT},
    "wagtailcore.Comment": {"contentpath": INTERNAL, "position": INTERNAL},
    "wagtailcore.Page": {
        "path": INTERNAL,
        "url_path": INTERNAL,
        "slug": INTERNAL,
        "draft_title": CONTENT,
        "seo_title": CONTENT,
        "search_description": CONTENT,
    },
    "pages.ArticlePage": {
        "path": INTERNAL,
        "url_path": INTERNAL,
        "slug": INTERNAL,
        "draft_title": CONTENT,
        "seo_title": CONTENT,
        "search_description": CONTENT,
        "introduction": CONTENT,
        "image_alt": CONTENT,
        "body": CONTENT,
        "country": CONTENT,
    },
    "wagtailcore.WorkflowState": {"object_id": INTERNAL},
    "wagtailadmin.EditingSession": {"object_id": INTERNAL},
    "wagtailadmin.FormState": {"object_id": INTERNAL, "parent_object_id": INTERNAL},
    "wagtailcore.UploadedFile": {"file": "is in the copy as a file"},
    "files.PortalImage": {"file": CONTENT, "file_hash": INTERNAL},
    "files.PortalDocument": {"file": CONTENT, "file_hash": INTERNAL},
    "wagtailimages.Image": {"file": CONTENT, "file_hash": INTERNAL},
    "wagtaildocs.Document": {"file": CONTENT, "file_hash": INTERNAL},
    "wagtail_localize.StringTranslation": {
        "translation_type": INTERNAL,
        "tool_name": UNUSED,
        "field_error": INTERNAL,
    },
    "wagtail_localize.SegmentOverride": {"field_error": INTERNAL},
}
MODELS = [model for data in registered() for model in data.models]


@pytest.fixture
def canary(client: Client) -> User:
    return make_canary(client).user


@pytest.fixture
def copy(canary: User) -> str:
    with override("en"):
        held = {data.purpose.key: list(data.export(canary)) for data in registered()}
        return json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False)


def test_every_text_about_her_is_in_her_copy(canary: User, copy: str) -> None:
    missing, untried = [], []
    for model in MODELS:
        rows = list(_of(canary, model))
        for column in _texts(model):
            told = [row for row in rows if getattr(row, column.attname)]
            if not told:
                untried.append(f"{model._meta.label}.{column.name}")
            if not all(
                any(json.dumps(text, ensure_ascii=False) in copy for text in _told(row, column)) for row in told
            ):
                missing.append(f"{model._meta.label}.{column.name}")

    assert not untried, f"Give the canary a row with text in these, or say why they are not in the copy: {untried}"
    assert not missing, f"Put these into the copy, or say why they are not in it: {missing}"


def test_no_exception_is_left_over() -> None:
    labels = {model._meta.label: {field.name for field in model._meta.fields} for model in MODELS}

    assert {label: set(columns) - labels.get(label, set()) for label, columns in NOT_IN_THE_COPY.items()} == {
        label: set() for label in NOT_IN_THE_COPY
    }


def _texts(model: type[Model]) -> Iterator[models.Field[Any, Any]]:
    left_out = NOT_IN_THE_COPY.get(model._meta.label, {})
    return (field for field in model._meta.fields if isinstance(field, TEXTS) and field.name not in left_out)


def _told(row: Model, column: models.Field[Any, Any]) -> Iterator[str]:
    """The text, and the words of a choice."""
    yield str(getattr(row, column.attname))
    if column.choices:
        yield str(getattr(row, f"get_{column.name}_display")())


def _of(user: User, model: type[Model]) -> QuerySet[Any]:
    """The rows of `model` that are hers."""
    rows = model._default_manager.all()
    own: dict[type[Model], Q] = {
        User: Q(pk=user.pk),
        OutgoingMail: Q(address=EMAIL),
        EmailConfirmation: Q(email_address__user=user),
        Session: Q(),
        Case: Q(author=user),
        Message: Q(conversation__user=user) | Q(conversation__member__user=user),
    }
    if model in own:
        return rows.filter(own[model])
    keys = [field for field in model._meta.fields if field.related_model in (User, Member)]
    conditions = [Q(**{key.name if key.related_model is User else f"{key.name}__user": user}) for key in keys]
    assert conditions, f"Say which rows of {model._meta.label} are hers."
    hers = conditions[0]
    for condition in conditions[1:]:
        hers |= condition
    return rows.filter(hers)
