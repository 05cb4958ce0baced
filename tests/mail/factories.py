"""Mails as tests need them."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from portal.mail import outbox
from portal.mail.kinds import Kind
from portal.mail.models import OutgoingMail

LINK = "https://portal.example/en/account/confirm/3xAmPl3-t0k3n-t0k3n-t0k3n-t0k3n-t0k3n-t0k3n-t0k3n-t0k3n/?next=/en/&from=mail"


def sample() -> dict[str, object]:
    return {
        "name": "Mira",
        "place": "O'Hara's",
        "link": LINK,
        "preferences_url": "https://portal.example/en/account/mails/",
    }


WELCOME = Kind("tests.welcome", "Letters of welcome", "They come once.", sample=sample)


class OutgoingMailFactory(DjangoModelFactory[OutgoingMail]):
    """A mail that waits in the outbox."""

    class Meta:
        model = OutgoingMail

    kind = WELCOME.name
    address = factory.Sequence(lambda number: f"reader{number}@example.org")
    language = "en"
    subject = "Welcome"
    text = "Welcome\n"
    html = "<p>Welcome</p>"

    @classmethod
    def _create(cls, model_class: type[OutgoingMail], *_args: Any, **fields: Any) -> OutgoingMail:
        mail = model_class(**fields)
        outbox.put(mail)
        return mail
