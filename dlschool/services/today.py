"""Today: what waits and why, the most urgent first, each with its point; and how many learn."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dlschool.domain.alert import audience_words
from dlschool.domain.case import COUNCIL_NAMES, GROUND_NAMES, Council, Ground
from dlschool.domain.record import Meeting
from dlschool.domain.text import Text
from dlschool.law import edition as law
from dlschool.law import says
from dlschool.services import (
    backups,
    council_lines,
    councils,
    directives_lines,
    editions,
    gentle_lines,
    learning_lines,
    readiness_lines,
    telling,
    year_lines,
)
from dlschool.services.school import setting
from dlschool.services.standing import Standing, every_standing
from dlschool.services.waiting_lines import Line, Urgency, days_left, lines, lowered, subject
from dlschool.store import councils as council_store
from dlschool.store import handed_over, pupils
from dlschool.store.connection import Store

__all__ = ["GroundCount", "Line", "Today", "Totals", "Urgency", "today"]


@dataclass(frozen=True, slots=True)
class GroundCount:
    """A ground, and how many pupils learn at a distance by it today."""

    ground: Ground
    name: Text
    learners: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers beside the names of the screens."""

    lines: int
    pupils: int
    running: int
    """Cases that run, with or without an order yet."""
    learners: int
    """Pupils who learn at a distance today."""
    meetings: int
    """Meetings prepared and not held."""


@dataclass(frozen=True, slots=True)
class Today:
    lines: tuple[Line, ...]
    counts_by_ground: tuple[GroundCount, ...]
    totals: Totals


def today(db: Store) -> Today:
    """What waits on this day. How early a date is told of is the school's rule `reminder_days`."""
    day, reminder = db.today(), int(setting(db, "reminder_days"))
    gone = handed_over.sent(db)
    running = [s for s in every_standing(db) if s.running and s.case_id not in gone]
    meetings = [meeting for meeting in council_store.meetings(db) if not meeting.held]
    found = [
        *(line for standing in running for line in lines(standing, day, reminder)),
        *_meetings(db, meetings, day, reminder),
        *_councils(db, running, day, reminder),
        *_untold(db, running, day),
        *_replaced(db, running),
        *_copy(db, day),
        *learning_lines.lines(db, running, day, reminder),
        *gentle_lines.lines(db),
        *year_lines.lines(db),
        *readiness_lines.lines(db),
        *directives_lines.lines(db, day, reminder),
    ]
    counts = tuple(_counts(db, running, day))
    totals = Totals(
        lines=len(found),
        pupils=pupils.count(db),
        running=len(running),
        learners=sum(count.learners for count in counts),
        meetings=len(meetings),
    )
    return Today(tuple(sorted(found, key=_order)), counts, totals)


def _order(line: Line) -> tuple[int, date, str]:
    return (line.urgency, line.until or date.max, line.subject.kk)


def _meetings(db: Store, meetings: Iterable[Meeting], day: date, reminder: int) -> Iterator[Line]:
    tallies = council_store.tallies(db)
    for meeting in meetings:
        items, _decided = tallies.get(meeting.id or 0, (0, 0))
        needed = councils.quorum(db, meeting).needed
        name = COUNCIL_NAMES[meeting.council]
        when = says.day(meeting.date) + (f", {meeting.time:%H:%M}" if meeting.time else "")
        late, soon = meeting.date < day, meeting.date <= day + timedelta(days=reminder)
        yield Line(
            kind="meeting",
            urgency=Urgency.LATE if late else Urgency.SOON if soon else Urgency.OPEN,
            badge=days_left(meeting.date, day) if soon else Text("Кеңес", "Совет"),
            subject=Text(
                f"{name.kk}, № {meeting.number} отырыс", f"{name.ru}, заседание № {meeting.number}"
            ),
            sentence=Text(
                f"{when}; күн тәртібінде {items} іс, кворумға {needed} мүше керек",
                f"{when}; дел в повестке: {items}, для кворума нужно членов: {needed}",
            ),
            action=Text("Отырысты ашу", "Открыть заседание"),
            screen="councils",
            meeting_id=meeting.id,
            council=meeting.council,
            until=meeting.date,
        )


