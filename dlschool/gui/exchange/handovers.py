"""Cases on their way to other schools and from them; nothing goes without the word of both."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, QuietButton
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, facts
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.messages import ask
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import (
    cases,
    handover_content,
    handovers,
    handovers_schools,
    handovers_taking,
)
from dlschool.services.handovers import Handover

SHOWN = 8
BADGES = {
    "asked": "accent",
    "agreed": "accent",
    "sent": "neutral",
    "taken": "done",
    "refused": "late",
    "back": "neutral",
}
GIVES = Text("Біз береміз", "Передаём")
TAKES = Text("Біз аламыз", "Принимаем")


class HandoversPart(QWidget):
    """A card of the exchange's screen; not seen while the department named no other school."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.rows = RowCard(N_("Cases handed over between schools"))
        column.addWidget(self.rows)
        self.begin = QuietButton(N_("Hand a case over…"), self.ask, icon="upload")
        self.rows.body.addWidget(self.begin)

    def reload(self) -> None:
        db = self._session.db
        found = handovers.every(db)[:SHOWN]
        known = bool(handovers_schools.schools(db))
        self.setVisible(bool(found) or known)
        self.begin.setVisible(known)
        self.rows.put([self._row(each) for each in found])

    def _row(self, each: Handover) -> ListRow:
        way = GIVES if each.way == "out" else TAKES
        number = self._number(each)
        said = Text(
            f"{way.kk}{number}; {each.at:%d.%m.%Y}", f"{way.ru}{number}; {each.at:%d.%m.%Y}"
        )
        return ListRow(
            (handovers.STATE_NAMES[each.state], BADGES[each.state]),
            handovers.school(self._session.db, each),
            said,
            actions=self._actions(each),
        )

    def _number(self, each: Handover) -> str:
        if each.case_id is None:
            return ""
        return f", № {cases.records(self._session.db, each.case_id).case.number}"

    def _actions(self, each: Handover) -> list[Action]:
        db, act = self._session.db, self._session.act
        back = Action(N_("Take back"), partial(self.withdraw, each))
        refuse = Action(N_("Do not take…"), partial(self.refuse, each))
        ways: dict[tuple[str, str], list[Action]] = {
            ("in", "asked"): [Action(N_("Agree…"), partial(self.agree, each)), refuse],
            ("in", "agreed"): [refuse],
            ("in", "sent"): [Action(N_("Look and take…"), partial(self.take, each)), refuse],
            ("out", "asked"): [back],
            ("out", "agreed"): [
                Action(N_("Send the case"), partial(act, handovers.send, db, each.id or 0)),
                back,
            ],
            ("out", "sent"): [back],
        }
        return ways.get((each.way, each.state), [])

    def ask(self) -> None:
        """Which case, to which school, who agreed here."""
        db = self._session.db
        fields = Fields()
        case = fields.add(N_("Number of the case"), QLineEdit())
        options: list[tuple[object, Words]] = [
            (each.bin, each.name) for each in handovers_schools.schools(db)
        ]
        school = fields.add(N_("To which school"), Combo(options))
        who, document = _consent(fields)

        def done() -> None:
            case_id = cases.find_case(db, case.text().strip())
            values = (case_id, str(school.key()), who.text(), document.text())
            self._session.act(handovers.ask, db, *values)

        Dialog(self.window(), N_("Hand a case over"), fields, N_("Ask the school"), done).open()

    def agree(self, each: Handover) -> None:
        fields = Fields()
        who, document = _consent(fields)

        def done() -> None:
            values = (each.id or 0, who.text(), document.text())
            self._session.act(handovers.agree, self._session.db, *values)

        title = N_("Take a pupil's case")
        Dialog(self.window(), title, fields, N_("Agree"), done).open()

    def refuse(self, each: Handover) -> None:
        fields = Fields()
        why = fields.add(N_("Why the case is not taken"), QLineEdit())

        def done() -> None:
            self._session.act(handovers.refuse, self._session.db, each.id or 0, why.text())

        Dialog(self.window(), N_("Do not take the case"), fields, N_("Refuse"), done).open()

    def withdraw(self, each: Handover) -> None:
        ask(
            self.window(),
            N_("Take the case back?"),
            N_("The other school is told; the case is this school's again."),
            N_("Take back"),
            partial(self._session.act, handovers.withdraw, self._session.db, each.id or 0),
        )

    def take(self, each: Handover) -> None:
        """What came, and whose it will be here."""
        db = self._session.db
        content = handovers_taking.shown(db, each.id or 0)
        fields = Fields()
        fields.wide(facts(_content(content)))
        known = handovers_taking.matched(db, content)
        words = (
            N_("A pupil with this IIN is in this school's list already: the case is opened there.")
            if known is not None
            else N_("The pupil is registered with the guardians that came.")
        )
        fields.wide(Label(words))
        number = fields.add(N_("Number of the case"), QLineEdit(), N_("Empty: the next one."))

        def done() -> None:
            made = self._session.act(handovers_taking.take, db, each.id or 0, number.text())
            self._session.go("cases", made)

        Dialog(
            self.window(), N_("A case from another school"), fields, N_("Take the case"), done,
            wide=720,
        ).open()  # fmt: skip


def _consent(fields: Fields) -> tuple[QLineEdit, QLineEdit]:
    who = fields.add(N_("Who agreed at this school"), QLineEdit())
    document = fields.add(N_("By which document"), QLineEdit())
    return who, document


def _content(content: handover_content.Content) -> list[tuple[Words, Words]]:
    pupil, case = content.pupil, content.case
    lines: list[tuple[Words, str]] = [
        (N_("Pupil"), f"{pupil.full_name}, {pupil.class_name}"),
        (N_("Case"), f"№ {case.number}"),
        (N_("Papers"), str(len(content.papers))),
        (N_("Decisions"), str(len(content.decisions))),
        (N_("Orders"), str(len(content.orders))),
    ]
    return [(name, Text(said, said)) for name, said in lines]
