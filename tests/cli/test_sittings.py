"""`sittings list`, `plan`, `move`, `waive`, `import` on the sample school, at noon of 21 November 2026."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dlschool import tables
from dlschool.cli import main
from dlschool.cli.main import run


@pytest.fixture
def given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Gives a command to the sample school; its code and answer."""
    monkeypatch.setattr(main, "_now", lambda: datetime(2026, 11, 21, 12))
    assert run(["--data-dir", str(tmp_path), "sample"]) == 0
    capsys.readouterr()

    def give(*arguments: str) -> tuple[int, Any]:
        code = run(["--data-dir", str(tmp_path), *arguments, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return give


def test_sittings_are_planned_kept_moved_and_waived(given: Any) -> None:
    code, listed = given("sittings", "list")
    assert (code, listed["year"], listed["term"]) == (0, "2026-2027", 2)
    assert len(listed["sittings"]) > 30
    code, proposed = given("sittings", "plan")
    assert (code, proposed["kept"]) == (0, 0)
    assert 0 < proposed["bound"] <= proposed["journeys"]
    code, kept = given("sittings", "plan", "--keep")
    assert (code, kept["journeys"], kept["kept"] > 0) == (0, proposed["journeys"], True)
    code, again = given("sittings", "plan")
    assert again["journeys_now"] == again["journeys"] == kept["journeys"]
    one = next(s for s in listed["sittings"] if s["state"] == "planned")
    code, said = given("sittings", "move", str(one["id"]), "2026-12-20", "--reason", "ауырды")
    assert (code, bool(said["refused"]["ru"])) == (1, True)
    code, waived = given("sittings", "waive", str(one["id"]), "--order", "№ 91")
    assert (code, waived["state"], waived["reason"]) == (0, "waived", "№ 91")


def test_fewer_journeys_on_dates_that_rules_forbid_are_no_merit(
    given: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, proposed = given("sittings", "plan")
    assert proposed["class_dates_forbidden"] > 0
    run(["--data-dir", str(tmp_path), "--language", "ru", "sittings", "plan"])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.endswith(f"Из дат класса правила запрещают: {proposed['class_dates_forbidden']}.")


def test_a_move_by_command_keeps_its_reason(given: Any) -> None:
    _, listed = given("sittings", "list")
    wanted = [s for s in listed["sittings"] if s["state"] == "planned" and s["kind"] == "SOR"][-1]
    days = [date(2026, 12, n).isoformat() for n in range(1, 25)]
    codes = {}
    for day in days:
        code, said = given("sittings", "move", str(wanted["id"]), day, "--reason", "ауырды")
        codes[day] = code
        if code == 0 and day != wanted["date"]:
            assert (said["date"], said["reason"]) == (day, "ауырды")
            break
    assert 0 in codes.values()


def test_a_plan_is_imported_and_its_refused_rows_are_told(given: Any, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    headings = ["Сынып", "Пән", "Тоқсан", "Түрі", "Күні"]
    rows = [
        ["5Б", "Математика", "3", "ТЖБ", "03.03.2027"],
        ["5Б", "Математика", "3", "ТЖБ", "21.03.2027"],
    ]
    tables.write_xlsx(file, "plan", headings, rows)
    code, seen = given("sittings", "import", str(file), "--preview")
    assert (code, seen["entered"], seen["new"], len(seen["refused"])) == (0, 0, 1, 1)
    code, done = given("sittings", "import", str(file))
    assert (code, done["entered"]) == (0, 1)


def test_the_sittings_of_nobody_are_refused_not_empty(given: Any) -> None:
    code, said = given("sittings", "list", "--pupil", "9999")
    assert code == 1
    assert said["refused"]["kk"]
