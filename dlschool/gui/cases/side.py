"""The right column of a case: printing, how assessments may be taken, what was done lately."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QWidget

from dlschool.domain.text import Text
from dlschool.gui.cases.link import add_link
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, buttons
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.prose import Opens, Prose, Span, point_spans
from dlschool.gui.words import Words, shown
from dlschool.i18n import N_
from dlschool.law.shape import GroundRule, Modes
from dlschool.services.history import Action as Done
from dlschool.services.history import said

LATELY = 5

PRINT_LANGUAGES: Sequence[tuple[str, Words]] = (
    ("kk", Text("қаз", "каз")),
    ("ru", Text("рус", "рус")),
    ("both", N_("both")),
)
_MODES = {
    ("in-person",): N_("at school"),
    ("remote",): N_("from afar"),
    ("in-person", "remote"): N_("at school or from afar"),
}


class PrintCard(Card):
    """The whole case in one language or both; below, the way to single documents."""

    def __init__(self, whole: Callable[[str], object], single: Callable[[], object]) -> None:
        super().__init__(N_("Print"))
        self.body.addWidget(Label(N_("All documents of the case")))
        self.body.addWidget(
            buttons(
                *(
                    Action(words, lambda key=key: whole(key))  # type: ignore[misc]
                    for key, words in PRINT_LANGUAGES
                )
            )
        )
        add_link(self.body, N_("Single documents and blank forms…"), single)


def modes_card(rule: GroundRule, opens: Opens) -> Card:
    """How SOR, SOCh and attestation may be taken under the ground; what is alike in one line."""
    card = Card(N_("How assessments are taken"), gap=6)
    taken = rule.assessment
    rows: list[tuple[Words, Modes]] = [
        (Text("БЖБ", "СОР"), taken.sor),
        (Text("ТЖБ", "СОЧ"), taken.soch),
        (N_("interim attestation"), taken.interim),
        (N_("final attestation"), taken.final),
    ]
    alike: dict[tuple[object, ...], tuple[list[Words], Modes]] = {}
    for name, modes in rows:
        key = (modes.modes, modes.points, modes.basis)
        alike.setdefault(key, ([], modes))[0].append(name)
    for names, modes in alike.values():
        card.body.addWidget(_mode(names, modes, opens))
    return card


def _mode(names: Sequence[Words], modes: Modes, opens: Opens) -> QWidget:
    words = _MODES.get(tuple(sorted(modes.modes)), N_("as the school decides"))

    def named() -> str:
        said = ", ".join(shown(name) for name in names)
        return said[:1].upper() + said[1:]

    spans = [Span(named, bold=True), Span(" — "), Span(words, token="soft")]
    if modes.basis == "practice" or not modes.points:
        spans += [Span(" · ", token="soft"), Span(N_("practice"), token="soft")]
    return Prose([*spans, *point_spans(modes.points)], 12, opens=opens)


def morning_card(go: Callable[[], object]) -> Card:
    """To the screen on which a morning is called off, told of and reported."""
    card = Card(N_("The morning"))
    card.body.addWidget(Label(N_("Texts for messengers, who was told, the report"), "small-soft"))
    add_link(card.body, N_("To the screen of the morning"), go)
    return card


def history_card(done: Sequence[Done], today: date, everything: Callable[[], object]) -> Card:
    """The newest actions on the case; the whole list opens beside."""
    card = Card(N_("History"), gap=4)
    for action in done[:LATELY]:
        card.body.addWidget(Label(action_line(action, today), "small-soft"))
    if len(done) > LATELY:
        add_link(card.body, N_("Whole history"), everything)
    return card


def action_line(action: Done, today: date) -> Words:
    """«Бүгін 09:41 · Құжат қосылды: … (Г. Сәрсенбаева)»."""

    def line() -> str:
        what = said(action)
        if action.undone:
            what = shown(N_("{what} (taken back)"), what=what)
        who = f" ({action.who})" if action.who else ""
        return f"{moment(action.at, today)} · {what}{who}"

    return line


def moment(at: datetime, today: date) -> str:
    """«Бүгін 09:41», «Кеше 16:05», «05.11.2026 10:00» in the language of the window."""
    time = f"{at:%H:%M}"
    if at.date() == today:
        return shown(N_("Today {time}"), time=time)
    if at.date() == today - timedelta(days=1):
        return shown(N_("Yesterday {time}"), time=time)
    return f"{at:%d.%m.%Y %H:%M}"
