"""Phrases that several forms share: who, whom, by which point, on which papers, until when.

No name is ever declined: a name stands after a colon or in a line of its own.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

from dlschool.domain import phone
from dlschool.domain.case import Council, PaperKind
from dlschool.domain.details import detail
from dlschool.domain.pupil import LANGUAGE_NAMES, RELATION_NAMES, Pupil
from dlschool.domain.record import Paper
from dlschool.domain.school import School
from dlschool.domain.text import Text
from dlschool.forms import words
from dlschool.forms.form import Decided, Subject
from dlschool.forms.said import Said, Value, say
from dlschool.forms.sheet.blocks import (
    Addressee,
    Align,
    Block,
    Field,
    Letterhead,
    Paragraph,
    Requisites,
    Rule,
    Signature,
)
from dlschool.law.points import words as point_words

FULL_NAME = Text("Тегі, аты, әкесінің аты (бар болса)", "Фамилия, имя, отчество (при наличии)")
BORN = Text("Туған күні: {birth:14}, ЖСН: {iin:22}", "Дата рождения: {birth:14}, ИИН: {iin:22}")
CLASS = Text(
    "Сыныбы: {class_name:10}, оқыту тілі: {language:18}",
    "Класс: {class_name:10}, язык обучения: {language:18}",
)
ADDRESS = Text("Тұрғылықты мекенжайы", "Адрес проживания")

SIGNED = (
    Text("күні", "дата"),
    Text("қолы", "подпись"),
    Text("тегі, инициалдары", "фамилия, инициалы"),
)


def pair(kk: str, ru: str) -> Text | None:
    """Both wordings; one alone serves for both; None when there is neither."""
    kk, ru = kk.strip(), ru.strip()
    return Text(kk or ru, ru or kk) if kk or ru else None


def joined(texts: Iterable[Text], between: str = "; ") -> Text | None:
    """The texts in one; None for none."""
    held = tuple(texts)
    if not held:
        return None
    return Text(between.join(t.kk for t in held), between.join(t.ru for t in held))


@cache
def cited(keys: tuple[str, ...]) -> Text | None:
    """Points as people write them: «4-т. 3); 13-т.», «п. 4, пп. 3); п. 13».

    A point that only leads to a sub-point named beside it («4-т.» before «4-т. 3)») is left out.
    """
    held = (
        point_words(key) for key in keys if not any(other.startswith(f"{key}.") for other in keys)
    )
    return joined(Text(t.kk.replace(" ", words.NBSP), t.ru.replace(" ", words.NBSP)) for t in held)


@cache
def with_points(text: Text, keys: tuple[str, ...], end: str = "") -> Text:
    """«Text (13-т. 1))» and `end`: the points that ask for it, where any do."""
    points = cited(keys)
    kk, ru = text.kk.rstrip(". "), text.ru.rstrip(". ")
    if points:
        kk, ru = f"{kk} ({points.kk})", f"{ru} ({points.ru})"
    return Text(kk + end, ru + end)


def letterhead(school: School) -> Letterhead:
    contacts = pair(
        ", ".join(filter(None, (school.address_kk, school.phone))),
        ", ".join(filter(None, (school.address_ru, school.phone))),
    )
    return Letterhead(name=school.name, contacts=contacts)


def place(school: School) -> Text | None:
    return pair(school.place_kk, school.place_ru)


def director_post(school: School) -> Text | None:
    return pair(school.director_post_kk, school.director_post_ru)


def director_signature(school: School) -> Signature:
    return Signature(left=director_post(school), name=school.director or None)


def title(
    text: Text, *, before: float = 6.0, bold: bool = True, values: Said | None = None
) -> Paragraph:
    return Paragraph(words=values or say(text), align="center", bold=bold, before=before, keep=True)


def line(
    text: Text, /, *, before: float = 0.0, align: Align = "left", **values: Value
) -> Paragraph:
    return Paragraph(words=say(text, **values), align=align, before=before)


def indented(
    text: Text, /, *, before: float = 0.0, keep: bool = False, **values: Value
) -> Paragraph:
    """A paragraph of running text, its first line indented."""
    return Paragraph(words=say(text, **values), indent=12.5, before=before, keep=keep)


def numbered(saids: Iterable[Said], mark: str = ".", *, first: int = 1) -> tuple[Paragraph, ...]:
    """«1. …», or «1) …» with the mark ")"."""
    return tuple(
        Paragraph(
            words=Said(Text(f"{n}{mark} {s.text.kk}", f"{n}{mark} {s.text.ru}"), s.values),
            indent=12.5,
        )
        for n, s in enumerate(saids, first)
    )


def plain(text: Text) -> Said:
    """Finished words as they are, braces included."""
    return Said(text)


TO = Text("Кімге", "Кому")
FROM = Text("Кімнен", "От кого")
RELATION = Text("Балаға кім болып келеді", "Кем приходится ребёнку")
IIN = Text("ЖСН", "ИИН")
AT = Text("Мекенжайы", "Адрес")
PHONE = Text("Телефоны", "Телефон")


def to_director(subject: Subject) -> tuple[Said | Field, ...]:
    school = subject.school
    return (
        say(
            Text("Кімге: {post:20} {name:30}", "Кому: {post:20} {name:30}"),
            post=director_post(school),
            name=school.director or None,
        ),
        plain(school.short_name),
    )


def from_guardian(subject: Subject) -> Addressee:
    """To the director from the guardian: name, relation, address, telephone."""
    guardian = subject.guardian
    lines = (
        Field(label=FROM, value=guardian_name(subject), lines=2),
        Field(label=RELATION, value=RELATION_NAMES[guardian.relation] if guardian else None),
        Field(label=IIN, value=(guardian.iin or None) if guardian else None),
        Field(label=AT, value=address(subject), lines=2),
        Field(label=PHONE, value=phone.shown(guardian.phone) or None if guardian else None),
    )
    return Addressee(lines=to_director(subject) + lines)


def guardian_name(subject: Subject) -> str | None:
    """A list of pupils may have given nothing but the parent's telephone."""
    return (subject.guardian.name.strip() or None) if subject.guardian else None


