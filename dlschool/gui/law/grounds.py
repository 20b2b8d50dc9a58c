"""The table of grounds: who each is for, papers, decisions, what bounds the period, what follows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dlschool.domain.case import GROUND_NAMES, Ground
from dlschool.domain.text import Text
from dlschool.gui import theme
from dlschool.gui.law.places import ASSESSED, MODE_NAMES, PRACTICE
from dlschool.gui.widgets.card import Card, line
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.prose import Opens, Prose, Span, point_spans
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.law import says
from dlschool.law.shape import Edition, GroundRule, Modes


class Asked(NamedTuple):
    """One thing that a ground asks for, and the points that ask; none: practice."""

    text: Text
    points: Sequence[str] = ()
    practice: bool = False


HEADINGS = (
    N_("Ground and whom it is for"),
    N_("Papers"),
    N_("Decisions"),
    N_("What bounds the period"),
    N_("After the order"),
)
SHARES = (4, 4, 3, 4, 4)
"""How the width is divided among the columns."""


def grounds_table(edition: Edition, open_point: Opens) -> QWidget:
    """A card with a row a ground; a ground that the edition does not know is left out."""
    card = Card()
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    for column, heading in enumerate(HEADINGS):
        grid.addWidget(Label(heading, "small-soft"), 0, column)
        grid.setColumnStretch(column, SHARES[column])
    row = 1
    for ground in Ground:
        rule = edition.grounds.rule(ground)
        if rule is None:
            continue
        grid.addWidget(line(), row, 0, 1, len(HEADINGS))
        for column, cell in enumerate(_cells(edition, ground, rule, open_point)):
            grid.addWidget(cell, row + 1, column, Qt.AlignmentFlag.AlignTop)
        row += 2
        if rule.school_decides:
            decided = _list(list(_left_to_school(rule)), "", open_point)
            grid.addWidget(decided, row, 1, 1, len(HEADINGS) - 1)
            row += 1
    card.body.addLayout(grid)
    return card


def _cells(
    edition: Edition, ground: Ground, rule: GroundRule, open_point: Opens
) -> Iterator[QWidget]:
    yield _column(
        Label(GROUND_NAMES[ground], "strong"), _said(Asked(rule.who, rule.points), open_point)
    )
    yield _list(_papers(edition, rule), N_("None are asked for"), open_point)
    decisions = [
        Asked(says.DECISION_NAMES[d.council], d.points, d.basis == "practice")
        for d in rule.decisions
    ]
    yield _list(decisions, N_("None are asked for"), open_point)
    period = rule.period
    yield _list([Asked(period.text, period.points, period.basis == "practice")], "", open_point)
    yield _list(list(_after(rule)), N_("Nothing further is asked for"), open_point)


def _papers(edition: Edition, rule: GroundRule) -> list[Asked]:
    found = []
    for paper in rule.papers:
        name = edition.paper_name(paper.kind) or Text(paper.kind, paper.kind)
        if paper.from_age is not None:
            name = Text(
                f"{name.kk} ({paper.from_age} жастан)", f"{name.ru} (с {paper.from_age} лет)"
            )
        found.append(Asked(name, paper.points, paper.basis == "practice"))
    return found


def _after(rule: GroundRule) -> Iterator[Asked]:
    if rule.access is not None:
        yield Asked(says.ACCESS, rule.access.points, rule.access.basis == "practice")
    for issue in rule.issues:
        yield Asked(says.issue_name(issue.material), issue.points, issue.basis == "practice")
    steps = (
        (says.SCHEDULE, rule.individual_schedule),
        (says.ATTESTATION, rule.attestation),
        (says.REVIEW, rule.review),
    )
    for name, step in steps:
        if step is not None:
            yield Asked(name, step.points, step.basis == "practice")
    yield from _assessed(rule)


def _assessed(rule: GroundRule) -> Iterator[Asked]:
    """How SOR, SOCh and attestation may be taken; those taken alike share a line."""
    alike: dict[Modes, list[Text]] = {}
    for key, name in ASSESSED.items():
        alike.setdefault(getattr(rule.assessment, key), []).append(name)
    for modes, names in alike.items():
        name = Text(", ".join(name.kk for name in names), ", ".join(name.ru for name in names))
        yield Asked(_taken(name, modes), modes.points, modes.basis == "practice")


def _left_to_school(rule: GroundRule) -> Iterator[Asked]:
    for asked in rule.school_decides:
        yield Asked(asked.text, asked.points, asked.basis == "practice")


def _taken(name: Text, modes: Modes) -> Text:
    """«БЖБ, ТЖБ: мектепте немесе қашықтан»."""
    ways = [MODE_NAMES[mode] for mode in modes.modes]
    kk = " немесе ".join(way.kk for way in ways) or "мектеп шешеді"
    ru = " или ".join(way.ru for way in ways) or "решает школа"
    return Text(_capital(f"{name.kk}: {kk}"), _capital(f"{name.ru}: {ru}"))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _list(asked: Sequence[Asked], none: Words, open_point: Opens) -> QWidget:
    if not asked:
        return Label(none, "small-soft")
    return _column(*(_said(one, open_point) for one in asked))


def _said(asked: Asked, open_point: Opens) -> QWidget:
    """The words and their points; «practice» where no point asks."""
    spans = [Span(asked.text), *point_spans(asked.points)]
    if asked.practice:
        spans += [Span(" · ", token="soft"), Span(PRACTICE, token="soft")]
    return Prose(spans, theme.SMALL, opens=open_point)


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for widget in widgets:
        column.addWidget(widget)
    return holder
