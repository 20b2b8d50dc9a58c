"""The report on paper: laid out and not noted yet."""

from dataclasses import replace

from dlschool.domain.access import Right
from dlschool.domain.report import Report
from dlschool.forms.registry import FORMS
from dlschool.forms.report_values import MissingLine, ReportSheet
from dlschool.i18n import N_
from dlschool.services import editions, printouts, reports_files, reports_gaps, subjects
from dlschool.services.access import need
from dlschool.services.printouts import Printout
from dlschool.services.sheets import Sheet
from dlschool.store.connection import Store


def prepare(db: Store, of: Report, language: str = "kk", *, names: bool = False) -> Printout:
    """Only with `names` are those named whose data are missing. Refused: the role may not print or
    report; no such language.
    """
    need(db, Right.PRINT)
    need(db, Right.EXPORT)
    lines = reports_gaps.lines(db, of)
    missing = tuple(MissingLine(who=each.who, what=each.what, todo=each.todo) for each in lines)
    counts = tuple((reports_gaps.plain(lack), n) for lack, n in reports_gaps.counted(of))
    form = FORMS[reports_files.CODE]
    blank = subjects.of_nothing(subjects.common(db), editions.default(db))
    sheet = ReportSheet(report=of, missing=missing if names else None, counts=counts)
    about = (N_("{how}: {form}, {name}"), {"form": form.title, "name": of.covered.name})
    found = [Sheet(form=form, subject=replace(blank, report=sheet))]
    made = printouts.printout(db, found, language, reports_files.title(of), about)
    return replace(made, pupils=tuple(reports_gaps.named(lines)) if names else ())
