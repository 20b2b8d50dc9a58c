"""Self test: the program's own files are all there and each is read as strictly as at work."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from dlschool import i18n, paths
from dlschool.errors import Refused
from dlschool.exchange import dictionary, kinds
from dlschool.i18n import N_
from dlschool.law import curriculum, edition, grading, readiness, school_year, strict_data
from dlschool.services import regions
from dlschool.services.self_test import Check, damaged, expected, refuse_other


def checks() -> list[Check]:
    return [
        Check(N_("All files of the program are there"), _files),
        Check(N_("The words of the interface in Kazakh and in Russian"), _catalogues),
        Check(N_("The editions of the orders are read"), _editions),
        Check(N_("The lists of readiness are read"), _readiness),
        Check(N_("The calendars and holidays are read"), _calendars),
        Check(N_("The rules of marks are read"), _grading),
        Check(N_("The subjects and regions are read"), _subjects),
        Check(N_("The rules of the exchange are read"), _exchange),
    ]


APART = ("hub", "readme")
BUILT = ("self_test.toml", "keys.toml")
"""The list itself; the keys of updates, which differ in each build."""


def files() -> Iterator[tuple[str, str]]:
    """Name below `resources` and the beginning of SHA-256 of what this program has; the hub's pages and
    pictures for readers left out.
    """
    root = paths.program_file("resources")
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if path.is_file() and name.parts[0] not in APART and name.name not in BUILT:
            yield name.as_posix(), _digest(path)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _files(_folder: Path) -> None:
    """None is missing, cut, or of another version."""
    root, wanted = paths.program_file("resources"), expected().files
    found = dict(files())
    refuse_other("resources", wanted, found)
    for name, digest in wanted.items():
        if found[name] != digest:
            raise damaged(root / name)


def _catalogues(_folder: Path) -> None:
    """Both speak, and say as many things as the program has."""
    for code in i18n.LANGUAGES:
        missed = [known for known in _KNOWN if i18n.translate(known, code) == known]
        if missed or messages(code) < expected().messages:
            raise damaged(paths.program_file("i18n", code, "LC_MESSAGES", "dlschool.mo"))


_KNOWN = (N_("Cancel"), N_("Find anything"))


def messages(code: str) -> int:
    """How many messages the catalogue of a language translates."""
    return i18n.known(code)


def _editions(_folder: Path) -> None:
    """Not from the pack that is kept of them: from the files."""
    folder = paths.program_file("resources", "law")
    found = [edition.read(path) for path in sorted(folder.glob("*.toml"))]
    refuse_other("law", expected().editions, [each.key for each in found])


def _readiness(_folder: Path) -> None:
    refuse_other("readiness", expected().readiness, readiness.files())
    known = edition.editions()
    for each in known.values():
        readiness.requirements(each, known)


def _calendars(_folder: Path) -> None:
    refuse_other("calendars", expected().calendars, school_year.shipped())
    school_year.holidays()


def _grading(_folder: Path) -> None:
    found = [year for rules in grading.all_rules() for year in rules.years]
    refuse_other("grading", expected().grading, found)


def _subjects(_folder: Path) -> None:
    refuse_other("subjects", expected().subjects, [each.key for each in curriculum.subjects()])
    for language in i18n.LANGUAGES:
        path = paths.program_file("resources", "subjects", f"{language}.toml")
        strict_data.read(path, curriculum.OfLanguage)
    if len(regions.regions()) < 2:
        raise damaged(paths.program_file("resources", "regions.toml"))


def _exchange(_folder: Path) -> None:
    if not kinds.up() or not kinds.down():
        raise damaged(paths.program_file("resources", "exchange"))
    said = "Білім алушы, Әбілқайыр".encode()
    if dictionary.unpacked(dictionary.packed(said), 1000) != said:
        raise Refused(N_("what was packed is not what is unpacked"))
