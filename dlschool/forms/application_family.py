"""A parent's application for distance learning (the family's ground; no approved form exists)."""

from collections.abc import Iterator

from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import say
from dlschool.forms.sheet.blocks import Block, Field, Paragraph, Signature

TITLE = Text(
    "Ата-ананың (өзге де заңды өкілдің) қашықтан оқытуға ауыстыру туралы өтініші",
    "Заявление родителя (иного законного представителя) о переводе на дистанционное обучение",
)
ASK = Text(
    "Баламды (қамқорлығымдағы баланы) қашықтан оқытуға ауыстыруыңызды сұраймын.",
    "Прошу перевести моего ребёнка (подопечного) на дистанционное обучение.",
)
GROUND = Text("Негізі: {act}, {points:30}", "Основание: {act}, {points:30}")
PERIOD = Text("Сұралып отырған кезең", "Запрашиваемый период")
REASON = Text("Өтініш беру себебі", "Причина обращения")
AT_HOME = Text("Үйде оқу жағдайлары:", "Условия для занятий дома:")
DEVICE = Text("– құрылғы", "– устройство")
INTERNET = Text("– интернет байланысы", "– подключение к интернету")
ADULT = Text("– жанында болатын ересек адам", "– взрослый, который находится рядом")
WORKPLACE = Text("– сабақ дайындайтын орын", "– место для занятий")
DUTIES = Text(
    "Қашықтан оқыту кезіндегі мынадай міндеттермен таныстым және оларды орындауға міндеттенемін:",
    "С обязанностями на время дистанционного обучения ознакомлен(а) и обязуюсь их исполнять:",
)
DUTIES_SIGNED = Text(
    "Міндеттермен таныстым, орындаймын", "С обязанностями ознакомлен(а), обязуюсь исполнять"
)
WITH_IT = Text(
    "Өтінішпен бірге қаралатын құжаттар: {papers:80}.",
    "Вместе с заявлением рассматриваются: {papers:80}.",
)
CONSENT = Text(
    "Осы өтінішті қарау және баланы оқыту үшін менің және баламның дербес деректерін "
    "«Дербес деректер және оларды қорғау туралы» Қазақстан Республикасының Заңына сәйкес "
    "жинауға және өңдеуге келісім беремін.",
    "Даю согласие на сбор и обработку моих персональных данных и данных моего ребёнка для "
    "рассмотрения этого заявления и обучения ребёнка согласно Закону Республики Казахстан "
    "«О персональных данных и их защите».",
)


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    case = subject.case
    yield phrases.from_guardian(subject)
    yield phrases.title(TITLE)
    yield phrases.indented(ASK, before=4)
    yield from phrases.pupil_fields(subject.pupil, lives=True)
    rule = subject.edition.grounds.rule(Ground.FAMILY)
    yield phrases.line(
        GROUND,
        act=subject.edition.act.short,
        points=phrases.cited(rule.points) if rule else None,
        before=1,
    )
    wanted = words.period(case.wanted_from, case.wanted_until) if case else None
    yield Field(label=PERIOD, value=wanted)
    yield Field(label=REASON, value=(case.reason or None) if case else None, lines=2)
    yield from _conditions(subject)
    yield from _duties(subject)
    yield phrases.line(WITH_IT, papers=_other_papers(subject), before=2, align="justify")
    yield phrases.line(CONSENT, before=2, align="justify")
    paper = subject.paper(PaperKind.APPLICATION)
    yield _signed(subject, words.date_or_blank(paper.date if paper else None))
    yield from phrases.application_mark(subject)


def _conditions(subject: Subject) -> Iterator[Block]:
    yield phrases.line(AT_HOME, before=1)
    for key, label in (
        ("device", DEVICE),
        ("internet", INTERNET),
        ("adult", ADULT),
        ("workplace", WORKPLACE),
    ):
        yield phrases.detail_field(subject, PaperKind.CONDITIONS, key, label)


def _duties(subject: Subject) -> Iterator[Block]:
    """The parents' duties as the edition tells them, with their own signature."""
    duties = subject.edition.guardian_duties
    if not duties:
        return
    yield Paragraph(words=say(DUTIES), indent=12.5, before=2, keep=True)
    ends = [";"] * (len(duties) - 1) + ["."]
    yield from phrases.numbered(
        (
            phrases.plain(phrases.with_points(duty.text, duty.points, end))
            for duty, end in zip(duties, ends, strict=True)
        ),
        ")",
    )
    yield _signed(subject, DUTIES_SIGNED, before=5)


def _signed(subject: Subject, left: Text, before: float = 8) -> Signature:
    return Signature(
        left=left,
        name=phrases.guardian_name(subject),
        captions=(None, phrases.SIGNED[1], phrases.SIGNED[2]),
        before=before,
    )


def _other_papers(subject: Subject) -> Text | None:
    rule = subject.edition.grounds.rule(Ground.FAMILY)
    kinds = [paper.kind for paper in rule.papers] if rule else []
    return phrases.joined(
        words.within(phrases.paper_name(subject, kind))
        for kind in kinds
        if kind != PaperKind.APPLICATION
    )


FORM = Form(
    code="application-family",
    title=TITLE,
    scope="case",
    body=body,
    grounds=frozenset({Ground.FAMILY}),
    paper=PaperKind.APPLICATION,
)
