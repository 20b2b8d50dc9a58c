"""What lies before the council on one item: the case's papers, what is missing, the other council."""

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.case import COUNCIL_NAMES, Council
from dlschool.domain.record import Paper
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui import theme
from dlschool.gui.councils import words
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.prose import Prose, Span, point_spans
from dlschool.i18n import N_
from dlschool.law import says
from dlschool.services.cases import CaseFile
from dlschool.services.lacking import lacking

Opens = Callable[[str], object]


class AtHand(QWidget):
    """`opens` gets «paper:12», «case:3» or the key of a point."""

    def __init__(
        self,
        file: CaseFile,
        council: Council,
        kind: str,
        opens: Opens,
        results: Text | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`results`: of a review, what was taken and what lacks, in a sentence."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        step_key = "review" if kind == "review" else f"decision:{council.value}"
        step = file.assessment.step(step_key)
        head = [Span(N_("Decided under"), token="soft"), *point_spans(step.points if step else ())]
        head += [Span(" · ", token="soft"), Span(N_("open the case"), link="case")]
        column.addWidget(Prose(head, theme.SMALL, opens=opens))
        column.addWidget(Prose(list(_papers(file)), theme.SMALL, opens=opens))
        if results is not None:
            column.addWidget(Label(N_("Results: {results}"), "small", results=results))
        for decided in _other(file, council):
            column.addWidget(Label(decided, "small"))
        if file.case.reason:
            column.addWidget(Label(N_("Reason: {reason}"), "small", reason=file.case.reason))
        missing = [s for s in file.assessment.before(step_key) if s.key.startswith("paper:")]
        if missing:
            column.addWidget(
                Label(Refused(N_("Missing: {missing}"), missing=lacking(missing)), "small-late")
            )


def _papers(file: CaseFile) -> Iterator[Span]:
    """«Қолда бар құжаттар: өтініш № 114, 02.11.2026 (2 бет) · …», each to be looked into."""
    yield Span(N_("Papers at hand: "), token="soft")
    for place, paper in enumerate(file.records.papers):
        if place:
            yield Span(" · ", token="soft")
        yield Span(_paper(file, paper), link=f"paper:{paper.id}")
    if not file.records.papers:
        yield Span(N_("none"), token="late")


def _paper(file: CaseFile, paper: Paper) -> Text:
    name = file.edition.paper_name(paper.kind) or Text(paper.kind, paper.kind)
    number = f" № {paper.number}" if paper.number else ""
    pages = sum(scan.pages for scan in file.scans.get(paper.id or 0, ()))
    tail = f"{number}, {says.day(paper.date)}"
    kk, ru = (f" ({pages} бет)", f" ({pages} стр.)") if pages else ("", "")
    return Text(f"{name.kk}{tail}{kk}", f"{name.ru}{tail}{ru}")


def _other(file: CaseFile, council: Council) -> Iterator[Text]:
    """What the other council decided on the case: both must approve the same period."""
    for decision in file.records.decisions:
        if decision.council is not council and decision.kind == "transfer":
            name, outcome = COUNCIL_NAMES[decision.council], words.decided(decision)
            day = says.day(decision.date)
            yield Text(
                f"{name.kk}, {day}: {outcome.kk}",
                f"{name.ru}, {day}: {outcome.ru}",
            )


def period_of(file: CaseFile, council: Council) -> tuple[date | None, date | None]:
    """The period to begin with: what the other council approved, else what the family asks for."""
    approved = [d for d in file.records.decisions if d.approved and d.council is not council]
    if approved:
        return approved[-1].start, approved[-1].until
    return file.case.wanted_from, file.case.wanted_until
