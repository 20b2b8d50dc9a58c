"""What the department says is kept as it came, shown plainly, decided once."""

from pathlib import Path

import pytest
from builders import at_noon, opened
from exchange_parts import heard, letter, pair, sealed_letter

from dlschool.domain.access import Role
from dlschool.errors import Refused
from dlschool.exchange import kinds
from dlschool.exchange.payload import Act, Content, Op
from dlschool.paths import DataFolder
from dlschool.services import directives, directives_lines, directives_words
from dlschool.services.opening import Store


def test_a_message_of_a_kind_not_known_yet_is_kept_and_shown_by_its_numbers(db: Store) -> None:
    pair(db)
    content = Content((Op(199, Act.NEW, 1, {1: 7, 2: "жаңа", 3: b"\x01"}),), 29_000_000)
    heard(db, sealed_letter(db, b"", 1, content))
    (found,) = directives.every(db)
    assert found.kind == "unknown"
    assert ("№ 2", "жаңа") in [(n.kk, v.kk) for n, v in directives_words.facts(found)]
    directives.put_away(db, found.id, "Жаңартудан кейін қараймын")
    assert not directives.find(db, found.id).waits


def test_a_record_that_this_base_lacks_is_shown_by_the_names_of_its_fields(db: Store) -> None:
    pair(db)
    values = {1: "2026/4", 3: "health", 5: 2500, 13: 1}
    heard(db, letter(db, b"", 1, ("missing", {"kind": 3, "values": values})))
    (found,) = directives.every(db)
    said = {name.ru: value.ru for name, value in directives_words.facts(found)}
    assert said["Запись"] == "Дело"
    assert said["Номер"] == "2026/4"
    assert said["Дата открытия"] == "05.11.2026"
    assert said["Внесено с бумаги"] == "да"
    (line,) = directives_lines.lines(db, db.today(), 14)
    assert line.screen == "exchange"
    directives.put_away(db, found.id)
    assert not list(directives_lines.lines(db, db.today(), 14))


def test_looking_at_it_is_noted_once_and_asks_nothing(db: Store) -> None:
    pair(db)
    heard(db, letter(db, b"", 1, ("number-block", {"directive": 5})))
    (found,) = directives.every(db)
    assert directives.see(db, found.id).state == "seen"
    assert directives.see(db, found.id).state == "seen"
    assert directives.numbered(db, 5).id == found.id
    with pytest.raises(Refused):
        directives.find(db, found.id, "call")
    with pytest.raises(Refused):
        directives.find(db, 99)


def test_the_same_message_twice_is_one_directive(db: Store) -> None:
    pair(db)
    first = letter(db, b"", 1, ("missing", {"kind": 3, "values": {1: "4"}}))
    heard(db, first)
    heard(db, letter(db, first, 2, ("missing", {"kind": 3, "values": {1: "4"}})))
    assert len(directives.every(db)) == 1


def test_who_may_not_exchange_sees_and_decides_nothing(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "teacher")
    owner = opened(folder, at_noon, "Оразова Д.")
    pair(owner)
    heard(owner, letter(owner, b"", 1, ("number-block", {"directive": 5})))
    owner.close()
    teacher = opened(folder, at_noon, "Ахметов С.", Role.TEACHER, ("8Ә",))
    with pytest.raises(Refused):
        directives.every(teacher)
    with pytest.raises(Refused):
        directives.refuse(teacher, 1, "жоқ")
    assert not list(directives_lines.lines(teacher, teacher.today(), 14))
    teacher.close()


@pytest.mark.parametrize("kind", sorted(kinds.down()))
def test_a_message_of_any_kind_without_any_field_is_shown_and_harms_nothing(
    db: Store, kind: int
) -> None:
    pair(db)
    content = Content((Op(kind, Act.NEW, 1, {}),), 29_000_000)
    heard(db, sealed_letter(db, b"", 1, content))
    for each in directives.every(db):
        assert directives.title(each)
        directives_words.facts(each)
    assert list(directives_lines.lines(db, db.today(), 14)) is not None


@pytest.mark.parametrize(
    "value", [2**64 - 1, -(2**63), [[]], {}, "", "x" * 5000, b"\xff", True, None]
)
@pytest.mark.parametrize("kind", [110, 112, 113, 114, 115, 119, 120, 122])
def test_a_message_with_senseless_values_is_kept_and_stops_nothing(
    db: Store, kind: int, value: object
) -> None:
    pair(db)
    fields = {number: value for number in range(1, 11)}
    content = Content((Op(kind, Act.NEW, 1, fields),), 29_000_000)  # type: ignore[arg-type]
    first = sealed_letter(db, b"", 1, content)
    assert heard(db, first) == 1
    assert heard(db, letter(db, first, 2, ("number-block", {"directive": 5}))) == 1
    for each in directives.every(db):
        assert directives.title(each)
        directives_words.facts(each)
    assert list(directives_lines.lines(db, db.today(), 14))
