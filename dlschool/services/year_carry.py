"""What of a school year goes on in the next one: hours, teachers with days and rooms, posts of those who
lead a class, the own classes of teachers who sign in. Proposed in the preview of the year's change and
written with it; what the new year holds already stays.

A class keeps its teachers as it moves up, but from grade 4 to 5 (there subject teachers take over from
the one of the primary grades); a subject without one is offered the school's only teacher of it in those
grades. Subjects that the new grade does not learn are left out. This is practice: no order says it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dlschool.domain import class_post
from dlschool.domain.access import Right, User
from dlschool.domain.calendar import first_year, grade_of, year_name
from dlschool.domain.learning import Hours, Teaching
from dlschool.domain.names import parse_class
from dlschool.domain.school import Staff
from dlschool.services import curriculum, school
from dlschool.store import learning as rows
from dlschool.store import people
from dlschool.store import users as user_store
from dlschool.store.connection import Store

PRIMARY = 4
"""The last grade that one teacher teaches."""
Ways = Mapping[str, str]
"""Class of the year that ends: the class that its pupils make in the next one."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A teacher of the new year; `source`: the class taught before, "" for the only teacher of the
    subject."""

    teaching: Teaching
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What would be written for the year `year`."""

    year: str
    hours: tuple[Hours, ...] = ()
    teachings: tuple[Taken, ...] = ()
    posts: tuple[tuple[Staff, Staff], ...] = ()
    """Who leads a class, as the post is and as it will be."""
    users: tuple[tuple[User, User], ...] = ()
    """Teachers who sign in, with their own classes as they are and as they will be."""
    for_owner: int = 0
    """So many of these only the owner may change; they stay as they are."""


def ways(moves: Iterable[tuple[str, str]]) -> Ways:
    """Of pupils' classes before and after: where each class goes, by most of its pupils; a class of the
    new year comes from one class, the larger one."""
    found = Counter((before, after) for before, after in moves if after)
    taken: dict[str, str] = {}
    for (before, after), _count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if before not in taken and after not in taken.values():
            taken[before] = after
    return taken


def straight(db: Store, old: str) -> Ways:
    """For lists that were moved by other hands: each class that was taught goes one grade up."""
    named = {taught.class_name: parse_class(taught.class_name) for taught in _taught(db, old)}
    return {name: f"{of[0] + 1}{of[1]}" for name, of in named.items() if of}


def _taught(db: Store, year: str) -> list[Teaching]:
    return curriculum.teachings(db, year)


def next_year(year: str) -> str:
    """«2026-2027» of «2025-2026»."""
    return year_name((first_year(year) or 0) + 1)


def proposed(db: Store, old: str, moved: Ways, known: frozenset[str] = frozenset()) -> Carried:
    """What goes on from the year `old`; `known`: every class of that year, those that end too. Nothing
    is written. Posts and own classes: what the role of this person may change."""
    hours = tuple(_hours(db, old))
    teachings = tuple(_teachings(db, old, moved, hours))
    posts = tuple(_posts(db, moved)) if db.user.may(Right.SCHOOL) else ()
    users = tuple(_users(db, moved, known))
    may = db.user.may(Right.USERS)
    return Carried(
        year=next_year(old),
        hours=hours,
        teachings=teachings,
        posts=posts,
        users=users if may else (),
        for_owner=0 if may else len(users),
    )


def learning_only(db: Store, old: str) -> Carried:
    """Hours and teachers, each class one grade up: for classes that were moved by other hands."""
    hours = tuple(_hours(db, old))
    return Carried(
        year=next_year(old),
        hours=hours,
        teachings=tuple(_teachings(db, old, straight(db, old), hours)),
    )


def _hours(db: Store, old: str) -> Iterator[Hours]:
    """Of each grade and language that the new year has no hours of yet."""
    new = next_year(old)
    there = {(h.grade, h.language) for h in rows.where(db, Hours, "year = ?", (new,))}
    for line in rows.where(db, Hours, "year = ?", (old,)):
        if (line.grade, line.language) not in there:
            yield replace(line, id=None, year=new)


