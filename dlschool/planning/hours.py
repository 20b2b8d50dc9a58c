"""Hours of rooms and teachers on a day: what fills them, and the same as rows of a model.

The rule. An hour is given to one work: those who sit the same work of a class, in the same way (in
person or remote), with the same teacher, in the same room and on the same day share it, as many at
once as the room has seats; who finds no seat needs another hour. A room on a day takes no more such
hours than it has, a teacher no more than his own, over all classes. Remote sittings take the
teacher's hour and no room. No times of day are set: lessons and breaks are the school's own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dlschool.planning import rules
from dlschool.planning.highs import Row, Term
from dlschool.planning.problem import Mode, Problem, Sitting, Week

Group = tuple[str, str, Mode, str]
"""Work, teacher, mode, room: who shares an hour when the day is the same."""
Full = tuple[str, date]
"""«room_hours:r1» or «teacher_hours:t1», and the day."""


@dataclass(slots=True)
class Taken:
    """How many of a group have a place on a day, and the hours of each room and teacher so spent."""

    groups: Counter[tuple[Group, date]] = field(default_factory=Counter)
    spent: Counter[Full] = field(default_factory=Counter)


class Hours:
    """Rooms and teachers whose hours are bounded. `without`: rules that are left out for a trial."""

    def __init__(self, problem: Problem, without: frozenset[str] = frozenset()) -> None:
        self.seats = {room.id: room.seats for room in problem.rooms}
        known: dict[str, Week | None] = {
            rules.named(rules.ROOM_HOURS, room.id): room.hours for room in problem.rooms
        }
        self.persons = {teacher.id: teacher.person or teacher.id for teacher in problem.teachers}
        known |= {
            rules.named(rules.TEACHER_HOURS, self.persons[t.id]): t.hours for t in problem.teachers
        }
        self.weeks = {
            rule: week for rule, week in known.items() if week is not None and rule not in without
        }
        self.held = Taken()
        self.take(self.held, problem.held, {s.id: s.fixed or s.class_date for s in problem.held})

    def begin(self) -> Taken:
        """What is taken before anything is planned."""
        return Taken(self.held.groups.copy(), self.held.spent.copy())

    def of(self, sitting: Sitting) -> list[str]:
        """The bounded room and teacher that the sitting uses."""
        names = [rules.named(rules.TEACHER_HOURS, self.persons.get(sitting.teacher or "", ""))]
        if sitting.mode is Mode.IN_PERSON:
            names.append(rules.named(rules.ROOM_HOURS, sitting.room or ""))
        return [name for name in names if name in self.weeks]

    def needed(self, group: Group, count: int) -> int:
        """Hours that so many of a group take on one day."""
        seats = self.seats.get(group[3])
        return min(count, 1) if seats is None else -(-count // seats)

    def room_for(self, rule: str, day: date) -> int:
        return self.weeks[rule][day.weekday()]

    def take(self, taken: Taken, sittings: Iterable[Sitting], dates: Mapping[str, date]) -> None:
        """Adds the sittings on their dates to what is taken."""
        for sitting in sittings:
            day, group = dates[sitting.id], group_of(sitting)
            before = taken.groups[group, day]
            taken.groups[group, day] = before + 1
            more = self.needed(group, before + 1) - self.needed(group, before)
            for rule in self.of(sitting):
                taken.spent[rule, day] += more

    def leave(self, taken: Taken, sittings: Iterable[Sitting], dates: Mapping[str, date]) -> None:
        """Takes the sittings on their dates out of what is taken."""
        for sitting in sittings:
            day, group = dates[sitting.id], group_of(sitting)
            after = taken.groups[group, day] - 1
            taken.groups[group, day] = after
            less = self.needed(group, after + 1) - self.needed(group, after)
            for rule in self.of(sitting):
                taken.spent[rule, day] -= less

    def overfull(self, taken: Taken) -> list[Full]:
        """Rooms and teachers with more sittings on a day than hours, by name and day; not those which
        others have overfilled already and to which nothing was added.
        """
        return sorted(
            full
            for full, spent in taken.spent.items()
            if spent > max(self.room_for(*full), self.held.spent[full])
        )

    def rows(
        self,
        places: Sequence[tuple[Sitting, date, int]],
        base: int,
        taken: Taken,
        every: bool = False,
    ) -> tuple[list[float], list[Row]]:
        """The upper bounds of further columns from `base` on (hours of a group on a day), and the rows
        that bind them. `places`: sitting, day and column of each possible place; `every`: also of rooms
        and teachers that cannot become overfull.
        """
        members: dict[tuple[Group, date], list[int]] = defaultdict(list)
        users: dict[Full, set[tuple[Group, date]]] = defaultdict(set)
        for sitting, day, column in places:
            key = (group_of(sitting), day)
            members[key].append(column)
            for rule in self.of(sitting):
                users[rule, day].add(key)
        uppers: list[float] = []
        columns: dict[tuple[Group, date], int] = {}
        rows: list[Row] = []
        for full in sorted(users):
            keys = sorted(users[full])
            more = {key: self._more(key, len(members[key]), taken) for key in keys}
            left = max(0, self.room_for(*full) - taken.spent[full])
            if sum(more.values()) <= left and not every:
                continue
            for key in keys:
                if more[key] and key not in columns:
                    columns[key] = base + len(uppers)
                    uppers.append(float(more[key]))
                    rows += self._bound(key, members[key], columns[key], taken)
            terms: list[Term] = [(columns[key], 1.0) for key in keys if more[key]]
            if terms:
                rows.append(Row(terms, high=float(left)))
        return uppers, rows

    def _more(self, key: tuple[Group, date], count: int, taken: Taken) -> int:
        """Hours beside those that are taken already, if all of them came on this day."""
        there = taken.groups[key]
        return self.needed(key[0], there + count) - self.needed(key[0], there)

    def _bound(
        self, key: tuple[Group, date], members: list[int], column: int, taken: Taken
    ) -> Iterator[Row]:
        """The column is at least as many further hours as the members who come need."""
        there, seats = taken.groups[key], self.seats.get(key[0][3])
        free = 0 if seats is None else seats * self.needed(key[0], there) - there
        if not free:
            for member in members:
                yield Row([(member, 1.0), (column, -1.0)], high=0.0)
        if seats is not None and len(members) > 1:
            terms = [(member, 1.0) for member in members]
            yield Row([*terms, (column, -float(seats))], high=float(free))


def group_of(sitting: Sitting) -> Group:
    """Those whose group is the same share an hour of the day."""
    work = sitting.work or f"{sitting.subject} {sitting.kind} {sitting.class_date}"
    room = sitting.room or "" if sitting.mode is Mode.IN_PERSON else ""
    return work, sitting.teacher or "", sitting.mode, room
