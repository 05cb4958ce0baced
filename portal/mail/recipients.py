"""Who gets a mail."""

from dataclasses import dataclass
from email.headerregistry import Address


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address and the language its owner reads. `account` is the key of her account, if she has one."""

    address: str
    language: str
    name: str = ""
    account: int | None = None


def mailbox(address: str, name: str = "") -> str:
    """`name <address>` as it stands in a header, with the name quoted where it has to be.

    Raises ValueError for what is no address, and for line breaks, which would begin another header.
    """
    if len(address.split()) != 1 or "@" not in address.strip("@"):
        raise ValueError("This is not an e-mail address.")
    local, _at, domain = address.rpartition("@")
    return str(Address(display_name=" ".join(name.split()), username=local, domain=domain))
