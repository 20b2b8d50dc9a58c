"""The parts that a build for Windows is made of, without building: trimming, compiling, icons, words."""

import re
import runpy
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from installer.common import compile_tree, icons, trim
from installer.windows import launchers, wheels

WORDS = Path(wheels.__file__).parent / "language"


def _folder(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"four")
    return root


def _rules(root: Path, text: str) -> Path:
    path = root / "rules.toml"
    path.write_text(text, "utf-8")
    return path


def test_what_a_rule_names_goes_and_what_it_excepts_stays(tmp_path: Path) -> None:
    site = _folder(tmp_path / "site", "qt/a.dll", "qt/b.dll", "qt/deep/c.dll", "own/x.py")
    rules = _rules(
        tmp_path, '[[drop]]\nwhy = "not used"\nglobs = ["qt/**"]\nbut = ["qt/{b,c}.dll"]'
    )
    assert trim.trim(site, "windows", rules) == [trim.Trimmed("not used", 2, 8)]
    assert sorted(p.name for p in site.rglob("*")) == ["b.dll", "own", "qt", "x.py"]


def test_a_rule_that_matches_nothing_stops_the_build(tmp_path: Path) -> None:
    site = _folder(tmp_path / "site", "a/one.txt")
    rules = _rules(tmp_path, '[[drop]]\nwhy = "gone"\nglobs = ["a/*.txt", "b/**"]')
    with pytest.raises(trim.Pointless, match=r"b/\*\*"):
        trim.trim(site, "windows", rules)
    rules = _rules(tmp_path, '[[drop]]\nwhy = "gone"\nglobs = ["a/*"]\nbut = ["a/two.txt"]')
    with pytest.raises(trim.Pointless, match=r"a/two\.txt"):
        trim.trim(site, "windows", rules)
    assert (site / "a/one.txt").exists()


def test_a_rule_for_one_system_does_not_touch_the_other(tmp_path: Path) -> None:
    site = _folder(tmp_path / "site", "a.dll")
    rules = _rules(tmp_path, '[[drop]]\nwhy = "w"\nsystems = ["windows"]\nglobs = ["a.dll"]')
    assert trim.trim(site, "linux", rules) == []
    assert (site / "a.dll").exists()


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("a/*.py", "a/b.py", True),
        ("a/*.py", "a/b/c.py", False),
        ("**/*.pyi", "x.pyi", True),
        ("**/*.pyi", "a/b/x.pyi", True),
        ("a/**", "a/b/c", True),
        ("a/**", "ab", False),
        ("q{a,b}.dll", "qb.dll", True),
        ("q{a,b}.dll", "qc.dll", False),
        ("a.b", "aXb", False),
    ],
)
def test_globs_mean_what_they_say(glob: str, path: str, fits: bool) -> None:
    assert bool(trim.pattern(glob).fullmatch(path)) is fits


def test_every_rule_says_why() -> None:
    for system in ("windows", "linux"):
        assert all(len(rule.why) > 10 for rule in trim.rules(system))


SOURCE = '''"""Module."""
from __future__ import annotations

class Kind:
    """Kind."""

def command() -> str:
    """Help."""

def total(a: int) -> int:
    """Sum."""
    assert a
    return a + 1
'''


def test_compiled_modules_lose_their_docstrings_where_nobody_reads_them(tmp_path: Path) -> None:
    for name in ("lib/a.py", "cli/a.py"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(SOURCE, "utf-8")
    compile_tree.main(tmp_path, ["cli"])
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["a.pyc", "a.pyc"]
    bare, told = (runpy.run_path(str(tmp_path / name)) for name in ("lib/a.pyc", "cli/a.pyc"))
    for name in ("Kind", "command", "total"):
        assert bare[name].__doc__ is None
        assert told[name].__doc__
    assert bare["total"](1) == 2
    with pytest.raises(AssertionError):
        bare["total"](0)


def test_compiled_modules_are_read_from_an_archive_and_are_the_same_twice(tmp_path: Path) -> None:
    made = []
    for folder in ("one", "other"):
        place = tmp_path / folder / "kept"
        place.mkdir(parents=True)
        (place / "__init__.py").write_text(SOURCE, "utf-8")
        compile_tree.main(tmp_path / folder, [])
        made.append((place / "__init__.pyc").read_bytes())
    assert made[0] == made[1]
    archive = tmp_path / "program.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("kept/__init__.pyc", made[0])
    code = "import sys; sys.path.insert(0, sys.argv[1]); import kept; print(kept.total(4))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(archive)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "5\n"


def test_the_icon_holds_every_size_from_16_to_256(qapp: object) -> None:
    whole = icons.ico(icons.DRAWN / "dlschool.svg")
    _, kind, count = struct.unpack("<HHH", whole[:6])
    entries = [struct.unpack("<BBBBHHII", whole[6 + 16 * n : 22 + 16 * n]) for n in range(count)]
    assert kind == 1
    assert [entry[0] or 256 for entry in entries] == list(icons.ICO_SIZES)
    for entry in entries:
        content = whole[entry[7] : entry[7] + entry[6]]
        assert len(content) == entry[6]
        packed = content.startswith(b"\x89PNG")
        assert packed or struct.unpack("<I", content[:4]) == (40,)
        assert packed == ((entry[0] or 256) >= 128)


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", "0.1.0.0"), ("1.2", "1.2.0.0"), ("0.2.0rc1", "0.2.0.0"), ("1.2.3.4.5", "1.2.3.4")],
)
def test_windows_counts_versions_in_four_numbers(version: str, numbers: str) -> None:
    assert launchers.four_numbers(version) == numbers


def test_the_setup_says_everything_in_three_languages() -> None:
    text = (WORDS / "texts.nsh").read_text("utf-8-sig").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line.startswith("!insertmacro Text ")]
    assert len(lines) > 15
    for line in lines:
        said = re.findall(r'"([^"]*)"', line)
        assert len(said) == 3, line
        assert all(said), line
        values = [sorted(re.findall(r"\$\{(?!NAME_)\w+\}|\$\w+", part)) for part in said]
        assert values[0] == values[1] == values[2], line


def test_no_word_of_the_setup_mixes_alphabets() -> None:
    for name in ("texts.nsh", "Kazakh.nlf", "Kazakh.nsh"):
        text = (WORDS / name).read_text("utf-8-sig")
        text = re.sub(r"\$\\[rnt]|\\[rnt]|&|\$\{?\(?\^?\w+", " ", text)
        mixed = [
            word
            for word in re.findall(r"\w+", text)
            if re.search("[A-Za-z]", word) and re.search("[Ѐ-ӿ]", word)
        ]
        assert mixed == [], name


def test_the_kazakh_words_have_no_letter_that_kazakh_has_not() -> None:
    text = (WORDS / "Kazakh.nsh").read_text("utf-8-sig") + (WORDS / "Kazakh.nlf").read_text(
        "utf-8-sig"
    )
    letters = set(re.findall("[Ѐ-ӿ]", text.lower()))
    assert letters <= set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")
    assert {"қ", "ң", "ү", "і"} <= letters
