"""A file that was given: what it is, or a sentence with the file, what is wrong and what to do."""

import os
from collections.abc import Iterator
from pathlib import Path

import exchange_hub
import pairing_parts as parts
import pytest
from builders import at_noon, opened, stored_case
from sticks import later

from dlschool.domain.access import Role
from dlschool.errors import Refused
from dlschool.exchange import armour, folder, wire
from dlschool.exchange.keys import Private
from dlschool.hub import enrolment
from dlschool.hub.office import Office
from dlschool.paths import DataFolder
from dlschool.services import (
    exchange_folder,
    exchange_offer,
    exchange_pairing,
    given_files,
    school,
)
from dlschool.services.given_files import Kind
from dlschool.services.opening import Store


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Store]:
    made = opened(DataFolder(tmp_path / "school"), at_noon, "Оразова Д.")
    parts.with_bin(made)
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return parts.opened(tmp_path, at_noon)


def written(place: Path, content: bytes | str) -> Path:
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


def refusal(db: Store, path: Path) -> str:
    """The sentence, which names the file."""
    with pytest.raises(Refused) as refused:
        given_files.look(db, path)
    said = refused.value.text("ru")
    assert str(path) in said
    return said


@pytest.mark.parametrize("armoured", [True, False])
def test_an_enrolment_says_who_asks(
    db: Store, desk: Office, tmp_path: Path, armoured: bool
) -> None:
    content = parts.enrolled(desk)
    file = written(tmp_path / "Қостанай.DLX", armour.written(content) if armoured else content)
    given = given_files.look(db, file)
    assert (given.kind, given.content) == (Kind.ENROLMENT, content)
    assert given.offer is not None
    assert given.offer.department == parts.DEPARTMENT.name


def test_an_enrolment_for_another_school_or_too_late_stops_here(
    db: Store, desk: Office, tmp_path: Path
) -> None:
    file = written(tmp_path / "a.dlx", parts.enrolled(desk))
    later(db, days=60)
    with pytest.raises(Refused, match=r"21\.12\.2026"):
        given_files.look(db, file)
    parts.with_bin(db, "990140000017")
    with pytest.raises(Refused, match=parts.BIN):
        given_files.look(db, file)


def test_a_certificate_needs_the_request_that_it_answers(
    db: Store, desk: Office, tmp_path: Path
) -> None:
    exchange_pairing.ask(db, parts.enrolled(desk), "Хатшы")
    request = tmp_path / "request.dlx"
    exchange_pairing.write_request(db, request, "kk")
    assert "запрос школы" in refusal(db, request)
    answer = enrolment.heard(desk, exchange_offer.content_in(request))
    parts.approve(desk)
    answer = enrolment.heard(desk, exchange_offer.content_in(request))
    file = written(tmp_path / "certificate.dlx", armour.written(answer.body))
    given = given_files.look(db, file)
    assert (given.kind, given.department) == (Kind.CERTIFICATE, parts.DEPARTMENT.name)
    exchange_pairing.give_up(db)
    with pytest.raises(Refused, match="Сұрау|сұрау"):
        given_files.look(db, file)


@pytest.fixture
def stick(db: Store, tmp_path: Path) -> tuple[Path, Path]:
    """What a school wrote on a stick, and the department's answer there."""
    place = tmp_path / "hub"
    place.mkdir()
    hub = exchange_hub.opened(place)
    exchange_hub.enrol(hub, db)
    stored_case(db)
    made = exchange_folder.export(db, tmp_path / "stick")
    exchange_hub.take(hub, folder.load(tmp_path / "stick"))
    letters = [wire.first(content) for content in exchange_hub.answers(hub, 1)]
    spans = folder.write(made.folder, [each for each in letters if each is not None])
    return made.folder / made.files[0], made.folder / spans[0].name


def test_answers_of_the_department_are_counted(db: Store, stick: tuple[Path, Path]) -> None:
    mine, answers = stick
    given = given_files.look(db, answers)
    assert given.kind is Kind.ENVELOPES
    assert given.envelopes == len(folder.load(answers).envelopes)
    assert "конверты самой школы" in refusal(db, mine)


