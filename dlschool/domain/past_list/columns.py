"""What a column of such a register holds, and by which words of its heading it is recognised."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dlschool.domain.names import clean, folded
from dlschool.domain.text import Text
from dlschool.tables import Cell, Row, Sheet

ENOUGH = 3
"""Fields by which a row is known for headings."""


class Field(StrEnum):
    """`X`, `X_number`, `X_date`: a document in one column or in two; `period` likewise."""

    IIN = "iin"
    NAME = "name"
    LAST = "last"
    FIRST = "first"
    MIDDLE = "middle"
    BIRTH = "birth"
    GROUND = "ground"
    EDITION = "edition"
    CASE_NUMBER = "case_number"
    APPLICATION = "application"
    APPLICATION_NUMBER = "application_number"
    APPLICATION_DATE = "application_date"
    BASIS = "basis"
    BASIS_NUMBER = "basis_number"
    BASIS_DATE = "basis_date"
    PEDAGOGICAL = "pedagogical"
    PEDAGOGICAL_NUMBER = "pedagogical_number"
    PEDAGOGICAL_DATE = "pedagogical_date"
    TRUSTEE = "trustee"
    TRUSTEE_NUMBER = "trustee_number"
    TRUSTEE_DATE = "trustee_date"
    PERIOD = "period"
    START = "start"
    UNTIL = "until"
    ORDER = "order"
    ORDER_NUMBER = "order_number"
    ORDER_DATE = "order_date"


_DOCUMENTS = ("order", "pedagogical", "trustee", "application", "basis")

FIELD_NAMES = {
    Field.IIN: Text("ЖСН", "ИИН"),
    Field.NAME: Text("Аты-жөні", "ФИО"),
    Field.LAST: Text("Тегі", "Фамилия"),
    Field.FIRST: Text("Аты", "Имя"),
    Field.MIDDLE: Text("Әкесінің аты", "Отчество"),
    Field.BIRTH: Text("Туған күні", "Дата рождения"),
    Field.GROUND: Text("Негізі", "Основание"),
    Field.EDITION: Text("Редакция", "Редакция"),
    Field.CASE_NUMBER: Text("Істің нөмірі", "Номер дела"),
    Field.APPLICATION: Text("Өтініш (№, күні)", "Заявление (№, дата)"),
    Field.APPLICATION_NUMBER: Text("Өтініш №", "Заявление №"),
    Field.APPLICATION_DATE: Text("Өтініш күні", "Дата заявления"),
    Field.BASIS: Text("Негіз болған құжат (№, күні)", "Документ-основание (№, дата)"),
    Field.BASIS_NUMBER: Text("Негіз болған құжат №", "Документ-основание №"),
    Field.BASIS_DATE: Text("Негіз болған құжаттың күні", "Дата документа-основания"),
    Field.PEDAGOGICAL: Text("Педагогикалық кеңес (№, күні)", "Педсовет (№, дата)"),
    Field.PEDAGOGICAL_NUMBER: Text("Педагогикалық кеңес №", "Педсовет №"),
    Field.PEDAGOGICAL_DATE: Text("Педагогикалық кеңес күні", "Дата педсовета"),
    Field.TRUSTEE: Text("Қамқоршылық кеңес (№, күні)", "Попечительский совет (№, дата)"),
    Field.TRUSTEE_NUMBER: Text("Қамқоршылық кеңес №", "Попечительский совет №"),
    Field.TRUSTEE_DATE: Text("Қамқоршылық кеңес күні", "Дата попечительского совета"),
    Field.PERIOD: Text("Кезеңі (бастап – дейін)", "Период (с – по)"),
    Field.START: Text("Кезеңнің басы", "Период с"),
    Field.UNTIL: Text("Кезеңнің соңы", "Период по"),
    Field.ORDER: Text("Бұйрық (№, күні)", "Приказ (№, дата)"),
    Field.ORDER_NUMBER: Text("Бұйрық №", "Приказ №"),
    Field.ORDER_DATE: Text("Бұйрық күні", "Дата приказа"),
}

TEMPLATE = (
    Field.IIN,
    Field.NAME,
    Field.BIRTH,
    Field.GROUND,
    Field.EDITION,
    Field.APPLICATION_NUMBER,
    Field.APPLICATION_DATE,
    Field.BASIS_NUMBER,
    Field.BASIS_DATE,
    Field.PEDAGOGICAL_NUMBER,
    Field.PEDAGOGICAL_DATE,
    Field.TRUSTEE_NUMBER,
    Field.TRUSTEE_DATE,
    Field.START,
    Field.UNTIL,
    Field.ORDER_NUMBER,
    Field.ORDER_DATE,
)
"""The columns of an empty register to fill in."""

_OTHERS = re.compile(r"\bата ?ана|родител|өкіл|представит|заявител|өтініш беруші|телефон")
_PSYCHOLOGIST = re.compile(r"психолог")
_TOPICS = (
    (re.compile(r"\bжсн\b|\bиин\b|\biin\b"), "iin"),
    (re.compile(r"\bтуған|рожд|\bд р\b"), "birth"),
    (re.compile(r"кезең|период|мерзім|\bсрок"), "period"),
    (re.compile(r"педагогикалық|пед ?кеңес|педсов|пед\w* сов"), "pedagogical"),
    (re.compile(r"қамқоршылық|попечит|попсов|поп совет"), "trustee"),
    (re.compile(r"қорытынды|заключени|\bвкк\b|\bдкк\b|негіз болған|документ\w* основани"), "basis"),
    (re.compile(r"бұйры|приказ"), "order"),
    (re.compile(r"өтініш|заявлен"), "application"),
    (re.compile(r"редакци|\bнпа\b|\bнқа\b"), "edition"),
    (re.compile(r"\bістің?\b|\bдел[оа]\b"), "case_number"),
    (re.compile(r"негіз|основани"), "ground"),
    (re.compile(r"аты жөні|\bфио\b|\bф и о\b"), "name"),
    (re.compile(r"әкесінің аты|отчество"), "middle"),
    (re.compile(r"\bтегі|фамили"), "last"),
    (re.compile(r"\bаты\b|\bимя\b"), "first"),
    (re.compile(r"білім алушы|обучающ|ученик|\bоқушы"), "name"),
)
_NUMBER = re.compile(r"№|\bнөмір|\bномер|\bn\b", re.IGNORECASE)
_DATE = re.compile(r"\bкүні|\bдата|\bкүн\b")
_START = re.compile(r"\bс\b|\bот\b|бастап|\bбасы|басталу|начал")
_UNTIL = re.compile(r"\bпо\b|\bдо\b|дейін|\bсоңы|аяқ|оконч|\bконец")


def recognised(heading: str) -> Field | None:
    """The field of a heading; None for a column that is not read."""
    words = folded(heading)
    topic = next((topic for pattern, topic in _TOPICS if pattern.search(words)), None)
    if topic is None or _PSYCHOLOGIST.search(words):
        return None
    if topic in ("name", "last", "first", "middle", "iin", "birth") and _OTHERS.search(words):
        return None
    if topic == "period":
        return _one_of(_START.search(words), _UNTIL.search(words), Field.PERIOD)
    if topic in _DOCUMENTS:
        number, day = bool(_NUMBER.search(heading)), bool(_DATE.search(words))
        return Field(topic if number is day else f"{topic}_{'number' if number else 'date'}")
    return Field(topic)


def _one_of(start: object, until: object, both: Field) -> Field:
    if bool(start) is bool(until):
        return both
    return Field.START if start else Field.UNTIL


@dataclass(frozen=True, slots=True)
class Column:
    """`heading` as in the file; two rows of headings give «Педкеңес №»."""

    index: int
    heading: str
    field: Field | None


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    heading_rows: int = 1

    def heading(self, *fields: Field) -> str:
        """The heading of the first of the fields that the table has; "" if it has none."""
        found = (
            column.heading for field in fields for column in self.columns if column.field is field
        )
        return next(found, "")

    def cell(self, row: Row, field: Field) -> Cell:
        at = next((column.index for column in self.columns if column.field is field), None)
        return "" if at is None or at >= len(row.cells) else row.cells[at]

    @property
    def fields(self) -> frozenset[Field]:
        return frozenset(column.field for column in self.columns if column.field)


def table_at(sheet: Sheet, place: int) -> Table | None:
    """The table whose headings stand in `sheet.rows[place]` (and the next row), if they do."""
    top = _headings(sheet.rows[place])
    if top is None or sum(map(bool, top)) < 2:
        return None
    tables = [Table(_columns(top))]
    low = _headings(sheet.rows[place + 1]) if place + 1 < len(sheet.rows) else None
    if low is not None and not any(re.search(r"\d", word) for word in low):
        tables.append(Table(_columns(_joined(_spread(sheet, place, top, low), low)), 2))
    best = max(tables, key=lambda table: len(table.fields))
    names_pupils = best.fields & {Field.IIN, Field.NAME, Field.LAST}
    return best if names_pupils and len(best.fields) >= ENOUGH else None


def _headings(row: Row) -> list[str] | None:
    """The row's cells as words; None if a number or a date is among them."""
    if not all(isinstance(cell, str) for cell in row.cells):
        return None
    words = [clean(str(cell)) for cell in row.cells]
    return words if any(words) else None


