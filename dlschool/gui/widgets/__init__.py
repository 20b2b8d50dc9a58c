"""The kit of widgets: everything a screen is made of. See `dlschool.gui` for how to use it.

A name is read from its module when it is first asked for, so that the start of the program does not
pay for dialogs and calendars that nobody opened yet.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dlschool.gui.widgets.buttons import Action as Action
    from dlschool.gui.widgets.buttons import Button as Button
    from dlschool.gui.widgets.buttons import Choice as Choice
    from dlschool.gui.widgets.buttons import IconButton as IconButton
    from dlschool.gui.widgets.buttons import LossButton as LossButton
    from dlschool.gui.widgets.buttons import PrimaryButton as PrimaryButton
    from dlschool.gui.widgets.buttons import QuietButton as QuietButton
    from dlschool.gui.widgets.card import Card as Card
    from dlschool.gui.widgets.card import EmptyState as EmptyState
    from dlschool.gui.widgets.card import Strip as Strip
    from dlschool.gui.widgets.card import empty as empty
    from dlschool.gui.widgets.card import line as line
    from dlschool.gui.widgets.chart import BarChart as BarChart
    from dlschool.gui.widgets.date_edit import DateEdit as DateEdit
    from dlschool.gui.widgets.date_edit import TimeEdit as TimeEdit
    from dlschool.gui.widgets.dialog import Dialog as Dialog
    from dlschool.gui.widgets.fields import Combo as Combo
    from dlschool.gui.widgets.fields import Fields as Fields
    from dlschool.gui.widgets.fields import facts as facts
    from dlschool.gui.widgets.fields import same as same
    from dlschool.gui.widgets.flow import Flow as Flow
    from dlschool.gui.widgets.labels import Badge as Badge
    from dlschool.gui.widgets.labels import Elided as Elided
    from dlschool.gui.widgets.labels import Label as Label
    from dlschool.gui.widgets.labels import soft as soft
    from dlschool.gui.widgets.labels import title as title
    from dlschool.gui.widgets.messages import ask as ask
    from dlschool.gui.widgets.messages import tell as tell
    from dlschool.gui.widgets.page import Columns as Columns
    from dlschool.gui.widgets.page import Page as Page
    from dlschool.gui.widgets.prose import Prose as Prose
    from dlschool.gui.widgets.prose import Span as Span
    from dlschool.gui.widgets.prose import point_spans as point_spans
    from dlschool.gui.widgets.rows import ListRow as ListRow
    from dlschool.gui.widgets.rows import RowCard as RowCard
    from dlschool.gui.widgets.scroll import scrolled as scrolled
    from dlschool.gui.widgets.search_box import SearchBox as SearchBox
    from dlschool.gui.widgets.steps import StepPath as StepPath
    from dlschool.gui.widgets.steps import StepRow as StepRow

_IN = {
    "buttons": "Action Button Choice IconButton LossButton PrimaryButton QuietButton",
    "card": "Card EmptyState Strip empty line",
    "chart": "BarChart",
    "date_edit": "DateEdit TimeEdit",
    "dialog": "Dialog",
    "fields": "Combo Fields facts same",
    "flow": "Flow",
    "labels": "Badge Elided Label soft title",
    "messages": "ask tell",
    "page": "Columns Page",
    "prose": "Prose Span point_spans",
    "rows": "ListRow RowCard",
    "scroll": "scrolled",
    "search_box": "SearchBox",
    "steps": "StepPath StepRow",
}
WHERE = {name: module for module, names in _IN.items() for name in names.split()}
"""Name → module of this package."""


def __getattr__(name: str) -> Any:
    """Raises AttributeError for a name that the kit does not have."""
    if name not in WHERE:
        raise AttributeError(f"the kit has no {name}")
    return getattr(import_module(f"{__name__}.{WHERE[name]}"), name)
