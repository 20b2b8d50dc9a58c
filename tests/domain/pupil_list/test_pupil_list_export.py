"""A list that the program gives away comes back without a change."""

import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlschool import tables
from dlschool.domain.iin import made
from dlschool.domain.names import ALPHABET
from dlschool.domain.pupil import LANGUAGE_NAMES, Guardian, Pupil, Relation, Sex
from dlschool.domain.pupil_list.cells import NOTHING
from dlschool.domain.pupil_list.compare import Known, classify
from dlschool.domain.pupil_list.handing import TITLE, WIDTHS, export_rows
from dlschool.domain.pupil_list.reading import read_list

LETTERS = st.text(st.sampled_from(ALPHABET), min_size=2, max_size=12)
NAMES = LETTERS.filter(lambda word: word not in NOTHING).map(str.capitalize)
WORDS = st.text(st.sampled_from(ALPHABET + string.digits + " ,.=-«»№"), max_size=30)
BIRTHS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@st.composite
def pupils(draw: st.DrawFn) -> tuple[Pupil, list[Guardian]]:
    birth, sex = draw(BIRTHS), draw(st.sampled_from(Sex))
    has_iin = draw(st.booleans())
    grade = draw(st.none() | st.integers(0, 12))
    pupil = Pupil(
        last=draw(NAMES),
        first=draw(NAMES),
        middle=draw(st.just("") | NAMES),
        iin=made(birth, sex, draw(st.integers(0, 9999))) if has_iin else "",
        iin_reason="" if has_iin else "құжат рәсімделуде",
        birth_date=birth,
        sex=draw(st.just(sex) if has_iin else st.none() | st.just(sex)),
        grade=grade,
        letter="" if grade is None else draw(st.sampled_from(["", "А", "Ә", "Ғ"])),
        language=draw(st.sampled_from(["", *LANGUAGE_NAMES])),
        address=draw(WORDS),
        special_needs=draw(WORDS),
        home_teaching=draw(st.booleans()),
        note=draw(WORDS),
    )
    guardian = Guardian(
        id=1,
        name=draw(st.builds("{} {}".format, NAMES, NAMES)),
        relation=draw(st.sampled_from(Relation)),
        phone=draw(st.sampled_from(["", "+77010001122", "2-15-48"])),
        iin=draw(st.sampled_from(["", "850715400004"])),
        email=draw(st.sampled_from(["", "a.b@school.kz"])),
        address=draw(WORDS),
        main=True,
    )
    return pupil, draw(st.sampled_from([[], [guardian]]))


def numbered(drawn: list[tuple[Pupil, list[Guardian]]]) -> Known:
    """The drawn pupils with ids of their own; namesakes of one birth date stay out."""
    unlike = {(p.full_name, p.birth_date): (p, g) for p, g in drawn}
    by_iin = {p.iin or str(n): (p, g) for n, (p, g) in enumerate(unlike.values())}
    return [(replace(p, id=n), g) for n, (p, g) in enumerate(by_iin.values(), 1)]


@settings(max_examples=40)
@given(drawn=st.lists(pupils(), min_size=1, max_size=6), language=st.sampled_from(["kk", "ru"]))
def test_an_exported_list_imports_without_a_change(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[tuple[Pupil, list[Guardian]]],
    language: str,
) -> None:
    known = numbered(drawn)
    path = tmp_path_factory.mktemp("list") / "тізім.xlsx"
    headings, rows = export_rows(known, language)
    tables.write_xlsx(path, TITLE[language], headings, rows, WIDTHS)
    again = classify(read_list(tables.read(path)), known)
    assert [
        (row.pupil, row.state, row.changes, row.problems)
        for row in again.rows
        if row.state.value != "same"
    ] == []
    assert (len(again.rows), again.skipped) == (len(known), 1)


def test_an_empty_list_has_its_headings_only() -> None:
    headings, rows = export_rows([], "kk")
    assert headings[:4] == ["Тегі", "Аты", "Әкесінің аты", "ЖСН"]
    assert (len(headings), rows) == (len(WIDTHS), [])
