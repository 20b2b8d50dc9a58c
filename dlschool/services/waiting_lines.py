"""What waits in one case, as lines of Today: what is asked, by which point, how soon, what to do.

Nobody's name is declined: a name stands first, what is said of it follows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from dlschool.domain.case import Council
from dlschool.domain.text import Text
from dlschool.forms.words import counted
from dlschool.law import says
from dlschool.law.step import State, Step
from dlschool.services.standing import Standing


class Urgency(IntEnum):
    """Sorts lines: what is late stands first."""

    LATE = 0
    SOON = 1
    OPEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that waits. `subject` is printed bold, `sentence` follows it after a dash."""

    kind: str
    """paper, order, access, issue, schedule, attestation, period, meeting, council, review, telling,
    edition, copy, year, consent, draft, books, readiness, department."""
    urgency: Urgency
    badge: Text
    subject: Text
    sentence: Text
    points: tuple[str, ...] = ()
    action: Text
    """The word on the button."""
    screen: str
    """Where the button leads: the name of a screen."""
    case_id: int | None = None
    meeting_id: int | None = None
    council: Council | None = None
    step: str = ""
    """Key of the step in the case; of a section in the settings."""
    until: date | None = None
    """The day that decides how urgent it is."""


OPEN_CASE = Text("Істі ашу", "Открыть дело")
_KINDS: dict[str, tuple[str, Text, Text]] = {
    "paper": ("paper", Text("Құжат", "Документ"), Text("Құжат қосу", "Добавить документ")),
    "order": ("order", Text("Бұйрық", "Приказ"), Text("Бұйрық шығару", "Издать приказ")),
    "access": ("access", Text("Қолжетімділік", "Доступ"), Text("Белгілеу", "Отметить")),
    "issue": ("issue", Text("Беру", "Выдача"), Text("Беру", "Выдать")),
    "individual-schedule": ("schedule", Text("Кесте", "График"), Text("Белгілеу", "Отметить")),
    "attestation": ("attestation", Text("Аттестаттау", "Аттестация"), Text("Белгілеу", "Отметить")),
}
"""By the first part of a step's key: kind of line, badge, word on the button."""

_NO_PAPER = Text("Құжат жоқ", "Нет документа")


def lines(standing: Standing, today: date, reminder_days: int) -> Iterator[Line]:
    """What waits in a running case; councils are said of apart, for all cases together."""
    if standing.refused is not None:
        yield _unknown_edition(standing)
        return
    soon = today + timedelta(days=reminder_days)
    steps = [step for step in standing.assessment.steps if step.state is State.OPEN]
    for part, asked in _grouped(steps):
        if part == "attestation" and not _due(standing, soon):
            continue
        yield _line(standing, part, asked, today, soon)
    if "attestation" not in {step.key for step in steps} and _due(standing, soon):
        yield from _ending(standing, today)


def _grouped(steps: Iterable[Step]) -> Iterator[tuple[str, list[Step]]]:
    """Open steps by the first part of their key; papers and materials come as one line each."""
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.key.partition(":")[0], []).append(step)
    return ((part, asked) for part, asked in found.items() if part in _KINDS)


def _line(standing: Standing, part: str, steps: Sequence[Step], today: date, soon: date) -> Line:
    kind, badge, action = _KINDS[part]
    until = standing.assessment.until if part == "attestation" else _start(standing)
    if part == "paper" and steps[0].missing == (says.NO_PAPER,):
        badge = _NO_PAPER
    return Line(
        kind=kind,
        urgency=_urgency(until, today, soon),
        badge=badge,
        subject=subject(standing),
        sentence=_sentence(part, steps, until),
        points=tuple(dict.fromkeys(key for step in steps for key in step.points)),
        action=action,
        screen="cases",
        case_id=standing.case_id,
        step=steps[0].key,
        until=until,
    )


def _start(standing: Standing) -> date | None:
    """When distance learning is to begin, else when its basis ends; a case entered from paper
    presses nobody."""
    if standing.records.case.from_paper:
        return None
    return standing.period[0] or standing.assessment.until


def _urgency(until: date | None, today: date, soon: date) -> Urgency:
    if until is None or until > soon:
        return Urgency.OPEN
    return Urgency.LATE if until < today else Urgency.SOON


