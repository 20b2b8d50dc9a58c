"""Readiness by command: the list, a state, certificates, equipment, the act."""

import json
from pathlib import Path
from typing import Any

import pytest

from dlschool.cli.main import run


@pytest.fixture
def given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Gives a command to the sample school; returns its exit code and the JSON answer."""
    assert run(["--data-dir", str(tmp_path / "school"), "sample"]) == 0
    capsys.readouterr()

    def give(*arguments: str) -> tuple[int, Any]:
        code = run(["--data-dir", str(tmp_path / "school"), "readiness", *arguments, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return give


def test_the_sample_school_is_half_ready_and_a_state_changes_its_counts(given: Any) -> None:
    code, said = given("list")
    assert code == 0
    assert said["edition"] == "order-137-97-2022"
    before = said["counts"]
    assert before == {"met": 3, "partly": 2, "not-met": 1, "not-needed": 0, "unseen": 1}
    code, line = given("set", "resources", "partly", "--due", "2030-01-15", "--remark", "ҚБТ")
    assert (code, line["state"], line["due"]) == (0, "partly", "2030-01-15")
    assert given("list")[1]["counts"]["unseen"] == 0
    code, said = given("set", "resources", "not-needed")
    assert code == 1
    assert said["refused"]["kk"]
    assert given("list", "--edition", "order-349-2023")[1]["note"]["ru"]


def test_a_certificate_fills_a_gap_and_its_removal_opens_it(given: Any) -> None:
    lacking = given("certificates", "--lacking")[1]["teachers"]
    assert [one["training"] for one in lacking] == ["none", "none"]
    who = str(lacking[0]["staff"])
    code, said = given("certificate", who, "АКТ", "--date", "2026-01-10", "--hours", "36")
    assert code == 0
    assert len(given("certificates", "--lacking")[1]["teachers"]) == 1
    assert given("remove", "certificate", str(said["id"])) == (0, {"removed": said["id"]})
    assert len(given("certificates", "--lacking")[1]["teachers"]) == 2
    assert given("certificate", who, "АКТ", "--date", "2199-01-10")[0] == 1


def test_equipment_channels_and_papers_are_written(given: Any) -> None:
    first = given("equipment", "12-кабинет", "ноутбук", "5", "2")[1]["id"]
    assert given("equipment", "12-кабинет", "ноутбук", "5", "5")[1]["id"] == first
    code, said = given("means", "channels", "--kind", "mobile", "--speed", "тез")
    assert (code, "тез" in said["refused"]["ru"]) == (1, True)
    assert given("means", "channels", "--kind", "mobile", "--speed", "8")[0] == 0
    assert given("means", "system", "Портал")[0] == 0
    assert given("paper", "journal", "Хат", "--number", "7", "--date", "2026-01-05")[0] == 0
    code, said = given("paper", "testing", "Хат")
    assert (code, "channels" in said["refused"]["ru"]) == (1, True)
    told = {one["key"]: one["findings"] for one in given("list")[1]["requirements"]}
    assert any("Портал" in found["kk"] for found in told["system"])
    assert given("remove", "equipment", str(first))[0] == 0
    assert given("remove", "equipment", str(first))[0] == 1


def test_the_act_is_written(given: Any, tmp_path: Path) -> None:
    file = tmp_path / "act.pdf"
    member = ("--member", "Ким А., психолог")
    code, said = given("act", "--out", str(file), "--language", "both", *member)
    assert (code, said["file"]) == (0, str(file))
    assert file.read_bytes().startswith(b"%PDF")
