"""What the school does with pupils: register, correct, find, import and export lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dlschool.domain import iin, phone
from dlschool.domain.pupil import Guardian, Pupil
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store import changes, history, pupil_search
from dlschool.store import pupils as store
from dlschool.store.connection import Store
from dlschool.store.pupils import Filter

__all__ = ["Filter"]

Progress = Callable[[int, int], None]
"""Called with how many are done, of how many; raises to cancel: then nothing is written."""


@dataclass(frozen=True, slots=True)
class Card:
    """A pupil with guardians, the main one first."""

    pupil: Pupil
    guardians: tuple[Guardian, ...]


def card(db: Store, pupil_id: int) -> Card:
    pupil = store.get(db, pupil_id)
    if pupil is None:
        raise Refused(N_("There is no pupil {id}."), id=pupil_id)
    return Card(pupil, store.guardians(db, pupil_id))


def ids(db: Store, wanted: Filter, limit: int = -1) -> list[int]:
    """Ids in the filter's order; with a `limit`, only the first page."""
    return pupil_search.ids(db, wanted, limit)


def lines(db: Store, pupil_ids: list[int]) -> list[Pupil]:
    """The pupils of a page, in the order of the ids."""
    return store.many(db, pupil_ids)


def count(db: Store) -> int:
    return store.count(db)


def classes(db: Store) -> list[tuple[int, str, int]]:
    """Classes with pupils: (grade, letter, how many)."""
    return store.classes(db)


def doubts(pupil: Pupil) -> list[Text]:
    """What is doubtful about the pupil's IIN; a wrong one can be kept with a reason."""
    if not pupil.iin:
        return []
    return list(iin.check(pupil.iin, pupil.birth_date, pupil.sex))


def register_pupil(db: Store, pupil: Pupil, guardians: Sequence[Guardian] = ()) -> int:
    """A new pupil with guardians; returns the id.

    Refused: no name; a birth date to come; the IIN belongs to another pupil; a wrong or absent IIN
    without a reason.
    """
    _check(db, pupil)
    pupil = _completed(pupil)
    with changes.action(db, N_("Pupil registered: {name}"), name=pupil.short_name):
        made = store.save(db, replace(pupil, id=None))
        for guardian in guardians:
            _save_guardian(db, replace(guardian, id=None, pupil_id=made))
    return made


def edit_pupil(db: Store, pupil: Pupil, guardians: Sequence[Guardian] | None = None) -> None:
    """Saves the pupil as given; `guardians`, if given, becomes the whole list."""
    _check(db, pupil)
    pupil = _completed(pupil)
    assert pupil.id is not None
    with changes.action(db, N_("Pupil changed: {name}"), name=pupil.short_name):
        store.save(db, pupil)
        if guardians is None:
            return
        kept = {guardian.id for guardian in guardians if guardian.id is not None}
        for old in store.guardians(db, pupil.id):
            if old.id not in kept and old.id is not None:
                store.remove_guardian(db, old.id)
        for guardian in guardians:
            _save_guardian(db, replace(guardian, pupil_id=pupil.id))


def _save_guardian(db: Store, guardian: Guardian) -> None:
    if not (guardian.name.strip() or guardian.phone.strip()):
        raise Refused(N_("Write the guardian's name."))
    number, _problem = phone.normalised(guardian.phone)
    store.save_guardian(db, replace(guardian, phone=number or guardian.phone.strip()))


def _completed(pupil: Pupil) -> Pupil:
    """What a right IIN tells of birth date and sex, where they were left out."""
    told = iin.facts(pupil.iin) if pupil.iin and not doubts(pupil) else None
    if told is None:
        return pupil
    born, sex = pupil.birth_date or told.birth_date, pupil.sex or told.sex
    return replace(pupil, birth_date=born, sex=sex)


def _check(db: Store, pupil: Pupil) -> None:
    if not (pupil.last.strip() and pupil.first.strip()):
        raise Refused(N_("Write the pupil's surname and first name."))
    if pupil.birth_date is not None and pupil.birth_date > db.today():
        raise Refused(
            N_("The birth date {date} has not come yet. Correct it."), date=pupil.birth_date
        )
    if not pupil.iin:
        if not pupil.iin_reason.strip():
            raise Refused(N_("Write the IIN, or why it is not assigned."))
        return
    other = store.by_iin(db, pupil.iin)
    if other is not None and other.id != pupil.id:
        raise Refused(
            N_("The IIN {iin} is already that of {name}, class {class_name}. Open that card."),
            iin=pupil.iin,
            name=other.full_name,
            class_name=other.class_name,
        )
    problems = doubts(pupil)
    if problems and not pupil.iin_reason.strip():
        raise Refused(
            N_("IIN {iin}: {problems} Correct it, or keep it and say why."),
            iin=pupil.iin,
            problems=problems,
        )


def leave(db: Store, pupil_id: int, on: date | None) -> None:
    """The pupil left the school (or, without a date, came back); the record stays."""
    pupil = card(db, pupil_id).pupil
    message = N_("Pupil left: {name}") if on else N_("Pupil came back: {name}")
    with changes.action(db, message, name=pupil.short_name):
        store.save(db, replace(pupil, left_on=on))


def known(db: Store) -> list[tuple[Pupil, list[Guardian]]]:
    """Everyone with guardians, as the import compares against."""
    guardians = store.all_guardians(db)
    return [(pupil, guardians.get(pupil.id or 0, [])) for pupil in store.everyone(db)]


def newest_change(db: Store) -> int:
    """The journal's newest change of a pupil or guardian: tells whether `known` is still so."""
    return history.newest_change(db, "pupils", "guardians")


def import_rows(
    db: Store,
    rows: Sequence[tuple[Pupil, Guardian | None, int | None]],
    name: str,
    progress: Progress | None = None,
    compared_at: int | None = None,
) -> int:
    """Writes the accepted rows of a list as one action; returns how many.

    Each row: the pupil as it shall be, the guardian that the row names, the id of the pupil it
    changes (None = new). Refused: `compared_at`, the newest change when the rows were compared
    with the known pupils, is no longer the newest.
    """
    with changes.action(db, N_("Imported from {file}: {count}"), file=name, count=str(len(rows))):
        if compared_at is not None and compared_at != newest_change(db):
            raise Refused(
                N_("Pupils were changed since {file} was read. Read the list again."), file=name
            )
        for done, (pupil, guardian, pupil_id) in enumerate(rows):
            if progress is not None and done % 200 == 0:
                progress(done, len(rows))
            made = store.save(db, replace(pupil, id=pupil_id))
            if guardian is not None:
                store.save_guardian(db, replace(guardian, pupil_id=made))
    return len(rows)


def mapping(db: Store, signature: str) -> dict[str, str] | None:
    """The columns that the school chose for lists with these headings, if it did."""
    from dlschool.store import people

    found: dict[str, Any] = people.setting(db, "import_mapping", {})
    return found.get(signature)


def remember_mapping(db: Store, signature: str, chosen: dict[str, str]) -> None:
    from dlschool.store import people

    with changes.action(db, N_("Columns of a list remembered")):
        found: dict[str, Any] = people.setting(db, "import_mapping", {})
        people.save_setting(db, "import_mapping", {**found, signature: chosen})
