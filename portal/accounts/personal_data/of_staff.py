"""What Wagtail keeps about those who edit the site."""

import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents import get_document_model
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import SegmentOverride, StringTranslation

from portal.accounts.models import User
from portal.accounts.personal_data.purposes import LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, Record, StoredFile, register_personal_data

COMMENTS = "wagtail_admin_comments"

EDITING = Purpose(
    key="editing",
    order=60,
    title=_("Editing the site"),
    held=_(
        "Which pages, pictures, documents and terms you changed and when, your comments, the settings and the "
        "picture you chose in the editors' desk. Only for those who edit."
    ),
    why=_("So that editors can see who changed what, and take a change back."),
    basis=LegalBasis.LEGITIMATE_INTERESTS,
    retention=(Retention(_("As long as the pages exist, but without your name once you delete your account.")),),
)


def register_what_wagtail_holds() -> None:
    register_personal_data(
        PersonalData(
            EDITING,
            models=(
                UserProfile,
                PageLogEntry,
                ModelLogEntry,
                Revision,
                Comment,
                CommentReply,
                Page,
                PageSubscription,
                WorkflowState,
                TaskState,
                EditingSession,
                FormState,
                UploadedFile,
                get_image_model(),
                get_document_model(),
                Image,
                Document,
                StringTranslation,
                SegmentOverride,
            ),
            labels={
                "kind": _("kind"),
                "title": _("title"),
                "text": _("text"),
                "action": _("what you did"),
                "when": _("when"),
            },
            export=_export,
            erase=_erase,
            erasure=_(
                "Your name is taken off; pages, pictures and their history stay, because others work with them. "
                "Your comments, settings and picture are deleted."
            ),
            files=_files,
        )
    )


def _export(user: User) -> list[Record]:
    return [*_log(user), *_comments(user), *_uploads(user)]


def _log(user: User) -> list[Record]:
    return [
        {"kind": str(_("change")), "title": entry.label, "action": str(entry.message), "when": entry.timestamp}
        for log in (PageLogEntry, ModelLogEntry)
        for entry in log.objects.filter(user=user).select_related("content_type").order_by("timestamp")
    ]


def _comments(user: User) -> list[Record]:
    comments = Comment.objects.filter(user=user).select_related("page").order_by("pk")
    replies = CommentReply.objects.filter(user=user).select_related("comment__page").order_by("pk")
    pairs = [(one, one.page) for one in comments] + [(one, one.comment.page) for one in replies]
    return [
        {"kind": str(_("comment")), "title": page.title, "text": one.text, "when": one.created_at}
        for one, page in pairs
    ]


def _uploads(user: User) -> list[Record]:
    return [
        {"kind": str(model._meta.verbose_name), "title": upload.title, "when": upload.created_at}
        for model in (get_image_model(), get_document_model())
        for upload in model.objects.filter(uploaded_by_user=user).order_by("pk")
    ]


def _files(user: User) -> list[StoredFile]:
    profile = UserProfile.objects.filter(user=user).exclude(avatar="").first()
    return (
        [StoredFile(profile.avatar.name, lambda: profile.avatar.storage.open(profile.avatar.name))] if profile else []
    )


def _erase(user: User) -> None:
    """Take the name off what stays. The other links are emptied or deleted with the account's row."""
    for log in (PageLogEntry, ModelLogEntry):
        log.objects.filter(user=user).update(user=None)
    # What was noted about the account itself is labelled with its address.
    about = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=about, object_id=str(user.pk)).update(label=f"#{user.pk}", data={})
    _forget_comments(user)
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        _delete_on_commit(profile.avatar)


def _delete_on_commit(file: FieldFile) -> None:
    storage, name = file.storage, str(file.name)
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def _forget_comments(user: User) -> None:
    """Drop what `user` commented, from the pages' history too: a revision keeps the comments of its time."""
    pages = Comment.objects.filter(user=user).values("page") | Comment.objects.filter(replies__user=user).values("page")
    keys = {str(page["page"]) for page in pages}
    for revision in Revision.objects.page_revisions().filter(object_id__in=keys).iterator():
        if COMMENTS in revision.content and f'"user": {user.pk}' in json.dumps(revision.content[COMMENTS]):
            revision.content[COMMENTS] = _without(revision.content[COMMENTS], user)
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _without(comments: list[dict[str, Any]], user: User) -> list[dict[str, Any]]:
    return [
        comment | {"replies": [reply for reply in comment.get("replies", []) if reply["user"] != user.pk]}
        for comment in comments
        if comment["user"] != user.pk
    ]
