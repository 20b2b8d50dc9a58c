"""What stands under the title of each row of the path: numbers and dates, or what is missing."""

from collections.abc import Callable
from datetime import date

from dlschool.domain.case import (
    COUNCIL_NAMES,
    OUTCOME_NAMES,
    REVIEW_NAMES,
    OrderKind,
    Outcome,
    ReviewOutcome,
)
from dlschool.domain.record import Decision, Meeting, Order, Paper
from dlschool.domain.text import Text
from dlschool.gui.cases.path import Row, joined
from dlschool.gui.words import Words, shown
from dlschool.i18n import N_, ngettext
from dlschool.law.step import State
from dlschool.services.cases import CaseFile

_AFTER_ORDER = ("access", "issue", "individual-schedule", "attestation", "review")
SCHEDULE = "schedule"
ORDER_KINDS = {
    "": OrderKind.TRANSFER,
    "extend": OrderKind.EXTEND,
    "return": OrderKind.RETURN,
    SCHEDULE: OrderKind.SCHEDULE,
}


def sub(row: Row, file: CaseFile) -> Words:
    """The line under a row's title; "" for none."""
    said = _SAID.get(row.part)
    known = said(row, file) if said else ""
    if row.state in ("done", "not-needed") or row.part == "issue":
        return known
    lacks = _lacks(row)
    if not known or not lacks:
        return known or lacks
    return together(known, lacks)


def late(row: Row) -> bool:
    """Whether the line is amber: something can be done now and is not done."""
    return row.state in ("next", "open")


def together(*parts: Words) -> Words:
    """Parts with a dot between, in the language of the window."""
    return lambda: " · ".join(filter(None, (shown(part) for part in parts if part)))


def _lacks(row: Row) -> Words:
    """What is missing; what waits for the order alone says nothing, its place says it."""
    if row.state == "blocked" and (row.part in _AFTER_ORDER or row.what in ("extend", "return")):
        return ""
    texts = row.missing
    if not texts:
        return ""
    return Text(" ".join(t.kk for t in texts), " ".join(t.ru for t in texts))


def _papers(row: Row, file: CaseFile) -> Words:
    if row.folded:
        return _folded(row, file)
    papers = file.papers(row.what)
    if not papers:
        return ""
    return paper_line(max(papers, key=lambda paper: paper.date), file, len(papers))


def _folded(row: Row, file: CaseFile) -> Words:
    found = [paper for step in row.steps for paper in file.papers(step.key.partition(":")[2])]
    newest = max((paper.date for paper in found), default=None)
    return lambda: shown(
        N_("Papers: {count} · the last of {date}"), count=len(found), date=newest or ""
    )


def paper_line(paper: Paper, file: CaseFile, count: int = 1) -> Words:
    """«02.11.2026, № 114 · hospital · until 08.11.2026 · 2 pages scanned»."""

    def said() -> str:
        scans = file.scans.get(paper.id or 0, ())
        pages = sum(scan.pages for scan in scans)
        number = f", № {paper.number}" if paper.number else ""
        parts = [
            f"{paper.date:%d.%m.%Y}{number}",
            paper.issuer,
            shown(N_("valid until {date}"), date=paper.valid_until) if paper.valid_until else "",
            pages_scanned(pages) if pages else "",
            shown(N_("entered from paper")) if paper.from_paper else "",
            shown(N_("in all: {count}"), count=count) if count > 1 else "",
        ]
        return " · ".join(filter(None, parts))

    return said


def pages_scanned(pages: int) -> str:
    return ngettext("{pages} page scanned", "{pages} pages scanned", pages).format(pages=pages)


def _decision(row: Row, file: CaseFile) -> Words:
    made = [d for d in file.records.decisions if d.council == row.what and d.kind == "transfer"]
    if row.state == "done" and made:
        return decision_line(max(made, key=lambda decision: decision.date), file)
    return _on_agenda(awaited_meeting(row, file))


def _review(row: Row, file: CaseFile) -> Words:
    made = [d for d in file.records.decisions if d.kind == "review"]
    if row.state == "done" and made:
        return decision_line(max(made, key=lambda decision: decision.date), file)
    return _on_agenda(awaited_meeting(row, file))


