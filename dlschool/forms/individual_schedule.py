"""Individual schedule of SOR, SOCh and attestation: of a pupil, of a class, of a teacher."""

from collections.abc import Iterator

from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.approval import approval
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import Value
from dlschool.forms.schedule_values import Sat, Schedule
from dlschool.forms.sheet.blocks import Block, Column, Field, Paragraph, Signature, Table

TITLE = Text(
    "БЖБ, ТЖБ және аттестаттаудың жеке кестесі", "Индивидуальный график СОР, СОЧ и аттестации"
)
WHOSE = {
    "pupil": Text("Білім алушы", "Обучающийся"),
    "class": Text("Сынып", "Класс"),
    "teacher": Text("Пән мұғалімі", "Учитель-предметник"),
}
CLASS = Text("Сыныбы", "Класс")
PERIOD = Text("Кезеңі", "Период")
TERM = Text("{term}-тоқсан, {year}", "{term} четверть, {year}")
BASIS = Text("Негізі", "Основание")
SEEN = Text("Кестемен таныстым", "С графиком ознакомлен(а)")
PARENT = Text("Ата-анасы немесе өзге де заңды өкілі", "Родитель или иной законный представитель")
DEPUTY = Text("Директордың оқу ісі жөніндегі орынбасары", "Заместитель директора по учебной работе")
NUMBER = Column(heading=Text("№", "№"), share=0.8, align="center")
DAY = Column(heading=Text("Күні, уақыты", "Дата, время"), share=2.8, align="center")
SUBJECT = Column(heading=Text("Оқу пәні", "Учебный предмет"), share=3.4)
KIND = Column(heading=Text("Түрі", "Вид"), share=2, align="center")
MODE = Column(heading=Text("Тапсыру түрі", "Форма сдачи"), share=3)
ROOM = Column(heading=Text("Кабинет", "Кабинет"), share=1.7, align="center")
TEACHER = Column(heading=Text("Мұғалім", "Учитель"), share=3.4)
PUPIL = Column(heading=Text("Білім алушы", "Обучающийся"), share=4)
NOTE = Column(heading=Text("Ескертпе", "Примечание"), share=2.4)


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    held = subject.schedule
    yield phrases.letterhead(subject.school)
    yield approval(subject.school)
    yield phrases.title(TITLE, before=4)
    yield Field(label=WHOSE[held.of], value=held.who or None, before=3)
    if held.of == "pupil":
        yield Field(label=CLASS, value=held.class_name or None)
    yield Field(label=PERIOD, value=period(held))
    points = phrases.cited(held.points)
    if points is not None:
        act = subject.edition.act.short
        basis = Text(f"{act.kk}, {points.kk}", f"{act.ru}, {points.ru}")
        yield Field(label=BASIS, value=basis)
    yield _table(held)
    yield Signature(left=DEPUTY, name=None)
    if held.of == "pupil":
        yield Paragraph(words=phrases.plain(SEEN), align="left", before=5, keep=True)
        yield Signature(left=PARENT, name=phrases.guardian_name(subject), before=4)


def _table(held: Schedule) -> Table:
    columns = {
        "pupil": (NUMBER, DAY, SUBJECT, KIND, MODE, ROOM, TEACHER, NOTE),
        "class": (NUMBER, DAY, PUPIL, SUBJECT, KIND, MODE, ROOM, NOTE),
        "teacher": (NUMBER, DAY, PUPIL, SUBJECT, KIND, MODE, ROOM, NOTE),
    }[held.of]
    rows = tuple(_row(n, line, held) for n, line in enumerate(held.lines, 1))
    return Table(columns=columns, rows=rows, blank_rows=14)


def _row(n: int, line: Sat, held: Schedule) -> tuple[Value, ...]:
    end: tuple[Value, ...] = (line.note or "",)
    if held.of == "pupil":
        middle: tuple[Value, ...] = (line.subject, line.kind, line.mode, line.room, line.teacher)
        return (str(n), when(line), *middle, *end)
    who = (
        line.pupil if held.of == "class" else ", ".join(filter(None, (line.pupil, line.class_name)))
    )
    return (str(n), when(line), who, line.subject, line.kind, line.mode, line.room, *end)


def when(line: Sat) -> str:
    """«14.12.2026, 10:00»."""
    parts = (words.short_date(line.day), words.clock(line.time) if line.time else None)
    return ", ".join(filter(None, parts))


def period(held: Schedule) -> Text | None:
    if not held.year or held.term is None:
        return None
    return TERM.filled(term=str(held.term), year=words.school_year(held.year))


FORM = Form(code="individual-schedule", title=TITLE, scope="learning", body=body)
"""Asked for by point 9 after a competition; for others it is what point 13.1 calls a schedule."""
