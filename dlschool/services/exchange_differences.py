"""Differences between the school and the department: both values, who wrote them, one chosen by a person.

The value that was not chosen stays in the list and can be put back. While a difference is open nothing
of that case is printed.
"""

from typing import Any

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import kinds
from dlschool.exchange.kinds import Field, Kind
from dlschool.i18n import N_
from dlschool.services import exchange_keys, exchange_saying, exchange_values
from dlschool.services.access import need
from dlschool.services.directives_words import plain
from dlschool.store import changes, exchange, naming
from dlschool.store import differences as store
from dlschool.store.connection import Store
from dlschool.store.differences import Difference

__all__ = ["Difference"]

TAKES = ("current", "other")
DEPARTMENT = Text("Білім бөлімі", "Отдел образования")
THIS_SCHOOL = Text("Мектеп (осы компьютер)", "Школа (этот компьютер)")
_RECORD = Text("Жазбаның өзі", "Сама запись")
_THERE = Text("бар", "есть")
_GONE = Text("алып тасталған", "исключена")
_NOTHING = Text("бос", "пусто")


def every(db: Store) -> list[Difference]:
    """Open ones first. Refused: the role may not exchange."""
    need(db, Right.EXCHANGE)
    return store.every(db)


def find(db: Store, number: int) -> Difference:
    """Refused: there is none of this number; the role."""
    need(db, Right.EXCHANGE)
    found = store.numbered(db, number)
    if found is None:
        raise Refused(N_("There is no difference with the number {number}."), number=number)
    return found


def record(db: Store, found: Difference) -> Text:
    """Whose value it is: «Школа», «Дело № 2026/3, …»."""
    if found.row is None or found.thing == "school":
        return _kind(found).name
    return naming.named(db, found.thing, found.row)


def field(found: Difference) -> Text:
    return _kind(found).field(found.field).name if found.field else _RECORD


def value(found: Difference, which: str) -> Text:
    """`which`: current, other, chosen."""
    said = getattr(found, which)
    if not found.field:
        return _THERE if said else _GONE
    if said in (None, ""):
        return _NOTHING
    if isinstance(said, bool):
        return Text("иә", "да") if said else Text("жоқ", "нет")
    return plain(said)


def source(db: Store, device: int) -> Text:
    """Who wrote a value."""
    to = exchange_keys.paired(db)
    if device == 0:
        return DEPARTMENT
    if to is not None and to.device == device:
        return THIS_SCHOOL
    return Text(f"Мектептің № {device} компьютері", f"Компьютер школы № {device}")


def _kind(found: Difference) -> Kind:
    return kinds.up()[found.kind]


def resolve(db: Store, number: int, take: str) -> None:
    """`current` (the department's) or `other` stands from now on, here and at the department.

    Refused: it is decided already; the role may not write such a record.
    """
    found = find(db, number)
    if not found.open:
        raise Refused(N_("No difference with the number {number} is open."), number=number)
    chosen = found.current if take == "current" else found.other
    with changes.action(
        db,
        N_("Difference № {number} decided: {field}, {value}"),
        kind="record",
        number=number,
        field=field(found),
        value=value(found, take),
    ):
        _stand(db, found, chosen)
        exchange_saying.say(db, "resolve", conflict=number, value=_wire(found, chosen))


def _stand(db: Store, found: Difference, chosen: Any) -> None:
    """The value is written into the row, if it is not there."""
    store.resolve(db, found.id, chosen)
    if found.row is None or not found.field:
        return
    known = _kind(found).field(found.field)
    if _stands(db, found, known) is not None:
        exchange_values.write(
            db, found.thing, found.row, known, exchange_values.typed(known, chosen)
        )


def _stands(db: Store, found: Difference, known: Field) -> Any:
    """The column of the row; None: the row or the column is not there."""
    row = changes.stored_row(db, found.thing, found.row or 0)
    return None if row is None or known.key not in row else row


def _wire(found: Difference, chosen: Any) -> Any:
    if not found.field:
        return chosen
    known = _kind(found).field(found.field)
    return kinds.told(known, exchange_values.typed(known, chosen))


def put_back(db: Store, number: int) -> None:
    """The value that was not chosen stands again: a change like any other, told to the department.

    Refused: the difference is still open; the record is not here; the role.
    """
    found = find(db, number)
    if found.open:
        raise Refused(N_("Difference № {number} is open: choose a value in it."), number=number)
    if found.row is None or not found.field:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    other = found.other if found.chosen == found.current else found.current
    with changes.action(db, N_("Difference № {number}: the other value put back"), number=number):
        _stand(db, found, other)


def refuse_open(db: Store, case_id: int | None) -> None:
    """Refused: a difference of this case, or of the school's own particulars, is open."""
    if not exchange.count(db, "differences", "open"):
        return
    rows = [("school", 1)]
    if case_id is not None:
        rows += store.rows_of_case(db, case_id)
    number = store.open_about(db, rows)
    if number is not None:
        raise Refused(
            N_(
                "The school and the department wrote different values (difference № {number}). "
                "Choose one on the screen of the department; then this can be printed."
            ),
            number=number,
        )
