"""What the department asks for: each with what can be done, done by a person only."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.text import Text
from dlschool.gui.exchange import directive_dialogs as dialogs
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.dialog import Dialog, scrolled
from dlschool.gui.widgets.fields import Fields, facts
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import shown
from dlschool.i18n import N_
from dlschool.services import directives, directives_calls, directives_words
from dlschool.services.directives import STATE_NAMES, Directive

DECIDED = 5
"""So many that were decided stand below those that wait."""
BADGES = {"new": "accent", "seen": "neutral", "used": "done", "refused": "late"}
FEW = 3
"""More missing records than these stand in a list of their own."""
MOST = 60
"""So many rows stand in a list."""
LACKING = Text("Мектепте жоқ жазбалар", "Записи, которых нет в школе")
SAID = 3
"""So many facts stand in a row."""
WAYS: dict[str, tuple[str, Callable[[QWidget, Session, Directive], Dialog]]] = {
    "calendar": (N_("Look at it…"), dialogs.calendar),
    "edition": (N_("Look at it…"), dialogs.edition),
    "report-request": (N_("Make the report…"), dialogs.report),
    "number-block": (N_("Accept the numbers…"), dialogs.numbers),
    "level-offer": (N_("Agree…"), dialogs.level),
    "scan-request": (N_("Send a scan…"), dialogs.scan),
}
TELLS = frozenset(["remark", "missing", "unknown"])
"""Kinds in which there is nothing to refuse."""


class DirectivesPart(QWidget):
    """A card of the exchange's screen; not seen while the department has asked for nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.rows = RowCard(N_("From the department"))
        column.addWidget(self.rows)

    def reload(self) -> None:
        found = directives.every(self._session.db)
        waiting = [each for each in found if each.waits]
        decided = [each for each in found if not each.waits][:DECIDED]
        lacking = [each for each in waiting if each.kind == "missing"]
        listed = [each for each in waiting if each not in lacking or len(lacking) <= FEW]
        rows = [self._row(each) for each in (*listed[:MOST], *decided)]
        if len(lacking) > FEW:
            rows.insert(0, self._lacking(lacking))
        self.setVisible(bool(found))
        self.rows.put(rows)

    def _lacking(self, found: list[Directive]) -> ListRow:
        """Many records that this base lacks: one row, their list behind it."""

        def said() -> str:
            return shown(N_("to enter again and tick off: {n}"), n=len(found))

        way = Action(N_("Show the list…"), partial(self.show_lacking, found))
        return ListRow((STATE_NAMES["new"], "late"), LACKING, said, actions=[way])

    def show_lacking(self, found: list[Directive]) -> None:
        """Every record by its fields, each with its tick."""
        card = RowCard()
        box = Dialog(self.window(), LACKING, scrolled(card), cancel=N_("Close"), wide=860)

        def tick(each: Directive) -> None:
            self._session.act(directives.put_away, self._session.db, each.id)
            found.remove(each)
            card.put([row(other) for other in found[:MOST]])

        def row(each: Directive) -> ListRow:
            way = Action(N_("Tick off"), partial(tick, each), icon="check")
            return ListRow(None, _all(each), actions=[way])

        card.put([row(each) for each in found[:MOST]])
        box.open()

    def _row(self, each: Directive) -> ListRow:
        return ListRow(
            (STATE_NAMES[each.state], BADGES[each.state]),
            directives.title(each),
            _shortly(each),
            actions=self._actions(each),
        )

    def _actions(self, each: Directive) -> list[Action]:
        show = Action(N_("Show"), partial(self.show_facts, each))
        if not each.waits:
            return [show]
        if each.kind == "call":
            first = Action(N_("Prepare the case"), partial(self.prepare, each))
        elif each.kind in WAYS:
            words, _dialog = WAYS[each.kind]
            first = Action(words, partial(self.open_dialog, each))
        else:
            return [show, Action(N_("Put away…"), partial(self.put_away, each))]
        return [first, Action(N_("Refuse…"), partial(self.refuse, each))]

    def open_dialog(self, each: Directive) -> None:
        """Refused: it cannot be read, or asks for what never leaves."""
        directives.see(self._session.db, each.id)
        WAYS[each.kind][1](self.window(), self._session, each).open()

    def prepare(self, each: Directive) -> None:
        """The screen of the morning, filled in."""
        directives.see(self._session.db, each.id)
        self._session.go("mornings", directives_calls.prepared(self._session.db, each.id))

    def show_facts(self, each: Directive) -> None:
        self._session.act(directives.see, self._session.db, each.id)
        Dialog(
            self.window(),
            directives.title(each),
            dialogs.everything(each),
            cancel=N_("Close"),
            wide=640,
        ).open()

    def put_away(self, each: Directive) -> None:
        """A person has seen it, or entered again what it names."""
        fields = Fields()
        fields.wide(facts(list(directives_words.facts(each))))
        note = fields.add(N_("Note, if there is one"), QLineEdit())

        def done() -> None:
            self._session.act(directives.put_away, self._session.db, each.id, note.text())

        words = N_("Entered again: tick off") if each.kind == "missing" else N_("Put away")
        Dialog(self.window(), directives.title(each), fields, words, done, wide=640).open()

    def refuse(self, each: Directive) -> None:
        fields = Fields()
        fields.wide(facts(list(directives_words.facts(each))))
        why = fields.add(N_("Why it is refused"), QLineEdit())

        def done() -> None:
            self._session.act(directives.refuse, self._session.db, each.id, why.text())

        Dialog(self.window(), directives.title(each), fields, N_("Refuse"), done, wide=640).open()


def _all(each: Directive) -> Text:
    return _joined(directives_words.facts(each))


def _shortly(each: Directive) -> Text:
    """The first of what it says; a refused one, why."""
    if each.state == "refused":
        return Text(each.note, each.note)
    return _joined(directives_words.facts(each)[:SAID])


def _joined(said: list[tuple[Text, Text]]) -> Text:
    if not said:
        return directives_words.NOTHING
    return Text(
        "; ".join(f"{name.kk}: {value.kk}" for name, value in said),
        "; ".join(f"{name.ru}: {value.ru}" for name, value in said),
    )
