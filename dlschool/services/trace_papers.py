"""The consultation journal, laid out and not noted yet; `printing.record` notes it.

The digital trace is a document of its case: `printouts.prepare(db, "digital-trace", case_id=…)`.
"""

from dataclasses import replace
from datetime import date

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.forms.registry import FORMS
from dlschool.i18n import N_
from dlschool.services import calendar, editions, printouts, subjects, timeline, trace_sheet
from dlschool.services.access import need
from dlschool.services.cases import case_file, records
from dlschool.services.printouts import Printout
from dlschool.services.sheets import Sheet
from dlschool.services.timeline import Span
from dlschool.store import blocking
from dlschool.store.connection import Store


def prepare_journal(
    db: Store,
    start: date | None = None,
    until: date | None = None,
    *,
    case_id: int | None = None,
    language: str = "kk",
) -> Printout:
    """Consultations of a period, of the school or of one case's pupil; without days, of the case's
    period or of this school year.

    Refused: the role prints nothing; the period ends before it begins; the pupil is blocked.
    """
    need(db, Right.PRINT)
    if start and until and until < start:
        raise Refused(N_("The period ends before it begins."))
    pupil_id = records(db, case_id).case.pupil_id if case_id is not None else None
    if case_id is not None and pupil_id is None:
        raise Refused(N_("This is a case of whole classes: it has no trace of a pupil."))
    if pupil_id is not None:
        blocking.refuse_blocked(db, pupil_id)
    known = _period(db, case_id)
    found = trace_sheet.journal(db, start or known.start, until or known.until, pupil_id)
    blank = subjects.of_nothing(subjects.common(db), editions.default(db))
    form = FORMS["consultation-journal"]
    sheet = Sheet(form=form, subject=replace(blank, consultations=found))
    made = printouts.printout(
        db, [sheet], language, form.title, (N_("{how}: {form}"), {"form": form.title})
    )
    ids = {line.pupil.id for line in found.lines}
    return replace(made, pupils=tuple(sorted(i for i in ids if i is not None)))


def _period(db: Store, case_id: int | None) -> Span:
    """Where no days are named: the case's own, or this school year from its first day to today."""
    if case_id is not None:
        return timeline.span(case_file(db, case_id))
    today = db.today()
    year = calendar.year_of(today)
    known = calendar.has_calendar(db, year)
    start = calendar.calendar(db, year).start if known else date(int(year[:4]), 9, 1)
    return Span(min(start, today), today)
