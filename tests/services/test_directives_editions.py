"""A new edition of the rules comes signed, is shown, and is never chosen by itself when unconfirmed."""

import pytest
from exchange_parts import DEPARTMENT, heard, letter, other_keys, pair

from dlschool.errors import Refused
from dlschool.exchange import keys
from dlschool.paths import program_file
from dlschool.services import directives, directives_editions, editions
from dlschool.services.opening import Store

NAME = "order-137-999-2027.toml"


def content(confirmed: bool = False) -> str:
    """A further edition: the newest shipped one under a new key, with one point otherwise."""
    source = program_file("resources", "law", "order-349-2023.toml").read_text("utf-8")
    lines = source.splitlines()
    for at, line in enumerate(lines):
        if line.startswith("key = "):
            lines[at] = 'key = "order-999-2027"'
            break
    for at, line in enumerate(lines):
        if line.startswith("replaces"):
            lines[at] = 'replaces = "order-349-2023"'
            break
    for at, line in enumerate(lines):
        if line.startswith("confirmed"):
            lines[at] = f"confirmed = {str(confirmed).lower()}"
            break
    return "\n".join(lines) + "\n"


def sent(
    db: Store, text: str, signer: keys.Private = DEPARTMENT, name: str = NAME
) -> directives.Directive:
    pair(db)
    signature = keys.signature(signer, keys.edition_text(name, text))
    said = {"directive": 9, "name": name, "content": text, "signature": signature}
    heard(db, letter(db, b"", 1, ("edition", said)))
    return directives.every(db)[0]


def test_an_edition_is_kept_when_a_person_says_so_and_not_chosen_by_itself(db: Store) -> None:
    before = editions.default(db).key
    found = sent(db, content())
    offered = directives_editions.offered(db, found)
    assert offered.edition.key == "order-999-2027"
    assert "order-999-2027" not in editions.known(db)
    assert directives_editions.use(db, found.id) == "order-999-2027"
    assert "order-999-2027" in editions.known(db)
    assert editions.default(db).key == before


def test_a_changed_text_or_a_strangers_signature_is_refused(db: Store) -> None:
    found = sent(db, content(), other_keys())
    with pytest.raises(Refused):
        directives_editions.use(db, found.id)
    assert not (db.folder.editions / NAME).exists()
    assert directives.find(db, found.id).waits


@pytest.mark.parametrize("name", ["../x.toml", "a/b.toml", ".toml", "X.TOML", "con.txt", ""])
def test_a_file_name_that_could_leave_the_folder_is_refused(db: Store, name: str) -> None:
    found = sent(db, content(), name=name)
    with pytest.raises(Refused):
        directives_editions.use(db, found.id)


@pytest.mark.parametrize("text", ["", "key = 7", "[[["])
def test_what_is_no_edition_is_refused(db: Store, text: str) -> None:
    found = sent(db, text)
    with pytest.raises(Refused):
        directives_editions.use(db, found.id)
    assert not (db.folder.editions / NAME).exists()


def test_an_edition_whose_key_is_known_is_refused(db: Store) -> None:
    shipped = program_file("resources", "law", "order-349-2023.toml").read_text("utf-8")
    found = sent(db, shipped)
    with pytest.raises(Refused):
        directives_editions.use(db, found.id)


def test_a_file_that_a_power_cut_left_behind_is_kept_at_the_next_try(db: Store) -> None:
    found = sent(db, content())
    db.folder.editions.mkdir(parents=True, exist_ok=True)
    (db.folder.editions / NAME).write_bytes(content().encode())
    assert directives_editions.use(db, found.id) == "order-999-2027"
    assert directives.find(db, found.id).state == "used"


def test_another_file_of_that_name_is_neither_used_nor_overwritten(db: Store) -> None:
    found = sent(db, content())
    db.folder.editions.mkdir(parents=True, exist_ok=True)
    other = content().replace("order-999-2027", "order-998-2027", 1).encode()
    (db.folder.editions / NAME).write_bytes(other)
    with pytest.raises(Refused):
        directives_editions.use(db, found.id)
    assert (db.folder.editions / NAME).read_bytes() == other
    assert directives.find(db, found.id).waits