def _teachings(db: Store, old: str, moved: Ways, carried: Iterable[Hours]) -> Iterator[Taken]:
    new, every = next_year(old), _taught(db, old)
    there = {(t.class_name, t.subject_id) for t in _taught(db, new)}
    learned = _learned([*rows.where(db, Hours, "year = ?", (new,)), *carried])
    here = {person.id for person in school.staff(db)}
    every = list(_without_gone(every, here))
    only = _only(every)
    languages = {each.name: each.language for each in curriculum.classes(db)}
    for before, after in sorted(moved.items()):
        kept = {
            t.subject_id: t for t in every if t.class_name == before and _goes_on(before, after)
        }
        spoken = languages.get(before) or languages.get(after, "")
        asked = learned.get((grade_of(after) or 0, spoken), list(kept))
        for subject_id in asked:
            taught = kept.get(subject_id) or only.get((_is_primary(after), subject_id))
            if taught is not None and (after, subject_id) not in there:
                source = before if subject_id in kept else ""
                yield Taken(replace(taught, id=None, year=new, class_name=after), source)


def _without_gone(every: Iterable[Teaching], here: set[int | None]) -> Iterator[Teaching]:
    """Of who left the school only the room goes on."""
    for taught in every:
        if taught.staff_id is None or taught.staff_id in here:
            yield taught
        elif taught.room:
            yield replace(taught, staff_id=None, days=())


def _goes_on(before: str, after: str) -> bool:
    return _is_primary(before) == _is_primary(after)


def _is_primary(class_name: str) -> bool:
    return (grade_of(class_name) or 0) <= PRIMARY


def _learned(hours: Iterable[Hours]) -> dict[tuple[int, str], list[int]]:
    found: dict[tuple[int, str], list[int]] = {}
    for line in hours:
        found.setdefault((line.grade, line.language), []).append(line.subject_id)
    return found


def _only(every: Iterable[Teaching]) -> dict[tuple[bool, int], Teaching]:
    """By (primary grades, subject): a teaching of the one person who has it in those grades."""
    found: dict[tuple[bool, int], list[Teaching]] = {}
    for taught in every:
        if taught.staff_id is not None:
            key = (_is_primary(taught.class_name), taught.subject_id)
            found.setdefault(key, []).append(taught)
    return {key: them[0] for key, them in found.items() if len({t.staff_id for t in them}) == 1}


def _posts(db: Store, moved: Ways) -> Iterator[tuple[Staff, Staff]]:
    for person in school.staff(db):
        before = class_post.led(person.post_kk)
        name = f"{before[0]}{before[1]}" if before else ""
        after = parse_class(moved.get(name, ""))
        if before is None or after is None or not _goes_on(name, moved[name]):
            continue
        kk, ru = (
            class_post.moved(post, before, after) for post in (person.post_kk, person.post_ru)
        )
        yield person, replace(person, post_kk=kk, post_ru=ru)


def _users(db: Store, moved: Ways, known: frozenset[str]) -> Iterator[tuple[User, User]]:
    """A class that nobody goes on with falls away; one that the school does not know stays."""
    for user in user_store.all_users(db):
        named = [moved.get(name, "" if name in known else name) for name in user.classes]
        mine = tuple(dict.fromkeys(name for name in named if name))
        if not user.gone and mine != user.classes:
            yield user, replace(user, classes=mine)


def write(db: Store, carried: Carried) -> int:
    """Writes what was proposed, within the action at hand; how many lines."""
    for line in carried.hours:
        rows.save(db, line)
    for taken in carried.teachings:
        rows.save(db, taken.teaching)
    for _before, person in carried.posts:
        people.save_staff(db, person)
    for _was, user in carried.users:
        user_store.save(db, user)
    parts = (carried.hours, carried.teachings, carried.posts, carried.users)
    return sum(len(part) for part in parts)
