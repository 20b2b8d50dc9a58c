"""Self test: every printed form filled from the sample school, each by the service that prints it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from dlschool.domain.case import OrderKind
from dlschool.domain.personal import Breach
from dlschool.domain.year_change import Move, Moved, Owed, YearChange
from dlschool.errors import Refused
from dlschool.forms.form import Concerned, Form, Personal, Subject
from dlschool.forms.page import render
from dlschool.forms.registry import FORMS
from dlschool.forms.review_values import YearAct
from dlschool.i18n import N_
from dlschool.services import (
    calendar,
    cases,
    mark_papers,
    material_prints,
    orders,
    person_export,
    personal_papers,
    pupils,
    readiness_act,
    reports,
    reports_papers,
    sheets,
    sitting_papers,
    subjects,
    trace_papers,
)
from dlschool.services.cases import CaseFile
from dlschool.services.opening import Store
from dlschool.services.subjects import Common

CASE = 1
"""Of the sample school: a family's, with learning that has begun."""
CLASS = "5Ә"
WORK, PLAN, SUBJECT = 1, 8, 2
"""A SOR with results, a thematic plan, a subject of that class."""

Drawn = Callable[[str], bytes]
"""A form in "kk", "ru" or "both"."""


def filled(db: Store) -> dict[str, Drawn]:
    """By code. Refused: the sample school has nothing for a form."""
    shared = subjects.common(db)
    files = [cases.case_file(db, of.case.id or 0) for of in cases.every_record(db)]
    found: dict[str, Drawn] = {}
    for code, form in FORMS.items():
        if code in _PRINTED:
            found[code] = _by_service(db, code)
        elif code in _SAID:
            found[code] = _rendered(form, _SAID[code](db))
        else:
            found[code] = _rendered(form, _subject(db, shared, files, form))
    return found


def _rendered(form: Form, subject: Subject) -> Drawn:
    return lambda language: render([(form, subject)], language)


def _by_service(db: Store, code: str) -> Drawn:
    return lambda language: _PRINTED[code](db, language)


def _subject(db: Store, shared: Common, files: list[CaseFile], form: Form) -> Subject:
    if form.scope == "list":
        return _register(db, shared)
    for file in files:
        if form.fits(file.case.ground):
            for subject in _of_case(db, shared, file, form):
                return subject
    raise Refused(N_("the sample school has nothing for the form {code}"), code=form.code)


def _of_case(db: Store, shared: Common, file: CaseFile, form: Form) -> Iterator[Subject]:
    if form.scope == "order":
        yield from _of_order(db, shared, file, form)
    else:
        yield from (sheet.subject for sheet in sheets.of_case(db, shared, form, file))


def _of_order(db: Store, shared: Common, file: CaseFile, form: Form) -> Iterator[Subject]:
    """As an order is previewed before it is issued; one that annuls has one to annul."""
    issued = file.records.orders
    if not issued:
        return
    draft = orders.draft_order(db, file.case.id or 0, OrderKind.RETURN)
    annulling = replace(draft, kind=OrderKind.ANNUL, annuls=issued[0].id, start=None, until=None)
    for kind in OrderKind:
        as_kind = annulling if kind is OrderKind.ANNUL else replace(draft, kind=kind)
        if sheets.order_form(file, as_kind) is form:
            if kind is not OrderKind.ANNUL:
                as_kind = orders.draft_order(db, file.case.id or 0, kind)
            yield sheets.of_order(db, shared, file, as_kind)


def _register(db: Store, shared: Common) -> Subject:
    from dlschool.services import editions
    from dlschool.services.standing import every_standing

    return subjects.of_register(shared, editions.default(db), every_standing(db))


def _pupil(db: Store) -> int:
    return cases.records(db, CASE).case.pupil_id or 0


def _time(db: Store) -> tuple[str, int]:
    """This school year, and a term of it."""
    year = calendar.year_of(db.today())
    term = calendar.calendar(db, year).coming_term(db.today())
    return year, term.number if term else 1


