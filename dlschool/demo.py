"""`dlschool demo`: the whole job on a sample school, with no screen, from a pupil to printed orders."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from dlschool import demo_exchange, demo_hub, i18n
from dlschool.demo_exchange import Exchanged
from dlschool.domain.case import GROUND_NAMES, Council, Ground, Material, OrderKind, Outcome
from dlschool.domain.record import Case
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.paths import DataFolder
from dlschool.services import (
    cases,
    councils,
    decisions,
    history,
    meetings,
    orders,
    printing,
    pupils,
    sample,
    sample_people,
    sample_school,
    sample_year,
    sample_year_school,
    school,
    year_papers,
)
from dlschool.services.opening import Store
from dlschool.services.sample_year import Lived


@dataclass(slots=True)
class Done:
    """What the demonstration did."""

    folder: Path
    case: str = ""
    files: list[Path] = field(default_factory=list)
    pupils: int = 0
    cases: int = 0
    whole: bool = False
    year: Lived = field(default_factory=Lived)
    exchange: Exchanged | None = None
    """None: no hub is on this computer."""

    def json(self) -> dict[str, Any]:
        return {
            "folder": str(self.folder),
            "case": self.case,
            "files": [str(path) for path in self.files],
            "pupils": self.pupils,
            "cases": self.cases,
            "whole": self.whole,
            "year": self.year.json(),
            "exchange": self.exchange.json() if self.exchange else None,
        }

    def lines(self) -> Iterator[str]:
        yield _("Pupils: {pupils}, cases: {cases}.").format(pupils=self.pupils, cases=self.cases)
        yield _("Case № {number}: from the application to the order, law in hand.").format(
            number=self.case
        )
        yield from _year_lines(self.year)
        if self.exchange is not None:
            yield from self.exchange.lines()
        yield _("Store, journal and scans: whole.") if self.whole else _("The check found faults.")
        yield _("Printed: {count} files in {folder}").format(
            count=len(self.files), folder=self.folder
        )


def run(
    data: DataFolder, out: Path, clock: Callable[[], datetime], say: Callable[[str], None]
) -> Done:
    """The job in `data` (empty, or a sample school from before); the PDFs go to `out`.

    Refused: `data` holds a real school, or `out` cannot be written.
    """
    db = sample_school.opened(data, clock)
    try:
        if not school.described(db) and not pupils.count(db):
            sample.make(db)
        if not sample.is_sample(db):
            raise Refused(
                N_("The folder {folder} holds a real school: the demonstration leaves it alone."),
                folder=data.root,
            )
        _make_folder(out / "blank")
        done = Done(out)
        case_id = _one_family(db, done, say)
        _print(db, case_id, done, say)
        done.pupils, done.cases = pupils.count(db), sum(1 for _ in cases.every_record(db))
        done.whole = not history.check(db)
    finally:
        db.close()
    _whole_year(data, done, clock().date(), say)
    return done


def _whole_year(data: DataFolder, done: Done, today: date, say: Callable[[str], None]) -> None:
    """A school year that is over, in a store of its own that is not kept; its papers are. Then it is
    reported to the department, in the present.
    """
    say(_("A whole school year of {count} pupils…").format(count=sample_year_school.PUPILS))
    _make_folder(done.folder / "year")
    with TemporaryDirectory(prefix="year-", dir=data.root) as folder:
        clock = sample_year.Clock(sample_year.BEGINS)
        db = sample_school.opened(DataFolder(Path(folder)), clock)
        try:
            done.year = sample_year.live(db, clock, Random(sample_year_school.PUPILS))
            _print_year(db, done)
            clock.turn(today)
            _tell(db, Path(folder) / "department", done, today, say)
            done.whole = done.whole and not history.check(db)
        finally:
            db.close()


def _tell(db: Store, folder: Path, done: Done, today: date, say: Callable[[str], None]) -> None:
    """The year's report, to a hub on this computer if there is one."""
    if not demo_hub.installed():
        say(
            _(
                "The department's hub is not installed on this computer (the extra “hub”): nothing is sent."
            )
        )
        return
    say(_("The year's report goes to the department…"))
    done.exchange = demo_exchange.run(db, folder, today, say)


def _print_year(db: Store, done: Done) -> None:
    """The act of the change in both languages and side by side; a family's whole case, year by year."""
    place = done.folder / "year"
    for language in ("kk", "ru", "both"):
        path = place / f"act-{language}.pdf"
        printing.save_pdf(path, year_papers.prepare_act(db, language=language).content)
        done.files.append(path)
    for case_id in done.year.family[:2]:
        path = place / f"case-{case_id}.pdf"
        printing.save_pdf(path, printing.print_case(db, case_id, "both"))
        done.files.append(path)


