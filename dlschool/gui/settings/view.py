"""Settings: the school, its people and rules, this computer, the history."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.dialog import scrolled
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.tabs import Tabs
from dlschool.gui.words import Words
from dlschool.i18n import N_


class Section(Protocol):
    """A page of the settings: a widget that reads itself again."""

    def reload(self) -> None: ...


def _school(session: Session) -> QWidget:
    from dlschool.gui.settings.school import SchoolPage

    return SchoolPage(session)


def _staff(session: Session) -> QWidget:
    from dlschool.gui.settings.staff import StaffPage

    return StaffPage(session)


def _users(session: Session) -> QWidget:
    from dlschool.gui.users.page import UsersPage

    return UsersPage(session)


def _councils(session: Session) -> QWidget:
    from dlschool.gui.settings.councils import CouncilsPage

    return CouncilsPage(session)


def _rules(session: Session) -> QWidget:
    from dlschool.gui.settings.rules import RulesPage

    return RulesPage(session)


def _computer(session: Session) -> QWidget:
    from dlschool.gui.settings.computer import ComputerPage

    return ComputerPage(session)


def _backups(session: Session) -> QWidget:
    from dlschool.gui.settings.backups import BackupsPage

    return BackupsPage(session)


def _personal(session: Session) -> QWidget:
    from dlschool.gui.personal.page import PersonalPage

    return PersonalPage(session)


def _history(session: Session) -> QWidget:
    from dlschool.gui.journal.page import HistoryPage

    return HistoryPage(session)


SECTIONS: dict[str, tuple[Words, Callable[[Session], QWidget]]] = {
    "school": (N_("School"), _school),
    "staff": (N_("Staff"), _staff),
    "users": (N_("Users"), _users),
    "councils": (N_("Members of the councils"), _councils),
    "rules": (N_("School rules"), _rules),
    "computer": (N_("This computer"), _computer),
    "backups": (N_("Backups"), _backups),
    "personal": (N_("Personal data"), _personal),
    "history": (N_("History"), _history),
}


RIGHTS = {
    "school": Right.SCHOOL,
    "staff": Right.SCHOOL,
    "councils": Right.COUNCILS,
    "rules": Right.SCHOOL,
    "backups": Right.BACKUP,
}
"""Sections whose buttons need a right; the others ask by themselves."""


class SettingsView(Page):
    """The screen «Settings». Targets: the keys of `SECTIONS`. A section is made when first seen."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("Settings"), scrolls=False)
        self._session = session
        self._holders: dict[str, QVBoxLayout] = {}
        self.sections: dict[str, QWidget] = {}
        self.tabs = Tabs(N_("Sections of the settings"))
        self.tabs.bar.setProperty("dense", True)
        for key, (words, _make) in SECTIONS.items():
            holder = QWidget()
            self._holders[key] = QVBoxLayout(holder)
            self._holders[key].setContentsMargins(0, 0, 0, 0)
            self.tabs.add(key, words, holder)
        self.tabs.switched.connect(lambda _: self.reload())
        self.body.addWidget(self.tabs, 1)

    def reload(self) -> None:
        """The section in sight, read again."""
        key = self.tabs.key()
        if key not in self.sections:
            self.sections[key] = SECTIONS[key][1](self._session)
            fills = getattr(self.sections[key], "fills", False)
            shown = self.sections[key] if fills else scrolled(self.sections[key])
            self._holders[key].addWidget(shown)
        section: Section = self.sections[key]  # type: ignore[assignment]
        section.reload()
        if key in RIGHTS:
            writing = self.sections[key].findChildren(Button)
            rights.forbid_all(self._session, RIGHTS[key], writing)

    def open(self, target: object) -> None:
        """Shows a section."""
        if target in SECTIONS:
            self.tabs.go(str(target))
