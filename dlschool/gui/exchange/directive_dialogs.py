"""What a directive says and what would follow from it, before a person says yes."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.text import Text
from dlschool.gui.cases.page_viewer import PageViewer
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, facts
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import (
    directives,
    directives_calendars,
    directives_editions,
    directives_levels,
    directives_numbers,
    directives_reports,
    directives_scans,
    directives_words,
    scans,
)
from dlschool.services.directives import Directive

WIDE = 760
SEEN = 300
"""Height of the page that is shown before it leaves."""


def everything(of: Directive) -> QWidget:
    """Every fact of it, and why it was refused."""
    rows: list[tuple[Words, Words]] = [*directives_words.facts(of)]
    if of.note:
        rows.append((N_("Note"), Text(of.note, of.note)))
    return facts(rows)


def _body(*parts: QWidget) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return body


def calendar(parent: QWidget, session: Session, of: Directive) -> Dialog:
    """The school's days beside the department's."""
    changed = directives_calendars.compared(session.db, of)
    rows: list[tuple[Words, Words]] = [
        (name, Text(f"{old.kk} → {new.kk}", f"{old.ru} → {new.ru}")) for name, old, new in changed
    ]
    same = N_("It says what the school's calendar says already.")
    keeps = N_("The school's own days off stay, unless the department's calendar names some.")
    body = _body(facts(rows) if rows else Label(same), Label(keeps, "small-soft"))
    return Dialog(
        parent,
        directives.title(of),
        body,
        N_("Use this calendar"),
        partial(session.act, directives_calendars.use, session.db, of.id),
        wide=WIDE,
    )


def edition(parent: QWidget, session: Session, of: Directive) -> Dialog:
    """What the new edition changes, point by point."""
    found = directives_editions.offered(session.db, of)
    act = found.edition.act
    head = _body(
        Label(act.title, "strong"), Label(N_("The department's signature is right."), "done")
    )
    rows: list[tuple[Words, Words]] = [
        (each.point, each.after or Text("алып тасталған", "исключён")) for each in found.changed
    ]
    later = (
        N_("Its text is confirmed: new cases take it by the chain of editions.")
        if found.edition.confirmed
        else N_("Its text is not confirmed: no case takes it until it is switched on in Law.")
    )
    body = _body(head, Label(later), facts(rows))
    return Dialog(
        parent,
        directives.title(of),
        body,
        N_("Keep the edition"),
        partial(session.act, directives_editions.use, session.db, of.id),
        wide=WIDE,
    )


def report(parent: QWidget, session: Session, of: Directive) -> Dialog:
    """The period asked for; a correction of a kept report wants its reason."""
    covered = directives_reports.covered(session.db, of)
    fields = Fields()
    fields.wide(facts([(N_("Period"), covered.name), *directives_words.facts(of)]))
    reason = fields.add(
        N_("Why the report is corrected"),
        QLineEdit(),
        N_("Only where a version of this period is kept already and says otherwise."),
    )

    def done() -> None:
        made = session.act(directives_reports.answer, session.db, of.id, reason.text())
        session.tell(N_("The report is kept: version {version}"), version=made.version)

    return Dialog(parent, directives.title(of), fields, N_("Make and send"), done, wide=WIDE)


def numbers(parent: QWidget, session: Session, of: Directive) -> Dialog:
    words = N_("From now on orders of this series take the next number of the block.")
    return Dialog(
        parent,
        directives.title(of),
        _body(everything(of), Label(words)),
        N_("Accept the numbers"),
        partial(session.act, directives_numbers.accept, session.db, of.id),
    )


def level(parent: QWidget, session: Session, of: Directive) -> Dialog:
    """The written agreement is the school's own: number and day are looked at by the person."""
    _level, document, day = directives_levels.offered(of)
    fields = Fields()
    fields.wide(everything(of))
    paper = fields.add(N_("Written agreement: name and number"), QLineEdit(document))
    on = fields.add(N_("Its date"), DateEdit(session.today, day))

    def done() -> object:
        if not fields.check():
            return False
        session.act(directives_levels.agree, session.db, of.id, paper.text(), on.value())
        return True

    return Dialog(parent, directives.title(of), fields, N_("Agree"), done, wide=640)


def scan(parent: QWidget, session: Session, of: Directive) -> Dialog:
    """Which scan, for which reason; nothing goes without the owner's tick."""
    found = directives_scans.offered(session.db, of)
    fields = Fields()
    rows: list[tuple[Words, Words]] = [
        (
            N_("Case"),
            Text(f"№ {found.case.number}, {found.who}", f"№ {found.case.number}, {found.who}"),
        ),
        (N_("Paper"), found.paper),
        (N_("Why the department asks"), Text(found.reason or "—", found.reason or "—")),
    ]
    fields.wide(facts(rows))
    options: list[tuple[object, Words]] = []
    for paper, each in found.scans:
        said = f"{paper.date:%d.%m.%Y} № {paper.number or '—'}, {each.size // 1024} kB"
        options.append((each.id, Text(said, said)))
    chosen = fields.add(N_("Scan"), Combo(options))
    consent = fields.add(N_("This scan may go to the department"), QCheckBox())
    viewer = fields.wide(PageViewer())
    viewer.setFixedHeight(SEEN)

    def look() -> None:
        """The person sees what would leave."""
        viewer.put(scans.page(session.db, int(str(chosen.key())), 0), [])

    chosen.currentIndexChanged.connect(lambda _place: look())
    QTimer.singleShot(0, viewer, look)

    def done() -> None:
        scan_id = int(str(chosen.key()))
        agreed = consent.isChecked()
        session.act(directives_scans.send, session.db, of.id, scan_id, consent=agreed)
        session.tell(N_("The scan waits for the line"))

    return Dialog(parent, directives.title(of), fields, N_("Send this scan"), done, wide=640)
