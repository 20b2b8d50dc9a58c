"""Lines of Today for what a council can decide now: transfers, and reviews after attestation apart."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from dlschool.domain.case import COUNCIL_NAMES, Council
from dlschool.domain.text import Text
from dlschool.law.step import State, Step
from dlschool.services import councils
from dlschool.services.standing import Standing
from dlschool.services.waiting_lines import Line, Urgency
from dlschool.store import councils as council_store
from dlschool.store.connection import Store

_NAMED = 5
"""So many case numbers are named in one line; the rest are counted."""
_BADGES = {
    "transfer": ("council", Text("Кеңес", "Совет")),
    "review": ("review", Text("Қайта қарау", "Рассмотрение")),
}
"""Kind of line and badge, by the kind of the agenda's item."""


def lines(
    db: Store, council: Council, running: Iterable[Standing], day: date, reminder: int
) -> Iterator[Line]:
    """The cases that stand on no agenda, as one line for each kind of decision."""
    planned = council_store.on_agendas(db, council)
    waiting: dict[str, list[tuple[Standing, Step]]] = {"transfer": [], "review": []}
    for standing in running:
        for kind, step in councils.awaited(standing.assessment, council):
            if step.state is State.OPEN and (standing.case_id, kind) not in planned:
                waiting[kind].append((standing, step))
    for kind, found in waiting.items():
        if found:
            yield _line(council, kind, found, day, reminder)


def _line(
    council: Council, asked: str, waiting: list[tuple[Standing, Step]], day: date, reminder: int
) -> Line:
    starts = [start for standing, _ in waiting if (start := _start(standing)) is not None]
    until = min(starts, default=None)
    late = until is not None and until < day
    soon = until is not None and until <= day + timedelta(days=reminder)
    kind, badge = _BADGES[asked]
    numbers = [standing.records.case.number for standing, _ in waiting]
    return Line(
        kind=kind,
        urgency=Urgency.LATE if late else Urgency.SOON if soon else Urgency.OPEN,
        badge=badge,
        subject=COUNCIL_NAMES[council],
        sentence=_reviews(numbers) if asked == "review" else _transfers(numbers),
        points=tuple(dict.fromkeys(key for _, step in waiting for key in step.points)),
        action=Text("Отырыс тағайындау", "Назначить заседание"),
        screen="councils",
        council=council,
        until=until,
    )


def _start(standing: Standing) -> date | None:
    """When what the council decides on is to begin: a review follows the period that ends."""
    if standing.records.case.from_paper:
        return None
    return standing.assessment.until if standing.ordered else standing.period[0]


def _transfers(numbers: Sequence[str]) -> Text:
    named = _named(numbers)
    return Text(
        f"{len(numbers)} іс шешім күтеді, отырыс тағайындалмаған: {named.kk}",
        f"дел ждут решения: {len(numbers)}, заседание не назначено: {named.ru}",
    )


def _reviews(numbers: Sequence[str]) -> Text:
    """Attestation is done: the council extends or returns."""
    named = _named(numbers)
    return Text(
        f"аттестаттаудан өткен {len(numbers)} іс ұзарту не қайтару туралы шешім күтеді, отырыс "
        f"тағайындалмаған: {named.kk}",
        f"аттестация пройдена, дела ждут решения о продлении или возвращении: {len(numbers)}, "
        f"заседание не назначено: {named.ru}",
    )


def _named(numbers: Sequence[str]) -> Text:
    named = ", ".join(f"№ {number}" for number in numbers[:_NAMED])
    rest = len(numbers) - _NAMED
    if rest <= 0:
        return Text(named, named)
    return Text(f"{named} және тағы {rest}", f"{named} и ещё {rest}")
