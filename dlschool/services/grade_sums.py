"""Grades as the rules of the year give them, with the arithmetic; nothing is written here."""

import json
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dlschool.domain.grade_words import PERIOD_NAMES, TERMS_OF, comma, shown
from dlschool.domain.learning import (
    Assessment,
    AssessmentKind,
    Grade,
    Period,
    Sitting,
    SittingState,
    Subject,
    SubjectKind,
)
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import grading
from dlschool.law.grading import Mark, Marks, Rules
from dlschool.services import formative, grade_rules, past_class
from dlschool.services.result_lists import of_sitting, work_name
from dlschool.store import learning as rows
from dlschool.store.connection import Store
from dlschool.store.marks import sittings

Works = list[tuple[Assessment, Sitting | None]]


def works(db: Store, pupil: Pupil, subject_id: int, year: str, terms: Sequence[int]) -> Works:
    """SOR and SOCh of the subject that the pupil owes: of the pupil's sittings, and of the class's
    plan where nothing like it is among them.
    """
    marks = ", ".join("?" * len(terms))
    found = rows.where(
        db,
        Assessment,
        f"year = ? and subject_id = ? and term in ({marks})",
        (year, subject_id, *terms),
        order="term, kind desc, number",
    )
    sat = sittings(db, year, subject_id, pupil.id or 0)
    mine = {each.assessment_id: each for each in sat}
    done = {_like(a) for a in found if a.id in mine}
    class_name = grade_rules.class_of(past_class.in_year(db, pupil, year))
    return [
        (a, mine.get(a.id or 0))
        for a in found
        if a.id in mine or (a.class_name == class_name and _like(a) not in done)
    ]


def _like(of: Assessment) -> tuple[object, ...]:
    return of.term, of.kind, of.number


def unfinished(db: Store, owed: Works) -> list[Text]:
    """Works without points that no order waives, as «БЖБ № 2»."""
    return [
        work_name(of)
        for of, sitting in owed
        if not (
            sitting is not None
            and (sitting.state is SittingState.WAIVED or of_sitting(db, sitting.id or 0))
        )
    ]


def marks(
    db: Store, pupil: Pupil, subject_id: int, year: str, period: Period, owed: Works
) -> Marks:
    """The marks that count: of works the newest result, waived ones left out."""
    terms = TERMS_OF[period]
    daily = formative.of_pupil(db, pupil.id or 0, subject_id, year, terms)
    kinds: dict[AssessmentKind, list[Mark]] = {kind: [] for kind in AssessmentKind}
    for of, sitting in owed:
        results = of_sitting(db, sitting.id or 0) if sitting is not None else []
        if results and sitting is not None and sitting.state is not SittingState.WAIVED:
            kinds[of.kind].append(Mark(Decimal(results[-1].points), Decimal(of.max_points)))
    soch = kinds[AssessmentKind.SOCH]
    whole = Mark(sum((m.points for m in soch), Decimal(0)), sum((m.max for m in soch), Decimal(0)))
    return Marks(
        [Mark(Decimal(m.points), Decimal(m.max)) for m in daily],
        kinds[AssessmentKind.SOR],
        whole if soch else None,
    )


def of_period(db: Store, pupil: Pupil, subject: Subject, year: str, period: Period) -> Grade:
    """The grade of a term or half-year. Refused: as `grading.grade`; the subject has other periods."""
    subject_id = subject.id or 0
    _fitting(db, pupil, subject, year, period)
    rules, rounding = grading.rules_of(year), grade_rules.rounding(db, year)
    owed = works(db, pupil, subject_id, year, TERMS_OF[period])
    given = marks(db, pupil, subject_id, year, period, owed)
    done = grading.grade(
        rules,
        given,
        school_class=pupil.grade or 0,
        hours=grade_rules.hours(db, pupil, subject_id, year),
        pass_fail=subject.kind is SubjectKind.PASS_FAIL,
        rounding=rounding,
    )
    percent = grading.said(done.percent or Fraction(0))
    how = grading.how(rules, given, done, rounding)
    mark = "" if done.result == "graded" else done.result
    return _grade(db, pupil, subject, year, period, done.grade, mark, percent, how)


def _fitting(db: Store, pupil: Pupil, subject: Subject, year: str, period: Period) -> None:
    """Refused: class 1, or the subject is graded by terms where half-years are asked for."""
    refuse_ungraded(pupil, year)
    known = grade_rules.periods(db, pupil, subject.id or 0, year)
    if period not in known:
        raise Refused(
            N_("{subject} is graded for: {periods}; not for: {period}."),
            subject=subject.name,
            periods=[PERIOD_NAMES[each] for each in known],
            period=PERIOD_NAMES[period],
        )


def refuse_ungraded(pupil: Pupil, year: str) -> None:
    if pupil.grade in grading.rules_of(year).ungraded_classes or not pupil.grade:
        raise Refused(
            N_("Class {grade} is not graded (order 125, point 7)."), grade=pupil.grade or "—"
        )


