"""Notice of a breach of personal data, due within one working day (order 481/НҚ of 09.08.2024)."""

from collections.abc import Iterator
from datetime import datetime

from dlschool.domain import phone
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Concerned, Form, Subject
from dlschool.forms.said import Value, say
from dlschool.forms.sheet.blocks import (
    Addressee,
    Block,
    Column,
    Field,
    Paragraph,
    Signature,
    Table,
)

TITLE = Text(
    "Дербес деректер қауіпсіздігінің бұзылуы туралы хабарлама",
    "Уведомление о нарушении безопасности персональных данных",
)
TO = Text(
    "Кімге: дербес деректерді қорғау саласындағы уәкілетті органға",
    "Кому: в уполномоченный орган в сфере защиты персональных данных",
)
BASIS = Text(
    "Дербес деректер қауіпсіздігінің бұзылуы анықталған сәттен бастап бір жұмыс күні ішінде "
    "жіберіледі (2024 жылғы 9 тамыздағы № 481/НҚ бұйрық).",
    "Направляется в течение одного рабочего дня с момента обнаружения нарушения безопасности "
    "персональных данных (приказ от 9 августа 2024 года № 481/НҚ).",
)
FOUND = Text("Анықталған уақыты", "Когда обнаружено")
DUE = Text("Хабарлаудың соңғы күні", "Последний день уведомления")
HAPPENED = Text("Болған уақыты", "Когда произошло")
WHAT = Text("Не болды", "Что произошло")
DATA = Text("Қандай деректер", "Какие данные")
MEASURES = Text("Қабылданған шаралар", "Принятые меры")
RESPONSIBLE = Text("Дербес деректерге жауапты адам", "Ответственный за персональные данные")
CONTACT = Text("Байланыс деректері", "Контактные данные")
SUBJECTS = Text("Деректері қозғалған адамдар: {count:6}", "Затронутые лица: {count:6}")
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.7, align="center"),
    Column(heading=Text("Тегі, аты, әкесінің аты", "Фамилия, имя, отчество"), share=5.4),
    Column(heading=Text("ЖСН", "ИИН"), share=2.6, align="center"),
    Column(heading=Text("Телефоны", "Телефон"), share=3.2, align="center"),
)
SENT = Text("Жіберілген күні", "Дата отправки")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    breach, concerned = subject.personal.breach, subject.personal.concerned
    yield phrases.letterhead(subject.school)
    yield Addressee(lines=(say(TO),), before=2)
    yield phrases.title(TITLE)
    yield Paragraph(words=say(BASIS), small=True, align="left", before=1)
    yield Field(label=FOUND, value=_moment(breach.discovered_at) if breach else None, before=2)
    yield Field(label=DUE, value=words.long_date(breach.due) if breach else None)
    for label, value, lines in (
        (HAPPENED, breach and breach.happened_at, 1),
        (WHAT, breach and breach.what, 3),
        (DATA, breach and breach.data, 2),
        (MEASURES, breach and breach.measures, 3),
        (RESPONSIBLE, breach and breach.responsible, 1),
        (CONTACT, breach and breach.contact, 1),
    ):
        yield Field(label=label, value=value or None, lines=lines, before=1)
    count = str(len(concerned)) if breach else None
    yield phrases.line(SUBJECTS, before=3, count=count)
    rows = tuple(_row(n, each) for n, each in enumerate(concerned, 1))
    yield Table(columns=COLUMNS, rows=rows, blank_rows=8)
    yield Field(
        label=SENT,
        value=words.long_date(breach.notified_on) if breach and breach.notified_on else None,
        before=2,
    )
    yield phrases.director_signature(subject.school)
    yield Signature(left=RESPONSIBLE, name=(breach.responsible or None) if breach else None)


def _moment(at: str) -> str:
    return f"{datetime.fromisoformat(at):%d.%m.%Y %H:%M}"


def _row(n: int, each: Concerned) -> tuple[Value, ...]:
    return (str(n), each.pupil.full_name, each.pupil.iin, phone.shown(each.phone))


FORM = Form(code="breach-notice", title=TITLE, scope="person", body=body)
