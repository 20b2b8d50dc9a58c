"""The pupil's digital trace: results, attendance, participation; their system; who verified them.

Consultations are never in it: those of the psychologist and the inspector least of all.
"""

from collections.abc import Iterator

from dlschool.domain.case import Ground
from dlschool.domain.text import Text
from dlschool.domain.trace import GROUP_NAMES, Group, TraceLine
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import Value
from dlschool.forms.sheet.blocks import Block, Column, Signature, Table
from dlschool.forms.trace_values import TraceSheet

TITLE = Text("Білім алушының цифрлық ізі туралы анықтама", "Справка о цифровом следе обучающегося")
WHY = Text(
    "Қашықтан оқыту кезіндегі нәтижелер, сабаққа келу және оқуға қатысу{points}.",
    "Результаты, посещаемость и участие в учёбе при дистанционном обучении{points}.",
)
CASE = Text("Іс: №\u00a0{number:12}", "Дело: №\u00a0{number:12}")
PERIOD = Text("Кезең: {period:40}", "Период: {period:40}")
COLUMNS = (
    Column(heading=Text("Күні", "Дата"), share=2.1, align="center"),
    Column(heading=Text("Түрі", "Вид"), share=4),
    Column(heading=Text("Мазмұны, нәтижесі", "Содержание, результат"), share=4),
    Column(heading=Text("Ақпараттық жүйе", "Информационная система"), share=3),
    Column(heading=Text("Кім тексерген", "Кем проверено"), share=3.2),
)
COUNTED = Text("Жазбалар саны: {count:6}", "Всего записей: {count:6}")
LEFT_OUT = Text(
    "Тексерілмеген жазбалар енгізілмеді, саны: {count:6}",
    "Непроверенные записи не включены, число: {count:6}",
)
HOURS = Text("{hours} сағ", "{hours} ч")
CLASS_TEACHER = Text("Сынып жетекшісі", "Классный руководитель")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    found, case = subject.trace, subject.case
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield phrases.line(WHY, before=2, align="center", points=_points(subject))
    yield phrases.line(CASE, before=3, number=case.number if case else None)
    yield from phrases.pupil_fields(subject.pupil)
    yield phrases.line(PERIOD, period=words.period(found.start, found.until) if found else None)
    yield from _tables(found)
    yield phrases.line(COUNTED, before=2, count=str(len(found.lines)) if found else None)
    if found and found.unverified:
        yield phrases.line(LEFT_OUT, before=1, count=str(found.unverified))
    teacher = subject.class_teacher
    yield Signature(left=CLASS_TEACHER, name=teacher.name if teacher else None)
    yield phrases.director_signature(subject.school)


def _tables(found: TraceSheet | None) -> Iterator[Block]:
    """A table for each group that has lines; an empty trace and a blank have one to fill in."""
    lines = found.lines if found else ()
    for group in Group:
        mine = [line for line in lines if line.group is group]
        if mine:
            yield phrases.title(GROUP_NAMES[group], before=4)
            yield Table(columns=COLUMNS, rows=tuple(_row(line) for line in mine), before=1)
    if not lines:
        yield Table(columns=COLUMNS, rows=(), blank_rows=14)


def _row(line: TraceLine) -> tuple[Value, ...]:
    return (
        words.short_date(line.date),
        line.name,
        _said(line),
        line.system,
        line.verified_by,
    )


def _said(line: TraceLine) -> Value:
    """«Онлайн-сабақ, 1,5 сағ.»."""
    texts = (
        [Text(line.text, line.text) if isinstance(line.text, str) else line.text]
        if line.text
        else []
    )
    if line.hours:
        texts.append(HOURS.filled(hours=line.hours.replace(".", ",")))
    return phrases.joined(texts, ", ") or ""


def _points(subject: Subject) -> Text | str:
    known = {point.key for point in subject.edition.points}
    return phrases.in_brackets(tuple(key for key in ("annex-2:5.12", "annex-2:15") if key in known))


FORM = Form(
    code="digital-trace",
    title=TITLE,
    scope="case",
    body=body,
    grounds=frozenset({Ground.FAMILY, Ground.HEALTH, Ground.COMPETITION}),
)
