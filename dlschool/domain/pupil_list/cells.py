"""What one cell of a list says. Each function gives the value and, where it is doubtful, why."""

import re
from dataclasses import dataclass
from datetime import date

from dlschool.domain import iin as iins
from dlschool.domain.names import class_letter, clean, folded, lookalikes, parse_class
from dlschool.domain.pupil import Relation, Sex
from dlschool.domain.text import Text
from dlschool.tables import Cell

NOTHING = frozenset(
    {"", "-", "–", "—", "--", "нет", "жоқ", "жок", "отсутствует", "не указан", "не указано", "n/a"}
)
"""What stands in a cell where there is nothing to say."""
_NOT_ASSIGNED = re.compile("берілме|присво|оформл|рәсімде|жасалуда|в процессе")
_LOST_LETTER = re.compile("[\ufffd?]")

_SEXES = (
    (re.compile(r"[еeұмm]|ер|ер бала|еркек|ұл|ұл бала|муж\w*|мальчик|male"), Sex.MALE),
    (re.compile(r"[қәждf]|қыз|қыз бала|әйел|жен\w*|дев\w*|female"), Sex.FEMALE),
)
_LANGUAGES = {
    "kk": re.compile(r"\b(?:қаз|каз|kk\b|kaz)"),
    "ru": re.compile(r"\b(?:орыс|рус|ru\b|rus)"),
    "en": re.compile(r"\b(?:ағыл|англ|en\b|eng)"),
    "ug": re.compile(r"\b(?:ұйғ|уйг|ug\b)"),
    "uz": re.compile(r"\b(?:өзб|узб|uz\b)"),
    "tj": re.compile(r"\b(?:тәж|тадж|tj\b)"),
}
_RELATIONS = (
    (re.compile(r"\bана|\bшеше|\bмат|\bмам"), Relation.MOTHER),
    (re.compile(r"\bәке|\bот(?:ец|ца)|\bпап"), Relation.FATHER),
    (re.compile(r"қорғаншы|опекун"), Relation.CUSTODIAN),
    (re.compile(r"қамқоршы|попечит"), Relation.TRUSTEE),
    (re.compile(r"асырап|усынов|удочер"), Relation.ADOPTIVE),
    (re.compile(r"патронат"), Relation.FOSTER),
)
_YES = frozenset({"иә", "иа", "да", "+", "1", "yes", "true", "v", "✓", "бар", "есть"})
_NO = frozenset({*NOTHING, "0", "no", "false"})
_AT_HOME = re.compile(r"үйден?|үйден? оқ(?:иды|у|ыту|ытылады)|(?:обучение )?на дому|надомн\w*")


@dataclass(frozen=True, slots=True)
class IinCell:
    """An IIN as the list has it: `wrong` makes the row unusable, `reason` says why there is none."""

    iin: str = ""
    reason: str = ""
    wrong: Text | None = None


def text(cell: Cell) -> str:
    """The cell as one line; whole numbers without a point, dates as DD.MM.YYYY."""
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell))


def words(cell: Cell) -> str:
    """The cell's text; "" for «-», «жоқ», «нет» and the like."""
    shown = text(cell)
    return "" if shown.casefold() in NOTHING else shown


def lost_letters(shown: str) -> Text | None:
    """Letters that a wrong encoding turned into «?» before the file came here."""
    if not _LOST_LETTER.search(shown):
        return None
    return Text(
        f"«{shown}»: әріптер жоғалған («?»). Тізімді .xlsx немесе UTF-8 түрінде қайта сақтаңыз.",
        f"«{shown}»: буквы потеряны («?»). Сохраните список заново в .xlsx или UTF-8.",
    )


def repaired(name: str) -> str:
    """The name with Latin look-alikes replaced; as long as before."""
    return lookalikes(name) or name


def repair_told(before: str, after: str) -> Text | None:
    """A warning that names the letters replaced; None if there were none."""
    wrong = dict.fromkeys(a for a, b in zip(before, after, strict=True) if a != b)
    if not wrong:
        return None
    listed = ", ".join(wrong)
    return Text(
        f"«{before}»: латын әрпі бар ({listed}); «{after}» деп түзетілді.",
        f"«{before}»: есть латинские буквы ({listed}); исправлено на «{after}».",
    )


