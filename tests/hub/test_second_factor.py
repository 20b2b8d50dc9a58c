"""The six digits: this moment's, once, and useless to who has the database alone."""

import pyotp
import pytest
from nacl.exceptions import CryptoError

from dlschool.hub import accounts, second_factor
from dlschool.hub.accounts import Role
from dlschool.hub.office import Office

NOW = 1_800_000_015


def test_the_code_before_and_after_this_moment_is_taken_and_no_other() -> None:
    secret = second_factor.new()
    made = pyotp.TOTP(secret)
    steps = [second_factor.step_of(secret, made.at(NOW + shift), NOW) for shift in (-30, 0, 30)]
    assert steps == [NOW // 30 - 1, NOW // 30, NOW // 30 + 1]
    near = {made.at(NOW + shift) for shift in (-30, 0, 30)}
    for shift in (-90, -60, 60, 90):
        if made.at(NOW + shift) not in near:
            assert second_factor.step_of(secret, made.at(NOW + shift), NOW) is None
    assert second_factor.step_of(secret, "", NOW) is None


def test_a_code_counts_once_and_an_older_one_no_more(desk: Office) -> None:
    secret = second_factor.new()
    now = desk.now().timestamp()
    with desk.db.transaction() as tx:
        accounts.make(tx, "aigul", "Айгүл", Role.READER, [""], desk.at())
        assert not second_factor.right(tx, desk, 1, "123456"), "no telephone yet"
        second_factor.keep(tx, desk, 1, secret, 0)
        code, before = (pyotp.TOTP(secret).at(int(now) + shift) for shift in (0, -30))
        assert second_factor.right(tx, desk, 1, f" {code[:3]} {code[3:]} ")
        assert not second_factor.right(tx, desk, 1, code)
        if before != code:
            assert not second_factor.right(tx, desk, 1, before)


def test_the_database_alone_gives_no_secret(
    desk: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from dlschool.hub import office

    secret = second_factor.new()
    kept = second_factor.sealed(desk, secret)
    assert secret.encode() not in kept
    assert second_factor.opened(desk, kept) == secret
    keys = tmp_path_factory.mktemp("other") / "keys.json"
    office.write_keys(keys, {1: office.keys.new()})
    stranger = Office(desk.db, office.read_keys(keys), desk.now)
    with pytest.raises(CryptoError):
        second_factor.opened(stranger, kept)
