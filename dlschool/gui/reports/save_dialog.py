"""Saving a kept report: language, Excel or separated text or an own template, with names or without."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from dlschool.domain.report import Report
from dlschool.gui import tasks
from dlschool.gui.protect import ProtectDialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say, shown
from dlschool.i18n import N_, language
from dlschool.services import printing, reports_files, reports_papers, reports_templates
from dlschool.services.protected_files import PLAIN, Protection

LANGUAGES: tuple[tuple[str, Words], ...] = (
    ("kk", N_("Kazakh")),
    ("ru", N_("Russian")),
    ("both", N_("Kazakh and Russian")),
)
KINDS: tuple[tuple[str, Words], ...] = (
    ("xlsx", N_("Excel")),
    ("pdf", N_("PDF")),
    ("csv", N_("Separated text (CSV), a file for each table")),
    ("template", N_("Our own Excel template")),
)
FILES = {"xlsx": "Excel (*.xlsx)", "pdf": "PDF (*.pdf)", "csv": "ZIP (*.zip)"}
SUFFIXES = {**reports_files.FORMATS, "pdf": ".pdf"}
NAMED = ("xlsx", "pdf")
"""Files that may name those whose data are missing: they can have a password."""
TEMPLATES = "Excel (*.xlsx *.xlsm)"
TEMPLATE_HINT = N_(
    "In your own Excel form give cells the names of figures: the program fills them and keeps "
    "formulas and formats. The sample has all the names."
)


class SaveDialog(Dialog):
    """Asks how, then where; a file with names is asked for its password too."""

    def __init__(self, parent: QWidget, session: Session, report: Report) -> None:
        self._session, self._report = session, report
        self.fields = Fields()
        self.language = self.fields.add(N_("Language"), Combo(LANGUAGES))
        self.language.set_key(language())
        self.kind = self.fields.add(N_("File"), Combo(KINDS))
        self.names = self.fields.wide(QCheckBox())
        say(self.names, "setText", N_("Name those whose data are missing"))
        self.hint = self.fields.wide(Label(TEMPLATE_HINT, "small-soft"))
        super().__init__(parent, N_("Save the report"), self.fields, N_("Choose where…"), self._go)
        self.setProperty("draft", False)
        self.kind.currentIndexChanged.connect(lambda _: self._show())
        self._show()

    def _show(self) -> None:
        kind = self.kind.key()
        self.hint.setVisible(kind == "template")
        self.names.setVisible(kind in NAMED)
        self.fields.set_visible(self.language, kind != "template")

    def _go(self) -> bool:
        if self.kind.key() == "template":
            return self._fill()
        kind = str(self.kind.key())
        name, files = self._name(SUFFIXES[kind]), FILES[kind]
        if self.names.isChecked() and kind in NAMED:
            write = partial(_write, self._session, self._report, self._language(), names=True)
            ProtectDialog(self.parentWidget(), name, files, write).open()
            return True
        path = self._where(SUFFIXES[kind], files)
        if path is None:
            return False
        _write(self._session, self._report, self._language(), path, PLAIN, names=False)
        return True

    def _language(self) -> str:
        return str(self.language.key())

    def _name(self, suffix: str) -> str:
        return reports_files.file_name(self._report) + suffix

    def _where(self, suffix: str, kinds: str) -> Path | None:
        title = shown(N_("Save the report"))
        name, _ = QFileDialog.getSaveFileName(self, title, self._name(suffix), kinds)
        return (Path(name) if Path(name).suffix else Path(name + suffix)) if name else None

    def _fill(self) -> bool:
        title = shown(N_("Choose the template"))
        template, _ = QFileDialog.getOpenFileName(self, title, "", TEMPLATES)
        path = self._where(Path(template).suffix or ".xlsx", TEMPLATES) if template else None
        if path is None:
            return False
        filled = self._session.act(
            reports_templates.fill_template, self._session.db, self._report, Path(template), path
        )
        count = len(filled.names) - len(filled.formulas)
        self._session.tell(N_("Cells filled: {count}, {file}"), count=count, file=path)
        return True


def _write(
    session: Session,
    report: Report,
    spoken: str,
    path: Path,
    protection: Protection,
    *,
    names: bool,
) -> None:
    """Of no dialog: the one that asked is closed when the password's dialog calls it."""
    if path.suffix.lower() == SUFFIXES["pdf"]:
        made = reports_papers.prepare(session.db, report, spoken, names=names)
        session.act(printing.export, session.db, made, path, protection)
    else:
        session.act(
            reports_files.export,
            session.db,
            report,
            path,
            spoken,
            names=names,
            protection=protection,
        )
    session.tell(N_("Saved: {file}"), file=path)


def save_sample(parent: QWidget, session: Session) -> None:
    """Asks where to, and saves the sample template."""
    title = shown(N_("Save a sample template"))
    name, _ = QFileDialog.getSaveFileName(parent, title, "dl-template.xlsx", FILES["xlsx"])
    if not name:
        return
    path, spoken = Path(name).with_suffix(".xlsx"), language()

    def done(_count: int) -> None:
        session.tell(N_("Saved: {file}"), file=path)

    tasks.run(parent, lambda *_: reports_templates.save_sample(path, spoken), done)
