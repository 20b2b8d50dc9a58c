"""What a report lacks, by name: names are looked up when somebody reads, a kept report has ids only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dlschool.domain.pupil import Pupil
from dlschool.domain.report import Gap, Lack, Report
from dlschool.domain.report_words import LACKS
from dlschool.domain.text import Text
from dlschool.store import blocking
from dlschool.store import pupils as pupil_rows
from dlschool.store.connection import Store

SCHOOL = Text("Мектеп", "Школа")
CLOSED = Text("деректері бұғатталған білім алушы", "обучающийся, чьи данные заблокированы")
GONE = Text("карточкасы жоқ білім алушы", "обучающийся без карточки")


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """A line of what is missing: who or which case, what, and what to do."""

    gap: Gap
    who: Text
    what: Text
    todo: Text
    pupil_id: int | None = None
    """A pupil whose name stands in the line."""


def lines(db: Store, report: Report) -> list[GapLine]:
    """By name, in the report's order. A blocked pupil is not named."""
    ids = [gap.pupil_id for gap in report.gaps if gap.pupil_id is not None]
    people = {p.id: p for p in pupil_rows.many(db, list(dict.fromkeys(ids)))}
    closed = blocking.blocked(db)
    return [_line(gap, people.get(gap.pupil_id), gap.pupil_id in closed) for gap in report.gaps]


def _line(gap: Gap, pupil: Pupil | None, closed: bool) -> GapLine:
    what, todo = LACKS[gap.lack]
    named = pupil is not None and not closed
    return GapLine(
        gap=gap,
        who=_who(gap, pupil, closed),
        what=what.filled(value=gap.value),
        todo=todo,
        pupil_id=gap.pupil_id if named else None,
    )


def _who(gap: Gap, pupil: Pupil | None, closed: bool) -> Text:
    """«Қасымов Өркен, 8 «Ә», іс № 2026/3»."""
    if gap.pupil_id is None:
        who = SCHOOL if not gap.case else None
    elif closed:
        who = CLOSED
    elif pupil is None:
        who = GONE
    else:
        said = ", ".join(part for part in (pupil.full_name, pupil.class_name) if part)
        who = Text(said, said)
    if not gap.case:
        return who or SCHOOL
    kk, ru = f"іс № {gap.case}", f"дело № {gap.case}"
    return Text(f"{who.kk}, {kk}", f"{who.ru}, {ru}") if who else Text(kk, ru)


def counted(report: Report) -> list[tuple[Lack, int]]:
    """How many gaps of each kind, without names."""
    found = Counter(gap.lack for gap in report.gaps)
    return [(lack, found[lack]) for lack in Lack if found[lack]]


def plain(lack: Lack) -> Text:
    """What is missing, in general."""
    what = LACKS[lack][0]
    kk, ru = (words.replace(": {value}", "") for words in (what.kk, what.ru))
    return Text(kk, ru)


def named(found: Sequence[GapLine]) -> list[int]:
    """Ids of the pupils who are named."""
    return sorted({line.pupil_id for line in found if line.pupil_id is not None})
