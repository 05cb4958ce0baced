"""Somebody with a trace in every place that keeps one, in words that stand nowhere else."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents import get_document_model
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.log_actions import log
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    Locale,
    Page,
    PageSubscription,
    UploadedFile,
    Workflow,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import (
    SegmentOverride,
    String,
    StringTranslation,
    TranslatableObject,
    TranslationContext,
)
from wagtail_localize.strings import StringValue

from network.contact.sides import Side
from network.models import Call, CallAnswer, Member, Network
from portal.accounts.models import AddressChange, MailSwitch, TermsAcceptance, UnusedWarning, User
from portal.mail.states import MailState
from portal.moderation.models import Case
from portal.pages.models import StandardPage
from search.models import SavedSearch
from tests.accounts.factories import OperatorFactory, UserFactory
from tests.mail.factories import OutgoingMailFactory
from tests.network.factories import MemberFactory
from tests.pages.factories import make_article, make_news, make_page

EMAIL = "quillfeather@canary.example"
WORDS = ("quillfeather", "Zanzibaria", "Plumcake", "Vexillology", "Umbrellastand", "Ortolanville", "Мандолинова")


@dataclass(frozen=True)
class Canary:
    user: User
    member: Member
    page: StandardPage


def make_canary(client: Client, **fields: object) -> Canary:
    """Leaves the client signed in as her."""
    user = UserFactory.create(email=EMAIL, first_name="Zanzibaria", last_name="Plumcake", **fields)
    member = MemberFactory.create(
        user=user,
        name="Zanzibaria Plumcake",
        name_other_script="Занзибария Мандолинова",
        organisation="Vexillology House",
        position="Vexillology keeper",
        city="Ortolanville",
        contact_email="umbrellastand@canary.example",
        phone="+43 1 77 Plumcake",
        advice=["BG"],
        links={"Vexillology pages": "https://plumcake.example/"},
        countries=["AT"],
        languages={"tr": "C1"},
        texts={"en": ("Umbrellastand maker", "I mend every umbrellastand.")},
        expertises=["mediation"],
        networks=["EU", "AT"],
        tags=["plumcakes"],
    )
    member.publications.create(
        title="On umbrellastands", published_in="Ortolanville Review", year=2019, url="https://plumcake.example/1"
    )
    for membership in member.memberships.all():
        membership.events.create(event="applied", by=user, text="Plumcake and I", evidence="Vexillology prize")
    member.nominations.create(network=member.memberships.all()[0].network, reason="Knows vexillology", by=user)
    _reported_and_decided(user)
    SavedSearch.objects.create(
        user=user, page="members", querystring="?q=plumcake", title="Umbrellastand makers", seen=["member:1"]
    )
    Network.objects.get(code="FR").invitations.create(
        address=EMAIL, name="Plumcake", language="en", source="Umbrellastand fair", note="Vexillology!", by=user
    )
    call = member.calls.create(
        kind="partner",
        title="An umbrellastand partner",
        text="Vexillology for two",
        language="en",
        country="AT",
        deadline=timezone.localdate(),
    )
    answer = CallAnswer(call=_others_call(), member=member, text="I mend plumcake")
    answer.save()
    call.answers.create(member=answer.call.author, text="A kind answer")
    asked = member.conversations.create(
        visitor_name="Vexillology friend",
        visitor_address="friend@other.example",
        language="en",
        confirmed=timezone.now(),
    )
    asked.messages.create(side=Side.WRITER, text="Do you mend an umbrellastand?")
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Umbrellastand key", "credential": {}}
    )
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "Umbrellastand"})
    APIToken.objects.create(user=user, name="Vexillology", key_hash="x" * 64, prefix="abc")
    EmailConfirmation.create(EmailAddress.objects.get(user=user))
    UnusedWarning.objects.create(user=user, sent_at=timezone.now())
    AddressChange.objects.create(user=user, old="ortolanville@canary.example", new=EMAIL)
    MailSwitch.objects.create(user=user, kind="news.of.umbrellastands")
    OutgoingMailFactory.create(
        address=EMAIL, name="Plumcake", subject="Ortolanville", reason="550 Quillfeather unknown", **_FAILED
    )
    user.consents.create(
        purpose="umbrellastands", given=True, wording="Write, Umbrellastand.", language="en", where="/en/umbrellastand/"
    )
    TermsAcceptance.objects.create(user=user, version="Umbrellastand 1")
    make_article(make_news("en"), "mending", title="How things are mended", author="The menders", writer=user)
    page = _edited_page(user)
    _used_desk(user, page)
    client.force_login(user)
    Client().force_login(user)
    return Canary(user, member, page)


def _others_call() -> Call:
    other = MemberFactory.create(name="Somebody Else")
    fields = {"kind": "expert", "title": "A mender", "text": "For a day.", "language": "en"}
    return Call.objects.create(author=other, deadline=timezone.localdate(), **fields)


def _reported_and_decided(user: User) -> None:
    """She reported something, something of hers was withheld, and she decided as a moderator."""
    others = Case.objects.create(kind="member", thing_pk=0, title="A shop", url="/shop/")
    others.reports.create(
        reason="false", text="No such umbrellastand", attached="Buy plumcake", reporter=user, language="en"
    )
    others.events.create(event="kept", text="It is all right", ground="terms", by=user)
    Case.objects.create(
        kind="member", thing_pk=1, title="Vexillology sale", url="/vexillology/", author=user, state="withheld"
    )


_FAILED = {"state": MailState.FAILED, "failed_at": timezone.now(), "next_attempt_at": None}


def _edited_page(user: User) -> StandardPage:
    other = OperatorFactory.create()
    page = make_page("en", "about")
    page.owner = user
    page.locked_by, page.locked = user, True
    page.save()
    comment = Comment.objects.create(page=page, user=user, text="Vexillology!", contentpath="title", position="3")
    others = Comment.objects.create(page=page, user=other, text="A kind word", contentpath="title")
    reply = CommentReply.objects.create(comment=others, user=user, text="Umbrellastand?")
    answer = CommentReply.objects.create(comment=comment, user=other, text="Indeed")
    gone = Comment.objects.create(page=page, user=user, text="No Vexillology", contentpath="title")
    for written in (comment, reply, gone):
        written.log_create(user=user)
    others.log_create(user=other)
    answer.log_create(user=other)
    page.refresh_from_db()
    page.save_revision(user=user, log_action=True)
    gone.log_delete(user=other)
    gone.delete()
    PageSubscription.objects.create(user=user, page=page, comment_notifications=True)
    Workflow.objects.all()[0].start(page, user).current_task_state.reject(user=user, comment="Umbrellastand is no word")
    EditingSession.objects.create(user=user, last_seen_at=timezone.now(), content_object=page)
    FormState.objects.create(
        user=user, data="title=Umbrellastand", last_updated_at=timezone.now(), content_object=page, object_id=page.pk
    )
    _translated(user, page)
    return page


def _translated(user: User, page: StandardPage) -> None:
    bulgarian = Locale.objects.get(language_code="bg")
    what = TranslatableObject.objects.create(
        translation_key=page.translation_key, content_type=ContentType.objects.get_for_model(Page)
    )
    context = TranslationContext.objects.create(object=what, path="title", field_path="title")
    source = String.from_value(page.locale, StringValue.from_plaintext("About the bridge"))
    StringTranslation.objects.create(
        translation_of=source, locale=bulgarian, context=context, data="За моста", last_translated_by=user
    )
    SegmentOverride.objects.create(
        locale=bulgarian, context=context, data_json='"/bg/bridge/"', last_translated_by=user
    )


def _used_desk(user: User, page: StandardPage) -> None:
    profile = UserProfile.get_for_user(user)
    profile.preferred_language, profile.current_time_zone = "fr", "Europe/Sofia"
    profile.dismissibles = {"tip-of-the-bridge": True}
    profile.avatar.save("plumcake.png", ContentFile(b"Plumcake's face"))
    for model in (get_image_model(), Image):
        model.objects.create(
            title="A bridge",
            description="A bridge in fog",
            file="images/bridge.png",
            width=1,
            height=1,
            uploaded_by_user=user,
        )
    get_image_model().objects.update(credit="Photograph: the town")
    for model in (get_document_model(), Document):
        model.objects.create(title="Leaflet", file="documents/leaflet.pdf", uploaded_by_user=user)
    waiting = UploadedFile(uploaded_by_user=user, for_content_type=ContentType.objects.get_for_model(Image))
    waiting.file.save("bridge.png", ContentFile(b"A bridge"))
    with override("en"):
        log(user, "wagtail.edit", user=user)
        log(user, "wagtail.edit", user=OperatorFactory.create())
