"""The guardian whom a row names: a name, a telephone, or both."""

import re
from dataclasses import replace

from dlschool.domain import iin as iins
from dlschool.domain import phone as phones
from dlschool.domain.names import tidy
from dlschool.domain.pupil import Guardian, Relation
from dlschool.domain.pupil_list import cells
from dlschool.domain.pupil_list.fields import GUARDIAN_FIELDS, Field
from dlschool.domain.pupil_list.noting import Noting
from dlschool.domain.text import Text

_NUMBER = re.compile(r"(?:\+?7|8)[\s\-()]*(?:\d[\s\-()]*){10}")


def read_guardian(noting: Noting) -> Guardian | None:
    """None where the row says nothing of a guardian. A wrong contact is a warning only."""
    noting.written["guardian"] = noting.name(Field.GUARDIAN)
    before = tidy(noting.written["guardian"])
    name = cells.repaired(before)
    noting.repaired(before, name, [Field.GUARDIAN])
    found = Guardian(
        name=name,
        relation=Relation.OTHER,
        iin=_iin(noting),
        phone=_phone(noting),
        email=_email(noting),
        address=noting.words(Field.GUARDIAN_ADDRESS),
    )
    relation = noting.warned(cells.relation_of, Field.RELATION)
    if found == Guardian(name=""):
        return None
    return replace(found, relation=relation or _by_heading(noting))


def _by_heading(noting: Noting) -> Relation:
    columns = [column for column in noting.table.columns if column.field in GUARDIAN_FIELDS]
    return next((column.whose for column in columns if column.whose), Relation.PARENT)


def _iin(noting: Noting) -> str:
    found = cells.iin_of(noting.cell(Field.GUARDIAN_IIN), None)
    if found.wrong:
        noting.warn(_left_empty(found.wrong), Field.GUARDIAN_IIN)
    for doubt in iins.check(found.iin) if found.iin else ():
        noting.warn(doubt, Field.GUARDIAN_IIN)
    return found.iin


def _left_empty(wrong: Text) -> Text:
    return Text(f"{wrong.kk} Бос қалды.", f"{wrong.ru} Оставлено пустым.")


def _phone(noting: Noting) -> str:
    shown = noting.words(Field.PHONE)
    number, wrong = phones.normalised(shown)
    if number or not shown:
        return number or ""
    within = _NUMBER.search(shown)
    number = phones.normalised(within[0])[0] if within else None
    if number is None:
        noting.warn(wrong and _as_written(wrong), Field.PHONE)
        return shown
    noting.warn(
        Text(
            f"«{shown}»: тек {phones.shown(number)} алынды.",
            f"«{shown}»: взят только {phones.shown(number)}.",
        ),
        Field.PHONE,
    )
    return number


def _as_written(wrong: Text) -> Text:
    return Text(f"{wrong.kk} Жазылғандай сақталады.", f"{wrong.ru} Сохраняется как написано.")


def _email(noting: Noting) -> str:
    shown = noting.words(Field.EMAIL)
    if shown and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", shown):
        noting.warn(cells.not_understood(shown), Field.EMAIL)
        return ""
    return shown
