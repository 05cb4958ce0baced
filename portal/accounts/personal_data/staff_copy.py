"""What somebody who edits the site takes along of that."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext
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
from portal.accounts.personal_data.registry import Record, StoredFile

KINDS = {
    "change": _("change"),
    "change_to_account": _("change to your account"),
    "page": _("page"),
    "version": _("version"),
    "notices_of_comments": _("notices of comments"),
    "comment": _("comment"),
    "review_asked_for": _("review you asked for"),
    "review": _("review by you"),
    "translation": _("translation"),
    "image": _("image"),
    "document": _("document"),
    "open_in_desk": _("open in the editors' desk"),
    "not_saved": _("typed and not saved"),
    "setting": _("setting"),
}
_NOT_SETTINGS = frozenset({"id", "user", "avatar"})


def export(user: User) -> list[Record]:
    parts = (_log, _pages, _comments, _reviews, _translations, _uploads, _at_work, _settings)
    return [_without_gaps(record) for part in parts for record in part(user)]


def _without_gaps(record: Record) -> Record:
    return {key: value for key, value in record.items() if value not in ("", None)}


def files(user: User) -> list[StoredFile]:
    """Her picture, and what waits to become an image or a document."""
    stored = [profile.avatar for profile in UserProfile.objects.filter(user=user).exclude(avatar="")]
    stored += [upload.file for upload in UploadedFile.objects.filter(uploaded_by_user=user).order_by("pk")]
    return [StoredFile(str(file.name), lambda file=file: file.storage.open(file.name)) for file in stored]  # type: ignore[misc]  # the default binds the file of this round


def _log(user: User) -> Iterator[Record]:
    """What she changed, and what others changed about her account, without saying who they are."""
    for log in (PageLogEntry, ModelLogEntry):
        for entry in log.objects.filter(user=user).select_related("content_type").order_by("timestamp"):
            yield _change("change", entry)
    about = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    for entry in about.exclude(user=user).order_by("timestamp"):
        yield _change("change_to_account", entry)


def _change(kind: str, entry: PageLogEntry | ModelLogEntry) -> Record:
    return {
        "kind": kind,
        "title": entry.label,
        "action": str(entry.message),
        "text": str(entry.comment),
        "when": entry.timestamp,
    }


def _pages(user: User) -> Iterator[Record]:
    for page in Page.objects.filter(Q(owner=user) | Q(locked_by=user)).order_by("pk"):
        action = gettext("you made it") if page.owner_id == user.pk else gettext("you locked it")
        yield {"kind": "page", "title": page.title, "action": action, "when": page.first_published_at}
    for revision in Revision.objects.filter(user=user).order_by("pk"):
        yield {"kind": "version", "title": revision.object_str, "when": revision.created_at}
    for wish in PageSubscription.objects.filter(user=user).select_related("page").order_by("pk"):
        off = not wish.comment_notifications
        yield {"kind": "notices_of_comments", "title": wish.page.title, "switched_off": off}


def _comments(user: User) -> Iterator[Record]:
    comments = Comment.objects.filter(user=user).select_related("page").order_by("pk")
    replies = CommentReply.objects.filter(user=user).select_related("comment__page").order_by("pk")
    pairs = [(one, one.page) for one in comments] + [(one, one.comment.page) for one in replies]
    for one, page in pairs:
        yield {"kind": "comment", "title": page.title, "text": one.text, "when": one.created_at}


def _reviews(user: User) -> Iterator[Record]:
    for review in WorkflowState.objects.filter(requested_by=user).order_by("pk"):
        yield {
            "kind": "review_asked_for",
            "title": str(review.content_object or ""),
            "action": str(review.get_status_display()),
            "when": review.created_at,
        }
    for decision in TaskState.objects.filter(finished_by=user).select_related("revision").order_by("pk"):
        yield {
            "kind": "review",
            "title": decision.revision.object_str if decision.revision else "",
            "action": str(decision.get_status_display()),
            "text": decision.comment,
            "when": decision.finished_at,
        }


def _translations(user: User) -> Iterator[Record]:
    for one in (
        StringTranslation.objects.filter(last_translated_by=user).select_related("translation_of").order_by("pk")
    ):
        title = one.translation_of.data
        yield {"kind": "translation", "title": title, "text": one.data, "when": one.updated_at}
    for choice in SegmentOverride.objects.filter(last_translated_by=user).order_by("pk"):
        yield {"kind": "translation", "text": choice.data_json, "when": choice.updated_at}


def _uploads(user: User) -> Iterator[Record]:
    models = {get_image_model(): "image", Image: "image", get_document_model(): "document", Document: "document"}
    for model, kind in models.items():
        for upload in model.objects.filter(uploaded_by_user=user).order_by("pk"):
            yield {
                "kind": kind,
                "title": upload.title,
                "text": getattr(upload, "description", ""),
                "credit": getattr(upload, "credit", ""),
                "when": upload.created_at,
            }


def _at_work(user: User) -> Iterator[Record]:
    for session in EditingSession.objects.filter(user=user).order_by("pk"):
        title = str(session.content_object or "")
        yield {"kind": "open_in_desk", "title": title, "when": session.last_seen_at}
    for draft in FormState.objects.filter(user=user).order_by("pk"):
        yield {"kind": "not_saved", "text": draft.data, "when": draft.last_updated_at}


def _settings(user: User) -> Iterator[Record]:
    for profile in UserProfile.objects.filter(user=user):
        for field in (field for field in UserProfile._meta.fields if field.name not in _NOT_SETTINGS):
            value = getattr(profile, f"get_{field.name}_display")() if field.choices else getattr(profile, field.name)
            yield {"kind": "setting", "title": str(field.verbose_name), "text": str(value)}
