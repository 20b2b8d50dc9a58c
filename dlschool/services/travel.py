"""Days of the week on which a pupil can come to school; who travels together."""

from collections.abc import Iterable

from dlschool.domain.names import folded
from dlschool.domain.pupil import Guardian, Pupil
from dlschool.domain.text import Text
from dlschool.i18n import N_
from dlschool.store import changes, people
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store

_NAME = "travel:{id}"

DAY_NAMES = (
    Text("дүйсенбі", "понедельник"),
    Text("сейсенбі", "вторник"),
    Text("сәрсенбі", "среда"),
    Text("бейсенбі", "четверг"),
    Text("жұма", "пятница"),
    Text("сенбі", "суббота"),
    Text("жексенбі", "воскресенье"),
)
"""Monday first."""


def days(db: Store, pupil_id: int) -> frozenset[int] | None:
    """Monday 0; None: any day."""
    found = people.setting(db, _NAME.format(id=pupil_id), None)
    return frozenset(found) if found is not None else None


def save_days(db: Store, pupil: Pupil, chosen: Iterable[int] | None) -> None:
    """Days on which the pupil can come; None or all: any."""
    kept = sorted(set(chosen)) if chosen is not None else None
    if kept is not None and not set(kept) <= set(range(7)):
        raise ValueError(kept)
    with changes.action(db, N_("Days of coming to school: {name}"), name=pupil.short_name):
        people.save_setting(db, _NAME.format(id=pupil.id), kept)


def families(db: Store, pupil_ids: Iterable[int]) -> dict[int, str]:
    """The family of each pupil that has a guardian in common with another one of these: by IIN, or by
    name and telephone.
    """
    first: dict[object, int] = {}
    of: dict[int, int] = {}
    for pupil_id in pupil_ids:
        of[pupil_id] = pupil_id
        for guardian in pupil_store.guardians(db, pupil_id):
            for mark in _marks(guardian):
                other = first.setdefault(mark, pupil_id)
                _join(of, pupil_id, other)
    heads = {pupil_id: _head(of, pupil_id) for pupil_id in of}
    shared = [head for head in heads.values()]
    return {p: f"f{head}" for p, head in heads.items() if shared.count(head) > 1}


def _marks(guardian: Guardian) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [("iin", guardian.iin)] if guardian.iin else []
    if guardian.name.strip() and guardian.phone.strip():
        found.append(("name", folded(guardian.name), guardian.phone))
    return found


def _head(of: dict[int, int], pupil_id: int) -> int:
    while of[pupil_id] != pupil_id:
        pupil_id = of[pupil_id]
    return pupil_id


def _join(of: dict[int, int], one: int, other: int) -> None:
    heads = sorted((_head(of, one), _head(of, other)))
    of[heads[1]] = heads[0]
