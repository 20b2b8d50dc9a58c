"""People of the department: their districts, passwords, one-time passwords."""

import pytest

from dlschool.errors import Refused
from dlschool.hub import accounts
from dlschool.hub.accounts import Account, Role
from dlschool.hub.office import Office


@pytest.mark.parametrize(
    ("code", "shared"),
    [
        ("", ""), ("390000000", "39"), ("100000000", "10"), ("394200000", "3942"),
        ("394230000", "39423" + "0"), ("394237100", "394237100"), ("39", "39"), ("3942", "3942"),
    ],
)  # fmt: skip
def test_a_code_stands_for_all_places_within_it(code: str, shared: str) -> None:
    assert accounts.prefix(code) == shared


@pytest.mark.parametrize("code", ["abc", "3", "39420000", "3942000000", "39420000x", "٣٩", "%"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        accounts.prefix(code)


def test_who_covers_a_region_covers_its_districts_and_not_the_other_way() -> None:
    region = Account(1, "a", "A", Role.HEAD, ("39",))
    district = Account(2, "b", "B", Role.HEAD, ("3942", "3946"))
    assert region.covers("3942")
    assert not district.covers("39")
    assert not district.covers("")
    assert Account(3, "c", "C", Role.HEAD, ("",)).covers("39")


def test_roles_hold_those_before_them() -> None:
    assert [[a.holds(b) for b in Role] for a in Role] == [
        [True, False, False], [True, True, False], [True, True, True]
    ]  # fmt: skip


def test_a_one_time_password_is_long_and_never_the_same() -> None:
    given = {accounts.one_time() for _ in range(100)}
    assert len(given) == 100
    assert {len(each.replace("-", "")) for each in given} == {16}


def test_the_kept_password_is_argon2id_and_opens_with_the_right_one_only() -> None:
    kept = accounts.hashed("ұзын құпиясөз")
    assert kept.startswith("$argon2id$")
    assert accounts.right(kept, "ұзын құпиясөз")
    assert not accounts.right(kept, "ұзын құпиясөз ")
    assert not accounts.right(kept, "")


def test_an_account_is_made_once_and_keeps_no_plain_password(desk: Office) -> None:
    with desk.db.transaction() as tx:
        given = accounts.make(tx, " Aigul ", "Айгүл", Role.READER, ["394200000"], desk.at())
        row = tx.row("select * from accounts")
    assert row is not None
    assert (row["login"], row["first"]) == ("aigul", 1)
    assert given not in str(row)
    with pytest.raises(Refused), desk.db.transaction() as tx:
        accounts.make(tx, "AIGUL", "Айгүл", Role.READER, ["394200000"], desk.at())


def test_an_account_that_is_refused_leaves_nothing(desk: Office) -> None:
    for districts in ([], ["x"]):
        with pytest.raises(Refused), desk.db.transaction() as tx:
            accounts.make(tx, "aigul", "Айгүл", Role.READER, districts, desk.at())
    with desk.db.transaction() as tx:
        assert tx.value("select count(*) from accounts") == 0


def test_the_last_head_stays(desk: Office) -> None:
    with desk.db.transaction() as tx:
        accounts.make(tx, "bas", "Басшы", Role.HEAD, [""], desk.at())
    for role, active in ((Role.READER, True), (Role.HEAD, False)):
        with pytest.raises(Refused), desk.db.transaction() as tx:
            accounts.change(tx, 1, role, active)
    with desk.db.transaction() as tx:
        found = accounts.load(tx, 1)
    assert found is not None
    assert (found.role, found.active) == (Role.HEAD, True)


@pytest.mark.parametrize("password", ["қысқа", "", "ааааааааааааа", "aigul-aigul-aigul", "х" * 201])
def test_an_unfit_password_is_refused(password: str) -> None:
    with pytest.raises(Refused):
        accounts.fit(password, Account(1, "aigul", "А", Role.READER, ("",)))
