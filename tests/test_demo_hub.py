"""The demonstration's hub and its cut line: real processes, real sockets."""

import os
import time
import urllib.error
import urllib.request
from pathlib import Path
from random import Random

import pytest

from dlschool import demo_hub
from dlschool.demo_hub import CutLine, Hub
from dlschool.errors import Refused

STRAIGHT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _alive(process: int) -> bool:
    """It or one of its workers."""
    try:
        os.killpg(process, 0)
    except ProcessLookupError:
        return False
    return True


def _health(address: str) -> int:
    with STRAIGHT.open(f"{address}/health", timeout=30) as reply:
        return int(reply.status)


def _asked_and_failed(hub: Hub) -> None:
    assert urllib.request.proxy_bypass(demo_hub.HERE)
    assert _health(hub.address) == 200
    assert hub.ask("check")["dlschool_hub_schools"] == 0
    with pytest.raises(Refused, match="reports"):
        hub.ask("reports", "--bin", "990140000007")
    assert _alive(hub.process)
    raise ZeroDivisionError


def test_a_hub_runs_is_asked_by_commands_and_is_gone_after_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "elsewhere.example")
    with pytest.raises(ZeroDivisionError), demo_hub.served(tmp_path) as hub:
        _asked_and_failed(hub)
    assert not _alive(hub.process)
    assert os.environ["no_proxy"] == "elsewhere.example"
    with pytest.raises(OSError, match="refused"):
        _health(hub.address)


def test_a_hub_that_cannot_start_says_why_and_leaves_nothing_running(tmp_path: Path) -> None:
    (tmp_path / "hub.db").write_bytes(b"no base" * 1000)
    began = time.monotonic()
    with pytest.raises(Refused) as refused, demo_hub.served(tmp_path):
        pass
    assert "hub.db" in refused.value.text("ru")
    assert time.monotonic() - began < demo_hub.PATIENCE


def test_a_cut_line_breaks_each_connection_until_it_is_whole(tmp_path: Path) -> None:
    with demo_hub.served(tmp_path) as hub:
        line = CutLine(hub, Random(7))
        try:
            body = b"x" * (2 * demo_hub.LONGEST)
            for turn in range(1, 9):
                with pytest.raises(OSError):  # noqa: PT011  cut, reset or closed: as the system says it
                    STRAIGHT.open(f"{line.address}/x", body, timeout=30)
                assert (line.cuts, line.connections) == (turn, turn)
            assert 0 < line.up < 8 * len(body)
            line.whole = True
            assert _health(line.address) == 200
            assert line.cuts == 8
        finally:
            line.close()


def test_without_its_libraries_the_hub_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert demo_hub.installed()
    monkeypatch.setattr(demo_hub, "PARTS", ("granian", "no_such_library_anywhere"))
    assert not demo_hub.installed()