def _schedule(db: Store, language: str) -> bytes:
    return sitting_papers.prepare_pupil(db, _pupil(db), *_time(db), language).content


def _summons(db: Store, language: str) -> bytes:
    return sitting_papers.prepare_summons(db, _pupil(db), *_time(db), None, language).content


def _analysis(db: Store, language: str) -> bytes:
    year, _ = _time(db)
    return mark_papers.prepare_analysis(db, year, CLASS, SUBJECT, 1, language).content


def _cards(db: Store, language: str) -> bytes:
    return mark_papers.prepare_cards(db, [_pupil(db)], _time(db)[0], language).content


def _report(db: Store, language: str) -> bytes:
    report = reports.count(db, reports.usual(db))
    return reports_papers.prepare(db, report, language, names=True).content


def _readiness(db: Store, language: str) -> bytes:
    return readiness_act.prepare(db, readiness_act.offered(db, language), language).content


_PRINTED: dict[str, Callable[[Store, str], bytes]] = {
    "access-list": lambda db, lang: personal_papers.prepare_access_list(db, lang).content,
    "books-out": lambda db, lang: material_prints.prepare_out(db, "", lang).content,
    "consent": lambda db, lang: (
        personal_papers.prepare_consent(db, _pupil(db), language=lang).content
    ),
    "consultation-journal": lambda db, lang: (
        trace_papers.prepare_journal(db, None, None, case_id=CASE, language=lang).content
    ),
    "distance-report": _report,
    "individual-schedule": _schedule,
    "issue-sheet": lambda db, lang: material_prints.prepare_issue(db, _pupil(db), lang).content,
    "issue-sheet-class": lambda db, lang: (
        material_prints.prepare_class_issue(db, CLASS, lang).content
    ),
    "readiness-act": _readiness,
    "report-card": _cards,
    "result-sheet": lambda db, lang: mark_papers.prepare_sheet(db, WORK, lang).content,
    "summative-analysis": _analysis,
    "summons": _summons,
    "thematic-plan": lambda db, lang: material_prints.prepare_plan(db, PLAN, lang).content,
}


def _breach(db: Store) -> Subject:
    """The sample school had none: as it would be told."""
    at = f"{db.today().isoformat()}T09:00"
    breach = Breach(discovered_at=at, what="Ноутбук жоғалды / потерян ноутбук", pupils=(1,))
    card = pupils.card(db, _pupil(db))
    return personal_papers.subject(
        db, Personal(breach=breach, concerned=(Concerned(pupil=card.pupil),))
    )


def _person(db: Store) -> Subject:
    card = pupils.card(db, _pupil(db))
    parts = tuple(person_export.parts(db, _pupil(db)))
    said = personal_papers.subject(db, Personal(card=parts))
    return replace(said, pupil=card.pupil, guardians=card.guardians)


def _act(db: Store) -> Subject:
    """The sample school's year is not over: two lines as they would be."""
    card = pupils.card(db, _pupil(db))
    moved = Moved(pupil_id=_pupil(db), move=Move.PROMOTE, before="5Ә", after="6Ә")
    owed = Owed(pupil_id=_pupil(db), books=("Алгебра",))
    change = YearChange(year=_time(db)[0], changed_on=db.today(), moved=(moved,), owed=(owed,))
    said = personal_papers.subject(db, Personal())
    return replace(said, year_act=YearAct(change=change, pupils={_pupil(db): card.pupil}))


_SAID: dict[str, Callable[[Store], Subject]] = {
    "breach-notice": _breach,
    "person-card": _person,
    "year-change-act": _act,
}


def blank(db: Store) -> dict[str, Drawn]:
    """Every form that is of use blank."""
    from dlschool.services import editions

    subject = subjects.of_nothing(subjects.common(db), editions.default(db))
    return {code: _rendered(form, subject) for code, form in FORMS.items() if form.blank}
