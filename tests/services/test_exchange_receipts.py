"""What the department says of envelopes; what it says of a copy's envelopes is found out."""

from builders import stored_case
from exchange_parts import heard, letter, newest, pair, sent

from dlschool.domain.case import Ground
from dlschool.services import exchange_keys, exchange_outbox
from dlschool.services.opening import Store
from dlschool.store import exchange


def receipt(db: Store, seq: int, **more: object) -> dict[str, object]:
    own = exchange.digest(db, 0, seq)[:4]
    mark = exchange_keys.told_epoch(db).mark
    said = {"epoch": mark, "seq": seq, "lane": 0, "state": "accepted", "digest": own}
    return {**said, **more}


def told(db: Store) -> int:
    pair(db)
    stored_case(db)
    exchange_outbox.seal(db)
    return newest(db)


def test_accepted_speaks_for_all_envelopes_before(db: Store) -> None:
    told(db)
    stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    exchange_outbox.seal(db)
    heard(db, letter(db, b"", 1, ("receipt", receipt(db, newest(db)))))
    assert exchange.counts(db).keys() == {"accepted"}


def test_an_envelope_that_is_not_ours_under_our_number_begins_a_new_epoch(db: Store) -> None:
    seq = told(db)
    before = exchange_keys.told_epoch(db)
    heard(db, letter(db, b"", 1, ("receipt", receipt(db, seq, digest=b"else"))))
    assert exchange.counts(db).keys() == {"sealed"}
    assert exchange_outbox.forked(db)
    exchange_outbox.seal(db)
    assert exchange_keys.told_epoch(db) != before
    assert not exchange_outbox.forked(db)
    (whole, *_) = sent(db)
    assert [op.act for op in whole.ops if op.kind < 50] == [3] * (len(whole.ops) - 1)


def test_a_number_that_we_never_gave_was_given_by_a_copy(db: Store) -> None:
    seq = told(db)
    heard(db, letter(db, b"", 1, ("receipt", receipt(db, seq + 5, digest=b"else"))))
    assert exchange_outbox.forked(db)


def test_a_receipt_of_an_epoch_that_is_over_says_nothing(db: Store) -> None:
    seq = told(db)
    heard(db, letter(db, b"", 1, ("receipt", receipt(db, seq, epoch=b"past"))))
    assert exchange.counts(db).keys() == {"sealed"}


def test_an_envelope_with_exceptions_keeps_them(db: Store) -> None:
    seq = told(db)
    exceptions = [[0, "quarantined", "value"]]
    heard(db, letter(db, b"", 1, ("receipt", receipt(db, seq, exceptions=exceptions))))
    assert exchange.out_in(db, 0, ("accepted",))[-1].seq == seq
