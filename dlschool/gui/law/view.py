"""The law: the chain of editions, what each says, what is unknown, which one new cases take."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.gui.law.grounds import grounds_table
from dlschool.gui.law.particulars import Particulars
from dlschool.gui.law.points_tab import PointsTab
from dlschool.gui.law.tile import Stands, Tile, stands
from dlschool.gui.law.unknown import unknown_page
from dlschool.gui.session import Session
from dlschool.gui.widgets.card import empty
from dlschool.gui.widgets.dialog import scrolled
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.tabs import Tabs
from dlschool.i18n import N_
from dlschool.law import edition as law
from dlschool.law.edition import Choice
from dlschool.law.shape import Edition
from dlschool.services import editions


class LawView(Page):
    """`open` takes «edition#point», the key of an edition, or the key of a point."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("Law"), scrolls=False)
        self._session = session
        self._key = ""
        self._shown: Stands | None = None
        self._known: tuple[object, ...] = ()
        self.sub.say(
            N_("Each point is told in our own words; the text in force is in the state registry.")
        )
        self.sub.show()
        self.tiles: list[Tile] = []
        self._chain = QHBoxLayout()
        self._chain.setSpacing(12)
        self.body.addLayout(self._chain)
        self.tabs = Tabs(N_("About the edition"))
        self.points = PointsTab()
        self._grounds, self._about, self._unknown = (QVBoxLayout() for _ in range(3))
        self.tabs.add("points", N_("Points"), self.points)
        for key, words, layout in (
            ("grounds", N_("Grounds"), self._grounds),
            ("about", N_("In force, and for new cases"), self._about),
            ("unknown", N_("What is unknown"), self._unknown),
        ):
            page = QWidget()
            layout.setContentsMargins(0, 0, 0, 0)
            page.setLayout(layout)
            self.tabs.add(key, words, scrolled(page))
        self.body.addWidget(self.tabs, 1)

    def reload(self) -> None:
        """What did not change stays as it is, with the point that is read and the day typed."""
        db = self._session.db
        known, choice = editions.known(db), editions.choice(db)
        usable = any(law.usable(found, choice) for found in known.values())
        default = editions.default(db).key if usable else ""
        now = (known, choice, default)
        if now == self._known:
            return
        self._known = now
        self._key = self._key if self._key in known else default or next(iter(known))
        empty(self._chain)
        self.tiles = []
        for found in _in_order(known):
            tile = Tile(stands(found, choice, default))
            self.tiles.append(tile)
            tile.setChecked(found.key == self._key)
            tile.clicked.connect(lambda _=False, key=found.key: self.show_edition(key))
            self._chain.addWidget(tile, 1)
        self._show(choice, default)

    def show_edition(self, key: str) -> None:
        """Shows another edition below the chain."""
        db = self._session.db
        self._key = key
        for tile in self.tiles:
            tile.setChecked(tile.key == key)
        self._show(editions.choice(db), self._known[2] if self._known else "")

    def _show(self, choice: Choice, default: object) -> None:
        edition = editions.edition(self._session.db, self._key)
        shown = stands(edition, choice, str(default))
        if shown == self._shown:
            return
        changed = self._shown is None or self._shown.edition is not edition
        self._shown = shown
        empty(self._about)
        self._about.addWidget(Particulars(self._session, shown))
        self._about.addStretch(1)
        if changed:
            self.points.put(edition)
            empty(self._grounds)
            self._grounds.addWidget(grounds_table(edition, self.show_point))
            self._grounds.addStretch(1)
            empty(self._unknown)
            self._unknown.addWidget(unknown_page(edition))
            self._unknown.addStretch(1)
            self.tabs.rename("points", N_("Points: {n}"), n=len(edition.points))
            self.tabs.rename("unknown", N_("What is unknown: {n}"), n=len(edition.unknown))

    def show_point(self, key: str) -> None:
        """Shows a point of the edition in sight."""
        self.tabs.go("points")
        self.points.choose(key)

    def open(self, target: object) -> None:
        if not isinstance(target, str):
            return
        key, _, point = target.partition("#")
        if ":" in key:
            key, point = self._key, key
        if key in editions.known(self._session.db):
            self.show_edition(key)
        if point:
            self.show_point(point)

    def find(self) -> None:  # type: ignore[override]
        self.tabs.go("points")
        self.points.search.setFocus()


def _in_order(known: dict[str, Edition]) -> list[Edition]:
    """The chain from the first edition on, each before the one that replaces it."""
    return sorted(known.values(), key=lambda edition: (_depth(known, edition.key), edition.key))


def _depth(known: dict[str, Edition], key: str) -> int:
    depth, seen = 0, {key}
    while (before := known[key].replaces) in known and before not in seen and before is not None:
        key, depth = before, depth + 1
        seen.add(key)
    return depth
