"""Statement of results for the pedagogical council: on it the review of point 13.4 stands."""

from collections.abc import Iterator

from dlschool.domain.case import Ground
from dlschool.domain.learning import Period
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.review_values import CouncilResults, SubjectResults
from dlschool.forms.said import Value
from dlschool.forms.sheet.blocks import Block, Column, Field, Signature, Table

TITLE = Text(
    "Педагогикалық кеңеске арналған нәтижелер ведомосі",
    "Ведомость результатов для педагогического совета",
)
WHY = Text(
    "Қашықтан оқытуды ұзарту немесе дәстүрлі оқыту форматына ауыстыру мәселесін қарау үшін"
    "{points}.",
    "Для рассмотрения вопроса о продлении дистанционного обучения или переводе на традиционный "
    "формат обучения{points}.",
)
CASE = Text("Іс: №\u00a0{number:12}", "Дело: №\u00a0{number:12}")
PERIOD = Text("Қашықтан оқыту кезеңі: {period:40}", "Период дистанционного обучения: {period:40}")
YEAR = Text("Оқу жылы: {year:14}", "Учебный год: {year:14}")
ATTESTED = Text("Аттестаттау күні: {date:14}", "Дата аттестации: {date:14}")
WORKS = Text(
    "Тапсырылған БЖБ мен ТЖБ: {taken:4}, тапсырылуы керегі: {asked:4}.",
    "Сдано СОР и СОЧ: {taken:4}, должно быть сдано: {asked:4}.",
)
LACKS = Text("Тапсырылмаған жұмыстары бар пәндер", "Предметы с несданными работами")
NONE = Text("жоқ", "нет")
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.8, align="center"),
    Column(heading=Text("Пән", "Предмет"), share=3.6),
    Column(heading=Text("БЖБ", "СОР"), share=1.4, align="center"),
    Column(heading=Text("ТЖБ", "СОЧ"), share=1.4, align="center"),
    Column(heading=Text("Балл, %", "Баллы, %"), share=1.5, align="center"),
    Column(heading=Text("I", "I"), share=1.35, align="center"),
    Column(heading=Text("II", "II"), share=1.35, align="center"),
    Column(heading=Text("III", "III"), share=1.35, align="center"),
    Column(heading=Text("IV", "IV"), share=1.35, align="center"),
    Column(heading=Text("Жылдық", "Годовая"), share=1.6, align="center"),
)
UNDER = (
    (Period.TERM_1,),
    (Period.TERM_2, Period.HALF_1),
    (Period.TERM_3,),
    (Period.TERM_4, Period.HALF_2),
    (Period.FINAL, Period.CHANCE_3, Period.CHANCE_2, Period.ANNUAL),
)
"""Which grades stand in the last five columns; the first that is there."""
NOTE = Text(
    "БЖБ, ТЖБ бағандарында — тапсырылғаны / тапсырылуы керегі; I–IV — тоқсан (жартыжылдық) бағалары; "
    "у/а\u00a0— уақытша аттестатталмаған, бос.\u00a0— босатылған.",
    "В графах СОР и СОЧ — сдано / должно быть сдано; I–IV — четвертные (полугодовые) оценки; "
    "зач.\u00a0— зачёт, незач.\u00a0— незачёт, в/н/а\u00a0— временно не аттестован(а), "
    "осв.\u00a0— освобождён(а).",
)
PROPOSAL = Text("Сынып жетекшісінің пікірі", "Мнение классного руководителя")
CLASS_TEACHER = Text("Сынып жетекшісі", "Классный руководитель")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    found, case, rule = subject.results, subject.case, subject.rule
    review = rule.review if rule else None
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    points = phrases.in_brackets(review.points if review else ())
    yield phrases.line(WHY, before=2, align="center", points=points)
    yield phrases.line(CASE, before=3, number=case.number if case else None)
    yield from phrases.pupil_fields(subject.pupil)
    start, until = (found.start, found.until) if found else (None, None)
    yield phrases.line(PERIOD, period=words.period(start, until) if found else None)
    yield phrases.line(YEAR, year=found.year.replace("-", "–") if found else None)
    attested = found.attested_on if found else None
    yield phrases.line(ATTESTED, date=words.short_date(attested) if attested else None)
    lines = found.subjects if found else ()
    rows = tuple(_row(n, line) for n, line in enumerate(lines, 1))
    yield Table(columns=COLUMNS, rows=rows, blank_rows=14)
    yield phrases.line(NOTE, before=1)
    taken, asked = found.works if found and lines else (None, None)
    yield phrases.line(WORKS, before=2, taken=_number(taken), asked=_number(asked))
    yield Field(label=LACKS, value=_lacking(found))
    yield Field(label=PROPOSAL, value=None, lines=2)
    teacher = subject.class_teacher
    yield Signature(left=CLASS_TEACHER, name=teacher.name if teacher else None)
    yield phrases.director_signature(subject.school)


def _row(n: int, line: SubjectResults) -> tuple[Value, ...]:
    works = (_pair(line.sor), _pair(line.soch))
    percent = "—" if line.percent is None else str(line.percent)
    grades = (_grade(line, periods) for periods in UNDER)
    return (str(n), line.name, *works, percent, *grades)


def _pair(pair: tuple[int, int]) -> str:
    taken, asked = pair
    return f"{taken}/{asked}" if asked or taken else "—"


def _grade(line: SubjectResults, periods: tuple[Period, ...]) -> Value:
    return next((line.grades[p] for p in periods if p in line.grades), "")


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _lacking(found: CouncilResults | None) -> Text | None:
    if found is None or not found.subjects:
        return None
    return phrases.joined((line.name for line in found.subjects if line.missing), ", ") or NONE


FORM = Form(
    code="council-results",
    title=TITLE,
    scope="case",
    body=body,
    grounds=frozenset({Ground.FAMILY}),
)
