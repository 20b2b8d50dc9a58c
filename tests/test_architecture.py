"""The habits of CONTRIBUTING.md that no linter knows."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULE_LINES = 300
FUNCTION_LINES = 40
FORBIDDEN_WORDS = {"manager", "helper", "util", "base", "handler", "controller"}
WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
UNFINISHED = re.compile(
    r"\b(?:TOD[O]|FIXM[E]|XX[X])\b|raise NotImplemente[d]|pytest\.ski[p]|mark\.(?:ski[p]|xfai[l])"
)
OUTSIDE = re.compile(
    r"pypi[.]org|pythonhosted[.]org|npmjs[.]|(?:deb|archive)[.](?:debian|ubuntu)[.]"
    r"|(?<![\w.])/(?:work|root|home|tmp)/|[.][.]/share[d]\b"
)
CLOCK = re.compile(r"^(?:date|datetime|dt)\.(?:today|now|utcnow)$|^time\.(?:time|localtime)$")
MAY_READ_THE_CLOCK = ("dlschool/__main__.py", "dlschool/cli", "dlschool/gui/")


@cache
def files() -> tuple[str, ...]:
    """The files of the repository, those not committed yet among them."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-coz", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(name for name in sorted(set(listed.split("\0"))) if (ROOT / name).is_file())


def modules(under: str = "") -> list[str]:
    found = [name for name in files() if name.endswith(".py") and name.startswith(under)]
    assert found, f"no modules under {under!r}"
    return found


def text_of(name: str) -> str:
    """The text of a file; of a binary one, nothing."""
    content = (ROOT / name).read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", "replace")


@cache
def nodes(name: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text_of(name), name)))


def lines_that_match(pattern: re.Pattern[str], names: list[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name in names
        for number, line in enumerate(text_of(name).splitlines(), 1)
        if pattern.search(line)
    ]


def words(name: str) -> set[str]:
    """The words of a snake_case or CamelCase name, small and in the singular."""
    return {word.lower().removesuffix("s") for word in WORDS.findall(name)}


def test_imports_run_one_way() -> None:
    """In a process of its own: the linter sets up logging and silences every logger that it meets."""
    asked = "from importlinter import cli; raise SystemExit(cli.lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_module_can_be_read_in_one_sitting() -> None:
    lengths = {name: len(text_of(name).splitlines()) for name in modules("dlschool/")}
    assert {name: n for name, n in lengths.items() if n >= MODULE_LINES} == {}


def test_a_function_fits_on_one_screen() -> None:
    functions = [
        (f"{name}: {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for name in modules()
        for node in nodes(name)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    assert [(where, n) for where, n in functions if n >= FUNCTION_LINES] == []


def test_a_name_says_what_a_thing_is_and_not_that_it_manages_or_helps() -> None:
    named = [(name, part) for name in modules() for part in Path(name).with_suffix("").parts]
    named += [
        (name, node.name)
        for name in modules()
        for node in nodes(name)
        if isinstance(node, ast.ClassDef)
    ]
    assert [(where, name) for where, name in named if words(name) & FORBIDDEN_WORDS] == []


def test_nothing_is_left_unfinished_and_no_test_is_skipped() -> None:
    assert lines_that_match(UNFINISHED, modules()) == []


def test_no_file_names_a_package_registry_or_a_place_on_one_machine() -> None:
    assert lines_that_match(OUTSIDE, list(files())) == []


def test_the_clock_is_read_only_where_the_program_meets_its_user() -> None:
    calls = [
        f"{name}:{node.lineno}: {ast.unparse(node.func)}"
        for name in modules("dlschool/")
        if not name.startswith(MAY_READ_THE_CLOCK)
        for node in nodes(name)
        if isinstance(node, ast.Call) and CLOCK.search(ast.unparse(node.func))
    ]
    assert calls == []


ATTACKS = {Path("faults"), Path("fuzz"), Path("simulation"), Path("installers")}
"""Attack the program as a whole, or put it on a computer."""


def test_the_tests_mirror_the_program() -> None:
    folders = {Path(name).parent for name in modules("tests/") if Path(name).match("test_*.py")}
    parts = {folder.relative_to("tests") for folder in folders} - ATTACKS
    assert [str(part) for part in parts if not (ROOT / "dlschool" / part).is_dir()] == []
