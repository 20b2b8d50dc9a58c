"""Cases: the list, or one of them. Opens at an id, at (id, step), or with a new case."""

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.gui import rights
from dlschool.gui.cases.case_list import CaseList
from dlschool.gui.cases.case_view import CaseView
from dlschool.gui.session import Session
from dlschool.services import lists


class CasesView(QWidget):
    """The screen: a stack of the list and of one case."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        column.addWidget(self._stack)
        self.list = CaseList(session, self.show_case, self.new)
        self.case = CaseView(session, self.show_list)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.case)

    def reload(self) -> None:
        if self._stack.currentWidget() is not self.case:
            self.list.reload()
        elif lists.case_lines(self._session.db, [self.case.case_id or 0]):
            self.case.reload()
        else:
            self.show_list()

    def open(self, target: Any) -> None:
        """`target`: a case's id, (id, key of a step to begin), "new", or ("new", pupil's id)."""
        if target == "new":
            self.new()
        elif isinstance(target, tuple) and target[0] == "new":
            self.new(target[1])
        elif isinstance(target, tuple):
            self.show_case(target[0], target[1])
        elif isinstance(target, int):
            self.show_case(target)
        else:
            self.show_list()

    def show_case(self, case_id: int, step: str = "") -> None:
        self.case.put(case_id, step)
        self._stack.setCurrentWidget(self.case)
        self.case.focus_next()

    def show_list(self) -> None:
        self._stack.setCurrentWidget(self.list)
        self.list.reload()
        self.list.table.setFocus()

    def new(self, pupil_id: int | None = None) -> None:
        """The dialog of a new case; a case that was opened is shown."""
        from dlschool.gui.cases.new_case import NewCase

        rights.need(self._session, Right.CASES)

        NewCase(self._session, self, self.show_case, pupil_id).open()

    def find(self) -> None:  # type: ignore[override]
        """Ctrl+F: to the search box of the list."""
        self.show_list()
        self.list.search.setFocus()

    def print_(self) -> None:
        """Ctrl+P: the case that is shown, else the list."""
        if self._stack.currentWidget() is self.case:
            self.case.documents()
        else:
            self.list.print_()

    def back(self) -> bool:
        """Esc: from a case to the list."""
        if self._stack.currentWidget() is not self.case:
            return False
        self.show_list()
        return True
