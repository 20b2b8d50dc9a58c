"""The act on how the family lives; each edition of the rules names it its own way."""

from collections.abc import Iterator

from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.details import detail
from dlschool.domain.text import Text
from dlschool.forms import phrases
from dlschool.forms.form import Form, Subject
from dlschool.forms.sheet.blocks import Block, Field, Signature

TITLE = Text("Тұрғын үй-тұрмыстық жағдайлар актісі", "Акт жилищно-бытовых условий проживания")
COMMISSION = Text(
    "Комиссия құрамы (тегі, инициалдары, лауазымы)",
    "Состав комиссии (фамилия, инициалы, должность)",
)
ADDRESS = Text("Тексерілген мекенжай", "Обследованный адрес")
PARTS = (
    (
        "family",
        Text("Отбасы құрамы, туыстық дәрежесі", "Состав семьи, степень родства"),
        3,
    ),
    (
        "dwelling",
        Text(
            "Тұрғын үй (түрі, ауданы, тұратындар саны, жағдайы)",
            "Жилище (вид, площадь, число проживающих, состояние)",
        ),
        2,
    ),
    (
        "workplace",
        Text(
            "Баланың сабақ дайындайтын және демалатын орны, құрылғы, интернет",
            "Место ребёнка для занятий и отдыха, устройство, интернет",
        ),
        2,
    ),
    ("conclusion", Text("Комиссияның қорытындысы", "Вывод комиссии"), 3),
)
MEMBER = Text("Комиссия мүшесі", "Член комиссии")
SEEN = Text(
    "Актімен таныстым: ата-анасы немесе өзге де заңды өкілі",
    "С актом ознакомлен(а): родитель или иной законный представитель",
)


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    kind = PaperKind.HOUSING_ACT
    details = phrases.details_of(subject, kind)
    pupil = subject.pupil
    yield phrases.letterhead(subject.school)
    yield from phrases.document_head(subject, kind, FORM.heading(subject.edition))
    yield Field(label=COMMISSION, value=detail(details, "commission"), lines=3, before=1)
    yield from phrases.pupil_fields(pupil)
    yield Field(label=ADDRESS, value=phrases.address(subject), lines=2)
    for key, label, lines in PARTS:
        yield phrases.detail_field(subject, kind, key, label, lines=lines, before=1)
    captions = (None, phrases.SIGNED[1], phrases.SIGNED[2])
    for name in members(details.get("commission", "")):
        yield Signature(left=MEMBER, name=name, captions=captions, before=4)
    yield Signature(left=SEEN, name=phrases.guardian_name(subject), captions=captions, before=4)


def members(written: str) -> tuple[str | None, ...]:
    """Names from «name, post» lines; three unknown ones where none are written."""
    names = [text.split(",")[0].strip() for text in written.splitlines() if text.strip()]
    return tuple(names) or (None, None, None)


FORM = Form(
    code="housing-act",
    title=TITLE,
    scope="case",
    body=body,
    grounds=frozenset({Ground.FAMILY}),
    paper=PaperKind.HOUSING_ACT,
    named_by_edition=True,
)
