"""Versions of a report that are kept: saved, printed, compared with the one before."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.report import Difference, Report
from dlschool.domain.text import Text
from dlschool.gui import printouts, rights
from dlschool.gui.reports.save_dialog import SaveDialog, save_sample
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, QuietButton
from dlschool.gui.widgets.card import EmptyState
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import facts, same
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words
from dlschool.i18n import N_, language
from dlschool.services import directives_reports, reports, reports_papers


class VersionsTab(QWidget):
    """`put(versions)`: of the period in sight, the newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._versions: Sequence[Report] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.nothing = EmptyState(
            "file-text",
            N_("The report of this period is not kept yet. What is kept can be saved and printed."),
        )
        column.addWidget(self.nothing)
        self.rows = RowCard()
        column.addWidget(self.rows)
        sample = QuietButton(
            N_("Save a sample template…"), lambda: save_sample(self, session), icon="download"
        )
        below = QHBoxLayout()
        below.addWidget(sample)
        below.addStretch(1)
        column.addLayout(below)
        column.addStretch(1)

    def put(self, versions: Sequence[Report]) -> None:
        self._versions = versions
        self.nothing.setVisible(not versions)
        self.rows.setVisible(bool(versions))
        self.rows.put([self._row(each) for each in versions])

    def _row(self, of: Report) -> ListRow:
        actions = [Action(N_("Save…"), lambda: self.save(of), icon="save")]
        if of.version > 1:
            actions.insert(0, Action(N_("What changed"), lambda: self.compare(of)))
        if rights.may(self._session, Right.PRINT):
            actions.append(Action(N_("Print…"), lambda: self.print_(of), icon="printer"))
        newest = of is self._versions[0]
        badge: tuple[Words, str] = (
            same(str(of.version)),
            "accent" if newest else "neutral",
        )
        said = f"{of.made_on:%d.%m.%Y}, {of.by}"
        return ListRow(badge, Text(said, said), self._more(of), actions=actions)

    def _more(self, of: Report) -> Words:
        """Why it was corrected, and what the department said of it."""
        found = directives_reports.remark(self._session.db, of.id or 0)
        if found is None:
            return same(of.reason)
        said = directives_reports.said(found)
        before = f"{of.reason}; " if of.reason else ""
        return Text(before + said.kk, before + said.ru)

    def save(self, of: Report) -> None:
        SaveDialog(self.window(), self._session, of).open()

    def print_(self, of: Report) -> None:
        spoken = language()
        printouts.lay_out(
            self, self._session, lambda db, _progress: reports_papers.prepare(db, of, spoken)
        )

    def compare(self, of: Report) -> None:
        """Which figures the version says otherwise than the one before it."""
        found = reports.compared(self._session.db, of).figures
        Dialog(
            self.window(),
            N_("What version {version} changed"),
            facts([(each.key.name, _change(each)) for each in found])
            if found
            else EmptyState("check", N_("No figure changed: only what is missing.")),
            cancel=N_("Close"),
            wide=720,
            version=of.version,
        ).open()


def _change(each: Difference) -> Text:
    said = f"{each.before} → {each.after}"
    return Text(said, said)
