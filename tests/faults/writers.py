"""Which public functions of `services` write, found in the program's own text: none is forgotten."""

import ast
from collections.abc import Iterator
from pathlib import Path

import dlschool

ROOT = Path(dlschool.__file__).parent
JOURNAL = frozenset(
    f"store.changes.{name}" for name in ("action", "insert", "update", "delete", "save")
)
"""Every change of a journalled thing goes through one of these."""


def writers() -> set[str]:
    """«grades.put»: each public function of a service that reaches the journal by its calls."""
    calls = {name: found for path in _modules() for name, found in _functions(path)}
    writing = set(JOURNAL)
    while more := {name for name, found in calls.items() if found & writing} - writing:
        writing |= more
    return {
        name.removeprefix("services.")
        for name in writing
        if name.startswith("services.") and not name.split(".")[-1].startswith("_")
    }


def _modules() -> Iterator[Path]:
    for folder in ("services", "store"):
        yield from sorted((ROOT / folder).glob("*.py"))


def _functions(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Functions of a module by their full names, with what each of them calls."""
    tree = ast.parse(path.read_text("utf-8"))
    module = f"{path.parent.name}.{path.stem}"
    known = {
        alias.asname or alias.name: f"{node.module}.{alias.name}".removeprefix("dlschool.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    own = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    known |= {node.name: f"{module}.{node.name}" for node in own}
    for node in own:
        yield f"{module}.{node.name}", set(_called(node, known))


def _called(function: ast.FunctionDef, known: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in known:
                yield known[name]
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute)):
                yield f"{known.get(name, name)}.{attribute}"
