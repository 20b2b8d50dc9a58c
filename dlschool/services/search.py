"""Finding anything from a few letters: pupils, cases, papers, orders, meetings, points, screens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from dlschool.domain.case import COUNCIL_NAMES, GROUND_NAMES, ORDER_NAMES
from dlschool.domain.names import folded
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Case
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.law import says
from dlschool.law.points import words as point_words
from dlschool.services import editions
from dlschool.services.point_search import points
from dlschool.store import cases as case_store
from dlschool.store import finding, pupil_search, pupils
from dlschool.store.connection import Store

SCREENS: dict[str, Text] = {
    "today": Text("Бүгін", "Сегодня"),
    "pupils": Text("Білім алушылар", "Обучающиеся"),
    "cases": Text("Істер", "Дела"),
    "councils": Text("Кеңестер", "Советы"),
    "orders": Text("Бұйрықтар", "Приказы"),
    "law": Text("Құқық", "Право"),
    "settings": Text("Баптаулар", "Настройки"),
}

_EACH = 4
"""So many of one kind at most; of pupils twice as many."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, and where it is shown."""

    kind: str
    """pupil, case, paper, order, meeting, point, screen."""
    title: Text
    subtitle: Text | None
    screen: str
    target: int | str | None = None
    """Id of the pupil, case, order or meeting; of a point «edition#key»; of a paper its case's."""


def search(db: Store, text: str, limit: int = 12) -> list[Hit]:
    """What the letters typed so far may mean, in both languages; the likeliest kinds first.

    A number is looked for among cases, orders and points first, a word among screens and pupils.
    """
    text = " ".join(text.replace("№", " ").split())
    if not folded(text):
        return []
    ways: list[Callable[[Store, str], Iterator[Hit]]]
    if any(letter.isdigit() for letter in text):
        ways = [_cases, _orders, _points, _pupils, _papers, _meetings]
    else:
        ways = [_screens, _pupils, _papers, _points]
    return list(islice(chain.from_iterable(way(db, text) for way in ways), limit))


def _screens(_db: Store, text: str) -> Iterator[Hit]:
    wanted = folded(text)
    for screen, name in SCREENS.items():
        if any(folded(word).startswith(wanted) for word in (name.kk, name.ru)):
            yield Hit("screen", name, None, screen)


def _pupils(db: Store, text: str) -> Iterator[Hit]:
    """Pupils, then the cases of the first of them."""
    found = pupil_search.ids(db, pupils.Filter(text=text, with_left=True), 2 * _EACH)
    shown = pupils.many(db, found)
    for pupil in shown:
        yield Hit("pupil", _same(pupil.full_name), _about(pupil), "pupils", pupil.id)
    names = {pupil.id: pupil for pupil in shown}
    for case in finding.cases_of(db, found, _EACH):
        yield _case(case, names.get(case.pupil_id))


def _cases(db: Store, text: str) -> Iterator[Hit]:
    found = finding.cases_numbered(db, text, _EACH)
    wanted = [case.pupil_id for case in found if case.pupil_id is not None]
    names = {pupil.id: pupil for pupil in pupils.many(db, wanted)}
    for case in found:
        yield _case(case, names.get(case.pupil_id))


def _case(case: Case, pupil: Pupil | None) -> Hit:
    ground = GROUND_NAMES[case.ground]
    who = pupil.full_name if pupil else ", ".join(case.classes)
    return Hit(
        "case",
        Text(f"№ {case.number} іс", f"Дело № {case.number}"),
        Text(f"{who} · {ground.kk}", f"{who} · {ground.ru}"),
        "cases",
        case.id,
    )


def _orders(db: Store, text: str) -> Iterator[Hit]:
    for order in finding.orders_numbered(db, text, _EACH):
        name = ORDER_NAMES[order.kind]
        yield Hit(
            "order",
            Text(f"№ {order.number} бұйрық", f"Приказ № {order.number}"),
            Text(f"{says.day(order.date)} · {name.kk}", f"{says.day(order.date)} · {name.ru}"),
            "orders",
            order.id,
        )


def _papers(db: Store, text: str) -> Iterator[Hit]:
    for paper in finding.papers(db, text, _EACH):
        case = case_store.get(db, Case, paper.case_id)
        if case is None:
            continue
        edition = editions.known(db).get(case.edition)
        name = edition.paper_name(paper.kind) if edition else None
        about = ", ".join(filter(None, (f"№ {paper.number}" * bool(paper.number), paper.issuer)))
        yield Hit(
            "paper",
            name or _same(paper.kind),
            Text(
                f"{says.day(paper.date)}, {about} · № {case.number} іс",
                f"{says.day(paper.date)}, {about} · дело № {case.number}",
            ),
            "cases",
            paper.case_id,
        )


def _meetings(db: Store, text: str) -> Iterator[Hit]:
    for meeting in finding.meetings_numbered(db, text, _EACH):
        name = COUNCIL_NAMES[meeting.council]
        yield Hit(
            "meeting",
            Text(
                f"{name.kk}, № {meeting.number} отырыс", f"{name.ru}, заседание № {meeting.number}"
            ),
            _same(says.day(meeting.date)),
            "councils",
            meeting.id,
        )


def _points(db: Store, text: str) -> Iterator[Hit]:
    """Points of the edition that new cases take."""
    try:
        edition = editions.default(db)
    except Refused:
        return
    for point in points(edition, text, _EACH):
        name, act = point_words(point.key), edition.act.short
        yield Hit(
            "point",
            Text(f"{name.kk} · {act.kk}", f"{name.ru} · {act.ru}"),
            point.text,
            "law",
            f"{edition.key}#{point.key}",
        )


def _about(pupil: Pupil) -> Text | None:
    words = " · ".join(filter(None, (pupil.class_name, pupil.iin)))
    return _same(words) if words else None


def _same(words: str) -> Text:
    return Text(words, words)
