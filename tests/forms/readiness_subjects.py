"""What the act of readiness says: ordinary, longest, nearly empty."""

from datetime import date

from dlschool.domain.readiness import State
from dlschool.domain.text import Text
from dlschool.forms.readiness_values import ActLine, ReadinessAct
from dlschool.law import readiness
from dlschool.law.edition import editions

STATES = (State.MET, State.PARTLY, State.NOT_MET, State.NOT_NEEDED, None)


def ordinary() -> ReadinessAct:
    known = editions()
    asked = readiness.requirements(known["order-137-97-2022"], known)
    return ReadinessAct(
        date=date(2026, 11, 20),
        number="3",
        chair="Ғалымова Б., директор",
        members=("Ермеков Т., директордың орынбасары", "Оразова Д., хатшы"),
        lines=tuple(_line(n, one.text, one.points) for n, one in enumerate(asked)),
        conclusion="Мектеп қашықтан оқытуға ішінара дайын",
    )


def _line(n: int, text: Text, points: tuple[str, ...]) -> ActLine:
    return ActLine(
        text=text,
        points=points,
        state=STATES[n % len(STATES)],
        shown=(Text("Қолда бар: талшықты арна", "Имеется: оптоволокно"),) if n % 2 else (),
        who="Ермеков Т." if n % 3 else "",
        due=date(2026, 12, 1 + n) if n % 2 else None,
        remark="шартқа қол қойылып жатыр" if n == 2 else "",
    )


def longest(name: str, word: str) -> ReadinessAct:
    text = Text(f"{word} талабы", f"{word} требование")
    return ReadinessAct(
        date=date(2026, 11, 20),
        number="300",
        chair=f"{name}, {word}",
        members=tuple(f"{name}, {n}-лауазым" for n in range(1, 15)),
        lines=tuple(
            ActLine(
                text=text, points=("annex-1:1.1",), state=State.PARTLY, shown=(text,) * 3,
                who=name, due=date(2026, 12, 1), remark=word,
            )
            for _ in range(25)
        ),
        note=Text("Мәтіні қолда жоқ. " * 9, "Текста нет. " * 9),
        conclusion="Дайын. " * 60,
    )  # fmt: skip


def shortest() -> ReadinessAct:
    return ReadinessAct(date=date(2026, 11, 20), lines=(ActLine(text=Text("А", "А")),))
