"""A line to the hub: HTTP over TLS with a pinned certificate, through the system's proxy if there is one.

It is silent for at most `still` seconds, then it is dead: a slow line that moves bytes is never given up.
"""

import http
import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

STILL = 60.0
_CHUNK = 4096
_PIECE = 1200
"""Bytes of a body that are encrypted together: a line that is cut within them loses no more than these."""


class NoLine(Exception):
    """The hub is not reached, or the line was cut. `why` is for the log; whether bytes went is unknown."""


class WrongHub(NoLine):
    """Somebody answers at this address, but it is not the hub: the certificate is another one."""


@dataclass(slots=True)
class Answered:
    """A reply whose body is read as it comes."""

    status: int
    _response: http.client.HTTPResponse
    _line: "Line"

    def chunks(self) -> Iterator[bytes]:
        """The body, piece by piece. NoLine: it was cut; what was read before is good."""
        came, length = False, self._response.length
        try:
            while part := self._response.read1(_CHUNK):
                came = True
                yield part
            if self._response.length or (length is None and not came):
                raise NoLine("cut off")
            self._response.read()
        except (OSError, http.client.HTTPException) as error:
            self._line.close()
            raise NoLine(str(error)) from error
        except NoLine:
            self._line.close()
            raise


@dataclass(slots=True)
class Line:
    """Kept open between requests as long as the other side keeps it."""

    address: str
    """https://host[:port]; http:// only where the way is trusted (a test, a proxy on this machine)."""
    pins: tuple[bytes, ...] = ()
    """SHA-256 of certificates; none: the system's own trust decides."""
    still: float = STILL
    _open: Any = field(default=None, repr=False)

    def post(self, path: str, body: bytes) -> Answered:
        """NoLine: not reached, cut, silent for too long. WrongHub: another certificate."""
        try:
            return self._post(path, body)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoLine(str(error)) from error
        except WrongHub:
            self.close()
            raise

    def _post(self, path: str, body: bytes) -> Answered:
        fresh = self._open is None
        if fresh:
            self._open = self._connected()
        try:
            return self._asked(path, body)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            if fresh:
                raise
            self.close()
            self._open = self._connected()
            return self._asked(path, body)

    def _asked(self, path: str, body: bytes) -> Answered:
        conn = self._open
        conn.putrequest("POST", path, skip_accept_encoding=True)
        conn.putheader("Content-Length", str(len(body)))
        conn.endheaders()
        for at in range(0, len(body), _PIECE):
            conn.send(body[at : at + _PIECE])
        response = conn.getresponse()
        if response.status == http.HTTPStatus.NO_CONTENT:
            response.read()
        return Answered(response.status, response, self)

    def _connected(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        conn = _through_proxy(host, port, parts.scheme, self.still, self._context())
        conn.connect()
        if secure:
            self._refuse_stranger(conn)
        return conn

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.pins:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def _refuse_stranger(self, conn: http.client.HTTPConnection) -> None:
        shown = conn.sock.getpeercert(binary_form=True)  # type: ignore[union-attr]
        if self.pins and sha256(shown or b"").digest() not in self.pins:
            conn.close()
            raise WrongHub("certificate")

    def cut(self) -> None:
        """From another thread: whoever waits on the line is told that it is cut."""
        sock = getattr(self._open, "sock", None)
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        if self._open is not None:
            with suppress(OSError):
                self._open.close()
        self._open = None


def _through_proxy(
    host: str, port: int, scheme: str, still: float, context: ssl.SSLContext
) -> http.client.HTTPConnection:
    """Not connected yet."""
    proxy = None if proxy_bypass(host) else getproxies().get(scheme)
    at = urlsplit(proxy if "//" in proxy else f"//{proxy}") if proxy else None
    first, first_port = (at.hostname or "", at.port or 3128) if at else (host, port)
    if scheme == "https":
        secure = http.client.HTTPSConnection(first, first_port, timeout=still, context=context)
        if at:
            secure.set_tunnel(host, port)
        return secure
    plain = http.client.HTTPConnection(first, first_port, timeout=still)
    if at:
        plain.set_tunnel(host, port)
    return plain
