"""Run by the Python of `bytecode.py`: every `.py` below the folder becomes a `.pyc` in its place.

    python compile_tree.py FOLDER [KEEP ...]

Docstrings are left out, a fifth of what a start would read; not below the folders KEEP, where a command's
docstring is its help. Asserts stay: the program behaves as it was tested. Nothing of the machine or of
the hour gets in: names are relative, and the stamp is the source's hash.
"""

import ast
import importlib.util
import marshal
import sys
from pathlib import Path

UNCHECKED_HASH = 1
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def compiled(source: bytes, name: str, *, documented: bool) -> bytes:
    """The content of the `.pyc`. Raises SyntaxError."""
    tree = ast.parse(source, name)
    if not documented:
        for node in ast.walk(tree):
            if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
                first = node.body.pop(0)
                node.body = node.body or [ast.copy_location(ast.Pass(), first)]
    code = compile(tree, name, "exec", dont_inherit=True, optimize=0)
    stamp = UNCHECKED_HASH.to_bytes(4, "little") + importlib.util.source_hash(source)
    return importlib.util.MAGIC_NUMBER + stamp + marshal.dumps(code)


def main(folder: Path, keep: list[str]) -> None:
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).as_posix()
        documented = name.startswith(tuple(f"{place}/" for place in keep))
        path.with_suffix(".pyc").write_bytes(
            compiled(path.read_bytes(), name, documented=documented)
        )
        path.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
