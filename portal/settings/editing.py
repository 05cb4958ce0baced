"""How editors work: Wagtail and its translations."""

from portal.settings import environment
from portal.settings.languages import LANGUAGES

WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# Otherwise the translation of a draft goes live with the page it translates.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

WAGTAIL_SITE_NAME = "Migrapass"
WAGTAILADMIN_BASE_URL = environment.SITE_URL.rstrip("/")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Both are done under "My account", which asks who is there and tells the old address.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILIMAGES_IMAGE_MODEL = "files.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "files.PortalDocument"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAIL_FRONTEND_LOGIN_URL = "/en/account/sign-in/"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
