"""Words of orders that the register and its dialogs use."""

from dlschool.domain.case import ORDER_NAMES, OrderKind
from dlschool.domain.record import Order
from dlschool.domain.text import Text
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.law import says

SERIES = {
    "movement": Text("білім алушылар қозғалысы", "движение обучающихся"),
    "classes": Text("сыныптар (ауа райы, төтенше жағдай)", "классы (погода, ЧС)"),
}

SHORT = {
    OrderKind.TRANSFER: Text("ауыстыру", "перевод"),
    OrderKind.EXTEND: Text("ұзарту", "продление"),
    OrderKind.RETURN: Text("мектепке қайтару", "возвращение"),
    OrderKind.ANNUL: Text("күшін жою", "отмена приказа"),
    OrderKind.SCHEDULE: Text("жеке кесте", "график сдачи"),
}
"""What an order is about, in a narrow column; its card has it in full."""


def state(order: Order) -> tuple[Words, str, str]:
    """Words, kind of `Badge` and icon: whether the order stands and can still be changed."""
    if order.annulled:
        return N_("annulled"), "late", "ban"
    if order.from_paper:
        return N_("entered from paper"), "neutral", "file-text"
    if order.frozen == "sent":
        return N_("sent"), "done", "lock"
    if order.frozen:
        return N_("printed"), "done", "lock"
    return N_("can be changed"), "accent", "pencil"


def order_name(order: Order) -> Text:
    """«№ 84-о бұйрық, 25.09.2026»."""
    day = says.day(order.date)
    return Text(f"№ {order.number} бұйрық, {day}", f"Приказ № {order.number}, {day}")


def about(order: Order) -> Text:
    return ORDER_NAMES[order.kind]


def period(order: Order) -> str:
    """«09.11.2026 – 27.12.2026»; "" where the order has none."""
    if order.start is None and order.until is None:
        return ""
    if order.start == order.until:
        return says.day(order.start)
    return f"{says.day(order.start)} – {says.day(order.until)}"
