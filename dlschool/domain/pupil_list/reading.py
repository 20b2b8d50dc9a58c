"""From the sheets of a file to the rows that name pupils."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dlschool.domain import iin as iins
from dlschool.domain.names import folded, parse_class
from dlschool.domain.pupil_list import cells
from dlschool.domain.pupil_list.draft import ListDraft, ListRow, Note, RowState
from dlschool.domain.pupil_list.fields import Field
from dlschool.domain.pupil_list.headings import (
    Chosen,
    ListColumn,
    Table,
    guessed_table,
    is_iin_like,
    table_at,
)
from dlschool.domain.pupil_list.row import read_row
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.tables import Row, Sheet

_TOTAL = re.compile(
    r"(?:барлығы|жиыны|итого|всего|жалпы саны|қорытынды|соның ішінде|оның ішінде|из них|в том числе)\b"
)
_SIGNER = re.compile(
    r"\b(?:директор(?:ы|дың|а|у)?|завуч|қолы)\b"
    r"|орынбасар|жетекші|руководит|орындаған|исполнит|подпись"
)
_NO_PUPIL = re.compile(rf"\b(?:сыныбы|сынып|класс|тізім\w*|список)\b|{_SIGNER.pattern}")
_CLASS = r"(\d{1,2}\s*[-–]?\s*[«\"“']?[^\W\d_]?[»\"”']?)"
_CLASS_IN_TITLE = re.compile(
    rf"(?<![\d\-–]){_CLASS}\s*[-–]?\s*(?:сынып|сыныбы|класс)"
    rf"|(?:сынып|сыныбы|класс)\s*[:–-]?\s*{_CLASS}(?!\w)",
    re.IGNORECASE,
)
_SEVERAL_CLASSES = re.compile(r"\d\s*[-–,]\s*\d{1,2}\s*[-–]?\s*(?:сынып|класс)", re.IGNORECASE)
_IDENTITY = (
    Field.FULL_NAME,
    Field.LAST,
    Field.FIRST,
    Field.MIDDLE,
    Field.IIN,
    Field.BIRTH_DATE,
)
_NAMES = _IDENTITY[:4]
_SHARED = frozenset({Field.CLASS, Field.GRADE, Field.LETTER, Field.LANGUAGE, Field.ADDRESS})
"""Fields whose cell may be merged over several pupils."""


STEP = 200
"""Rows between two words of the progress."""

Progress = Callable[[int, int], object]


def read_list(
    sheets: Sequence[Sheet], mapping: Chosen | None = None, progress: Progress | None = None
) -> ListDraft:
    """Every row that names a pupil, with what is wrong and what is doubtful in it.

    `mapping`: headings to names of fields ("" for none) where the user chose otherwise than the
    headings are recognised. `progress` hears how many rows are read; what it raises ends the
    reading. Refused: a sheet of pupils without headings.
    """
    of = sum(len(sheet.rows) for sheet in sheets)
    rows: list[ListRow] = []
    columns: dict[str, ListColumn] = {}
    skipped = 0
    table: Table | None = None
    for sheet in sheets:
        reading = _SheetReading(sheet, mapping, table)
        for row in reading.rows():
            if progress is not None and len(rows) % STEP == 0:
                progress(len(rows), of)
            rows.append(row)
        skipped += reading.skipped
        table = reading.table or table
        columns = {**reading.columns, **columns}
    if table is None:
        raise _without_headings(sheets[0].name)
    in_order = sorted(columns.values(), key=lambda column: column.index)
    return ListDraft(tuple(_repeats_refused(rows)), tuple(in_order), skipped)


def _without_headings(sheet: str) -> Refused:
    return Refused(
        N_(
            "No headings were found in the sheet {sheet}. A row above the pupils must name the "
            "columns: surname, first name, IIN, date of birth, class."
        ),
        sheet=sheet,
    )


@dataclass
class _SheetReading:
    """One sheet while it is read. `table` is the last one met; `before` that of the sheet before."""

    sheet: Sheet
    mapping: Chosen | None
    before: Table | None
    table: Table | None = None
    columns: dict[str, ListColumn] = field(default_factory=dict)
    skipped: int = 0

    def rows(self) -> Iterator[ListRow]:
        """The pupils' rows; all others are counted in `skipped`, headings not at all."""
        starts = {
            place: table
            for place in range(len(self.sheet.rows))
            if (table := table_at(self.sheet, place, self.mapping))
        }
        if not starts:
            self._enter(self._table_of_unknown_headings())
        class_above, place = _class_with_letter(self.sheet.name), 0
        while place < len(self.sheet.rows):
            if place in starts:
                self._enter(starts[place])
                place += starts[place].heading_rows
                continue
            row = self.sheet.rows[place]
            place += 1
            if self.table and _names_a_pupil(row, self.table):
                row = self._with_merged_cells(row)
                yield read_row(self.sheet.name, self.table, row, class_above)
            else:
                self.skipped += 1
                class_above = _class_in_title(row) or class_above

    def _enter(self, table: Table | None) -> None:
        self.table = table
        if table:
            self.columns = {**{c.heading: c for c in table.columns}, **self.columns}

    def _table_of_unknown_headings(self) -> Table | None:
        """For a sheet of pupils: that of the sheet before if it fits, else by the row above them."""
        found = next(
            (
                (row, index)
                for row in self.sheet.rows
                for index, cell in enumerate(row.cells)
                if is_iin_like(cell)
            ),
            None,
        )
        if found is None:
            return None
        iin = self.before.column(Field.IIN) if self.before else None
        if iin and iin.index == found[1]:
            return self.before
        table = guessed_table(self.sheet, self.mapping)
        if table is None:
            raise _without_headings(self.sheet.name)
        return table

    def _with_merged_cells(self, row: Row) -> Row:
        """With the value of a cell that is merged downwards in each of its rows."""
        cells_of_row = list(row.cells)
        shared = [c.index for c in self.table.columns if c.field in _SHARED] if self.table else []
        for first, left, last, right in self.sheet.merged if shared else ():
            if first < row.number <= last:
                for index in shared:
                    if left <= index <= right:
                        cells_of_row[index] = self.sheet.rows[first - 1].cells[left]
        return replace(row, cells=cells_of_row)


