"""The recovery sheet as a page to print; it lives in memory only."""

from collections.abc import Sequence

from dlschool.domain.access import Right
from dlschool.forms.sheet.recovery import recovery_sheet
from dlschool.services import access, school
from dlschool.store.connection import Store


def pdf(db: Store, words: Sequence[str]) -> bytes:
    """One page in both languages. Refused: not the owner."""
    access.need(db, Right.USERS)
    return recovery_sheet(school.school(db).name, words, db.today())
