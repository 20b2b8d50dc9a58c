"""What a printed report says: ordinary, with every figure large and long names, nearly empty."""

from datetime import date

from dlschool.domain.report import KEYS, Covered, PeriodKind, Report
from dlschool.domain.report_words import LACKS
from dlschool.domain.text import Text
from dlschool.forms.report_values import MissingLine, ReportSheet

TERM = Covered(
    kind=PeriodKind.TERM,
    year="2026-2027",
    number=1,
    start=date(2026, 8, 1),
    until=date(2026, 11, 1),
    counted_on=date(2026, 10, 25),
)
ANY = Covered(
    kind=PeriodKind.DATES,
    start=date(2026, 9, 1),
    until=date(2026, 9, 30),
    counted_on=date(2026, 9, 30),
)


def _report(covered: Covered, figures: dict[str, int], **facts: object) -> Report:
    made: dict[str, object] = {"made_on": date(2026, 11, 2), "version": 1, "by": "Оразова Д."}
    return Report(covered=covered, figures=figures, **{**made, **facts})  # type: ignore[arg-type]


def _missing(who: Text) -> tuple[MissingLine, ...]:
    return tuple(
        MissingLine(who=who, what=what.filled(value="3"), todo=todo)
        for what, todo in LACKS.values()
    )


def ordinary() -> ReportSheet:
    figures = {key: n % 5 for n, key in enumerate(KEYS)}
    return ReportSheet(
        report=_report(TERM, figures, reason="бір іс қалып қойған", version=2),
        missing=_missing(Text("Сәрсенбаев Өркен, 8 «Ә»", "Сәрсенбаев Өркен, 8 «Ә»")),
    )


def longest(name: str, word: str) -> ReportSheet:
    figures = dict.fromkeys(KEYS, 4321)
    return ReportSheet(
        report=_report(TERM, figures, by=name, reason=f"{word} " * 20, version=120),
        missing=_missing(Text(f"{name}, {word}", f"{name}, {word}")) * 3,
    )


def shortest() -> ReportSheet:
    counts = ((Text("сынып", "класс"), 1),)
    return ReportSheet(report=_report(ANY, dict.fromkeys(KEYS, 0), by=""), counts=counts)
