"""Analysis of SOR and SOCh of a term: levels, quality and success, aims reached and not.

Its shape is that of the information on summative assessment of order 130 (annex 8), as schools fill
it: levels 0-39, 40-84, 85-100 per cent; quality: with 4 and 5; success: without 2.
"""

from collections.abc import Iterator

from dlschool.domain.text import Text
from dlschool.forms import mark_phrases, phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.mark_values import Work
from dlschool.forms.said import Value
from dlschool.forms.sheet.blocks import Block, Column, Field, Table

TITLE = Text(
    "Жиынтық бағалау қорытындысы бойынша талдау туралы мәліметтер",
    "Сведения об анализе по итогам проведения суммативного оценивания",
)
PUPILS = Text("Білім алушылар саны", "Количество обучающихся")
COLUMNS = (
    Column(heading=Text("Жұмыс", "Работа"), share=2.6),
    Column(heading=Text("Жазғаны", "Писали"), share=1.6, align="center"),
    Column(heading=Text("Ең жоғары балл", "Макс. балл"), share=1.8, align="center"),
    Column(heading=Text("Төмен 0–39 %", "Низкий 0–39 %"), share=1.8, align="center"),
    Column(heading=Text("Орта 40–84 %", "Средний 40–84 %"), share=1.9, align="center"),
    Column(heading=Text("Жоғары 85–100 %", "Высокий 85–100 %"), share=2, align="center"),
    Column(heading=Text("Сапа, %", "Качество, %"), share=1.9, align="center"),
    Column(heading=Text("Үлгерім, %", "Успеваемость, %"), share=2.4, align="center"),
)
AIM_COLUMNS = (
    Column(heading=Text("Жұмыс", "Работа"), share=1.6),
    Column(heading=Text("Қол жеткізілген мақсаттар", "Достигнутые цели"), share=4),
    Column(heading=Text("Қиындық тудырған мақсаттар", "Цели, вызвавшие затруднения"), share=4),
)
LEVELS = (
    ("high", Text("жоғары деңгей", "высокий уровень")),
    ("middle", Text("орта деңгей", "средний уровень")),
    ("low", Text("төмен деңгей", "низкий уровень")),
)
HARD = Text("Тапсырмаларды орындаудағы қиындықтар", "Затруднения при выполнении заданий")
CAUSES = Text("Қиындықтардың себептері", "Причины затруднений")
PLANNED = Text("Жоспарланған түзету жұмыстары", "Запланированная коррекционная работа")
DATE = Text("Күні", "Дата")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    marks = subject.marks
    pupils = None if marks.pupils is None else str(marks.pupils)
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield from mark_phrases.head(subject)
    yield Field(label=PUPILS, value=pupils)
    yield Table(columns=COLUMNS, rows=tuple(_figures(w) for w in marks.works), blank_rows=4)
    yield Table(columns=AIM_COLUMNS, rows=tuple(_aims(w) for w in marks.works), blank_rows=4)
    for work in marks.works:
        yield from _names(work)
    yield Field(label=HARD, value=None, lines=2, before=3)
    yield Field(label=CAUSES, value=None, lines=2)
    yield Field(label=PLANNED, value=None, lines=2)
    yield Field(label=DATE, value=words.short_date(subject.today) if marks.works else None)
    yield mark_phrases.signature(subject)


def _figures(work: Work) -> tuple[Value, ...]:
    levels = (work.low, work.middle, work.high)
    return (
        work.name,
        str(work.wrote),
        mark_phrases.figure(work.max),
        *(str(len(names)) for names in levels),
        mark_phrases.figure(work.quality) or "–",
        mark_phrases.figure(work.success) or "–",
    )


def _aims(work: Work) -> tuple[Value, ...]:
    hard = "; ".join(f"{aim} ({count})" for aim, count in work.hard)
    return (work.name, "; ".join(work.reached) or "–", hard or "–")


def _names(work: Work) -> Iterator[Block]:
    """Who is on which level; a line of its own for each."""
    for at, (key, level) in enumerate(LEVELS):
        label = Text(f"{work.name.kk}, {level.kk}", f"{work.name.ru}, {level.ru}")
        names = "; ".join(getattr(work, key)) or "–"
        yield Field(label=label, value=names, before=0 if at else 2)


FORM = Form(code="summative-analysis", title=TITLE, scope="learning", body=body)
