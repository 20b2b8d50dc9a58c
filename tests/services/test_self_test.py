"""The self test: a whole program is whole; whatever is taken out of it or spoilt is named."""

import dis
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType

import pytest
import self_test_list

from dlschool.services import self_test, self_test_code
from dlschool.services.self_test import Check, Result

ROOT = Path(__file__).parents[2]
RUN = """
import sys
from dlschool import i18n
from dlschool.services import self_test, self_test_code
i18n.set_language("ru")
results = list(self_test.run(sys.argv[1:]))
print("\\n".join(self_test.lines(results, "ru")))
print(self_test.sentence(results).text("ru"))
"""
WHOLE = "Программа цела."
FILES, CODE, LIBRARIES, SCHOOL, FORMS = (
    f"dlschool.services.self_test_{name}"
    for name in ("files", "code", "libraries", "school", "forms")
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program, to be spoilt, in a folder with Kazakh letters."""
    place = tmp_path / "Бағдарлама Әділ"
    for part in ("dlschool", "resources", "i18n"):
        ignored = shutil.ignore_patterns("__pycache__", "hub", "readme")
        shutil.copytree(ROOT / part, place / part, ignore=ignored)
    return place


def said(tree: Path, *parts: str) -> str:
    """What the checks of these parts say of the program in the folder."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", RUN, *parts],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        timeout=100,
    )
    return done.stdout.decode() + done.stderr.decode()


def test_the_list_of_what_a_whole_program_has_is_the_checkouts_own() -> None:
    import msgspec

    listed = self_test.expected()
    now = msgspec.toml.decode(self_test_list.made(), type=self_test.Expected)
    same = msgspec.structs.replace(now, messages=listed.messages, modules=listed.modules)
    assert same == listed, "write it anew: python tests/self_test_list.py"
    for known, real in ((listed.messages, now.messages), (listed.modules, now.modules)):
        assert 0.9 * real <= known <= real + 100, "write it anew: python tests/self_test_list.py"


def test_a_whole_program_is_whole(tree: Path) -> None:
    words = said(tree, *self_test.PARTS)
    assert words.splitlines()[-1] == WHOLE, words
    assert "\n- " not in words


def gone(name: str) -> Callable[[Path], object]:
    return lambda tree: (tree / name).unlink()


def cut(name: str) -> Callable[[Path], object]:
    """The end of a file is missing, to the line: what is left is still well written."""

    def spoil(tree: Path) -> None:
        lines = (tree / name).read_bytes().splitlines(keepends=True)
        (tree / name).write_bytes(b"".join(lines[: len(lines) // 2]))

    return spoil


def instead(name: str, code: str) -> Callable[[Path], object]:
    """A library that is found before the real one."""
    return lambda tree: (tree / f"{name}.py").write_text(code, "utf-8")


DAMAGE: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "font": (gone("resources/fonts/LiberationSerif-Bold.ttf"), FILES, "LiberationSerif-Bold.ttf"),
    "icon": (gone("resources/icons/lock.svg"), FILES, "icons/lock.svg"),
    "edition": (gone("resources/law/order-137-97-2022.toml"), FILES, "order-137-97-2022"),
    "half an edition": (cut("resources/law/order-349-2023.toml"), FILES, "order-349-2023.toml"),
    "half a calendar": (cut("resources/calendars/2026-2027.toml"), FILES, "2026-2027.toml"),
    "half a dictionary": (cut("resources/exchange/dictionary-1.txt"), FILES, "dictionary-1.txt"),
    "holidays": (gone("resources/holidays.toml"), FILES, "holidays.toml"),
    "form": (gone("dlschool/forms/notice.py"), FORMS, "notice"),
    "module of a form": (gone("dlschool/forms/summons.py"), CODE, "summons"),
    "module that a function imports": (gone("dlschool/gui/program_check.py"), CODE, "program_check"),
    "screen": (gone("dlschool/gui/orders/view.py"), CODE, "dlschool.gui.orders.view"),
    "library of tables": (instead("xlsxwriter", "raise OSError('lost.dll')"), LIBRARIES, "lost.dll"),
    "library of codes": (instead("segno", "import _gone"), LIBRARIES, "_gone"),
    "store": (instead("sqlcipher3", "raise ImportError('no sqlcipher3.dll')"), SCHOOL, "sqlcipher3"),
    "a part's own fault": (
        instead("pikepdf", "raise SystemExit(3)"), SCHOOL, "SystemExit: 3",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGE)
def test_what_is_missing_or_spoilt_is_named(tree: Path, what: str) -> None:
    spoil, part, named = DAMAGE[what]
    spoil(tree)
    words = said(tree, part)
    bad = words.partition("\n- ")[2] or words.removeprefix("- ")
    assert named in bad, words
    assert words.splitlines()[-1].startswith("Программа установлена не полностью: "), words


@pytest.mark.parametrize("how", ["missing", "cut"])
def test_a_catalogue_that_is_not_whole_is_named(tree: Path, how: str) -> None:
    for file in (tree / "i18n" / "kk").rglob("dlschool.*"):
        content = file.read_bytes()
        file.unlink()
        if how == "cut" and file.suffix == ".mo":
            file.write_bytes(content[: len(content) // 2])
    assert "dlschool.mo" in said(tree, FILES)


def test_without_its_own_list_the_program_is_not_whole(tree: Path) -> None:
    (tree / "resources" / "self_test.toml").unlink()
    assert "self_test.toml" in said(tree, FILES).splitlines()[-1]


def fails(_folder: Path) -> None:
    raise ZeroDivisionError("сынақ")


def test_a_check_that_fails_holds_no_other_up_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[Path] = []

    def works(folder: Path) -> None:
        seen.append(folder)
        (folder / "file").write_text("")

    class Part:
        @staticmethod
        def checks() -> list[Check]:
            return [Check("one", fails), Check("two", works)]

    monkeypatch.setattr(self_test, "import_module", lambda _name: Part)
    before: list[Result] = []
    results = list(self_test.run(["part"], before.append))
    assert [each.good for each in results] == [False, True]
    assert "ZeroDivisionError: сынақ" in results[0].reason
    assert [each.check.text("ru") for each in before] == ["one", "two"]
    assert not any(each.good for each in before)
    assert not seen[0].exists()
    assert self_test.sentence(results).text("ru").startswith("Программа установлена не полностью")


def test_a_part_that_cannot_be_imported_is_a_failed_check() -> None:
    results = list(self_test.run(["dlschool.services.no_such_part"]))
    assert len(results) == 1
    assert "no_such_part" in self_test.sentence(results).text("kk")


def test_the_imports_of_a_module_are_read_as_the_disassembler_reads_them() -> None:
    """The module's own reading is a quicker one."""
    found = self_test_code.codes()
    names = ("dlschool.cli.main", "dlschool.gui.start", "dlschool.services.self_test_filled")
    for name in names:
        said = set(self_test_code.imported(found[name]))
        assert said == set(by_dis(found[name]))
        assert len(said) > 20


def by_dis(code: CodeType) -> Iterator[str]:
    before: object = None
    for step in dis.get_instructions(code):
        if step.opname == "IMPORT_NAME":
            yield step.argval
            given = before if isinstance(before, tuple) else ()
            yield from (f"{step.argval}.{each}" for each in given)
        before = step.argval
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from by_dis(inner)
