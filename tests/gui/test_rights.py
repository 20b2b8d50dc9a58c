"""Windows do not offer what the services would refuse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import at_noon, family_papers, opened, school, stored_case, stored_pupil
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dlschool.domain.access import CLOSED, Right, Role
from dlschool.domain.case import PaperKind
from dlschool.errors import Refused
from dlschool.gui import rights
from dlschool.gui.cases.paper_fields import PaperFields
from dlschool.gui.cases.view import CasesView
from dlschool.gui.pupils.dialog import PupilDialog
from dlschool.gui.pupils.view import PupilsView
from dlschool.gui.session import Session
from dlschool.gui.settings.view import SettingsView
from dlschool.paths import DataFolder
from dlschool.services import cases, papers, pupils
from dlschool.services import school as schools
from dlschool.settings import Settings


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    place = DataFolder(tmp_path / "school")
    db = opened(place, at_noon)
    schools.save_school(db, school())
    stored_pupil(db, special_needs="көру қабілеті")
    stored_case(db, *(paper.kind for paper in family_papers()))
    (act,) = cases.case_file(db, 1).papers(PaperKind.HOUSING_ACT)
    papers.keep_paper(db, replace(act, details={"family": "көп балалы отбасы"}), ())
    db.close()
    return place


def session(folder: DataFolder, role: Role) -> Iterator[Session]:
    db = opened(folder, at_noon, "Ким А.", role)
    yield Session(db, folder, Settings(theme="light"), at_noon)
    db.close()


@pytest.fixture
def viewer(folder: DataFolder) -> Iterator[Session]:
    yield from session(folder, Role.VIEWER)


@pytest.fixture
def secretary(folder: DataFolder) -> Iterator[Session]:
    yield from session(folder, Role.SECRETARY)


def offered(view: object) -> set[str]:
    buttons = view.findChildren(QPushButton)  # type: ignore[attr-defined]
    return {b.text() for b in buttons if b.isEnabled() and b.isVisibleTo(view)}


def test_a_viewer_is_offered_nothing_that_writes(viewer: Session, qtbot: QtBot) -> None:
    people = PupilsView(viewer)
    qtbot.addWidget(people)
    people.reload()
    assert not any(button.isEnabled() for button in people.list._tops)
    assert "Көруші" in people.list._tops[2].toolTip()
    with pytest.raises(Refused):
        people.new()
    work = CasesView(viewer)
    qtbot.addWidget(work)
    work.open(1)
    texts = offered(work.case)
    assert "Құжат қосу" not in texts
    with pytest.raises(Refused):
        work.new()
    settings = SettingsView(viewer)
    qtbot.addWidget(settings)
    settings.reload()
    assert "Түзету" not in offered(settings.sections["school"])


def test_the_same_screens_offer_a_secretary_the_daily_work(
    secretary: Session, qtbot: QtBot
) -> None:
    people = PupilsView(secretary)
    qtbot.addWidget(people)
    assert all(button.isEnabled() for button in people.list._tops)
    assert rights.may(secretary, Right.CASES)
    people.new()


def test_sealed_details_are_said_to_be_closed_and_go_back_as_they_are(
    folder: DataFolder, secretary: Session, qtbot: QtBot
) -> None:
    file = cases.case_file(secretary.db, 1)
    (paper,) = file.papers(PaperKind.HOUSING_ACT)
    fields = PaperFields(secretary, file, PaperKind.HOUSING_ACT, paper)
    qtbot.addWidget(fields)
    said = " ".join(label.text() for label in fields.findChildren(QLabel))
    assert "Жабық" in said
    assert fields.details == {}
    fields.number.setText("77")
    secretary.act(papers.keep_paper, secretary.db, fields.filled(date(2026, 11, 5)), ())
    db = opened(folder, at_noon)
    (kept,) = cases.case_file(db, 1).papers(PaperKind.HOUSING_ACT)
    assert kept.number == "77"
    assert kept.details == {"family": "көп балалы отбасы"}
    db.close()


def test_closed_special_needs_are_not_typed_over(secretary: Session, qtbot: QtBot) -> None:
    box = PupilDialog(None, secretary, pupils.card(secretary.db, 1))
    dialog = box.fields
    assert dialog.needs.text() == CLOSED
    assert dialog.needs.isReadOnly()
    assert "Жабық" in dialog.needs.toolTip()
