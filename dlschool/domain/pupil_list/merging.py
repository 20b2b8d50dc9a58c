"""What a row changes in a known pupil and in the pupil's guardians. An empty cell changes nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from dlschool.domain import phone as phones
from dlschool.domain.names import class_name, clean, folded
from dlschool.domain.pupil import Guardian, Pupil, Relation
from dlschool.domain.pupil_list.draft import Change, ListRow
from dlschool.domain.pupil_list.fields import Field

_PUPIL_FIELDS = {
    "last": Field.LAST,
    "first": Field.FIRST,
    "middle": Field.MIDDLE,
    "iin": Field.IIN,
    "iin_reason": Field.IIN_REASON,
    "birth_date": Field.BIRTH_DATE,
    "sex": Field.SEX,
    "language": Field.LANGUAGE,
    "address": Field.ADDRESS,
    "special_needs": Field.SPECIAL_NEEDS,
    "home_teaching": Field.HOME_TEACHING,
    "note": Field.NOTE,
}
_GUARDIAN_FIELDS = {
    "name": Field.GUARDIAN,
    "relation": Field.RELATION,
    "iin": Field.GUARDIAN_IIN,
    "phone": Field.PHONE,
    "email": Field.EMAIL,
    "address": Field.GUARDIAN_ADDRESS,
}
_VAGUE = frozenset({Relation.PARENT, Relation.OTHER})
"""What a list says of a guardian without knowing better; it takes the place of nothing."""


def pupil_merged(row: ListRow, known: Pupil) -> Pupil:
    """The known pupil with what the row gives; birth date and sex by IIN only where not known."""
    told: dict[str, Any] = {name: getattr(row.pupil, name) for name in row.given}
    for name in ("birth_date", "sex"):
        if getattr(known, name) is None:
            told[name] = getattr(row.pupil, name)
    if row.pupil.iin and row.pupil.iin != known.iin:
        told["iin_reason"] = row.pupil.iin_reason
    elif known.iin and not row.pupil.iin:
        told.pop("iin_reason", None)
    for name, value in list(told.items()):
        old = getattr(known, name)
        written = clean(row.written.get(name, ""))
        if isinstance(old, str) and clean(old) in (value, written) and old:
            told[name] = old
    return replace(known, **told)


def pupil_changes(known: Pupil, merged: Pupil) -> tuple[Change, ...]:
    changes = [
        Change(field, _shown(getattr(known, name)), _shown(getattr(merged, name)))
        for name, field in _PUPIL_FIELDS.items()
        if getattr(known, name) != getattr(merged, name)
    ]
    if (known.grade, known.letter) != (merged.grade, merged.letter):
        old, new = (class_name(pupil.grade, pupil.letter) for pupil in (known, merged))
        changes.append(Change(Field.CLASS, old, new))
    return tuple(changes)


def guardian_merged(
    told: Guardian, written: str, known: Sequence[Guardian]
) -> tuple[Guardian, tuple[Change, ...]]:
    """The guardian as it shall be, and what changes: an old one filled up, or one more.

    `written`: the name as it stands in the file; one that is kept like that stays.
    """
    old = _same_guardian(told, known)
    if old is None:
        new = replace(told, main=not known)
        return new, _guardian_changes(Guardian(name="", relation=new.relation), new)
    values = {
        name: getattr(told, name)
        for name in _GUARDIAN_FIELDS
        if getattr(told, name) not in ("", None)
    }
    if told.relation in _VAGUE:
        values["relation"] = old.relation
    if len(old.name.split()) > len(told.name.split()) or clean(old.name) == clean(written) != "":
        values["name"] = old.name
    for name, value in list(values.items()):
        before = getattr(old, name)
        if clean(before) == value or (name == "phone" and phones.normalised(before)[0] == value):
            values[name] = before
    merged = replace(old, **values)
    return merged, _guardian_changes(old, merged)


def _same_guardian(told: Guardian, known: Sequence[Guardian]) -> Guardian | None:
    """By name; without one, by telephone, else the main guardian."""
    if told.name:
        named = [each for each in known if _same_name(each.name, told.name)]
        nameless = [each for each in known if not each.name and each.phone in ("", told.phone)]
        return next(iter([*named, *nameless]), None)
    by_phone = [each for each in known if told.phone and each.phone == told.phone]
    main = [each for each in known if each.main]
    return next(iter([*by_phone, *main, *known]), None)


def _same_name(one: str, other: str) -> bool:
    """Equal, or one only lacks the patronymic of the other."""
    a, b = folded(one).split(), folded(other).split()
    shared = min(len(a), len(b))
    return a == b or (shared >= 2 and a[:shared] == b[:shared])


def _guardian_changes(old: Guardian, new: Guardian) -> tuple[Change, ...]:
    return tuple(
        Change(field, _shown(getattr(old, name)), _shown(getattr(new, name)))
        for name, field in _GUARDIAN_FIELDS.items()
        if getattr(old, name) != getattr(new, name)
    )


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, StrEnum):
        return value.value
    return str(value or "")
