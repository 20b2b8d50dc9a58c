"""What pupils have: of one pupil, of a class, what is still out at the end of the year."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dlschool.domain.learning import CatalogueItem, Loan, MaterialKind
from dlschool.domain.names import sort_key
from dlschool.domain.pupil import Pupil
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import calendar, materials, pupils
from dlschool.store import learning as rows
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class LoanLine:
    """A loan with what was given and to whom."""

    loan: Loan
    item: CatalogueItem
    pupil: Pupil

    @property
    def is_out(self) -> bool:
        """A textbook that is not back."""
        return self.item.kind is MaterialKind.TEXTBOOK and self.loan.returned_on is None


def line_of(db: Store, loan: Loan) -> LoanLine:
    return LoanLine(
        loan, materials.item(db, loan.material_id), pupils.card(db, loan.pupil_id).pupil
    )


def of_pupil(db: Store, pupil_id: int) -> list[LoanLine]:
    """All that the pupil was ever given, newest first."""
    found = rows.where(db, Loan, "pupil_id = ?", (pupil_id,), order="date desc, id desc")
    return _lines(db, found)


def held(db: Store, pupil_id: int) -> frozenset[int]:
    """Ids of the things that the pupil has now."""
    found = of_pupil(db, pupil_id)
    return frozenset(line.item.id or 0 for line in found if line.loan.returned_on is None)


def lacking(db: Store, pupil_id: int) -> list[int]:
    """Ids of the things of the catalogue that are for the pupil's grade and language of teaching and
    that the pupil does not have; textbooks only while a copy is at school.
    """
    pupil = pupils.card(db, pupil_id).pupil
    year = calendar.year_of(db.today())
    had = held(db, pupil_id)
    return [
        shelf.item.id or 0
        for shelf in materials.catalogue(db)
        if shelf.item.grade == pupil.grade
        and shelf.item.language in ("", pupil.language)
        and shelf.item.year in ("", year)
        and shelf.item.id not in had
        and (shelf.item.kind is not MaterialKind.TEXTBOOK or shelf.left > 0)
    ]


def of_class(db: Store, class_name: str) -> list[LoanLine]:
    """What the pupils of a class have now, by name and title."""
    found = _lines(db, rows.where(db, Loan, "returned_on is null"))
    return sorted((line for line in found if plain_class(line.pupil) == class_name), key=_place)


def still_out(db: Store, *, class_name: str = "", material_id: int | None = None) -> list[LoanLine]:
    """Textbooks that are not back, of pupils who left too; by class, name, title."""
    found = _lines(db, rows.where(db, Loan, "returned_on is null"))
    return sorted(
        (
            line
            for line in found
            if line.is_out
            and class_name in ("", plain_class(line.pupil))
            and material_id in (None, line.item.id)
        ),
        key=_place,
    )


def overdue(db: Store, case_ids: Collection[int]) -> list[LoanLine]:
    """Textbooks that are not back: of pupils who left, and those given in these cases; as `still_out`."""
    condition = """returned_on is null and (case_id in (select value from json_each(?))
        or pupil_id in (select id from pupils where left_on is not null))"""
    found = _lines(db, rows.where(db, Loan, condition, (json.dumps(sorted(case_ids)),)))
    return sorted((line for line in found if line.is_out), key=_place)


def issued_between(db: Store, start: date, until: date) -> list[LoanLine]:
    """What was given on these days, by class, name, title."""
    values = (start.isoformat(), until.isoformat())
    return sorted(_lines(db, rows.where(db, Loan, "date between ? and ?", values)), key=_place)


def plain_class(pupil: Pupil) -> str:
    """«8Ә», as `curriculum.classes` names classes."""
    return "" if pupil.grade is None else f"{pupil.grade}{pupil.letter}"


def pupils_of_class(db: Store, class_name: str) -> list[int]:
    """Ids of the class's pupils, by name. Refused: there is no such class."""
    for grade, letter, _count in pupils.classes(db):
        if f"{grade}{letter}" == class_name:
            return pupils.ids(db, pupils.Filter(grade=grade, letter=letter))
    raise Refused(N_("There is no class {class_name}."), class_name=class_name)


def _lines(db: Store, found: Sequence[Loan]) -> list[LoanLine]:
    things = {thing.id: thing for thing in rows.where(db, CatalogueItem)}
    wanted = list(dict.fromkeys(loan.pupil_id for loan in found))
    people = {pupil.id: pupil for pupil in pupils.lines(db, wanted)}
    return [
        LoanLine(loan, things[loan.material_id], people[loan.pupil_id])
        for loan in found
        if loan.pupil_id in people
    ]


def _place(line: LoanLine) -> tuple[int, str, str, str]:
    pupil = line.pupil
    grade = -1 if pupil.grade is None else pupil.grade
    return grade, sort_key(pupil.letter), sort_key(pupil.full_name), sort_key(line.item.title)
