"""What comes over the line before anybody knows whose it is."""

import asyncio
from collections import Counter
from typing import Any

import hub_life
import pytest

from dlschool.hub import app, http
from dlschool.hub.conversation import TOO_MUCH
from dlschool.hub.office import Office


def _ask(
    application: Any, path: str, parts: list[dict[str, Any]], client: str = "10.0.0.1"
) -> tuple[int, bytes] | None:
    """Status and body; None: nobody was answered."""

    async def run() -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []
        left = list(parts)

        async def receive() -> dict[str, Any]:
            if not left:
                await asyncio.sleep(3600)
            return left.pop(0)

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        scope = {
            "type": "http", "path": path, "method": "GET" if path == "/metrics" else "POST",
            "headers": [], "query_string": b"", "raw_path": path.encode(), "scheme": "http",
            "client": (client, 1), "server": ("h", 1), "http_version": "1.1", "root_path": "",
        }  # fmt: skip
        await application(scope, receive, send)
        return sent

    sent = asyncio.run(run())
    if not sent:
        return None
    return sent[0]["status"], b"".join(m.get("body", b"") for m in sent[1:])


def _body(content: bytes, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": content, "more_body": more}


GONE = {"type": "http.disconnect"}


def test_bytes_that_are_no_question_are_refused(desk: Office) -> None:
    asked = http.exchange(desk)
    for content in (b"", b"\x00", b"\xff" * 100, b"\x10\x01", b"GET / HTTP/1.0"):
        assert _ask(asked, "/x", [_body(content)]) == (400, b"")


def test_what_came_before_the_line_was_cut_is_kept_and_nobody_is_answered(desk: Office) -> None:
    pc = hub_life.device(desk, hub_life.school(desk))
    pc.sync(desk)
    pc.seal([hub_life.pupil(1)])
    content = pc.asking(desk)
    parts = [_body(content[:60], more=True), _body(content[60:100], more=True), GONE]
    assert _ask(http.exchange(desk), "/x", parts) is None
    reply = hub_life.post(desk, pc.asking(desk, asks=True))
    assert hub_life.answer(reply).up == 100 - (len(content) - len(pc.stream))


def test_who_falls_still_or_creeps_is_left_and_what_came_is_kept(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "STILL", 0.05)
    pc = hub_life.device(desk, hub_life.school(desk))
    pc.sync(desk)
    pc.seal([hub_life.pupil(1)])
    content = pc.asking(desk)
    assert _ask(http.exchange(desk), "/x", [_body(content[:90], more=True)]) is None
    monkeypatch.setattr(http, "STILL", 60.0)
    monkeypatch.setattr(http, "PATIENCE", 0.05)
    pc.up = hub_life.answer(hub_life.post(desk, pc.asking(desk, asks=True))).up
    rest = pc.asking(desk)
    assert _ask(http.exchange(desk), "/x", [_body(rest[:40], more=True)]) is None
    reply = hub_life.post(desk, pc.asking(desk, asks=True))
    assert hub_life.answer(reply).up > pc.up


def test_a_body_without_end_is_not_read_to_its_end(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "MOST_BODY", 1000)
    parts = [_body(b"\xff" * 400, more=True) for _ in range(10_000)]
    assert _ask(http.exchange(desk), "/x", parts) == (400, b"")


def test_one_address_has_only_so_many_requests_under_way(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.most_open = 0
    assert _ask(http.exchange(desk), "/x", [_body(b"")]) == (TOO_MUCH, b"")


def test_a_fault_of_the_hub_is_answered_and_the_next_request_is_heard(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = http.exchange(desk)
    with monkeypatch.context() as patch:
        patch.setattr(http.framing, "read_asking", lambda content: Counter(1 // 0))
        assert _ask(asked, "/x", [_body(b"\x10")]) == (500, b"")
    assert _ask(asked, "/x", [_body(b"\x10")]) == (400, b"")


def test_counts_are_for_this_machine_only(desk: Office) -> None:
    application = app.application(desk)
    near = _ask(application, "/metrics", [_body(b"")], "127.0.0.1")
    far = _ask(application, "/metrics", [_body(b"")], "10.0.0.1")
    assert near is not None
    assert far is not None
    assert (near[0], far[0]) == (200, 404)
    assert b"dlschool_hub_schools 0" in near[1]
