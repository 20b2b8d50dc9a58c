"""POST /pair as the net gives it: whole, cut, too long; the other door is left alone."""

import asyncio
from typing import Any

import pairing_parts as parts

from dlschool.exchange import keys, pairing
from dlschool.hub import http
from dlschool.hub.office import Office


def post(desk: Office, path: str, body: bytes, *, whole: bool = True) -> tuple[int, bytes]:
    """Status and body of the answer; (0, b"") when nobody was there to hear it."""
    sent: list[dict[str, Any]] = []
    pieces = [body[at : at + 100] for at in range(0, len(body), 100)] or [b""]
    messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    messages.append({"type": "http.request", "body": b""} if whole else {"type": "http.disconnect"})

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    app = http.exchange(desk)
    asyncio.run(app({"type": "http", "path": path}, receive, send))
    if not sent:
        return 0, b""
    return sent[0]["status"], sent[1]["body"]


def test_a_request_waits_and_then_gets_its_certificate(desk: Office) -> None:
    parts.described(desk)
    content, mine = parts.enrolled(desk), keys.new()
    asked = parts.request(content, mine)
    assert post(desk, "/pair", asked) == (202, b"")
    parts.approve(desk)
    status, body = post(desk, "/pair", asked)
    assert status == 200
    assert pairing.read_certificate(body, mine, parts.read(content)).device == 1


def test_noise_and_what_is_too_long_are_refused(desk: Office) -> None:
    parts.described(desk)
    assert post(desk, "/pair", b"\x00" * 300) == (403, b"unknown")
    assert post(desk, "/pair", bytes(pairing.MOST + 1))[0] == 413
    assert parts.faults(desk) == {"pair-unknown": 1}


def test_a_request_that_was_cut_off_makes_nothing(desk: Office) -> None:
    parts.described(desk)
    asked = parts.request(parts.enrolled(desk))
    assert post(desk, "/pair", asked[:-20], whole=False) == (0, b"")
    assert desk.db.run(lambda tx: tx.value("select count(*) from devices")) == 0
    assert post(desk, "/pair", asked)[0] == 202


def test_the_door_of_envelopes_takes_no_request(desk: Office) -> None:
    parts.described(desk)
    assert post(desk, "/x", parts.request(parts.enrolled(desk)))[0] == 400
