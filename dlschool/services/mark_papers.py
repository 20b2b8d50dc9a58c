"""Papers of results and grades, laid out and not noted yet: result sheet, analysis, report card."""

from collections.abc import Sequence
from dataclasses import replace

from dlschool.domain import grade_words
from dlschool.domain.access import Right
from dlschool.domain.grade_words import TERMS
from dlschool.domain.learning import Assessment, Grade, Period, Subject, Teaching
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.forms.mark_values import CardLine, Marks
from dlschool.forms.registry import FORMS
from dlschool.i18n import N_
from dlschool.services import (
    analysis,
    curriculum,
    editions,
    grade_rules,
    grade_works,
    grades,
    past_class,
    printouts,
    results,
    school,
    subjects,
)
from dlschool.services.access import need
from dlschool.services.grade_works import VERDICT_NAMES, Verdict
from dlschool.services.printouts import Printout
from dlschool.services.sheets import Sheet
from dlschool.store import blocking
from dlschool.store import marks as rows
from dlschool.store.connection import Store


def prepare_sheet(db: Store, assessment_id: int, language: str = "kk") -> Printout:
    """The result sheet of one work. Refused: nobody has a sitting of it."""
    work = results.assessment(db, assessment_id)
    return _of_works(db, "result-sheet", [work], language)


def prepare_analysis(
    db: Store, year: str, class_name: str, subject_id: int, term: int, language: str = "kk"
) -> Printout:
    """The analysis of all SOR and SOCh of a subject in a class and a term. Refused: there are none."""
    works = results.assessments(db, year, class_name, subject_id, term)
    return _of_works(db, "summative-analysis", works, language)


def _of_works(db: Store, code: str, works: Sequence[Assessment], language: str) -> Printout:
    need(db, Right.PRINT)
    lines = {line.pupil.id or 0 for work in works for line in results.register(db, work.id or 0)}
    if not lines:
        raise Refused(N_("Nobody has a sitting of these works yet: there is nothing to print."))
    first = works[0]
    subject = curriculum.subject(db, first.subject_id)
    said = Marks(
        year=first.year,
        class_name=first.class_name,
        subject=subject.name,
        term=first.term,
        teacher=teacher(db, first),
        pupils=len(lines),
        works=tuple(analysis.of_work(db, work) for work in works),
    )
    blank = subjects.of_nothing(subjects.common(db), editions.default(db))
    sheet = Sheet(form=FORMS[code], subject=replace(blank, marks=said))
    name = f"{first.class_name}, {subject.name_kk}"
    return _paper(db, [sheet], language, sorted(lines), name)


def teacher(db: Store, work: Assessment) -> str:
    """Who is named with the work, else who teaches the subject to the class; "" for nobody."""
    people = {person.id: person.name for person in school.staff(db, with_gone=True)}
    if work.staff_id in people:
        return people[work.staff_id]
    taught: list[Teaching] = curriculum.teachings(db, work.year, work.class_name)
    found = (t.staff_id for t in taught if t.subject_id == work.subject_id)
    return people.get(next(found, None), "")


def prepare_cards(db: Store, pupil_ids: Sequence[int], year: str, language: str = "kk") -> Printout:
    """Report cards, each on a sheet of its own."""
    need(db, Right.PRINT)
    shared, edition = subjects.common(db), editions.default(db)
    sheets = []
    for pupil_id in pupil_ids:
        person = past_class.in_year(db, grades.pupil(db, pupil_id), year)
        blank = subjects.of_nothing(shared, edition)
        said = replace(
            blank,
            pupil=person,
            marks=card(db, person, year),
            class_teacher=subjects.class_teacher(shared.staff, person),
        )
        sheets.append(Sheet(form=FORMS["report-card"], subject=said))
    name = grades.pupil(db, pupil_ids[0]).short_name if len(pupil_ids) == 1 else ""
    return _paper(db, sheets, language, pupil_ids, name)


def card(db: Store, person: Pupil, year: str) -> Marks:
    """Grades of the year by subject, in the school's order; subjects of the class without any too."""
    put = grades.of_pupil(db, person.id or 0, year)
    mine = rows.subjects(db, year, person.id or 0)
    class_name = grade_rules.class_of(past_class.in_year(db, person, year))
    taught = curriculum.subjects_of(db, year, class_name, person.language)
    wanted = mine | {each.subject.id for each in taught}
    lines = tuple(
        _line(subject, put.get(subject.id or 0, {}))
        for subject in curriculum.subjects(db, with_gone=True)
        if subject.id in wanted
    )
    standing = grade_works.standing(db, person.id or 0, year)
    said = standing.verdict is not Verdict.UNFINISHED
    return Marks(year=year, card=lines, verdict=VERDICT_NAMES[standing.verdict] if said else None)


def _line(subject: Subject, put: dict[Period, Grade]) -> CardLine:
    halves = {Period.TERM_2: Period.HALF_1, Period.TERM_4: Period.HALF_2}
    first, second, third, fourth = (
        _shown(put.get(term) or put.get(halves.get(term, term))) for term in TERMS
    )
    works = (Period.CHANCE_2, Period.CHANCE_3, Period.EXAM)
    done = [said for period in works if (said := _shown(put.get(period)))]
    return CardLine(
        subject=subject.name,
        terms=(first, second, third, fourth),
        annual=_shown(put.get(Period.ANNUAL)),
        work=Text(", ".join(t.kk for t in done), ", ".join(t.ru for t in done)) if done else None,
        final=_shown(put.get(Period.FINAL)),
    )


def _shown(grade: Grade | None) -> Text | None:
    return grade_words.shown(grade, short=True)


def _paper(
    db: Store, found: Sequence[Sheet], language: str, pupil_ids: Sequence[int], name: str
) -> Printout:
    if not found:
        raise Refused(N_("There is nothing to print yet."))
    for pupil_id in pupil_ids:
        blocking.refuse_blocked(db, pupil_id)
    title = found[0].form.title
    about = (
        (N_("{how}: {form}, {name}"), {"form": title, "name": name})
        if name
        else (N_("{how}: {form}"), {"form": title})
    )
    made = printouts.printout(db, found, language, title, about)
    return replace(made, pupils=tuple(pupil_ids))
