"""Issue sheet of a class: the things once, then a line to sign for every pupil."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.material_values import GivenLine, described
from dlschool.forms.said import Value
from dlschool.forms.sheet.blocks import Block, Column, Signature, Table

TITLE = Text(
    "Сынып бойынша оқу материалдарын беру ведомосі", "Ведомость выдачи учебных материалов по классу"
)
CLASS = Text("Сыныбы: {class_name:12}", "Класс: {class_name:12}")
THINGS = (
    Column(heading=Text("№", "№"), share=0.8, align="center"),
    Column(heading=Text("Материал", "Материал"), share=8),
    Column(heading=Text("Түгендеу нөмірі", "Инвентарный номер"), share=2.4, align="center"),
    Column(heading=Text("Берілген саны", "Выдано"), share=1.6, align="center"),
)
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.8, align="center"),
    Column(heading=Text("Білім алушы", "Обучающийся"), share=5),
    Column(heading=Text("Материалдардың №", "№ материалов"), share=2.6, align="center"),
    Column(heading=Text("Берілген күні", "Дата выдачи"), share=2.2, align="center"),
    Column(heading=Text("Алдым (қолы)", "Получил(а) (подпись)"), share=3),
)
GIVER = Text("Берген (лауазымы)", "Выдал(а) (должность)")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    given = subject.materials.given
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield phrases.line(CLASS, class_name=subject.materials.class_name or None, before=2)
    numbers = {line.item.id: 0 for line in given}
    numbers = {item_id: n for n, item_id in enumerate(numbers, 1)}
    yield Table(columns=THINGS, rows=tuple(_things(given)), blank_rows=5)
    yield Table(columns=COLUMNS, rows=tuple(_pupils(given, numbers)), blank_rows=12, before=5)
    yield Signature(left=GIVER, name=None, captions=(None, phrases.SIGNED[1], phrases.SIGNED[2]))


def _things(given: Sequence[GivenLine]) -> Iterator[tuple[Value, ...]]:
    first: dict[int | None, GivenLine] = {}
    for line in given:
        first.setdefault(line.item.id, line)
    for n, (item_id, line) in enumerate(first.items(), 1):
        count = sum(other.item.id == item_id for other in given)
        said = described(line.item)
        yield (
            str(n),
            Text(f"{line.kind.kk}: {said}", f"{line.kind.ru}: {said}"),
            line.item.inventory,
            str(count),
        )


def _pupils(
    given: Sequence[GivenLine], numbers: dict[int | None, int]
) -> Iterator[tuple[Value, ...]]:
    """A row for every pupil and day of issue."""
    rows = groupby(given, key=lambda line: (line.pupil, line.loan.date))
    for n, ((pupil, day), lines) in enumerate(rows, 1):
        held = ", ".join(str(number) for number in sorted(numbers[x.item.id] for x in lines))
        yield (str(n), pupil.full_name, held, words.short_date(day), "")


FORM = Form(code="issue-sheet-class", title=TITLE, scope="learning", body=body)