def _councils(db: Store, running: Sequence[Standing], day: date, reminder: int) -> Iterator[Line]:
    for council in Council:
        yield from council_lines.lines(db, council, running, day, reminder)


def _untold(db: Store, running: Iterable[Standing], day: date) -> Iterator[Line]:
    """Classes called off from today on, and who was not told of it yet."""
    for standing in running:
        if not (standing.records.case.classes and standing.in_force(day)):
            continue
        if standing.period[0] != day:
            continue
        alerts = [a for a in telling.alerts(db, standing.case_id) if a.told_at is None]
        told = dict.fromkeys(audience_words(alert.window.audience) for alert in alerts)
        names = [lowered(name) for name in told]
        if names:
            late = any(alert.late for alert in alerts)
            yield Line(
                kind="telling",
                urgency=Urgency.LATE if late else Urgency.SOON,
                badge=Text("Хабарлау", "Оповещение"),
                subject=subject(standing),
                sentence=Text(
                    "хабарланғаны туралы белгі жоқ: " + ", ".join(name.kk for name in names),
                    "нет отметки об оповещении: " + ", ".join(name.ru for name in names),
                ),
                action=Text("Белгілеу", "Отметить"),
                screen="cases",
                case_id=standing.case_id,
                until=day,
            )


def _replaced(db: Store, running: Iterable[Standing]) -> Iterator[Line]:
    """One line for all cases under an edition that a later known one replaces."""
    known = editions.known(db)
    under = Counter(
        standing.records.case.edition
        for standing in running
        if not standing.records.case.later_edition_refused and standing.refused is None
    )
    for key, count in under.items():
        later = law.later_edition(known, key)
        if later is None:
            continue
        old, new = known[key].act.short, later.act.short
        yield Line(
            kind="edition",
            urgency=Urgency.OPEN,
            badge=Text("Редакция", "Редакция"),
            subject=old,
            sentence=Text(
                f"осы редакция бойынша ашылған істер: {count}; оны кейінгі акт ауыстырған: {new.kk}",
                f"дел, открытых по этой редакции: {count}; её заменил более поздний акт: {new.ru}",
            ),
            action=Text("Таңдау", "Выбрать"),
            screen="law",
        )


def _copy(db: Store, day: date) -> Iterator[Line]:
    """The last copy outside this computer is too old, or there has never been one."""
    warned = backups.warning(db)
    if warned is not None:
        yield Line(
            kind="copy",
            urgency=Urgency.SOON,
            badge=Text("Көшірме", "Копия"),
            subject=Text("Екінші орындағы көшірме", "Копия во втором месте"),
            sentence=lowered(Text(*(warned.text(code).rstrip(".") for code in ("kk", "ru")))),
            action=Text("Көшіру", "Скопировать"),
            screen="settings",
            step="backups",
            until=day,
        )


def _counts(db: Store, running: Iterable[Standing], day: date) -> Iterator[GroundCount]:
    """Each ground with those who learn by it; a pupil of two cases counts once in each."""
    sizes = {f"{grade}{letter}": n for grade, letter, n in pupils.classes(db)}
    learning = [standing for standing in running if standing.in_force(day)]
    for ground in Ground:
        mine = [standing.records for standing in learning if standing.records.case.ground is ground]
        single = {records.pupil.id for records in mine if records.pupil is not None}
        classes = {_bare(name) for records in mine for name in records.case.classes}
        learners = len(single) + sum(sizes.get(name, 0) for name in classes)
        yield GroundCount(ground, GROUND_NAMES[ground], learners)


def _bare(name: str) -> str:
    """«7 «Ә»» and «7Ә» are one class."""
    return "".join(letter for letter in name if letter.isalnum())
