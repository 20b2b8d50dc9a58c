"""The screen «Reports»: counted beside the window, kept with a reason, saved, the national database."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import builders
import pytest
from gui.kept import dialog, press, refused, said
from gui.naming import nameless
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role, User
from dlschool.domain.report import PeriodKind
from dlschool.gui import words
from dlschool.gui.reports.save_dialog import SaveDialog, save_sample
from dlschool.gui.reports.view import ReportsView
from dlschool.gui.session import Session
from dlschool.services import reports, reports_register


@pytest.fixture
def counted(qtbot: QtBot) -> Callable[[ReportsView], None]:
    """Waits until the figures of the newest question are there."""

    def wait(view: ReportsView) -> None:
        seen = view._asked
        qtbot.waitUntil(lambda: view._report is not None and view._shown == seen, timeout=8000)

    return wait


@pytest.fixture
def view(qtbot: QtBot, session: Session, counted: Callable[[ReportsView], None]) -> ReportsView:
    builders.stored_case(session.db, pupil_id=builders.stored_pupil(session.db, sex=None))
    made = ReportsView(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    made.resize(1166, 692)
    made.show()
    made.reload()
    counted(made)
    return made


Counted = Callable[[ReportsView], None]


def test_it_opens_on_the_term_of_today_with_its_figures(view: ReportsView) -> None:
    assert "2026-2027 оқу жылы, 2-тоқсан" in said(view)
    view.figures.group.set_key("cases")
    assert "Отбасының өтініші бойынша" in said(view.figures)
    words.speak("ru")
    assert "По заявлению семьи" in said(view.figures)


def test_another_period_is_counted_anew(view: ReportsView, counted: Counted) -> None:
    view.period.kind.set_key(PeriodKind.YEAR)
    counted(view)
    assert view._report is not None
    assert view._report.covered.kind is PeriodKind.YEAR
    view.period.kind.set_key(PeriodKind.HALF)
    counted(view)
    assert view._report.covered.number == 1


def test_only_terms_that_have_begun_are_offered(view: ReportsView) -> None:
    assert [view.period.number.itemData(n) for n in range(view.period.number.count())] == [1, 2]


def test_any_dates_are_counted_once_they_are_a_period(view: ReportsView, counted: Counted) -> None:
    view.period.kind.set_key(PeriodKind.DATES)
    view.period.start.set_value(date(2026, 11, 5))
    view.period.until.set_value(date(2026, 11, 1))
    assert not view.keeping.isEnabled()
    assert "Басталған кезеңнің" in said(view)
    view.period.until.set_value(date(2026, 11, 5))
    counted(view)
    assert view._report is not None
    assert view._report.covered.until == date(2026, 11, 5)


def test_the_first_version_is_kept_at_once_a_correction_asks_why(
    view: ReportsView, session: Session, counted: Counted, qtbot: QtBot
) -> None:
    press(view, "Есеп жасау")
    counted(view)
    assert view.tabs.key() == "versions"
    assert not view.keeping.isEnabled(), "nothing changed since"
    another = {"pupil_id": builders.stored_pupil(session.db, last="Әлиев")}
    session.act(builders.stored_case, session.db, **another)
    counted(view)
    assert "1-нұсқадан (05.11.2026) кейін" in said(view)
    press(view, "Есеп жасау")
    box = dialog()
    box.accept()
    assert "түзетілетінін" in refused(box)
    box.findChildren(QLineEdit)[0].setText("бір іс қалып қойған")
    box.accept()
    counted(view)
    assert [each.version for each in reports.kept(session.db)] == [2, 1]
    assert "бір іс қалып қойған" in said(view.versions)
    press(view.versions, "Не өзгерді")
    assert "→" in said(dialog())


def test_what_is_missing_says_who_and_leads_there(
    view: ReportsView, session: Session, qtbot: QtBot
) -> None:
    view.open("missing")
    assert "Сәрсенбаев Өркен" in said(view.missing)
    gone: list[Any] = []
    session.wanted.connect(lambda *to: gone.append(to))
    for button in view.missing.findChildren(QPushButton):
        button.click()
    assert "cases" in {screen for screen, _ in gone}
    assert "readiness" in {screen for screen, _ in gone}


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The file that every «Save as» is answered with."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))


def test_a_version_is_saved_as_excel_without_names(
    view: ReportsView, counted: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(view, "Есеп жасау")
    counted(view)
    path = tmp_path / "есеп.xlsx"
    chosen(monkeypatch, path)
    press(view.versions, "Сақтау…")
    box = dialog()
    assert isinstance(box, SaveDialog)
    box.accept()
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("kind", "suffix", "begins"), [("pdf", ".pdf", b"%PDF"), ("csv", ".zip", b"PK")]
)
def test_a_version_is_saved_in_both_languages_as_pdf_and_text(
    view: ReportsView,
    counted: Counted,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    suffix: str,
    begins: bytes,
) -> None:
    press(view, "Есеп жасау")
    counted(view)
    path = tmp_path / f"есеп{suffix}"
    chosen(monkeypatch, path)
    press(view.versions, "Сақтау…")
    box = dialog()
    assert isinstance(box, SaveDialog)
    box.kind.set_key(kind)
    box.language.set_key("both")
    box.accept()
    assert path.read_bytes().startswith(begins)


def test_with_names_the_password_is_asked_first(
    view: ReportsView, counted: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(view, "Есеп жасау")
    counted(view)
    path = tmp_path / "есеп.xlsx"
    chosen(monkeypatch, path)
    press(view.versions, "Сақтау…")
    box = dialog()
    assert isinstance(box, SaveDialog)
    box.names.setChecked(True)
    box.accept()
    protect: Any = dialog()
    assert protect is not box
    protect.first.setText("қар барысы 7")
    protect.second.setText("қар барысы 7")
    protect.accept()
    assert path.read_bytes().startswith(b"\xd0\xcf\x11\xe0")


def test_an_own_template_is_filled(
    view: ReportsView, counted: Counted, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    press(view, "Есеп жасау")
    counted(view)
    sample, path = tmp_path / "үлгі.xlsx", tmp_path / "есеп.xlsx"
    chosen(monkeypatch, sample)
    save_sample(view, view._session)
    qtbot.waitUntil(sample.exists, timeout=8000)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(sample), ""))
    chosen(monkeypatch, path)
    press(view.versions, "Сақтау…")
    box = dialog()
    assert isinstance(box, SaveDialog)
    box.kind.set_key("template")
    with qtbot.waitSignal(view._session.told) as told:
        box.accept()
    assert path.exists()
    assert "41" in str(told.args)


def test_the_sheet_for_the_national_database_is_saved_and_registered(
    view: ReportsView, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.open("register")
    assert view.register.model.rowCount() == 1
    chosen(monkeypatch, tmp_path / "ұбдқ.xlsx")
    press(view.register, "Сақтау және тіркеу…")
    box: Any = dialog()
    box.box.setChecked(False)
    box.accept()
    assert len(reports_register.registered(session.db)) == 1
    assert "өзгеріс жоқ" in said(view.register)


def test_a_role_that_may_not_report_is_told_so(qtbot: QtBot, session: Session) -> None:
    session.db.user = User(5, "Юсупов", Role.TEACHER)
    made = ReportsView(session)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    assert "Юсупов" in said(made)
    assert not made.tabs.isVisible()


def test_every_part_has_a_name_for_a_screen_reader(view: ReportsView) -> None:
    assert nameless(view) == []


def test_one_button_is_filled(view: ReportsView) -> None:
    filled = [
        b for b in view.findChildren(QPushButton)
        if b.property("kind") == "primary" and b.isVisible()
    ]  # fmt: skip
    assert len(filled) == 1


def test_a_name_of_three_hundred_letters_is_shown(
    view: ReportsView, session: Session, counted: Counted
) -> None:
    long = "Ұ" * 300
    case = {"pupil_id": builders.stored_pupil(session.db, last=long)}
    session.act(builders.stored_case, session.db, **case)
    counted(view)
    view.open("missing")
    assert long in said(view.missing)
    assert view.missing.width() <= view.width()
