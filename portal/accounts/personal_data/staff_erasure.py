"""Taking the name of somebody who edited the site off what stays, and her words out of it."""

import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.fields.files import FieldFile
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry, Revision, TaskState
from wagtail.users.models import UserProfile

from portal.accounts.models import User

COMMENTS = "wagtail_admin_comments"


def erase(user: User) -> None:
    """Take the name off what stays. The other links are emptied or deleted with the account's row."""
    _forget_comments(user)
    _forget_decisions(user)
    for log in (PageLogEntry, ModelLogEntry):
        log.objects.filter(user=user).update(user=None)
    # What was noted about the account itself is labelled with its address.
    about = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=about, object_id=str(user.pk)).update(label=f"#{user.pk}", data={})
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        _delete_on_commit(profile.avatar)


def _delete_on_commit(file: FieldFile) -> None:
    storage, name = file.storage, str(file.name)
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def _forget_comments(user: User) -> None:
    """Drop what `user` commented, from the pages' history too.

    A revision keeps the comments of its time, and the log the words of each, also where somebody
    else answered, settled or deleted it.
    """
    noted = PageLogEntry.objects.filter(user=user, action__startswith="wagtail.comments")
    comments = Comment.objects.filter(user=user)
    replies = CommentReply.objects.filter(user=user)
    pages = {
        *comments.values_list("page", flat=True),
        *replies.values_list("comment__page", flat=True),
        *noted.values_list("page", flat=True),
    }
    of_comments = set(comments.values_list("pk", flat=True)) | _noted(noted, "wagtail.comments.create", "comment")
    of_replies = set(replies.values_list("pk", flat=True)) | _noted(noted, "wagtail.comments.create_reply", "reply")
    for entry in PageLogEntry.objects.filter(page__in=pages, data__comment__has_key="id").iterator():
        said = [entry.data["comment"]] if entry.data["comment"]["id"] in of_comments else []
        said += [reply] if (reply := entry.data.get("reply")) and reply["id"] in of_replies else []
        for words in said:
            words.pop("text", None)
        if said:
            PageLogEntry.objects.filter(pk=entry.pk).update(data=entry.data)
    for revision in Revision.objects.page_revisions().filter(object_id__in=map(str, pages)).iterator():
        if COMMENTS in revision.content and f'"user": {user.pk}' in json.dumps(revision.content[COMMENTS]):
            revision.content[COMMENTS] = _without(revision.content[COMMENTS], user)
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _noted(entries: Any, action: str, part: str) -> set[int]:
    """The keys of what she wrote, also of what has been deleted since."""
    return {entry.data[part]["id"] for entry in entries.filter(action=action)}


def _without(comments: list[dict[str, Any]], user: User) -> list[dict[str, Any]]:
    return [
        comment | {"replies": [reply for reply in comment.get("replies", []) if reply["user"] != user.pk]}
        for comment in comments
        if comment["user"] != user.pk
    ]


def _forget_decisions(user: User) -> None:
    """Drop the words with which `user` sent a page back or let it through; that somebody did so stays."""
    TaskState.objects.filter(finished_by=user).update(comment="")
    for log in (PageLogEntry, ModelLogEntry):
        for entry in log.objects.filter(user=user, action__startswith="wagtail.workflow", data__has_key="comment"):
            del entry.data["comment"]
            log.objects.filter(pk=entry.pk).update(data=entry.data)
