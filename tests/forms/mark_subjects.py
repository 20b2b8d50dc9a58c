"""What the papers of results and grades say: ordinary, longest, nearly empty."""

from datetime import date
from typing import Any

from dlschool.domain.text import Text
from dlschool.forms.mark_values import CardLine, Marks, Pointed, Work


def ordinary() -> dict[str, Any]:
    return {"marks": _marks("Алгебра", "Сәрсенбаев Өркен Қайратұлы", "Бектенов А. Қ.", 12)}


def longest(name: str, word: str) -> dict[str, Any]:
    return {"marks": _marks(f"{word} " * 3, name, name, 70)}


def shortest() -> dict[str, Any]:
    return {
        "marks": Marks(works=(Work(name=Text("Ж", "Р")),), card=(CardLine(subject=_same("А")),))
    }


def _same(text: str) -> Text:
    return Text(text, text)


def _marks(subject: str, name: str, teacher: str, count: int) -> Marks:
    grades = [_same(grade) for grade in "5434"]
    short = Text("у/а", "в/н/а")
    return Marks(
        year="2026-2027",
        class_name="8Ә",
        subject=_same(subject),
        term=1,
        teacher=teacher,
        pupils=count,
        works=(
            _work(Text("БЖБ № 1", "СОР № 1"), name, count),
            _work(Text("ТЖБ", "СОЧ"), name, count),
        ),
        card=tuple(
            CardLine(
                subject=_same(f"{subject} {n}"),
                terms=(grades[0], short if n == 2 else grades[1], grades[2], grades[3]),
                annual=_same("2") if n == 1 else _same("4"),
                work=_same("4") if n == 1 else None,
                final=_same("3") if n == 1 else _same("4"),
            )
            for n in range(1, count + 1)
        ),
        verdict=Text("келесі сыныпқа көшіріледі", "переводится в следующий класс"),
    )


def _work(work: Text, name: str, count: int) -> Work:
    notes = (None, Text("ауырды", "болел"), Text("қайта тапсырды", "сдал повторно"))
    lines = tuple(
        Pointed(
            name=f"{name} {n}",
            mode=Text("мектепте", "в школе") if n % 2 else Text("қашықтан", "дистанционно"),
            day=date(2026, 10, 14),
            points="" if n % 3 == 1 else "14.5",
            percent="" if n % 3 == 1 else "72.5",
            note=notes[n % 3],
        )
        for n in range(1, count + 1)
    )
    names = tuple(line.name for line in lines)
    third = count // 3
    return Work(
        name=work,
        day=date(2026, 10, 14),
        max="20",
        lines=lines,
        wrote=count,
        low=names[:third],
        middle=names[third : 2 * third],
        high=names[2 * third :],
        quality="66.7",
        success="75",
        reached=("8.1.1.1", "8.1.1.2"),
        hard=(("8.2.1.3", 4),),
    )
