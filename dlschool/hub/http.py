"""The hub over HTTP: where devices of schools ask, and where a watcher looks. Pages are `web`."""

import asyncio
import time
from typing import Any

from dlschool.exchange import framing
from dlschool.exchange.fault import Fault
from dlschool.hub import conversation, metrics
from dlschool.hub.conversation import Reply
from dlschool.hub.office import Office

MOST_BODY = 256 * 1024
"""Bytes of one request."""
STILL = 120.0
"""Seconds without a byte, then the request is over; what arrived is kept."""

_BARE = [(b"date", b""), (b"server", b"")]
"""A device reads neither; on a slow link each byte counts."""


def exchange(office: Office) -> Any:
    """The ASGI application of POST /x."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        began = time.monotonic()
        content, heard = await _body(receive)
        reply = await asyncio.to_thread(_reply, office, content)
        metrics.request(reply.status, len(content), len(reply.body), time.monotonic() - began)
        if heard:
            await send({"type": "http.response.start", "status": reply.status, "headers": _BARE})
            await send({"type": "http.response.body", "body": reply.body})

    return app


async def _body(receive: Any) -> tuple[bytes, bool]:
    """What came until the end, until the line was cut or fell still, or until it was too much; and
    whether anybody is there to hear the answer.
    """
    parts: list[bytes] = []
    length = 0
    while length <= MOST_BODY:
        try:
            message = await asyncio.wait_for(receive(), STILL)
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
