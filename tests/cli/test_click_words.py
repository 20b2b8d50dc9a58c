"""click's own words in the user's language: usage errors and the headings of --help."""

import re
from pathlib import Path

import click
import pytest

from dlschool import i18n
from dlschool.cli import click_words
from dlschool.cli.main import run


@pytest.mark.parametrize(
    ("language", "arguments", "said"),
    [
        ("kk", ["frob"], "Қате: Мұндай пәрмен жоқ: 'frob'."),
        ("ru", ["frob"], "Ошибка: Такой команды нет: 'frob'."),
        ("kk", ["materials", "issue"], "Параметр жазылмаған: '--material'."),
        ("ru", ["materials", "issue"], "Не указан параметр '--material'."),
        ("ru", ["materials", "issue", "--nope"], "Такого параметра нет: '--nope'."),
        ("ru", ["materials", "issue", "--material"], "Параметру '--material' нужно значение."),
        ("kk", ["marks", "list", "--term", "7"], "7 мына аралыққа кірмейді: 1<=x<=4."),
        ("ru", ["materials", "add", "textbok", "x"], "'textbok' нет среди следующих: 'programme'"),
    ],
)
def test_wrong_use_is_said_in_the_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
    language: str, arguments: list[str], said: str,
) -> None:  # fmt: skip
    assert run(["--data-dir", str(tmp_path), "--language", language, *arguments]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert said in told
    assert not re.search(r"Usage|Error|Try|Invalid|Missing|No such", told)


@pytest.mark.parametrize(
    ("language", "usage", "options"),
    [("kk", "Қолданылуы:", "Параметрлер:"), ("ru", "Использование:", "Параметры:")],
)
def test_help_has_its_headings_in_the_language_named_before_it(
    capsys: pytest.CaptureFixture[str], language: str, usage: str, options: str
) -> None:
    assert run([f"--language={language}", "pupils", "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(usage)
    assert options in told


def test_a_language_that_is_none_is_refused_in_one_that_is_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--language", "en", "pupils"]) == 2
    assert "'en'" in capsys.readouterr().err


def test_every_word_listed_is_one_that_click_says_and_has_both_languages() -> None:
    folder = Path(click.__file__).parent
    source = "".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    said = source.replace("\\n", "\n").replace("\\t", "\t")
    for message in click_words.MESSAGES:
        assert message in said, message
        for language in i18n.LANGUAGES:
            assert i18n.translate(message, language) != message, message
