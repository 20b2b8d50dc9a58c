"""`year rooms`, `year room`, `year teacher-hours`: what the planner may fill."""

from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.cli.year import YEAR
from dlschool.domain.learning import LESSONS_A_DAY, Room
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import calendar as calendars
from dlschool.services import rooms as room_services
from dlschool.services import school
from dlschool.services.opening import Store
from dlschool.services.year_values import hours_in_words

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = click.option("--hours", help="Hours a day for sittings, as mon=2,wed=1; any: none stated.")


@click.command()
@YEAR
@as_json
@place
def rooms(here: Place, name: str, as_json: bool) -> None:
    """Rooms for sittings, and the hours that teachers have for them.

    \b
    --json: {"year", "lessons_a_day", "rooms": [{"name", "seats"|null,
     "hours": {"mon": n, …}|null, "stated"}],
     "teachers": [{"id", "name", "hours"}]}
    """
    name = name or calendars.year_of(here.clock().date())
    with here.school() as db:
        data, lines = _rooms(db, name, here.language)
    answer(data, as_json, lines)


def _rooms(db: Store, name: str, language: str) -> tuple[dict[str, Any], list[str]]:
    found = room_services.rooms(db, name)
    people = {person.id: person.name for person in school.staff(db, with_gone=True)}
    hours = room_services.teacher_hours(db)
    data = {
        "year": name,
        "lessons_a_day": LESSONS_A_DAY,
        "rooms": [
            {"name": r.name, "seats": r.seats, "hours": _by_day(r.hours), "stated": bool(r.id)}
            for r in found
        ],
        "teachers": [
            {"id": who, "name": people.get(who, ""), "hours": _by_day(of)}
            for who, of in sorted(hours.items())
        ],
    }
    lines = [f"{r.name:20} {r.seats or '—'!s:>5}  {_told(r.hours, language)}" for r in found]
    lines += [f"{people.get(who, ''):40} {_told(of, language)}" for who, of in hours.items()]
    return data, lines


def _by_day(hours: tuple[int, ...]) -> dict[str, int] | None:
    return {day: n for day, n in zip(WEEK, hours, strict=True) if n} if hours else None


def _told(hours: tuple[int, ...], language: str) -> str:
    said = hours_in_words(hours)
    return "—" if said is None else said[language]


@click.command()
@click.argument("room")
@click.option("--rename", help="Its new name.")
@click.option("--seats", type=click.IntRange(0, room_services.MOST_SEATS), help="0: not stated.")
@HOURS
@click.option("--remove", is_flag=True, help="Take it off the list.")
@as_json
@place
def room(
    here: Place,
    room: str,
    rename: str | None,
    seats: int | None,
    hours: str | None,
    remove: bool,
    as_json: bool,
) -> None:
    """State the seats and hours of a ROOM, by its name; a new one is added.

    \b
    --json: {"year", "lessons_a_day", "rooms": [{"name", "seats"|null,
     "hours": {"mon": n, …}|null, "stated"}],
     "teachers": [{"id", "name", "hours"}]}
    """
    name = calendars.year_of(here.clock().date())
    with here.school() as db:
        known = room_services.named(room_services.rooms(db, name), room) or Room(name=room)
        if remove:
            room_services.remove(db, known.id or 0)
        else:
            stated = Room(
                id=known.id,
                name=rename or known.name,
                seats=known.seats if seats is None else seats or None,
                hours=known.hours if hours is None else read_hours(hours),
            )
            room_services.save(db, stated, known.name)
        data, lines = _rooms(db, name, here.language)
    answer(data, as_json, lines)


@click.command("teacher-hours")
@click.argument("staff", type=click.IntRange(1, 2**63 - 1))
@HOURS
@as_json
@place
def teacher_hours(here: Place, staff: int, hours: str | None, as_json: bool) -> None:
    """State the hours a day in which a teacher (id of STAFF) takes sittings of all classes.

    \b
    --json: {"year", "lessons_a_day", "rooms": [{"name", "seats"|null,
     "hours": {"mon": n, …}|null, "stated"}],
     "teachers": [{"id", "name", "hours"}]}
    """
    name = calendars.year_of(here.clock().date())
    with here.school() as db:
        room_services.save_teacher_hours(db, staff, read_hours(hours or "any"))
        data, lines = _rooms(db, name, here.language)
    answer(data, as_json, lines)


def read_hours(text: str) -> tuple[int, ...]:
    """«mon=2,wed=1» as seven numbers; «any» as none. Refused: it cannot be read."""
    if text.strip() in ("", "any"):
        return ()
    found = dict.fromkeys(WEEK, 0)
    for part in text.split(","):
        day, _sign, count = (each.strip() for each in part.partition("="))
        if day not in found or not count.isascii() or not count.isdigit() or len(count) > 3:
            raise Refused(N_("“{text}” is not read as hours: write mon=2,wed=1."), text=text)
        found[day] = int(count)
    return tuple(found.values())


COMMANDS = (rooms, room, teacher_hours)
