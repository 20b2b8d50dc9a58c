"""Registers from Excel: a preview that names row and column, the import as one action."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import attended, ready_case, stored_case, stored_pupil, taken_back

from dlschool import tables
from dlschool.domain.case import Council, Ground, PaperKind
from dlschool.domain.past_list.draft import PastDraft, PastRow
from dlschool.domain.pupil import Sex
from dlschool.domain.pupil_list.draft import RowState
from dlschool.errors import Refused
from dlschool.law.step import State
from dlschool.services import cases, meetings, order_register, past_import
from dlschool.services.opening import Store
from dlschool.services.past_list import read_past
from dlschool.store import changes
from dlschool.tables import Cell, Row, Sheet

HEADINGS: list[Cell] = [
    "Аты-жөні",
    "Туған күні",
    "Негізі",
    "Редакция",
    "Өтініш күні",
    "Негіз болған құжат №, күні",
    "Педкеңес №",
    "Педкеңес күні",
    "Қамқоршылық кеңес №",
    "Қамқоршылық кеңес күні",
    "Кезеңі: бастап",
    "Кезеңі: дейін",
    "Бұйрық №",
    "Бұйрық күні",
]
PUPILS = (("Сәрсенбаев", "Өркен"), ("Ысқақова", "Үміт"), ("Ким", "Анна"))


@pytest.fixture
def school(db: Store) -> Store:
    for nth, (last, first) in enumerate(PUPILS):
        stored_pupil(
            db, last=last, first=first, middle="", birth_date=date(2012, 3, nth + 1), sex=Sex.MALE
        )
    return db


def line(nth: int, **changed: Cell) -> list[Cell]:
    """A full row about the nth pupil; keywords change cells by the letter of the column."""
    cells: list[Cell] = [
        " ".join(PUPILS[nth]),
        f"0{nth + 1}.03.2012",
        "отбасының өтініші",
        "",
        "07.09.2026",
        "",
        "2",
        "18.09.2026",
        1.0,
        date(2026, 9, 19),
        "21.09.2026",
        "27.12.2026",
        f"{84 + nth}-қ",
        "20.09.2026",
    ]
    for letter, cell in changed.items():
        cells["abcdefghijklmn".index(letter)] = cell
    return cells


def read(db: Store, *rows: list[Cell]) -> PastDraft:
    numbered = [Row(n, cells) for n, cells in enumerate([["Тізілім"], HEADINGS, *rows], 1)]
    return read_past(db, [Sheet("Парақ1", numbered)])


def only(draft: PastDraft) -> PastRow:
    (row,) = draft.rows
    return row


def test_a_register_becomes_cases_in_one_action_and_reads_the_same_afterwards(
    school: Store,
) -> None:
    db = school
    rows = [line(0), line(1), line(2)]
    actions = len(changes.history(db))
    draft = read(db, *rows)
    assert draft.counts() == {"new": 3, "same": 0, "refused": 0, "skipped": 1}
    assert len(changes.history(db)) == actions
    assert past_import.import_past(db, draft, "тізілім.xlsx") == 3
    assert len(changes.history(db)) == actions + 1
    assert read(db, *rows).counts() == {"new": 0, "same": 3, "refused": 0, "skipped": 1}
    held = meetings.meetings(db)
    assert sorted((m.meeting.council.value, m.meeting.number, m.items) for m in held) == [
        ("pedagogical", "2", 3),
        ("trustee", "1", 3),
    ]
    assert {one.order.number for one in order_register.orders(db)} == {"84-қ", "85-қ", "86-қ"}
    file = cases.case_file(db, cases.find_case(db, "2026/1"))
    assert (file.case.from_paper, file.case.opened_on) == (True, date(2026, 9, 7))
    assert file.case.wanted_until == date(2026, 12, 27)
    step = file.assessment.step("paper:housing-act")
    assert step is not None
    assert step.state is State.OPEN
    taken_back(db)
    assert list(cases.every_record(db)) == []
    assert meetings.meetings(db) == []


def test_an_xlsx_file_goes_through_and_the_empty_register_comes_back(
    school: Store, tmp_path: Path
) -> None:
    file = tmp_path / "тізілім.xlsx"
    tables.write_xlsx(file, "Істер", [str(word) for word in HEADINGS], [line(0), line(1)])
    assert past_import.preview(school, file).counts()["new"] == 2
    for language in ("kk", "ru"):
        past_import.write_template(file, language)
        assert past_import.preview(school, file).rows == ()


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"a": "Белгісіз Адам"}, "Аты-жөні"),
        ({"b": "02.03.2012"}, "Аты-жөні"),
        ({"c": "қалауы бойынша"}, "Негізі"),
        ({"d": "999"}, "Редакция"),
        ({"d": "141-2020"}, "Редакция"),
        ({"d": "349"}, "Редакция"),
        ({"h": "31.09.2026"}, "Педкеңес күні"),
        ({"i": ""}, "Қамқоршылық кеңес №"),
        ({"l": "01.09.2026"}, "Кезеңі: дейін"),
        ({"n": ""}, "Бұйрық күні"),
        ({"n": "22.11.2026"}, "Бұйрық күні"),
        ({letter: "" for letter in "eghijkmn"}, "Өтініш күні"),
    ],
)
def test_a_refused_row_names_its_column_and_reason_and_is_not_imported(
    school: Store, cells: dict[str, Cell], column: str
) -> None:
    draft = read(school, line(0, **cells), line(1))
    refused, fine = draft.rows
    assert (refused.state, refused.number, fine.state) == (RowState.REFUSED, 3, RowState.NEW)
    assert [note.column for note in refused.problems] == [column]
    assert all(note.text.kk and note.text.ru for note in refused.problems)
    assert past_import.import_past(school, draft, "x") == 1


def test_an_edition_is_known_by_its_number(school: Store) -> None:
    assert only(read(school, line(0, d="547"))).edition == "order-137-547-2021"
    assert only(read(school, line(0))).edition == "order-137-97-2022"


def test_a_repeat_names_the_first_row(school: Store) -> None:
    first, second = read(school, line(0), line(0, m="99-қ")).rows
    assert (first.state, second.state) == (RowState.NEW, RowState.REFUSED)
    assert "3" in second.problems[0].text.kk


def test_namesakes_of_one_birthday_need_an_iin(school: Store) -> None:
    stored_pupil(school, last="Ким", first="Анна", middle="", birth_date=date(2012, 3, 3))
    row = only(read(school, line(2)))
    assert row.state is RowState.REFUSED
    assert "ИИН" in row.problems[0].text.ru


def test_a_pupil_is_found_by_iin_first(db: Store) -> None:
    stored_pupil(db, iin="130305600116", iin_reason="сынақ", birth_date=date(2013, 3, 5))
    headings: list[Cell] = ["ЖСН", "ФИО", "Негізі", "Өтініш күні"]

    def judged(iin: Cell, name: str) -> PastRow:
        row: list[Cell] = [iin, name, "отбасы", "07.09.2026"]
        return only(read_past(db, [Sheet("1", [Row(1, headings), Row(2, row)])]))

    assert judged(130305600116.0, "").state is RowState.NEW
    other = judged("130305600116", "Басқа Біреу")
    assert other.state is RowState.NEW
    assert "Сәрсенбаев" in other.warnings[0].text.kk
    assert judged("050101600009", "").state is RowState.REFUSED


def test_one_order_for_several_pupils_keeps_its_number_with_a_mark(school: Store) -> None:
    rows = [line(0, m="84-қ"), line(1, m="84-қ")]
    draft = read(school, *rows)
    assert [row.documents["order"].number for row in draft.rows] == ["84-қ", "84-қ (2)"]
    assert [note.column for note in draft.rows[1].warnings] == ["Бұйрық №"]
    past_import.import_past(school, draft, "x")
    assert read(school, *rows).counts()["same"] == 2
    later = only(read(school, line(2, m="84-қ")))
    assert later.documents["order"].number == "84-қ (3)"
    other_day = only(read(school, line(2, m="84-қ", n="21.09.2026")))
    assert other_day.state is RowState.REFUSED


def test_minutes_under_one_number_have_one_date(school: Store) -> None:
    first, second = read(school, line(0), line(1, h="19.09.2026")).rows
    assert (first.state, second.state) == (RowState.NEW, RowState.REFUSED)
    assert second.problems[0].column == "Педкеңес №"
    past_import.import_past(school, read(school, line(0)), "x")
    assert only(read(school, line(1, h="19.09.2026"))).state is RowState.REFUSED


def test_a_meeting_kept_here_refuses_the_row(school: Store) -> None:
    held = attended(school, Council.PEDAGOGICAL, ready_case(school), day=date(2026, 9, 18))
    row = only(read(school, line(0, g=held.number)))
    assert row.problems[0].column == "Педкеңес №"


def test_a_conclusion_becomes_the_paper_of_a_case_on_health(school: Store) -> None:
    cells: dict[str, Cell] = {letter: "" for letter in "eghij"}
    draft = read(school, line(0, c="Денсаулық жағдайы", f="№ 58, 10.09.2026", **cells))
    past_import.import_past(school, draft, "x")
    file = cases.case_file(school, cases.find_case(school, "2026/1"))
    (conclusion,) = file.papers(PaperKind.MEDICAL)
    assert (conclusion.number, conclusion.valid_until) == ("58", date(2026, 12, 27))
    assert file.case.ground is Ground.HEALTH
    assert file.assessment.step("order").state is State.DONE  # type: ignore[union-attr]


def test_gaps_do_not_refuse_a_row(school: Store) -> None:
    cells: dict[str, Any] = {letter: "" for letter in "ghijklmn"}
    draft = read(school, line(0, **cells))
    assert past_import.import_past(school, draft, "x") == 1
    file = cases.case_file(school, cases.find_case(school, "2026/1"))
    assert [paper.kind for paper in file.records.papers] == ["application"]
    assert file.assessment.next is not None


def test_what_changed_since_the_preview_stops_the_import_whole(school: Store) -> None:
    draft = read(school, line(0), line(1))
    held = attended(school, Council.PEDAGOGICAL, ready_case(school), day=date(2026, 9, 18))
    meetings.edit_meeting(school, replace(held, number="2"))
    with pytest.raises(Refused, match="3"):
        past_import.import_past(school, draft, "x")
    assert len(list(cases.every_record(school))) == 1


def test_an_import_can_be_cancelled_and_leaves_nothing(school: Store) -> None:
    class Cancelled(Exception):
        pass

    def stop(done: int, _of: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        past_import.import_past(school, read(school, line(0), line(1)), "x", stop)
    assert list(cases.every_record(school)) == []


def test_a_case_opened_here_on_that_day_is_the_same(school: Store) -> None:
    record = next(iter(school.values("select id from pupils order by id")))
    stored_case(school, pupil_id=record, opened_on=date(2026, 9, 7))
    assert only(read(school, line(0))).state is RowState.SAME
