"""The preview of a PDF: pages drawn when seen, zoom, saving, printing."""

import io
import stat
from pathlib import Path
from typing import Any

import pypdf
import pytest
from gui.naming import nameless
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlschool.errors import Refused
from dlschool.gui import preview, printer
from dlschool.gui.pages import Pages, draw
from dlschool.gui.preview import Preview
from dlschool.gui.session import Session


def pdf(pages: int) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def opened(session: Session, pages: int = 3, used: Any = None) -> Preview:
    window = preview.show(None, session, "Orders", pdf(pages), "buiryq-12", used)
    QApplication.processEvents()
    return window


def test_only_pages_in_sight_are_drawn(qtbot: QtBot) -> None:
    made = Pages(pdf(300))
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.grab()
    assert 1 <= len(made._drawn) <= 3
    made.verticalScrollBar().setValue(made.verticalScrollBar().maximum())
    made.grab()
    assert made.current() == 300
    assert len(made._drawn) <= 6


def test_zoom_goes_in_steps_and_back_to_the_width(qtbot: QtBot) -> None:
    made = Pages(pdf(1))
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    fitted = made._zoom
    made.larger()
    made.larger()
    assert made._zoom > fitted
    made.smaller()
    made.fit()
    assert made._zoom == pytest.approx(fitted)


def test_the_page_in_sight_is_named(bare_session: Session, qtbot: QtBot) -> None:
    window = opened(bare_session)
    assert window.page.text() == "1-бет, барлығы 3"
    qtbot.keyClick(window.pages, Qt.Key.Key_End)
    assert window.page.text() == "3-бет, барлығы 3"
    qtbot.keyClick(window.pages, Qt.Key.Key_Home)
    assert window.page.text() == "1-бет, барлығы 3"


def test_plus_and_minus_change_the_size(bare_session: Session, qtbot: QtBot) -> None:
    window = opened(bare_session)
    before = window.pages._zoom
    qtbot.keyClick(window.pages, Qt.Key.Key_Plus)
    assert window.pages._zoom > before
    qtbot.keyClick(window.pages, Qt.Key.Key_0)
    assert window.pages._zoom == pytest.approx(before)


def test_what_is_saved_is_the_very_pdf_and_is_noted(bare_session: Session, tmp_path: Path) -> None:
    noted: list[str] = []
    window = opened(bare_session, used=noted.append)
    window.save_to(tmp_path / "sheet")
    assert (tmp_path / "sheet.pdf").read_bytes() == pdf(3)
    assert noted == ["exported"]


def test_a_folder_that_cannot_be_written_is_refused_and_not_noted(
    bare_session: Session, tmp_path: Path
) -> None:
    noted: list[str] = []
    window = opened(bare_session, used=noted.append)
    with pytest.raises(Refused, match="жазу мүмкін емес"):
        window.save_to(tmp_path / "none" / "sheet.pdf")
    assert noted == []


def test_what_is_no_pdf_is_refused(bare_session: Session) -> None:
    with pytest.raises(Refused, match="PDF"):
        Pages(b"not a pdf")


def test_everything_in_the_preview_has_a_name(bare_session: Session) -> None:
    assert nameless(opened(bare_session)) == []


def test_a_page_is_drawn_white_and_as_large_as_asked() -> None:
    from dlschool.gui.pages import document

    read = document(pdf(1))
    image = draw(read[0], 300 / 72)
    assert (image.width(), image.height()) == (2480, 3509)
    assert image.pixelColor(5, 5).name() == "#ffffff"


def test_pages_are_printed_as_pictures_where_there_is_no_lp(tmp_path: Path) -> None:
    device = QPrinter()
    device.setOutputFileName(str(tmp_path / "out.pdf"))
    device.setFromTo(2, 3)
    printer.send(pdf(4), device)
    assert len(pypdf.PdfReader(tmp_path / "out.pdf").pages) == 2


def test_lp_gets_the_pdf_itself(tmp_path: Path) -> None:
    command = _script(
        tmp_path, 'cat > "$(dirname "$0")/job.pdf"; echo "$@" > "$(dirname "$0")/how"'
    )
    device = QPrinter()
    device.setDocName("бұйрық 12")
    device.setCopyCount(2)
    device.setFromTo(1, 1)
    printer.send_whole(str(command), pdf(2), device)
    assert (tmp_path / "job.pdf").read_bytes() == pdf(2)
    how = (tmp_path / "how").read_text("utf-8")
    assert "-n 2" in how
    assert "-P 1-1" in how


def test_a_printer_that_takes_nothing_is_refused_with_its_reason(tmp_path: Path) -> None:
    command = _script(tmp_path, "echo 'lp: no such queue' >&2; exit 1")
    with pytest.raises(Refused, match="no such queue"):
        printer.send_whole(str(command), pdf(1), QPrinter())


def _script(folder: Path, body: str) -> Path:
    path = folder / "lp"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
