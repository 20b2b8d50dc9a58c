"""Blocks: what a form is made of. Values only; how they look is `layout`'s concern.

Lengths are millimetres. In the side-by-side print each wording stands in its own column and both
start at the same height; tables, signatures and the letterhead take the whole width instead.
"""

from dataclasses import dataclass
from typing import Literal

from dlschool.domain.text import Text
from dlschool.forms.said import Said, Value

Align = Literal["left", "justify", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The school's full name, kk left and ru right, in capitals; left out on an own blank."""

    name: Text
    contacts: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    words: Said
    align: Align = "justify"
    indent: float = 0.0
    """Of the first line."""
    left: float = 0.0
    """Of the whole paragraph."""
    bold: bool = False
    small: bool = False
    before: float = 0.0
    keep: bool = False
    """Stays on the page of what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Lines to whom and from whom, in the right part of the sheet."""

    lines: tuple["Said | Field", ...]
    before: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """«Label: value»; dots to the end of the line, and more lines of them, where it is unknown."""

    label: Text
    value: Value
    lines: int = 1
    before: float = 0.0
    keep: bool = False
    """Stays on the page of what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requisites:
    """Date left, place in the middle, number right; under the kind of the document."""

    date: Text
    place: Text | None
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    heading: Text
    share: float
    """Of the table's width, against the other columns' shares."""
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    blank_rows: int = 0
    """Empty rows to fill in by hand when there are none."""
    before: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Post or date on the left, a line, the name on the right; small words under each if given."""

    left: Value
    name: Value
    captions: tuple[Text | None, Text | None, Text | None] | None = None
    before: float = 8.0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    height: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line over the whole width."""

    before: float = 3.0


Block = Letterhead | Paragraph | Addressee | Field | Requisites | Table | Signature | Gap | Rule
