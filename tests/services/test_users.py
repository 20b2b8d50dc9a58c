"""Users: added, changed, removed; each with a password of one's own and no more keys than needed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from builders import stored_pupil

from dlschool.domain.access import CLOSED, SEALS, Right, Role, Seal, User
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import access, opening, users
from dlschool.services.opening import Store
from dlschool.store import keys as crypto
from dlschool.store import ring
from dlschool.store.ring import Cost

QUICK = Cost(1, 8 * 2**10)
PASSWORD = "иесінің құпия сөзі"


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Store]:
    made = opening.found(DataFolder(tmp_path / "school"), at_noon, "Иесі", PASSWORD, QUICK)
    yield made.db
    made.db.close()


def signed_in(owner: Store, name: str, password: str) -> Store:
    return opening.sign_in(owner.folder, at_noon, name, password)


def member(owner: Store, role: Role, name: str = "Гүлнар") -> Store:
    users.add(owner, name, role, "қызметкер сөзі")
    return signed_in(owner, name, "қызметкер сөзі")


@pytest.mark.parametrize("role", Role)
def test_a_new_user_signs_in_with_the_role_and_its_seals(owner: Store, role: Role) -> None:
    db = member(owner, role)
    assert (db.user.role, db.user.id) == (role, 2)
    assert db.keys.seals.keys() == SEALS[role]
    db.close()


def test_only_the_owner_rules_over_users(owner: Store) -> None:
    deputy = member(owner, Role.DEPUTY)
    for attempt in (
        lambda: users.add(deputy, "Біреу", Role.OWNER, "тағы бір сөз"),
        lambda: users.change(deputy, replace(deputy.user, role=Role.OWNER)),
        lambda: users.remove(deputy, 1),
        lambda: users.reset_password(deputy, 1, "тағы бір сөз"),
        lambda: users.new_sheet(deputy),
        lambda: users.for_department(deputy, bytes(32)),
        lambda: access.need(deputy, Right.RESTORE),
    ):
        with pytest.raises(Refused):
            attempt()
    deputy.close()


def test_a_name_is_taken_once(owner: Store) -> None:
    with pytest.raises(Refused):
        users.add(owner, " ИЕСІ ", Role.VIEWER, "қызметкер сөзі")
    assert [user.name for user in users.users(owner)] == ["Иесі"]


def test_a_new_role_brings_its_keys_and_takes_the_others(owner: Store) -> None:
    member(owner, Role.SECRETARY).close()
    users.change(owner, User(2, "Гүлнар", Role.PSYCHOLOGIST))
    db = signed_in(owner, "Гүлнар", "қызметкер сөзі")
    assert db.keys.seals.keys() == {Seal.PSYCHOLOGICAL}
    db.close()
    users.change(owner, User(2, "Гүлнар Қ.", Role.VIEWER))
    db = signed_in(owner, "Гүлнар Қ.", "қызметкер сөзі")
    assert db.keys.seals == {}
    db.close()


def test_a_removed_user_is_out_and_the_journal_keeps_the_name(owner: Store) -> None:
    member(owner, Role.SECRETARY).close()
    users.remove(owner, 2)
    with pytest.raises(Refused):
        signed_in(owner, "Гүлнар", "қызметкер сөзі")
    assert [user.gone for user in users.users(owner)] == [False, True]


def test_an_old_key_file_put_back_does_not_let_a_removed_user_in(owner: Store) -> None:
    member(owner, Role.SECRETARY).close()
    old = owner.folder.ring.read_bytes()
    users.remove(owner, 2)
    owner.folder.ring.write_bytes(old)
    with pytest.raises(Refused, match="Гүлнар"):
        signed_in(owner, "Гүлнар", "қызметкер сөзі")


def test_the_school_never_loses_its_last_owner(owner: Store) -> None:
    for change in (
        lambda: users.remove(owner, 1),
        lambda: users.change(owner, replace(owner.user, role=Role.DEPUTY)),
    ):
        with pytest.raises(Refused):
            change()
    users.add(owner, "Екінші", Role.OWNER, "екінші құпия")
    users.change(owner, replace(owner.user, role=Role.DEPUTY))
    assert owner.user.role == Role.DEPUTY


def test_ones_own_password_needs_the_old_one(owner: Store) -> None:
    secretary = member(owner, Role.SECRETARY)
    with pytest.raises(Refused):
        users.change_password(secretary, "дұрыс емес", "жаңа құпия сөз")
    users.change_password(secretary, "қызметкер сөзі", "жаңа құпия сөз")
    secretary.close()
    signed_in(owner, "Гүлнар", "жаңа құпия сөз").close()
    with pytest.raises(Refused):
        signed_in(owner, "Гүлнар", "қызметкер сөзі")


def test_the_owner_sets_a_forgotten_password_anew(owner: Store) -> None:
    psychologist = member(owner, Role.PSYCHOLOGIST)
    psychologist.close()
    users.reset_password(owner, 2, "ұмытылмас сөз")
    again = signed_in(owner, "Гүлнар", "ұмытылмас сөз")
    assert again.keys.seals.keys() == {Seal.PSYCHOLOGICAL}
    again.close()
    assert owner.user.name == "Иесі"


def test_rewrapping_never_touches_the_data(owner: Store) -> None:
    owner.execute("pragma wal_checkpoint(truncate)")
    key = owner.keys
    users.change_password(owner, PASSWORD, "жаңа құпия сөз")
    users.new_sheet(owner)
    again = signed_in(owner, "Иесі", "жаңа құпия сөз")
    assert again.keys == key
    again.close()


def test_a_key_that_somebody_slipped_into_the_ring_gets_nothing(owner: Store) -> None:
    """A secretary replaces the psychologist's key pair by an own one and waits for the owner."""
    member(owner, Role.PSYCHOLOGIST).close()
    kept = ring.read(owner.folder.ring)
    forged = ring.wrapped(2, "Гүлнар", "ұрының сөзі", crypto.Keys(owner.keys.store), QUICK)
    ring.write(owner.folder.ring, kept.with_user(forged))
    with pytest.raises(Refused):
        users.change(owner, User(2, "Гүлнар", Role.DEPUTY))


