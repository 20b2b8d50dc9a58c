"""What the frame of the main window asks services for; tests give their own answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_, language


class Hit(Protocol):
    """One thing found by the search box (`services.search.Hit`)."""

    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> Text: ...
    @property
    def subtitle(self) -> Text | None: ...
    @property
    def screen(self) -> str: ...
    @property
    def target(self) -> int | str | None: ...


SAMPLE_MADE = N_("The sample school")
"""The action that made the sample: one Ctrl+Z too many must not take the whole school away."""


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Feeds:
    """Callables that answer at once, on the window's own thread."""

    search: Callable[[str], Sequence[Hit]] = lambda text: ()
    counts: Callable[[], Mapping[str, int]] = dict
    """Numbers beside the names of the screens, by screen."""
    school: Callable[[], Text | None] = _nothing
    last_copy: Callable[[], datetime | None] = _nothing
    exchange: Callable[[], Refused | None] = _nothing
    """How it stands with the department, in a few words; None: not connected."""
    next_undo: Callable[[], str | None] = _nothing
    """What Undo would take back, in the language of the window."""
    undo: Callable[[], object] = _nothing
    undo_refused: Callable[[], Refused | None] = _nothing
    """Why the person may not take it back; None: may."""
    next_redo: Callable[[], str | None] = _nothing
    """What Redo would do again, in the language of the window."""
    redo: Callable[[], object] = _nothing
    sample: Callable[[], bool] = bool
    """Whether this is the sample school."""


def of(db: Any) -> Feeds:
    """The answers of the services; each is imported when it is first asked."""
    return Feeds(
        search=partial(_search, db),
        counts=partial(_counts, db),
        school=partial(_school, db),
        last_copy=partial(_last_copy, db),
        exchange=partial(_exchange, db),
        next_undo=partial(_next_undo, db),
        undo=partial(_undo, db),
        undo_refused=partial(_undo_refused, db),
        next_redo=partial(_next_redo, db),
        redo=partial(_redo, db),
        sample=partial(_is_sample, db),
    )


def _search(db: Any, text: str) -> Sequence[Hit]:
    from dlschool.services.search import search

    return search(db, text)


def _counts(db: Any) -> Mapping[str, int]:
    from dlschool.services.today import today

    totals = today(db).totals
    return {
        "today": totals.lines,
        "pupils": totals.pupils,
        "cases": totals.running,
        "councils": totals.meetings,
    }


def _last_copy(db: Any) -> datetime | None:
    from dlschool.services.backups import last

    newest = last(db)
    return newest.at if newest else None


def _exchange(db: Any) -> Refused | None:
    """For who may not exchange it is not connected."""
    from dlschool.domain.access import Right
    from dlschool.services import exchange_keys

    if not db.user.may(Right.EXCHANGE) or exchange_keys.paired(db) is None:
        return None
    from dlschool.services import exchange_status

    return exchange_status.brief(exchange_status.status(db))


def _next_undo(db: Any) -> str | None:
    """The making of a sample school is not offered."""
    from dlschool.services import history

    action = history.next_undo(db)
    if action is None or action.message == SAMPLE_MADE:
        return None
    return history.said(action)


def _undo(db: Any) -> None:
    from dlschool.services.history import undo

    undo(db)


def _undo_refused(db: Any) -> Refused | None:
    from dlschool.services import history

    action = history.next_undo(db)
    return history.refused_by_role(db, action) if action else None


def _next_redo(db: Any) -> str | None:
    from dlschool.services import history

    taken_back = history.next_redo(db)
    return history.taken(taken_back)[language()] if taken_back is not None else None


def _redo(db: Any) -> None:
    from dlschool.services.history import redo

    redo(db)


def _school(db: Any) -> Text | None:
    from dlschool.services import school

    return school.school(db).short_name if school.described(db) else None


def _is_sample(db: Any) -> bool:
    from dlschool.services.school import setting

    return bool(setting(db, "sample"))
