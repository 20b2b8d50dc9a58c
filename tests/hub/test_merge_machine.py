"""Two computers and the department write into one record in any order: a state machine against plain rules.

The model knows every value that anybody ever said. At the end of every step each value that was said and
does not stand either was overwritten by someone who knew of it, or was seen as a clash.
"""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dlschool.exchange.payload import Act, Op
from dlschool.hub import merging
from dlschool.hub.merging import DEPARTMENT, EXISTENCE, Outcome, Record, Said

FIELDS = (1, 2, 3)
VALUES = st.sampled_from(["a", "b", "c", 1, True, None])
SOURCES = (1, 2)


@dataclass
class Writer:
    """A computer: up to which position it knows everything, and what it holds."""

    knew: int = 0
    holds: dict[int, Any] = field(default_factory=dict)


class Merging(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.record = Record(3)
        self.position = 0
        self.writers = {source: Writer() for source in SOURCES}
        self.clashes: list[tuple[int, Any, Any]] = []
        self.log: list[tuple[Op, int, int, int]] = []

    def said(self, op: Op, source: int, knew: int) -> Outcome:
        self.position += 1
        before = {n: said.value for n, said in self.record.fields.items() if n}
        was_gone = self.record.gone
        outcome = merging.merge(self.record, op, source, self.position, knew)
        self.log.append((op, source, self.position, knew))
        self.clashes += [(c.field, c.current, c.other) for c in outcome.clashes]
        self.judge(op, source, knew, before, outcome)
        assert outcome.gone is None or outcome.gone != was_gone or outcome.gone == self.record.gone
        return outcome

    def judge(
        self, op: Op, source: int, knew: int, before: dict[int, Any], outcome: Outcome
    ) -> None:
        """Each field said either stands now, stood already, or is a clash with both values."""
        clashed = {c.field: (c.current, c.other) for c in outcome.clashes}
        for number, value in op.fields.items():
            if number == EXISTENCE:
                continue
            here = self.record.fields[number].value
            if number in clashed:
                assert merging.same(clashed[number][0], here)
                assert merging.same(clashed[number][1], value)
                assert not merging.same(here, value)
            else:
                assert merging.same(here, value)
        for number, value in before.items():
            if number not in op.fields:
                assert merging.same(self.record.fields[number].value, value)

    @rule(source=st.sampled_from(SOURCES), fields=st.dictionaries(st.sampled_from(FIELDS), VALUES))
    def sets(self, source: int, fields: dict[int, Any]) -> None:
        writer = self.writers[source]
        foreign = {
            n: s
            for n, s in self.record.fields.items()
            if s.source != source and s.position > writer.knew
        }
        outcome = self.said(Op(3, Act.SET, 1, fields), source, writer.knew)
        for number, value in fields.items():
            unknown = number in foreign and not merging.same(foreign[number].value, value)
            assert (number in {c.field for c in outcome.clashes}) == unknown
        writer.holds.update(outcome.changed)

    @rule(source=st.sampled_from(SOURCES), number=st.sampled_from(FIELDS), value=VALUES)
    def whole(self, source: int, number: int, value: Any) -> None:
        """A base that came back from a backup never overwrites what stands."""
        before = {n: s.value for n, s in self.record.fields.items() if n}
        self.said(Op(3, Act.WHOLE, 1, {number: value}), source, self.writers[source].knew)
        for known, was in before.items():
            assert merging.same(self.record.fields[known].value, was)

    @rule(source=st.sampled_from(SOURCES))
    def goes(self, source: int) -> None:
        writer = self.writers[source]
        newer = [
            s
            for s in self.record.fields.values()
            if s.source != source and s.position > writer.knew
        ]
        was = self.record.gone
        outcome = self.said(Op(3, Act.GONE, 1), source, writer.knew)
        if was:
            assert not outcome.clashes
        elif newer:
            assert not self.record.gone
            assert [c.field for c in outcome.clashes] == [EXISTENCE]
        else:
            assert self.record.gone

    @rule(source=st.sampled_from(SOURCES))
    def hears(self, source: int) -> None:
        """The computer is told of everything up to now."""
        writer = self.writers[source]
        writer.knew = self.position
        writer.holds = {n: s.value for n, s in self.record.fields.items() if n}

    @rule(number=st.sampled_from(FIELDS), value=VALUES)
    def corrects(self, number: int, value: Any) -> None:
        """The department knows everything that is here: it writes over it."""
        self.position += 1
        self.record.fields[number] = Said(value, DEPARTMENT, self.position)
        self.log.append((Op(3, -1, 1, {number: value}), DEPARTMENT, self.position, self.position))

    @invariant()
    def who_knows_everything_holds_what_stands(self) -> None:
        for source, writer in getattr(self, "writers", {}).items():
            if writer.knew == self.position:
                stands = {n: s.value for n, s in self.record.fields.items() if n}
                assert repr(sorted(writer.holds.items())) == repr(sorted(stands.items())), source

    @invariant()
    def the_same_steps_make_the_same_record(self) -> None:
        again = Record(3)
        for op, source, position, knew in getattr(self, "log", []):
            if op.act == -1:
                again.fields.update({n: Said(v, source, position) for n, v in op.fields.items()})
            else:
                merging.merge(again, op, source, position, knew)
        if hasattr(self, "record"):
            assert merging.packed(again) == merging.packed(self.record)
            kept = merging.unpacked(3, merging.packed(self.record), self.record.gone)
            assert kept == self.record

    @invariant()
    def a_clash_never_stands_between_equal_values(self) -> None:
        for _, current, other in getattr(self, "clashes", []):
            assert not merging.same(current, other)


TestMerging = Merging.TestCase
TestMerging.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
