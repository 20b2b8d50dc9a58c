"""IIN (ЖСН/ИИН) of a person and BIN (БСН/БИН) of an organisation: twelve digits that say something.

IIN: YYMMDD, a digit for century and sex (1-6), four of a serial, a check digit. BIN: YYMM of
registration, a type (4 resident, 5 non-resident, 6 joint entrepreneur), a kind (0-3), five of a
serial, the same check digit. (studies/domain.md, 5.1 and 5.2; agreed by seven implementations.)
"""

from dataclasses import dataclass
from datetime import date

from dlschool.domain.pupil import SEX_NAMES, Sex
from dlschool.domain.text import Text

LENGTH = 12
_FIRST_WEIGHTS = range(1, 12)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the digits say of the person."""

    birth_date: date
    sex: Sex


def facts(iin: str) -> Facts | None:
    """Birth date and sex by the digits, the check digit left aside; None if they say no such thing."""
    if not _twelve_digits(iin) or iin[6] not in _CENTURIES:
        return None
    birth = _date(iin)
    if birth is None:
        return None
    return Facts(birth, Sex.MALE if int(iin[6]) % 2 else Sex.FEMALE)


def check(iin: str, birth: date | None = None, sex: Sex | None = None) -> list[Text]:
    """Everything that is wrong with the IIN, also against what is known of the person."""
    problems = _digits_problems(iin, "ЖСН", "ИИН")
    if problems:
        return problems
    if iin[6] not in _CENTURIES:
        problems.append(
            Text(
                f"ЖСН: жетінші цифр 1-ден 6-ға дейін болуы керек, мұнда {iin[6]}.",
                f"ИИН: седьмая цифра должна быть от 1 до 6, здесь {iin[6]}.",
            )
        )
    elif _date(iin) is None:
        shown = f"{iin[4:6]}.{iin[2:4]}.{_CENTURIES[iin[6]] + int(iin[:2])}"
        problems.append(
            Text(
                f"ЖСН: {shown} деген күн жоқ.",
                f"ИИН: даты {shown} не существует.",
            )
        )
    problems += _check_digit_problems(iin, "ЖСН", "ИИН")
    return problems + _disagreements(facts(iin), birth, sex)


def check_bin(bin_: str) -> list[Text]:
    """Everything that is wrong with the BIN."""
    problems = _digits_problems(bin_, "БСН", "БИН")
    if problems:
        return problems
    if not 1 <= int(bin_[2:4]) <= 12:
        problems.append(
            Text(
                f"БСН: тіркелген айы {bin_[2:4]} бола алмайды.",
                f"БИН: месяца регистрации {bin_[2:4]} не бывает.",
            )
        )
    if bin_[4] not in "456":
        problems.append(
            Text(
                f"БСН: бесінші цифр 4, 5 немесе 6 болуы керек, мұнда {bin_[4]}.",
                f"БИН: пятая цифра должна быть 4, 5 или 6, здесь {bin_[4]}.",
            )
        )
    return problems + _check_digit_problems(bin_, "БСН", "БИН")


def check_digit(eleven: str) -> int | None:
    """The twelfth digit for the first eleven; None for a prefix that is never issued."""
    digits = [int(digit) for digit in eleven]
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        rest = sum(d * w for d, w in zip(digits, weights, strict=True)) % 11
        if rest < 10:
            return rest
    return None


def made(birth: date, sex: Sex, serial: int) -> str:
    """A right IIN of nobody, for samples and tests; `serial` grows until a check digit exists."""
    century = {18: 1, 19: 3, 20: 5}[birth.year // 100] + (sex is Sex.FEMALE)
    while True:
        eleven = f"{birth:%y%m%d}{century}{serial % 10000:04}"
        digit = check_digit(eleven)
        if digit is not None:
            return f"{eleven}{digit}"
        serial += 1


def _twelve_digits(number: str) -> bool:
    return len(number) == LENGTH and number.isascii() and number.isdigit()


def _date(iin: str) -> date | None:
    try:
        return date(_CENTURIES[iin[6]] + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))
    except ValueError:
        return None


def _digits_problems(number: str, kk: str, ru: str) -> list[Text]:
    if _twelve_digits(number):
        return []
    if not (number.isascii() and number.isdigit()):
        return [
            Text(
                f"{kk} тек цифрлардан тұрады, мұнда «{number}».",
                f"{ru} состоит только из цифр, здесь «{number}».",
            )
        ]
    return [
        Text(
            f"{kk} 12 цифрдан тұрады, мұнда {len(number)}.",
            f"{ru} состоит из 12 цифр, здесь {len(number)}.",
        )
    ]


def _check_digit_problems(number: str, kk: str, ru: str) -> list[Text]:
    digit = check_digit(number[:-1])
    if digit is None:
        return [
            Text(
                f"{kk}: мұндай нөмір берілмейді, оның бақылау цифры болмайды.",
                f"{ru}: такой номер не выдаётся, у него не бывает контрольной цифры.",
            )
        ]
    if digit == int(number[-1]):
        return []
    return [
        Text(
            f"{kk}: бақылау (соңғы) цифры {digit} болуы керек, мұнда {number[-1]}.",
            f"{ru}: контрольная (последняя) цифра должна быть {digit}, здесь {number[-1]}.",
        )
    ]


def _disagreements(said: Facts | None, birth: date | None, sex: Sex | None) -> list[Text]:
    problems = []
    if said and birth and said.birth_date != birth:
        problems.append(
            Text(
                f"ЖСН бойынша туған күні {said.birth_date:%d.%m.%Y}, "
                f"ал көрсетілгені {birth:%d.%m.%Y}.",
                f"По ИИН дата рождения {said.birth_date:%d.%m.%Y}, а указана {birth:%d.%m.%Y}.",
            )
        )
    if said and sex and said.sex is not sex:
        by_iin, given = SEX_NAMES[said.sex], SEX_NAMES[sex]
        problems.append(
            Text(
                f"ЖСН бойынша жынысы: {by_iin.kk}, ал көрсетілгені: {given.kk}.",
                f"По ИИН пол: {by_iin.ru}, а указан: {given.ru}.",
            )
        )
    return problems
