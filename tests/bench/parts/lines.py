"""A line between a school and a hub: counts bytes, is slow, is cut, loses replies."""

import contextlib
import socket
import threading
import time
from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class Line:
    """Listens on `port` and hands everything on to the hub's port."""

    hub: int
    speed: float = 0.0
    """Bytes a second in each direction; 0: as fast as it goes."""
    delay: float = 0.0
    """Seconds that a byte is under way, one direction."""
    life: int = 0
    """A connection dies after so many bytes up; 0: it lives."""
    lost: int = 0
    """So many connections die before anything comes down."""
    up: int = 0
    down: int = 0
    connections: int = 0
    _server: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._server.getsockname()[1])

    def reset(self) -> None:
        self.up = self.down = self.connections = 0

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._server.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        time.sleep(2 * self.delay)
        with near, contextlib.suppress(OSError), self._far() as far:
            for each in (near, far):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            lost, self.lost = self.lost > 0, max(0, self.lost - 1)
            down = threading.Thread(target=self._carry, args=(far, near, False, lost))
            down.start()
            self._carry(near, far, True, False)
            down.join()

    def _far(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.hub))

    def _carry(self, source: socket.socket, to: socket.socket, up: bool, lost: bool) -> None:
        left = self.life if up and self.life else -1
        pipe = _Pipe(to, self.speed, self.delay)
        try:
            while part := source.recv(16384):
                if lost:
                    break
                part = part[:left] if left >= 0 else part
                left -= len(part) if left >= 0 else 0
                self._count(len(part), up)
                pipe.send(part)
                if not left:
                    break
        except OSError:
            pass
        pipe.close()
        if not left or lost:
            _kill(source)
            _kill(to)

    def _count(self, length: int, up: bool) -> None:
        if up:
            self.up += length
        else:
            self.down += length


def _kill(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)


class _Pipe:
    """Bytes come out after the delay, no faster than the speed."""

    def __init__(self, to: socket.socket, speed: float, delay: float) -> None:
        self._to, self._speed, self._delay = to, speed, delay
        self._free = 0.0
        self._parts: deque[tuple[float, bytes]] = deque()
        self._ready = threading.Condition()
        self._over = False
        if speed or delay:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def send(self, part: bytes) -> None:
        if not self._speed and not self._delay:
            self._to.sendall(part)
            return
        now = time.monotonic()
        self._free = max(now, self._free) + (len(part) / self._speed if self._speed else 0)
        with self._ready:
            self._parts.append((self._free + self._delay, part))
            self._ready.notify()

    def _run(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                with self._ready:
                    while not self._parts and not self._over:
                        self._ready.wait()
                    if not self._parts:
                        break
                    due, part = self._parts.popleft()
                time.sleep(max(0.0, due - time.monotonic()))
                self._to.sendall(part)
            self._to.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """The end follows what is under way."""
        if not self._speed and not self._delay:
            with contextlib.suppress(OSError):
                self._to.shutdown(socket.SHUT_WR)
            return
        with self._ready:
            self._over = True
            self._ready.notify()
        self._thread.join(60)
