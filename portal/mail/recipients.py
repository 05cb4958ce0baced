"""Who gets a mail."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address and the language its owner reads. `account` is the key of her account, if she has one."""

    address: str
    language: str
    name: str = ""
    account: int | None = None
