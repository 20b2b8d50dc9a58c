"""The director's order that extends distance learning after attestation and review."""

from dlschool.domain.case import ORDER_NAMES, WHOLE_CLASSES, Ground, OrderKind
from dlschool.domain.text import Text
from dlschool.forms import orders, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.order_transfer import after
from dlschool.forms.said import say
from dlschool.forms.sheet.blocks import Block

TITLE = Text("Қашықтан оқытуды ұзарту туралы бұйрық", "Приказ о продлении дистанционного обучения")
EXTEND = Text(
    "Мына білім алушының қашықтан оқу кезеңі ұзартылсын:",
    "Продлить период дистанционного обучения обучающегося:",
)
PERIOD = Text("Ұзартылған кезең: {period:60}.", "Период продления: {period:60}.")


def body(subject: Subject) -> tuple[Block, ...]:
    rule, order = subject.rule, subject.order
    points, documents = orders.going_on(subject)
    return tuple(
        orders.blocks(
            subject,
            ORDER_NAMES[OrderKind.EXTEND],
            points,
            documents,
            (
                orders.pupil_value(subject, EXTEND),
                say(PERIOD, period=words.period(order.start, order.until) if order else None),
                *after(rule),
                say(orders.TELL),
            ),
        )
    )


FORM = Form(
    code="order-extend",
    title=TITLE,
    scope="order",
    body=body,
    grounds=frozenset(Ground) - WHOLE_CLASSES,
)
