"""Pupils for the national database (ҰБДҚ/НОБД): a sheet of what changed since the last registered one.

No interface of the database is public, so the school types the changes in itself. What changed is read
from the journal: a registered sheet remembers how far it told. Blocked pupils are left out and told in
the first sheet after the blocking is lifted.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dlschool.domain.access import CLOSED, Right
from dlschool.domain.case import GROUND_NAMES, ORDER_NAMES, Ground, OrderKind
from dlschool.domain.field_names import FIELD_NAMES
from dlschool.domain.names import class_name, sort_key
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import protected_files, viewings
from dlschool.services.access import need
from dlschool.services.journal_values import in_words
from dlschool.services.protected_files import Protection
from dlschool.store import blocking, changes
from dlschool.store import reports as store
from dlschool.store.connection import Row, Store
from dlschool.store.reports import Registered
from dlschool.tables.book import BookCell, BookSheet, book_bytes

__all__ = [
    "EVERYBODY",
    "HEADS",
    "Line",
    "Registered",
    "WHAT_NAMES",
    "changed",
    "export",
    "registered",
]

What = Literal["new", "left", "back", "changed", "distance"]

TITLE = Text("ҰБДҚ-ға енгізілетін өзгерістер", "Изменения для внесения в НОБД")
SINCE = Text("{date} күні тіркелген тізімнен кейін", "После списка, зарегистрированного {date}")
FROM_START = Text("Бұрын тіркелген тізім жоқ: барлығы", "Зарегистрированных списков не было: все")
WHAT_NAMES: dict[str, Text] = {
    "new": Text("жаңа", "новый"),
    "left": Text("кетті", "выбыл(а)"),
    "back": Text("қайта келді", "вернулся(ась)"),
    "changed": Text("өзгерді", "изменено"),
    "distance": Text("оқыту нысаны", "форма обучения"),
}
HEADS = (
    Text("№", "№"),
    Text("ЖСН", "ИИН"),
    Text("Білім алушы", "Обучающийся"),
    Text("Туған күні", "Дата рождения"),
    Text("Сыныбы", "Класс"),
    Text("Не болды", "Что произошло"),
    Text("Өріс", "Поле"),
    Text("Бұрын", "Было"),
    Text("Енді", "Стало"),
)
WIDTHS = (6, 15, 38, 13, 9, 16, 30, 36, 36)
FIELDS = (
    "last", "first", "middle", "iin", "birth_date", "sex", "grade", "letter", "language", "address",
    "special_needs", "home_teaching",
)  # fmt: skip
"""Fields of a card that the database asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change. `before` and `after` in words; of a new or gone pupil there is no field."""

    pupil_id: int
    iin: str
    name: str
    born: str
    class_name: str
    what: What
    field: Text | None = None
    before: Text | None = None
    after: Text | None = None

    def json(self) -> dict[str, object]:
        texts = {"field": self.field, "before": self.before, "after": self.after}
        return {
            "pupil": self.pupil_id,
            "iin": self.iin,
            "name": self.name,
            "born": self.born,
            "class": self.class_name,
            "what": self.what,
            **{key: text.json() if text else None for key, text in texts.items()},
        }


def registered(db: Store) -> list[Registered]:
    """Sheets that were registered, the newest first. Refused: the role."""
    need(db, Right.PERSONAL)
    return store.registered(db)


EVERYBODY = 0
"""In place of a sheet: from the beginning."""


def _after(db: Store, sheet: int | None) -> Registered | None:
    """The sheet that the next one begins after; None: from the beginning. Refused: there is none."""
    known = store.registered(db)
    if sheet is None:
        return next(iter(known), None)
    found = next((each for each in known if each.id == sheet), None)
    if found is None and sheet != EVERYBODY:
        raise Refused(N_("There is no registered sheet {id}."), id=sheet)
    return found


def changed(db: Store, after: int | None = None) -> list[Line]:
    """What the database is to be told, by pupil: after the newest registered sheet, or after an
    earlier one (its id; `EVERYBODY`), so that a lost sheet can be made again.

    Refused: the role may not, there is no such sheet.
    """
    need(db, Right.EXPORT)
    need(db, Right.PERSONAL)
    known = _after(db, after)
    since = known.upto if known else 0
    held = known.held if known else {}
    then = store.rows_at(db, "pupils", since)
    for pupil_id, change in held.items():
        earlier = store.rows_at(db, "pupils", change)
        then |= {pupil_id: earlier[pupil_id]} if pupil_id in earlier else {}
    now = store.pupils(db)
    closed = blocking.blocked(db)
    found = [
        line
        for pupil_id, before in then.items()
        if pupil_id in now and pupil_id not in closed
        for line in _lines(db, before, now[pupil_id])
    ]
    orders = store.orders_since(db, since, held)
    found += [
        _ordered(now[row["pupil_id"]], row)
        for row in orders
        if row["pupil_id"] in now and row["pupil_id"] not in closed
    ]
    order = list(WHAT_NAMES)
    return sorted(found, key=lambda of: (sort_key(of.name), of.pupil_id, order.index(of.what)))


def _lines(db: Store, before: Row | None, now: Row) -> Iterator[Line]:
    """Of one pupil whose card changed; a card as it was before says nothing."""
    if before is None:
        if now["left_on"] is None:
            yield _line(now, "new")
        return
    if before["left_on"] != now["left_on"]:
        words = FIELD_NAMES["pupils"]["left_on"]
        what: What = "left" if now["left_on"] else "back"
        yield _line(now, what, words, *_both(db, "left_on", before, now))
    for field in FIELDS:
        if before[field] != now[field]:
            was, is_now = _both(db, field, before, now)
            if was != is_now or CLOSED in was.kk:
                yield _line(now, "changed", FIELD_NAMES["pupils"][field], was, is_now)


def _both(db: Store, field: str, before: Row, now: Row) -> tuple[Text, Text]:
    return in_words(db, "pupils", field, before), in_words(db, "pupils", field, now)


def _line(
    row: Row,
    what: What,
    field: Text | None = None,
    before: Text | None = None,
    after: Text | None = None,
) -> Line:
    born = row["birth_date"]
    return Line(
        pupil_id=row["id"],
        iin=row["iin"],
        name=" ".join(part for part in (row["last"], row["first"], row["middle"]) if part),
        born=f"{born[8:]}.{born[5:7]}.{born[:4]}" if born else "",
        class_name=class_name(row["grade"], row["letter"]),
        what=what,
        field=field,
        before=before,
        after=after,
    )


def _ordered(pupil: Row, order: Row) -> Line:
    """The order that changed the form of education, with its number, date and period."""
    kind, ground = ORDER_NAMES[OrderKind(order["kind"])], GROUND_NAMES[Ground(order["ground"])]
    said = f"№ {order['number']}, {_day(order['date'])}"
    dates = [_day(order[key]) for key in ("start", "until") if order[key]]
    period = f" ({'–'.join(dates)})" if dates else ""
    after = Text(f"{kind.kk}: {said}{period}", f"{kind.ru}: {said}{period}")
    return _line(pupil, "distance", ground, None, after)


def _day(text: str) -> str:
    return f"{text[8:]}.{text[5:7]}.{text[:4]}"


def export(
    db: Store,
    path: Path,
    language: str,
    protection: Protection,
    *,
    register: bool = True,
    after: int | None = None,
) -> int:
    """Writes the sheet (.xlsx); returns how many lines. With `register` the next one begins after it.

    Refused: as `changed`; the place cannot be written. Nothing is registered then.
    """
    lines = changed(db, after)
    content = protected_files.xlsx(_book(lines, language, _after(db, after)), protection)
    ids = sorted({line.pupil_id for line in lines})
    with ExitStack() as stack:
        if register:
            stack.enter_context(
                changes.action(
                    db,
                    N_("Sheet for the national database registered: {count}"),
                    kind="record",
                    count=len(lines),
                )
            )
            store.save_registered(db, _registered(db, len(lines)))
        stack.enter_context(viewings.exporting(db, ids, TITLE, path.name, plain=protection.plain))
        protected_files.write(path, content)
    return len(lines)


def _registered(db: Store, lines: int) -> Registered:
    """Blocked pupils wait with the change that they were last told up to."""
    known = next(iter(store.registered(db)), None)
    since, held = (known.upto, known.held) if known else (0, {})
    return Registered(
        date=db.today(),
        by=db.who,
        upto=store.newest_change(db),
        held={pupil_id: held.get(pupil_id, since) for pupil_id in sorted(blocking.blocked(db))},
        lines=lines,
    )


def _book(lines: Sequence[Line], language: str, known: Registered | None) -> bytes:
    def said(text: Text | None) -> str:
        if text is None:
            return ""
        if language != "both" or text.kk == text.ru:
            return text["kk" if language == "both" else language]
        return f"{text.kk}\n{text.ru}"

    since = SINCE.filled(date=f"{known.date:%d.%m.%Y}") if known else FROM_START
    rows = [
        [BookCell(value=said(TITLE), look="title")],
        [BookCell(value=said(since), look="soft")],
        [BookCell(value=said(head), look="head") for head in HEADS],
    ]
    for number, of in enumerate(lines, 1):
        told = (of.iin, of.name, of.born, of.class_name, said(WHAT_NAMES[of.what]))
        rest = (said(of.field), said(of.before), said(of.after))
        cells = [BookCell(value=number, look="number")]
        rows.append(cells + [BookCell(value=cell) for cell in (*told, *rest)])
    sheet = BookSheet(name=TITLE["kk" if language == "both" else language], rows=rows,
                      widths=WIDTHS, heads=3)  # fmt: skip
    return book_bytes([sheet], {"title": said(TITLE).replace("\n", " / ")})
