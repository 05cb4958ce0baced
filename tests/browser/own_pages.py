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
"""


def make_own_pages(server: PortalServer) -> None:
    own = {"DATA_DIR": str(server.log.parent / "data"), "SITE_URL": server.url, "DATABASE_URL": "", "REDIS_URL": ""}
    environment = {**os.environ, **own, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "portal.settings.base"}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", _MAKE]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
