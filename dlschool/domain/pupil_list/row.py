"""One row of a list: what it says of the pupil, what is wrong with it, what is doubtful."""

import re
from dataclasses import replace

from dlschool.domain import iin as iins
from dlschool.domain.dates import parse_date
from dlschool.domain.names import class_name, foreign_letters, parse_class, split_full_name, tidy
from dlschool.domain.pupil import SEX_NAMES, Pupil
from dlschool.domain.pupil_list import cells
from dlschool.domain.pupil_list.draft import ListRow, RowState
from dlschool.domain.pupil_list.fields import Field
from dlschool.domain.pupil_list.guardian import read_guardian
from dlschool.domain.pupil_list.headings import Table
from dlschool.domain.pupil_list.noting import Noting
from dlschool.domain.text import Text
from dlschool.tables import Row

KEPT_IIN = "тізімде осылай жазылған / так в списке"
"""The reason with which a doubtful IIN is kept."""

_PLAIN = (
    "last first middle iin iin_reason birth_date sex grade letter language address special_needs note"
).split()


def read_row(sheet: str, table: Table, row: Row, class_above: str = "") -> ListRow:
    """`class_above`: the class that a title over the rows names, for rows that name none."""
    noting = Noting(table, row)
    last, first, middle = _names(noting)
    birth, unclear = parse_date(table.cell(row, Field.BIRTH_DATE))
    noting.problem(unclear, Field.BIRTH_DATE)
    grade, letter = _class(noting, class_above)
    at_home = noting.warned(cells.yes_or_no, Field.HOME_TEACHING)
    pupil = Pupil(
        last=last,
        first=first,
        middle=middle,
        birth_date=birth,
        sex=noting.warned(cells.sex_of, Field.SEX),
        grade=grade,
        letter=letter,
        language=noting.warned(cells.language_of, Field.LANGUAGE),
        address=noting.words(Field.ADDRESS),
        special_needs=noting.words(Field.SPECIAL_NEEDS),
        home_teaching=bool(at_home),
        note=noting.words(Field.NOTE),
        iin_reason=noting.words(Field.IIN_REASON),
    )
    pupil = _with_iin(pupil, noting)
    given = frozenset(name for name in _PLAIN if getattr(pupil, name) not in ("", None))
    guardian = read_guardian(noting)
    return ListRow(
        sheet=sheet,
        number=row.number,
        pupil=_completed(pupil, noting),
        guardian=guardian,
        given=given if at_home is None else given | {"home_teaching"},
        written=noting.written,
        headings=table.headings,
        problems=tuple(noting.problems),
        warnings=tuple(noting.warnings),
        state=RowState.REFUSED if noting.problems else RowState.NEW,
    )


def _names(noting: Noting) -> tuple[str, str, str]:
    """Surname, first name and patronymic, tidied and repaired."""
    whole = noting.table.column(Field.FULL_NAME) is not None
    if whole:
        raw = split_full_name(noting.name(Field.FULL_NAME))
    else:
        last, first, middle = map(noting.name, (Field.LAST, Field.FIRST, Field.MIDDLE))
        if not middle and not (first and last):
            last, first, middle = split_full_name(f"{last} {first}")
        elif noting.table.column(Field.MIDDLE) is None:
            _, first, middle = split_full_name(f"- {first}")
        raw = (last, first, middle)
    noting.written |= zip(("last", "first", "middle"), raw, strict=True)
    tidied = "\n".join(tidy(part) for part in raw)
    right = cells.repaired(tidied)
    noting.repaired(tidied, right, [Field.FULL_NAME] * 3 if whole else _NAME_PARTS)
    last, first, middle = right.split("\n")
    _doubt_names(last, first, middle, noting)
    return last, first, middle


_NAME_PARTS = [Field.LAST, Field.FIRST, Field.MIDDLE]


_NO_SIGN_OF_A_NAME = re.compile(r"[^\w\s.\-‐–'’ʼ`]|_")


