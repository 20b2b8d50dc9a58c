"""The words of the window: every message is known, translated, and safe to fill."""

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
LANGUAGES = ("kk", "ru")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
SAME_IN_BOTH: frozenset[str] = frozenset()
"""Messages that are rightly written alike in Kazakh and in Russian, longer than 12 letters."""

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
LATIN = "A-Za-z"
CYRILLIC = "\u0400-\u04ff"
MIXED = re.compile(rf"[{LATIN}{CYRILLIC}]*(?:[{LATIN}][{CYRILLIC}]|[{CYRILLIC}][{LATIN}])\w*")


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue of "kk" or "ru"; of "" the template."""
    place = ROOT / "i18n" / language / "LC_MESSAGES/dlschool.po"
    with (place if language else ROOT / "i18n/dlschool.pot").open("rb") as file:
        return read_po(file, locale=language or None)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def ids(language: str) -> set[str]:
    return {key(message.id) for message in messages(language)}


def wordings(value: str | Sequence[str] | None) -> list[str]:
    """The message alone; of one with a plural, its singular and the rest."""
    return [value or ""] if isinstance(value, str | None) else list(value)


def key(value: str | Sequence[str] | None) -> str:
    return wordings(value)[0]


def placeholders(wording: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


def without_placeholders(wording: str) -> str:
    return " ".join(text for text, _, _, _ in Formatter().parse(wording))


@cache
def ids_in_code() -> frozenset[str]:
    found = extract_from_dir(
        ROOT, [("dlschool/**.py", "python")], {"dlschool/**.py": {"encoding": "utf-8"}}, KEYWORDS
    )
    return frozenset(key(message) for _, _, message, _, _ in found)


def calls_of_messages(
    under: Callable[[ast.AST], Iterator[ast.AST]],
) -> Iterator[tuple[str, ast.Call]]:
    """Calls of `_`, `N_` and `ngettext` among the nodes that `under` finds in each module."""
    for path in sorted((ROOT / "dlschool").rglob("*.py")):
        for node in under(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in KEYWORDS:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def run_by_import(node: ast.AST) -> Iterator[ast.AST]:
    """What an import runs: all but the bodies of functions."""
    yield node
    for child in ast.iter_child_nodes(node):
        yield from run_by_import(child.args if isinstance(child, FUNCTIONS) else child)


def test_the_template_holds_exactly_the_messages_of_the_code() -> None:
    assert len(ids_in_code()) > 0
    assert ids("") == ids_in_code(), "run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_exactly_the_messages_of_the_template(language: str) -> None:
    assert ids(language) == ids("")
    assert list(catalogue(language).obsolete) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_by_guess(language: str) -> None:
    lacking = [m.id for m in messages(language) if m.fuzzy or not all(wordings(m.string))]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_the_same_named_places_as_the_message(language: str) -> None:
    wrong = [
        (m.id, wording)
        for m in messages(language)
        for wording in wordings(m.string)
        if placeholders(wording) != placeholders(wordings(m.id)[-1])
    ]
    assert wrong == []


def test_a_place_in_a_message_has_a_name() -> None:
    assert [m for m in ids_in_code() for p in placeholders(m) if not p.isidentifier()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_mixes_latin_and_cyrillic_letters(language: str) -> None:
    mixed = [
        (m.id, MIXED.findall(without_placeholders(wording)))
        for m in messages(language)
        for wording in wordings(m.string)
        if MIXED.search(without_placeholders(wording))
    ]
    assert mixed == []


def test_kazakh_is_not_russian_copied() -> None:
    russian = {key(m.id): wordings(m.string) for m in messages("ru")}
    copied = [
        (key(m.id), wording)
        for m in messages("kk")
        for wording in wordings(m.string)
        if wording in russian[key(m.id)]
        and len(re.findall(f"[{CYRILLIC}]", wording)) > 12
        and wording not in SAME_IN_BOTH
    ]
    assert copied == []


def test_a_kazakh_sentence_has_letters_that_russian_lacks() -> None:
    foreign = [
        (key(m.id), wording)
        for m in messages("kk")
        for wording in wordings(m.string)
        if len(re.findall(f"[{CYRILLIC}]", wording)) > 30
        and not re.search("[әғқңөұүһі]", wording.lower())
    ]
    assert foreign == []


def test_a_message_is_one_literal_that_the_catalogues_can_hold() -> None:
    built = (ast.JoinedStr, ast.BinOp, ast.Call)
    assert [
        where
        for where, call in calls_of_messages(ast.walk)
        if any(isinstance(argument, built) for argument in call.args[:1])
    ] == []


def test_no_message_is_translated_while_a_module_is_imported() -> None:
    translated = [
        where for where, call in calls_of_messages(run_by_import) if ast.unparse(call.func) != "N_"
    ]
    assert translated == []