def _names_a_pupil(row: Row, table: Table) -> bool:
    """False for empty rows, titles, totals, numbering and signatures."""
    filled = [cell for cell in row.cells if cells.text(cell)]
    if not filled or _TOTAL.match(folded(cells.text(filled[0]))) or _is_numbering(row):
        return False
    if any(is_iin_like(cell) for cell in row.cells):
        return True
    if len(filled) == 1 and _class_with_letter(cells.text(filled[0])):
        return False
    if _SIGNER.search(folded(cells.text(filled[0]))) and not _has_a_number(row, table):
        return False
    told = {column.field for column in table.columns if cells.text(table.cell_at(row, column))}
    names = " ".join(cells.text(table.cell(row, name)) for name in _NAMES)
    is_title = _NO_PUPIL.search(folded(names)) or _TOTAL.match(folded(names))
    if is_title and not _has_a_number(row, table):
        return False
    return bool(told & set(_IDENTITY)) or len(told - {None}) > 1


def _has_a_number(row: Row, table: Table) -> bool:
    """Whether something like an IIN or a birth date stands in its column."""
    numbers = (cells.text(table.cell(row, f)) for f in (Field.IIN, Field.BIRTH_DATE))
    return any(re.search(r"\d\d", number) for number in numbers)


def _is_numbering(row: Row) -> bool:
    """«1 2 3 4 …» under the headings."""
    shown = [text for cell in row.cells if (text := cells.text(cell))]
    return len(shown) > 2 and shown == [str(n) for n in range(1, len(shown) + 1)]


def _class_with_letter(text: str) -> str:
    """The text if it is a class and nothing else, as sheets and lines between pupils name one."""
    found = parse_class(text)
    return text if found and found[1].isalpha() else ""


def _class_in_title(row: Row) -> str:
    """«7 «Ә»» of «7 «Ә» сынып оқушыларының тізімі»; "" where no one class is named."""
    filled = [cell for cell in row.cells if cell != ""]
    if len(filled) == 1 and _class_with_letter(cells.text(filled[0])):
        return cells.text(filled[0])
    shown = " ".join(cell for cell in row.cells if isinstance(cell, str))
    found = _CLASS_IN_TITLE.search(shown)
    return (found[1] or found[2]) if found and not _SEVERAL_CLASSES.search(shown) else ""


def _repeats_refused(rows: Sequence[ListRow]) -> Iterator[ListRow]:
    """Who stands in the list twice is refused the second time; refused rows do not count."""
    by_iin: dict[str, ListRow] = {}
    by_name: dict[object, ListRow] = {}
    for row in rows:
        if row.state is RowState.REFUSED:
            yield row
            continue
        name = folded(row.pupil.full_name), row.pupil.birth_date
        first = by_iin.get(row.pupil.iin)
        namesake = by_name.get(name)
        if first is None and namesake and not _both_right(row, namesake):
            first = namesake
        if first:
            yield row.refused(Note(_where(row, first), _repeat_told(row, first)))
            continue
        by_name.setdefault(name, row)
        if row.pupil.iin:
            by_iin[row.pupil.iin] = row
        yield row.warned(*_namesake_told(row, namesake))


def _both_right(row: ListRow, other: ListRow) -> bool:
    """Whether two right IINs tell the two apart."""
    return all(each.pupil.iin and not iins.check(each.pupil.iin) for each in (row, other))


def _where(row: ListRow, first: ListRow) -> str:
    same_iin = row.pupil.iin and row.pupil.iin == first.pupil.iin
    names = (Field.FULL_NAME, Field.LAST)
    return row.heading(Field.IIN, *names) if same_iin else row.heading(*names)


def _repeat_told(row: ListRow, first: ListRow) -> Text:
    place = row.place_of(first)
    return Text(
        f"Бұл білім алушы тізімде бұрын кездескен: {place.kk}.",
        f"Этот обучающийся в списке уже есть: {place.ru}.",
    )


def _namesake_told(row: ListRow, namesake: ListRow | None) -> tuple[Note, ...]:
    if namesake is None:
        return ()
    place = row.place_of(namesake)
    told = Text(
        f"Аты-жөні мен туған күні бірдей, ЖСН басқа: {place.kk}.",
        f"Те же имя и дата рождения, но другой ИИН: {place.ru}.",
    )
    return (Note(row.heading(Field.IIN), told),)
