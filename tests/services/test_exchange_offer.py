"""An enrolment file is looked at: who asks, for which school, until when; nothing is done by looking."""

from datetime import date, datetime
from pathlib import Path

import pairing_parts as parts
import pytest
from builders import at_noon

from dlschool.errors import Refused
from dlschool.exchange import armour
from dlschool.hub.office import Office
from dlschool.services import exchange_offer
from dlschool.services.opening import Store


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return parts.opened(tmp_path, at_noon)


def test_it_says_who_asks_for_which_school(desk: Office, db: Store) -> None:
    parts.with_bin(db)
    content = exchange_offer.content_of(armour.written(parts.enrolled(desk), "# Бұл файл"))
    offer = exchange_offer.offered(db, content)
    assert offer.department == parts.DEPARTMENT.name
    assert (offer.school, offer.bin) == (parts.SCHOOL.name, parts.BIN)
    assert (offer.address, offer.until, offer.level) == (
        "https://hub.example",
        parts.UNTIL,
        "totals",
    )


@pytest.mark.parametrize("kind", ["file", "bytes", "pasted", "bom"])
def test_it_comes_as_a_file_as_bytes_or_pasted(desk: Office, kind: str) -> None:
    content = parts.enrolled(desk)
    text = armour.written(content, "# Бұл файл")
    given: dict[str, str | bytes] = {
        "file": text.encode(),
        "bytes": content,
        "pasted": text.replace("\n", "\r\n"),
        "bom": b"\xef\xbb\xbf" + text.encode(),
    }
    assert exchange_offer.content_of(given[kind]) == content


@pytest.mark.parametrize("given", ["", b"", b"\xff\xfe\x00", "Сәлем", b"dlx", b"PK\x03\x04" * 99])
def test_another_file_is_refused_in_words(given: str | bytes) -> None:
    with pytest.raises(Refused) as refused:
        exchange_offer.content_of(given)
    assert "білім бөлімі" in refused.value.text("kk")


def test_a_file_for_another_school_is_refused_and_both_numbers_are_named(
    desk: Office, db: Store
) -> None:
    parts.with_bin(db, "990140000384")
    with pytest.raises(Refused) as refused:
        exchange_offer.offered(db, parts.enrolled(desk))
    assert parts.BIN in refused.value.text("ru")
    assert "990140000384" in refused.value.text("ru")


def test_a_school_without_its_number_writes_it_first(desk: Office, db: Store) -> None:
    parts.with_bin(db, "")
    with pytest.raises(Refused, match="BIN|БСН|БИН"):
        exchange_offer.offered(db, parts.enrolled(desk))


def test_a_file_that_came_too_late_names_both_days(desk: Office, db: Store) -> None:
    parts.with_bin(db)
    content = parts.enrolled(desk, until=date(2026, 11, 21))
    exchange_offer.offered(db, content)
    db.clock = lambda: datetime(2026, 11, 22, 8, 0)
    with pytest.raises(Refused) as refused:
        exchange_offer.offered(db, content)
    assert "21.11.2026" in refused.value.text("kk")
    assert "22.11.2026" in refused.value.text("kk")


def test_a_flipped_byte_of_the_head_is_damage_and_asks_for_no_newer_program(desk: Office) -> None:
    from dlschool.exchange import armour

    for place in (3, 4):
        content = bytearray(parts.enrolled(desk))
        content[place] ^= 0x10
        with pytest.raises(Refused) as refused:
            exchange_offer.content_of(armour.written(bytes(content)))
        assert "Ask the department for it once more" in str(refused.value.message)


def test_an_altered_file_is_refused(desk: Office, db: Store) -> None:
    parts.with_bin(db)
    content = bytearray(parts.enrolled(desk))
    content[-3] ^= 1
    with pytest.raises(Refused) as refused:
        exchange_offer.offered(db, bytes(content))
    assert refused.value.text("kk") != refused.value.text("ru")
