"""What names and words may hold, so that they stand on a page as one reads them."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import no_link

_UNSEEN = {"Cc", "Cf", "Co", "Cs"}
# Persian and Hindi names are written with these two.
_JOINERS = "\u200c\u200d"


# Whoever decides by a text needs more than a word.
a_sentence = MinLengthValidator(20, _("Please write a sentence or two, so that people can decide by it."))


def validate_readable(text: str) -> None:
    """Refuse characters that nobody sees, such as those that turn the direction of what follows (Unicode TR36, 2.5)."""
    if any(unicodedata.category(character) in _UNSEEN for character in text if character not in _JOINERS):
        raise ValidationError(_("There is a character in it that cannot be seen. Please type it anew."))


def validate_named(text: str) -> None:
    """Refuse what could not be a name: no letter in it, or the look of a link."""
    validate_readable(text)
    if not any(character.isalpha() for character in text):
        raise ValidationError(_("A name has letters in it."))
    no_link(text)
