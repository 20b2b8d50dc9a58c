"""What the schedule of sittings and the summons say: ordinary, longest, nearly empty."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from dlschool.domain.text import Text
from dlschool.forms.schedule_values import Amended, Sat, Schedule


def ordinary() -> dict[str, Any]:
    lines = _lines("Алгебра", "Сәрсенбаев Өркен Қайратұлы", "Бектенов А. Қ.", 8)
    return {
        "schedule": Schedule(
            who="Сәрсенбаев Өркен Қайратұлы",
            class_name="8Ә",
            year="2026-2027",
            term=2,
            lines=lines,
            points=("annex-2:13.1", "annex-2:13.3"),
        )
    }


def longest(name: str, word: str) -> dict[str, Any]:
    lines = _lines(f"{word} " * 2, name, name, 60)
    held = Schedule(
        of="teacher", who=name, year="2026-2027", term=2, lines=lines, amended=_amended(lines)
    )
    return {"schedule": held}


def shortest() -> dict[str, Any]:
    sat = Sat(subject=Text("Ә", "Я"), kind=Text("ТЖБ", "СОЧ"), mode=Text("м", "ш"))
    return {"schedule": Schedule(of="class", who="1", lines=(sat,))}


def _amended(lines: tuple[Sat, ...]) -> Amended:
    """The first sitting moved, the second taken off, the third added."""
    first, second, third = lines[:3]
    later = replace(first, day=date(2026, 12, 25), room="101")
    order = Text("2026 жылғы 6 қарашадағы № 29-о бұйрық", "приказ от 6 ноября 2026 года № 29-о")
    return Amended(order=order, changes=((first, later), (second, None), (None, third)))


def _lines(subject: str, pupil: str, teacher: str, count: int) -> tuple[Sat, ...]:
    return tuple(
        Sat(
            day=date(2026, 12, 1 + n % 20),
            time=time(10, 0) if n % 2 else None,
            subject=Text(subject, subject),
            kind=Text("ТЖБ", "СОЧ") if n % 3 else Text(f"БЖБ № {n}", f"СОР № {n}"),
            mode=Text("мектепте", "в школе") if n % 3 else Text("қашықтан", "дистанционно"),
            pupil=pupil,
            class_name="8Ә",
            teacher=teacher,
            room="204" if n % 2 else "",
            note=Text("босатылған: № 91", "освобождён(а): № 91") if n == 3 else None,
        )
        for n in range(1, count + 1)
    )
