"""Somebody with a trace in every place that keeps one, in words that stand nowhere else."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.translation import override
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import APIToken, Comment, CommentReply
from wagtail.users.models import UserProfile

from network.models import Member
from portal.accounts.models import User
from portal.pages.models import StandardPage
from tests.accounts.factories import OperatorFactory, UserFactory
from tests.network.factories import MemberFactory
from tests.pages.factories import make_page

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
        city="Ortolanville",
        countries=["AT"],
        languages={"tr": "C1"},
        texts={"en": ("Umbrellastand maker", "I mend every umbrellastand.")},
        expertises=["mediation"],
        networks=["EU", "AT"],
    )
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "Umbrellastand"})
    APIToken.objects.create(user=user, name="Vexillology", key_hash="x" * 64, prefix="abc")
    profile = UserProfile.get_for_user(user)
    profile.avatar.save("plumcake.png", ContentFile(b"Plumcake's face"))
    page = _edited_page(user)
    client.force_login(user)
    Client().force_login(user)
    return Canary(user, member, page)


def _edited_page(user: User) -> StandardPage:
    page = make_page("en", "about")
    page.owner = user
    page.locked_by, page.locked = user, True
    page.save()
    comment = Comment.objects.create(page=page, user=user, text="Vexillology!", contentpath="title")
    others = Comment.objects.create(page=page, user=OperatorFactory.create(), text="A kind word", contentpath="title")
    CommentReply.objects.create(comment=others, user=user, text="Umbrellastand?")
    CommentReply.objects.create(comment=comment, user=others.user, text="Indeed")
    page.refresh_from_db()
    page.save_revision(user=user, log_action=True)
    get_image_model().objects.create(
        title="A bridge", file="images/bridge.png", width=1, height=1, uploaded_by_user=user
    )
    with override("en"):
        log(user, "wagtail.edit", user=user)
    return page
