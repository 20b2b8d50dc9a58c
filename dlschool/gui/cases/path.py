"""The steps of a case as the rows of its path: what is done together stands in one row. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dlschool.domain.text import Text
from dlschool.law.step import Assessment, State, Step

FOLDED_FROM = 3
"""So many papers in a row that are all there are shown as one row until it is opened."""

_ORDER = (State.OPEN, State.BLOCKED, State.DONE, State.NOT_NEEDED)
_ISSUE = Text("Материалдар беру", "Выдача материалов")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the path."""

    steps: tuple[Step, ...]
    state: str
    """done, open, next, blocked or not-needed."""
    title: Text
    folded: bool = False
    """Papers that are there, shown as one row."""

    @property
    def key(self) -> str:
        return self.steps[0].key

    @property
    def part(self) -> str:
        """paper, decision, order, access, issue, individual-schedule, attestation, review."""
        return self.key.partition(":")[0]

    @property
    def what(self) -> str:
        """The kind of the paper or order, the council, the material; "" for other steps."""
        return self.key.partition(":")[2]

    @property
    def points(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(point for step in self.steps for point in step.points))

    @property
    def practice(self) -> bool:
        """No point asks for it."""
        return all(step.basis == "practice" or not step.points for step in self.steps)

    @property
    def missing(self) -> tuple[Text, ...]:
        texts = (text for step in self.steps for text in step.missing)
        return tuple(dict.fromkeys(texts))

    @property
    def unsettled(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.state in (State.OPEN, State.BLOCKED))


def rows(assessment: Assessment, *, unfolded: bool = False) -> list[Row]:
    """The path from the first step to the last; `unfolded` gives every paper a row of its own."""
    found: list[Row] = []
    for group in _groups(assessment.steps):
        papers = group[0].key.startswith("paper:")
        if papers and (unfolded or len(group) < FOLDED_FROM):
            found += [_row((step,), assessment.next) for step in group]
        else:
            found.append(_row(tuple(group), assessment.next))
    return found


def _groups(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """Runs of steps of one row: papers that are done, materials, both ends of a review."""
    kept: list[Step] = []
    for step in steps:
        if kept and _together(kept[-1]) and _together(kept[-1]) == _together(step):
            kept.append(step)
            continue
        if kept:
            yield kept
        kept = [step]
    if kept:
        yield kept


def _together(step: Step) -> str:
    """Steps with the same word here share a row; "" stands alone."""
    part = step.key.partition(":")[0]
    if part == "paper":
        return "papers" if step.state is State.DONE else ""
    if part == "issue":
        return "issue"
    waits = step.state in (State.BLOCKED, State.NOT_NEEDED)
    return step.state.value if waits and step.key in ("order:extend", "order:return") else ""


def _row(steps: tuple[Step, ...], following: Step | None) -> Row:
    first = steps[0]
    state = min((step.state for step in steps), key=_ORDER.index)
    following_here = any(step is following for step in steps)
    folded = len(steps) > 1 and first.key.startswith("paper:")
    title = first.name
    if len(steps) > 1 and first.key.startswith("issue:"):
        title = _ISSUE
    elif len(steps) > 1:
        title = joined([step.name for step in steps], ", " if folded else " / ")
    return Row(
        steps=steps,
        state="next" if following_here else state.value,
        title=title,
        folded=folded,
    )


def joined(texts: Sequence[Text], between: str = ", ") -> Text:
    """Names in a row, each after the first with a small letter unless it is an abbreviation."""
    return Text(
        between.join(_lowered(text.kk, place) for place, text in enumerate(texts)),
        between.join(_lowered(text.ru, place) for place, text in enumerate(texts)),
    )


def _lowered(words: str, place: int) -> str:
    if not place or words[1:2].isupper():
        return words
    return words[:1].lower() + words[1:]
