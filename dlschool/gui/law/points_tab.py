"""The points of an edition: searched and filtered, the chosen one read in both languages beside."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.gui import table
from dlschool.gui.law.places import KIND_NAMES, annex_name, place_words
from dlschool.gui.table import Cell, Column, PagedModel
from dlschool.gui.widgets.card import Card
from dlschool.gui.widgets.dialog import scrolled
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.widgets.search_box import SearchBox
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.law.shape import Edition
from dlschool.services.editions import Covered, coverage
from dlschool.services.point_search import points

KINDS = {"rule": "accent", "definition": "neutral", "not-for-schools": "neutral"}
"""Kind of `Badge` by kind of point."""

RULES = "annex-2:"
"""The rules come first: they are what a school asks for daily."""
UNUSED = N_("Rules without a place in the program")

COLUMNS = (
    Column("point", N_("Point"), 180, sorts=False),
    Column("text", N_("What it says, in our own words"), 200, sorts=False),
)


class PointsTab(QWidget):
    """`put` an edition; `choose` a point by its key."""

    def __init__(self) -> None:
        super().__init__()
        self._edition: Edition | None = None
        self._covered: dict[str, Covered] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.search = SearchBox(N_("A point (13.3) or a word"))
        self.search.typed.connect(lambda _text: self._list())
        row.addWidget(self.search, 3)
        self.kind = Combo([("", N_("All points")), *KIND_NAMES.items(), ("unused", UNUSED)])
        say(self.kind, "setAccessibleName", N_("Kind of point"))
        self.kind.currentIndexChanged.connect(lambda _at: self._list())
        row.addWidget(self.kind, 2)
        self.count = Label("", "soft")
        self.count.setWordWrap(False)
        row.addWidget(self.count)
        column.addLayout(row)
        self._shown: list[str] = []
        self.model = PagedModel(COLUMNS, lambda _by, _down: self._shown, self._rows)
        self.table = table.view(self.model, N_("Points"))
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._read())
        self.search.down.connect(self.table.setFocus)
        self.reader = Card()
        side = scrolled(self.reader)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.table, 5)
        row.addWidget(side, 5)
        column.addLayout(row, 1)

    def put(self, edition: Edition) -> None:
        if edition is self._edition:
            return
        self._edition = edition
        found = sorted(coverage(edition), key=lambda point: not point.key.startswith(RULES))
        self._covered = {point.key: point for point in found}
        self._list()

    def choose(self, key: str) -> None:
        """Shows a point; what was searched for is left."""
        self.search.clear()
        self.kind.set_key("")
        self._list()
        self.table.choose(key)

    def _list(self) -> None:
        assert self._edition is not None
        text, kind = self.search.text().strip(), str(self.kind.key())
        keys = list(self._covered)
        if text:
            keys = [point.key for point in points(self._edition, text, len(keys))]
        chosen = self.table.current_id()
        self._shown = [key for key in keys if _meets(self._covered[key], kind)]
        self.model.reload()
        self.count.say(N_("{shown} of {all}"), shown=len(self._shown), all=len(self._covered))
        if not self.table.choose(chosen) and self._shown:
            self.table.choose(self._shown[0])
        self._read()

    def _rows(self, keys: Sequence[str]) -> list[tuple[object, ...]]:
        found = [self._covered[key] for key in keys]
        return [
            (
                Cell(p.name, "ink" if p.kind == "rule" else "soft", bold=p.kind == "rule"),
                Cell(p.text, "ink" if p.kind != "not-for-schools" else "soft"),
            )
            for p in found
        ]

    def _read(self) -> None:
        """The chosen point in full: both wordings, and where the program uses it."""
        self.reader.clear()
        key = self.table.current_id()
        found = self._covered.get(key) if key else None
        if found is None or self._edition is None:
            self.reader.body.addWidget(Label(N_("No point is like that."), "soft"))
            return
        body = self.reader.body
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(found.name, "head"))
        head.addWidget(Badge(KIND_NAMES[found.kind], KINDS[found.kind]))
        if not found.confirmed:
            head.addWidget(Badge(N_("not confirmed"), "late"))
        head.addStretch(1)
        body.addLayout(head)
        annex = annex_name(self._edition, found.key)
        if annex is not None:
            body.addWidget(Label(annex, "small-soft"))
        for said in (found.text.kk, found.text.ru):
            body.addWidget(Label(same(said)))
        if found.reason is not None:
            body.addWidget(Label(N_("Why it is not for schools"), "small-soft"))
            body.addWidget(Label(found.reason))
        if found.later:
            body.addWidget(Label(N_("For colleges or universities: comes later."), "small-soft"))
        body.addWidget(Label(N_("In the program"), "small-soft"))
        for words in _places(found):
            body.addWidget(Label(words))
        body.addStretch(1)


def _meets(found: Covered, kind: str) -> bool:
    if kind == "unused":
        return found.kind == "rule" and not found.places
    return kind in ("", found.kind)


def _places(found: Covered) -> list[Words]:
    if not found.places:
        return [N_("It stands in the list of points only.")]
    return list(dict.fromkeys(place_words(place) for place in found.places))
