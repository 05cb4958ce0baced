"""How mail leaves: into the outbox first, from there to a server or, without one, into files."""

from urllib.parse import unquote, urlsplit

from portal.settings import environment

_DEFAULT_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
_server = urlsplit(environment.EMAIL_URL)

EMAIL_URL = environment.EMAIL_URL
EMAIL_BACKEND = "portal.mail.backends.OutboxBackend"
MAIL_TRANSPORT_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_URL else "portal.mail.backends.FilesBackend"
)
EMAIL_HOST = _server.hostname or "localhost"
EMAIL_PORT = _server.port or _DEFAULT_PORTS.get(_server.scheme, 25)
EMAIL_HOST_USER = unquote(_server.username or "")
EMAIL_HOST_PASSWORD = unquote(_server.password or "")
EMAIL_USE_TLS = _server.scheme == "smtp+tls"
EMAIL_USE_SSL = _server.scheme == "smtps"
EMAIL_TIMEOUT = 10

_site = urlsplit(environment.SITE_URL).hostname or "localhost"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.MAIL_FROM or f"Migrapass <noreply@{_site}>"
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
