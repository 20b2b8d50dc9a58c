"""A line of the timeline and a subject's workload in words."""

from dlschool.domain.access import CLOSED
from dlschool.domain.text import Text
from dlschool.domain.trace import GROUP_NAMES, TraceLine
from dlschool.gui.words import Words, shown
from dlschool.i18n import N_
from dlschool.services.workload import Load, sentence

Badged = tuple[Words, str]

NOT_VERIFIED = N_("not verified: it is not printed")


def badge(line: TraceLine) -> Badged:
    return GROUP_NAMES[line.group], "accent" if line.printed else "neutral"


def subject(line: TraceLine) -> Words:
    """«16.11.2026 · Посещение занятия»."""
    day = f"{line.date:%d.%m.%Y}"
    return Text(f"{day} · {line.name.kk}", f"{day} · {line.name.ru}")


def details(line: TraceLine) -> Words:
    """What was done, who, how long, where it is recorded, who verified it."""

    def said() -> str:
        parts = [
            shown(N_("closed to your role")) if line.text == CLOSED else _word(line.text),
            line.who,
            shown(N_("{hours} h"), hours=line.hours.replace(".", ",")) if line.hours else "",
            _word(line.system),
            _verified(line),
        ]
        return " · ".join(part for part in parts if part)

    return said


def _verified(line: TraceLine) -> str:
    if line.verified_by:
        return shown(N_("verified: {who}"), who=line.verified_by)
    return shown(NOT_VERIFIED) if line.printable else ""


def _word(value: str | Text) -> str:
    return shown(value) if isinstance(value, Text) else value


def load(of: Load) -> tuple[Words, str]:
    """The sentence of a subject and the role of its label: a difference stands out."""
    unlike = of.difference not in (None, 0)
    return sentence(of), "small-late" if unlike else "small-soft"
