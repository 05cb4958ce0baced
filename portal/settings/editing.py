"""How editors work: Wagtail and its translations."""

from zoneinfo import available_timezones

from portal.settings import environment
from portal.settings.languages import LANGUAGES

_CONTINENTS = {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Indian", "Pacific"}


def time_zones() -> list[str]:
    """The time zones that are named after a place, those of Europe first: browsers know no others."""
    zones = sorted(name for name in available_timezones() if "/" in name)
    return [name for name in zones if name.startswith("Europe/")] + [
        name for name in zones if name.partition("/")[0] in _CONTINENTS
    ]


WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# Otherwise the translation of a draft goes live with the page it translates.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

SITE_NAME = "Migrapass"
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = environment.SITE_URL.rstrip("/")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Both are done under "My account", which asks who is there and tells the old address.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = time_zones()
WAGTAILIMAGES_IMAGE_MODEL = "files.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "files.PortalDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.files.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Making one anew takes up to 15 bytes of memory a pixel (measured).
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 36_000_000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.files.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "txt", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Documents are saved, never shown within the portal's own address.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "pages/password_required.html"  # noqa: S105 - a file
WAGTAIL_FRONTEND_LOGIN_URL = "/en/account/sign-in/"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
TAGGIT_CASE_INSENSITIVE = True
