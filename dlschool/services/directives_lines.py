"""Lines of Today of the department: orders to act on, reports that are due, returned reports, differences,
cases on the way, blocks of numbers that run out.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.law import says
from dlschool.services import directives_reports, number_blocks
from dlschool.services.directives_words import title
from dlschool.services.waiting_lines import Line, Urgency, days_left
from dlschool.store import directives, exchange, handovers
from dlschool.store.connection import Store
from dlschool.store.directives import Directive

BADGE = Text("Бөлім", "Отдел")
_OPEN = Text("Ашу", "Открыть")
REFUSED_IS_TOLD = timedelta(days=14)


def lines(db: Store, day: date, reminder: int) -> Iterator[Line]:
    """Nothing for who may not exchange."""
    if not db.user.may(Right.EXCHANGE):
        return
    waiting = [each for each in directives.every(db) if each.waits]
    for each in waiting:
        if each.kind == "call":
            yield _call(each)
    for each in directives_reports.requests(db):
        yield _request(each, day, reminder)
    yield from _returned(db)
    others = [each for each in waiting if each.kind not in ("call", directives_reports.REQUEST)]
    yield from _others(others)
    yield from _differences(db)
    yield from _handovers(db, day)
    yield from _numbers(db, day)


def _line(
    subject: Text,
    sentence: Text,
    urgency: Urgency = Urgency.OPEN,
    badge: Text = BADGE,
    until: date | None = None,
    screen: str = "exchange",
) -> Line:
    return Line(
        kind="department",
        urgency=urgency,
        badge=badge,
        subject=subject,
        sentence=sentence,
        action=_OPEN,
        screen=screen,
        until=until,
    )


def _call(each: Directive) -> Line:
    said = Text("іс дайын: қарап шығып, сақтаңыз", "дело подготовлено: просмотрите и сохраните")
    return _line(title(each), said, Urgency.LATE)


def _request(each: Directive, day: date, reminder: int) -> Line:
    due = directives_reports.due(each)
    if due is None:
        return _line(title(each), Text("есеп жіберілмеген", "отчёт не отправлен"))
    soon = due <= day + timedelta(days=reminder)
    said = Text(f"жіберу мерзімі: {says.day(due)}", f"срок отправки: {says.day(due)}")
    return _line(
        title(each),
        said,
        Urgency.LATE if due < day else Urgency.SOON if soon else Urgency.OPEN,
        days_left(due, day) if soon else BADGE,
        due,
    )


def _returned(db: Store) -> Iterator[Line]:
    for report, each in directives_reports.returned(db):
        said = directives_reports.said(each)
        name = report.covered.name
        subject = Text(f"Есеп: {name.kk}", f"Отчёт: {name.ru}")
        yield _line(subject, said, Urgency.SOON, screen="reports")


def _others(waiting: list[Directive]) -> Iterator[Line]:
    if waiting:
        newest = title(waiting[0])
        count = len(waiting)
        yield _line(
            Text("Білім бөлімінен", "От отдела образования"),
            Text(
                f"қаралмаған: {count}; соңғысы: {newest.kk}",
                f"не рассмотрено: {count}; последнее: {newest.ru}",
            ),
        )


def _differences(db: Store) -> Iterator[Line]:
    count = exchange.count(db, "differences", "open")
    if count:
        yield _line(
            Text("Мәліметтердегі қайшылықтар", "Расхождения в сведениях"),
            Text(
                f"шешілмеген: {count}; шешілгенше сол істер басып шығарылмайды",
                f"не решено: {count}; до решения эти дела не печатаются",
            ),
            Urgency.SOON,
        )


def _handovers(db: Store, day: date) -> Iterator[Line]:
    """What waits for a person of this school."""
    words = {
        ("in", "asked"): Text("істі қабылдауға келісім сұрайды", "просит согласия принять дело"),
        ("in", "sent"): Text("іс келді: қарап, қабылдаңыз", "дело пришло: просмотрите и примите"),
        ("out", "agreed"): Text("келісті: істі жіберуге болады", "согласна: дело можно отправить"),
        ("out", "refused"): Text("істі қабылдамады", "дело не приняла"),
    }
    for each in handovers.every(db):
        said = words.get((each.way, each.state))
        old = each.state == "refused" and each.at.date() < day - REFUSED_IS_TOLD
        if said is not None and not old:
            yield _line(Text(each.name, each.name), said, Urgency.SOON)


def _numbers(db: Store, day: date) -> Iterator[Line]:
    """Once for a series: few numbers are left in its blocks of this year."""
    known = {b.series for b in number_blocks.blocks(db) if b.year == day.year}
    for series in sorted(known):
        left = number_blocks.left(db, series, day.year) or 0
        if left <= number_blocks.FEW:
            yield _line(
                Text("Бұйрық нөмірлерінің қоры", "Запас номеров приказов"),
                Text(
                    f"қалғаны: {left}; білім бөлімінен жаңа қор сұраңыз",
                    f"осталось: {left}; попросите у отдела образования новый запас",
                ),
            )
