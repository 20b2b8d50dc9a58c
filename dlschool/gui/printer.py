"""Printing a PDF: on Linux the file itself goes to `lp`, elsewhere its pages as pictures.

`lp` gives sharp and small jobs; where it is absent the pages are drawn at 300 dots an inch.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from dlschool.errors import Refused
from dlschool.gui.pages import document, draw
from dlschool.i18n import N_
from dlschool.paths import PROGRAM

DPI = 300


def ask(parent: QWidget, pdf: bytes, wanted: str, printed: Callable[[str], object]) -> None:
    """Shows the system's print dialog, prints, then `printed(printer's name)`.

    `wanted` is the printer used last. Refused: there is no printer, or it takes nothing.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not QPrinterInfo.availablePrinterNames():
        raise Refused(
            N_("No printer is set up on this computer. Save the sheet as PDF or set up a printer.")
        )
    if wanted in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(wanted)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName(job_name())
    pages = len(document(pdf))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)

    def go() -> None:
        send(pdf, printer)
        printed(printer.printerName())

    dialog.accepted.connect(go)
    QDialog.open(dialog)


def job_name() -> str:
    """What the print system calls the job: never a sheet's name, which names a pupil. The name of a
    job stays in the spool and on the printer's panel."""
    return PROGRAM


def send(pdf: bytes, printer: QPrinter) -> None:
    """Prints with what was chosen in the dialog: printer, pages, copies, or into a file."""
    to_file = bool(printer.outputFileName())
    command = shutil.which("lp") if sys.platform.startswith("linux") else None
    if command is not None and not to_file:
        send_whole(command, pdf, printer)
    else:
        send_pictures(pdf, printer)


def lp_arguments(command: str, printer: QPrinter) -> list[str]:
    """The command that prints a PDF from its standard input."""
    arguments = [command, "-d", printer.printerName(), "-n", str(printer.copyCount())]
    if printer.docName():
        arguments += ["-t", printer.docName()]
    if printer.fromPage():
        arguments += ["-P", f"{printer.fromPage()}-{printer.toPage()}"]
    return [*arguments, "-o", "media=A4", "-"]


def send_whole(command: str, pdf: bytes, printer: QPrinter) -> None:
    """Hands the PDF itself to the print system. Refused: it says why not."""
    done = subprocess.run(  # the printer's name is one of those that the system listed
        lp_arguments(command, printer), input=pdf, capture_output=True, check=False, timeout=60
    )
    if done.returncode:
        raise Refused(
            N_("The printer {printer} takes nothing: {reason}"),
            printer=printer.printerName(),
            reason=done.stderr.decode(errors="replace").strip(),
        )


def send_pictures(pdf: bytes, printer: QPrinter) -> None:
    """Draws every chosen page at 300 dots an inch over the whole sheet."""
    read = document(pdf)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    first = printer.fromPage() or 1
    last = printer.toPage() or len(read)
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused(
            N_("The printer {printer} takes nothing: {reason}"),
            printer=printer.printerName(),
            reason="-",
        )
    for number in range(first, last + 1):
        if number > first:
            printer.newPage()
        picture = draw(read[number - 1], DPI / 72)
        sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), picture)
    painter.end()
