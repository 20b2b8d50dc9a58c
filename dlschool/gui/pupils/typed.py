"""What was typed about a pupil, and what the program says to it at once; pure, no widgets."""

from dataclasses import dataclass
from datetime import date

from dlschool.domain import iin as iins
from dlschool.domain import names
from dlschool.domain.iin import Facts
from dlschool.domain.pupil import Sex
from dlschool.domain.text import Text


def repaired(parts: tuple[str, ...]) -> tuple[str, ...] | None:
    """The parts of a name with look-alike letters replaced; None if there is nothing to repair.

    The parts are looked at together: a word of nothing but look-alikes is one of them only beside
    Cyrillic words.
    """
    right = names.lookalikes("\n".join(parts))
    return tuple(right.split("\n")) if right is not None else None


@dataclass(frozen=True, slots=True)
class IinWord:
    """What the digits typed so far give: doubts to correct or keep with a reason, and facts."""

    doubts: tuple[Text, ...] = ()
    facts: Facts | None = None
    """Birth date and sex by the digits, where they differ from what the fields hold."""
    complete: bool = False
    """Twelve characters or more, or a letter among them: worth judging."""

    @property
    def kept_needs_reason(self) -> bool:
        return bool(self.doubts)


def iin_word(iin: str, birth: date | None, sex: Sex | None) -> IinWord:
    """Silent while a number is still being typed: fewer than twelve digits are no mistake yet."""
    iin = iin.strip()
    if len(iin) < iins.LENGTH and (not iin or iin.isdigit()):
        return IinWord()
    said = iins.facts(iin)
    differs = said is not None and (said.birth_date != birth or said.sex is not sex)
    return IinWord(tuple(iins.check(iin, birth, sex)), said if differs else None, True)
