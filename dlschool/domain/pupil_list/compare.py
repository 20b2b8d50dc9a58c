"""A list against the pupils whom the school knows: who is new, the same, changed, refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from dlschool.domain import iin as iins
from dlschool.domain.names import class_name, clean, folded
from dlschool.domain.pupil import Guardian, Pupil
from dlschool.domain.pupil_list.draft import Change, ListDraft, ListRow, Note, RowState
from dlschool.domain.pupil_list.fields import Field
from dlschool.domain.pupil_list.guardian_match import guardian_merged
from dlschool.domain.text import Text

Known = Sequence[tuple[Pupil, Sequence[Guardian]]]
"""All pupils of the school, each with guardians, the main one first."""

NO_IIN = "тізімде көрсетілмеген / не указан в списке"
"""The reason with which a new pupil is kept without an IIN."""

_NAMES = (Field.FULL_NAME, Field.LAST)
_CLASS = (Field.CLASS, Field.GRADE, Field.LETTER)


@dataclass
class _Book:
    """The known pupils by IIN and by name with birth date; `met`: by id, the row that was theirs."""

    by_iin: dict[str, int] = field(default_factory=dict)
    by_name: dict[tuple[str, date | None], list[int]] = field(default_factory=dict)
    pupils: dict[int, Pupil] = field(default_factory=dict)
    guardians: dict[int, Sequence[Guardian]] = field(default_factory=dict)
    met: dict[int, ListRow] = field(default_factory=dict)


def classify(draft: ListDraft, known: Known) -> ListDraft:
    """The draft with each row's state, what changes in whom, and doubts that only now are seen.

    A pupil is found by IIN, else by full name and birth date. An empty cell wipes nothing.
    """
    book = _book(known)
    return replace(draft, rows=tuple(_classified(row, book) for row in draft.rows))


def _book(known: Known) -> _Book:
    book = _Book()
    for pupil, guardians in known:
        if pupil.id is None:
            raise ValueError("a known pupil has an id")
        book.pupils[pupil.id] = pupil
        book.guardians[pupil.id] = guardians
        book.by_name.setdefault((folded(pupil.full_name), pupil.birth_date), []).append(pupil.id)
        if pupil.iin:
            book.by_iin[pupil.iin] = pupil.id
    return book


def _classified(row: ListRow, book: _Book) -> ListRow:
    if row.state is RowState.REFUSED:
        return row
    found, doubt = _found(row, book)
    row = row.warned(*doubt)
    if found is None:
        return _as_new(row)
    first = book.met.setdefault(found.id or 0, row)
    if first is not row:
        return row.refused(Note(row.heading(*_NAMES), _met_twice(found, row, first)))
    if _is_somebody_else(row, found):
        return row.refused(Note(row.heading(Field.IIN), _iin_of_another(found)))
    return _as_known(row, found, book.guardians[found.id or 0])
