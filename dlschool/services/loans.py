"""Materials given to pupils and textbooks taken back. One action gives all to all; cases are told too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dlschool.domain.case import Material
from dlschool.domain.learning import CatalogueItem, Loan, MaterialKind
from dlschool.domain.pupil import Pupil
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import cases, materials, possible_days, pupils, unknown
from dlschool.services.lent import LoanLine
from dlschool.services.standing import Standing, every_standing
from dlschool.store import blocking, changes
from dlschool.store import learning as rows
from dlschool.store import loans as store
from dlschool.store.connection import Store

MATERIAL_OF = {
    MaterialKind.PROGRAMME: Material.PROGRAMMES,
    MaterialKind.PLAN: Material.THEMATIC_PLANS,
    MaterialKind.TEXTBOOK: Material.TEXTBOOKS,
    MaterialKind.SCHEDULE: Material.ASSESSMENT_SCHEDULE,
}
"""What the order calls each kind (annex 2, point 13.1)."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one issue wrote."""

    loans: tuple[int, ...]
    already: int
    """Materials that their pupils had before and that were not given again."""
    cases: tuple[int, ...]
    """Cases in which the issue is marked."""


def issue(
    db: Store, pupil_ids: Sequence[int], material_ids: Sequence[int], on: date, note: str = ""
) -> Given:
    """Gives every one of these materials to every one of these pupils, as one action.

    What a pupil has already is not given again; a case with an order that asks for such a material
    is marked in both instances. Refused: nobody or nothing chosen, an impossible day, one before the
    school year of the thing, the pupil left, the thing is off the catalogue, fewer copies than pupils.
    """
    if not pupil_ids or not material_ids:
        raise Refused(N_("Choose pupils and materials."))
    people = [_reader(db, pupil_id, on) for pupil_id in dict.fromkeys(pupil_ids)]
    things = [_on_shelf(db, material_id) for material_id in dict.fromkeys(material_ids)]
    by_pupil = _ordered(db)
    for pupil in people:
        _refuse_too_early(db, on, things, by_pupil.get(pupil.id))
    with changes.action(
        db,
        N_("Materials issued: {who}, {what}"),
        who=_some([pupil.short_name for pupil in people]),
        what=_some([thing.title for thing in things]),
    ):
        wanted = _wanted(db, people, things)
        _refuse_short(db, wanted, things)
        made = tuple(
            rows.save(
                db,
                Loan(
                    material_id=thing.id or 0,
                    pupil_id=pupil.id or 0,
                    case_id=by_pupil[pupil.id].case_id if pupil.id in by_pupil else None,
                    date=on,
                    note=note.strip(),
                ),
            )
            for pupil, thing in wanted
        )
        told = _tell_cases(db, [by_pupil[p.id] for p in people if p.id in by_pupil], things, on)
    return Given(made, len(people) * len(things) - len(wanted), told)


def _reader(db: Store, pupil_id: int, on: date) -> Pupil:
    pupil = pupils.card(db, pupil_id).pupil
    blocking.refuse_blocked(db, pupil_id)
    possible_days.of_pupil(db, on, pupil)
    if pupil.left_on is not None and pupil.left_on <= on:
        raise Refused(
            N_("{name} left the school on {day}."), name=pupil.full_name, day=pupil.left_on
        )
    return pupil


def _on_shelf(db: Store, material_id: int) -> CatalogueItem:
    found = materials.item(db, material_id)
    if found.gone:
        raise Refused(N_("“{title}” was taken off the catalogue."), title=found.title)
    return found


def _refuse_too_early(
    db: Store, on: date, things: Sequence[CatalogueItem], learns_by: Standing | None
) -> None:
    begun = learns_by.order if learns_by else None
    for thing in things:
        since = (begun.start or begun.date) if begun else None
        possible_days.of_loan(db, on, thing.title, thing.year, since)


def _some(names: Sequence[str]) -> str:
    """«Абаев Н., Әбенов Ә. …» short enough for a line of the history."""
    shown = ", ".join(names[:3])
    return f"{shown} … ({len(names)})" if len(names) > 3 else shown


