"""What the department said of single changes of this school: put aside, waiting, differing."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.i18n import N_
from dlschool.services import exchange_exceptions
from dlschool.services.exchange_exceptions import Said

SHOWN = 10


class ExceptionsPart(QWidget):
    """A card of the exchange's screen; not seen where everything was simply accepted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.rows = RowCard(N_("What the department did not simply accept"))
        column.addWidget(self.rows)

    def reload(self) -> None:
        found = exchange_exceptions.every(self._session.db, SHOWN)
        self.setVisible(bool(found))
        self.rows.put([_row(each) for each in found])


def _row(each: Said) -> ListRow:
    of = f", {each.op}" if each.op is not None else ""
    name = f"№ {each.seq}{of}"
    parts = [each.what, *([each.why] if each.why is not None else [])]
    sentence = Text("; ".join(p.kk for p in parts), "; ".join(p.ru for p in parts))
    return ListRow(None, Text(name, name), sentence)
