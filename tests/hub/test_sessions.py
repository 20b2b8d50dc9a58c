"""Sessions and wrong attempts."""

from dlschool.hub import accounts, sessions
from dlschool.hub.accounts import Role
from dlschool.hub.office import Office

NOW = 1_800_000_000


def person(desk: Office) -> None:
    with desk.db.transaction() as tx:
        accounts.make(tx, "aigul", "Айгүл", Role.READER, [""], desk.at())


def test_a_session_is_found_by_its_cookie_only(desk: Office) -> None:
    person(desk)
    with desk.db.transaction() as tx:
        token = sessions.begin(tx, 1, "in", NOW)
        found = sessions.find(tx, token, NOW)
        assert found is not None
        assert (found.account, found.stage) == (1, "in")
        assert sessions.find(tx, token[:-1], NOW) is None
        assert sessions.find(tx, "", NOW) is None


def test_half_a_sign_in_waits_ten_minutes_and_a_session_ends_idle_or_after_ten_hours(
    desk: Office,
) -> None:
    person(desk)
    with desk.db.transaction() as tx:
        half, whole = (sessions.begin(tx, 1, stage, NOW) for stage in ("code", "in"))
        assert sessions.find(tx, half, NOW + 599)
        assert sessions.find(tx, half, NOW + 601) is None
        assert sessions.find(tx, whole, NOW + sessions.IDLE) is not None
        assert sessions.find(tx, whole, NOW + sessions.IDLE + 1) is None
        for at in range(0, sessions.LONGEST + 1, sessions.IDLE):
            assert sessions.find(tx, whole, NOW + at) is not None
            sessions.touch(tx, whole, NOW + at)
        assert sessions.find(tx, whole, NOW + sessions.LONGEST + 1) is None


def test_a_clock_that_was_set_back_ends_a_session(desk: Office) -> None:
    person(desk)
    with desk.db.transaction() as tx:
        token = sessions.begin(tx, 1, "in", NOW)
        assert sessions.find(tx, token, NOW - 1) is None


def test_ended_sessions_are_cleared_away(desk: Office) -> None:
    person(desk)
    with desk.db.transaction() as tx:
        sessions.begin(tx, 1, "in", NOW)
        sessions.begin(tx, 1, "in", NOW + sessions.LONGEST + 1)
        assert tx.value("select count(*) from sessions") == 1


def test_what_is_said_once_is_said_once(desk: Office) -> None:
    person(desk)
    with desk.db.transaction() as tx:
        token = sessions.begin(tx, 1, "in", NOW)
        sessions.say(tx, token, "Сақталды.")
        found = sessions.find(tx, token, NOW)
        assert found is not None
        assert found.said == "Сақталды."
        sessions.touch(tx, token, NOW)
        again = sessions.find(tx, token, NOW)
        assert again is not None
        assert again.said == ""


def test_pauses_grow_with_wrong_attempts_and_end(desk: Office) -> None:
    pauses = []
    at = NOW
    with desk.db.transaction() as tx:
        for _ in range(12):
            wait = sessions.attempt(tx, "x", at)
            pauses.append(wait)
            at += wait
            if wait:
                assert sessions.attempt(tx, "x", at) == 0
        assert pauses[:5] == [0] * 5
        assert pauses[5:9] == [30, 60, 120, 240]
        assert max(pauses) == sessions.LONGEST_PAUSE
        assert sessions.attempt(tx, "y", at) == 0, "another name is not slowed"
        sessions.forgive(tx, "x")
        assert sessions.attempt(tx, "x", at) == 0


def test_the_proof_of_a_form_is_of_one_session() -> None:
    one, other = sessions.token(), sessions.token()
    assert sessions.proof(one) == sessions.proof(one)
    assert sessions.proof(one) != sessions.proof(other)
    assert one not in sessions.proof(one)
