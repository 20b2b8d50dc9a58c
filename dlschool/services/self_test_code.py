"""Self test: no module of the program was lost, nor any that its code asks for by name, however late.

The code is read, not run: an import within a function would else be missed until somebody needs it.
"""

import dis
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any

import dlschool
from dlschool.i18n import N_
from dlschool.services.self_test import Check, expected, refuse_other

_IMPORT, _CONSTANT = dis.opmap["IMPORT_NAME"], dis.opmap["LOAD_CONST"]
APART = f"{dlschool.__name__}.hub"
"""The department's side is not in what a school installs."""
CHECKOUT_ONLY = ("babel",)
"""Libraries that only a checkout needs, whose catalogues were not built yet (`i18n`)."""


def checks() -> list[Check]:
    return [
        Check(N_("All modules of the program are there"), _modules),
        Check(N_("All parts of the window that are found by name are there"), _by_name),
    ]


def codes() -> dict[str, CodeType]:
    """The code of every module of the program by its name, from files, an archive or a frozen program.
    ImportError: the code of one cannot be read.
    """
    found = {}
    for name, finder in _walked(dlschool.__path__, f"{dlschool.__name__}."):
        code = finder.find_spec(name).loader.get_code(name)
        if code is None:
            raise ImportError(name, name=name)
        found[name] = code
    return found


def _walked(path: Iterable[str], prefix: str) -> Iterator[tuple[str, Any]]:
    for info in pkgutil.iter_modules(path, prefix):
        if info.name == APART or info.name.startswith(f"{APART}."):
            continue
        finder: Any = info.module_finder
        yield info.name, finder
        if info.ispkg:
            below = finder.find_spec(info.name).submodule_search_locations or ()
            yield from _walked(below, f"{info.name}.")


def _modules(_folder: Path) -> None:
    known = codes()
    many = [f"{len(known)} < {expected().modules}"] if len(known) < expected().modules else []
    refuse_other("forms", expected().forms_modules, (n.rpartition(".")[2] for n in known))
    own, others = set[str](), set[str]()
    for code in known.values():
        for name in imported(code):
            of_ours = name.partition(".")[0] == dlschool.__name__
            (own if of_ours else others).add(name)
    gone = sorted(name for name in own if not _is_known(name, known))
    gone += sorted(name for name in others if not _is_there(name))
    refuse_other("python", [*many, *gone], ())


def imported(code: CodeType) -> Iterator[str]:
    """What the code imports, in functions too: «a.b», and «a.b.c» for c of a.b."""
    if _IMPORT in code.co_code[::2]:
        yield from _named(code)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from imported(inner)


def _named(code: CodeType) -> Iterator[str]:
    """Read by hand: `dis` takes four times as long. An instruction is two bytes, what it does and a
    number; a long number has its upper bytes before it.
    """
    given: object = ()
    upper = 0
    for step, number in zip(code.co_code[::2], code.co_code[1::2], strict=True):
        at, upper = upper | number, 0
        if step == dis.EXTENDED_ARG:
            upper = at << 8
        elif step == _CONSTANT:
            given = code.co_consts[at]
        elif step == _IMPORT:
            name = code.co_names[at]
            yield name
            if isinstance(given, tuple):
                yield from (f"{name}.{each}" for each in given if each != "*")


def _is_known(name: str, known: dict[str, CodeType]) -> bool:
    """A module, or a name that a module or the root package gives itself."""
    if name in known or name == dlschool.__name__:
        return True
    home, _, given = name.rpartition(".")
    if home in known:
        return given in known[home].co_names or _is_lazy(known[home])
    return home == dlschool.__name__ and hasattr(dlschool, given)


def _is_lazy(code: CodeType) -> bool:
    return "__getattr__" in code.co_names


def _is_there(name: str) -> bool:
    """A module of a library, found and not run; a name in one is its own matter."""
    top = name.partition(".")[0]
    if top in sys.stdlib_module_names or top in CHECKOUT_ONLY:
        return True
    return find_spec(top) is not None


def _by_name(_folder: Path) -> None:
    for name in expected().screens:
        if find_spec(name) is None:
            refuse_other("python", [name], ())
    import_module("dlschool.forms.registry")