def address(subject: Subject) -> str | None:
    """Where the family lives: the guardian's address, else the pupil's."""
    guardian, pupil = subject.guardian, subject.pupil
    return (guardian.address if guardian else "") or (pupil.address if pupil else "") or None


def class_name(pupil: Pupil | None) -> str | None:
    """«7 «Ә»», never parted at a line's end."""
    return (pupil.class_name.replace(" ", words.NBSP) or None) if pupil else None


def pupil_fields(pupil: Pupil | None, *, lives: bool = False) -> tuple[Block, ...]:
    """Who the pupil is, each fact after its label."""
    fields: tuple[Block, ...] = (
        Field(label=FULL_NAME, value=pupil.full_name if pupil else None, before=1.5),
        line(
            BORN,
            birth=words.short_date(pupil.birth_date) if pupil else None,
            iin=(pupil.iin or None) if pupil else None,
        ),
        line(
            CLASS,
            class_name=class_name(pupil),
            language=LANGUAGE_NAMES.get(pupil.language) if pupil else None,
        ),
    )
    if lives:
        fields += (Field(label=ADDRESS, value=(pupil.address or None) if pupil else None),)
    return fields


def paper_name(subject: Subject, kind: str) -> Text:
    return subject.edition.paper_name(kind) or Text(kind, kind)


def paper_cited(subject: Subject, paper: Paper) -> Text:
    return words.named(paper_name(subject, paper.kind), paper.date, paper.number)


MINUTES_OF = {
    Council.PEDAGOGICAL: Text(
        "педагогикалық кеңес отырысының хаттамасы", "протокол заседания педагогического совета"
    ),
    Council.TRUSTEE: Text(
        "қамқоршылық кеңес отырысының хаттамасы", "протокол заседания попечительского совета"
    ),
}


def minutes_cited(decided: Decided) -> Text:
    return words.named(MINUTES_OF[decided.decision.council], decided.decision.date, decided.minutes)


REGISTERED = Text("Өтініш тіркелді (күні, нөмірі)", "Заявление зарегистрировано (дата, номер)")
ACCEPTED = Text("Қабылдаған (лауазымы, қолы)", "Принял(а) (должность, подпись)")


def application_mark(subject: Subject) -> tuple[Block, ...]:
    """The school's own lines under an application: when it came in, under which number."""
    paper = subject.paper(PaperKind.APPLICATION)
    return (
        Rule(),
        Field(label=REGISTERED, value=dated(paper.date, paper.number) if paper else None, before=1),
        Field(label=ACCEPTED, value=None),
    )


def details_of(subject: Subject, kind: str) -> "dict[str, str]":
    paper = subject.paper(kind)
    return paper.details if paper else {}


def detail_field(
    subject: Subject, kind: str, key: str, label: Text, *, lines: int = 1, before: float = 0.0
) -> Field:
    value = detail(details_of(subject, kind), key)
    return Field(label=label, value=value, lines=lines, before=before)


def in_brackets(keys: tuple[str, ...]) -> Text | str:
    """« (13-т. 1))» to put after a sentence's words; nothing where no point asks."""
    points = cited(keys)
    return Text(f" ({points.kk})", f" ({points.ru})") if points else ""


def dated(day: date, number: str) -> Text:
    """«2026 жылғы 15 қыркүйек, № 12»: a document told apart without its name."""
    long = words.long_date(day)
    if not number.strip():
        return long
    tail = f", №{words.NBSP}{number}"
    return Text(long.kk + tail, long.ru + tail)


def issued_by(paper: Paper) -> Text:
    """«issuer, 2026 жылғы 15 қыркүйек, № 12»."""
    told = dated(paper.date, paper.number)
    if not paper.issuer.strip():
        return told
    return Text(f"{paper.issuer}, {told.kk}", f"{paper.issuer}, {told.ru}")


def capital(text: Text) -> Text:
    """With a capital first letter, for the beginning of a line."""
    return Text(text.kk[:1].upper() + text.kk[1:], text.ru[:1].upper() + text.ru[1:])


def document_head(subject: Subject, kind: str, heading: Text) -> tuple[Block, ...]:
    """Title, then date, place and number of the case's own paper of this kind."""
    paper = subject.paper(kind)
    return (
        title(heading, before=2),
        Requisites(
            date=words.date_or_blank(paper.date if paper else None),
            place=place(subject.school),
            number=(paper.number or None) if paper else None,
        ),
    )
