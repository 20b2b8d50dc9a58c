"""Result sheet of a SOR or SOCh: who wrote it, when, how many points; who did not and why."""

from collections.abc import Iterator

from dlschool.domain.text import Text
from dlschool.forms import mark_phrases, phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.mark_values import Pointed, Work
from dlschool.forms.said import Value
from dlschool.forms.sheet.blocks import Block, Column, Field, Table

TITLE = Text(
    "Жиынтық бағалау нәтижелерінің ведомосі", "Ведомость результатов суммативного оценивания"
)
WORK = Text("Жиынтық бағалау", "Суммативное оценивание")
DATE = Text("Өткізілген күні", "Дата проведения")
MAX = Text("Ең жоғары балл", "Максимальный балл")
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.8, align="center"),
    Column(heading=Text("Тегі, аты, әкесінің аты", "Фамилия, имя, отчество"), share=5),
    Column(heading=Text("Тапсыру түрі", "Форма сдачи"), share=2.9),
    Column(heading=Text("Күні", "Дата"), share=2.1, align="center"),
    Column(heading=Text("Балл", "Баллы"), share=1.4, align="center"),
    Column(heading=Text("%", "%"), share=1.4, align="center"),
    Column(heading=Text("Ескертпе", "Примечание"), share=3.4),
)


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield from mark_phrases.head(subject)
    for work in subject.marks.works or (None,):
        yield from _work(work)
    yield mark_phrases.signature(subject)
    yield phrases.director_signature(subject.school)


def _work(work: Work | None) -> Iterator[Block]:
    yield Field(label=WORK, value=work.name if work else None, before=3, keep=True)
    yield Field(label=DATE, value=words.short_date(work.day) if work else None, keep=True)
    yield Field(label=MAX, value=mark_phrases.figure(work.max) or None if work else None)
    rows = tuple(_row(n, line) for n, line in enumerate(work.lines, 1)) if work else ()
    yield Table(columns=COLUMNS, rows=rows, blank_rows=17)


def _row(n: int, line: Pointed) -> tuple[Value, ...]:
    return (
        str(n),
        line.name,
        line.mode or "",
        words.short_date(line.day) or "",
        mark_phrases.figure(line.points),
        mark_phrases.figure(line.percent),
        line.note or "",
    )


FORM = Form(code="result-sheet", title=TITLE, scope="learning", body=body)
