"""Half-filled forms: kept for who typed them, in no journal, gone when saved."""

from datetime import datetime
from pathlib import Path

import pytest
from builders import opened

from dlschool.domain.access import User
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import drafts
from dlschool.services.drafts import TEXT, Field
from dlschool.store.check import check
from dlschool.store.connection import Store

TYPED = (Field(TEXT, 0, "Әбдіжәмілова Ұлпан", "Тегі"), Field("choice", 0, "2 ", "Сынып"))


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


def test_what_was_typed_is_there_after_a_restart(db: Store, tmp_path: Path) -> None:
    drafts.keep(db, "pupil#1", "New pupil", "pupils", TYPED)
    again = opened(DataFolder(tmp_path / "school"), at_noon)
    (known,) = drafts.drafts(again)
    assert known.fields == TYPED
    assert known.at == at_noon()
    assert known.words() == [("Тегі", "Әбдіжәмілова Ұлпан")]
    again.close()


def test_the_newest_text_of_a_form_takes_the_place_of_the_one_before(db: Store) -> None:
    drafts.keep(db, "pupil#1", "New pupil", "pupils", TYPED)
    drafts.keep(db, "pupil#1", "New pupil", "pupils", TYPED[:1])
    (known,) = drafts.drafts(db)
    assert known.fields == TYPED[:1]


def test_only_the_same_user_sees_it(db: Store) -> None:
    drafts.keep(db, "pupil#1", "New pupil", "pupils", TYPED)
    db.user = User(7, "Ысқақова")
    assert drafts.drafts(db) == []
    drafts.drop(db, "pupil#1")
    db.user = User(0, "Оразова Д.")
    assert len(drafts.drafts(db)) == 1


def test_it_is_no_part_of_the_journal_and_the_check_is_clean(db: Store) -> None:
    before = db.value("select count(*) from changes")
    drafts.keep(db, "pupil#1", "New pupil", "pupils", TYPED)
    assert db.value("select count(*) from changes") == before
    assert check(db) == []
    drafts.drop(db, "pupil#1")
    assert drafts.draft(db, "pupil#1") is None


def test_where_nothing_can_be_written_nothing_is(db: Store) -> None:
    db.refuses = Refused("read only")
    drafts.keep(db, "pupil#1", "New pupil", "pupils", TYPED)
    assert drafts.drafts(db) == []


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"fields": [[1]], "title": "", "screen": ""}']
)
def test_a_text_of_another_version_is_left_out(db: Store, content: str) -> None:
    db.execute(
        "insert into drafts (user_id, form, at, content) values (0, 'x', '2026-11-21', ?)",
        (content,),
    )
    assert drafts.drafts(db) == []
