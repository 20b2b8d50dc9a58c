"""Readiness of the school in a report, as it stands on the day of the report."""

from collections import Counter

from dlschool.domain.report import Gap, Lack
from dlschool.errors import Refused
from dlschool.services import readiness
from dlschool.store.connection import Store


def figures(db: Store) -> tuple[Counter[str], tuple[Gap, ...]]:
    """Requirements by their state; a gap where some have not been looked at, or no edition is on."""
    try:
        found = readiness.summary(db)
    except Refused:
        return Counter(), (Gap(lack=Lack.NO_READINESS, value="—"),)
    counts = Counter({f"readiness_{state}": count for state, count in found.counts.items()})
    counts["readiness_total"] = len(found.lines)
    unseen = found.counts["unseen"]
    gaps = (Gap(lack=Lack.NO_READINESS, value=str(unseen)),) if unseen else ()
    return counts, gaps