def _doubt_names(last: str, first: str, middle: str, noting: Noting) -> None:
    full = " ".join(part for part in (last, first, middle) if part)
    where = (Field.FULL_NAME, Field.FIRST if last else Field.LAST)
    if not full:
        noting.problem(Text("Аты-жөні жазылмаған.", "Не указаны фамилия и имя."), *where)
    elif not (last and first):
        noting.problem(
            Text(
                f"Аты-жөні толық емес: «{full}». Тегі де, аты да керек.",
                f"Имя неполное: «{full}». Нужны и фамилия, и имя.",
            ),
            *where,
        )
    elif re.search(r"\d", full):
        noting.problem(Text(f"Есімде цифр бар: «{full}».", f"В имени цифра: «{full}»."), *where)
    if re.fullmatch(r"\w\.?", first):
        noting.warn(
            Text(f"Аты толық жазылмаған: «{full}».", f"Имя не полностью: «{full}»."), *where
        )
    signs = "".join(dict.fromkeys(_NO_SIGN_OF_A_NAME.findall(full)))
    if signs:
        noting.warn(
            Text(f"«{full}»: артық белгі: {signs}", f"«{full}»: лишние знаки: {signs}"), *where
        )
    strange = foreign_letters(full)
    if strange:
        noting.warn(
            Text(
                f"«{full}»: қазақ әліпбиінде жоқ әріп: {', '.join(strange)}.",
                f"«{full}»: буквы не из казахского алфавита: {', '.join(strange)}.",
            ),
            *where,
        )


_CLASS_FIELDS = (Field.CLASS, Field.GRADE, Field.LETTER)


def _class(noting: Noting, class_above: str) -> tuple[int | None, str]:
    grade, letter, doubt = cells.class_of(*(noting.cell(field) for field in _CLASS_FIELDS))
    noting.warn(doubt, *_CLASS_FIELDS)
    if grade is not None or doubt:
        return grade, letter
    above = parse_class(class_above) if class_above else None
    if above is None:
        noting.warn(Text("Сыныбы көрсетілмеген.", "Класс не указан."), *_CLASS_FIELDS)
        return None, ""
    shown = class_name(*above)
    noting.warn(
        Text(f"Сынып тақырыптан алынды: {shown}.", f"Класс взят из заголовка: {shown}."),
        *_CLASS_FIELDS,
    )
    return above


def _with_iin(pupil: Pupil, noting: Noting) -> Pupil:
    """With the IIN of the list, each doubt about it noted."""
    found = cells.iin_of(noting.cell(Field.IIN), pupil.birth_date)
    noting.problem(found.wrong, Field.IIN)
    for doubt in iins.check(found.iin, pupil.birth_date, pupil.sex) if found.iin else ():
        noting.warn(doubt, Field.IIN)
    return replace(pupil, iin=found.iin, iin_reason=found.reason or pupil.iin_reason)


def _completed(pupil: Pupil, noting: Noting) -> Pupil:
    """With birth date and sex by a right IIN where the list gives none, and a reason for a wrong."""
    if pupil.iin and iins.check(pupil.iin, pupil.birth_date, pupil.sex):
        return replace(pupil, iin_reason=pupil.iin_reason or KEPT_IIN)
    facts = iins.facts(pupil.iin)
    if facts is None:
        return pupil
    if pupil.birth_date is None and not noting.words(Field.BIRTH_DATE):
        noting.taken_from_iin(Field.BIRTH_DATE, _same(f"{facts.birth_date:%d.%m.%Y}"))
        pupil = replace(pupil, birth_date=facts.birth_date)
    if pupil.sex is None:
        noting.taken_from_iin(Field.SEX, SEX_NAMES[facts.sex])
        pupil = replace(pupil, sex=facts.sex)
    return pupil


def _same(shown: str) -> Text:
    return Text(shown, shown)
