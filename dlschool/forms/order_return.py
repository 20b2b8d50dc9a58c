"""The director's order that returns a pupil to the traditional format of study."""

from dlschool.domain.case import ORDER_NAMES, WHOLE_CLASSES, Ground, OrderKind
from dlschool.domain.text import Text
from dlschool.forms import orders, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import say
from dlschool.forms.sheet.blocks import Block

TITLE = Text(
    "Дәстүрлі оқыту форматына ауыстыру туралы бұйрық",
    "Приказ о переводе на традиционный формат обучения",
)
RETURN = Text(
    "Мына білім алушы дәстүрлі оқыту форматына ауыстырылсын:",
    "Перевести на традиционный формат обучения обучающегося:",
)
FROM = Text(
    "Дәстүрлі форматта оқу басталатын күн: {day:30}.",
    "Дата начала обучения в традиционном формате: {day:30}.",
)
TEACHERS = Text(
    "Сынып жетекшісі мен пән мұғалімдері білім алушының сабаққа қатысуын сабақ кестесі бойынша "
    "қамтамасыз етсін.",
    "Классному руководителю и учителям-предметникам обеспечить участие обучающегося в занятиях по "
    "расписанию уроков.",
)


def body(subject: Subject) -> tuple[Block, ...]:
    order = subject.order
    points, documents = orders.going_on(subject)
    start = order.start if order else None
    return tuple(
        orders.blocks(
            subject,
            ORDER_NAMES[OrderKind.RETURN],
            points,
            documents,
            (
                orders.pupil_value(subject, RETURN),
                say(FROM, day=words.date_or_blank(start)),
                say(TEACHERS),
                say(orders.TELL),
            ),
        )
    )


FORM = Form(
    code="order-return",
    title=TITLE,
    scope="order",
    body=body,
    grounds=frozenset(Ground) - WHOLE_CLASSES,
)
