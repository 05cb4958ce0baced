"""What protects whoever uses the portal."""

from csp.constants import NONE, SELF

from portal.settings import environment

HTTPS = environment.SITE_URL.startswith("https://")

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.BEHIND_PROXY else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# It ends with the browser, as the session's does: whoever has it is given no page from the cache.
CSRF_COOKIE_AGE = None
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Where films of other sites may play, once a visitor asks for one.
PEERTUBE_HOSTS = environment.PEERTUBE_HOSTS
PLAYER_ORIGINS = [
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    *(f"https://{host}" for host in PEERTUBE_HOSTS),
]
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin uses inline scripts and styles; it is for signed-in staff only.
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": PLAYER_ORIGINS,
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
