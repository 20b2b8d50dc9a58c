"""Minutes of a council's meeting: presence, quorum, agenda, what was heard and decided."""

from collections.abc import Iterator

from dlschool.domain.case import Ground
from dlschool.domain.record import Attendee, Meeting
from dlschool.domain.text import Text
from dlschool.forms import decisions, phrases, words
from dlschool.forms.form import AgendaLine, Form, Subject
from dlschool.forms.said import Said, say
from dlschool.forms.sheet.blocks import Block, Field, Paragraph, Requisites, Signature

TITLE = Text("Кеңес отырысының хаттамасы", "Протокол заседания совета")
ROOM = Text(
    "Өткізілген орны: {place:36}; басталған уақыты: {time:10}",
    "Место проведения: {place:36}; начало: {time:10}",
)
PRESENT = Text("Қатысқандар", "Присутствовали")
ABSENT = Text("Қатыспағандар", "Отсутствовали")
NOBODY = Text("жоқ", "нет")
QUORUM = Text(
    "Кеңес мүшелерінің саны: {members:6}, қатысқаны: {present:6}. "
    "Кворум (мүшелердің кемінде {part:6} бөлігі): {held:14}.",
    "Членов совета: {members:6}, присутствовали: {present:6}. "
    "Кворум (не менее {part:6} членов): {held:14}.",
)
QUORUM_HELD = Text("бар", "имеется")
QUORUM_LACKS = Text("жоқ", "отсутствует")
AGENDA = Text("КҮН ТӘРТІБІ:", "ПОВЕСТКА ДНЯ:")
QUESTION = Text("{n}-МӘСЕЛЕ", "ВОПРОС {n}")
HEARD = Text("ТЫҢДАЛДЫ: ", "СЛУШАЛИ: ")
SPOKE = Text("СӨЗ СӨЙЛЕГЕНДЕР", "ВЫСТУПИЛИ")
DECIDED = Text("ШЕШІМ ҚАБЫЛДАНДЫ: ", "РЕШИЛИ: ")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    meeting = subject.meeting
    yield phrases.letterhead(subject.school)
    yield phrases.title(decisions.MINUTES_TITLE, before=2)
    sitting = decisions.SITTING[meeting.council] if meeting else decisions.SITTING_BLANK
    yield phrases.title(sitting, before=0)
    if meeting and meeting.school_year:
        yield phrases.title(words.school_year(meeting.school_year), before=0, bold=False)
    yield Requisites(
        date=words.date_or_blank(meeting.date if meeting else None),
        place=phrases.place(subject.school),
        number=(meeting.number or None) if meeting else None,
    )
    yield from _presence(meeting, subject)
    yield Paragraph(words=say(AGENDA), bold=True, align="left", before=3, keep=True)
    lines: tuple[AgendaLine | None, ...] = subject.agenda or (None, None)
    yield from phrases.numbered(decisions.question(line) for line in lines)
    for n, line in enumerate(lines, 1):
        yield from _item(n, line)
    yield Signature(left=decisions.CHAIR, name=(meeting.chair or None) if meeting else None)
    yield Signature(
        left=decisions.SECRETARY,
        name=(meeting.secretary or None) if meeting else None,
        before=6,
    )


def _presence(meeting: Meeting | None, subject: Subject) -> Iterator[Block]:
    room = (meeting.place or None) if meeting else None
    begun = words.clock(meeting.time) if meeting and meeting.time else None
    yield phrases.line(ROOM, place=room, time=begun, before=3)
    yield Field(label=decisions.CHAIR, value=(meeting.chair or None) if meeting else None)
    yield Field(label=decisions.SECRETARY, value=(meeting.secretary or None) if meeting else None)
    yield Field(label=PRESENT, value=_people(meeting, present=True), lines=3)
    yield Field(label=ABSENT, value=_people(meeting, present=False), lines=1)
    known = meeting if meeting and meeting.attendees else None
    yield phrases.line(
        QUORUM,
        members=str(known.members) if known else None,
        present=str(known.present) if known else None,
        part=str(subject.quorum),
        held=_quorum(known, subject) if known else None,
    )


def _quorum(meeting: Meeting, subject: Subject) -> Text:
    held = meeting.present >= subject.quorum * meeting.members
    return QUORUM_HELD if held else QUORUM_LACKS


def _people(meeting: Meeting | None, *, present: bool) -> Text | None:
    """«12: Name (post), …»; «жоқ» when there is nobody; None when nothing is known."""
    if meeting is None or not meeting.attendees:
        return None
    people = [a for a in meeting.attendees if a.present is present and meeting.votes(a)]
    if not people:
        return NOBODY
    named = phrases.joined((_named(person) for person in people), ", ")
    count = words.counted(len(people), "адам", "человек", "человека", "человек")
    return Text(f"{count.kk} — {named.kk}", f"{count.ru} — {named.ru}") if named else None


def _named(person: Attendee) -> Text:
    post = phrases.pair(person.post_kk, person.post_ru)
    if post is None:
        return Text(person.name, person.name)
    return Text(f"{person.name} ({post.kk})", f"{person.name} ({post.ru})")


def _item(n: int, line: AgendaLine | None) -> Iterator[Block]:
    yield Paragraph(
        words=phrases.plain(QUESTION.filled(n=str(n))),
        bold=True,
        align="left",
        before=3,
        keep=True,
    )
    question, heard = decisions.question(line), decisions.heard(line)
    yield _after(HEARD, Said(_one(question.text, heard.text), question.values + heard.values))
    yield Field(label=SPOKE, value=None, lines=2)
    decision = line.decision if line else None
    if decision is None:
        yield Field(label=Text(DECIDED.kk[:-2], DECIDED.ru[:-2]), value=None, lines=2)
    else:
        yield _after(DECIDED, decisions.outcome(decision))
    yield Paragraph(words=decisions.votes(decision), align="left")
    if decision and (recused := decisions.recused(decision)):
        yield Paragraph(words=recused)


def _one(first: Text, second: Text) -> Text:
    return Text(f"{first.kk} Қаралғаны: {second.kk}", f"{first.ru} Рассмотрены {second.ru}")


def _after(label: Text, said: Said) -> Paragraph:
    """The label and the words in one paragraph."""
    return Paragraph(
        words=Said(Text(label.kk + said.text.kk, label.ru + said.text.ru), said.values)
    )


FORM = Form(
    code="minutes",
    title=TITLE,
    scope="meeting",
    body=body,
    grounds=frozenset({Ground.FAMILY}),
)
