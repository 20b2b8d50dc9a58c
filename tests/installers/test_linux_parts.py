"""What the Linux package is made from, without building it: lists, rules, texts, scripts."""

import configparser
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from dlschool.cli.main import dlschool as commands
from installer.common import closure, licences
from installer.linux import bundled, depends, elf, shared, tree

LINUX = Path(__file__).resolve().parents[2] / "installer" / "linux"
SCRIPTS = (
    LINUX / "install-system-packages",
    LINUX / "archive_files" / "install.sh",
    LINUX / "archive_files" / "uninstall.sh",
    LINUX / "debian" / "postinst",
)
LANGUAGES = ("", "kk", "ru")


def test_the_libraries_are_those_of_the_program_and_not_of_its_developers() -> None:
    names = set(closure.libraries(closure.held()))
    assert {"pyside6-essentials", "sqlcipher3", "reportlab", "click"} <= names
    assert not {"pytest", "mypy", "granian", "litestar", "pyinstaller"} & names


def test_a_library_that_is_asked_for_and_not_installed_is_named() -> None:
    there = closure.held()
    del there["segno"]
    with pytest.raises(LookupError, match="segno"):
        closure.libraries(there)


def test_every_rule_of_trimming_hits_a_file_of_the_wheels() -> None:
    gone = bundled.trimmed()
    assert any(path.endswith("QtQml.abi3.so") for path in gone)
    assert not any(path.endswith("libqxcb.so") for path in gone)


def test_whole_libraries_without_use_are_not_followed() -> None:
    left_out = bundled.left_out()
    assert {"babel", "lxml", "pip", "dlschool.hub", "pytest", "PyInstaller"} <= set(left_out)
    assert not {"dlschool", "click", "PySide6", "_cffi_backend", "nacl"} & set(left_out)


def test_the_modules_to_be_found_are_all_but_the_departments() -> None:
    sources = tree.sources()
    assert {"dlschool", "dlschool.forms.minutes", "dlschool.gui.main_window"} <= sources
    assert not [name for name in sources if name.startswith("dlschool.hub")]


def test_the_programs_own_files_go_along_and_the_departments_pages_do_not() -> None:
    root = LINUX.parents[1]
    held = {path.relative_to(root).as_posix() for path in bundled.data(root)}
    assert {"resources/style.qss", "resources/update/keys.toml"} <= held
    assert not [path for path in held if path.startswith(("resources/hub", "resources/readme"))]


def test_every_library_brings_the_text_of_its_licence() -> None:
    parts = [licences.of_library(each) for each in bundled.present().values()]
    assert all(part.texts and part.terms for part in parts)
    qt = next(part for part in parts if part.name.startswith("PySide6"))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.texts[0]
    whole = licences.text([*licences.ours(), *parts])
    assert "SQLCipher" in whole
    assert whole.count("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION") < 10


def test_libraries_that_qt_needs_for_developers_stand_in_the_packages_table_too() -> None:
    lines = (LINUX / "system-packages").read_text("utf-8").split("# Tests only")[0].splitlines()
    signs = {line.split()[1] for line in lines if line and not line.startswith("#")}
    wanted = {sign for sign in signs if ".so." in sign}
    brought = {name for name in wanted if name.startswith(tuple(bundled.OWN))}
    assert wanted - brought <= set(depends.table())


def test_what_a_library_asks_of_the_system_is_read_from_it() -> None:
    import highsbox

    asked = elf.asked(Path(highsbox.highs_dist_dir()) / "lib" / "libhighs.so")
    assert {"libc.so.6", "libstdc++.so.6"} <= asked.libraries
    assert (2, 2) < elf.newest([asked], "GLIBC") < (3,)
    assert elf.newest([asked], "NOTHING") == (0,)


def test_a_library_from_nowhere_stops_the_build(tmp_path: Path) -> None:
    source = tmp_path / "strange.c"
    source.write_text("int strange(void) { return 1; }\n")
    strange, asking = tmp_path / "libstrange.so.9", tmp_path / "tree" / "libasking.so"
    asking.parent.mkdir()
    subprocess.run(
        ["cc", "-shared", "-Wl,-soname,libstrange.so.9", "-o", str(strange), str(source)],
        check=True,
    )
    words = ["cc", "-shared", "-Wl,--no-as-needed", "-o", str(asking), str(source), str(strange)]
    subprocess.run(words, check=True)
    with pytest.raises(tree.Incomplete, match=r"libstrange\.so\.9 \(for libasking\.so\)"):
        depends.of(asking.parent)


def test_lost_modules_stop_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "modules", lambda _: tree.sources() - {"dlschool.forms.minutes"})
    with pytest.raises(tree.Incomplete, match=r"dlschool\.forms\.minutes$"):
        tree.refuse_missing_modules(tmp_path)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_scripts_are_plain_sh(script: Path) -> None:
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0
    assert script.read_text("utf-8").startswith("#!/bin/sh\n")


def test_the_menu_entry_speaks_the_three_languages() -> None:
    entry = configparser.RawConfigParser(delimiters="=")
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(LINUX / "share" / "dlschool.desktop", encoding="utf-8")
    said = entry["Desktop Entry"]
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert len({said[key], said[f"{key}[kk]"], said[f"{key}[ru]"]}) == 3
    assert said["Exec"] == "dlschool %f"


def test_the_kinds_of_files_are_named_in_three_languages() -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kinds = ET.parse(LINUX / "share" / "dlschool.xml").getroot().findall(f"{space}mime-type")
    assert len(kinds) == 2
    for kind in kinds:
        languages = [
            comment.get("{http://www.w3.org/XML/1998/namespace}lang", "")
            for comment in kind.findall(f"{space}comment")
        ]
        assert languages == list(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_names_every_command_and_every_option(language: str) -> None:
    page = shared.manual(shared.MANUALS[language], 0).replace("\\-", "-")
    groups = re.findall(r"^\.B ([a-z ]+)$", page, re.MULTILINE)
    named = [word for group in groups for word in group.split() if word != "dlschool"]
    assert sorted(named) == sorted(commands.commands)
    options = {word for option in commands.params for word in option.opts}
    assert [word for word in options if word not in page] == []
    assert "1970-01-01" in page
