"""Envelopes in words: a row of the list, what a stick gave, a time."""

from datetime import datetime

from dlschool.gui.widgets.rows import ListRow
from dlschool.gui.words import shown
from dlschool.i18n import N_
from dlschool.services.exchange_folder import Taken
from dlschool.services.exchange_status import STATE_NAMES, Envelope

BADGES = {
    "sealed": "neutral",
    "sent": "neutral",
    "stored": "accent",
    "accepted": "done",
    "quarantined": "late",
    "waiting": "late",
}


def when(at: datetime | None) -> str:
    return f"{at:%d.%m.%Y %H:%M}" if at else ""


def row(each: Envelope) -> ListRow:
    def title() -> str:
        return shown(N_("№ {seq}, {at}"), seq=each.seq, at=when(each.at))

    def more() -> str:
        return shown(N_("changes: {n}"), n=each.ops)

    return ListRow((STATE_NAMES[each.state], BADGES[each.state]), title, more)


def taken_lines(taken: Taken) -> list[str]:
    lines = [shown(N_("New envelopes of the department: {n}"), n=taken.new)]
    if taken.early:
        lines.append(shown(N_("Too early, one before them is wanting: {n}"), n=taken.early))
    if taken.damaged:
        lines.append(shown(N_("Damaged: {names}"), names=", ".join(taken.damaged)))
    return lines
