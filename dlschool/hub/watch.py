"""What the database says of itself to a watcher: is it well, and how much lies where."""

from dlschool.errors import Refused
from dlschool.hub import schema
from dlschool.hub.database import Database
from dlschool.i18n import N_


def health(db: Database) -> str:
    """ "ok"; "steps" when the tables are of an older hub. Refused: of a newer one."""
    with db.transaction(writes=False) as tx:
        known = int(schema.meta(tx, "schema") or 0)
    if known > len(schema.STEPS):
        raise Refused(
            N_("This database was made by a newer hub. Install that version or a newer one.")
        )
    return "ok" if known == len(schema.STEPS) else "steps"


_COUNTS = {
    "dlschool_hub_schools": "select count(*) from schools where gone is null",
    "dlschool_hub_devices": "select count(*) from devices where state = 'active'",
    "dlschool_hub_unapplied": "select coalesce(sum(position - applied), 0) from heads",
    "dlschool_hub_waiting_for_upgrade": "select count(*) from envelopes where state = 'waiting'",
    "dlschool_hub_quarantine_open": "select count(*) from quarantine where state = 'open'",
    "dlschool_hub_conflicts_open": "select count(*) from conflicts where state = 'open'",
    "dlschool_hub_refused_total": "select coalesce(sum(count), 0) from faults",
    "dlschool_hub_errands": "select count(*) from errands",
}


def gauges(db: Database) -> dict[str, float]:
    with db.transaction(writes=False) as tx:
        return {name: float(tx.value(sql)) for name, sql in _COUNTS.items()}
