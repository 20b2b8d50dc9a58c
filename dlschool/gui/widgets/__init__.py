"""The kit of widgets: everything a screen is made of. See `dlschool.gui` for how to use it."""

from dlschool.gui.widgets.buttons import (
    Action,
    Button,
    Choice,
    IconButton,
    LossButton,
    PrimaryButton,
    QuietButton,
)
from dlschool.gui.widgets.card import Card, EmptyState, Strip, buttons, empty, line
from dlschool.gui.widgets.chart import BarChart
from dlschool.gui.widgets.date_edit import DateEdit, TimeEdit
from dlschool.gui.widgets.dialog import Dialog, scrolled
from dlschool.gui.widgets.fields import Combo, Fields, facts, same
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Badge, Elided, Label, soft, title
from dlschool.gui.widgets.messages import ask, tell
from dlschool.gui.widgets.page import Columns, Page
from dlschool.gui.widgets.prose import Prose, Span, point_spans
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.widgets.search_box import SearchBox
from dlschool.gui.widgets.steps import StepPath, StepRow

__all__ = [
    "Action",
    "Badge",
    "BarChart",
    "Button",
    "Card",
    "Choice",
    "Columns",
    "Combo",
    "DateEdit",
    "Dialog",
    "Elided",
    "EmptyState",
    "Fields",
    "Flow",
    "IconButton",
    "Label",
    "ListRow",
    "LossButton",
    "Page",
    "PrimaryButton",
    "Prose",
    "QuietButton",
    "RowCard",
    "SearchBox",
    "Span",
    "StepPath",
    "StepRow",
    "Strip",
    "TimeEdit",
    "ask",
    "buttons",
    "empty",
    "facts",
    "line",
    "point_spans",
    "same",
    "scrolled",
    "soft",
    "tell",
    "title",
]
