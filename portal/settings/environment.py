"""Every environment variable the portal reads, each in one place.

`docs/operations.md` lists them with their defaults. A wrong value stops the start with a sentence
that names the variable and says what is wrong with it.
"""

import os
import re
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ValidationError as InvalidAddressError
from django.core.validators import validate_email
from environs import Env, EnvValidationError, ValidationError

ROOT = Path(__file__).resolve().parents[2]

_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z]")
Validator: TypeAlias = Callable[[str], None]
# What Django asks for in its own check, which the start of a server does not run.
_KEY_LENGTH = 50


def _url(*schemes: str) -> Validator:
    def validate(value: str) -> None:
        parts = urlsplit(value)
        if value and (parts.scheme not in schemes or not parts.netloc):
            raise ValidationError(f"expected an address that starts with {' or '.join(s + '://' for s in schemes)}")

    return validate


def _site(value: str) -> None:
    """Links are made by putting a path behind it."""
    try:
        parts = urlsplit(value)
        is_host = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        is_host = False
    if not is_host or value.removesuffix("/") not in (f"http://{parts.netloc}", f"https://{parts.netloc}"):
        raise ValidationError("expected http:// or https:// with a host, perhaps a port and nothing else")


def _key(value: str) -> None:
    """The value stays out of the sentence."""
    if value and len(value) < _KEY_LENGTH:
        raise ValidationError(
            f"expected at least {_KEY_LENGTH} characters made by chance; left out, one is made and kept in DATA_DIR"
        )


def _database(value: str) -> None:
    try:
        dj_database_url.parse(value or "sqlite://")
    except (ValueError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError):
        raise ValidationError("expected postgres://user:password@host:port/name or sqlite:///path") from None


def _mail_server(value: str) -> None:
    """The value stays out of the sentence: it holds a password."""
    if value and not _is_mail_server(value):
        raise ValidationError(
            "expected smtp+tls://user:password@host:port (or smtp:// without encryption, smtps:// with it from the "
            "start), with / @ : # % in user and password written as %2F %40 %3A %23 %25"
        )


def _is_mail_server(value: str) -> bool:
    try:
        parts = urlsplit(value)
        is_server = parts.scheme in ("smtp", "smtp+tls", "smtps") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    has_both_or_neither = bool(parts.username) == bool(parts.password)
    return is_server and has_both_or_neither and not (parts.path.strip("/") or parts.query or parts.fragment)


def _mailbox(value: str) -> None:
    try:
        if value:
            validate_email(parseaddr(value)[1])
    except InvalidAddressError:
        raise ValidationError("expected an e-mail address, such as Migrapass <noreply@portal.example>") from None
    if not value.isprintable():
        raise ValidationError("expected a single line")


def _one_of(*choices: str) -> Validator:
    def validate(value: str) -> None:
        if value not in choices:
            raise ValidationError(f"expected one of {', '.join(choices)}")

    return validate


def _between(low: int, high: int) -> Callable[[int], None]:
    def validate(value: int) -> None:
        if not low <= value <= high:
            raise ValidationError(f"expected a whole number from {low} to {high}")

    return validate


def _hosts(value: list[str]) -> None:
    if not all(_HOST.fullmatch(host) for host in value):
        raise ValidationError("expected names of hosts separated by commas, such as framatube.org")


def _search_server(value: str) -> None:
    """User and password have variables of their own, so that no address in a log holds them."""
    _url("http", "https")(value)
    if "@" in value:
        raise ValidationError("expected no user in the address; ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD hold it")


def _readable_file(value: str) -> None:
    if value and not (Path(value).is_file() and os.access(value, os.R_OK)):
        raise ValidationError(f"expected a file that can be read; {value} is none")


def _index_prefix(value: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", value):
        raise ValidationError("expected up to 40 small letters, digits, dashes and underscores, a letter first")


env = Env(eager=False)

DATA_DIR = env.path("DATA_DIR", ROOT / "data")
SECRET_KEY = env.str("SECRET_KEY", "", validate=_key)
SITE_URL = env.str("SITE_URL", "http://localhost:8000", validate=_site)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
DATABASE_URL = env.str("DATABASE_URL", "", validate=_database)
REDIS_URL = env.str("REDIS_URL", "", validate=_url("redis", "rediss"))
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", 64, validate=_between(0, 4096))
LOG_FORMAT = env.str("LOG_FORMAT", "json", validate=_one_of("json", "text"))
LOG_LEVEL = env.str("LOG_LEVEL", "INFO", validate=_one_of("DEBUG", "INFO", "WARNING", "ERROR"))
EMAIL_URL = env.str("EMAIL_URL", "", validate=_mail_server)
MAIL_FROM = env.str("MAIL_FROM", "", validate=_mailbox)
DEMO = env.bool("DEMO", False)
PEERTUBE_HOSTS: list[str] = env.list("PEERTUBE_HOSTS", ["framatube.org"], validate=_hosts)
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", "", validate=_search_server)
ELASTICSEARCH_USER = env.str("ELASTICSEARCH_USER", "")
ELASTICSEARCH_PASSWORD = env.str("ELASTICSEARCH_PASSWORD", "")
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", "")
ELASTICSEARCH_CA_FILE = env.str("ELASTICSEARCH_CA_FILE", "", validate=_readable_file)
ELASTICSEARCH_PREFIX = env.str("ELASTICSEARCH_PREFIX", "migrapass", validate=_index_prefix)
ELASTICSEARCH_SHARDS = env.int("ELASTICSEARCH_SHARDS", 1, validate=_between(1, 64))
ELASTICSEARCH_REPLICAS = env.int("ELASTICSEARCH_REPLICAS", 0, validate=_between(0, 8))
SIGN_UP = env.str("SIGN_UP", "open", validate=_one_of("open", "closed"))

try:
    env.seal()
except EnvValidationError as error:
    raise SystemExit(
        "\n".join(f"{name}: {' '.join(reasons)}" for name, reasons in error.error_messages.items())  # type: ignore[union-attr]  # environs gives a mapping here
    ) from None
