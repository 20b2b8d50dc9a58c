"""The act of the change of the school year, laid out and not noted yet."""

from dataclasses import replace

from dlschool.domain.access import Right
from dlschool.forms.registry import FORMS
from dlschool.forms.review_values import EndingCase, YearAct
from dlschool.i18n import N_
from dlschool.services import cases, editions, printouts, subjects, year_change
from dlschool.services.access import need
from dlschool.services.printouts import Printout
from dlschool.services.sheets import Sheet
from dlschool.store import blocking
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store


def prepare_act(db: Store, year: str = "", language: str = "kk") -> Printout:
    """The act of the year named, or of the newest change. Refused: there is none; the role may not
    print; a pupil's data in it are blocked.
    """
    need(db, Right.PRINT)
    change = year_change.changed(db, year)
    mine = [line.pupil_id for line in change.moved] + [line.pupil_id for line in change.owed]
    for pupil_id in sorted(blocking.blocked(db).intersection(mine)):
        blocking.refuse_blocked(db, pupil_id)
    people = {p.id: p for p in pupil_store.everyone(db) if p.id is not None}
    known = {pupil_id: people[pupil_id] for pupil_id in mine if pupil_id in people}
    act = YearAct(change=change, pupils=known, cases=tuple(_case(db, n) for n in change.cases))
    form = FORMS["year-change-act"]
    blank = subjects.of_nothing(subjects.common(db), editions.default(db))
    sheet = Sheet(form=form, subject=replace(blank, year_act=act))
    about = (N_("{how}: {form}, {name}"), {"form": form.title, "name": change.year})
    made = printouts.printout(db, [sheet], language, form.title, about)
    return replace(made, pupils=tuple(known))


def _case(db: Store, case_id: int) -> EndingCase:
    file = cases.case_file(db, case_id)
    pupil = file.pupil
    who = f"{pupil.full_name}" if pupil else ", ".join(file.case.classes)
    return EndingCase(case=file.case, who=who, until=file.assessment.until)
