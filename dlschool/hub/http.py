"""The hub over HTTP: where devices of schools ask, and where a watcher looks. Pages are `web`."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from dlschool.exchange import framing, pairing
from dlschool.exchange.fault import Fault
from dlschool.hub import conversation, enrolment, logs, metrics
from dlschool.hub.conversation import Reply
from dlschool.hub.office import Office

MOST_BODY = 256 * 1024
"""Bytes of one request."""
STILL = 120.0
"""Seconds without a byte, then the request is over; what arrived is kept."""
PATIENCE, LEAST_RATE = 300.0, 50.0
"""So many seconds, and one more for so many bytes: who creeps slower gives the place to others."""
THREADS = 8

PAIR = "/pair"
PATHS = ("/x", PAIR)

_BARE = [(b"date", b""), (b"server", b"")]
"""A device reads neither; on a slow link each byte counts."""


def exchange(office: Office, threads: int = THREADS) -> Any:
    """The ASGI application of POST /x, and of POST /pair for who is not enrolled yet."""
    pool = ThreadPoolExecutor(threads, "device")
    open_now: Counter[str] = Counter()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        began = time.monotonic()
        asker = (scope.get("client") or ("",))[0]
        if open_now[asker] >= office.most_open:
            await _send(send, Reply(conversation.TOO_MUCH))
            return
        open_now[asker] += 1
        try:
            content, heard = await _body(receive)
            answer = _pair if scope.get("path") == PAIR else _reply
            running = asyncio.get_running_loop().run_in_executor(
                pool, _tried, answer, office, content
            )
            reply = await running
        finally:
            open_now[asker] -= 1
            if not open_now[asker]:
                del open_now[asker]
        metrics.request(reply.status, len(content), len(reply.body), time.monotonic() - began)
        if heard:
            await _send(send, reply)

    return app


async def _send(send: Any, reply: Reply) -> None:
    await send({"type": "http.response.start", "status": reply.status, "headers": _BARE})
    await send({"type": "http.response.body", "body": reply.body})


def _tried(answer: Callable[[Office, bytes], Reply], office: Office, content: bytes) -> Reply:
    """A fault of the hub: the device tries again later."""
    try:
        return answer(office, content)
    except Exception as error:
        logs.fault("request", error)
        return Reply(500)


async def _body(receive: Any) -> tuple[bytes, bool]:
    """What came until the end, until the line was cut, fell still or crept, or until it was too much; and
    whether anybody is there to hear the answer.
    """
    parts: list[bytes] = []
    length, began = 0, time.monotonic()
    while length <= MOST_BODY:
        patience = min(STILL, PATIENCE + length / LEAST_RATE - (time.monotonic() - began))
        try:
            message = await asyncio.wait_for(receive(), max(patience, 0.001))
        except TimeoutError:
            return b"".join(parts), False
        if message["type"] == "http.disconnect":
            return b"".join(parts), False
        part = message.get("body", b"")
        parts.append(part)
        length += len(part)
        if not message.get("more_body"):
            return b"".join(parts), True
    return b"".join(parts)[:MOST_BODY], True


def _reply(office: Office, content: bytes) -> Reply:
    try:
        read = framing.read_asking(content)
    except Fault:
        return Reply(400)
    if read is None:
        return Reply(400)
    asking, proof, at = read
    return conversation.converse(office, asking, proof, content[at:])


def _pair(office: Office, content: bytes) -> Reply:
    if len(content) > pairing.MOST:
        return Reply(413)
    return enrolment.heard(office, content)
