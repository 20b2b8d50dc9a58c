"""How much the school tells: totals, until it agreed to more with the department in writing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.exchange import kinds
from dlschool.exchange.kinds import Level
from dlschool.exchange.payload import Act, Op
from dlschool.i18n import N_
from dlschool.services import exchange_keys, exchange_outbox, exchange_sealing
from dlschool.services.access import need
from dlschool.services.exchange_status import LEVEL_NAMES
from dlschool.store import changes, exchange, people
from dlschool.store.connection import Store

__all__ = ["Agreed", "Level", "agree", "agreed"]

Day = date
"""A field of that name hides the class."""

SETTING = "exchange_level"

MOST_DOCUMENT = 200
"""Letters of the agreement's name and number."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What stands in the written agreement."""

    level: Level
    document: str = ""
    """Its name and number; empty for totals only."""
    date: Day | None = None


def agreed(db: Store) -> Agreed:
    """What is told now, and by which agreement."""
    said: dict[str, Any] = people.setting(db, SETTING) or {}
    level = exchange_keys.level(db)
    if said.get("level") != level:
        return Agreed(level)
    day = date.fromisoformat(said["date"]) if said["date"] else None
    return Agreed(level, said["document"], day)


def agree(db: Store, level: Level, document: str = "", day: date | None = None) -> None:
    """From the next sending on this much is told; what may not be told any more is taken back, and what
    lies here unsent does not leave (unless a stick before it is on its way). Noted in the journal and said
    to the department. Refused: not the owner, not connected, more than totals without a written
    agreement, an agreement from the future.
    """
    need(db, Right.USERS)
    exchange_keys.need_paired(db)
    document = " ".join(document.split())
    _refuse_unwritten(db, level, document, day)
    said = {"level": level, "document": document, "date": day.isoformat() if day else ""}
    with changes.action(
        db,
        N_("What the department is told: {level}; agreement: {document}"),
        kind="record",
        level=LEVEL_NAMES[level],
        document=f"{document} {day:%d.%m.%Y}" if day else "—",
    ):
        people.save_setting(db, SETTING, said)
    with exchange.writing(db):
        if not level.holds(exchange_keys.level(db)):
            exchange_outbox.withdraw(db)
        exchange_keys.keep_level(db, level)
    exchange_outbox.seal(db)
    _say(db, level, document, day)


def _refuse_unwritten(db: Store, level: Level, document: str, day: date | None) -> None:
    if level is Level.TOTALS:
        return
    if not document or day is None or len(document) > MOST_DOCUMENT:
        raise Refused(
            N_(
                "More than totals is told only by a written agreement with the department: write its "
                "name, number (at most {most} letters) and date."
            ),
            most=MOST_DOCUMENT,
        )
    if day > db.today():
        raise Refused(N_("The agreement is of {date}: that day has not come yet."), date=day)


def _say(db: Store, level: Level, document: str, day: date | None) -> None:
    kind = kinds.of("level")
    values = {
        "level": level.value,
        "document": document,
        "date": kinds.told(kind.field("date"), day),
    }
    with exchange.writing(db):
        exchange_sealing.append(db, [Op(kind.number, Act.NEW, 1, kind.numbered(values))])
