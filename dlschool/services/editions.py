"""Which editions of the law the school knows, has switched on, and takes for new cases."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import edition as law
from dlschool.law.edition import Choice
from dlschool.law.points import order_of, words
from dlschool.law.shape import Edition
from dlschool.store import changes, people
from dlschool.store.connection import Store


def known(db: Store | None = None) -> dict[str, Edition]:
    """All editions by key: the program's own and those in the school's data folder."""
    return law.editions(db.folder.editions if db else None)


def edition(db: Store, key: str) -> Edition:
    found = known(db).get(key)
    if found is None:
        raise Refused(
            N_("The edition {key} is not known. Known: {known}."), key=key, known=sorted(known(db))
        )
    return found


def choice(db: Store) -> Choice:
    """What the school decided: editions switched on, dates that it set, its own default."""
    stored = people.setting(db, "editions", {})
    dates = {key: date.fromisoformat(day) for key, day in stored.get("dates", {}).items()}
    return Choice(frozenset(stored.get("on", [])), dates, stored.get("default", ""))


def default(db: Store) -> Edition:
    """The edition that new cases take today."""
    return law.default_edition(known(db), choice(db), db.today())


def switch_on(db: Store, key: str, on: bool = True) -> None:
    """Lets new cases take an edition whose text is not confirmed; the school answers for it."""
    found = edition(db, key)
    if found.partial:
        raise Refused(
            N_(
                "Of the edition “{edition}” only amendments are held: no case can be opened under it."
            ),
            edition=found.act.short,
        )
    with changes.action(
        db, N_("Edition {key}: for new cases {on}"), key=key, on="+" if on else "-"
    ):
        stored = people.setting(db, "editions", {})
        keys = set(stored.get("on", []))
        stored["on"] = sorted(keys | {key} if on else keys - {key})
        if not on and stored.get("default") == key:
            stored["default"] = ""
        people.save_setting(db, "editions", stored)


def set_date(db: Store, key: str, day: date | None) -> None:
    """The day from which an edition applies, where its own text does not tell it."""
    found = edition(db, key)
    if found.in_force.date is not None:
        raise Refused(N_("The day of the edition “{edition}” is known."), edition=found.act.short)
    with changes.action(db, N_("Edition {key}: in force from {day}"), key=key, day=day or "-"):
        stored = people.setting(db, "editions", {})
        dates = dict(stored.get("dates", {}))
        dates.pop(key, None)
        if day is not None:
            dates[key] = day.isoformat()
        stored["dates"] = dates
        people.save_setting(db, "editions", stored)


def choose_default(db: Store, key: str) -> None:
    """The edition for new cases; an empty key leaves the choice to the program."""
    if key and not law.usable(edition(db, key), choice(db)):
        raise Refused(
            N_("The edition “{edition}” is not switched on."), edition=edition(db, key).act.short
        )
    with changes.action(db, N_("Edition for new cases: {key}"), key=key or "-"):
        stored = people.setting(db, "editions", {})
        stored["default"] = key
        people.save_setting(db, "editions", stored)


def warning(db: Store, key: str, why_not: str = "") -> Text | None:
    """The standing warning for a case under an edition that a later known one replaces.

    None: it is the latest, or the school said why not (`why_not`).
    """
    later = law.later_edition(known(db), key)
    if later is None or why_not:
        return None
    first, second = edition(db, key).act.short, later.act.short
    return Text(
        f"Бұл іс мына редакция бойынша ашылған: {first.kk}. Оны кейінгі акт ауыстырған: {second.kk}. "
        "Кейінгісін таңдаңыз немесе неге таңдамайтыныңызды жазыңыз.",
        f"Дело открыто по редакции: {first.ru}. Её заменил более поздний акт: {second.ru}. "
        "Выберите его или укажите, почему не выбираете.",
    )


@dataclass(frozen=True, slots=True)
class Covered:
    """One point of an edition and where the program uses it."""

    key: str
    name: Text
    kind: str
    text: Text
    reason: Text | None
    later: bool
    confirmed: bool
    places: tuple[str, ...]


def coverage(found: Edition) -> list[Covered]:
    """Every point of the edition, in the source's order, with its places."""
    places: dict[str, list[str]] = defaultdict(list)
    for key, place in law.references(found):
        if place not in places[key]:
            places[key].append(place)
    points = sorted(found.points, key=lambda point: order_of(point.key))
    return [
        Covered(
            p.key,
            words(p.key),
            p.kind,
            p.text,
            p.reason,
            p.later,
            p.confirmed,
            tuple(places[p.key]),
        )
        for p in points
    ]
