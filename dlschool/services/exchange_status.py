"""How the exchange stands, in words and numbers: on this PC, sent, stored, accepted; what is wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import kinds
from dlschool.exchange.kinds import Kind, Level
from dlschool.i18n import N_
from dlschool.services import (
    exchange_inbox,
    exchange_keys,
    exchange_outbox,
    exchange_sync,
    exchange_tries,
)
from dlschool.services.access import need
from dlschool.store import exchange
from dlschool.store.connection import Store

__all__ = ["Envelope", "Kind", "Level", "Refused", "Status", "Told"]

LEVEL_NAMES = {
    Level.TOTALS: Text("Жиынтық көрсеткіштер ғана", "Только итоговые цифры"),
    Level.CASES: Text("Аты-жөнсіз істер", "Дела без имён"),
    Level.NAMES: Text("Аты-жөнімен істер", "Дела с именами"),
}
"""The agreed level, as the policy names it."""

STATE_NAMES = {
    "sealed": N_("On this computer"),
    "sent": N_("On a stick, on its way"),
    "stored": N_("At the department"),
    "accepted": N_("Accepted"),
    "quarantined": N_("Put aside by the department"),
    "waiting": N_("Waits until the department updates its program"),
}


@dataclass(frozen=True, slots=True)
class Status:
    """Changes are counted, not envelopes."""

    paired: bool
    department: Text | None
    level: Level
    here: int
    """On this computer: sealed, and touched since."""
    sent: int
    """On a stick; whether it arrived is not known yet."""
    stored: int
    """At the department for good, not looked at yet."""
    accepted: int
    aside: int
    """Quarantined by the department."""
    waiting: int
    """Stored there until the department's program is new enough."""
    contact: datetime | None
    exported: datetime | None
    next: datetime | None
    """The next try; None: at once, or by stick only."""
    paused: bool
    by_line: bool
    """The department has an address."""
    trouble: Refused | None
    differences: int
    """Open."""
    directives: int
    """New."""

    @property
    def needs_update(self) -> bool:
        """What the department sent waits here for a newer version of this program."""
        return self.trouble is not None and self.trouble.message == exchange_inbox.NEWER

    @property
    def sentence(self) -> Refused:
        """How it stands, in one sentence; `Refused` only because it speaks both languages."""
        if self.paused:
            return Refused(IS_PAUSED, n=self.here)
        return self.trouble or self.standing

    @property
    def standing(self) -> Refused:
        """How far the changes are, whatever is wrong beside that."""
        if not self.paired:
            return Refused(NOT_PAIRED)
        for count, words in (
            (self.here, SOME_HERE),
            (self.sent, SOME_SENT),
            (self.stored, SOME_STORED),
        ):
            if count:
                return Refused(words, n=count)
        return Refused(ALL_WELL)


BRIEF_PAUSED = N_("Department: paused")
BRIEF_TROUBLE = N_("Department: not reached, tried again by itself")
BRIEF_HERE = N_("Department: changes wait here: {n}")
BRIEF_UNDER_WAY = N_("Department: changes on their way: {n}")
BRIEF_WELL = N_("Department: everything accepted")


def brief(found: Status) -> Refused | None:
    """A few words for the bottom bar; None: not connected."""
    if not found.paired:
        return None
    if found.paused:
        return Refused(BRIEF_PAUSED)
    if found.trouble is not None:
        return Refused(BRIEF_TROUBLE)
    if found.here:
        return Refused(BRIEF_HERE, n=found.here)
    under_way = found.sent + found.stored
    return Refused(BRIEF_UNDER_WAY, n=under_way) if under_way else Refused(BRIEF_WELL)


