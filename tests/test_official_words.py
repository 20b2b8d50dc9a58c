"""The words of both languages wherever they stand: catalogues, `Text(kk, ru)` in code, resources/*.toml."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
LANGUAGES = ("kk", "ru")
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN, CYRILLIC = "A-Za-z", "\u0400-\u04ff"
MIXED = re.compile(rf"[{LATIN}][{CYRILLIC}]|[{CYRILLIC}][{LATIN}]")
GAP = re.compile(r"\{[^{}]*\}")
RUSSIAN = frozenset(
    "и в во на по для или из от что как при это нет есть об без через если также "
    "база базада базаны базаға класс классы школа ученик приказ справка совет заседание "
    "протокол выписка дело четверть оценка учебный учитель предмет родитель обучение".split()
)
STEMS = re.compile(r"форма(?!т)|команда|парол|скан(?:|дар|ды|ы|ға|ның)(?![\w-])")
"""Words that a Kazakh text says otherwise: дерекқор, терезе, құпиясөз, пәрмен, скан-көшірме …"""

ENDING = re.compile(
    r"\}»?-?(?:ға|ге|қа|ке|на|не|[ндт]ың|[ндт]ің|[ндт][ыі]|[дт][ае]|нда|нде|[дтн]ан|[дтн]ен|[мбп]ен|с[ыі])"
    r"(?!\w)"
)
"""A case ending glued to what is filled in: its vowel and its consonant cannot be known beforehand."""

SPACED_EN = re.compile(" – ")
SIDE_OF_RANGE = r"(?:\{[^{}]*\}|[0-9.:]+|бастап|дейін|с|по)"
RANGE = re.compile(rf"(?<!\w){SIDE_OF_RANGE} – {SIDE_OF_RANGE}(?!\w)")

Said = tuple[str, str]
"""Where it stands, and the words."""


def literal(node: ast.expr) -> str:
    """The constant words of an expression; what is computed stands as «{}»."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) for part in node.values)
    return "{}"


def in_code(place: int) -> Iterator[Said]:
    """`place` 0 is Kazakh, 1 Russian."""
    for path in sorted((ROOT / "dlschool").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Text":
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield from ((where, literal(said)) for said in node.args[place : place + 1])


def in_table(where: str, value: object, language: str) -> Iterator[Said]:
    if isinstance(value, dict):
        for key, under in value.items():
            if key == language and isinstance(under, str):
                yield where, under
            yield from in_table(f"{where}.{key}", under, language)
    elif isinstance(value, list):
        for number, under in enumerate(value):
            yield from in_table(f"{where}[{number}]", under, language)


def in_resources(language: str) -> Iterator[Said]:
    for path in sorted((ROOT / "resources").rglob("*.toml")):
        yield from in_table(path.name, tomllib.loads(path.read_text("utf-8")), language)


def in_catalogue(language: str) -> Iterator[Said]:
    with (ROOT / "i18n" / language / "LC_MESSAGES/dlschool.po").open("rb") as file:
        for message in read_po(file, locale=language):
            said = message.string
            for words in [said] if isinstance(said, str) else said or ():
                if message.id:
                    yield str(message.id), words


@cache
def everything(language: str) -> tuple[Said, ...]:
    place = LANGUAGES.index(language)
    code, resources = list(in_code(place)), list(in_resources(language))
    assert len(code) > 500
    assert len(resources) > 500
    return (*code, *resources, *in_catalogue(language))


def russian_words(kazakh: str) -> list[str]:
    """A word with a hyphen is one word: «скан-көшірме» is Kazakh."""
    words = re.findall(r"[\w-]+", GAP.sub(" ", kazakh).lower())
    return [word for word in words if word in RUSSIAN or STEMS.match(word)]


def wrong_dashes(words: str) -> int:
    """En dashes with spaces between anything but the two ends of a range."""
    return len(SPACED_EN.findall(words)) - len(RANGE.findall(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_holds_a_letter_of_the_other_alphabet(language: str) -> None:
    assert [said for said in everything(language) if MIXED.search(GAP.sub(" ", said[1]))] == []


def test_kazakh_is_written_with_the_42_letters() -> None:
    foreign = re.compile(rf"[{CYRILLIC}]")
    odd = [
        (where, letter)
        for where, words in everything("kk")
        for letter in foreign.findall(words.lower())
        if letter not in KAZAKH
    ]
    assert odd == []


def test_kazakh_does_without_the_russian_words_that_have_kazakh_ones() -> None:
    assert [(*said, found) for said in everything("kk") if (found := russian_words(said[1]))] == []


def test_a_russian_word_would_be_found() -> None:
    assert russian_words("{база} Базада форма жоқ.") == ["базада", "форма"]
    assert russian_words("Скандарды формаңызға салып, командасын беріңіз.") == [
        "формаңызға",
        "командасын",
    ]
    assert russian_words("Скан-көшірме дәстүрлі форматта дерекқорда сақталды.") == []


def test_what_is_filled_into_kazakh_takes_no_ending() -> None:
    assert [said for said in everything("kk") if ENDING.search(said[1])] == []
    assert ENDING.search("«{name}»-ге дейін")
    assert not ENDING.search("{number}-тоқсан, {grade}-сыныпқа, {date} күніне дейін, {a} мен {b}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dash_between_clauses_is_long_and_one_of_a_range_is_short(language: str) -> None:
    assert [said for said in everything(language) if wrong_dashes(said[1])] == []


def test_a_short_dash_between_clauses_would_be_found() -> None:
    assert wrong_dashes("Приказ – основание.") == 1
    assert wrong_dashes("С {start} – {until}, 09.11.2026 – 27.12.2026") == 0
    assert wrong_dashes("«{text}» – не дата") == 1
