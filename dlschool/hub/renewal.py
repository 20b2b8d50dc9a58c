"""New keys of the department, a new certificate, a new address: told to every school.

A school hears of new keys in an envelope that is signed by the pair it knows; the hub signs with the new
pair for a computer from when that computer has used it. The older pairs go on opening.
"""

from typing import Any

from dlschool.errors import Refused
from dlschool.exchange import keys
from dlschool.hub import acts, applying, department, office
from dlschool.hub.database import Tx
from dlschool.hub.department import Department
from dlschool.hub.office import Office
from dlschool.i18n import N_


def change_keys(of: Office, who: str) -> int:
    """Makes the department's next pair, writes it into the key file, tells every school; returns its
    number. Refused: this hub was started without a key file.
    """
    if of.keys_file is None:
        raise Refused(N_("The department's key file is not known here."))
    of.refresh()
    number = of.newest.number + 1
    pairs = {**of.pairs, number: keys.new(number)}
    office.write_keys(of.keys_file, pairs)
    of.pairs = pairs
    tell(of, who)
    return number


def describe(of: Office, value: Department, who: str) -> None:
    """The department's names, address, certificates; schools that are connected hear of them. Refused:
    an address that is none.
    """

    def kept(tx: Tx) -> bool:
        before = department.read(tx)
        department.keep(tx, value)
        return before is not None and (before.address, before.pins) != (value.address, value.pins)

    if of.db.run(kept):
        tell(of, who)


def tell(of: Office, who: str) -> int:
    """The newest pair, the address and the certificates to every school; may be done again at any time.
    Returns how many schools.
    """
    ours, schools = of.db.run(lambda tx: (department.read(tx), _schools(tx)))
    public = of.newest.public
    said = {
        "sign": public.sign.hex(),
        "seal": public.seal.hex(),
        "number": public.number,
        "pins": [pin.hex() for pin in ours.pins] if ours else [],
        "address": ours.address if ours else "",
    }
    for school in schools:
        _tell(of, school, said, who)
    return len(schools)


def _tell(of: Office, school: int, said: dict[str, Any], who: str) -> None:
    of.db.run(lambda tx: acts.write(tx, school, "department-keys", said, at=of.at(), who=who))
    applying.catch_up(of.db, school, of.pairs)


def _schools(tx: Tx) -> list[int]:
    """Those with a computer that is heard."""
    rows = tx.rows("select distinct school from devices where state = 'active' order by school")
    return [row["school"] for row in rows]