def annual(db: Store, pupil: Pupil, subject: Subject, year: str) -> Grade:
    """The mean of the periods' grades; of a pass-or-fail subject the mean per cent on its threshold.

    Refused: a period's grade is not put, or the pupil is not attested in it.
    """
    refuse_ungraded(pupil, year)
    periods = grade_rules.periods(db, pupil, subject.id or 0, year)
    put = of_year(db, pupil.id or 0, subject.id or 0, year)
    counted: list[Grade] = []
    for period in periods:
        found = put.get(period)
        if found is None or found.mark == "not-attested":
            raise Refused(
                N_("{subject}: {period} has no grade yet, so the annual one cannot be put."),
                subject=subject.name,
                period=PERIOD_NAMES[period],
            )
        if found.mark != "waived":
            counted.append(found)
    if subject.kind is SubjectKind.PASS_FAIL:
        return _annual_pass(db, pupil, subject, year, counted)
    grades = [g.grade for g in counted if g.grade is not None]
    value = grading.annual(grades)
    how = _mean([(g.period.value, str(g.grade)) for g in counted])
    return _grade(db, pupil, subject, year, Period.ANNUAL, value, "", "", how)


def _annual_pass(
    db: Store, pupil: Pupil, subject: Subject, year: str, counted: list[Grade]
) -> Grade:
    if not counted:
        grading.annual([])
    how = _mean([(g.period.value, g.percent) for g in counted])
    passed = Fraction(how["mean"]) >= grading.rules_of(year).pass_fail.pass_from
    mark = "pass" if passed else "fail"
    return _grade(db, pupil, subject, year, Period.ANNUAL, None, mark, how["mean"], how)


def _mean(values: list[tuple[str, str]]) -> dict[str, Any]:
    whole = sum((Fraction(value) for _, value in values), Fraction(0))
    return {"kind": "mean", "values": values, "mean": grading.said(whole / len(values))}


def final(db: Store, pupil: Pupil, subject: Subject, year: str) -> Grade:
    """The annual grade; after a second or third chance its mean with that work; with an examination
    0.7 and 0.3. Refused: no annual grade; an annual «2» without its work.
    """
    put = of_year(db, pupil.id or 0, subject.id or 0, year)
    base = put.get(Period.ANNUAL)
    if base is None:
        raise Refused(N_("{subject}: the annual grade is not put yet."), subject=subject.name)
    if base.grade is None:
        return _grade(
            db, pupil, subject, year, Period.FINAL, None, base.mark, base.percent,
            {"kind": "final", "annual": base.mark},
        )  # fmt: skip
    value, how = _final(grading.rules_of(year), subject, base.grade, put)
    return _grade(db, pupil, subject, year, Period.FINAL, value, "", "", how)


def _final(
    rules: Rules, subject: Subject, annual: int, put: dict[Period, Grade]
) -> tuple[int, dict[str, Any]]:
    value, how = annual, dict[str, Any](kind="final", annual=annual)
    work = put.get(Period.CHANCE_3) or put.get(Period.CHANCE_2)
    if annual == 2 and (work is None or work.grade is None):
        raise Refused(
            N_(
                "{subject}: after an annual «2» the final grade needs the summative work of the year."
            ),
            subject=subject.name,
        )
    if work is not None and work.grade is not None:
        value = grading.after_chance(annual, work.grade)
        how |= {"work": work.grade, "after": value}
    exam = put.get(Period.EXAM)
    if exam is not None and exam.grade is not None:
        share = Fraction(value * rules.final.annual + exam.grade * rules.final.exam, 100)
        how |= {"exam": exam.grade, "value": grading.said(share)}
        how["shares"] = [rules.final.annual, rules.final.exam]
        value = grading.final(rules, value, exam.grade)
    return value, how


def of_year(db: Store, pupil_id: int, subject_id: int, year: str) -> dict[Period, Grade]:
    """What is put already."""
    found = rows.where(
        db,
        Grade,
        "pupil_id = ? and subject_id = ? and year = ?",
        (pupil_id, subject_id, year),
    )
    return {grade.period: grade for grade in found}


def _grade(
    db: Store,
    pupil: Pupil,
    subject: Subject,
    year: str,
    period: Period,
    value: int | None,
    mark: str,
    percent: str,
    how: dict[str, Any],
) -> Grade:
    return Grade(
        pupil_id=pupil.id or 0,
        subject_id=subject.id or 0,
        year=year,
        period=period,
        grade=value,
        percent=percent,
        mark=mark,
        how=json.dumps(how, ensure_ascii=False, sort_keys=True),
        date=db.today(),
    )


def said(grade: Grade) -> Text:
    """«4 (73,5 %)»."""
    plain = shown(grade) or Text("—", "—")
    tail = f" ({comma(grade.percent)} %)" if grade.percent else ""
    return Text(plain.kk + tail, plain.ru + tail)