def _wanted(
    db: Store, people: Sequence[Pupil], things: Sequence[CatalogueItem]
) -> list[tuple[Pupil, CatalogueItem]]:
    """Who lacks what."""
    held = {
        (loan.pupil_id, loan.material_id)
        for thing in things
        for loan in rows.where(db, Loan, "material_id = ? and returned_on is null", (thing.id,))
    }
    return [(p, thing) for p in people for thing in things if (p.id, thing.id) not in held]


def _refuse_short(
    db: Store, wanted: Sequence[tuple[Pupil, CatalogueItem]], things: Sequence[CatalogueItem]
) -> None:
    out = store.out(db)
    short = []
    for thing in things:
        need = sum(given.id == thing.id for _, given in wanted)
        left = thing.copies - out.get(thing.id or 0, 0)
        if thing.kind is MaterialKind.TEXTBOOK and need > left:
            short.append(
                Refused(
                    N_("“{title}”: {need} are needed, {left} are at school"),
                    title=thing.title,
                    need=need,
                    left=left,
                )
            )
    if short:
        raise Refused(
            N_("Not enough copies: {short}. Enter the copies that arrived, or take some back."),
            short=short,
        )


def _ordered(db: Store) -> dict[int | None, Standing]:
    """By pupil: the case that the pupil learns by; of several the latest."""
    return {
        standing.records.case.pupil_id: standing
        for standing in every_standing(db)
        if standing.running and standing.ordered and standing.records.case.pupil_id is not None
    }


def _tell_cases(
    db: Store, found: Iterable[Standing], things: Sequence[CatalogueItem], on: date
) -> tuple[int, ...]:
    """Marks in each case what its ground asks to give; returns the cases that asked for any of it."""
    kinds = list(dict.fromkeys(MATERIAL_OF[thing.kind] for thing in things))
    told = []
    for standing in found:
        asked = [kind for kind in kinds if standing.assessment.step(f"issue:{kind}") is not None]
        if asked:
            cases.issue_material(db, standing.case_id, asked, on)
            told.append(standing.case_id)
    return tuple(told)


def give_back(db: Store, loan_ids: Sequence[int], on: date, note: str = "") -> int:
    """Takes textbooks back, as one action; returns how many.

    Refused: no textbook, back already, before it was given, a day to come.
    """
    found = [_back(db, loan_id, on) for loan_id in dict.fromkeys(loan_ids)]
    if not found:
        raise Refused(N_("Choose the textbooks that were brought back."))
    with changes.action(
        db,
        N_("Textbooks returned: {who}, {what}"),
        who=_some(list(dict.fromkeys(line.pupil.short_name for line in found))),
        what=_some([line.item.title for line in found]),
    ):
        for line in found:
            said = "; ".join(filter(None, (line.loan.note, note.strip())))
            rows.save(db, replace(line.loan, returned_on=on, note=said))
    return len(found)


def write_off(db: Store, loan_id: int, on: date, why: str) -> None:
    """The copy will not come back (lost, spoilt): the pupil owes none, the school has one less."""
    line = _back(db, loan_id, on)
    if not why.strip():
        raise Refused(N_("Write what happened to the copy."))
    with changes.action(
        db,
        N_("Copy written off: {title}, {name}"),
        title=line.item.title,
        name=line.pupil.short_name,
    ):
        said = "; ".join(filter(None, (line.loan.note, why.strip())))
        rows.save(db, replace(line.loan, returned_on=on, note=said))
        rows.save(db, replace(line.item, copies=line.item.copies - 1))


def _back(db: Store, loan_id: int, on: date) -> LoanLine:
    loan = rows.get(db, Loan, loan_id)
    if loan is None:
        raise unknown.record(db, Loan, loan_id)
    blocking.refuse_blocked(db, loan.pupil_id)
    line = LoanLine(
        loan, materials.item(db, loan.material_id), pupils.card(db, loan.pupil_id).pupil
    )
    if line.item.kind is not MaterialKind.TEXTBOOK:
        raise Refused(N_("“{title}” is not to be returned."), title=line.item.title)
    if loan.returned_on is not None:
        raise Refused(
            N_("“{title}” of {name} is back since {day}."),
            title=line.item.title,
            name=line.pupil.short_name,
            day=loan.returned_on,
        )
    if on < loan.date:
        raise Refused(N_("It was given on {day}: it cannot be back before."), day=loan.date)
    possible_days.of_pupil(db, on, line.pupil)
    return line
