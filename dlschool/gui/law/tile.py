"""An edition in the chain at the top: its name, from when it applies, whether new cases take it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from dlschool.domain.text import Text
from dlschool.gui.widgets.buttons import PushButton
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.law.edition import Choice, in_force_from, usable
from dlschool.law.shape import Edition


@dataclass(frozen=True, slots=True)
class Stands:
    """How the school stands to an edition."""

    edition: Edition
    since: date | None
    default: bool
    """New cases take it."""
    chosen: bool
    """The school chose it for new cases itself."""
    switched_on: bool
    usable: bool

    @property
    def pills(self) -> list[tuple[Words, str]]:
        """Words and kind of `Badge`, the telling one first."""
        found: list[tuple[Words, str]] = []
        if self.default:
            found.append((N_("for new cases"), "accent"))
        if self.edition.partial:
            found.append((N_("only amendments"), "neutral"))
        if not self.edition.confirmed:
            found.append((N_("not confirmed"), "late"))
            if self.switched_on:
                found.append((N_("switched on"), "done"))
        elif not self.default and not self.edition.partial:
            found.append((N_("confirmed"), "done"))
        return found


def stands(edition: Edition, choice: Choice, default: str) -> Stands:
    """`default`: key of the edition that new cases take, "" if there is none."""
    return Stands(
        edition=edition,
        since=in_force_from(edition, choice),
        default=edition.key == default,
        chosen=edition.key == choice.default,
        switched_on=edition.key in choice.switched_on,
        usable=usable(edition, choice),
    )


def since_words(shown: Stands) -> tuple[Words, dict[str, Any]]:
    if shown.since is None:
        return N_("In force from: not known"), {}
    if shown.edition.in_force.date is None:
        return N_("In force from {date} (set by the school)"), {"date": shown.since}
    return N_("In force from {date}"), {"date": shown.since}


class Tile(PushButton):
    """Checked: its edition is shown below."""

    def __init__(self, shown: Stands) -> None:
        super().__init__()
        self.key = shown.edition.key
        self.setProperty("kind", "tile")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        name = shown.edition.act.short
        column.addWidget(Label(Text(_capital(name.kk), _capital(name.ru)), "strong"))
        words, values = since_words(shown)
        column.addWidget(Label(words, "small-soft", **values))
        row = QHBoxLayout()
        row.setSpacing(4)
        for pill, kind in shown.pills:
            row.addWidget(Badge(pill, kind))
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        for label in self.findChildren(Label):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        say(self, "setAccessibleName", name)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
