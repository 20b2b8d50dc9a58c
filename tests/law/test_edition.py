"""Editions are read strictly, and chosen by what is known of them."""

from datetime import date
from pathlib import Path

import pytest

from dlschool.errors import Refused
from dlschool.law import edition as law
from dlschool.law.edition import Choice, default_edition, editions, later_edition, read
from dlschool.law.points import order_of, words
from dlschool.paths import program_file

E97 = "order-137-97-2022"
E349 = "order-349-2023"
DAY = date(2026, 11, 21)


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """The edition of 2022 with one passage changed."""
    source = program_file("resources", "law", f"{E97}.toml").read_text("utf-8")
    assert old in source
    path = tmp_path / "own.toml"
    path.write_text(source.replace(old, new, 1), "utf-8")
    return path


def line_of(path: Path, text: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if text in line)


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.text("kk")
    return refused.value.text("ru")


def test_the_program_knows_four_editions() -> None:
    assert set(editions()) == {"order-137-141-2020", "order-137-547-2021", E97, E349}


def test_an_unknown_key_is_refused_with_file_line_and_key(tmp_path: Path) -> None:
    path = changed(tmp_path, "confirmed = true", 'confirmed = true\ncolour = "blue"')
    said = refusal(path)
    assert "own.toml" in said
    assert "colour" in said
    assert f"строка {line_of(path, 'colour')}" in said


def test_an_unknown_key_deep_in_the_file_names_its_own_line(tmp_path: Path) -> None:
    path = changed(tmp_path, 'kind = "definition"', 'kind = "definition"\ncolour = "blue"')
    said = refusal(path)
    assert f"строка {line_of(path, 'colour')}" in said
    assert "points[" in said


def test_a_missing_language_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    source = program_file("resources", "law", f"{E97}.toml").read_text("utf-8")
    start = source.index("[[points]]")
    lines = source[start:].splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("text"))
    lines[at] = 'text = {kk = "Тек қазақша"}'
    tail = "\n".join(lines[at + 1 :])
    rest = tail[tail.index("[[points]]") :]
    path.write_text(source[:start] + "\n".join(lines[: at + 1]) + "\n" + rest, "utf-8")
    said = refusal(path)
    assert "points[0].text.ru" in said
    assert f"строка {line_of(path, 'Тек қазақша')}" in said


def test_an_unknown_paper_is_refused(tmp_path: Path) -> None:
    path = changed(tmp_path, 'kind = "medical-conclusion"\n', 'kind = "medical-letter"\n')
    said = refusal(path)
    assert "medical-" in said


def test_an_unknown_point_is_refused(tmp_path: Path) -> None:
    path = changed(tmp_path, '"annex-2:13.4"]', '"annex-2:13.9"]')
    said = refusal(path)
    assert "annex-2:13.9" in said
    assert f"строка {line_of(path, 'annex-2:13.9')}" in said


def test_a_language_missing_below_a_table_names_the_line_of_the_other(tmp_path: Path) -> None:
    path = changed(tmp_path, 'name.ru = "Заявление"\n', "")
    said = refusal(path)
    assert "papers[0].name.ru" in said
    assert f"строка {line_of(path, 'name.kk')}" in said


@pytest.mark.parametrize(
    "points", ["['annex-2:98']", "[\n  'annex-2:13',\n  \"annex-2:98\",\n]"], ids=["'", "lines"]
)
def test_an_unknown_point_is_found_however_it_is_written(tmp_path: Path, points: str) -> None:
    path = changed(tmp_path, 'points = ["annex-2:13.3", "annex-2:13.4"]', f"points = {points}")
    said = refusal(path)
    assert "annex-2:98" in said
    assert f"строка {line_of(path, 'annex-2:98')}" in said


def test_a_key_that_stands_twice_is_refused_with_file_line_and_key(tmp_path: Path) -> None:
    path = changed(tmp_path, 'key = "annex-2:5"\n', 'key = "annex-2:5"\nkey = "annex-2:5.0"\n')
    said = refusal(path)
    assert "own.toml" in said
    assert "key" in said
    assert f"строка {line_of(path, 'annex-2:5.0')}" in said


def test_a_point_that_is_listed_twice_is_refused(tmp_path: Path) -> None:
    path = changed(tmp_path, 'key = "annex-2:14"', 'key = "annex-2:12"')
    said = refusal(path)
    second = path.read_text("utf-8").rindex('key = "annex-2:12"')
    line = path.read_text("utf-8")[:second].count("\n") + 1
    assert "annex-2:12" in said
    assert f"строка {line}" in said


