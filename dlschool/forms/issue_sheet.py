"""Issue sheet of a pupil: what was given, with a receipt for each thing and its return."""

from collections.abc import Iterator

from dlschool.domain.case import Material
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.material_values import GivenLine, described
from dlschool.forms.said import Value, say
from dlschool.forms.sheet.blocks import Block, Column, Field, Paragraph, Signature, Table

TITLE = Text("Оқу материалдарын беру парағы", "Лист выдачи учебных материалов")
CASE = Text("Іс: №\u00a0{number:12}", "Дело: №\u00a0{number:12}")
BASIS = Text("Негізі", "Основание")
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.8, align="center"),
    Column(heading=Text("Не берілді", "Что выдано"), share=5.4),
    Column(heading=Text("Түгендеу нөмірі", "Инвентарный номер"), share=2, align="center"),
    Column(heading=Text("Берілген күні", "Дата выдачи"), share=2.5, align="center"),
    Column(heading=Text("Алдым (қолы)", "Получил(а) (подпись)"), share=2),
    Column(heading=Text("Қайтарылған күні", "Дата возврата"), share=2.5, align="center"),
    Column(heading=Text("Қабылдадым (қолы)", "Принял(а) (подпись)"), share=2),
)
RECEIPT = Text(
    "Жоғарыда аталған материалдар алынды. Алушы (білім алушы, ата-анасы немесе өзге де заңды өкілі):",
    "Названные выше материалы получены. Получатель (обучающийся, родитель или иной законный "
    "представитель):",
)
GIVER = Text("Берген (лауазымы)", "Выдал(а) (должность)")
CAPTIONS = (Text("күні", "дата"), *phrases.SIGNED[1:])


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield from phrases.pupil_fields(subject.pupil)
    if subject.case is not None:
        yield phrases.line(CASE, number=subject.case.number)
        yield Field(label=BASIS, value=basis(subject))
    rows = tuple(_row(n, line) for n, line in enumerate(subject.materials.given, 1))
    yield Table(columns=COLUMNS, rows=rows, blank_rows=14)
    yield Paragraph(words=say(RECEIPT), align="left", before=4, keep=True)
    yield Signature(left=words.BLANK_DATE, name=phrases.guardian_name(subject), captions=CAPTIONS)
    yield Signature(
        left=GIVER, name=None, captions=(None, phrases.SIGNED[1], phrases.SIGNED[2]), before=5
    )


def basis(subject: Subject) -> Text | None:
    """The act and its points that ask to give materials on the ground of the case."""
    rule = subject.rule
    if rule is None:
        return None
    keys = [key for issue in rule.issues for key in issue.points if issue.material in Material]
    points = phrases.cited(tuple(dict.fromkeys(keys)))
    act = subject.edition.act.short
    return Text(f"{act.kk}, {points.kk}", f"{act.ru}, {points.ru}") if points else act


def _row(n: int, line: GivenLine) -> tuple[Value, ...]:
    return (
        str(n),
        phrases.joined((line.kind, Text(*[described(line.item)] * 2)), ": "),
        line.item.inventory,
        words.short_date(line.loan.date),
        "",
        words.short_date(line.loan.returned_on) or "",
        "",
    )


FORM = Form(code="issue-sheet", title=TITLE, scope="learning", body=body)
