"""A pupil's report card of a school year: grades by terms, annual and final."""

from collections.abc import Iterator

from dlschool.domain.text import Text
from dlschool.forms import phrases
from dlschool.forms.form import Form, Subject
from dlschool.forms.mark_values import CardLine
from dlschool.forms.said import Value
from dlschool.forms.sheet.blocks import Block, Column, Field, Signature, Table

TITLE = Text("Үлгерім табелі", "Табель успеваемости")
YEAR = Text("Оқу жылы", "Учебный год")
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.7, align="center"),
    Column(heading=Text("Оқу пәні", "Учебный предмет"), share=3.9),
    *(
        Column(heading=Text(f"{n}-тоқсан", f"{n} четв."), share=1.6, align="center")
        for n in range(1, 5)
    ),
    Column(heading=Text("Жылдық", "Годовая"), share=1.7, align="center"),
    Column(heading=Text("Жұмыс, емтихан", "Работа, экзамен"), share=1.9, align="center"),
    Column(heading=Text("Қорытынды", "Итоговая"), share=2.2, align="center"),
)
HALVES = Text(
    "Жартыжылдыққа бағаланатын пәннің бағасы 2 және 4-бағандарда көрсетілген. у/а\u00a0— уақытша "
    "аттестатталмаған, бос.\u00a0— босатылған.",
    "Оценка по предмету, оцениваемому за полугодие, указана в столбцах 2 и 4. в/н/а\u00a0— временно не "
    "аттестован(а), осв.\u00a0— освобождён(а).",
)
VERDICT = Text("Жыл қорытындысы", "Итог года")
CLASS_TEACHER = Text("Сынып жетекшісі", "Классный руководитель")
SEEN = Text(
    "Ата-анасы немесе өзге де заңды өкілі танысты",
    "Родитель или иной законный представитель ознакомлен",
)


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    marks, teacher = subject.marks, subject.class_teacher
    filled = bool(marks.year)
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield Field(label=YEAR, value=marks.year.replace("-", "–") if filled else None, before=2)
    yield from phrases.pupil_fields(subject.pupil if filled else None)
    rows = tuple(_row(n, line) for n, line in enumerate(marks.card, 1))
    yield Table(columns=COLUMNS, rows=rows, blank_rows=15)
    yield phrases.line(HALVES, before=1)
    yield Field(label=VERDICT, value=marks.verdict, before=2)
    yield phrases.director_signature(subject.school)
    yield Signature(left=CLASS_TEACHER, name=teacher.name if teacher and filled else None, before=4)
    yield Signature(left=SEEN, name=None, before=4)


def _row(n: int, line: CardLine) -> tuple[Value, ...]:
    grades = (*line.terms, line.annual, line.work, line.final)
    return (str(n), line.subject, *(grade or "" for grade in grades))


FORM = Form(code="report-card", title=TITLE, scope="learning", body=body)
