"""Steps of a case: what the law (or practice) asks for, its state, its points, what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dlschool.domain.text import Text
from dlschool.law.shape import Basis


class State(StrEnum):
    DONE = "done"
    OPEN = "open"
    """Can be done now, or its fact is invalid: `missing` says why."""
    BLOCKED = "blocked"
    """Something that it needs is not done."""
    NOT_NEEDED = "not-needed"


STATE_NAMES = {
    State.DONE: Text("орындалды", "сделано"),
    State.OPEN: Text("орындалуы керек", "предстоит"),
    State.BLOCKED: Text("кезегін күтуде", "ждёт своей очереди"),
    State.NOT_NEEDED: Text("қажет емес", "не требуется"),
}


class CaseOutcome(StrEnum):
    RUNNING = "running"
    REFUSED = "refused"
    RETURNED = "returned"
    ENDED = "ended"


OUTCOME_WORDS = {
    CaseOutcome.RUNNING: Text("жүріп жатыр", "идёт"),
    CaseOutcome.REFUSED: Text("бас тартылды", "отказано"),
    CaseOutcome.RETURNED: Text(
        "дәстүрлі оқытуға ауыстырылды", "переведён на традиционное обучение"
    ),
    CaseOutcome.ENDED: Text("кезеңі аяқталды", "период окончен"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`key`: paper:KIND, decision:COUNCIL, order, access, issue:MATERIAL, individual-schedule,
    attestation, review, order:extend, order:return; a key comes again in each further period."""

    key: str
    state: State
    name: Text
    points: tuple[str, ...] = ()
    basis: Basis = "law"
    missing: tuple[Text, ...] = ()
    since: date | None = None
    note: Text | None = None

    def json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "state": self.state.value,
            "points": list(self.points),
            "basis": self.basis,
            "missing": [text.json() for text in self.missing],
            "since": self.since.isoformat() if self.since else None,
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """The one answer that windows, printouts, reports and reminders read."""

    edition: str
    steps: tuple[Step, ...]
    outcome: CaseOutcome
    until: date | None = None
    """The last day of the period that runs now, where the facts tell it."""

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if step.state is State.OPEN), None)

    @property
    def complete(self) -> bool:
        return all(step.state in (State.DONE, State.NOT_NEEDED) for step in self.steps)

    def step(self, key: str) -> Step | None:
        """The step of the newest period that has it."""
        return next((step for step in reversed(self.steps) if step.key == key), None)

    def before(self, key: str) -> tuple[Step, ...]:
        """Steps that stand before the last `key` and are not settled."""
        keys = [step.key for step in self.steps]
        if key not in keys:
            return ()
        end = len(keys) - 1 - keys[::-1].index(key)
        return tuple(s for s in self.steps[:end] if s.state in (State.OPEN, State.BLOCKED))

    def json(self) -> dict[str, Any]:
        return {
            "edition": self.edition,
            "steps": [step.json() for step in self.steps],
            "next": self.next.key if self.next else None,
            "complete": self.complete,
            "outcome": self.outcome.value,
        }


def settled(steps: Iterable[Step]) -> bool:
    return all(step.state in (State.DONE, State.NOT_NEEDED) for step in steps)


def waiting(steps: Sequence[Step]) -> tuple[Text, ...]:
    """What a blocked step says: the steps that it waits for."""
    names = [s.name for s in steps if s.state in (State.OPEN, State.BLOCKED)]
    if not names:
        return ()
    return (
        Text(
            "Алдымен керегі: " + "; ".join(n.kk for n in names) + ".",
            "Сначала нужно: " + "; ".join(n.ru for n in names) + ".",
        ),
    )
