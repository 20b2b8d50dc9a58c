"""Names in an update: none that a system does not take, none that leads out of its folder."""

import pytest

from dlschool.update import names


@pytest.mark.parametrize(
    "path",
    [
        "dlschool",
        "Lib/site-packages/PySide6/Qt6Core.dll",
        "i18n/kk/LC_MESSAGES/dlschool.mo",
        "resources/fonts/Noto Sans.ttf",
        "қазақша/ә.txt",
        "_internal/libQt6Core.so.6",
        "console/aux_data",
        ".hidden",
    ],
)
def test_a_usual_name_passes(path: str) -> None:
    names.refuse_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../x",
        "a/../b",
        "a/./b",
        "a//b",
        "/etc/passwd",
        "a/",
        "C:/x",
        "c:x",
        "a\\b",
        "\\\\server\\share",
        "NUL",
        "lib/con",
        "Com1.txt",
        "LPT¹",
        "prn .txt",
        "conin$",
        "dot.",
        "space ",
        " space",
        "a\nb",
        "a\0b",
        "a?b",
        "a|b",
        "x" * 201,
        "қ" * 51,
        "\ud800",
        "и\u0306",
    ],
)
def test_a_name_that_leads_out_or_that_a_system_does_not_take_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"(?s).*"):
        names.refuse_path(path)


@pytest.mark.parametrize(
    "paths",
    [
        ["a", "a"],
        ["A", "a"],
        ["Ә.txt", "ә.txt"],
        ["lib/x", "Lib/y"],
        ["a", "a/b"],
        ["a/b", "a"],
        ["a/b", "A"],
    ],
)
def test_names_that_are_one_where_capitals_do_not_count_are_refused(paths: list[str]) -> None:
    with pytest.raises(ValueError, match="(?i)[aәy]"):
        names.refuse_alike(paths)


def test_names_that_differ_pass() -> None:
    names.refuse_alike(["a/b", "a/c", "b", "ab/c"])


@pytest.mark.parametrize("target", ["lib.so.6", "../top", "sub/x", "sub"])
def test_a_link_inside_passes(target: str) -> None:
    paths = frozenset(["d/link", "d/lib.so.6", "top", "d/sub/x"])
    names.refuse_links({"d/link": target}, paths)


@pytest.mark.parametrize(
    "target",
    ["/etc/passwd", "../../x", "..", ".", "none", "link", "a\\b", "d//x", "../d", "../other"],
)
def test_a_link_that_leads_out_or_nowhere_is_refused(target: str) -> None:
    links = {"d/link": target, "other": "d/lib.so.6"}
    with pytest.raises(ValueError, match="link"):
        names.refuse_links(links, frozenset(["d/link", "d/lib.so.6", "other"]))


def test_nothing_lies_below_a_link() -> None:
    with pytest.raises(ValueError, match="link/x"):
        names.refuse_links({"link": "d"}, frozenset(["link", "link/x", "d/x"]))
