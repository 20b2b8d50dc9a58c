"""What the schedule of sittings and the summons say: ordinary, longest, nearly empty."""

from datetime import date, time
from typing import Any

from dlschool.domain.text import Text
from dlschool.forms.schedule_values import Sat, Schedule


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
    held = Schedule(of="teacher", who=name, year="2026-2027", term=2, lines=lines)
    return {"schedule": held}


def shortest() -> dict[str, Any]:
    sat = Sat(subject=Text("Ә", "Я"), kind=Text("ТЖБ", "СОЧ"), mode=Text("м", "ш"))
    return {"schedule": Schedule(of="class", who="1", lines=(sat,))}


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
