"""Reports: a period is chosen, its figures are counted beside the window, kept as versions, sent out."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.report import Covered, Lack, Report, differences
from dlschool.gui import rights, tasks
from dlschool.gui.reports.figures import FiguresTab
from dlschool.gui.reports.period import PeriodPicker
from dlschool.gui.reports.register_tab import RegisterTab
from dlschool.gui.reports.versions import VersionsTab
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, PrimaryButton
from dlschool.gui.widgets.card import EmptyState, Strip, empty
from dlschool.gui.widgets.dialog import Dialog, scrolled
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.widgets.tabs import Tabs
from dlschool.i18n import N_
from dlschool.services import cases, reports, reports_gaps
from dlschool.services.opening import another_connection
from dlschool.services.reports_gaps import GapLine

CARD = frozenset([Lack.SEX, Lack.CLASS, Lack.LANGUAGE])
PLACES = {
    Lack.UNDATED: "calendar",
    Lack.NOT_TAKEN: "marks",
    Lack.NO_MAXIMUM: "calendar",
    Lack.NO_GRADES: "marks",
    Lack.NO_READINESS: "readiness",
}
"""The screens on which the rest is put right."""
SUB = N_("{period}. At a distance: {period_count}; at the end ({day}): {end_count}.")


class ReportsView(Page):
    """`open` takes the name of a tab: figures, missing, versions, register."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("Reports"), scrolls=False)
        self._session = session
        self._report: Report | None = None
        self._versions: list[Report] = []
        self._asked = self._shown = 0
        self.period = PeriodPicker(session)
        self.period.changed.connect(self._count)
        self.pills.addWidget(self.period)
        self.keeping = PrimaryButton(N_("Keep the report"), self.keep, icon="save")
        self.right.addWidget(self.keeping)
        self._strips = QVBoxLayout()
        self.body.addLayout(self._strips)
        self.figures = FiguresTab()
        self.missing = RowCard()
        self.complete = EmptyState("check", N_("Nothing is missing."))
        self.versions = VersionsTab(session)
        self.register = RegisterTab(session)
        gaps = QWidget()
        column = QVBoxLayout(gaps)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.missing)
        column.addWidget(self.complete)
        column.addStretch(1)
        self.tabs = Tabs(N_("About the report"))
        self.tabs.add("figures", N_("Figures"), scrolled(self.figures))
        self.tabs.add("missing", N_("What is missing: {n}"), scrolled(gaps), n=0)
        self.tabs.add("versions", N_("Versions: {n}"), scrolled(self.versions), n=0)
        self.tabs.add("register", N_("National database"), self.register)
        self.tabs.switched.connect(lambda _: self._show_register())
        self.body.addWidget(self.tabs, 1)
        self.refused = EmptyState("lock", rights.refusal(session, Right.EXPORT) or "")
        self.body.addWidget(self.refused, 1)
        allowed = rights.may(session, Right.EXPORT)
        for part in (self.period, self.keeping, self.tabs):
            part.setVisible(allowed)
        self.refused.setVisible(not allowed)

    def reload(self) -> None:
        if not rights.may(self._session, Right.EXPORT):
            return
        self.period.reload()
        self._count()
        self._show_register()

    def _show_register(self) -> None:
        """Only the tab in sight reads."""
        if self.tabs.key() == "register":
            self.register.reload()

    def _count(self) -> None:
        """Counts beside the window; an answer that comes after another question is dropped."""
        self._asked += 1
        asked, covered = self._asked, self.period.covered()
        if covered is None:
            self._report = None
            self.keeping.setEnabled(False)
            self.say(
                N_("Reports"), N_("Give the first and the last day of a period that has begun.")
            )
            return

        def work(_progress: object, _cancelled: Callable[[], bool]) -> Any:
            return _counted(self._session.db, covered)

        def done(found: Any) -> None:
            if asked == self._asked:
                self._put(*found)
                self._shown = asked

        tasks.run(self, work, done, words=N_("Counting the report…"))

    def _put(self, report: Report, versions: list[Report], gaps: list[GapLine]) -> None:
        self._report, self._versions = report, versions
        covered, figures = report.covered, report.figures
        self.say(
            N_("Reports"),
            SUB,
            period=covered.name,
            period_count=figures["pupils_total"],
            day=covered.counted_on,
            end_count=figures["pupils_total_end"],
        )
        self.figures.put(report)
        self.missing.put([self._gap(line) for line in gaps])
        self.missing.setVisible(bool(gaps))
        self.complete.setVisible(not gaps)
        self.versions.put(versions)
        self.tabs.rename("missing", N_("What is missing: {n}"), n=len(gaps))
        self.tabs.rename("versions", N_("Versions: {n}"), n=len(versions))
        self._say_kept()

    def _gap(self, line: GapLine) -> ListRow:
        """With the way to where it is put right."""
        gap, go = line.gap, self._session.go
        way: Callable[[], object] | None = None
        if line.pupil_id is not None and gap.lack in CARD:
            way = partial(go, "pupils", line.pupil_id)
        elif gap.case:
            way = partial(go, "cases", cases.find_case(self._session.db, gap.case))
        elif gap.lack in PLACES:
            way = partial(go, PLACES[gap.lack])
        actions = [Action(N_("Open"), way)] if way else []
        return ListRow((line.what, "late"), line.who, line.todo, actions=actions)

    def _say_kept(self) -> None:
        """Whether the newest version still says what the records say."""
        empty(self._strips)
        newest, report = next(iter(self._versions), None), self._report
        same = newest is not None and report is not None and _alike(newest, report)
        self.keeping.setEnabled(report is not None and not same)
        if newest is None or report is None or same:
            return
        self._strips.addWidget(
            Strip(
                N_("Since version {version} of {date} figures changed: {n}."),
                version=newest.version,
                date=newest.made_on,
                n=len(differences(newest, report)),
            )
        )

    def keep(self) -> None:
        """The first version at once; a correction asks for its reason."""
        if self._report is None:
            return
        if not self._versions:
            self._keep("")
            return
        fields = Fields()
        reason = fields.add(N_("Why the report is corrected"), QLineEdit())
        fields.wide(Label(N_("The earlier version stays as it was sent."), "small-soft"))
        Dialog(
            self.window(),
            N_("A corrected report"),
            fields,
            N_("Keep as version {version}"),
            lambda: self._keep(reason.text()),
            version=self._versions[0].version + 1,
        ).open()

    def _keep(self, reason: str) -> None:
        assert self._report is not None
        kept = self._session.act(reports.keep, self._session.db, self._report, reason)
        self._session.tell(N_("The report is kept: version {version}"), version=kept.version)
        self.tabs.go("versions")

    def open(self, target: object) -> None:
        if target in ("figures", "missing", "versions", "register"):
            self.tabs.go(str(target))

    def print_(self) -> None:
        """The newest version; one that is not kept is not printed."""
        self.tabs.go("versions")
        if self._versions:
            self.versions.print_(self._versions[0])


def _counted(db: Any, covered: Covered) -> tuple[Report, list[Report], list[GapLine]]:
    """On the other thread, over a connection of its own."""
    other = another_connection(db)
    try:
        report = reports.count(other, covered)
        return report, reports.versions(other, covered), reports_gaps.lines(other, report)
    finally:
        other.close()


def _alike(kept: Report, counted: Report) -> bool:
    return kept.gaps == counted.gaps and not differences(kept, counted)
