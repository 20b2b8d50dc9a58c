"""Sittings that stand on the class's own date go with it when the class's plan is changed."""

from dataclasses import replace
from datetime import date

from dlschool.domain.learning import Assessment, Sitting, SittingState
from dlschool.store import learning as rows
from dlschool.store.connection import Store


def follow(db: Store, value: Assessment, old: date | None) -> None:
    """Those not yet taken, not fixed, and still on the class's old date; the others stay.

    Part of the action that changes the plan.
    """
    for sitting in rows.where(db, Sitting, "assessment_id = ?", (value.id,)):
        waits = sitting.state is SittingState.PLANNED and not sitting.fixed
        if waits and sitting.date == old:
            rows.save(db, replace(sitting, date=value.date))
