"""Act of the change of the school year: who goes where, which cases end with it, who has books."""

from collections.abc import Iterator

from dlschool.domain.case import GROUND_NAMES
from dlschool.domain.text import Text
from dlschool.domain.year_change import MOVE_NAMES, Move, Moved
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.review_values import EndingCase, YearAct
from dlschool.forms.said import Value, say
from dlschool.forms.sheet.blocks import (
    Block,
    Column,
    Field,
    Paragraph,
    Requisites,
    Signature,
    Table,
)

TITLE = Text("Оқу жылының ауысуы туралы акт", "Акт о смене учебного года")
ABOUT = Text("Оқу жылының ауысуы туралы", "о смене учебного года")
COUNCIL = Text(
    "Педагогикалық кеңестің шешімі (хаттаманың күні, №)",
    "Решение педагогического совета (дата, № протокола)",
)
SAYS = Text(
    "Оқу жылының қорытындысы бойынша білім алушылар мынадай сыныптарға көшіріледі, қайта оқуға "
    "қалдырылады, мектепті бітіреді немесе мектептен кетеді:",
    "По итогам учебного года обучающиеся переводятся в следующие классы, остаются на повторный "
    "год, выпускаются или выбывают из школы:",
)
TOTALS = Text(
    "Келесі сыныпқа көшірілгені: {promote:5}; қайта оқуға қалдырылғаны: {repeat:5}; мектепті "
    "бітіргені: {graduate:5}; кеткені: {leave:5}.",
    "Переведено: {promote:5}; оставлено на повторный год: {repeat:5}; выпущено: {graduate:5}; "
    "выбыло: {leave:5}.",
)
COLUMNS = (
    Column(heading=Text("№", "№"), share=1, align="center"),
    Column(heading=Text("Білім алушы", "Обучающийся"), share=6),
    Column(heading=Text("Сыныбы", "Класс"), share=1.6, align="center"),
    Column(heading=Text("Шешім", "Решение"), share=5),
    Column(heading=Text("Келесі жылғы сыныбы", "Класс следующего года"), share=2.4, align="center"),
)
CASES = Text(
    "Кезеңі оқу жылымен бірге аяқталатын қашықтан оқыту істері:",
    "Дела дистанционного обучения, период которых заканчивается с учебным годом:",
)
CASE_COLUMNS = (
    Column(heading=Text("Іс №", "№ дела"), share=2, align="center"),
    Column(heading=Text("Білім алушы, сыныптар", "Обучающийся, классы"), share=6),
    Column(heading=Text("Негізі", "Основание"), share=5),
    Column(heading=Text("Кезеңнің соңы", "Конец периода"), share=3, align="center"),
)
BOOKS = Text(
    "Оқулықтарды кітапханаға қайтармаған білім алушылар:",
    "Обучающиеся, не возвратившие учебники в библиотеку:",
)
BOOK_COLUMNS = (
    Column(heading=Text("№", "№"), share=1, align="center"),
    Column(heading=Text("Білім алушы", "Обучающийся"), share=5),
    Column(heading=Text("Сыныбы", "Класс"), share=1.8, align="center"),
    Column(heading=Text("Оқулықтар", "Учебники"), share=8),
)
MADE_BY = Text("Актіні жасаған", "Акт составил")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    act = subject.year_act
    change = act.change if act else None
    yield phrases.letterhead(subject.school)
    yield phrases.title(Text("АКТ", "АКТ"), before=2)
    yield phrases.title(ABOUT, before=0)
    if change:
        yield phrases.title(words.school_year(change.year), before=0, bold=False)
    yield Requisites(
        date=words.date_or_blank(change.changed_on if change else None),
        place=phrases.place(subject.school),
        number=None,
    )
    yield Field(label=COUNCIL, value=None, before=3)
    yield phrases.indented(SAYS, before=2, keep=True)
    yield Table(columns=COLUMNS, rows=tuple(_rows(act)), blank_rows=14)
    yield Paragraph(words=say(TOTALS, **_totals(act)), align="left", before=2)
    if act and act.cases:
        yield phrases.indented(CASES, before=4, keep=True)
        yield Table(columns=CASE_COLUMNS, rows=tuple(_case(line) for line in act.cases))
    if act and change and change.owed:
        yield phrases.indented(BOOKS, before=4, keep=True)
        yield Table(columns=BOOK_COLUMNS, rows=tuple(_books(act)))
    yield Signature(left=MADE_BY, name=None, captions=phrases.SIGNED)
    yield phrases.director_signature(subject.school)


def _rows(act: YearAct | None) -> Iterator[tuple[Value, ...]]:
    for n, line in enumerate(act.change.moved if act else (), 1):
        pupil = act.pupils.get(line.pupil_id) if act else None
        name = pupil.full_name if pupil else "—"
        yield (str(n), name, line.before, MOVE_NAMES[line.move], line.after or "—")


def _totals(act: YearAct | None) -> dict[str, Value]:
    if act is None:
        return dict.fromkeys([move.value for move in Move])
    return {move.value: str(_count(act.change.moved, move)) for move in Move}


def _count(moved: tuple[Moved, ...], move: Move) -> int:
    return sum(line.move is move for line in moved)


def _case(line: EndingCase) -> tuple[Value, ...]:
    ground = GROUND_NAMES[line.case.ground]
    until = words.short_date(line.until) if line.until else "—"
    return (line.case.number, line.who, ground, until)


def _books(act: YearAct) -> Iterator[tuple[Value, ...]]:
    """Pupil by pupil, in the class of the year that ends; who left before it, in the last one."""
    before = {line.pupil_id: line.before for line in act.change.moved}
    for n, owed in enumerate(act.change.owed, 1):
        pupil = act.pupils.get(owed.pupil_id)
        last = f"{pupil.grade}{pupil.letter}" if pupil and pupil.grade is not None else "—"
        name = pupil.full_name if pupil else "—"
        yield (str(n), name, before.get(owed.pupil_id, last), "; ".join(owed.books))


FORM = Form(code="year-change-act", title=TITLE, scope="learning", body=body)