def test_a_statement_cites_a_point_or_is_called_practice(tmp_path: Path) -> None:
    path = changed(tmp_path, 'points = ["annex-2:13.3", "annex-2:13.4"]', "points = []")
    assert "grounds.family.attestation" in refusal(path)
    cited = 'basis = "practice"\npoints = ["annex-2:13"]\nnote.kk'
    path = changed(tmp_path, 'basis = "practice"\nnote.kk', cited)
    assert "practice" not in refusal(path)
    assert "grounds.family.papers[1]" in refusal(path)


def test_an_edition_without_a_key_is_refused(tmp_path: Path) -> None:
    assert "key" in refusal(changed(tmp_path, f'key = "{E97}"', 'key = ""'))


def test_an_edition_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = changed(tmp_path, "confirmed = true", "confirmed = true")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read(path).key == E97


@pytest.mark.parametrize("content", [b"", b"= 1", b"\xff\xfe", b"key = 1"])
def test_what_is_no_edition_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    assert "own.toml" in refusal(path)


def test_an_edition_in_the_schools_folder_is_read_the_same_way(tmp_path: Path) -> None:
    changed(tmp_path, f'key = "{E97}"', 'key = "order-137-later"')
    assert "order-137-later" in editions(tmp_path)


def test_a_delivered_edition_may_not_take_anothers_key(tmp_path: Path) -> None:
    changed(tmp_path, "confirmed = true", "confirmed = true")
    with pytest.raises(Refused, match=E97):
        editions(tmp_path)


def test_new_cases_take_the_newest_edition_that_is_held_in_full() -> None:
    assert default_edition(editions(), Choice(), DAY).key == E97


def test_an_unconfirmed_edition_is_taken_only_when_switched_on() -> None:
    on = Choice(switched_on=frozenset({E349}))
    assert default_edition(editions(), on, DAY).key == E349
    chosen = Choice(default=E349)
    assert default_edition(editions(), chosen, DAY).key == E97


def test_a_school_may_stay_with_an_older_edition() -> None:
    choice = Choice(switched_on=frozenset({E349}), default="order-137-547-2021")
    assert default_edition(editions(), choice, DAY).key == "order-137-547-2021"


def test_an_edition_that_the_school_dates_later_is_not_yet_taken() -> None:
    choice = Choice(frozenset({E349}), {E349: date(2027, 1, 1)})
    assert default_edition(editions(), choice, DAY).key == E97
    assert default_edition(editions(), choice, date(2027, 1, 1)).key == E349


def test_a_partial_edition_is_never_usable() -> None:
    partial = editions()["order-137-141-2020"]
    assert not law.usable(partial, Choice(frozenset({partial.key}), {}, partial.key))


def test_the_later_edition_is_known_even_when_unconfirmed() -> None:
    later = later_edition(editions(), E97)
    assert later is not None
    assert later.key == E349
    assert later_edition(editions(), E349) is None
    earliest = later_edition(editions(), "order-137-547-2021")
    assert earliest is not None
    assert earliest.key == E349


@pytest.mark.parametrize(
    ("key", "kk", "ru"),
    [
        ("annex-2:13", "13-т.", "п. 13"),
        ("annex-2:13.3", "13-т. 3)", "п. 13, пп. 3)"),
        ("annex-1:1.4", "1-қосымша, 1-т. 4)", "прил. 1, п. 1, пп. 4)"),
        ("annex:26-1", "26-1-т.", "п. 26-1"),
        ("annex:26-1.head.2", "26-1-т., басшы, 2)", "п. 26-1, руководитель, пп. 2)"),
    ],
)
def test_points_are_shown_as_a_secretary_writes_them(key: str, kk: str, ru: str) -> None:
    assert (words(key).kk, words(key).ru) == (kk, ru)


def test_points_sort_by_number_not_by_letter() -> None:
    keys = ["annex-2:13.10", "annex-2:2", "annex-2:13.2", "annex-1:1", "annex-2:13"]
    assert sorted(keys, key=order_of) == [
        "annex-1:1",
        "annex-2:2",
        "annex-2:13",
        "annex-2:13.2",
        "annex-2:13.10",
    ]


def test_an_edition_cannot_replace_itself(tmp_path: Path) -> None:
    path = changed(tmp_path, 'replaces = "order-137-547-2021"', f'replaces = "{E97}"')
    assert E97 in refusal(path)
