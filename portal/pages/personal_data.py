"""What pages hold about people: messages on their way to those who run the portal, and who wrote an article."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.personal_data.purposes import LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, Record, labels_of, register_personal_data
from portal.mail import outbox
from portal.mail.models import OutgoingMail
from portal.mail.tasks import sweep
from portal.pages.contact import CONTACT_MESSAGE
from portal.pages.models import ArticlePage

CONTACT = Purpose(
    key="contact",
    order=29,
    title=CONTACT_MESSAGE.title,
    held=_("What you write in the contact form, with your name and your e-mail address, while it waits to be sent."),
    why=_("So that your message reaches the people who run the portal and they can answer you."),
    basis=LegalBasis.LEGITIMATE_INTERESTS,
    retention=(
        Retention(_("A message: until it is sent.")),
        Retention(
            format_lazy(_("A message that could not be sent: {days} days."), days=outbox.FAILED_KEPT.days),
            outbox.FAILED_KEPT,
            sweep.name,
        ),
    ),
    recipients=_("The people who run the portal; the providers that host it and carry its mail."),
)

AUTHORSHIP = Purpose(
    key="articles",
    order=62,
    title=_("Articles you wrote"),
    held=_("That an article on the portal is yours: it leads to your profile, and your profile to it."),
    why=_("So that readers know who wrote it and can find you, if your profile is for them to see."),
    basis=LegalBasis.LEGITIMATE_INTERESTS,
    retention=(Retention(_("As long as the article is published, or until you delete your account.")),),
)


def register_what_pages_hold() -> None:
    register_personal_data(
        PersonalData(
            AUTHORSHIP,
            models=(ArticlePage,),
            labels=labels_of(ArticlePage, ("title", "author", "date")),
            export=_articles,
            erasure=_(
                "The way from the articles to you is deleted. They stay, with the name that the editors gave; "
                "write to us if it is to go as well."
            ),
        )
    )
    register_personal_data(
        PersonalData(
            CONTACT,
            models=(OutgoingMail,),
            labels={"subject": _("subject"), "text": _("text"), "when": _("when")},
            export=_messages,
            erasure=_("Still sent, and deleted after that."),
        )
    )


def _articles(user: User) -> list[Record]:
    return list(ArticlePage.objects.filter(writer=user).order_by("pk").values("title", "author", "date"))


def _messages(user: User) -> list[Record]:
    by_her = {"kind": CONTACT_MESSAGE.name, "headers__Reply-To__iexact": user.email}
    return [
        {"subject": mail.subject, "text": mail.text, "when": mail.created}
        for mail in OutgoingMail.objects.filter(**by_her).order_by("pk")
    ]
