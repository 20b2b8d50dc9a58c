"""Who was told and when: a row an audience, one click each; what is late is amber."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dlschool.domain.access import Right
from dlschool.domain.alert import (
    AUDIENCE_NAMES,
    CHANNEL_NAMES,
    Audience,
    Channel,
    audience_words,
    channel_words,
)
from dlschool.domain.record import Told
from dlschool.domain.text import Text
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Button, IconButton
from dlschool.gui.widgets.card import Card
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services import telling
from dlschool.services.cases import CaseFile
from dlschool.services.telling import Alert

Remove = Callable[[int], object]

USUAL = {
    Audience.DEPARTMENT: Channel.PHONE,
    Audience.PARENTS: Channel.CLASS_TEACHER,
    Audience.PUPILS: Channel.MESSENGER,
    Audience.TEACHERS: Channel.MESSENGER,
}
"""The channel that is offered first."""


class ToldCard(RowCard):
    """`put` the case: windows of the first day, then everybody who was told."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("Who was told, and when"))
        self._session = session
        self._case_id = 0
        self._channels: dict[Audience, Combo] = {}

    def put_case(self, file: CaseFile) -> None:
        self._case_id = file.case.id or 0
        chosen = {audience: combo.key() for audience, combo in self._channels.items()}
        self._channels = {}
        alerts = telling.alerts(self._session.db, self._case_id)
        rows: list[QWidget] = []
        for audience in Audience:
            mine = [alert for alert in alerts if alert.window.audience is audience]
            told = [told for told in file.told if told.audience == audience]
            rows.append(self._row(audience, mine, told, chosen.get(audience)))
        known = set(Audience)
        others = [told for told in file.told if told.audience not in known]
        rows += [self._other(told) for told in others]
        self.put(rows)
        for row in rows:
            rights.forbid_all(self._session, Right.CASES, row.findChildren(QPushButton))

    def _row(
        self, audience: Audience, alerts: list[Alert], told: list[Told], chosen: object
    ) -> QWidget:
        row = AudienceRow(audience, alerts, told, self.remove)
        combo = Combo([(channel.value, CHANNEL_NAMES[channel]) for channel in Channel])
        combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        combo.set_key(chosen or USUAL[audience].value)
        say(combo, "setAccessibleName", N_("How: {audience}"), audience=AUDIENCE_NAMES[audience])
        self._channels[audience] = combo
        row.end.addWidget(combo)
        words = N_("Told again") if told else N_("Told now")
        button = Button(words, partial(self.tell, audience), icon="check")
        say(button, "setAccessibleName", N_("Told: {audience}"), audience=AUDIENCE_NAMES[audience])
        row.end.addWidget(button)
        return row

    def _other(self, told: Told) -> QWidget:
        remove = Action(N_("Remove"), partial(self.remove, told.id or 0))
        return ListRow(None, audience_words(told.audience), _said(told), actions=[remove])

    def tell(self, audience: Audience) -> None:
        self._session.act(
            telling.tell,
            self._session.db,
            self._case_id,
            audience.value,
            str(self._channels[audience].key()),
            self._session.now(),
        )

    def remove(self, told_id: int) -> None:
        self._session.act(telling.remove_told, self._session.db, told_id)


class AudienceRow(Card):
    """Badge, audience, its windows, the marks so far; `end` takes the controls."""

    def __init__(
        self, audience: Audience, alerts: list[Alert], told: list[Told], remove: Remove
    ) -> None:
        super().__init__(margin=0, gap=4)
        self.setProperty("role", "row")
        self.body.setContentsMargins(16, 8, 16, 8)
        row = QHBoxLayout()
        row.setSpacing(12)
        late = any(alert.late for alert in alerts)
        if told and not late:
            badge = Badge(N_("told"), "done")
        elif late:
            badge = Badge(N_("the time has passed"), "late")
        else:
            badge = Badge(N_("not told yet"), "neutral")
        row.addWidget(badge)
        row.addWidget(Label(AUDIENCE_NAMES[audience], "strong"), 1)
        self.end = QHBoxLayout()
        self.end.setSpacing(8)
        row.addLayout(self.end)
        self.body.addLayout(row)
        for alert in alerts:
            role = "small-late" if alert.late else "small-soft"
            self.body.addWidget(Label(_window(alert), role))
        for mark in told:
            self.body.addWidget(_mark(mark, remove))


def _mark(told: Told, remove: Remove) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    label = Label(_said(told), "small")
    label.setWordWrap(False)
    row.addWidget(label)
    row.addWidget(IconButton("x", N_("Remove the mark"), partial(remove, told.id or 0)))
    row.addStretch(1)
    return holder


def _said(told: Told) -> Text:
    at = datetime.fromisoformat(told.at)
    channel = channel_words(told.channel)
    when = f"{at:%d.%m.%Y, %H:%M}"
    return Text(f"{when} · {channel.kk}", f"{when} · {channel.ru}")


def _window(alert: Alert) -> Text:
    """«I ауысым, 06:00–06:30 · 06:12 хабарланды»."""
    window = alert.window
    times = f"{window.start:%H:%M}–{window.end:%H:%M}"
    if alert.told_at is None:
        return Text(f"{window.shift.kk}, {times}", f"{window.shift.ru}, {times}")
    at = f"{alert.told_at:%d.%m, %H:%M}"
    return Text(
        f"{window.shift.kk}, {times} · {at} хабарланды",
        f"{window.shift.ru}, {times} · сообщено {at}",
    )
