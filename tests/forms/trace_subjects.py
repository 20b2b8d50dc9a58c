"""What the digital trace and the consultation journal say: ordinary, longest, nearly empty."""

from datetime import date
from typing import Any

import builders

from dlschool.domain.text import Text
from dlschool.domain.trace import GROUP_OF, KIND_NAMES, PRINTED, Group, TraceKind, TraceLine
from dlschool.forms.trace_values import ConsultationJournal, Consulted, TraceSheet

START, UNTIL = date(2026, 10, 1), date(2026, 12, 27)
SYSTEM = "BilimClass"
CONSULTED = tuple(kind for kind in TraceKind if GROUP_OF[kind] is Group.CONSULTATIONS)


def ordinary() -> dict[str, Any]:
    return _both("Төленов Қ.", "Онлайн-сабақ", 8)


def longest(name: str, word: str) -> dict[str, Any]:
    return _both(name, word, 60)


def shortest() -> dict[str, Any]:
    return {
        "trace": TraceSheet(start=None, until=None, lines=()),
        "consultations": ConsultationJournal(start=START, until=None, lines=()),
    }


def _both(name: str, text: str, count: int) -> dict[str, Any]:
    kinds = sorted(PRINTED)
    lines = [_result(name), *(_line(kinds[n % len(kinds)], name, text, n) for n in range(count))]
    consulted = tuple(
        Consulted(
            date=date(2026, 10, 1 + n % 28),
            pupil=builders.pupil(first=f"Өркен-{n}"),
            kind=CONSULTED[n % len(CONSULTED)],
            who=name if n % 2 else "",
            topic=text if CONSULTED[n % len(CONSULTED)] is TraceKind.TEACHER else "",
        )
        for n in range(count)
    )
    return {
        "trace": TraceSheet(start=START, until=UNTIL, lines=tuple(lines), unverified=2),
        "consultations": ConsultationJournal(start=START, until=UNTIL, lines=consulted),
    }


def _line(kind: TraceKind, name: str, text: str, n: int) -> TraceLine:
    return TraceLine(
        date=date(2026, 10, 1 + n % 28),
        group=GROUP_OF[kind],
        name=KIND_NAMES[kind],
        text=text,
        who=name,
        system=SYSTEM,
        verified_by=name,
        hours="1.5" if n % 2 else "",
        kind=kind,
    )


def _result(name: str) -> TraceLine:
    return TraceLine(
        date=date(2026, 10, 14),
        group=Group.RESULTS,
        name=Text("Алгебра: БЖБ № 1", "Алгебра: СОР № 1"),
        text=Text("17,5 / 20 балл", "баллы: 17,5 / 20"),
        system=Text("Мектептің бағалар тізілімі", "Реестр оценок школы"),
        verified_by=name,
    )
