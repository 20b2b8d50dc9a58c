"""Values that the school and the department wrote differently: side by side; a person chooses one."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Choice
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import facts
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.messages import ask
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import exchange_differences
from dlschool.services.exchange_differences import Difference

DECIDED = 5
_OPEN: tuple[Words, str] = (N_("To decide"), "late")
_DECIDED: tuple[Words, str] = (N_("Decided"), "done")


class DifferencesPart(QWidget):
    """A card of the exchange's screen; not seen where there never was a difference."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.rows = RowCard(N_("Differences with the department"))
        column.addWidget(self.rows)

    def reload(self) -> None:
        found = exchange_differences.every(self._session.db)
        open_ones = [each for each in found if each.open]
        decided = [each for each in found if not each.open][:DECIDED]
        self.setVisible(bool(found))
        self.rows.put([self._row(each) for each in (*open_ones, *decided)])

    def _row(self, each: Difference) -> ListRow:
        record = exchange_differences.record(self._session.db, each)
        field = exchange_differences.field(each)
        ours, theirs = (exchange_differences.value(each, which) for which in ("other", "current"))
        way = (
            Action(N_("Choose…"), partial(self.choose, each))
            if each.open
            else Action(N_("Put the other back…"), partial(self.put_back, each))
        )
        sentence = Text(
            f"{field.kk}: {theirs.kk} ≠ {ours.kk}", f"{field.ru}: {theirs.ru} ≠ {ours.ru}"
        )
        offered = [way] if each.open or each.field else []
        return ListRow(_OPEN if each.open else _DECIDED, record, sentence, actions=offered)

    def choose(self, each: Difference) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(facts(self._sides(each)))
        db = self._session.db
        options: list[tuple[str, Words]] = [
            ("current", exchange_differences.source(db, each.current_source)),
            ("other", exchange_differences.source(db, each.other_source)),
        ]
        choice = Choice(options, "current", N_("Whose value stands"))
        column.addWidget(choice)
        column.addWidget(
            Label(N_("The other value stays in this list and can be put back."), "small-soft")
        )

        def done() -> None:
            self._session.act(exchange_differences.resolve, db, each.number, choice.value())

        Dialog(
            self.window(),
            N_("Difference № {number}"),
            body,
            N_("This value stands"),
            done,
            wide=640,
            number=each.number,
        ).open()

    def _sides(self, each: Difference) -> list[tuple[Words, Words]]:
        db = self._session.db
        when = f"{each.at:%d.%m.%Y %H:%M}"
        return [
            (N_("Of what"), exchange_differences.record(db, each)),
            (N_("Field"), exchange_differences.field(each)),
            (
                exchange_differences.source(db, each.current_source),
                exchange_differences.value(each, "current"),
            ),
            (
                exchange_differences.source(db, each.other_source),
                exchange_differences.value(each, "other"),
            ),
            (N_("Found"), Text(when, when)),
        ]

    def put_back(self, each: Difference) -> None:
        db = self._session.db
        ask(
            self.window(),
            N_("Put the other value back?"),
            N_("It stands here again and is told to the department as a new change."),
            N_("Put it back"),
            partial(self._session.act, exchange_differences.put_back, db, each.number),
        )
