"""What the papers of results and grades share: the head of a work, its teacher's signature."""

from dlschool.domain.text import Text
from dlschool.forms import words
from dlschool.forms.form import Subject
from dlschool.forms.said import Value
from dlschool.forms.sheet.blocks import Block, Field, Signature

SUBJECT = Text("Оқу пәні", "Учебный предмет")
CLASS = Text("Сыныбы", "Класс")
PERIOD = Text("Кезеңі", "Период")
TEACHER = Text("Пән мұғалімі", "Учитель-предметник")
TERM = Text("{term}-тоқсан, {year}", "{term} четверть, {year}")


def head(subject: Subject) -> tuple[Block, ...]:
    """Subject, class, term, teacher."""
    marks = subject.marks
    return (
        Field(label=SUBJECT, value=marks.subject, before=3),
        Field(label=CLASS, value=marks.class_name or None),
        Field(label=PERIOD, value=period(subject)),
        Field(label=TEACHER, value=marks.teacher or None),
    )


def period(subject: Subject) -> Text | None:
    marks = subject.marks
    if not marks.year or marks.term is None:
        return None
    return TERM.filled(term=str(marks.term), year=words.school_year(marks.year))


def signature(subject: Subject) -> Signature:
    name: Value = subject.marks.teacher or None
    return Signature(left=TEACHER, name=name)


def figure(number: str) -> str:
    """«73,5»."""
    return number.replace(".", ",")
