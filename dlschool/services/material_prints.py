"""Papers about materials, laid out and not noted yet; `printing.record` notes them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dlschool.domain.access import Right
from dlschool.domain.learning import MaterialKind
from dlschool.errors import Refused
from dlschool.forms.form import Subject
from dlschool.forms.material_values import GivenLine, Materials, ThematicPlan
from dlschool.forms.registry import FORMS
from dlschool.i18n import N_
from dlschool.services import (
    cases,
    editions,
    lent,
    materials,
    plan_check,
    printouts,
    pupils,
    subjects,
)
from dlschool.services.access import need
from dlschool.services.lent import LoanLine
from dlschool.services.printouts import Printout
from dlschool.services.sheets import Sheet
from dlschool.store import blocking
from dlschool.store.connection import Store


def prepare_issue(
    db: Store, pupil_id: int, language: str = "kk", *, on: date | None = None
) -> Printout:
    """The pupil's issue sheet: all that was given, or what was given on one day.

    Refused: nothing was given; the pupil's data are blocked.
    """
    need(db, Right.PRINT)
    blocking.refuse_blocked(db, pupil_id)
    given = [line for line in lent.of_pupil(db, pupil_id) if on in (None, line.loan.date)]
    card = pupils.card(db, pupil_id)
    if not given:
        raise Refused(N_("Nothing was given to {name} yet."), name=card.pupil.full_name)
    case_ids = [line.loan.case_id for line in given if line.loan.case_id is not None]
    about = (
        subjects.of_case(subjects.common(db), cases.case_file(db, case_ids[0]))
        if case_ids
        else replace(_plain(db), pupil=card.pupil, guardians=card.guardians)
    )
    said = Materials(given=_given(given[::-1]))
    name = card.pupil.short_name
    case_id = case_ids[0] if case_ids else None
    return _paper(
        db, "issue-sheet", replace(about, materials=said), language, [pupil_id], name, case_id
    )


def prepare_class_issue(
    db: Store, class_name: str, language: str = "kk", *, on: date | None = None
) -> Printout:
    """What a class has, or was given on one day, a line for each pupil; without blocked pupils.

    Refused: nothing was given.
    """
    need(db, Right.PRINT)
    given = [
        line
        for line in _open_ones(db, lent.of_class(db, class_name))
        if on in (None, line.loan.date)
    ]
    if not given:
        raise Refused(N_("Nothing was given to {name} yet."), name=class_name)
    said = Materials(given=_given(given), class_name=class_name)
    about = replace(_plain(db), materials=said)
    return _paper(db, "issue-sheet-class", about, language, _pupils(given), class_name)


def prepare_out(db: Store, class_name: str = "", language: str = "kk") -> Printout:
    """Textbooks that are not back, of a class or of all; without blocked pupils.

    Refused: all are back.
    """
    need(db, Right.PRINT)
    given = _open_ones(db, lent.still_out(db, class_name=class_name))
    if not given:
        raise Refused(N_("All textbooks are back."))
    said = Materials(given=_given(given), class_name=class_name)
    about = replace(_plain(db), materials=said)
    return _paper(db, "books-out", about, language, _pupils(given), class_name)


def prepare_plan(db: Store, material_id: int, language: str = "kk") -> Printout:
    """A thematic plan with its lines. Refused: it is no plan."""
    need(db, Right.PRINT)
    shelf = materials.shelf(db, material_id)
    if shelf.item.kind is not MaterialKind.PLAN:
        raise Refused(N_("“{title}” is no thematic plan."), title=shelf.item.title)
    lines = materials.plan(db, material_id)
    weekly = plan_check.weekly_hours(db, shelf.item)
    said = ThematicPlan(
        item=shelf.item,
        subject=shelf.subject.name if shelf.subject else None,
        weekly=plan_check.shown(weekly) if weekly is not None else "",
        total=plan_check.shown(materials.hours(lines)),
        lines=tuple(lines),
    )
    about = replace(_plain(db), materials=Materials(plan=said))
    return _paper(db, "thematic-plan", about, language, [], shelf.item.title)


def _plain(db: Store) -> Subject:
    return subjects.of_nothing(subjects.common(db), editions.default(db))


def _open_ones(db: Store, given: Sequence[LoanLine]) -> list[LoanLine]:
    closed = blocking.blocked(db)
    return [line for line in given if line.pupil.id not in closed]


def _given(lines: Sequence[LoanLine]) -> tuple[GivenLine, ...]:
    return tuple(
        GivenLine(
            loan=line.loan,
            item=line.item,
            pupil=line.pupil,
            kind=materials.KIND_NAMES[line.item.kind],
        )
        for line in lines
    )


def _pupils(lines: Sequence[LoanLine]) -> list[int]:
    return sorted({line.pupil.id or 0 for line in lines})


def _paper(
    db: Store,
    code: str,
    of: Subject,
    language: str,
    pupil_ids: Sequence[int],
    name: str,
    case_id: int | None = None,
) -> Printout:
    form = FORMS[code]
    about = (
        (N_("{how}: {form}, {name}"), {"form": form.title, "name": name})
        if name
        else (N_("{how}: {form}"), {"form": form.title})
    )
    sheet = Sheet(form=form, subject=of, case_id=case_id)
    made = printouts.printout(db, [sheet], language, form.title, about)
    return replace(made, pupils=tuple(pupil_ids))
