"""The child's opinion, taken in the child's own words."""

from collections.abc import Iterator

from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.details import detail
from dlschool.domain.record import Paper
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import say
from dlschool.forms.sheet.blocks import Block, Field, Signature

TITLE = Text("Баланың пікірі", "Мнение ребёнка")
ABOUT = Text(
    "қашықтан оқытуға ауыстыру мәселесі бойынша",
    "по вопросу перевода на дистанционное обучение",
)
AGE = Text("Пікір білдірген күнгі жасы", "Возраст в день высказывания мнения")
EXPLAINED = Text(
    "Маған қашықтан оқудың қалай өтетіні, мектепке қандай жағдайларда келуім керектігі және "
    "өз пікірімді еркін айта алатыным түсіндірілді.",
    "Мне объяснили, как проходит дистанционное обучение, в каких случаях нужно приходить в школу "
    "и что своё мнение я могу высказать свободно.",
)
OPINION = Text("Менің пікірім", "Моё мнение")
TAKEN = Text("Пікірді қабылдаған: {post:28}", "Мнение принял(а): {post:28}")
CHILD = Text("Бала", "Ребёнок")
PRESENT = Text("Ата-анасы немесе өзге де заңды өкілі", "Родитель или иной законный представитель")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    paper = subject.paper(PaperKind.CHILD_OPINION)
    taker = subject.psychologist
    yield phrases.title(FORM.heading(subject.edition), before=0)
    yield phrases.title(ABOUT, before=0, bold=False)
    yield phrases.line(
        Text("{date}", "{date}"),
        date=words.date_or_blank(paper.date if paper else None),
        before=3,
    )
    yield from phrases.pupil_fields(subject.pupil)
    yield Field(label=AGE, value=_age(subject, paper))
    yield phrases.indented(EXPLAINED, before=3)
    yield phrases.detail_field(
        subject, PaperKind.CHILD_OPINION, "opinion", OPINION, lines=8, before=2
    )
    captions = (None, phrases.SIGNED[1], phrases.SIGNED[2])
    pupil = subject.pupil
    yield Signature(left=CHILD, name=pupil.full_name if pupil else None, captions=captions)
    taken = say(TAKEN, post=phrases.pair(taker.post_kk, taker.post_ru) if taker else None)
    yield Signature(
        left=Text(taken.words("kk"), taken.words("ru")),
        name=taker.name if taker else None,
        captions=captions,
    )
    yield Signature(left=PRESENT, name=phrases.guardian_name(subject), captions=captions)


def _age(subject: Subject, paper: Paper | None) -> str | None:
    """As written, else counted in full years on the day of the paper."""
    written = detail(paper.details, "age") if paper else None
    born = subject.pupil.birth_date if subject.pupil else None
    if written or paper is None or born is None:
        return written
    passed = (paper.date.month, paper.date.day) >= (born.month, born.day)
    return str(paper.date.year - born.year - (0 if passed else 1))


FORM = Form(
    code="child-opinion",
    title=TITLE,
    scope="case",
    body=body,
    grounds=frozenset({Ground.FAMILY}),
    paper=PaperKind.CHILD_OPINION,
    named_by_edition=True,
)
