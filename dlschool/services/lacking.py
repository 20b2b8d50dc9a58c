"""What unsettled steps lack, said with the point that asks for each."""

from collections.abc import Iterable

from dlschool.domain.text import Text
from dlschool.law import points
from dlschool.law.step import State, Step

PRACTICE = Text("тәжірибе", "практика")
WAITS = Text("кезегін күтуде", "ждёт своей очереди")


def lacking(steps: Iterable[Step]) -> list[Text]:
    """One text a step: «Заявление (п. 13): Документа в деле нет»; settled steps say nothing.

    A blocked step only says that it waits: what it waits for stands in the list itself.
    """
    return [_said(step) for step in steps if step.state in (State.OPEN, State.BLOCKED)]


def _said(step: Step) -> Text:
    asked, missing = asked_by(step), _missing(step)
    return Text(
        f"{step.name.kk} ({asked.kk}): {missing.kk}", f"{step.name.ru} ({asked.ru}): {missing.ru}"
    )


def asked_by(step: Step) -> Text:
    """The points that ask for the step, or «practice» where none does."""
    if step.basis == "practice" or not step.points:
        return PRACTICE
    words = [points.words(key) for key in step.points]
    return Text(", ".join(w.kk for w in words), ", ".join(w.ru for w in words))


def _missing(step: Step) -> Text:
    if step.state is State.BLOCKED or not step.missing:
        return WAITS
    return Text(
        " ".join(text.kk for text in step.missing).rstrip("."),
        " ".join(text.ru for text in step.missing).rstrip("."),
    )
