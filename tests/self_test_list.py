"""Writes resources/self_test.toml anew: what a whole program has. Run it from the checkout."""

from collections.abc import Iterable
from pathlib import Path

from dlschool.forms.registry import FORMS
from dlschool.gui import widgets
from dlschool.gui.exchange.view import PARTS
from dlschool.gui.main_window import SCREENS
from dlschool.i18n import _catalogue
from dlschool.law import curriculum, edition, grading, readiness, school_year
from dlschool.services import self_test_code, self_test_files

PLACE = Path(__file__).parent.parent / "resources" / "self_test.toml"
HEAD = """\
# What a whole program has: the self test of an installed program asks for all of it. Written by
# `python tests/self_test_list.py`; a test says when this is due. Files with the beginning of SHA-256.
"""


def made() -> str:
    """The text of the list as this checkout stands."""
    modules = self_test_code.codes()
    forms = [n for n in modules if n.startswith("dlschool.forms.") and n.count(".") == 2]
    named = [*SCREENS.values(), *(part for parts in PARTS.values() for part in parts)]
    screens = {name.partition(":")[0] for name in named}
    screens |= {f"{widgets.__name__}.{module}" for module in widgets.WHERE.values()}
    lists: dict[str, Iterable[str]] = {
        "forms": FORMS,
        "forms_modules": (name.rpartition(".")[2] for name in forms),
        "editions": edition.editions(),
        "readiness": readiness.files(),
        "calendars": school_year.shipped(),
        "grading": (year for rules in grading.all_rules() for year in rules.years),
        "subjects": (each.key for each in curriculum.subjects()),
        "screens": screens,
    }
    parts = [HEAD, f"messages = {known() // 100 * 100}\nmodules = {len(modules) // 50 * 50}\n"]
    parts += [_list(name, values) for name, values in lists.items()]
    parts.append("\n[files]\n")
    parts += [f'"{name}" = "{digest}"\n' for name, digest in self_test_files.files()]
    return "".join(parts)


def known() -> int:
    """Messages that are translated into each language."""
    return min(self_test_files.messages(code) for code in ("kk", "ru"))


def _list(name: str, values: Iterable[str]) -> str:
    lines = "".join(f'  "{value}",\n' for value in sorted(set(values)))
    return f"{name} = [\n{lines}]\n"


if __name__ == "__main__":
    _catalogue.cache_clear()
    PLACE.write_text(made(), "utf-8")
