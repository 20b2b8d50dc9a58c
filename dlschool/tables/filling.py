"""A school's own Excel template: named cells are filled, everything else of the file stays as it is.

Only the XML of the cells is touched: formulas, formats, pictures, macros are carried over byte by byte.
What formulas came to before is taken out, and the file asks to be calculated when it is opened.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.dom import minidom
from xml.parsers.expat import ExpatError

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.tables.packed_excel import look_into
from dlschool.tables.sheet import DAMAGED, MOST_BYTES, TOO_LARGE

_PLACE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::.*)?")
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_DOCTYPE = b"<!DOCTYPE"


@dataclass(frozen=True, slots=True)
class Filled:
    """The filled file; names that it has and that were given; named cells that hold a formula."""

    content: bytes
    names: tuple[str, ...]
    formulas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    name: str
    part: str
    """The sheet's part of the file."""
    column: str
    row: int


def fill(data: bytes, values: Mapping[str, int | float | str], name: str) -> Filled:
    """Writes values into the cells that bear these names (letter case does not count).

    A cell with a formula keeps it. `names` is empty when the file has none of them: then the
    content is the file's own. Refused: it is no .xlsx, is damaged, or too large.
    """
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE, file=name)
    if not data.startswith(b"PK\x03\x04"):
        raise Refused(N_("{file} is no Excel file (.xlsx). Save it as .xlsx."), file=name)
    look_into(data, name)
    try:
        return _filled(data, {key.lower(): value for key, value in values.items()})
    except (ExpatError, KeyError, zipfile.BadZipFile, ValueError, IndexError) as error:
        raise Refused(DAMAGED, file=name) from error


def _filled(data: bytes, values: Mapping[str, int | float | str]) -> Filled:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        cells = [cell for cell in _named_cells(packed) if cell.name.lower() in values]
        if not cells:
            return Filled(data, (), ())
        parts = {part: _parsed(packed.read(part)) for part in _sheets(packed).values()}
        formulas = [cell.name for cell in cells if not _put(parts[cell.part], cell, values)]
        written = {part: _calculated_anew(sheet) for part, sheet in parts.items()}
        written[_WORKBOOK] = _asks_to_calculate(_parsed(packed.read(_WORKBOOK)))
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
            for entry in packed.infolist():
                content = written.get(entry.filename)
                out.writestr(entry, packed.read(entry) if content is None else content)
    names = tuple(dict.fromkeys(cell.name for cell in cells))
    return Filled(made.getvalue(), names, tuple(formulas))


def _parsed(xml: bytes) -> minidom.Document:
    """Raises ValueError for a document type, which no workbook has."""
    if _DOCTYPE in xml[:2000].upper():
        raise ValueError("document type")
    return minidom.parseString(xml)


def _elements(node: minidom.Document | minidom.Element, name: str) -> list[minidom.Element]:
    """By local name, whatever the prefix."""
    return [each for each in node.getElementsByTagName("*") if each.tagName.split(":")[-1] == name]


def _sheets(packed: zipfile.ZipFile) -> dict[str, str]:
    """Parts of the worksheets by their names in small letters."""
    targets = {
        each.getAttribute("Id"): posixpath.normpath(
            posixpath.join("xl", each.getAttribute("Target"))
        ).lstrip("/")
        for each in _elements(_parsed(packed.read(_RELATIONS)), "Relationship")
        if each.getAttribute("Type").endswith("/worksheet")
    }
    found = {}
    for sheet in _elements(_parsed(packed.read(_WORKBOOK)), "sheet"):
        relation = next(
            (value for key, value in sheet.attributes.items() if key.split(":")[-1] == "id"), ""
        )
        if relation in targets:
            found[sheet.getAttribute("name").lower()] = targets[relation]
    return found


def _named_cells(packed: zipfile.ZipFile) -> Iterator[_Cell]:
    """Of a range its first cell; a name that is no place in a worksheet is passed over."""
    parts = _sheets(packed)
    for each in _elements(_parsed(packed.read(_WORKBOOK)), "definedName"):
        text = "".join(node.data for node in each.childNodes if node.nodeType == node.TEXT_NODE)
        place = _PLACE.fullmatch(text.strip())
        if place is None:
            continue
        sheet = (place[1] or place[2]).replace("''", "'").lower()
        if sheet in parts:
            name = each.getAttribute("name")
            yield _Cell(name, parts[sheet], place[3].upper(), int(place[4]))


def _put(sheet: minidom.Document, cell: _Cell, values: Mapping[str, int | float | str]) -> bool:
    """Whether the value was written: not over a formula."""
    place = _cell(sheet, cell)
    if _elements(place, "f"):
        return False
    while place.firstChild is not None:
        place.removeChild(place.firstChild)
    for attribute in ("t", "cm", "vm"):
        if place.hasAttribute(attribute):
            place.removeAttribute(attribute)
    value = values[cell.name.lower()]
    if isinstance(value, str):
        place.setAttribute("t", "inlineStr")
        text = _child(_child(place, "is"), "t")
        text.setAttribute("xml:space", "preserve")
        text.appendChild(sheet.createTextNode(value))
    else:
        _child(place, "v").appendChild(sheet.createTextNode(str(value)))
    return True


def _child(parent: minidom.Element, name: str) -> minidom.Element:
    """A new last child in the parent's own namespace."""
    prefix = parent.tagName.rpartition(":")[0]
    document = parent.ownerDocument
    assert document is not None
    made = document.createElement(f"{prefix}:{name}" if prefix else name)
    parent.appendChild(made)
    return made


def _cell(sheet: minidom.Document, cell: _Cell) -> minidom.Element:
    """The cell's element, made at its place where the sheet has none."""
    data = _elements(sheet, "sheetData")[0]
    row = _at(data, "row", str(cell.row), lambda ref: int(ref or 0))
    return _at(row, "c", f"{cell.column}{cell.row}", lambda ref: _number(ref.rstrip("0123456789")))


def _at(
    parent: minidom.Element, name: str, ref: str, place: Callable[[str], int]
) -> minidom.Element:
    """The child with the reference; a new one stands in the order of `place`."""
    follows: minidom.Element | None = None
    for each in parent.childNodes:
        if not isinstance(each, minidom.Element) or each.tagName.split(":")[-1] != name:
            continue
        if each.getAttribute("r") == ref:
            return each
        if follows is None and place(each.getAttribute("r")) > place(ref):
            follows = each
    made = _child(parent, name)
    made.setAttribute("r", ref)
    if follows is not None:
        parent.insertBefore(made, follows)
    return made


def _number(letters: str) -> int:
    """«A» is 1; "" is 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _calculated_anew(sheet: minidom.Document) -> bytes:
    """Without the values that formulas had."""
    for formula in _elements(sheet, "f"):
        cell = formula.parentNode
        if not isinstance(cell, minidom.Element):
            continue
        for value in [v for v in _elements(cell, "v") if v.parentNode is cell]:
            cell.removeChild(value)
        if cell.hasAttribute("t"):
            cell.removeAttribute("t")
    return sheet.toxml(encoding="UTF-8")


def _asks_to_calculate(book: minidom.Document) -> bytes:
    found = _elements(book, "calcPr")
    if found:
        found[0].setAttribute("fullCalcOnLoad", "1")
    else:
        whole = book.documentElement
        assert whole is not None
        made = _child(whole, "calcPr")
        made.setAttribute("fullCalcOnLoad", "1")
        names = _elements(book, "definedNames")[-1]
        whole.insertBefore(made, names)
        whole.insertBefore(names, made)
    return book.toxml(encoding="UTF-8")
