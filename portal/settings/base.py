"""What a real site runs. Each part is chosen by an environment variable, the default being embedded."""

from urllib.parse import urlsplit

import dj_database_url

from portal.settings import environment
from portal.settings.data_folder import kept_secret_key, usable_folder
from portal.settings.editing import *  # noqa: F403 - settings of one subject, kept in a module of its own
from portal.settings.environment import ROOT
from portal.settings.languages import *  # noqa: F403 - as above
from portal.settings.logs import *  # noqa: F403 - as above
from portal.settings.mail import *  # noqa: F403 - as above
from portal.settings.people import *  # noqa: F403 - as above
from portal.settings.search import *  # noqa: F403 - as above
from portal.settings.security import *  # noqa: F403 - as above

DATA_DIR = usable_folder(environment.DATA_DIR)
SECRET_KEY = environment.SECRET_KEY or kept_secret_key(DATA_DIR)
DEBUG = False
DEMO = environment.DEMO
SITE_URL = environment.SITE_URL.rstrip("/")

ALLOWED_HOSTS = environment.ALLOWED_HOSTS or [urlsplit(SITE_URL).hostname or "", "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "network",
    "portal.pages",
    "search",
    "portal.moderation",
    "portal.accounts",
    "portal.mail",
    "portal.vocabulary",
    "portal.files",
    "portal.printing",
    "portal.operations",
    "portal.demo",
    "portal.launch",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.accounts.apps.AccountsAtTheDesk",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.operations.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.middleware.private_responses",
    "portal.accounts.middleware.own_language_first",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.PasswordFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.accounts.middleware.guarded_desk",
    "portal.accounts.terms_middleware.TermsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.pages.redirects.redirects",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.operations.context_processors.portal",
                "portal.demo.context_processors.demo",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data

DATABASES = {"default": dj_database_url.parse(environment.DATABASE_URL or f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Deferred transactions that turn into writers fail with "database is locked"; immediate ones wait.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

_local_memory = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": environment.REDIS_URL}
        if environment.REDIS_URL
        # In files, since attempts to sign in count for all processes together.
        else {
            "BACKEND": "portal.operations.file_cache.SharedFileCache",
            "LOCATION": str(DATA_DIR / "cache"),
            "OPTIONS": {"MAX_ENTRIES": 5_000},
        }
    ),
    # Looking renditions up over the network made pages slower, not faster.
    "renditions": {"BACKEND": _local_memory, "LOCATION": "renditions", "TIMEOUT": 600},
}
PAGE_CACHE_BYTES = environment.PAGE_CACHE_MB * 1024 * 1024
REDIS_URL = environment.REDIS_URL

# Background work: Redis, or files in the data folder that a single worker reads.

CELERY_BROKER_URL = environment.REDIS_URL or "filesystem://localhost/"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = (
    {"socket_timeout": 1, "socket_connect_timeout": 1}
    if environment.REDIS_URL
    else {
        "data_folder_in": str(DATA_DIR / "queue" / "messages"),
        "data_folder_out": str(DATA_DIR / "queue" / "messages"),
        "control_folder": str(DATA_DIR / "queue" / "control"),
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "project what a lost wake-up left": {"task": "search.tasks.sweep", "schedule": 30},
    "forget searches that found nothing": {"task": "search.tasks.forget_empty_searches", "schedule": 24 * 60 * 60},
    "tell what is new in saved searches": {"task": "search.tasks.send_alerts", "schedule": 15 * 60},
    "send mail that a lost wake-up left": {"task": "portal.mail.tasks.sweep", "schedule": 60},
    "publish what is due": {"task": "portal.pages.tasks.publish_scheduled", "schedule": 60},
    "forget old addresses": {"task": "portal.accounts.tasks.forget_address_changes", "schedule": 24 * 60 * 60},
    "warn and erase unused accounts": {
        "task": "portal.accounts.personal_data.tasks.treat_unused_accounts",
        "schedule": 24 * 60 * 60,
    },
    "erase unconfirmed accounts": {
        "task": "portal.accounts.personal_data.tasks.erase_unconfirmed_accounts",
        "schedule": 24 * 60 * 60,
    },
    "sweep portraits": {"task": "network.tasks.sweep_photos", "schedule": 24 * 60 * 60},
    "settle cases of reports": {"task": "portal.moderation.tasks.settle_cases", "schedule": 24 * 60 * 60},
    "forget messages": {"task": "network.tasks.forget_messages", "schedule": 60 * 60},
    "see to calls": {"task": "network.tasks.see_to_calls", "schedule": 60 * 60},
    "see to invitations": {"task": "network.tasks.see_to_invitations", "schedule": 24 * 60 * 60},
    "remind of applications": {"task": "network.tasks.remind_of_applications", "schedule": 24 * 60 * 60},
    "clear expired sessions": {
        "task": "portal.accounts.personal_data.tasks.clear_expired_sessions",
        "schedule": 24 * 60 * 60,
    },
}
CELERY_TIMEZONE = "UTC"

# Files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
