"""Consent of the guardian to collect and process personal data: each purpose apart, with its reason."""

from collections.abc import Iterator

from dlschool.domain.personal import PURPOSES, Purpose
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import Value, say
from dlschool.forms.sheet.blocks import Block, Column, Field, Paragraph, Signature, Table

TITLE = Text(
    "Дербес деректерді жинауға және өңдеуге келісім",
    "Согласие на сбор и обработку персональных данных",
)
CHILD = Text("Бала туралы мәлімет:", "Сведения о ребёнке:")
AGREE = Text(
    "«Дербес деректер және оларды қорғау туралы» Қазақстан Республикасының 2013 жылғы 21 мамырдағы "
    "№ 94-V Заңына сәйкес төменде белгіленген әрекеттердің әрқайсысына бөлек жауап беремін:",
    "В соответствии с Законом Республики Казахстан от 21 мая 2013 года № 94-V «О персональных "
    "данных и их защите» на каждое из перечисленных действий отвечаю отдельно:",
)
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.7, align="center"),
    Column(heading=Text("Неге келісім беріледі", "На что даётся согласие"), share=5.2),
    Column(heading=Text("Не үшін", "Для чего"), share=3.9),
    Column(heading=Text("Келісемін / келіспеймін", "Согласен / не согласен"), share=2.4),
)
YES, NO = Text("келісемін", "согласен(на)"), Text("келіспеймін", "не согласен(на)")
UNTIL = Text("Келісімнің мерзімі", "Срок согласия")
OPEN = Text("оқу мерзімі аяқталғанға дейін", "до окончания обучения")
LAST_DAY = Text("{day} (қоса алғанда)", "по {day} (включительно)")
KNOWN = Text(
    "Маған түсіндірілді: келісімді кез келген уақытта жазбаша өтінішпен толық немесе бір бөлігін "
    "қайтарып алуға, баланың деректерін көруге, оларды түзетуді, бұғаттауды, заң рұқсат еткен "
    "жағдайда жоюды талап етуге құқығым бар. Оқыту үшін міндетті емес тармаққа келіспеу баланың "
    "оқуына әсер етпейді.",
    "Мне разъяснено: я вправе в любое время письменно отозвать согласие полностью или в части, "
    "ознакомиться с данными ребёнка, требовать их исправления, блокирования и, когда это допускает "
    "закон, уничтожения. Отказ по пункту, не обязательному для обучения, на обучение не влияет.",
)
KEPT = Text(
    "Деректер мектептің Қазақстан аумағындағы компьютерінде сақталады, шетелге берілмейді.",
    "Данные хранятся на компьютере школы на территории Казахстана и за границу не передаются.",
)
WITHDRAWN = Text("Келісім қайтарып алынған күн", "Дата отзыва согласия")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    consent, name = subject.personal.consent, _guardian(subject)
    yield phrases.from_guardian(subject)
    yield phrases.title(TITLE)
    yield Paragraph(words=say(CHILD), align="left", before=2, keep=True)
    yield from phrases.pupil_fields(subject.pupil, lives=True)
    yield phrases.indented(AGREE, before=2, keep=True)
    yield Table(columns=COLUMNS, rows=tuple(_rows(consent.scope if consent else None)))
    yield Field(label=UNTIL, value=_until(subject), before=2)
    yield phrases.indented(KNOWN, before=1)
    yield phrases.indented(KEPT)
    if consent and consent.withdrawn_on:
        yield Field(label=WITHDRAWN, value=words.long_date(consent.withdrawn_on), before=1)
    day = words.date_or_blank(consent.date if consent else None)
    yield Signature(left=day, name=name, captions=phrases.SIGNED, before=7)


def _guardian(subject: Subject) -> str | None:
    """Who signed; on a form to be signed, who will."""
    consent = subject.personal.consent
    return consent.guardian if consent else phrases.guardian_name(subject)


def _rows(scope: tuple[str, ...] | None) -> Iterator[tuple[Value, ...]]:
    """Answers of a given consent; room to write them on one that is not signed yet."""
    for n, purpose in enumerate(Purpose, 1):
        stated = PURPOSES[purpose]
        answer = None if scope is None else YES if purpose in scope else NO
        yield (str(n), stated.name, stated.why, answer)


def _until(subject: Subject) -> Text | None:
    consent = subject.personal.consent
    if consent is None:
        return None
    if consent.until is None:
        return OPEN
    day = words.long_date(consent.until)
    return Text(LAST_DAY.kk.format(day=day.kk), LAST_DAY.ru.format(day=day.ru))


FORM = Form(code="consent", title=TITLE, scope="person", body=body)
