"""Reports that the department asks for by a day, and what it says of the reports that it got."""

from datetime import date

from dlschool.domain.report import Covered, PeriodKind, Report, differences
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import calendar, directives, numbers
from dlschool.services.directives import day, words
from dlschool.services.directives_words import plain, title
from dlschool.store import changes
from dlschool.store import directives as store
from dlschool.store import reports as report_store
from dlschool.store.connection import Store
from dlschool.store.directives import Directive

REQUEST, REMARK = "report-request", "remark"
RETURNED = "returned"
REMARK_NAMES = {
    "accepted": Text("Білім бөлімі қабылдады", "Отдел образования принял"),
    RETURNED: Text("Білім бөлімі қайтарды", "Отдел образования вернул"),
}


def requests(db: Store) -> list[Directive]:
    """Requests that no report was made for yet, the earliest due first."""
    waiting = [each for each in store.every(db, REQUEST) if each.waits]
    return sorted(waiting, key=lambda each: (due(each) or date.max, each.id))


def due(found: Directive) -> date | None:
    """None: the request names no day, or one that cannot be read."""
    try:
        return day(found.content, "due")
    except Refused:
        return None


def covered(db: Store, found: Directive) -> Covered:
    """The period asked for, as this school's calendar has it. Refused: it has not begun; unreadable."""
    said = found.content
    start, until = day(said, "start"), day(said, "until")
    if start is None or until is None:
        raise Refused(
            N_("The department's message cannot be read here: {field}. Ask it to send it again."),
            field="start, until",
        )
    from dlschool.services import reports

    name = numbers.school_year(start)
    kind = words(said, "period")
    if kind == PeriodKind.DATES or not calendar.has_calendar(db, name):
        return reports.dates(db, start, until)
    if kind == PeriodKind.YEAR:
        return reports.year(db, name)
    term = calendar.calendar(db, name).coming_term(start)
    if term is None or kind not in (PeriodKind.TERM, PeriodKind.HALF):
        return reports.dates(db, start, until)
    if kind == PeriodKind.HALF:
        return reports.half(db, name, (term.number + 1) // 2)
    return reports.term(db, name, term.number)


def answer(db: Store, directive_id: int, reason: str = "") -> Report:
    """Counts the report, keeps it if it says anything new, and sends it with the request's number.

    Refused as `reports.keep`: a correction without a reason; the request was answered already.
    """
    from dlschool.services import reports

    found = directives.waiting(db, directive_id, REQUEST)
    report = reports.count(db, covered(db, found))
    known = reports.versions(db, report.covered)
    newest = known[0] if known else None
    with changes.action(
        db, N_("Report made for the department: {what}"), kind="record", what=title(found)
    ):
        kept = newest if newest and _alike(newest, report) else reports.keep(db, report, reason)
        directives.use(db, found, ("reports", kept.id or 0))
    return kept


def _alike(kept: Report, counted: Report) -> bool:
    return kept.gaps == counted.gaps and not differences(kept, counted)


def remark(db: Store, report_id: int) -> Directive | None:
    """What the department said last of a report; None: nothing."""
    return _remarks(db).get(report_id)


def _remarks(db: Store) -> dict[int, Directive]:
    """The newest of each report, by the report's id."""
    found: dict[int, Directive] = {}
    for each in store.every(db, REMARK):
        row = each.content.get("row")
        if each.content.get("thing") == "reports" and isinstance(row, int):
            found.setdefault(row, each)
    return found


def said(found: Directive) -> Text:
    """«Отдел образования вернул: …»."""
    name = REMARK_NAMES.get(words(found.content, "state"))
    text = words(found.content, "text")
    if name is None:
        return plain(text)
    return Text(f"{name.kk}: {text}", f"{name.ru}: {text}") if text else name


def returned(db: Store) -> list[tuple[Report, Directive]]:
    """Reports that were returned and have no newer version yet."""
    found = []
    for report_id, each in _remarks(db).items():
        report = report_store.get(db, report_id)
        if report is None or words(each.content, "state") != RETURNED:
            continue
        newest = report_store.versions(db, report.covered)[0]
        if newest.id == report_id:
            found.append((report, each))
    return found
