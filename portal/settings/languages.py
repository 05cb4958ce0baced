"""The five languages, and where their words are."""

from django.utils.translation import gettext_lazy as _

from portal.settings.environment import ROOT

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("fr", _("French")),
    ("de", _("German")),
    ("bg", _("Bulgarian")),
    ("es", _("Spanish")),
]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"
WAGTAIL_I18N_ENABLED = True
FORMAT_MODULE_PATH = "portal.settings.formats"
