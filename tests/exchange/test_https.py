"""A line to a real server: kept open, cut, silent, a stranger's certificate, a proxy of the system."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dlschool.exchange.https import Line, NoLine, WrongHub

Talk = Callable[[Any, bytes], None]


@contextmanager
def server(talk: Talk, wrap: Callable[[Any], Any] = lambda sock: sock) -> Iterator[tuple[int, Any]]:
    """A server that hands each whole request to `talk`; yields its port and the list of connections."""
    listening = socket.create_server(("127.0.0.1", 0))
    seen: list[int] = []

    def serve(conn: Any) -> None:
        try:
            with wrap(conn) as sock:
                while request := _request(sock):
                    talk(sock, request)
        except OSError:
            return

    def accept() -> None:
        while True:
            try:
                conn, _ = listening.accept()
            except OSError:
                return
            seen.append(1)
            threading.Thread(target=serve, args=(conn,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listening.getsockname()[1], seen
    finally:
        listening.close()


def _request(sock: Any) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        part = sock.recv(65536)
        if not part:
            return b""
        got += part
    head, _, body = got.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
    while len(body) < length:
        body += sock.recv(65536)
    return head + b"\r\n\r\n" + body


def echo(sock: Any, request: bytes) -> None:
    body = request.partition(b"\r\n\r\n")[2]
    sock.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(body) + body)


def read(line: Line, body: bytes) -> bytes:
    return b"".join(line.post("/x", body).chunks())


LINES: list[Line] = []


def line_to(port: int, scheme: str = "http", **more: Any) -> Line:
    """A line that the test's end closes."""
    line = Line(f"{scheme}://127.0.0.1:{port}", **more)
    LINES.append(line)
    return line


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while LINES:
        LINES.pop().close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def test_requests_go_over_one_connection() -> None:
    with server(echo) as (port, seen):
        line = line_to(port)
        assert [read(line, b"a" * n) for n in (1, 5000)] == [b"a", b"a" * 5000]
        assert len(seen) == 1
        line.close()


def test_a_head_is_short() -> None:
    heads: list[int] = []

    def measure(sock: Any, request: bytes) -> None:
        heads.append(len(request))
        sock.sendall(b"HTTP/1.1 204 N\r\n\r\n")

    with server(measure) as (port, _seen):
        line = line_to(port)
        assert line.post("/x", b"").status == 204
        assert line.post("/x", b"").status == 204
    assert max(heads) < 80


def test_a_connection_that_the_other_side_closed_meanwhile_is_made_anew() -> None:
    def once(sock: Any, request: bytes) -> None:
        echo(sock, request)
        sock.shutdown(socket.SHUT_RDWR)

    with server(once) as (port, seen):
        line = line_to(port)
        assert read(line, b"one") == b"one"
        assert read(line, b"two") == b"two"
        assert len(seen) == 2


@pytest.mark.parametrize("cut", [0, 10, 30, 45, 60])
def test_an_answer_that_is_cut_gives_what_came_and_then_says_so(cut: int) -> None:
    answer = b"HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n" + b"x" * 40

    def short(sock: Any, _request: bytes) -> None:
        sock.sendall(answer[:cut])
        sock.shutdown(socket.SHUT_RDWR)

    got: list[bytes] = []
    with server(short) as (port, _seen):
        line = line_to(port)
        with pytest.raises(NoLine):
            _collect(line, got)
    assert b"".join(got) == b"x" * max(0, cut - (len(answer) - 40))


def _collect(line: Line, got: list[bytes]) -> None:
    for part in line.post("/x", b"").chunks():
        got.append(part)


def test_a_line_on_which_nothing_moves_is_given_up_and_a_slow_one_is_not() -> None:
    def slow(sock: Any, request: bytes) -> None:
        body = request.partition(b"\r\n\r\n")[2]
        sock.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n")
        for _ in range(6 if body == b"slow" else 2):
            threading.Event().wait(0.2)
            sock.sendall(b"x")
        if body != b"slow":
            threading.Event().wait(3)

    with server(slow) as (port, _seen):
        line = line_to(port, still=0.5)
        assert read(line, b"slow") == b"xxxxxx"
        with pytest.raises(NoLine):
            read(line, b"dead")


