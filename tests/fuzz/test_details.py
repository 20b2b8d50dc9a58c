"""JSON inside the store: a journal's sentence, details of a paper, seats, written over by somebody.

Whoever has the key can write there; `check` names it, and no screen falls over it.
"""

import json
from collections.abc import Iterator

import pytest
from builders import at_noon, attended, opened, stored_case
from fuzz.judging import judged, tries
from fuzz.mutations import deep, json_files
from hypothesis import given

from dlschool.domain.case import Council, PaperKind
from dlschool.paths import DataFolder
from dlschool.services import cases, history, meetings, printing, versions
from dlschool.services.opening import Store

SENTENCE = {"name": "Сәрсенбаев Ө.", "what": {"kk": "БЖБ № 2", "ru": "СОР № 2"}, "count": "3"}
SEAT = {
    "member_id": 1, "name": "Ғалымова Б.", "post_kk": "директор", "post_ru": "директор",
    "present": True, "role": "chair",
}  # fmt: skip
DETAILS = {"period": "1-тоқсан", "subjects": "Алгебра: 5", "note": ""}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = opened(DataFolder(tmp_path_factory.mktemp("details")), at_noon, "Оразова Д.")
    attended(made, Council.PEDAGOGICAL, stored_case(made, PaperKind.PROGRESS))
    made.execute("drop trigger actions_stay")
    yield made
    made.close()


def written(store: Store, table: str, content: bytes, column: str = "details") -> None:
    """The text straight into the row, past the journal."""
    text = content.decode("utf-8", "replace")
    newest = store.value(f"select max(id) from main.{table}")
    store.execute(f"update main.{table} set {column} = ? where id = ?", (text, newest))


@tries(60)
@given(content=json_files(SENTENCE))
def test_any_values_of_a_sentence_give_a_history_that_can_be_read(
    store: Store, content: bytes
) -> None:
    kept = store.value("select details from main.actions where id = (select max(id) from actions)")
    written(store, "actions", content)
    try:
        for action in judged("actions.details", lambda: history.actions(store)) or []:
            for language in ("kk", "ru"):
                assert history.said(action, language)
        judged("actions.details", lambda: history.history_of_case(store, 1))
        judged("actions.details", lambda: versions.of_case(store, 1))
        altered = content.decode("utf-8", "replace") != kept
        assert bool(history.check(store)) is altered
    finally:
        written(store, "actions", kept.encode())


@tries(60)
@given(content=json_files(DETAILS))
def test_any_details_of_a_paper_give_a_case_or_a_sentence(store: Store, content: bytes) -> None:
    kept = store.value("select details from main.papers where id = 1")
    written(store, "papers", content)
    try:
        judged("papers.details", lambda: cases.case_file(store, 1))
        judged("papers.details", lambda: versions.of_case(store, 1))
        judged("papers.details", lambda: printing.print_case(store, 1))
        altered = content.decode("utf-8", "replace") != kept
        assert not altered or history.check(store)
    finally:
        written(store, "papers", kept.encode())


@tries(60)
@given(content=json_files([SEAT, SEAT]))
def test_any_seats_of_a_meeting_give_a_meeting_or_a_sentence(store: Store, content: bytes) -> None:
    kept = store.value("select attendees from main.meetings where id = 1")
    written(store, "meetings", content, "attendees")
    try:
        judged("meetings.attendees", lambda: meetings.meeting_file(store, 1))
        judged("meetings.attendees", lambda: meetings.meetings(store))
        judged("meetings.attendees", lambda: versions.versions(store, "meetings", 1))
    finally:
        written(store, "meetings", kept.encode(), "attendees")


@pytest.mark.parametrize("content", [deep(), deep(4_000, '{"a":', ""), b'{"a": 1e999}', b"[1]"])
def test_what_no_object_holds_is_named_by_check(store: Store, content: bytes) -> None:
    kept = store.value("select details from main.papers where id = 1")
    written(store, "papers", content)
    try:
        judged("papers.details", lambda: cases.records(store, 1))
        assert [f for f in history.check(store) if "papers" in f.place or "1" in f.place]
    finally:
        written(store, "papers", kept.encode())
    assert json.loads(kept) == cases.records(store, 1).papers[0].details
