"""Lines of Today from the learning period: schedules that moved after their order, books still out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.domain.year_change import ending
from dlschool.law import says
from dlschool.services import lent, schedule_annex, year_change
from dlschool.services.lent import LoanLine
from dlschool.services.standing import Standing, every_standing
from dlschool.services.waiting_lines import Line, Urgency, subject
from dlschool.store import blocking
from dlschool.store.connection import Store

_NAMED = 4
"""So many pupils are named in one line; the rest are counted."""
_BADGE = Text("Оқулық", "Учебники")
GONE = Text("Мектептен кеткендер", "Выбывшие из школы")
ENDED = Text("Қашықтан оқытуы аяқталғандар", "Дистанционное обучение завершено")
SUMMER = Text("Оқу жылының соңы", "Конец учебного года")
_OUT = Text(
    "қайтарылмаған оқулық: {books}; кімде: {names}",
    "не возвращено учебников: {books}; у кого: {names}",
)


def lines(db: Store, running: Iterable[Standing], day: date, reminder: int) -> Iterator[Line]:
    for standing in running:
        yield from _schedule(db, standing, day)
    if db.user.may(Right.LEARNING):
        yield from _books(db, day, reminder)


def _schedule(db: Store, standing: Standing, day: date) -> Iterator[Line]:
    """The plan is no longer what the order approved: the change has an order of its own."""
    pupil = standing.records.pupil
    found = schedule_annex.moved(db, pupil.id if pupil else None, standing.records.orders, day)
    if found is None:
        return
    order, changed = found
    number, count = order.number, len(changed)
    yield Line(
        kind="order",
        urgency=Urgency.SOON,
        badge=Text("Кесте", "График"),
        subject=subject(standing),
        sentence=Text(
            f"{says.day(order.date)} № {number} бұйрықпен бекітілген кестеден өзгеше тапсырулар: "
            f"{count}; өзгерісі жеке бұйрықпен бекітіледі",
            f"сдач, которые отличаются от графика приказа № {number} от {says.day(order.date)}: "
            f"{count}; изменение утверждается отдельным приказом",
        ),
        action=Text("Бұйрық шығару", "Издать приказ"),
        screen="cases",
        case_id=standing.case_id,
        step="schedule",
    )


def _books(db: Store, day: date, reminder: int) -> Iterator[Line]:
    """Textbooks of who left, of who learns afar no more, and, as the year ends, of everybody else."""
    end = year_change.lessons_end(db, ending(day))
    summer = end - timedelta(days=reminder) <= day <= date(day.year, *year_change.SUMMER_ENDS)
    ended = _ended(db)
    closed = blocking.blocked(db)
    found = lent.still_out(db) if summer else lent.overdue(db, ended)
    out = [line for line in found if line.pupil.id not in closed]
    left = [line for line in out if line.pupil.left_on is not None and line.pupil.left_on <= day]
    gone = {line.loan.id for line in left}
    over = [line for line in out if line.loan.case_id in ended and line.loan.id not in gone]
    told = gone | {line.loan.id for line in over}
    yield from _line(GONE, left, Urgency.LATE)
    yield from _line(ENDED, over, Urgency.SOON)
    if summer:
        rest = [line for line in out if line.loan.id not in told and line.loan.date <= end]
        yield from _line(SUMMER, rest, Urgency.SOON if day <= end else Urgency.LATE)


def _ended(db: Store) -> set[int]:
    """Cases that are over and whose pupil has no other that runs."""
    every = every_standing(db)
    runs = {s.records.case.pupil_id for s in every if s.running}
    return {s.case_id for s in every if not s.running and s.records.case.pupil_id not in runs}


def _line(about: Text, out: Sequence[LoanLine], urgency: Urgency) -> Iterator[Line]:
    if not out:
        return
    names = list(dict.fromkeys(line.pupil.short_name for line in out))
    shown, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    whose = Text(f"{shown} және тағы {more}", f"{shown} и ещё {more}")
    yield Line(
        kind="books",
        urgency=urgency,
        badge=_BADGE,
        subject=about,
        sentence=_OUT.filled(books=str(len(out)), names=whose if more > 0 else shown),
        action=Text("Тізімді көру", "Показать список"),
        screen="materials",
        step="out",
    )
