"""Files to print, laid out and not noted yet: one document, a whole case, many cases, a register."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from dlschool.domain.record import Order
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.forms.form import Form, Subject
from dlschool.forms.page import render
from dlschool.forms.registry import FORMS
from dlschool.i18n import N_
from dlschool.services import cases, editions, exchange_differences, orders, sheets, subjects
from dlschool.services.school import setting
from dlschool.services.sheets import FormLine, Sheet
from dlschool.services.standing import every_standing
from dlschool.services.subjects import Common
from dlschool.store import blocking
from dlschool.store.connection import Store

LANGUAGES = ("kk", "ru", "both")
Progress = Callable[[int, int], None]
"""Called with how many cases are laid out, of how many; raises to cancel: nothing is noted then."""
About = tuple[str, dict[str, Any]]
"""A line of the history: its message and the message's values, but for {how}."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A document in a printed file, as it will be noted. A blank one is nobody's."""

    code: str
    case_id: int | None = None
    meeting_id: int | None = None
    order_id: int | None = None


@dataclass(frozen=True, slots=True)
class Printout:
    """A laid-out file."""

    content: bytes
    language: str
    title: Text
    about: About
    """What the history will say when it is printed or saved."""
    documents: tuple[Noted, ...]
    warning: Text | None = None
    """The case's edition was replaced: shown above the preview."""
    cases: tuple[int, ...] = ()
    """Cases that a register lists."""
    pupils: tuple[int, ...] = ()
    """Pupils whom a paper of the register of personal data shows."""


def forms() -> list[Form]:
    """All printed forms, by code."""
    return list(FORMS.values())


def forms_for(db: Store, case_id: int) -> list[FormLine]:
    """The documents of a case in working order, ready or not."""
    return sheets.lines(cases.case_file(db, case_id))


def prepare(
    db: Store,
    code: str,
    *,
    case_id: int | None = None,
    meeting_id: int | None = None,
    order_id: int | None = None,
    language: str = "kk",
    blank: bool = False,
) -> Printout:
    """One form: filled from the case, meeting or order named, or blank.

    Refused: no such form, it does not fit the case, or there is nothing yet that it could say.
    """
    form, shared = sheets.form(code), subjects.common(db)
    if blank:
        return _blank(db, shared, form, case_id, language)
    if form.scope == "person":
        raise Refused(
            N_("“{form}” is printed from the register of personal data, or blank."), form=form.title
        )
    if form.scope == "learning":
        raise Refused(N_("“{form}” is printed from its own window, or blank."), form=form.title)
    if form.scope == "list":
        return prepare_register(db, language)
    if order_id is not None and case_id is None:
        case_id = orders.order(db, order_id).case_id
    if case_id is None:
        if meeting_id is None or form.scope not in ("meeting", "decision"):
            raise Refused(
                N_("Say of which case, meeting or order “{form}” is, or ask for a blank."),
                form=form.title,
            )
        found = list(sheets.of_meeting(db, shared, form, meeting_id))
        about: dict[str, Any] = {"form": form.title}
        return printout(db, found, language, form.title, (N_("{how}: {form}"), about))
    return _of_case(db, shared, form, case_id, meeting_id, order_id, language)


def _of_case(
    db: Store,
    shared: Common,
    form: Form,
    case_id: int,
    meeting_id: int | None,
    order_id: int | None,
    language: str,
) -> Printout:
    file = cases.case_file(db, case_id)
    title, number = form.heading(file.edition), file.case.number
    if order_id is None and not form.fits(file.case.ground):
        raise Refused(
            N_("“{form}” is not for this ground: {ground}."),
            form=title,
            ground=cases.ground_name(file.case),
        )
    found = list(sheets.of_case(db, shared, form, file, meeting_id, order_id))
    if not found:
        raise Refused(
            N_("Case № {number} has nothing for “{form}” yet. It can be printed blank."),
            number=number,
            form=title,
        )
    about: About = (N_("{how}: {form}, case № {number}"), {"form": title, "number": number})
    return printout(db, found, language, title, about, file.warning)


def _blank(db: Store, shared: Common, form: Form, case_id: int | None, language: str) -> Printout:
    """Under the edition of the case at hand, else the one that new cases take."""
    if not form.blank:
        raise Refused(N_("“{form}” cannot be printed blank."), form=form.title)
    case = cases.records(db, case_id).case if case_id is not None else None
    edition = editions.edition(db, case.edition) if case else editions.default(db)
    sheet = Sheet(form=form, subject=subjects.of_nothing(shared, edition))
    about: About = (N_("{how}: blank form “{form}”"), {"form": form.heading(edition)})
    return printout(db, [sheet], language, form.heading(edition), about)


