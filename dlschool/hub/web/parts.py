"""What a page is made of. All words are in the reader's language already."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Value = str | int | float | date | datetime | None
Tone = Literal["", "late", "done", "loss", "soft"]


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    label: str = ""
    kind: Literal[
        "text", "password", "date", "number", "select", "area", "checks", "hidden", "code", "file",
        "search",
    ] = "text"  # fmt: skip
    value: str = ""
    values: Sequence[str] = ()
    """Of checks: those that are ticked."""
    options: Sequence[Option] = ()
    hint: str = ""
    required: bool = False
    fill: str = "off"
    """What a browser may fill in by itself (autocomplete)."""
    longest: int = 300
    first: bool = False
    """Has the focus when the page opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    action: str
    submit: str
    fields: Sequence[Field] = ()
    title: str = ""
    words: str = ""
    main: bool = False
    """Its button is the one in the accent's colour."""
    ask: bool = False
    """Asks with GET: a search."""
    danger: bool = False
    plain: bool = False
    """Answered with a file, or with a page that stands in another frame."""
    key: str = ""
    table: str = ""
    """The key of a table whose ticks belong to this form."""
    what = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    value: Value = None
    link: str = ""
    tone: Tone = ""
    note: str = ""
    forms: Sequence[Form] = ()
    ticked: str | None = None
    """A box to tick, with this value; what it stands for is the note."""
    on: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    kind: Literal["text", "number", "date", "tick", "forms"] = "text"
    sort: str = ""
    """The key by which a click sorts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    none: str = ""
    """What is said when there are no rows."""
    count: int = 0
    page: int = 1
    pages: int = 1
    sort: str = ""
    back: bool = False
    """Sorted from the end."""
    form: str = ""
    """The key of the form to which its ticks belong."""
    quiet: bool = False
    """Its title is read by programs only: the page says it already."""
    what = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    title: str
    rows: Sequence[tuple[str, Cell]]
    what = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Sentences; with a tone, in a box."""

    lines: Sequence[str]
    title: str = ""
    tone: Tone = ""
    link: str = ""
    label: str = ""
    what = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A QR code: `drawing` is an inline SVG that this program made."""

    title: str
    drawing: str
    words: str = ""
    what = "picture"


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    values: tuple[int, ...]
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars of parts; the same figures stand in a table beside it."""

    title: str
    parts: Sequence[str]
    bars: Sequence[Bar]
    what = "chart"


Part = Form | Table | Facts | Words | Picture | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    title: str
    parts: Sequence[Part]
    here: str = ""
    """The key of the menu's line."""
    up: Sequence[tuple[str, str]] = ()
    """The way back: addresses and words."""
    said: str = ""
    wrong: str = ""
    """What was refused and what to do."""
    status: int = 200
    narrow: bool = False
    links: Sequence[tuple[str, str]] = ()
    """More pages about the same."""
    excel: bool = True
    """Offers what it shows as an Excel file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """To another page, after a deed."""

    to: str
    said: str = ""
    cookie: str | None = None
    """A new session; "" ends it."""
    language: str = ""
    wake: Sequence[int] = field(default=())
    """Schools in whose order something new stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    name: str
    mime: str
    content: bytes


Answer = Page | Go | Download
