"""An envelope that is being applied."""

from dataclasses import dataclass, field
from typing import Any

from dlschool.exchange.payload import Content


@dataclass(slots=True)
class Arrived:
    """Whose it is, where it stands, what its sender knew; what has to be said in its receipt."""

    school: int
    position: int
    """Where it is applied: where it was stored, later only if it had to wait for a newer program."""
    device: int
    epoch: bytes
    seq: int
    lane: int
    knew: int
    at: str
    content: Content
    stored: int = 0
    """Where it was stored."""
    exceptions: list[list[Any]] = field(default_factory=list)
    """[index of the op, what became of it, more]"""
