"""The groups that the block picker shows."""

from django.utils.translation import gettext_lazy as _

WORDS = _("Words")
MEDIA = _("Pictures and films")
FACTS = _("Facts and files")
WAYS_ON = _("Where to go next")
