"""Grades put by the rules of the year; each keeps its arithmetic (`Grade.how`, `grade_words.arithmetic`).

A grade that is put is not revised silently: its change is a line of the journal with a reason, and the
reason stays in its arithmetic. «Temporarily not attested» gives way to the grade without one.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dlschool.domain.grade_words import MARK_NAMES, PERIOD_NAMES, TERMS_OF, shown
from dlschool.domain.learning import Grade, Period, Subject, SubjectKind
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import (
    calendar,
    curriculum,
    grade_rules,
    grade_sums,
    own_marks,
    past_class,
    unknown,
)
from dlschool.store import blocking, changes, marks
from dlschool.store import learning as rows
from dlschool.store import pupils as pupil_rows
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class Whole:
    """What putting the grades of a class did."""

    put: int
    not_attested: tuple[str, ...]
    """Names of pupils without all works."""
    refused: tuple[tuple[str, Refused], ...]
    """Name of the pupil, and why there is no grade."""


def pupil(db: Store, pupil_id: int) -> Pupil:
    found = pupil_rows.get(db, pupil_id)
    if found is None:
        raise Refused(N_("There is no pupil {id}."), id=pupil_id)
    return found


def of_pupil(db: Store, pupil_id: int, year: str) -> dict[int, dict[Period, Grade]]:
    """Grades of the year, by subject."""
    found: dict[int, dict[Period, Grade]] = {}
    for grade in rows.where(db, Grade, "pupil_id = ? and year = ?", (pupil_id, year)):
        found.setdefault(grade.subject_id, {})[grade.period] = grade
    return found


def grade(db: Store, grade_id: int) -> Grade:
    found = rows.get(db, Grade, grade_id)
    if found is None:
        raise unknown.record(db, Grade, grade_id)
    return found


def compute(db: Store, pupil_id: int, subject_id: int, year: str, period: Period) -> Grade:
    """The grade as it would be put now, with its arithmetic; nothing is written.

    «Temporarily not attested» where works are lacking and the term is over. Refused: no grade can be
    computed, and why.
    """
    person, subject = pupil(db, pupil_id), curriculum.subject(db, subject_id)
    if period is Period.ANNUAL:
        return grade_sums.annual(db, person, subject, year)
    if period is Period.FINAL:
        return grade_sums.final(db, person, subject, year)
    if period not in TERMS_OF:
        raise Refused(
            N_("{period}: the grade of a work is entered, not computed."),
            period=PERIOD_NAMES[period],
        )
    grade_sums.refuse_ungraded(person, year)
    owed = grade_sums.works(db, person, subject_id, year, TERMS_OF[period])
    lacking = grade_sums.unfinished(db, owed)
    if lacking:
        return _not_attested(db, person, subject, year, period, lacking)
    return grade_sums.of_period(db, person, subject, year, period)


def _not_attested(
    db: Store, person: Pupil, subject: Subject, year: str, period: Period, lacking: list[Text]
) -> Grade:
    """At the end of the term (order 125); before it the works are still to be done."""
    ends = calendar.calendar(db, year).term(TERMS_OF[period][-1]).until
    if db.today() < ends:
        raise Refused(
            N_(
                "{name}, {subject}: not done yet: {works}. The grade is put when they are done; at "
                "the end of the term, {date}, “temporarily not attested”."
            ),
            name=person.short_name,
            subject=subject.name,
            works=lacking,
            date=ends,
        )
    how = {"kind": "unfinished", "works": [work.json() for work in lacking]}
    return entered(db, person, subject, year, period, how, mark="not-attested")


def put(
    db: Store, pupil_id: int, subject_id: int, year: str, period: Period, reason: str = ""
) -> Grade:
    """Puts the grade that the rules give. Refused: as `compute`; another grade is put already and no
    reason for the change is given; not one's own subject.
    """
    with writing(db, pupil_id, subject_id):
        return keep(db, compute(db, pupil_id, subject_id, year, period), reason)


def put_class(db: Store, year: str, class_name: str, subject_id: int, period: Period) -> Whole:
    """Grades of everybody of the class who has marks in the subject, as one action. Grades that are
    put stay; who cannot be graded yet is named with the reason. Refused: there is no such class.
    """
    own_marks.refuse_others(db, class_name, subject_id)
    people = graded_pupils(db, year, class_name, subject_id)
    if not people and class_name not in [known.name for known in curriculum.classes(db)]:
        raise Refused(N_("There is no class {class_name}."), class_name=class_name)
    done, absent, refused = 0, list[str](), list[tuple[str, Refused]]()
    subject = curriculum.subject(db, subject_id).name
    with changes.action(
        db,
        N_("Grades of the class: {subject}, {class_name}, {period}"),
        subject=subject, class_name=class_name, period=PERIOD_NAMES[period],
    ):  # fmt: skip
        for person in people:
            old = grade_sums.of_year(db, person.id or 0, subject_id, year).get(period)
            if old is not None and old.mark != "not-attested":
                continue
            try:
                blocking.refuse_blocked(db, person.id or 0)
                made = compute(db, person.id or 0, subject_id, year, period)
            except Refused as why:
                raise_fault(why)
                refused.append((person.short_name, why))
                continue
            keep(db, made, "")
            done += 1
            if made.mark == "not-attested":
                absent.append(person.short_name)
    return Whole(done, tuple(absent), tuple(refused))


def raise_fault(why: Refused) -> None:
    """A refusal that the disk caused is no answer of the rules: it goes on up."""
    if why.__cause__ is not None:
        raise why


def graded_pupils(db: Store, year: str, class_name: str, subject_id: int) -> list[Pupil]:
    """Pupils of the class with a sitting, a formative mark or a grade in the subject, by name."""
    ids = marks.pupils(db, year, subject_id)
    return [
        person
        for person in past_class.members(db, own_marks.plain(class_name), year)
        if person.id in ids
    ]


def exempt(
    db: Store, pupil_id: int, subject_id: int, year: str, period: Period, ground: str
) -> Grade:
    """The pupil is not graded for this period by an order; `ground` names it. Refused: no ground."""
    if not ground.strip():
        raise Refused(N_("Name the order by which the pupil is not graded."))
    person, subject = pupil(db, pupil_id), curriculum.subject(db, subject_id)
    how = {"kind": "marked", "ground": ground.strip()}
    made = entered(db, person, subject, year, period, how, mark="waived")
    with writing(db, pupil_id, subject_id):
        return keep(db, made, ground)


def take_back(db: Store, grade_id: int, reason: str) -> None:
    """A grade put in error is taken away; the journal keeps it with the reason. Refused: no reason;
    a later grade stands on it.
    """
    old = grade(db, grade_id)
    if not reason.strip():
        raise Refused(N_("A grade that is put is taken back only with a reason."))
    later = [g for g in _after(db, old) if g.period is not old.period]
    if later:
        raise Refused(
            N_("{period} stands on this grade: take that one back first."),
            period=PERIOD_NAMES[later[0].period],
        )
    person, subject = pupil(db, old.pupil_id), curriculum.subject(db, old.subject_id)
    with writing(db, old.pupil_id, old.subject_id), changes.action(
        db,
        N_("Grade taken back: {name}, {subject}, {period}: {grade}. {reason}"),
        name=person.short_name, subject=subject.name, period=PERIOD_NAMES[old.period],
        grade=shown(old) or "—", reason=reason.strip(),
    ):  # fmt: skip
        rows.remove(db, Grade, grade_id)


_LATER = {
    **dict.fromkeys(TERMS_OF, (Period.ANNUAL, Period.FINAL)),
    Period.ANNUAL: (Period.CHANCE_2, Period.CHANCE_3, Period.EXAM, Period.FINAL),
    Period.CHANCE_2: (Period.CHANCE_3, Period.FINAL),
    Period.CHANCE_3: (Period.FINAL,),
    Period.EXAM: (Period.FINAL,),
    Period.FINAL: (),
}


def _after(db: Store, old: Grade) -> list[Grade]:
    put_ = grade_sums.of_year(db, old.pupil_id, old.subject_id, old.year)
    return [put_[period] for period in _LATER[old.period] if period in put_]


def entered(
    db: Store,
    person: Pupil,
    subject: Subject,
    year: str,
    period: Period,
    how: Mapping[str, object],
    *,
    value: int | None = None,
    mark: str = "",
) -> Grade:
    """A grade that was not computed, not written yet. Refused: a figure in a pass-or-fail subject."""
    if subject.kind is SubjectKind.PASS_FAIL and value is not None:
        raise Refused(N_("{subject} is passed or failed: it has no grades."), subject=subject.name)
    assert not mark or mark in MARK_NAMES
    text = json.dumps(how, ensure_ascii=False, sort_keys=True)
    return Grade(
        pupil_id=person.id or 0, subject_id=subject.id or 0, year=year, period=period,
        grade=value, mark=mark, how=text, date=db.today(),
    )  # fmt: skip


@contextlib.contextmanager
def writing(db: Store, pupil_id: int, subject_id: int) -> Iterator[None]:
    """Refused: not one's own class or subject; the pupil's data are blocked."""
    own_marks.refuse_others(db, grade_rules.class_of(pupil(db, pupil_id)), subject_id)
    blocking.refuse_blocked(db, pupil_id)
    yield


def keep(db: Store, made: Grade, reason: str) -> Grade:
    """Writes a grade, within `writing`. Refused: another one is put and no reason is given."""
    person, subject = pupil(db, made.pupil_id), curriculum.subject(db, made.subject_id)
    old = grade_sums.of_year(db, made.pupil_id, made.subject_id, made.year).get(made.period)
    about: dict[str, Any] = {
        "name": person.short_name,
        "subject": subject.name,
        "period": PERIOD_NAMES[made.period],
        "grade": grade_sums.said(made),
    }
    if old is None or old.mark == "not-attested":
        with changes.action(db, N_("Grade: {name}, {subject}, {period}: {grade}"), **about):
            return _kept(db, made, old)
    if (old.grade, old.percent, old.mark) == (made.grade, made.percent, made.mark):
        return old
    if not reason.strip():
        raise Refused(
            N_(
                "{name}, {subject}, {period}: {before} is put already. It is changed to {grade} only "
                "with a reason."
            ),
            **about,
            before=grade_sums.said(old),
        )
    how = {**json.loads(made.how), "why": reason.strip()}
    made = replace(made, how=json.dumps(how, ensure_ascii=False, sort_keys=True))
    with changes.action(
        db,
        N_("Grade changed: {name}, {subject}, {period}: {before} to {grade}. {reason}"),
        **about,
        before=grade_sums.said(old),
        reason=reason.strip(),
    ):
        return _kept(db, made, old)


def _kept(db: Store, made: Grade, old: Grade | None) -> Grade:
    whole = replace(made, id=old.id if old else None)
    return replace(whole, id=rows.save(db, whole))
