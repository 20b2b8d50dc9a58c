"""The act of readiness, laid out and not noted yet; `printing.record` notes it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dlschool.domain.access import Right
from dlschool.domain.names import clean, folded
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.forms.readiness_values import ActLine, ReadinessAct
from dlschool.forms.registry import FORMS
from dlschool.i18n import N_
from dlschool.services import printouts, readiness, school, subjects
from dlschool.services.access import need
from dlschool.services.printouts import Printout
from dlschool.services.sheets import Sheet
from dlschool.store.connection import Store

CODE = "readiness-act"
MOST_MEMBERS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """Who signs, as «name, post», under which number and day, with what conclusion."""

    date: date
    number: str = ""
    chair: str = ""
    members: tuple[str, ...] = ()
    conclusion: str = ""


def offered(db: Store, language: str = "kk", edition_key: str = "") -> Commission:
    """The director, the deputies and those who answer for a requirement, to be changed."""
    people = school.staff(db)
    head = [p for p in people if folded(p.post_ru).startswith("директор")]
    answering = {line.who.id for line in readiness.summary(db, edition_key).lines if line.who}
    deputies = [p for p in people if "заместитель директора" in folded(p.post_ru)]
    members = [*deputies, *(p for p in people if p.id in answering)]
    chair = head[0] if head else None
    named = list(dict.fromkeys(_said(p.name, p.post_kk, p.post_ru, language) for p in members))
    first = _said(chair.name, chair.post_kk, chair.post_ru, language) if chair else ""
    return Commission(
        date=db.today(), chair=first, members=tuple(name for name in named if name != first)
    )


def _said(name: str, kk: str, ru: str, language: str) -> str:
    return ", ".join(filter(None, (name, (kk or ru) if language == "kk" else (ru or kk))))


def prepare(
    db: Store, commission: Commission, language: str = "kk", edition_key: str = ""
) -> Printout:
    """The act under the edition that the school goes by, or another.

    Refused: the role may not print; a day to come; too many members; the edition asks nothing.
    """
    need(db, Right.PRINT)
    found = readiness.summary(db, edition_key)
    if not found.lines:
        raise Refused(
            N_("“{edition}” has no requirements to the school."), edition=found.edition.act.short
        )
    if commission.date > db.today():
        raise Refused(N_("The day {day} has not come yet."), day=commission.date)
    if len(commission.members) > MOST_MEMBERS:
        raise Refused(N_("An act has at most {most} members of the commission."), most=MOST_MEMBERS)
    form = FORMS[CODE]
    subject = subjects.of_nothing(subjects.common(db), found.edition)
    sheet = Sheet(form=form, subject=replace(subject, readiness=_act(found, commission)))
    about = (N_("{how}: {form}"), {"form": form.title})
    return printouts.printout(db, [sheet], language, form.title, about)


def _act(found: readiness.Summary, commission: Commission) -> ReadinessAct:
    return ReadinessAct(
        date=commission.date,
        number=clean(commission.number),
        chair=clean(commission.chair),
        members=_named(commission.members),
        lines=tuple(_line(line) for line in found.lines),
        note=found.note,
        conclusion=clean(commission.conclusion),
    )


def _named(members: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, (clean(member) for member in members)))


def _line(line: readiness.Line) -> ActLine:
    judgement = line.judgement
    return ActLine(
        text=line.requirement.text,
        points=line.requirement.points,
        state=line.state,
        shown=tuple(_sentence(finding.text) for finding in line.findings),
        who=line.who.name if line.who else "",
        due=line.due,
        remark=judgement.remark if judgement else "",
    )


def _sentence(text: Text) -> Text:
    return Text(text.kk.rstrip("."), text.ru.rstrip("."))
