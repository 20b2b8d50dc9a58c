from dlschool.exchange.fault import Fault, Why


def test_a_fault_says_its_reason_and_what_was_looked_at() -> None:
    assert str(Fault(Why.CHAIN)) == "chain"
    assert str(Fault(Why.BODY, "packing")) == "body: packing"
    assert Fault(Why.SEAL).why is Why.SEAL
