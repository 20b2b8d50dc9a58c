"""Reading: a file is told by its content, not by the end of its name."""

import io
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dlschool.errors import Refused, reason
from dlschool.i18n import N_
from dlschool.tables.old_excel import DamagedError, workbook_alone
from dlschool.tables.packed_excel import look_into
from dlschool.tables.separated import from_csv
from dlschool.tables.sheet import (
    DAMAGED,
    MOST_BYTES,
    MOST_ROWS,
    NO_LIST,
    TOO_LARGE,
    TOO_LONG,
    Cell,
    Row,
    Sheet,
)


def read(source: Path | bytes, name: str = "") -> list[Sheet]:
    """The sheets of a file. `name` is what the user knows it by; of a path, its own name.

    Refused, with the name: no such file, damaged, with a password, empty, too large, no table.
    """
    name = name or (source.name if isinstance(source, Path) else "")
    data = source if isinstance(source, bytes) else _bytes_of(source, name)
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE, file=name)
    if data.startswith(b"PK\x03\x04"):
        look_into(data, name)
        sheets = _from_excel(data, name)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        sheets = _from_excel(_sound_old_file(data, name), name)
    else:
        sheets = [from_csv(data, name)]
    if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
        raise Refused(TOO_LONG, file=name, limit=MOST_ROWS)
    if not any(cell != "" for sheet in sheets for row in sheet.rows for cell in row.cells):
        raise Refused(N_("The file {file} is empty."), file=name)
    return sheets


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(
            N_("The file {file} cannot be read: {reason}."), file=name, reason=reason(error)
        ) from error


_PROTECTED = re.compile(
    rb"\x09\x08\x10\0.{16}(?:\x86\0\0\0)?\x2f\0|" + "EncryptedPackage".encode("utf-16-le"),
    re.DOTALL,
)
"""FILEPASS right after the first record of an .xls; the part that holds an encrypted .xlsx."""


def _sound_old_file(data: bytes, name: str) -> bytes:
    if _PROTECTED.search(data):
        raise Refused(
            N_(
                "The file {file} is protected with a password. "
                "Open it in Excel, take the password off and save it."
            ),
            file=name,
        )
    try:
        workbook = workbook_alone(data)
    except DamagedError as error:
        raise Refused(DAMAGED, file=name) from error
    if workbook is None:
        raise Refused(NO_LIST, file=name)
    return workbook


def _from_excel(data: bytes, name: str) -> list[Sheet]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return [
                _sheet(book.get_sheet_by_name(sheet.name))
                for sheet in book.sheets_metadata
                if sheet.visible is calamine.SheetVisibleEnum.Visible
                and sheet.typ is calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.CalamineError as error:
        raise Refused(DAMAGED, file=name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the reader fails on some damaged files
            raise
        raise Refused(DAMAGED, file=name) from error


def _sheet(sheet: Any) -> Sheet:
    found = sheet.to_python(skip_empty_area=False) if sheet.height else []
    rows = [Row(number, [_cell(value) for value in cells]) for number, cells in enumerate(found, 1)]
    merged = tuple(
        (top + 1, left, bottom + 1, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Sheet(sheet.name, rows, merged)


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (str, int, float, date)):
        return value
    return str(value)
