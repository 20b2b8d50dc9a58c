"""What each edition asks of the school itself: every requirement that is held, and no more."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from dlschool.domain.readiness import Topic
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.law import readiness
from dlschool.law.edition import editions, read
from dlschool.law.shape import Edition

HELD = {
    "order-137-141-2020": [f"annex:24.schools.{n}" for n in range(1, 7)],
    "order-137-547-2021": [f"annex-1:1.{n}" for n in range(1, 8)],
    "order-137-97-2022": [f"annex-1:1.{n}" for n in range(1, 8)],
}
"""Counted in the sources: point 24 names six things for schools, annex 1 seven."""


def asked(key: str) -> tuple[readiness.Requirement, ...]:
    return readiness.requirements(editions()[key], editions())


def texts(key: str) -> Iterator[Text]:
    for one in asked(key):
        yield from (text for text in (one.text, one.evidence, one.usually) if text is not None)


def test_every_edition_of_the_program_has_a_file_and_no_other_file_is_there() -> None:
    assert set(readiness.files()) == set(editions())


@pytest.mark.parametrize("key", HELD)
def test_each_requirement_of_the_source_is_asked_once_with_what_is_shown_for_it(key: str) -> None:
    found = asked(key)
    assert sorted(point for one in found for point in one.points) == HELD[key]
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert one.confirmed
        assert one.evidence
        assert one.usually
        assert one.topic is not Topic.OTHER


def test_the_same_topic_has_the_same_key_in_every_edition() -> None:
    old, new = ({one.key for one in asked(key)} for key in ("order-137-141-2020", *list(HELD)[2:]))
    assert {"channels", "system", "resources", "certificates"} == old & new


def test_a_list_that_stands_in_is_never_called_the_orders_own() -> None:
    found = asked("order-349-2023")
    assert [one.key for one in found] == [one.key for one in asked("order-137-97-2022")]
    assert not any(one.confirmed or one.points for one in found)
    assert readiness.note(editions()["order-349-2023"])
    assert readiness.note(editions()["order-137-97-2022"]) is None


@pytest.mark.parametrize("key", editions())
def test_words_are_of_one_alphabet_and_of_their_language(key: str) -> None:
    mixed = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
    for text in texts(key):
        assert not mixed.search(text.kk + " " + text.ru), text
        assert not re.search("[әғқңөұүһі]", text.ru.lower()), text


def test_an_edition_that_was_delivered_later_is_told_by_its_own_statements() -> None:
    known = editions()["order-137-97-2022"]
    later: Edition = msgspec.structs.replace(known, key="order-9-2030", confirmed=False)
    found = readiness.requirements(later, {})
    assert [one.text for one in found] == [one.text for one in known.requirements]
    assert found[0].key == "order-9-2030/annex-1:1.1"
    assert not found[0].confirmed
    assert found[0].name == found[0].text


def test_a_file_that_names_a_point_the_edition_does_not_ask_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = readiness.files()["order-137-97-2022"]
    wrong = replace(held, requirements=(replace(held.requirements[0], point="annex-1:1.9"),))
    monkeypatch.setattr(readiness, "files", lambda: {wrong.edition: wrong})
    with pytest.raises(Refused, match="annex-1:1.9"):
        readiness.requirements(editions()[wrong.edition], editions())


def test_a_key_that_nobody_knows_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text('edition = "x"\ncolour = "red"\n', encoding="utf-8")
    from dlschool.law import strict_data

    with pytest.raises(Refused, match="2"):
        strict_data.read(file, readiness.OfEdition)
    with pytest.raises(Refused):
        read(file)
