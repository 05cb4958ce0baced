"""What Wagtail keeps about those who edit the site."""

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

from portal.accounts.personal_data.purposes import LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, register_personal_data
from portal.accounts.personal_data.staff_copy import KINDS, export, files
from portal.accounts.personal_data.staff_erasure import erase

EDITING = Purpose(
    key="editing",
    order=60,
    title=_("Editing the site"),
    held=_(
        "Which pages, pictures, documents, translations and terms you changed and when, your comments and reviews, "
        "the settings and the picture you chose in the editors' desk. Only for those who edit."
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
                "credit": _("credit"),
                "switched_off": _("switched off"),
            },
            export=export,
            wordings={"kind": KINDS.__getitem__},
            erase=erase,
            erasure=_(
                "Your name is taken off; pages, pictures and their history stay, because others work with them. "
                "Your comments, settings and picture are deleted."
            ),
            files=files,
        )
    )
