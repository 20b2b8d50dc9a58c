"""Who saw, printed or exported which pupil: rows that are written as facts and never taken back."""

from collections.abc import Iterable

from dlschool.store import changes
from dlschool.store.connection import Row, Store


def save(
    store: Store, what: str, pupil_ids: Iterable[int], subject: str, case_id: int | None = None
) -> None:
    """`what`: "viewed", "printed" or "exported"; `subject`: JSON of a `Text`, or empty."""
    at = store.now().isoformat(timespec="seconds")
    for pupil_id in pupil_ids:
        row: Row = {"at": at, "user_id": store.user.id, "what": what, "pupil_id": pupil_id}
        changes.insert(store, "viewings", {**row, "case_id": case_id, "subject": subject})


def seen_since(store: Store, pupil_id: int, since: str) -> bool:
    """Whether the signed-in person was noted as looking at the pupil after the moment `since`."""
    found = store.value(
        """select 1 from main.viewings v where pupil_id = ? and user_id = ? and what = 'viewed'
           and at > ? and at <= ? limit 1""",
        (pupil_id, store.user.id, since, store.now().isoformat(timespec="seconds")),
    )
    return found is not None


def of_pupil(store: Store, pupil_id: int, limit: int, who: str = "") -> list[Row]:
    """Newest first, each with who and the number of its action; of everybody or of one."""
    return store.rows(
        """select v.*, a.who, a.id as action from main.viewings v
           join main.changes c on c.thing = 'viewings' and c.row = v.id and c.before is null
           join main.actions a on a.id = c.action
           where v.pupil_id = ? and ? in ('', a.who) order by v.id desc limit ?""",
        (pupil_id, who, limit),
    )


def pupils_of_cases(store: Store, case_ids: Iterable[int]) -> list[int]:
    """Whose cases these are."""
    ids = sorted(set(case_ids))
    marks = ", ".join("?" * len(ids))
    return store.values(
        f"""select distinct pupil_id from main.cases
            where id in ({marks}) and pupil_id is not null order by pupil_id""",
        ids,
    )


def cases_of_meetings(store: Store, meeting_ids: Iterable[int]) -> list[int]:
    """Cases on the agendas of the meetings."""
    ids = sorted(set(meeting_ids))
    marks = ", ".join("?" * len(ids))
    sql = f"select distinct case_id from main.items where meeting_id in ({marks})"
    return store.values(sql, ids)
