"""Summons to a sitting at school: the family is told when and to what the pupil comes."""

from collections.abc import Iterator

from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.individual_schedule import KIND, NUMBER, ROOM, SUBJECT, when
from dlschool.forms.said import Value
from dlschool.forms.schedule_values import Sat
from dlschool.forms.sheet.blocks import (
    Addressee,
    Block,
    Column,
    Field,
    Paragraph,
    Requisites,
    Signature,
    Table,
)

TITLE = Text("Жиынтық бағалауға шақыру", "Вызов на суммативное оценивание")
BODY = Text(
    "Мектеп білім алушының төменде көрсетілген күндері жиынтық бағалау тапсырмаларын тапсыруға "
    "мектепке келуін қамтамасыз етуіңізді сұрайды{points}.",
    "Школа просит обеспечить явку обучающегося в школу для сдачи работ суммативного оценивания "
    "в указанные ниже дни{points}.",
)
ILL = Text(
    "Дәлелді себеппен келе алмаған жағдайда мектепке алдын ала хабарлаңыз: тапсыру жеке кесте "
    "бойынша өткізіледі.",
    "Если явка невозможна по уважительной причине, просим сообщить заранее: сдача пройдёт по "
    "индивидуальному графику.",
)
WHEN = Column(heading=Text("Келетін күні, уақыты", "День и время явки"), share=3, align="center")
TEACHER = Column(heading=Text("Мұғалім", "Учитель"), share=3.4)
RECEIVED = Text("Шақыруды алдым:", "Вызов получил(а):")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    held = subject.schedule
    yield phrases.letterhead(subject.school)
    yield Requisites(
        date=words.long_date(subject.today) if held.lines else words.BLANK_DATE,
        place=phrases.place(subject.school),
        number=None,
    )
    yield Addressee(
        before=6,
        lines=(
            Field(label=phrases.TO, value=phrases.guardian_name(subject), lines=2),
            Field(label=phrases.AT, value=phrases.address(subject), lines=2),
        ),
    )
    yield phrases.title(TITLE)
    yield phrases.indented(BODY, before=3, points=phrases.in_brackets(held.points))
    yield from phrases.pupil_fields(subject.pupil)
    rows = tuple(_row(n, line) for n, line in enumerate(held.lines, 1))
    yield Table(columns=(NUMBER, WHEN, SUBJECT, KIND, ROOM, TEACHER), rows=rows, blank_rows=6)
    yield phrases.indented(ILL, before=3)
    yield phrases.director_signature(subject.school)
    yield Paragraph(words=phrases.plain(RECEIVED), align="left", before=8, keep=True)
    yield Signature(
        left=words.BLANK_DATE,
        name=phrases.guardian_name(subject),
        captions=phrases.SIGNED,
        before=3,
    )


def _row(n: int, line: Sat) -> tuple[Value, ...]:
    return (str(n), when(line), line.subject, line.kind, line.room, line.teacher)


FORM = Form(code="summons", title=TITLE, scope="learning", body=body)