def test_a_new_sheet_ends_the_old_one(owner: Store) -> None:
    first = users.new_sheet(owner)
    second = users.new_sheet(owner)
    assert first != second
    with pytest.raises(Refused):
        opening.recover(owner.folder, at_noon, " ".join(first), "Иесі", "жаңа құпия сөз")
    opening.recover(owner.folder, at_noon, " ".join(second), "Иесі", "жаңа құпия сөз").close()


def test_an_old_sheet_with_the_keys_file_of_its_time_still_opens_the_data(owner: Store) -> None:
    """Said so by the commands and the window: the store's key never changes, so the sheet is burnt."""
    words = " ".join(users.new_sheet(owner))
    kept = owner.folder.ring.read_bytes()
    users.new_sheet(owner)
    owner.folder.ring.write_bytes(kept)
    opening.recover(owner.folder, at_noon, words, "Иесі", "жаңа құпия сөз").close()


def test_two_windows_that_add_users_at_once_lose_nobody_s_keys(owner: Store) -> None:
    names = [f"Хатшы {n}" for n in range(6)]

    def add(mine: list[str]) -> None:
        db = opening.another_connection(owner)
        for name in mine:
            users.add(db, name, Role.SECRETARY, "қызметкер сөзі")
        db.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(add, names[:3]), pool.submit(add, names[3:])]:
            done.result()
    known = ring.read(owner.folder.ring)
    assert all(known.wrap(name) for name in names)


def test_recovery_gives_a_person_the_persons_own_role_only(owner: Store) -> None:
    member(owner, Role.SECRETARY).close()
    words = " ".join(users.new_sheet(owner))
    db = opening.recover(owner.folder, at_noon, words, "Гүлнар", "жаңа құпия сөз")
    assert db.user.role == Role.SECRETARY
    assert db.keys.seals == {}
    db.close()
    again = signed_in(owner, "Гүлнар", "жаңа құпия сөз")
    assert again.keys.seals == {}
    again.close()


def test_the_department_can_let_the_school_in_again(owner: Store) -> None:
    private = crypto.new_keys().store
    users.for_department(owner, crypto.public(private))
    assert users.left_with_department(owner)
    opening.recover_by_department(owner.folder, at_noon, private, "Иесі", "жаңа құпия сөз").close()
    users.for_department(owner, None)
    assert not users.left_with_department(owner)
    with pytest.raises(Refused):
        opening.recover_by_department(owner.folder, at_noon, private, "Иесі", "тағы бір сөз")


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "१२३४"])
def test_a_pin_is_four_to_eight_digits(owner: Store, pin: str) -> None:
    with pytest.raises(Refused):
        users.set_pin(owner, pin)


def test_a_pin_unlocks_three_times_at_most_then_the_password(owner: Store) -> None:
    users.set_pin(owner, "2468")
    assert users.has_pin(owner)
    users.unlock(owner, "2468")
    with pytest.raises(Refused):
        users.unlock(owner, "1357")
    with pytest.raises(Refused):
        users.unlock(owner, "2468", wrong=users.PIN_TRIES)
    users.unlock(owner, PASSWORD, wrong=users.PIN_TRIES)
    users.set_pin(owner, "")
    with pytest.raises(Refused):
        users.unlock(owner, "")


def test_no_pin_and_no_password_is_in_the_journal(owner: Store) -> None:
    users.set_pin(owner, "2468")
    member(owner, Role.SECRETARY).close()
    journal = str(owner.stored("select * from changes"))
    assert "2468" not in journal
    assert "argon" not in journal
    assert "қызметкер сөзі" not in journal
    assert CLOSED not in journal


def test_a_ring_that_cannot_be_written_leaves_store_and_ring_as_they_were(
    owner: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise Refused("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(ring, "write", full)
        with pytest.raises(Refused):
            users.add(owner, "Гүлнар", Role.VIEWER, "қызметкер сөзі")
    assert len(users.users(owner)) == 1
    assert len(opening.logins(owner.folder)) == 1


def test_classes_are_kept_as_the_pupils_classes_are_however_they_were_typed(owner: Store) -> None:
    stored_pupil(owner, grade=7, letter="Ә")
    made = users.add(owner, "Мұғалім", Role.TEACHER, "мұғалім сөзі", ("7-ә", "7 «Ә»", "8 б"))
    (teacher,) = [user for user in users.users(owner) if user.id == made]
    assert teacher.classes == ("7Ә", "8Б")
    hers = signed_in(owner, "Мұғалім", "мұғалім сөзі")
    assert hers.value("select count(*) from pupils") == 1
    hers.close()
    with pytest.raises(Refused, match="барлығы|is not a class|сынып емес"):
        users.change(owner, replace(teacher, classes=("барлығы",)))
