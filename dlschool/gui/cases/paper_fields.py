"""The fields of a paper, by its kind: what every paper has, then what this kind says."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from dlschool.domain.case import PaperKind
from dlschool.domain.details import DETAILS, DetailField
from dlschool.domain.record import Paper
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_
from dlschool.services.cases import CaseFile

ISSUED_ELSEWHERE = frozenset(
    {PaperKind.MEDICAL, PaperKind.PARTICIPATION, PaperKind.DEPARTMENT_ORDER}
)
"""Kinds that another body gives: its name is asked for, and the period that it names."""

Edit = QLineEdit | QPlainTextEdit | Combo


class PaperFields(Fields):
    """`filled(day)` is the paper as the fields have it."""

    def __init__(
        self, session: Session, file: CaseFile, kind: str, paper: Paper | None = None
    ) -> None:
        super().__init__()
        self._case_id, self._kind, self._paper = file.case.id or 0, kind, paper
        self._note(file)
        self.number = QLineEdit(paper.number if paper else "")
        self.day = DateEdit(session.today, paper.date if paper else session.today())
        self.row((N_("Date of the paper"), self.day), (N_("Number"), self.number))
        elsewhere = kind in ISSUED_ELSEWHERE or kind not in DETAILS
        self.issuer = QLineEdit(paper.issuer if paper else "")
        self.start = DateEdit(session.today, paper.valid_from if paper else None)
        self.until = DateEdit(session.today, paper.valid_until if paper else None)
        if elsewhere:
            self.add(N_("Issued by"), self.issuer)
            self.row((N_("Holds from"), self.start), (N_("Holds until"), self.until))
        kept = paper.details if paper else {}
        self.closed = dict(kept) if rights.is_closed(kept.get("closed")) else {}
        """The sealed details as they came: they go back as they are."""
        if self.closed:
            self.wide(Label(rights.CLOSED_TIP, "small-late"))
        asked_for = () if self.closed else DETAILS.get(kind, ())
        self.details: dict[str, Edit] = {
            asked.key: self._detail(asked, kept.get(asked.key, "")) for asked in asked_for
        }
        self.from_paper = self.add(N_("Entered from paper: the case ran before"), QCheckBox())
        self.from_paper.setChecked(paper.from_paper if paper else file.case.from_paper)

    def _note(self, file: CaseFile) -> None:
        """What the edition says of this paper; of a medical one, what is never kept."""
        rule = file.edition.grounds.rule(file.case.ground)
        asked = next((p for p in rule.papers if p.kind == self._kind), None) if rule else None
        if asked is not None and asked.note is not None:
            self.wide(Label(asked.note, "small-soft"))
        if self._kind == PaperKind.MEDICAL:
            words = N_("Issuer, number, date, period and recommendation. Never the diagnosis.")
            self.wide(Label(words, "small-late"))

    def _detail(self, asked: DetailField, value: str) -> Edit:
        if asked.choices:
            combo = self.add(asked.name, Combo(list(asked.choices)))
            combo.set_key(value or asked.choices[0][0])
            return combo
        if not asked.multiline:
            return self.add(asked.name, QLineEdit(value))
        text = self.add(asked.name, QPlainTextEdit(value))
        text.setTabChangesFocus(True)
        text.setFixedHeight(72)
        return text

    def filled(self, day: date) -> Paper:
        """Raises Refused for what is no date."""
        return Paper(
            id=self._paper.id if self._paper else None,
            case_id=self._case_id,
            kind=self._kind,
            date=day,
            number=self.number.text().strip(),
            issuer=self.issuer.text().strip(),
            valid_from=self.start.value(),
            valid_until=self.until.value(),
            details=self.closed
            or {key: said for key, edit in self.details.items() if (said := _value(edit))},
            from_paper=self.from_paper.isChecked(),
        )


def _value(edit: Edit) -> str:
    if isinstance(edit, Combo):
        return str(edit.key() or "")
    if isinstance(edit, QPlainTextEdit):
        return edit.toPlainText().strip()
    return edit.text().strip()
