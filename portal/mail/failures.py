"""What a failed attempt means: for this mail, and for those behind it."""

from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException


@dataclass(frozen=True, slots=True)
class Failure:
    """`is_final`: trying again would not help. `is_of_server`: the other mails would fail too.

    `name` is the code of the answer or the kind of the error; the whole `reason` often names the recipient.
    """

    name: str
    reason: str
    is_final: bool = False
    is_of_server: bool = False


def failure_of(error: Exception) -> Failure:
    """Read an exception of a mail backend.

    A 5xx answer to the recipient or to the content is final (RFC 5321, 4.2.1), as is a mail that
    cannot be put into the form of one. All else may pass: a refused sender or password is the
    installation's mistake and not the mail's, so the mails wait until it is mended.
    """
    match error:
        case SMTPRecipientsRefused():
            code, answer = next(iter(error.recipients.values()))
            return Failure(str(code), _answer(code, answer), is_final=code >= 500, is_of_server=code == 421)
        case SMTPResponseException(smtp_code=code, smtp_error=words):
            is_about_content = isinstance(error, SMTPDataError)
            return Failure(
                str(code),
                _answer(code, words),
                is_final=is_about_content and code >= 500,
                is_of_server=not is_about_content or code == 421,
            )
        # smtplib's exceptions are OSErrors too.
        case SMTPException() | OSError():
            return Failure(type(error).__name__, f"{type(error).__name__}: {error}", is_of_server=True)
        case _:
            return Failure(type(error).__name__, f"{type(error).__name__}: {error}", is_final=True)


def _answer(code: int, answer: bytes | str) -> str:
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return f"{code} {' '.join(words.split())}"
