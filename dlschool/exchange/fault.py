"""What is wrong with bytes that came from outside."""

from enum import StrEnum


class Why(StrEnum):
    """Reasons, counted by the hub and told by the program in the user's words."""

    VERSION = "version"
    """Made by a newer program: kept, read after the next update."""
    DAMAGED = "damaged"
    SIGNATURE = "signature"
    """Not signed by whom it names, or changed on its way."""
    CHAIN = "chain"
    """Does not follow the envelope before it."""
    IDS = "ids"
    """What it says outside is not what it says inside: taken out of its envelope and put in another."""
    SEAL = "seal"
    """Sealed for another key."""
    SIZE = "size"
    BODY = "body"
    """Opens, but is no content of an envelope."""
    REVOKED = "revoked"
    UNKNOWN = "unknown"
    """Nobody of this number is enrolled here."""
    FORK = "fork"
    """The same number with other bytes: a copy of the store went on by itself."""


class Fault(Exception):
    """Bytes that are refused; nothing of them was used."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else str(why))
        self.why = why
        self.detail = detail
