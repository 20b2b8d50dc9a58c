"""The certificate makes the connection: from now on this computer speaks under the number in it.

A computer that was enrolled before tells the same department what its records were called under the old
number; another department hears everything as for the first time.
"""

from dlschool.domain.text import Text
from dlschool.exchange.keys import Private
from dlschool.exchange.kinds import Level
from dlschool.exchange.pairing_values import Certificate, digest
from dlschool.i18n import N_
from dlschool.services import epochs, exchange_down, exchange_inbox, exchange_keys
from dlschool.services.exchange_keys import Paired
from dlschool.store import changes, differences, directives, exchange, people
from dlschool.store.connection import Store

SETTING = "department"


def connect(db: Store, said: Certificate, mine: Private) -> None:
    """One action in the journal. The numbering of envelopes begins anew if there was one."""
    before = exchange_keys.paired(db)
    if before is not None:
        epochs.begin(db)
        epochs.remember(db)
    name = Text(said.name_kk, said.name_ru)
    with (
        exchange_down.as_department(db),
        changes.action(db, N_("Connected with the department: {name}"), kind="record", name=name),
        exchange.writing(db),
    ):
        mark = digest(mine.public).hex()
        people.save_setting(db, SETTING, {**name.json(), "device": said.device, "keys": mark})
        _begin(db, said, mine, before)


def _begin(db: Store, said: Certificate, mine: Private, before: Paired | None) -> None:
    former = 0
    if before is not None and before.school == said.school:
        former = before.former or before.device
    elif before is not None:
        exchange.forget(db, exchange_keys.told_epoch(db).text)
        differences.leave(db)
        directives.leave(db)
        exchange_keys.keep_level(db, Level.TOTALS)
    exchange_inbox.begin_life(db, b"")
    exchange_keys.begin_with(db, mine)
    exchange_keys.keep_paired(
        db,
        Paired(
            said.device, said.school, said.sign, said.seal, said.key, said.address, said.pins,
            said.name_kk, said.name_ru, former=former,
        ),
    )  # fmt: skip
    for key in ("unsure", "more", exchange_keys.ASKED):
        exchange.put(db, key, b"")
