"""What is looked at before each action: is the folder still there, is the time plausible."""

from datetime import datetime, timedelta

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store.connection import Store

BACK = timedelta(days=1)
"""So far back a clock may go: a battery of the mainboard does not lose a day, a wrong date is years."""
AHEAD = timedelta(days=400)
"""So long nobody may have worked: a school year passes, two do not."""
WHAT_TO_DO = N_(
    "This computer's clock says {now}. The newest record of the school was made on {newest}. "
    "Set the clock, or confirm that the date is right (in a command: --date-is-right)."
)


def refuse_unsafe(store: Store) -> None:
    """Refused: this session only reads, the folder is gone, the clock cannot be right."""
    if store.refuses is not None:
        raise store.refuses
    refuse_gone(store)
    if odd := odd_time(store):
        raise odd


def refuse_gone(store: Store) -> None:
    """A file that was taken away while it is open would swallow what is written without a word."""
    if not store.folder.store.exists():
        raise Refused(
            N_(
                "The data folder {folder} is not there any more: a stick was pulled out, a disk or the "
                "network is gone. Nothing was written. Bring it back and do this again; "
                "leave the window open: what you typed is in it."
            ),
            folder=store.folder.root,
        )


def odd_time(store: Store) -> Refused | None:
    """Why the clock cannot be right, beside the newest line of the journal or what was confirmed."""
    newest = store.time_confirmed or newest_time(store)
    now = store.now()
    if newest is None or newest - BACK <= now <= newest + AHEAD:
        return None
    return refusal(now, newest)


def newest_time(store: Store) -> datetime | None:
    at = store.value("select at from main.actions order by id desc limit 1")
    return datetime.fromisoformat(at) if at else None


def refusal(now: datetime, newest: datetime) -> Refused:
    return Refused(WHAT_TO_DO, now=now, newest=newest)
