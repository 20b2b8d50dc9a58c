"""The same application for the time of an event, by the pupil (annex 2, point 9 allows it)."""

from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.text import Text
from dlschool.forms import phrases
from dlschool.forms.application_competition import BY_PUPIL, event_blocks, from_pupil, signed
from dlschool.forms.form import Form, Subject
from dlschool.forms.sheet.blocks import Block

TITLE = Text(
    "Білім алушының жиындарға, жарыстарға қатысу кезеңінде қашықтан оқыту туралы өтініші",
    "Заявление обучающегося о дистанционном обучении на период участия в сборах, соревнованиях",
)


def body(subject: Subject) -> tuple[Block, ...]:
    return (
        from_pupil(subject),
        phrases.title(TITLE),
        phrases.indented(BY_PUPIL, before=4),
        *event_blocks(subject),
        signed(subject, subject.pupil.full_name if subject.pupil else None),
        *phrases.application_mark(subject),
    )


FORM = Form(
    code="application-competition-pupil",
    title=TITLE,
    scope="case",
    body=body,
    grounds=frozenset({Ground.COMPETITION}),
    paper=PaperKind.APPLICATION,
)
