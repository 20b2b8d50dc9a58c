"""The BIN of a connected school: it is written once, and neither changed nor taken back."""

from dataclasses import replace

import msgspec
import pairing_parts as parts
import pytest
from exchange_parts import pair

from dlschool.errors import Refused
from dlschool.services import exchange_keys, history, school
from dlschool.services.opening import Store
from dlschool.store import exchange


def test_a_connected_school_keeps_its_bin(db: Store) -> None:
    parts.with_bin(db)
    pair(db)
    for other in ("", "990140000384"):
        with pytest.raises(Refused) as refused:
            school.save_school(db, replace(school.school(db), bin=other))
        assert parts.BIN in refused.value.text("ru")
    school.save_school(db, replace(school.school(db), director="Ә. Сейітов"))
    assert (school.school(db).bin, school.school(db).director) == (parts.BIN, "Ә. Сейітов")


def test_writing_the_bin_cannot_be_taken_back_while_connected(db: Store) -> None:
    parts.with_bin(db, "")
    parts.with_bin(db)
    pair(db)
    with pytest.raises(Refused) as refused:
        history.undo(db)
    assert parts.BIN in refused.value.text("kk")
    assert school.school(db).bin == parts.BIN


def test_a_connected_school_without_a_bin_gets_one_and_a_revoked_one_another(db: Store) -> None:
    pair(db)
    parts.with_bin(db)
    assert school.school(db).bin == parts.BIN
    with exchange.writing(db):
        revoked = msgspec.structs.replace(exchange_keys.need_paired(db), revoked="Ұрланды")
        exchange_keys.keep_paired(db, revoked)
    parts.with_bin(db, "990140000384")
    assert school.school(db).bin == "990140000384"
