"""The new school year: a preview of where each pupil goes, and the change itself as one action."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dlschool.domain.access import Right
from dlschool.domain.learning import Grade, Subject
from dlschool.domain.names import class_letter
from dlschool.domain.pupil import OLDEST_GRADE, Pupil
from dlschool.domain.text import Text
from dlschool.domain.year_change import Move, Moved, Owed, YearChange, ending, usual, verdict
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import calendar, lent, year_carry
from dlschool.services.access import need
from dlschool.services.lent import LoanLine
from dlschool.services.standing import Standing, every_standing
from dlschool.services.year_carry import Carried
from dlschool.store import blocking, changes, learning, years
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store

SUMMER_ENDS = (9, 30)
"""Month and day until which the change of the year that ended is still offered."""
AWAY = frozenset({Move.GRADUATE, Move.LEAVE})
FIRST_GRADUATING = 9
"""The first class that ends with final attestation (order 125): 9 (10) and 11 (12)."""
LESSONS_END = (5, 25)
"""Where the school has no calendar of the year."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the school decides of one pupil; `letter` None: the class's letter stays."""

    move: Move
    letter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One pupil of the preview; `move` None: the school has to decide."""

    pupil: Pupil
    move: Move | None
    letter: str
    why: Text | None = None
    """What the grades say; None where it is the usual way."""

    @property
    def before(self) -> str:
        return f"{self.pupil.grade}{self.pupil.letter}"

    @property
    def after(self) -> str:
        """The class of the next year; "" for who graduates, leaves, or is not decided on."""
        grade = self.pupil.grade or 0
        if self.move is Move.PROMOTE:
            return f"{grade + 1}{self.letter}"
        return f"{grade}{self.letter}" if self.move is Move.REPEAT else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    year: str
    lines: tuple[Line, ...]
    ends: tuple[Standing, ...]
    """Open cases whose period ends before the next year begins."""
    left_out: tuple[Pupil, ...]
    """Pupils without a class, and those whose data are blocked: they stay as they are."""
    books: tuple[LoanLine, ...] = ()
    """Textbooks that are not back, of everybody but the blocked; who graduates or leaves first."""
    carried: Carried
    """What goes on in the new year: hours, teachers, posts."""

    @property
    def undecided(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.move is None)

    @property
    def totals(self) -> dict[Move, int]:
        found = Counter(line.move for line in self.lines)
        return {move: found[move] for move in Move}


def due(db: Store) -> str | None:
    """The year that ended and was not changed yet, from its last lesson to the end of September."""
    day = db.today()
    year = ending(day)
    if not lessons_end(db, year) < day <= date(day.year, *SUMMER_ENDS):
        return None
    return None if years.of_year(db, year) else year


def lessons_end(db: Store, year: str) -> date:
    """The last day of study of the year."""
    if calendar.has_calendar(db, year):
        return calendar.calendar(db, year).until
    return date(int(year[-4:]), *LESSONS_END)


def preview(db: Store, chosen: Mapping[int, Choice] | None = None) -> Preview:
    """Where everybody goes: as the grades say, but for those in `chosen` (by pupil id).

    Refused: no year to change now; a choice that cannot be.
    """
    need(db, Right.LEARNING)
    year = _year(db)
    chosen, closed = chosen or {}, blocking.blocked(db)
    everyone = pupil_store.everyone(db, with_left=False)
    out = tuple(p for p in everyone if p.grade is None or p.id in closed)
    known = {pupil.id for pupil in out}
    mine = [pupil for pupil in everyone if pupil.id not in known]
    lines = tuple(_lines(db, year, mine, chosen))
    return Preview(
        year=year,
        lines=lines,
        ends=tuple(_ending(db, year)),
        left_out=out,
        books=tuple(_books(db, lines, closed)),
        carried=_carried(db, year, lines),
    )


def _books(db: Store, lines: Iterable[Line], closed: frozenset[int]) -> list[LoanLine]:
    """By class and name, who goes away before all others."""
    stays = {line.pupil.id for line in lines if line.move not in AWAY}
    out = [line for line in lent.still_out(db) if line.pupil.id not in closed]
    return sorted(out, key=lambda line: line.pupil.id in stays)


def _carried(db: Store, year: str, lines: Iterable[Line]) -> Carried:
    moved = [(line.before, line.after) for line in lines if line.move is Move.PROMOTE]
    known = frozenset(line.before for line in lines)
    return year_carry.proposed(db, year, year_carry.ways(moved), known)


def owed(books: Iterable[LoanLine]) -> tuple[Owed, ...]:
    """The textbooks as the act keeps them, pupil by pupil."""
    found: dict[int, list[str]] = {}
    for line in books:
        inventory = f" (№ {line.item.inventory})" if line.item.inventory else ""
        found.setdefault(line.pupil.id or 0, []).append(f"{line.item.title}{inventory}")
    return tuple(Owed(pupil_id=key, books=tuple(titles)) for key, titles in found.items())


def _year(db: Store) -> str:
    year, day = ending(db.today()), db.today()
    done = years.of_year(db, year)
    if done is not None:
        raise Refused(
            N_("The school year {year} was changed on {date}. It can be taken back in History."),
            year=year,
            date=done.changed_on,
        )
    if due(db) is None:
        raise Refused(
            N_("The classes move up from {start} to {end}: after the last lesson, once a year."),
            start=lessons_end(db, ending(day)),
            end=date(day.year, *SUMMER_ENDS),
        )
    return year


def _lines(db: Store, year: str, mine: list[Pupil], chosen: Mapping[int, Choice]) -> Iterator[Line]:
    names = {s.id or 0: s.name for s in learning.where(db, Subject)}
    grades: dict[int, list[Grade]] = {}
    for grade in learning.where(db, Grade, "year = ?", (year,)):
        grades.setdefault(grade.pupil_id, []).append(grade)
    order = sorted(mine, key=lambda p: (p.grade or 0, p.letter))
    for pupil in order:
        said = verdict(grades.get(pupil.id or 0, ()), names)
        line = Line(
            pupil=pupil,
            move=said.move if said else usual(pupil.grade or 0),
            letter=pupil.letter,
            why=said.why if said else None,
        )
        choice = chosen.get(pupil.id or 0)
        yield _as_chosen(line, choice) if choice else line


def _as_chosen(line: Line, choice: Choice) -> Line:
    if choice.move is Move.PROMOTE and (line.pupil.grade or 0) >= OLDEST_GRADE:
        raise Refused(
            N_("{name}: there is no class after {grade}."),
            name=line.pupil.short_name,
            grade=line.pupil.grade,
        )
    if choice.move is Move.GRADUATE and (line.pupil.grade or 0) < FIRST_GRADUATING:
        raise Refused(
            N_("{name}: class {grade} is not one that finishes school. Choose “leaves” instead."),
            name=line.pupil.short_name,
            grade=line.pupil.grade,
        )
    letter = line.letter if choice.letter is None else class_letter(choice.letter)
    return replace(line, move=choice.move, letter=letter)


def _ending(db: Store, year: str) -> Iterator[Standing]:
    """Cases that run and whose period ends with the year or ended before."""
    last = date(int(year[-4:]), 8, 31)
    for standing in every_standing(db):
        until = standing.assessment.until
        if standing.running and standing.ordered and until is not None and until <= last:
            yield standing


def change(
    db: Store, chosen: Mapping[int, Choice] | None = None, *, carry: bool = True
) -> YearChange:
    """Moves every pupil as the preview says, in one action that one step takes back; with `carry`
    the new year begins with the hours, teachers and posts that the preview shows.

    Refused: as `preview`; somebody is not decided on; the role may not change pupils.
    """
    seen = preview(db, chosen)
    _refuse_undecided(seen)
    made = _made(db, seen)
    totals = seen.totals
    with changes.action(
        db,
        N_(
            "School year {year} changed: promoted {promote}, repeat {repeat}, "
            "graduated {graduate}, left {leave}"
        ),
        year=seen.year,
        promote=totals[Move.PROMOTE],
        repeat=totals[Move.REPEAT],
        graduate=totals[Move.GRADUATE],
        leave=totals[Move.LEAVE],
    ):
        for line in seen.lines:
            pupil_store.save(db, _after(line, made.changed_on))
        if carry:
            year_carry.write(db, seen.carried)
        return replace(made, id=years.save(db, made))


def _made(db: Store, seen: Preview) -> YearChange:
    """The change as its act keeps it."""
    return YearChange(
        year=seen.year,
        changed_on=db.today(),
        moved=tuple(
            Moved(
                pupil_id=line.pupil.id or 0,
                move=line.move,
                before=line.before,
                after=line.after,
            )
            for line in seen.lines
            if line.move is not None
        ),
        cases=tuple(standing.case_id for standing in seen.ends),
        owed=owed(seen.books),
    )


def _refuse_undecided(seen: Preview) -> None:
    if seen.undecided:
        raise Refused(
            N_("Decide first where they go: {names}"),
            names=[f"{line.pupil.short_name} ({line.before})" for line in seen.undecided],
        )


def _after(line: Line, on: date) -> Pupil:
    if line.move is Move.PROMOTE:
        return replace(line.pupil, grade=(line.pupil.grade or 0) + 1, letter=line.letter)
    if line.move is Move.REPEAT:
        return replace(line.pupil, letter=line.letter)
    return replace(line.pupil, left_on=on)


def mark_changed(db: Store, *, carry: bool = True) -> YearChange:
    """The school's lists are of the new year already: nobody moves, and it is not asked again. With
    `carry` hours and teachers go on, each class one grade up."""
    year = _year(db)
    made = YearChange(year=year, changed_on=db.today())
    with changes.action(db, N_("School year {year}: the classes are moved already"), year=year):
        if carry:
            year_carry.write(db, year_carry.learning_only(db, year))
        return replace(made, id=years.save(db, made))


def changed(db: Store, year: str = "") -> YearChange:
    """The change of the year named, or the newest. Refused: there is none."""
    found = years.of_year(db, year) if year else next(iter(years.every(db)), None)
    if found is None:
        raise Refused(N_("No change of the school year is recorded yet."))
    return found
