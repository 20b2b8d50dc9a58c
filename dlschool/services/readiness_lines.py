"""Lines of Today about readiness: a date that passes, certificates and contracts that run out."""

from collections.abc import Iterator
from datetime import date, timedelta

from dlschool.domain.access import Right
from dlschool.domain.readiness import TOPIC_NAMES, Topic
from dlschool.domain.text import Text
from dlschool.law import says
from dlschool.services import readiness, school
from dlschool.services.certificates import Training
from dlschool.services.readiness_findings import Holdings, holdings
from dlschool.services.readiness_records import named
from dlschool.services.waiting_lines import Line, Urgency, days_left
from dlschool.store.connection import Store

OPEN = Text("Ашу", "Открыть")


def lines(db: Store) -> Iterator[Line]:
    """For who keeps the readiness; a school that never looked at it is not pressed."""
    if not db.user.may(Right.READINESS):
        return
    held = holdings(db)
    reminder = timedelta(days=int(school.setting(db, "reminder_days")))
    found = readiness.summary(db, held=held)
    for one in found.lines:
        if one.due is not None and one.due <= held.day + reminder:
            yield _due(one, one.due, held.day)
    keys = {one.requirement.key for one in found.lines}
    if Topic.CERTIFICATES in keys:
        yield from _certificates(held)
    for topic, name, until in _ending(held):
        if topic in keys:
            yield _line(topic, until, held.day, Text(f"мерзімі: {name.kk}", f"срок: {name.ru}"))


def _due(one: readiness.Line, due: date, day: date) -> Line:
    who = f" ({one.who.name})" if one.who else ""
    said = Text(
        f"дайындық талабы орындалмаған, мерзімі {says.day(due)}{who}",
        f"требование готовности не выполнено, срок {says.day(due)}{who}",
    )
    return _line(one.requirement.key, due, day, said, one.requirement.name, one.requirement.points)


def _certificates(held: Holdings) -> Iterator[Line]:
    """One line for all: those that ended and those that end soon."""
    ended = [one for one in held.trained if one.training is Training.ENDED]
    soon = [one for one in held.trained if one.training is Training.ENDS_SOON]
    dates = [one.until for one in (*ended, *soon) if one.until is not None]
    if not dates:
        return
    said = Text(
        f"мерзімі біткені: {len(ended)}; жақында бітетіні: {len(soon)}",
        f"истёк срок: {len(ended)}; скоро истечёт: {len(soon)}",
    )
    yield _line(Topic.CERTIFICATES, min(dates), held.day, said)


def _ending(held: Holdings) -> Iterator[tuple[str, Text, date]]:
    """Contracts and papers whose end has come or comes soon: key, name, day."""
    for means in held.means:
        if means.valid_until is not None and means.valid_until <= held.ahead:
            yield means.topic.value, _dated(named(means), means.valid_until), means.valid_until
    for proof in held.proofs:
        if proof.valid_until is not None and proof.valid_until <= held.ahead:
            name = Text(proof.name, proof.name)
            yield proof.requirement, _dated(name, proof.valid_until), proof.valid_until


def _dated(name: Text, until: date) -> Text:
    return Text(f"{name.kk} ({says.day(until)})", f"{name.ru} ({says.day(until)})")


def _line(
    key: str,
    until: date,
    day: date,
    sentence: Text,
    name: Text | None = None,
    points: tuple[str, ...] = (),
) -> Line:
    topics = {topic.value: text for topic, text in TOPIC_NAMES.items()}
    return Line(
        kind="readiness",
        urgency=Urgency.LATE if until < day else Urgency.SOON,
        badge=days_left(until, day),
        subject=name or topics.get(key, TOPIC_NAMES[Topic.OTHER]),
        sentence=sentence,
        points=points,
        action=OPEN,
        screen="readiness",
        step=key,
        until=until,
    )
