"""The line of Today that the summer brings: the classes have not moved up yet."""

from collections.abc import Iterator

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.services import year_change
from dlschool.services.waiting_lines import Line, Urgency
from dlschool.store import pupils
from dlschool.store.connection import Store


def lines(db: Store) -> Iterator[Line]:
    """For who may change the year, while it is due and there are pupils."""
    may = db.user.may(Right.LEARNING) and db.user.may(Right.PUPILS)
    year = year_change.due(db) if may else None
    if year is None or not pupils.count(db):
        return
    said = year.replace("-", "–")
    yield Line(
        kind="year",
        urgency=Urgency.OPEN,
        badge=Text("Оқу жылы", "Учебный год"),
        subject=Text(f"{said} оқу жылы аяқталды", f"{said} учебный год закончился"),
        sentence=Text(
            "сыныптар жаңа оқу жылына көшірілмеген", "классы ещё не переведены на новый учебный год"
        ),
        action=Text("Көшіру", "Перевести"),
        screen="year",
        step="change",
    )
