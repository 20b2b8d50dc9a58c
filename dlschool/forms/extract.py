"""Extract from a council's minutes for one pupil; no other pupil is named in it."""

from collections.abc import Iterator

from dlschool.domain.case import Ground
from dlschool.domain.text import Text
from dlschool.forms import decisions, phrases, words
from dlschool.forms.form import AgendaLine, Form, Subject
from dlschool.forms.said import Said
from dlschool.forms.sheet.blocks import Block, Field, Paragraph, Requisites, Signature

TITLE = Text("Хаттамадан үзінді", "Выписка из протокола")
PRESENT = Text(
    "Кеңес мүшелерінің саны: {members:6}, қатысқаны: {present:6}.",
    "Членов совета: {members:6}, присутствовали: {present:6}.",
)
ITEM = Text("Күн тәртібінің {n:4}-мәселесі: ", "Вопрос {n:4} повестки дня: ")
DECIDED = Text("ШЕШІМ ҚАБЫЛДАНДЫ: ", "РЕШИЛИ: ")
DECIDED_LABEL = Text("ШЕШІМ ҚАБЫЛДАНДЫ", "РЕШИЛИ")
SIGNED = Text(
    "Хаттамаға қол қойғандар: төраға {chair:30}, хатшы {secretary:30}.",
    "Протокол подписали: председатель {chair:30}, секретарь {secretary:30}.",
)
TRUE = Text("Үзінді дұрыс:", "Выписка верна:")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    meeting = subject.meeting
    line = subject.agenda[0] if subject.agenda else None
    yield phrases.letterhead(subject.school)
    yield phrases.title(Text(TITLE.kk.upper(), TITLE.ru.upper()), before=2)
    yield phrases.title(
        decisions.SITTING[meeting.council] if meeting else decisions.SITTING_BLANK, before=0
    )
    yield Requisites(
        date=words.date_or_blank(meeting.date if meeting else None),
        place=phrases.place(subject.school),
        number=(meeting.number or None) if meeting else None,
    )
    yield phrases.line(
        PRESENT,
        members=str(meeting.members) if meeting and meeting.attendees else None,
        present=str(meeting.present) if meeting and meeting.attendees else None,
        before=4,
    )
    yield from _item(line)
    yield phrases.line(
        SIGNED,
        chair=(meeting.chair or None) if meeting else None,
        secretary=(meeting.secretary or None) if meeting else None,
        before=4,
    )
    yield Paragraph(words=phrases.plain(TRUE), align="left", before=6, keep=True)
    yield Signature(
        left=decisions.SECRETARY, name=(meeting.secretary or None) if meeting else None, before=3
    )
    yield phrases.line(
        Text("{date}", "{date}"),
        date=words.long_date(subject.today) if meeting else words.BLANK_DATE,
        before=3,
    )


def _item(line: AgendaLine | None) -> Iterator[Block]:
    question = decisions.question(line)
    yield Paragraph(
        words=Said(
            Text(ITEM.kk + question.text.kk, ITEM.ru + question.text.ru),
            (*question.values, ("n", str(line.item.position) if line else None)),
        ),
        before=4,
    )
    decision = line.decision if line else None
    if decision is None:
        yield Field(label=DECIDED_LABEL, value=None, lines=4, before=3)
    else:
        said = decisions.outcome(decision)
        yield Paragraph(
            words=Said(Text(DECIDED.kk + said.text.kk, DECIDED.ru + said.text.ru), said.values),
            before=3,
        )
    yield Paragraph(words=decisions.votes(decision), align="left", before=1)
    if decision and (recused := decisions.recused(decision)):
        yield Paragraph(words=recused)


FORM = Form(
    code="extract",
    title=TITLE,
    scope="decision",
    body=body,
    grounds=frozenset({Ground.FAMILY}),
)