def _year_lines(year: Lived) -> Iterator[str]:
    grounds = ", ".join(f"{GROUND_NAMES[g][i18n.language()]}: {n}" for g, n in year.cases.items())
    yield _("School year {year}: {grounds}.").format(year=sample_year_school.YEAR, grounds=grounds)
    yield _(
        "Sittings: {sittings}, journeys to school: {journeys} (on the class's dates: {class_dates}); "
        "results: {results}, grades: {grades}."
    ).format(
        sittings=year.sittings,
        journeys=year.journeys,
        class_dates=year.on_class_dates,
        results=year.results,
        grades=year.grades,
    )
    yield _(
        "Orders on a schedule of one's own: {schedules}. Textbooks out in May: {out}, not returned: "
        "{late}."
    ).format(schedules=year.schedules, out=year.books[0], late=year.books[1])
    yield _(
        "Reviews: extended {extended}, returned {returned}. Moved to the next year: {moved}."
    ).format(
        extended=year.extended,
        returned=year.returned,
        moved=len(year.change.moved) if year.change else 0,
    )
    if year.carried is not None:
        yield _("For {year}: teachers {teachers}, hours {hours}, class leaders {posts}.").format(
            year=year.carried.year,
            teachers=len(year.carried.teachings),
            hours=len(year.carried.hours),
            posts=len(year.carried.posts),
        )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            N_("The folder {folder} cannot be written: {reason}"),
            folder=folder,
            reason=error.strerror or error,
        ) from error


def _one_family(db: Store, done: Done, say: Callable[[str], None]) -> int:
    """A new pupil of class 7, a family's case, papers, both councils, the order, materials."""
    today = db.today()
    number = pupils.count(db)
    pupil, guardian = sample_people.one(Random(number), number, 7, today.year - 13)
    pupil_id = pupils.register_pupil(db, pupil, [guardian])
    say(_("Registered: {name}").format(name=pupil.full_name))
    draft = Case(
        number="",
        edition="",
        ground=Ground.FAMILY,
        pupil_id=pupil_id,
        opened_on=today,
        wanted_from=today + timedelta(days=2),
        wanted_until=today + timedelta(days=37),
    )
    case_id = cases.open_case(db, draft)
    file = cases.case_file(db, case_id)
    done.case = file.case.number
    if file.warning:
        say(file.warning.kk + "\n" + file.warning.ru)
    _refused_order(db, case_id, say)
    for kind in sample.FAMILY_PAPERS:
        sample.add(db, case_id, kind, today, str(number))
    for council in Council:
        _meet(db, council, case_id, today)
    order_id = orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER))
    say(_("Order issued: № {number}").format(number=orders.order(db, order_id).number))
    cases.give_access(db, case_id, today)
    cases.issue_material(db, case_id, list(Material), today)
    return case_id


def _refused_order(db: Store, case_id: int, say: Callable[[str], None]) -> None:
    """An order asked for too early: the refusal says what the law still asks for."""
    try:
        orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER))
    except Refused as refused:
        say(str(refused))


def _meet(db: Store, council: Council, case_id: int, day: date) -> None:
    meeting_id = meetings.prepare_meeting(db, council, day, case_ids=[case_id])
    seats = sample.everyone_present(db, meeting_id)
    for line in meetings.meeting_file(db, meeting_id).agenda:
        votes = councils.voters(seats, line.recused)
        decisions.record_decision(
            db,
            line.item.id or 0,
            Outcome.APPROVE,
            start=day + timedelta(days=2),
            until=day + timedelta(days=37),
            votes=(votes, 0, 0),
        )
    meetings.hold(db, meeting_id)


def _print(db: Store, case_id: int, done: Done, say: Callable[[str], None]) -> None:
    """Every document of the case in Kazakh, Russian and side by side, and the register."""
    number = done.case.replace("/", "-")
    for language in ("kk", "ru", "both"):
        path = done.folder / f"{number}-{language}.pdf"
        printing.save_pdf(path, printing.print_case(db, case_id, language))
        done.files.append(path)
        path = done.folder / f"register-{language}.pdf"
        printing.save_pdf(path, printing.print_form(db, "case-register", language=language))
        done.files.append(path)
    for form in printing.forms():
        if form.blank:
            path = done.folder / "blank" / f"{form.code}.pdf"
            content = printing.print_form(
                db, form.code, case_id=case_id, language="both", blank=True
            )
            printing.save_pdf(path, content)
            done.files.append(path)
    say(_("Written: {file}").format(file=done.folder))
