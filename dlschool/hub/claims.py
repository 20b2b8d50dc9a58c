"""What a device says its records were called before: after a restore, a move, a copy that went on.

A claim is [device, epoch, number, digest of the envelope that gave it]. An envelope that is not here gave
no name; another school's are never found.
"""

from collections.abc import Iterable
from typing import Any

from dlschool.hub import records
from dlschool.hub.database import Tx
from dlschool.hub.merging import Record

Claim = tuple[int, bytes, int, bytes]


class Claims:
    """Old names of one envelope's records, looked up together."""

    def __init__(self, tx: Tx, school: int) -> None:
        self._tx = tx
        self._school = school
        self._envelopes: dict[tuple[int, bytes, bytes], bool] = {}
        self._found: dict[records.Name, tuple[int, Record]] = {}

    def fetch(self, said: Iterable[Any]) -> None:
        wanted: dict[tuple[int, bytes], set[int]] = {}
        for each in said:
            for claim in each if isinstance(each, list) else []:
                known = _read(claim)
                if known is not None and self._here(known):
                    wanted.setdefault(known[:2], set()).add(known[2])
        for (device, epoch), numbers in wanted.items():
            found = records.called(self._tx, device, epoch, sorted(numbers))
            self._found |= {(device, epoch, no): held for no, held in found.items()}

    def of(self, said: Any) -> tuple[int, Record] | None:
        """The record by the first name that is known here: its id and what it holds. ValueError: a claim
        that is none.
        """
        for claim in said if isinstance(said, list) else []:
            known = _read(claim)
            if known is None:
                raise ValueError("name")
            if self._here(known) and known[:3] in self._found:
                return self._found[known[:3]]
        return None

    def _here(self, claim: Claim) -> bool:
        device, epoch, _, digest = claim
        key = device, epoch, digest
        if key not in self._envelopes:
            found = self._tx.value(
                "select 1 from envelopes where school = ? and device = ? and epoch = ? "
                "and digest = ? limit 1",
                self._school, *key,
            )  # fmt: skip
            self._envelopes[key] = found is not None
        return self._envelopes[key]


def _read(claim: Any) -> Claim | None:
    shape = [type(part) for part in claim] if isinstance(claim, list) else []
    if shape != [int, bytes, int, bytes] or not (0 <= claim[0] < 1 << 62 > claim[2] >= 0):
        return None
    return claim[0], claim[1], claim[2], claim[3]