NAMELESS = "—"
NOT_PAIRED = N_("The department is not connected yet.")
IS_PAUSED = N_("Paused: nothing goes to the department by itself. Changes that wait here: {n}.")
SOME_HERE = N_("Changes that wait here until there is a line or a stick: {n}.")
SOME_SENT = N_("Changes on a stick, on their way to the department: {n}.")
SOME_STORED = N_("Changes that the department has, and has not looked at yet: {n}.")
ALL_WELL = N_("The department has everything and has accepted it.")


def status(db: Store) -> Status:
    """May be asked by everybody who may exchange. Refused: the role."""
    need(db, Right.EXCHANGE)
    to = exchange_keys.paired(db)
    counts = exchange.counts(db)
    tempo = exchange_tries.tempo(db)
    trouble = exchange_tries.trouble(db)
    if to is not None and to.revoked:
        trouble = Refused(exchange_sync.REVOKED, reason=to.revoked)
    return Status(
        paired=to is not None,
        department=Text(to.name_kk or NAMELESS, to.name_ru or NAMELESS) if to else None,
        level=exchange_keys.level(db),
        here=counts.get("sealed", 0) + (exchange_outbox.waiting(db) if to else 0),
        sent=counts.get("sent", 0),
        stored=counts.get("stored", 0),
        accepted=counts.get("accepted", 0),
        aside=counts.get("quarantined", 0),
        waiting=counts.get("waiting", 0),
        contact=_time(db, "contact"),
        exported=_time(db, "exported"),
        next=tempo.next if to is not None and to.address and not to.revoked else None,
        paused=exchange_tries.paused(db),
        by_line=bool(to and to.address),
        trouble=trouble,
        differences=exchange.count(db, "differences", "open"),
        directives=exchange.count(db, "directives", "new"),
    )


def _time(db: Store, key: str) -> datetime | None:
    said = exchange.get(db, key).decode()
    return datetime.fromisoformat(said) if said else None


@dataclass(frozen=True, slots=True)
class Envelope:
    """One envelope of this computer, as the list shows it."""

    lane: int
    seq: int
    at: datetime
    ops: int
    size: int
    """Bytes."""
    state: str
    exceptions: int
    """Changes of it that were merged, put aside, parked, or differ."""


def envelopes(db: Store, most: int = 200) -> list[Envelope]:
    """The newest first. Refused: the role."""
    need(db, Right.EXCHANGE)
    return [
        Envelope(
            row["lane"],
            row["seq"],
            datetime.fromisoformat(row["at"]),
            row["ops"],
            row["size"],
            row["state"],
            _exceptions(row["receipt"]),
        )
        for row in exchange.listed(db, most)
    ]


def _exceptions(receipt: bytes | None) -> int:
    said: list[Any] = msgspec.msgpack.decode(receipt) if receipt else [[]]
    return len(said[0])


@dataclass(frozen=True, slots=True)
class Told:
    """A kind of records and what of it leaves the school at a level."""

    name: Text
    fields: tuple[Text, ...]


def leaves(level: Level) -> list[Told]:
    """What leaves the school at this level, from the policy file; what is said about the exchange itself
    (comparisons, answers) is left out.
    """
    return [
        Told(kind.name, tuple(field.name for field in kind.at(level)))
        for kind in kinds.up().values()
        if kind.number < FIRST_OF_EXCHANGE and kind.at(level)
    ]


FIRST_OF_EXCHANGE = 50
"""Kinds from this number on are about the exchange itself."""


def as_json(found: Status) -> dict[str, Any]:
    """For a program."""
    names = [name for name in Status.__slots__ if name not in ("trouble", "department", "sentence")]
    said = {name: getattr(found, name) for name in names}
    said |= {key: said[key] and said[key].isoformat() for key in ("contact", "exported", "next")}
    trouble = found.trouble
    return {
        **said,
        "level": found.level.value,
        "department": found.department.json() if found.department else None,
        "trouble": {"kk": trouble.text("kk"), "ru": trouble.text("ru")} if trouble else None,
        "sentence": {"kk": found.sentence.text("kk"), "ru": found.sentence.text("ru")},
    }