def test_an_answer_that_was_cut_off_still_brings_its_first_envelopes_or_is_refused(
    db: Store, stick: tuple[Path, Path], tmp_path: Path
) -> None:
    content = stick[1].read_bytes()
    first = wire.first(content)
    assert first is not None
    for length in range(1, len(content), max(1, len(content) // 97)):
        file = written(tmp_path / "cut.dlx", content[:length])
        if length < len(first.content):
            assert "не от отдела" in refusal(db, file)
        else:
            assert given_files.look(db, file).envelopes >= 1


def test_answers_for_another_computer_are_said_to_be(
    db: Store, stick: tuple[Path, Path], tmp_path: Path
) -> None:
    pair, other = Private(b"s" * 32, b"e" * 32), Private(b"t" * 32, b"f" * 32)
    header = wire.Header(999, bytes(4), 1, wire.FIRST, down=True)
    made = wire.make(header, b"x", bytes(16), pair, other.public)
    assert "другого компьютера" in refusal(db, written(tmp_path / "other.dlx", made))


def test_envelopes_before_a_connection_say_what_to_do_first(
    db: Store, tmp_path: Path, desk: Office
) -> None:
    pair = Private(b"s" * 32, b"e" * 32)
    header = wire.Header(1, bytes(4), 1, wire.FIRST, down=True)
    file = written(tmp_path / "a.dlx", wire.make(header, b"x", bytes(16), pair, pair.public))
    with pytest.raises(Refused, match="қосылмаған|қосылған жоқ"):
        given_files.look(db, file)


def test_what_is_no_file_of_the_exchange_is_refused_in_words(db: Store, tmp_path: Path) -> None:
    assert "пуст" in refusal(db, written(tmp_path / "empty.dlx", b""))
    assert "пуст" in refusal(db, written(tmp_path / "blank.dlx", b"\n  \n"))
    assert "не от отдела" in refusal(db, written(tmp_path / "letter.dlx", "Сәлем! " * 99))
    assert "не от отдела" in refusal(db, written(tmp_path / "word.dlx", b"PK\x03\x04" * 9999))
    assert "не от отдела" in refusal(db, written(tmp_path / "tab.dlx", b"\tabc"))
    assert "не от отдела" in refusal(db, written(tmp_path / "zero.dlx", bytes(1000) + b"x"))
    assert "новой версией программы" in refusal(
        db, written(tmp_path / "newer.dlx", b"\x02" + bytes(99))
    )
    newer = armour.written(b"dlx\x01\x07" + bytes(99))
    assert "новой версией программы" in refusal(db, written(tmp_path / "newer2.dlx", newer))
    assert "папка" in refusal(db, tmp_path)
    assert "не читается" in refusal(db, tmp_path / "none.dlx")
    assert "не читается" in refusal(db, tmp_path / ("a" * 300 + ".dlx"))
    huge = tmp_path / "huge.dlx"
    with huge.open("wb") as file:
        file.write(b"\x01")
        file.truncate(2**40)
    assert "слишком велик" in refusal(db, huge)
    os.mkfifo(tmp_path / "pipe.dlx")
    assert "не от отдела" in refusal(db, tmp_path / "pipe.dlx")


def test_any_noise_is_refused_and_never_a_fault(db: Store, tmp_path: Path) -> None:
    from random import Random

    chance = Random(5)
    for size in (1, 2, 3, 5, 20, 200, 3000):
        for start in (b"", b"\x01\x01", b"\x01\x02", b"dlx", b"dlx\x01\x01", b"MRWHQ", b"\x02"):
            content = start + chance.randbytes(size)
            with pytest.raises(Refused):
                given_files.look(db, written(tmp_path / "noise.dlx", content))


def test_a_link_to_a_file_is_followed(db: Store, desk: Office, tmp_path: Path) -> None:
    file = written(tmp_path / "real.dlx", parts.enrolled(desk))
    (tmp_path / "link.dlx").symlink_to(file)
    assert given_files.look(db, tmp_path / "link.dlx").kind is Kind.ENROLMENT


def test_an_update_is_known_by_its_name_or_its_beginning(db: Store, tmp_path: Path) -> None:
    for name, content in (("a.dlu", b"x"), ("b.DLU", b""), ("c.dlx", b"dlschool update 1\n")):
        assert given_files.look(db, written(tmp_path / name, content)).kind is Kind.UPDATE
    assert "не читается" in refusal(db, tmp_path / "none.dlu")


def test_a_role_that_may_not_is_told_so(
    db: Store, desk: Office, stick: tuple[Path, Path], tmp_path: Path
) -> None:
    enrolled = written(tmp_path / "e.dlx", parts.enrolled(desk))
    for role, file in ((Role.TEACHER, stick[1]), (Role.DEPUTY, enrolled), (Role.TEACHER, enrolled)):
        other = opened(DataFolder(tmp_path / "school"), at_noon, "Б. Б.", role)
        with pytest.raises(Refused, match="Рөліңіз|рөл"):
            given_files.look(other, file)
        other.close()


def test_the_sample_school_speaks_with_no_department(tmp_path: Path, desk: Office) -> None:
    db = opened(DataFolder(tmp_path / "sample"), at_noon, "Үлгі")
    school.save_setting(db, "sample", True)
    assert "учебная школа" in refusal(db, written(tmp_path / "a.dlx", parts.enrolled(desk)))
    db.close()


def test_names_that_the_window_opens() -> None:
    assert given_files.is_named_so("A.DLX")
    assert given_files.is_named_so("dlschool-0.2.0-windows.dlu")
    assert not given_files.is_named_so("list.xlsx")