def test_nobody_there_is_no_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(NoLine):
        line_to(port).post("/x", b"")
    with pytest.raises(NoLine):
        Line("http://dlschool.invalid").post("/x", b"")


def test_what_is_no_http_is_no_line() -> None:
    with (
        server(lambda sock, _r: sock.sendall(b"SSH-2.0\r\n\r\n")) as (port, _seen),
        pytest.raises(NoLine),
    ):
        line_to(port).post("/x", b"")


def test_another_thread_cuts_a_line_that_waits() -> None:
    with server(lambda _sock, _r: threading.Event().wait(20)) as (port, _seen):
        line = line_to(port)
        timer = threading.Timer(0.3, line.cut)
        timer.start()
        with pytest.raises(NoLine):
            line.post("/x", b"")
        timer.join()
    Line("http://127.0.0.1:1").cut()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A self-signed certificate with its key in one file, and its SHA-256."""
    from datetime import datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub")])
    day = datetime(2026, 1, 1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day)
        .not_valid_after(day + timedelta(days=36500))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "hub.pem"
    encoding = serialization.Encoding.PEM
    path.write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(encoding)
    )
    return path, sha256(made.public_bytes(serialization.Encoding.DER)).digest()


def secured(path: Path) -> Callable[[Any], Any]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return lambda sock: context.wrap_socket(sock, server_side=True)


def test_the_pinned_certificate_is_trusted_whatever_the_clock_and_the_name_say(
    certificate: tuple[Path, bytes],
) -> None:
    path, pin = certificate
    with server(echo, secured(path)) as (port, _seen):
        line = line_to(port, "https", pins=(bytes(32), pin))
        assert read(line, b"secret") == b"secret"


def test_another_certificate_is_told_apart_before_a_byte_of_ours_is_sent(
    certificate: tuple[Path, bytes],
) -> None:
    path, _pin = certificate
    asked: list[bytes] = []
    with server(lambda _sock, request: asked.append(request), secured(path)) as (port, _seen):
        with pytest.raises(WrongHub):
            line_to(port, "https", pins=(bytes(32),)).post("/x", b"secret")
        with pytest.raises(NoLine):
            line_to(port, "https").post("/x", b"secret")
    assert asked == []


def test_the_systems_proxy_is_used_and_sees_only_where_we_want_to_go(
    certificate: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, pin = certificate
    wishes: list[bytes] = []

    def tunnel(sock: Any, request: bytes) -> None:
        wishes.append(request)
        host, _, port = request.split(b" ")[1].partition(b":")
        assert host == b"hub.invalid"
        onward = socket.create_connection(("127.0.0.1", int(port)))
        sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        threading.Thread(target=_pipe, args=(onward, sock), daemon=True).start()
        _pipe(sock, onward)

    with server(echo, secured(path)) as (port, _seen), server(tunnel) as (proxy, _through):
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy}")
        line = Line(f"https://hub.invalid:{port}", (pin,))
        assert read(line, b"secret") == b"secret"
        line.close()
    assert wishes
    assert b"secret" not in b"".join(wishes)


def _pipe(one: Any, other: Any) -> None:
    try:
        while part := one.recv(65536):
            other.sendall(part)
    except OSError:
        return


def test_a_long_body_is_encrypted_in_pieces_so_that_a_cut_costs_little(
    certificate: tuple[Path, bytes],
) -> None:
    path, pin = certificate
    records: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            sock = secured(path)(listening.accept()[0])
            while sum(records) < 20_000:
                records.append(len(sock.recv(65536)))
            sock.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            sock.close()

        there = threading.Thread(target=serve)
        there.start()
        line = line_to(listening.getsockname()[1], "https", pins=(pin,))
        assert line.post("/x", bytes(20_000)).status == 204
        there.join()
        line.close()
    assert max(records) <= 1200
