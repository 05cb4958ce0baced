"""What tests need and the demonstration has none of; made in the portal once, before its first visitor comes."""

import os
import subprocess
import sys

from tests.launch.serving import PortalServer
from tests.services import ROOT

# Written in English alone, so that readers of any other language get it as a page that theirs lacks.
FILMS = "page-with-films"
# Opened by a password.
SECRET = "page-with-a-password"

_MAKE = f"""
from wagtail.models import PageViewRestriction
from portal.accounts.models import User
from portal.mail.kinds import kind_named
from portal.mail.recipients import Recipient
from portal.mail.sending import send
from tests.pages.factories import a_film, every_block, make_page
films = [*every_block(), ("embed", a_film(title="A second film", address="https://vimeo.com/76979871"))]
make_page("en", "{FILMS}", title="A page with films", introduction="Nothing moves unasked.", body=films)
secret = make_page("en", "{SECRET}")
PageViewRestriction.objects.create(page=secret, restriction_type="password", password="open sesame")
reader = User.objects.get(email="professional@demo.example")
kind = kind_named("accounts.password_changed")
send(kind.name, Recipient(reader.email, "de", account=reader.pk), kind.sample())
from network.actions.conversations import begin_conversation
from network.actions.calls import answer_call
from network.invitations.links import invitation_link
from network.models import Call, Member, Network
from search.saved.actions import save_search
from search.saved.models import Rhythm
from search.saved.pages import search_page
expert, elif_ = User.objects.get(email="expert@demo.example"), Member.objects.get(user=reader)
begin_conversation(elif_, "Do you know Burgos?", shows_address=False, acting_user=expert)
save_search(search_page("members"), "?works_in=AT", "Austria", Rhythm.WEEKLY, acting_user=reader)
words = "I have worked with volunteers in Sofia for six years."
answer_call(Call.objects.get(author=elif_), expert.member, words, acting_user=expert)
invited = Network.objects.get(code="AT").invitations.create(
    address="guest@visitor.example", language="en", source="the list of an open afternoon", note="Do come!", by=expert
)
print(invitation_link(invited))
"""

_made: dict[str, str] = {}


def invitation_path() -> str:
    """Where somebody who was invited says yes or no, below the language."""
    return _made["invitation"]


def make_own_pages(server: PortalServer) -> None:
    own = {"DATA_DIR": str(server.log.parent / "data"), "SITE_URL": server.url, "DATABASE_URL": "", "REDIS_URL": ""}
    environment = {**os.environ, **own, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "portal.settings.base"}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", _MAKE]
    made = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    _made["invitation"] = made.stdout.split()[-1].partition("/en/")[2]
