"""The other schools of the department: to whom a case can be handed over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from dlschool.domain.text import Text
from dlschool.store import exchange
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class OtherSchool:
    bin: str
    name: Text


def schools(db: Store) -> list[OtherSchool]:
    """As the department told them last, by their names."""
    content = exchange.get(db, "schools")
    said: list[Any] = msgspec.msgpack.decode(content) if content else []
    return sorted(_read(said), key=lambda each: (each.name.kk, each.bin))


def _read(said: Any) -> Iterator[OtherSchool]:
    """Each is [BIN, name in Kazakh, name in Russian]; what is not so is passed over."""
    for each in said if isinstance(said, list) else []:
        if isinstance(each, list) and len(each) >= 3 and all(isinstance(x, str) for x in each[:3]):
            yield OtherSchool(each[0], Text(each[1] or each[0], each[2] or each[1] or each[0]))


def name(db: Store, bin: str) -> str:
    """What a school is called in Kazakh; its BIN where it is not known."""
    return next((each.name.kk for each in schools(db) if each.bin == bin), bin)
