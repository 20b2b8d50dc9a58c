"""An envelope that is being applied."""

from dataclasses import dataclass, field
from typing import Any

from dlschool.exchange.payload import Content


@dataclass(slots=True)
class Arrived:
    """Whose it is, where it stands, what its sender knew; what has to be said in its receipt."""

    school: int
    position: int
    device: int
    epoch: bytes
    seq: int
    lane: int
    knew: int
    at: str
    content: Content
    exceptions: list[list[Any]] = field(default_factory=list)