def _spread(sheet: Sheet, place: int, top: list[str], low: list[str]) -> list[str]:
    """Each upper heading over the columns that it is merged over; where the file tells no merging,
    over the empty cells to its right that have a lower heading."""
    number = sheet.rows[place].number
    over = {
        column: left
        for first, left, last, right in sheet.merged
        if first <= number <= last
        for column in range(left, right + 1)
    }
    spread: list[str] = []
    for column in range(max(len(top), len(low))):
        word = top[column] if column < len(top) else ""
        below = low[column] if column < len(low) else ""
        if not word and below:
            above = top[over[column]] if column in over and over[column] < len(top) else ""
            word = above or (spread[-1] if spread and not sheet.merged else "")
        spread.append(word)
    return spread


def _joined(top: list[str], low: list[str]) -> list[str]:
    low = low + [""] * (len(top) - len(low))
    return [" ".join(filter(None, pair)) for pair in zip(top, low, strict=True)]


def _columns(words: Sequence[str]) -> tuple[Column, ...]:
    """The filled headings with their fields; of two columns for one field the first has it."""
    taken: set[Field] = set()
    found = []
    for index, heading in enumerate(words):
        field = recognised(heading) if heading else None
        if field is not None and field in taken:
            field = None
        if field is not None:
            taken.add(field)
        if heading:
            found.append(Column(index, heading, field))
    return tuple(found)