def preview_order(db: Store, draft: Order, language: str = "kk") -> bytes:
    """An order as it would be printed, before it is issued."""
    file = cases.case_file(db, draft.case_id)
    if file.case.pupil_id is not None:
        blocking.refuse_blocked(db, file.case.pupil_id)
    subject = sheets.of_order(db, subjects.common(db), file, draft)
    return rendered(db, [(sheets.order_form(file, draft), subject)], language)


def prepare_register(
    db: Store, language: str = "kk", case_ids: Sequence[int] | None = None
) -> Printout:
    """The register of cases: all of them, or those named, in that order; without blocked pupils."""
    closed = blocking.blocked(db)
    by_id = {
        standing.case_id: standing
        for standing in every_standing(db)
        if standing.records.case.pupil_id not in closed
    }
    wanted = list(by_id) if case_ids is None else [i for i in case_ids if i in by_id]
    form = FORMS["case-register"]
    listed = [by_id[case_id] for case_id in wanted]
    subject = subjects.of_register(subjects.common(db), editions.default(db), listed)
    about: About = (N_("{how}: {form}"), {"form": form.title})
    sheet = Sheet(form=form, subject=subject)
    return replace(printout(db, [sheet], language, form.title, about), cases=tuple(wanted))


def prepare_case(db: Store, case_id: int, language: str = "kk") -> Printout:
    """Every document of the case whose facts are there, as one file."""
    file = cases.case_file(db, case_id)
    number = file.case.number
    title = Text(f"№ {number} іс", f"Дело № {number}")
    found = list(sheets.ready(db, subjects.common(db), file))
    about: About = (N_("{how}: the documents of case № {number}"), {"number": number})
    return printout(db, found, language, title, about, file.warning)


def prepare_cases(
    db: Store,
    case_ids: Sequence[int],
    codes: Sequence[str] | None = None,
    language: str = "kk",
    progress: Progress | None = None,
) -> Printout:
    """Many cases as one file: the forms named, or every document that is ready.

    A case that has nothing for a form is passed over. Refused: none has.
    """
    wanted = [sheets.form(code) for code in codes] if codes is not None else None
    shared, found = subjects.common(db), []

    def jobs() -> Iterator[Sheet]:
        for done, case_id in enumerate(case_ids):
            if progress is not None:
                progress(done, len(case_ids))
            for sheet in _of_many(db, shared, case_id, wanted):
                _refuse_blocked(db, sheet)
                found.append(_noted(sheet))
                yield sheet

    content = rendered(db, ((sheet.form, sheet.subject) for sheet in jobs()), language)
    if progress is not None:
        progress(len(case_ids), len(case_ids))
    title = Text(f"Істер: {len(case_ids)}", f"Дела: {len(case_ids)}")
    about: dict[str, Any] = {"count": len(found), "cases": len(case_ids)}
    message = N_("{how}: documents: {count}, cases: {cases}")
    return Printout(content, language, title, (message, about), tuple(found))


def _of_many(
    db: Store, shared: Common, case_id: int, wanted: Sequence[Form] | None
) -> Iterator[Sheet]:
    file = cases.case_file(db, case_id)
    if wanted is None:
        yield from sheets.ready(db, shared, file)
        return
    for form in wanted:
        if form.scope not in ("list", "person", "learning") and form.fits(file.case.ground):
            yield from sheets.of_case(db, shared, form, file)


def printout(
    db: Store,
    found: Sequence[Sheet],
    language: str,
    title: Text,
    about: About,
    warning: Text | None = None,
) -> Printout:
    """The sheets as one file. Refused: a pupil's data are blocked, no such language."""
    for sheet in found:
        _refuse_blocked(db, sheet)
    content = rendered(db, ((sheet.form, sheet.subject) for sheet in found), language)
    documents = tuple(_noted(sheet) for sheet in found)
    return Printout(content, language, title, about, documents, warning)


def _refuse_blocked(db: Store, sheet: Sheet) -> None:
    """Refused: the document shows a pupil whose data are blocked, or values that the department has
    otherwise.
    """
    if sheet.case_id is not None:
        exchange_differences.refuse_open(db, sheet.case_id)
    shown = (sheet.subject.pupil, *(line.pupil for line in sheet.subject.agenda))
    for pupil in shown:
        if pupil is not None and pupil.id is not None:
            blocking.refuse_blocked(db, pupil.id)


def _noted(sheet: Sheet) -> Noted:
    return Noted(sheet.form.code, sheet.case_id, sheet.meeting_id, sheet.order_id)


def rendered(db: Store, jobs: Iterable[tuple[Form, Subject]], language: str) -> bytes:
    if language not in LANGUAGES:
        raise Refused(
            N_("A document is printed in kk, ru or both, not in “{asked}”."), asked=language
        )
    jobs = iter(jobs)
    first = next(jobs, None)
    if first is None:
        raise Refused(N_("There is nothing to print yet."))
    offset = setting(db, "blank_offset_mm")
    return render(chain((first,), jobs), language, blank_offset_mm=offset)