def _sentence(part: str, steps: Sequence[Step], until: date | None) -> Text:
    if part == "paper":
        return _papers(steps)
    if part == "issue":
        names = [_after_colon(step.name) for step in steps]
        return Text(
            "берілмеген: " + ", ".join(name.kk for name in names),
            "не выдано: " + ", ".join(name.ru for name in names),
        )
    step = steps[0]
    if part == "order" and step.missing == (says.NO_ORDER,):
        name = lowered(step.name)
        return Text(
            f"барлық негіз бар, шығаруға болады: {name.kk}",
            f"все основания есть, можно издать: {name.ru}",
        )
    if part == "attestation" and until is not None:
        return Text(
            f"кезең {says.day(until)} күні аяқталады; аттестаттау белгіленбеген, одан кейін "
            "педагогикалық кеңес қайта қарайды",
            f"период заканчивается {says.day(until)}; нет отметки об аттестации, после неё — "
            "рассмотрение педагогическим советом",
        )
    return _missing(steps)


def _papers(steps: Sequence[Step]) -> Text:
    absent = [lowered(step.name) for step in steps if step.missing == (says.NO_PAPER,)]
    faulty = [step for step in steps if step.missing != (says.NO_PAPER,)]
    parts = []
    if absent:
        kk = "құжат жоқ: " if len(absent) == 1 else "құжаттар жоқ: "
        ru = "нет документа: " if len(absent) == 1 else "нет документов: "
        parts.append(
            Text(kk + ", ".join(t.kk for t in absent), ru + ", ".join(t.ru for t in absent))
        )
    for step in faulty:
        said, name = _missing([step]), lowered(step.name)
        parts.append(Text(f"{name.kk}: {said.kk}", f"{name.ru}: {said.ru}"))
    return Text("; ".join(t.kk for t in parts), "; ".join(t.ru for t in parts))


def _missing(steps: Sequence[Step]) -> Text:
    texts = [lowered(text) for step in steps for text in step.missing] or [steps[0].name]
    return Text(
        " ".join(text.kk for text in texts).rstrip("."),
        " ".join(text.ru for text in texts).rstrip("."),
    )


def _due(standing: Standing, soon: date) -> bool:
    until = standing.assessment.until
    return standing.ordered and until is not None and until <= soon


def _ending(standing: Standing, today: date) -> Iterator[Line]:
    """The period ends, or ended and nothing was decided on what follows."""
    until, edition = standing.assessment.until, standing.edition
    rule = edition.grounds.rule(standing.records.case.ground) if edition else None
    if until is None or rule is None:
        return
    over = until < today
    ended = Text(f"кезең {says.day(until)} күні аяқталған", f"период закончился {says.day(until)}")
    ends = Text(
        f"кезең {says.day(until)} күні аяқталады", f"период заканчивается {says.day(until)}"
    )
    yield Line(
        kind="period",
        urgency=Urgency.LATE if over else Urgency.SOON,
        badge=days_left(until, today),
        subject=subject(standing),
        sentence=ended if over else ends,
        points=rule.period.points,
        action=OPEN_CASE,
        screen="cases",
        case_id=standing.case_id,
        until=until,
    )


def _unknown_edition(standing: Standing) -> Line:
    refused = standing.refused
    assert refused is not None
    return Line(
        kind="edition",
        urgency=Urgency.LATE,
        badge=Text("Редакция", "Редакция"),
        subject=subject(standing),
        sentence=Text(refused.text("kk"), refused.text("ru")),
        action=OPEN_CASE,
        screen="cases",
        case_id=standing.case_id,
    )


def subject(standing: Standing) -> Text:
    """«Өтегенова Үміт, 7 «Ә»»; of a case with classes, the classes; else the case's number."""
    pupil, case = standing.records.pupil, standing.records.case
    if pupil is not None:
        parts = (f"{pupil.last} {pupil.first}".strip(), pupil.class_name)
        name = ", ".join(filter(None, parts))
        return Text(name, name)
    if case.classes:
        names = ", ".join(case.classes)
        return Text(f"Сыныптар: {names}", f"Классы: {names}")
    return Text(f"№ {case.number} іс", f"Дело № {case.number}")


def days_left(until: date, today: date) -> Text:
    """«3 күн қалды»; of a day that passed, that it did."""
    left = (until - today).days
    if left < 0:
        return Text("Мерзімі өтті", "Срок прошёл")
    if left == 0:
        return Text("Бүгін", "Сегодня")
    count = counted(left, "күн", "день", "дня", "дней")
    return Text(f"{count.kk} қалды", f"Ещё {count.ru}")


def lowered(text: Text) -> Text:
    """The words within a sentence: their first letter small, unless an abbreviation begins them."""
    return Text(_lowered(text.kk), _lowered(text.ru))


def _lowered(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _after_colon(name: Text) -> Text:
    """«Беру: оқулықтар» → «оқулықтар»."""
    return Text(name.kk.partition(": ")[2] or name.kk, name.ru.partition(": ")[2] or name.ru)
