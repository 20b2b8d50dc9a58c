"""Work on the trace: an entry under a seal, an entry changed, a case removed from under its entries."""

from dataclasses import replace
from random import Random
from typing import NamedTuple

import builders
from faults.piece import Fact, Piece

from dlschool.domain.learning import Trace
from dlschool.services import cases, traces
from dlschool.services.opening import Store


class Held(NamedTuple):
    """An entry that is there, and its case."""

    trace_id: int
    case_id: int
    said: str


def prepare_entry(db: Store, rng: Random) -> Trace:
    case_id = builders.stored_case(db)
    pupil_id = cases.records(db, case_id).case.pupil_id or 0
    return Trace(
        pupil_id=pupil_id, case_id=case_id, kind=rng.choice(["inspector", "club"]),
        date=db.today(), text=f"жазба № {rng.randrange(10**6)}",
    )  # fmt: skip


def add(db: Store, draft: Trace) -> Fact:
    return "trace", traces.add(db, draft), draft.text


def prepare_held(db: Store, rng: Random) -> Held:
    draft = prepare_entry(db, rng)
    made = traces.add(db, draft)
    return Held(made, draft.case_id or 0, f"өзгерді № {rng.randrange(10**6)}")


def edit(db: Store, held: Held) -> Fact:
    traces.edit(db, replace(traces.entry(db, held.trace_id), text=held.said))
    return "trace", held.trace_id, held.said


def remove_case(db: Store, held: Held) -> Fact:
    """The case goes and the entry stays, both or neither."""
    cases.remove_case(db, held.case_id)
    return "trace of", held.trace_id, "None"


def text_of(db: Store, trace_id: int) -> str:
    return traces.entry(db, trace_id).text


def case_of(db: Store, trace_id: int) -> str:
    return str(traces.entry(db, trace_id).case_id)


PIECES = {
    "trace": Piece(prepare_entry, add),
    "trace edit": Piece(prepare_held, edit),
    "case removed": Piece(prepare_held, remove_case),
}
