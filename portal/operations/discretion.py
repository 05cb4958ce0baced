"""What log lines leave out: who asked, what they searched for, and keys that open something."""

import logging
import re

# Below an account's address, whatever is no plain word: keys that confirm an address or set a password.
_KEYS = re.compile(r"(?<=/)[^/]*[^a-z/-][^/]*")
# gunicorn goes on with the network address, and with the line or header that it could not read.
_UNREADABLE = "Invalid request"


class Discretion(logging.Filter):
    """Takes what libraries tell too much of out of a record, for a handler.

    Django gives each complaint the request, which would be written with its query, and the whole path.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        if isinstance(record.args, tuple):
            record.args = tuple(_discreet(argument) for argument in record.args)
        if record.name == "gunicorn.error" and str(record.msg).startswith(_UNREADABLE):
            record.msg = _UNREADABLE
        return True


def _discreet(argument: object) -> object:
    return without_keys(argument) if isinstance(argument, str) and argument.startswith("/") else argument


def without_keys(path: str) -> str:
    """`path` without its query, and with a star for each key in it."""
    before, account, below = path.partition("?")[0].partition("/account/")
    return f"{before}/account{_KEYS.sub('*', f'/{below}')}" if account else before