def iin_of(cell: Cell, birth: date | None) -> IinCell:
    """The twelve digits; zeros that Excel dropped in front are put back.

    `birth`, if known, decides whether eleven digits only lost their zeros.
    """
    shown = words(cell)
    if not shown or shown == "0":
        return IinCell()
    if isinstance(cell, str) and _NOT_ASSIGNED.search(folded(shown)):
        return IinCell(reason=shown)
    if re.fullmatch(r"\d[.,]\d+e\+?\d+", shown, re.IGNORECASE):
        return IinCell(wrong=_shortened(shown))
    digits = re.sub(r"[\s'’`\-]", "", shown)
    if 9 <= len(digits) < iins.LENGTH and digits.isdigit():
        padded = digits.zfill(iins.LENGTH)
        facts = iins.facts(padded)
        if not iins.check(padded) or (facts and facts.birth_date == birth):
            return IinCell(padded)
    if len(digits) != iins.LENGTH or not digits.isdigit():
        return IinCell(wrong=iins.check(digits if digits.isdigit() else shown)[0])
    return IinCell(digits)


def _shortened(shown: str) -> Text:
    return Text(
        f"ЖСН Excel-де қысқарып кеткен («{shown}»). Бағанды мәтін түрінде сақтаңыз.",
        f"ИИН сокращён в Excel («{shown}»). Сохраните столбец как текст.",
    )


def sex_of(cell: Cell) -> tuple[Sex | None, Text | None]:
    shown = words(cell)
    if not shown:
        return None, None
    for pattern, sex in _SEXES:
        if pattern.fullmatch(folded(shown)):
            return sex, None
    return None, not_understood(cell)


def language_of(cell: Cell) -> tuple[str, Text | None]:
    shown = words(cell)
    found = [code for code, pattern in _LANGUAGES.items() if pattern.search(folded(shown))]
    if len(found) == 1 or not shown:
        return (found[0] if found else ""), None
    return "", not_understood(cell)


def relation_of(cell: Cell) -> tuple[Relation | None, Text | None]:
    shown = folded(words(cell))
    if not shown:
        return None, None
    if re.search(r"\bата ?ана|родитель", shown):
        return Relation.PARENT, None
    found = (relation for pattern, relation in _RELATIONS if pattern.search(shown))
    return next(found, Relation.OTHER), None


def yes_or_no(cell: Cell) -> tuple[bool | None, Text | None]:
    """None for an empty cell and for one that says neither."""
    shown = text(cell).casefold()
    if shown in _YES or _AT_HOME.fullmatch(shown):
        return True, None
    if shown in _NO:
        return (False if shown else None), None
    return None, not_understood(cell)


def class_of(whole: Cell, grade: Cell, letter: Cell) -> tuple[int | None, str, Text | None]:
    """Grade and letter from the columns «Класс», «Параллель» and «Литер», as far as there are."""
    cells = [words(cell) for cell in (whole, grade, letter)]
    read = [parse_class(shown) if shown else None for shown in cells]
    found = next((each for each in read if each), None)
    shown = " ".join(filter(None, cells))
    if found is None:
        return None, "", not_understood(shown) if shown else None
    letter_in = next((each[1] for each in reversed(read) if each and each[1]), "")
    if cells[2] and not (read[2] and (read[2][1] or found is read[2])):
        letter_in = class_letter(cells[2])
    return found[0], letter_in, _latin_class(shown)


def _latin_class(shown: str) -> Text | None:
    """A class letter typed in Latin; the words beside it do not count."""
    for latin in re.findall(r"[A-Za-zƏə]+", shown):
        letter = class_letter(latin)
        if letter != latin.upper():
            return Text(
                f"«{shown}»: сынып литері латын әрпімен жазылған; «{letter}» деп алынды.",
                f"«{shown}»: литер класса набран латинской буквой; взят как «{letter}».",
            )
    return None


def not_understood(cell: Cell) -> Text:
    shown = text(cell)
    return Text(f"«{shown}» түсініксіз; бос қалды.", f"«{shown}» не распознано; оставлено пустым.")