def _on_agenda(meeting: Meeting | None) -> Words:
    if meeting is None:
        return ""
    return lambda: shown(
        N_("On the agenda: meeting № {number}, {date}"), number=meeting.number, date=meeting.date
    )


def decision_line(decision: Decision, file: CaseFile) -> Words:
    """«Approved: 09.11.2026 – 27.12.2026 · minutes № 3, 06.11.2026»."""
    review = decision.kind == "review" and decision.outcome != Outcome.POSTPONE
    outcome = (
        REVIEW_NAMES[ReviewOutcome(decision.outcome)]
        if review
        else OUTCOME_NAMES[Outcome(decision.outcome)]
    )
    meeting = meeting_of(decision, file)

    def said() -> str:
        what = shown(outcome)
        if decision.outcome == Outcome.REFUSE and decision.reason:
            what = f"{what}: {decision.reason}"
        elif decision.start or decision.until:
            what = f"{what}: {period(decision.start, decision.until)}"
        number = shown(N_("minutes № {number}"), number=meeting.number) if meeting else ""
        return " · ".join(filter(None, (what, number, f"{decision.date:%d.%m.%Y}")))

    return said


def meeting_of(decision: Decision, file: CaseFile) -> Meeting | None:
    """The meeting at which it was decided."""
    item = next((item for item in file.items if item.id == decision.item_id), None)
    return file.meetings.get(item.meeting_id) if item else None


def awaited_meeting(row: Row, file: CaseFile) -> Meeting | None:
    """The meeting still to be held on whose agenda the case stands for this row's council."""
    kind = "review" if row.part == "review" else "transfer"
    council = row.what or "pedagogical"
    for item in file.items:
        meeting = file.meetings.get(item.meeting_id)
        if meeting and not meeting.held and (item.kind, meeting.council) == (kind, council):
            return meeting
    return None


def order_of(row: Row, file: CaseFile) -> Order | None:
    """The latest order in force of the row's kind."""
    kind = ORDER_KINDS[row.what]
    found = [o for o in file.records.orders if o.kind is kind and not o.annulled]
    return max(found, key=lambda order: (order.date, order.id or 0), default=None)


def _order(row: Row, file: CaseFile) -> Words:
    order = order_of(row, file)
    if order is None or row.unsettled and row.state == "blocked":
        return ""
    dates = period(order.start, order.until) if order.start else ""
    line = " · ".join(filter(None, (f"№ {order.number}, {order.date:%d.%m.%Y}", dates)))
    return Text(line, line)


def period(start: date | None, until: date | None) -> str:
    """«09.11.2026 – 27.12.2026»; an open end is «…»."""
    first = f"{start:%d.%m.%Y}" if start else "…"
    return f"{first} – {until:%d.%m.%Y}" if until else f"{first} – …"


def _on(day: date | None) -> Words:
    return Text(f"{day:%d.%m.%Y}", f"{day:%d.%m.%Y}") if day else ""


def _issue(row: Row, file: CaseFile) -> Words:
    """«Issued: …, 04.11.2026 · Not issued: …»."""
    given = [issued.date for issued in file.records.issued]
    done = [_material(step.name) for step in row.steps if step.state is State.DONE]
    left = [_material(step.name) for step in row.steps if step.state is State.OPEN]
    parts: list[Words] = []
    if done:
        last = max(given, default="")
        parts.append(lambda: shown(N_("Issued: {what}, {date}"), what=joined(done), date=last))
    if left:
        parts.append(lambda: shown(N_("Not issued: {what}"), what=joined(left)))
    return together(*parts) if parts else ""


def _material(name: Text) -> Text:
    """«Беру: оқулықтар» → «оқулықтар»."""
    return Text(name.kk.partition(": ")[2] or name.kk, name.ru.partition(": ")[2] or name.ru)


_SAID: dict[str, Callable[[Row, CaseFile], Words]] = {
    "paper": _papers,
    "decision": _decision,
    "order": _order,
    "access": lambda row, file: _on(file.case.access_on) if row.state == "done" else "",
    "issue": _issue,
    "attestation": lambda row, file: _on(file.case.attested_on) if row.state == "done" else "",
    "review": _review,
}


def council_name(row: Row) -> Text:
    """The council that a decision or a review waits for."""
    return next(
        (name for council, name in COUNCIL_NAMES.items() if council == (row.what or "pedagogical")),
    )
