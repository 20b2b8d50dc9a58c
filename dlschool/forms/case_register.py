"""Register of cases: number, pupil or classes, ground, period, where the case stands."""

from dlschool.domain.case import GROUND_NAMES
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, RegisterLine, Subject
from dlschool.forms.said import Value, say
from dlschool.forms.sheet.blocks import Block, Column, Paragraph, Table

TITLE = Text("Қашықтан оқыту істерінің тізілімі", "Реестр дел дистанционного обучения")
AS_OF = Text("Жасалған күні: {date}", "Дата составления: {date}")
TOTAL = Text("Барлығы: {count:6}", "Всего: {count:6}")
COLUMNS = (
    Column(heading=Text("№", "№"), share=1.2, align="center"),
    Column(heading=Text("Іс №", "№ дела"), share=2.4, align="center"),
    Column(heading=Text("Білім алушы", "Обучающийся"), share=5),
    Column(heading=Text("Сыныбы", "Класс"), share=2.2, align="center"),
    Column(heading=Text("Негізі", "Основание"), share=4),
    Column(heading=Text("Кезеңі", "Период"), share=3.4, align="center"),
    Column(heading=Text("Жағдайы", "Состояние"), share=4),
)
WHOLE = Text("сыныптар", "классы")


def body(subject: Subject) -> tuple[Block, ...]:
    filled = bool(subject.register)
    return (
        phrases.letterhead(subject.school),
        phrases.title(TITLE, before=2),
        phrases.line(
            AS_OF, date=words.long_date(subject.today) if filled else words.BLANK_DATE, before=2
        ),
        Table(
            columns=COLUMNS,
            rows=tuple(_row(n, line) for n, line in enumerate(subject.register, 1)),
            blank_rows=22,
        ),
        Paragraph(
            words=say(TOTAL, count=str(len(subject.register)) if filled else None),
            align="left",
            before=2,
        ),
        phrases.director_signature(subject.school),
    )


def _row(n: int, line: RegisterLine) -> tuple[Value, ...]:
    case, pupil = line.case, line.pupil
    states = [text for text in (line.state, line.next_step) if text]
    return (
        str(n),
        case.number,
        pupil.full_name if pupil else WHOLE,
        phrases.class_name(pupil) if pupil else ", ".join(case.classes),
        GROUND_NAMES[case.ground],
        words.short_period(line.start, line.until),
        phrases.joined(states),
    )


FORM = Form(code="case-register", title=TITLE, scope="list", body=body)
