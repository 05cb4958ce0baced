"""How mail leaves."""

from portal.settings import environment

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = environment.DATA_DIR / "mail"
