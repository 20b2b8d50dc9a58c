"""Channels, systems, equipment and papers: what is written, what is refused, what they say."""

from datetime import date

import pytest
from builders import taken_back
from readiness_parts import channel

from dlschool.domain.readiness import Equipment, Means, Proof, Topic
from dlschool.errors import Refused
from dlschool.services import readiness
from dlschool.services import readiness_records as records
from dlschool.services.opening import Store


def said(db: Store, key: str) -> list[str]:
    return [found.text.ru for found in readiness.line(db, key).findings]


def test_a_channel_is_told_with_its_provider_and_speed(db: Store) -> None:
    made = channel(db, speed="20,5")
    (held,) = records.every(db, Means)
    assert held.speed == "20.5"
    assert said(db, "channels") == ["Имеется: оптоволокно (Телеком, 20,5 Мбит/с)"]
    records.remove(db, Means, made)
    assert said(db, "channels") == ["Ничего не записано"]
    taken_back(db)
    assert records.record(db, Means, made) == held


@pytest.mark.parametrize("speed", ["тез", "-1", "0", "nan", "inf", "1e12"])
def test_what_is_no_speed_is_refused(db: Store, speed: str) -> None:
    with pytest.raises(Refused, match="Мбит|мегабит|speed"):
        channel(db, speed=speed)
    assert records.every(db, Means) == []


def test_a_channel_needs_its_kind_and_a_system_its_name(db: Store) -> None:
    with pytest.raises(Refused, match="fibre"):
        channel(db, kind="wire")
    with pytest.raises(Refused):
        records.save_means(db, Means(topic=Topic.SYSTEM, name=" "))
    records.save_means(db, Means(topic=Topic.SYSTEM, name="Портал", kind="fibre", speed="5"))
    (held,) = records.every(db, Means)
    assert (held.kind, held.speed) == ("", "")


def test_a_contract_that_ends_is_told_before_and_after(db: Store) -> None:
    channel(db, valid_until=date(2026, 12, 1))
    assert "Скоро истекает срок: оптоволокно (01.12.2026)" in said(db, "channels")
    channel(db, kind="mobile", valid_until=date(2026, 11, 1))
    found = readiness.line(db, "channels").findings
    assert [one.kind for one in found] == ["good", "bad", "soon"]
    assert found[1].text.ru == "Срок истёк: мобильная сеть (3G, 4G, 5G) (01.11.2026)"


def test_equipment_that_lacks_is_named_with_its_place(db: Store) -> None:
    records.save_equipment(db, Equipment(place="12", item="ноутбук", needed=8, there=6))
    records.save_equipment(db, Equipment(place="12", item="проектор", needed=1, there=3))
    assert said(db, "equipment") == ["Есть из нужного: 7 из 9", "Не хватает: ноутбук, 12 – 2"]


def test_the_same_thing_is_not_written_twice_for_a_place(db: Store) -> None:
    made = records.save_equipment(db, Equipment(place="12", item="ноутбук", needed=8, there=6))
    with pytest.raises(Refused, match="ноутбук"):
        records.save_equipment(db, Equipment(place=" 12 ", item="ноутбук", needed=1, there=1))
    records.save_equipment(db, Equipment(id=made, place="12", item="ноутбук", needed=8, there=8))
    assert said(db, "equipment") == ["Есть из нужного: 8 из 8"]


@pytest.mark.parametrize("wrong", [{"place": ""}, {"item": " "}, {"needed": -1}, {"there": 10**9}])
def test_equipment_that_cannot_be_is_refused(db: Store, wrong: dict[str, object]) -> None:
    facts = {"place": "12", "item": "ноутбук", "needed": 1, "there": 1, **wrong}
    with pytest.raises(Refused):
        records.save_equipment(db, Equipment(**facts))  # type: ignore[arg-type]
    assert records.every(db, Equipment) == []


def test_a_paper_is_shown_with_its_requirement_and_its_end(db: Store) -> None:
    made = readiness.save_proof(
        db,
        Proof(
            requirement="journal", name="Қосылу туралы хат", number="7",
            date=date(2026, 1, 5), valid_until=date(2026, 11, 1),
        ),
    )  # fmt: skip
    assert "Документы: Қосылу туралы хат" in said(db, "journal")
    assert "Срок истёк: Қосылу туралы хат (01.11.2026)" in said(db, "journal")
    records.remove(db, Proof, made)
    assert said(db, "journal") == ["Ничего не записано"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"date": date(2026, 11, 22)},
        {"date": date(2026, 5, 2), "valid_until": date(2026, 5, 1)},
    ],
)
def test_a_paper_that_cannot_be_is_refused(db: Store, wrong: dict[str, object]) -> None:
    facts = {"requirement": "journal", "name": "Хат", **wrong}
    with pytest.raises(Refused):
        records.save_proof(db, Proof(**facts))  # type: ignore[arg-type]
    assert records.every(db, Proof) == []
