"""What the statement for the council and the act of the year say: ordinary, longest, nearly empty."""

from datetime import date
from typing import Any

import builders

from dlschool.domain.grade_words import SHORT_MARKS as MARKS
from dlschool.domain.learning import Period
from dlschool.domain.text import Text
from dlschool.domain.year_change import Move, Moved, Owed, YearChange
from dlschool.forms.review_values import CouncilResults, EndingCase, SubjectResults, YearAct


def ordinary() -> dict[str, Any]:
    names = (Text("Алгебра", "Алгебра"), Text("Қазақ тілі", "Казахский язык"))
    return {"results": _results(names, 6), "year_act": _act("Сәрсенбаев", 9)}


def longest(name: str, word: str) -> dict[str, Any]:
    return {"results": _results((Text(word * 2, word * 2),), 40), "year_act": _act(name, 120)}


def shortest() -> dict[str, Any]:
    return {
        "results": CouncilResults(
            year="2026-2027", start=None, until=None, attested_on=None, subjects=()
        ),
        "year_act": YearAct(
            change=YearChange(year="2025-2026", changed_on=date(2026, 6, 10)), pupils={}
        ),
    }


def _results(names: tuple[Text, ...], count: int) -> CouncilResults:
    grades: dict[Period, str | Text] = {
        Period.TERM_1: "4",
        Period.TERM_2: "5",
        Period.HALF_2: MARKS["pass"],
        Period.ANNUAL: MARKS["not-attested"],
    }
    return CouncilResults(
        year="2026-2027",
        start=date(2026, 10, 1),
        until=date(2026, 12, 27),
        attested_on=date(2026, 12, 18),
        subjects=tuple(
            SubjectResults(
                name=names[n % len(names)],
                sor=(2, 2 + n % 2),
                soch=(1, 1),
                percent=70 + n % 30,
                grades=grades,
            )
            for n in range(count)
        ),
    )


def _act(last: str, count: int) -> YearAct:
    moves = tuple(Move)
    moved = tuple(
        Moved(
            pupil_id=n,
            move=moves[n % 4],
            before="8Ә",
            after={Move.PROMOTE: "9Ә", Move.REPEAT: "8Ә"}.get(moves[n % 4], ""),
        )
        for n in range(count)
    )
    pupils = {n: builders.pupil(id=n, last=last, first=f"Өркен-{n}") for n in range(1, count)}
    books = ("Алгебра 8 (№ 1207)", "Қазақ әдебиеті 8")
    owed = (Owed(pupil_id=1, books=books), Owed(pupil_id=count + 7, books=books[:1]))
    return YearAct(
        change=YearChange(
            year="2025-2026", changed_on=date(2026, 6, 10), moved=moved, cases=(1,), owed=owed
        ),
        pupils=pupils,
        cases=(
            EndingCase(case=builders.case(), who=f"{last} Өркен", until=date(2026, 5, 25)),
            EndingCase(case=builders.classes_case(), who="1А, 5Ә, 7Б"),
        ),
    )
