"""The server itself: over TLS with its own certificate, several processes, stopped and killed."""

import json
import os
import signal
import socket
import threading
from datetime import datetime
from pathlib import Path

import hub_life
import hub_server
import pytest
from hub_life import Device, pupil, said

from dlschool.errors import Refused
from dlschool.exchange.https import Line, NoLine, WrongHub
from dlschool.hub import office, serving
from dlschool.hub.conversation import Reply
from dlschool.hub.database import Database
from dlschool.hub.office import Office
from dlschool.hub.place import Place


def _post(line: Line, content: bytes) -> Reply:
    heard = line.post("/x", content)
    return Reply(heard.status, b"".join(heard.chunks()))


def _sync(desk: Office, pc: Device, line: Line) -> None:
    for _ in range(50):
        rest = pc.stream[pc.up :]
        more = pc.hear(_post(line, pc.asking(desk)), len(rest))
        if not more and pc.up == len(pc.stream):
            return
    raise AssertionError("no end")


def _desk(hub: Database, folder: Path) -> Office:
    return office.opened(hub, folder / "department.json", lambda: datetime(2026, 11, 21))


def test_a_school_speaks_over_tls_with_a_pinned_certificate(
    url: str, hub: Database, tmp_path: Path
) -> None:
    desk = _desk(hub, tmp_path)
    pc = hub_life.device(desk, hub_life.school(desk))
    pc.seal([pupil(1)])
    with hub_server.serving(url, tmp_path) as server:
        line = Line(server.url, (bytes.fromhex(server.pin),))
        _sync(desk, pc, line)
        line.close()
        with pytest.raises(WrongHub):
            Line(server.url, (b"x" * 32,)).post("/x", b"")
        assert hub_server.get(f"{server.url}/health") == (200, "ok")
        status, counts = hub_server.get(f"{server.url}/metrics")
    (receipt,) = said(pc.opened(), "receipt")
    assert receipt["state"] == "accepted"
    assert status == 200
    assert "dlschool_hub_schools 1\n" in counts
    assert 'status="409"' in counts
    assert "Школа" not in counts


def test_the_log_is_json_and_names_nobody(url: str, hub: Database, tmp_path: Path) -> None:
    desk = _desk(hub, tmp_path)
    pc = hub_life.device(desk, hub_life.school(desk))
    with hub_server.serving(url, tmp_path, "--plain") as server:
        line = Line(server.url)
        _sync(desk, pc, line)
        assert _post(line, b"\x10").status == 400
        line.close()
    lines = [json.loads(each) for each in server.log.read_text("utf-8").splitlines()]
    assert all({"at", "level", "event", "process"} <= set(each) for each in lines)
    assert "мектеп" not in server.log.read_text("utf-8")


def test_several_processes_serve_one_database_and_one_that_dies_is_started_again(
    server: str, tmp_path: Path
) -> None:
    import postgres

    from dlschool.hub import database

    url = postgres.fresh(server)
    db = database.of(url)
    desk = _desk(db, tmp_path)
    pcs = [hub_life.device(desk, hub_life.school(desk, number)) for number in range(1, 9)]
    with hub_server.serving(url, tmp_path, "--plain", "--workers", "3") as running:
        threads = [threading.Thread(target=_speak, args=(desk, pc, running.url)) for pc in pcs]
        for thread in threads:
            thread.start()
        children = Path(f"/proc/{running.process}/task/{running.process}/children").read_text()
        os.kill(int(children.split()[-1]), signal.SIGKILL)
        for thread in threads:
            thread.join(90)
    assert [pc.up for pc in pcs] == [len(pc.stream) for pc in pcs]
    with db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from envelopes") == 8 * 12
        assert tx.value("select count(*) from envelopes where state = 'applied'") == 8 * 12
        assert tx.rows("select school from heads where position <> applied") == []
    db.close()
    postgres.dropped(url)


def _speak(desk: Office, pc: Device, url: str) -> None:
    """For ever: a line that is cut is tried again."""
    for no in range(1, 13):
        pc.seal([pupil(no)])
        for _ in range(100):
            line = Line(url, still=20)
            try:
                _sync(desk, pc, line)
                break
            except (NoLine, OSError):
                pc.up = 0
            finally:
                line.close()


def test_a_request_that_breaks_off_leaves_what_arrived(
    url: str, hub: Database, tmp_path: Path
) -> None:
    import socket
    import time

    desk = _desk(hub, tmp_path)
    pc = hub_life.device(desk, hub_life.school(desk))
    with hub_server.serving(url, tmp_path, "--plain") as running:
        line = Line(running.url)
        _sync(desk, pc, line)
        pc.seal([pupil(no) for no in range(1, 200)])
        body = pc.asking(desk)
        host, port = running.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as raw:
            head = f"POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: {len(body)}\r\n\r\n"
            raw.sendall(head.encode() + body[:100])
            time.sleep(0.5)
        for _ in range(100):
            reply = _post(line, pc.asking(desk, asks=True, quiet=True))
            if hub_life.answer(reply).up:
                break
            time.sleep(0.1)
        assert hub_life.answer(reply).up == 100 - (len(body) - len(pc.stream))
        line.close()


def test_several_processes_on_a_file_are_refused(tmp_path: Path) -> None:
    place = Place(str(tmp_path / "hub.db"))
    with pytest.raises(Refused, match="PostgreSQL"):
        serving.prepared(place, serving.Address(), 2)
    with pytest.raises(Refused):
        serving.prepared(place, serving.Address(certificate="c.pem"), 1)


def test_the_certificate_is_made_once(tmp_path: Path) -> None:
    place, at = Place(str(tmp_path / "hub.db")), serving.Address()
    first = serving.prepared(place, at, 1)
    assert first == serving.prepared(place, at, 1)
    assert (tmp_path / "hub-certificate.key").stat().st_mode & 0o077 == 0
    (tmp_path / "hub-certificate.key").unlink()
    with pytest.raises(Refused):
        serving.prepared(place, at, 1)


def test_a_port_that_another_program_listens_at_is_refused_also_one_that_may_be_shared() -> None:
    port = hub_server.free_port()
    serving.free(serving.Address("127.0.0.1", port))
    with socket.socket() as other:
        if hasattr(socket, "SO_REUSEPORT"):
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(Refused) as refused:
            serving.free(serving.Address("127.0.0.1", port))
    assert str(port) in refused.value.text("kk")
    serving.free(serving.Address("127.0.0.1", port))
