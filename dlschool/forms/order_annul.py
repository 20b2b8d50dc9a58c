"""The director's order that annuls an earlier one: a paper that went out is never undone itself."""

from dlschool.domain.case import ORDER_NAMES, OrderKind
from dlschool.domain.text import Text
from dlschool.forms import orders, phrases
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import say
from dlschool.forms.sheet.blocks import Block, Paragraph

TITLE = Text("Бұйрықтың күшін жою туралы бұйрық", "Приказ об отмене приказа")
ANNUL = Text("Мына құжаттың күші жойылсын: {order:80}.", "Отменить следующий документ: {order:80}.")
WHO = Text("Бұйрық мына білім алушыға қатысты:", "Приказ касался обучающегося:")
CLASSES = Text("Бұйрық мына сыныптарға қатысты:", "Приказ касался классов:")


def body(subject: Subject) -> tuple[Block, ...]:
    order = subject.order
    annulled = next(
        (o for o in subject.orders if order and o.id == order.annuls and o.id is not None), None
    )
    whole = subject.pupil is None and bool(subject.case and subject.case.classes)
    return (
        *orders.head(subject, ORDER_NAMES[OrderKind.ANNUL]),
        Paragraph(
            words=say(orders.COMMAND), align="left", bold=True, indent=12.5, before=4, keep=True
        ),
        *phrases.numbered(
            (
                say(ANNUL, order=orders.cited(annulled) if annulled else None),
                orders.pupil_value(subject, CLASSES if whole else WHO),
                *orders.closing(order),
            )
        ),
        phrases.director_signature(subject.school),
        *orders.acquaintance(subject),
    )


FORM = Form(code="order-annul", title=TITLE, scope="order", body=body)
