"""A register kept in Excel, compared with what the school has; nothing is written by reading it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dlschool.domain.case import Council
from dlschool.domain.names import folded
from dlschool.domain.past_list.columns import Field
from dlschool.domain.past_list.draft import Document, PastDraft, PastRow
from dlschool.domain.past_list.reading import read_rows
from dlschool.domain.pupil import Pupil
from dlschool.domain.pupil_list.draft import RowState
from dlschool.domain.record import Case, Order
from dlschool.domain.text import Text
from dlschool.law import edition as law
from dlschool.services import editions
from dlschool.services.numbers import school_year
from dlschool.store import cases as store
from dlschool.store import councils as meetings
from dlschool.store import orders as order_rows
from dlschool.store import pupil_search
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store
from dlschool.tables import Sheet

SERIES = "movement"

NOT_FOUND = Text(
    "Мұндай білім алушы тіркелмеген: алдымен оны тіркеңіз.",
    "Такой обучающийся не внесён: сначала внесите его.",
)
SEVERAL = Text(
    "Аты-жөні мен туған күні бірдей бірнеше білім алушы бар: ЖСН жазыңыз.",
    "Обучающихся с такими ФИО и датой рождения несколько: укажите ИИН.",
)
BY_NAME = Text(
    "ЖСН бойынша табылмады; аты-жөні мен туған күні бойынша танылды.",
    "По ИИН не найден; узнан по ФИО и дате рождения.",
)
OTHER_NAME = Text("ЖСН иесінің аты-жөні басқа: {name}.", "У владельца ИИН другое имя: {name}.")
NO_DATES = Text(
    "Бірде-бір күн көрсетілмеген: істің қашан ашылғаны белгісіз.",
    "Нет ни одной даты: неизвестно, когда открыто дело.",
)
REPEATED = Text("Бұл іс {row}-жолда да бар.", "Это дело уже есть в строке {row}.")
SHARED_ORDER = Text(
    "№ {number} бұйрық басқа іске де қатысты; бұл істе «{own}» деп жазылады.",
    "Приказ № {number} касается и другого дела; в этом деле он записывается как «{own}».",
)
OTHER_ORDER = Text("№ {number} — {date} күнгі бұйрық.", "№ {number} — приказ от {date}.")
OTHER_MEETING = Text("№ {number} — {date} күнгі отырыс.", "№ {number} — заседание от {date}.")
KEPT_HERE = Text(
    "№ {number} отырыс осы бағдарламада жүргізілген: шешімді сонда жазыңыз.",
    "Заседание № {number} ведётся в программе: запишите решение там.",
)
TAKEN_CASE = Text("№ {number} іс бар.", "Дело № {number} уже есть.")
NO_EDITION = Text(
    "«{said}» редакциясы белгісіз немесе қосылмаған. Қолдануға болатыны: {known}.",
    "Редакция «{said}» неизвестна или не включена. Можно указать: {known}.",
)


@dataclass
class _Seen:
    """What the rows so far hold: where a number or a case was met first."""

    cases: dict[tuple[object, ...], int] = field(default_factory=dict)
    orders: dict[tuple[int, str], date] = field(default_factory=dict)
    meetings: dict[tuple[Council, str, str], date] = field(default_factory=dict)


def read_past(db: Store, sheets: Sequence[Sheet]) -> PastDraft:
    """The rows of a register: new, the same as a case that is here, or refused and why.

    Refused: no headings are understood.
    """
    draft, seen = read_rows(sheets, db.today()), _Seen()
    return replace(draft, rows=tuple(_judged(db, row, seen) for row in draft.rows))


def _judged(db: Store, row: PastRow, seen: _Seen) -> PastRow:
    if row.state is RowState.REFUSED:
        return row
    row = _with_edition(db, _with_pupil(db, row))
    if row.opened_on is None:
        return row.refused(NO_DATES, Field.APPLICATION_DATE, Field.APPLICATION)
    if row.state is RowState.REFUSED:
        return row
    if _known_case(db, row):
        return replace(row, state=RowState.SAME)
    key = (row.pupil_id, row.ground, row.opened_on)
    if key in seen.cases:
        return row.refused(REPEATED.filled(row=str(seen.cases[key])), Field.IIN, Field.NAME)
    seen.cases[key] = row.number
    if row.case_number and store.where(db, Case, "number = ?", (row.case_number,)):
        row = row.refused(TAKEN_CASE.filled(number=row.case_number), Field.CASE_NUMBER)
    for council in Council:
        row = _with_meeting(db, row, council, seen)
    return _with_order(db, row, seen)


def _with_pupil(db: Store, row: PastRow) -> PastRow:
    pupil = pupil_store.by_iin(db, row.iin)
    if pupil is not None:
        if row.name and not _alike(row.name, pupil):
            row = row.warned(OTHER_NAME.filled(name=pupil.full_name), Field.NAME, Field.LAST)
        return replace(row, pupil_id=pupil.id)
    found = _by_name(db, row) if row.name and row.birth else []
    if len(found) != 1:
        return row.refused(SEVERAL if found else NOT_FOUND, Field.IIN, Field.NAME, Field.LAST)
    if row.iin:
        row = row.warned(BY_NAME, Field.IIN)
    return replace(row, pupil_id=found[0].id)


def _by_name(db: Store, row: PastRow) -> list[Pupil]:
    wanted = pupil_store.Filter(text=row.name, with_left=True)
    found = pupil_store.many(db, pupil_search.ids(db, wanted, limit=200))
    return [pupil for pupil in found if pupil.birth_date == row.birth and _alike(row.name, pupil)]


def _alike(name: str, pupil: Pupil) -> bool:
    """Surname and first name agree; a patronymic may be missing."""
    said, known = folded(name).split(), folded(pupil.full_name).split()
    return len(said) > 1 and said[:2] == known[:2] and set(said[2:]) <= set(known[2:]) | {""}


def _with_edition(db: Store, row: PastRow) -> PastRow:
    usable = {
        key: found
        for key, found in editions.known(db).items()
        if law.usable(found, editions.choice(db))
    }
    if not row.edition:
        return replace(row, edition=editions.default(db).key)
    said = set(folded(row.edition).split())
    numbers = {word for word in said if word.isdigit()}
    found = [
        key for key in usable if key == row.edition or numbers and numbers <= set(key.split("-"))
    ]
    if len(found) == 1:
        return replace(row, edition=found[0])
    known = NO_EDITION.filled(said=row.edition, known=", ".join(sorted(usable)))
    return row.refused(known, Field.EDITION)


def _known_case(db: Store, row: PastRow) -> bool:
    """Whether the case is here already: same pupil and ground, and its day or its order agrees."""
    order = row.documents.get("order", Document())
    for case in store.where(db, Case, "pupil_id = ?", (row.pupil_id,)):
        if case.ground is not row.ground:
            continue
        held = {
            (o.number.partition(" (")[0], o.date) for o in store.of_case(db, Order, case.id or 0)
        }
        if case.opened_on == row.opened_on or (order.number, order.day) in held:
            return True
    return False


def _with_meeting(db: Store, row: PastRow, council: Council, seen: _Seen) -> PastRow:
    minutes = row.documents.get(council.value)
    if minutes is None or minutes.day is None:
        return row
    year = school_year(minutes.day)
    columns = (Field(f"{council.value}_number"), Field(council.value))
    found = meetings.numbered(db, council, year, minutes.number)
    if found is not None and not found.from_paper:
        return row.refused(KEPT_HERE.filled(number=minutes.number), *columns)
    day = found.date if found else None
    day = seen.meetings.setdefault((council, year, minutes.number), day or minutes.day)
    if day != minutes.day:
        said = OTHER_MEETING.filled(number=minutes.number, date=f"{day:%d.%m.%Y}")
        return row.refused(said, *columns)
    return row


def _with_order(db: Store, row: PastRow, seen: _Seen) -> PastRow:
    """Where one order names several pupils, each further case takes its number with a mark."""
    order = row.documents.get("order")
    if order is None or order.day is None:
        return row
    columns = (Field.ORDER_NUMBER, Field.ORDER)
    number, year, nth = order.number, order.day.year, 1
    while (day := _order_day(db, seen, year, number)) is not None:
        if day != order.day:
            said = OTHER_ORDER.filled(number=order.number, date=f"{day:%d.%m.%Y}")
            return row.refused(said, *columns)
        nth += 1
        number = f"{order.number} ({nth})"
    if row.state is not RowState.REFUSED:
        seen.orders[year, number] = order.day
    if number == order.number:
        return row
    row = row.warned(SHARED_ORDER.filled(number=order.number, own=number), *columns)
    return replace(row, documents={**row.documents, "order": Document(number, order.day)})


def _order_day(db: Store, seen: _Seen, year: int, number: str) -> date | None:
    """The date of the order that has the number, in the store or in a row above."""
    if (year, number) in seen.orders:
        return seen.orders[year, number]
    found = order_rows.numbered(db, SERIES, year, number)
    return found.date if found else None
