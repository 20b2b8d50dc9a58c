"""Commands as a person or a program gives them: exit codes, one JSON object, clear refusals."""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dlschool.paths import DataFolder
from dlschool.services import editions, sample_school

PASSWORD = "қашықтан-оқыту"


def dlschool(
    *arguments: str, data: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    place = ["--data-dir", str(data)] if data else []
    return subprocess.run(
        [sys.executable, "-m", "dlschool", *place, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


def answered(*arguments: str, data: Path | None = None) -> Any:
    """The one JSON object of a command that succeeded."""
    done = dlschool(*arguments, "--json", data=data)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school, made by its command."""
    folder = tmp_path_factory.mktemp("school")
    assert answered("sample", data=folder)["pupils"] > 50
    return folder


def facts(tmp_path: Path, **given: Any) -> str:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(given, ensure_ascii=False), "utf-8")
    return str(path)


def test_the_law_is_tried_on_a_file_without_any_store(tmp_path: Path) -> None:
    result = answered("law", "assess", facts(tmp_path, ground="health", today="2026-11-21"))
    assert set(result) == {"edition", "steps", "next", "complete", "outcome"}
    assert result["edition"] == "order-137-97-2022"
    assert result["next"] == "paper:medical-conclusion"
    assert set(result["steps"][0]) == {"key", "state", "points", "basis", "missing", "since"}
    assert set(result["steps"][0]["missing"][0]) == {"kk", "ru"}


def test_a_refusal_is_exit_one_an_object_and_a_sentence(tmp_path: Path) -> None:
    given = facts(tmp_path, ground="family", edition="order-137-141-2020")
    done = dlschool("--language", "ru", "law", "assess", given, "--json")
    assert done.returncode == 1
    refused = json.loads(done.stdout)["refused"]
    assert "26-1" in refused["ru"]
    assert refused["message"] == refused["ru"]
    assert refused["ru"] in done.stderr


def test_a_refusal_without_json_leaves_stdout_empty(tmp_path: Path) -> None:
    done = dlschool("law", "assess", str(tmp_path / "absent.json"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "absent.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_use_is_exit_two() -> None:
    for wrong in (["fly"], ["law", "assess"], ["--language", "en", "forms"], ["undo", "--colour"]):
        done = dlschool(*wrong)
        assert done.returncode == 2, wrong
        assert "Traceback" not in done.stderr


def test_coverage_prints_every_point_with_its_place() -> None:
    editions = {e["edition"]: e["points"] for e in answered("law", "coverage")["editions"]}
    points = {point["key"]: point for point in editions["order-137-97-2022"]}
    assert points["annex-2:13.4"]["places"]
    assert all(point["places"] for point in points.values())
    assert points["annex-2:17"]["kind"] == "not-for-schools"
    assert points["annex-2:17"]["reason"]["kk"]


def test_undo_lists_and_takes_back(tmp_path: Path) -> None:
    school = tmp_path / "school"
    answered("sample", data=school)
    listed = answered("undo", "--list", data=school)["actions"]
    assert len(listed) == 1
    answered("undo", data=school)
    assert answered("pupils", "find", data=school)["pupils"] == []
    assert answered("check", data=school)["whole"]
    again = dlschool("undo", "--json", data=school)
    assert again.returncode == 1
    assert answered("sample", data=school)["cases"] == 11


def test_cases_are_listed_and_shown(school: Path) -> None:
    cases = answered("cases", "list", data=school)["cases"]
    assert {case["ground"] for case in cases} >= {"family", "health", "competition", "weather"}
    shown = answered("cases", "show", cases[0]["number"], data=school)
    assert shown["steps"]


def test_a_form_is_printed_to_a_file(school: Path, tmp_path: Path) -> None:
    codes = [form["code"] for form in answered("forms", data=school)["forms"]]
    assert "order-transfer" in codes
    number = answered("cases", "list", data=school)["cases"][0]["number"]
    for language in ("kk", "ru", "both"):
        out = tmp_path / f"{language}.pdf"
        answered(
            "print", "application-family", "--case", number, "--language", language,
            "--out", str(out), data=school,
        )  # fmt: skip
        assert out.read_bytes().startswith(b"%PDF")
    done = dlschool("print", "no-such-form", "--case", number, "--out", "x.pdf", data=school)
    assert done.returncode == 1
    assert "order-transfer" in done.stderr


def test_a_list_that_was_exported_imports_without_a_change(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    answered("pupils", "export", str(out), "--plain", data=school)
    counts = answered("pupils", "import", str(out), "--dry-run", data=school)["counts"]
    assert counts["same"] > 50
    assert counts["new"] == counts["changed"] == counts["refused"] == 0


def test_pupils_are_found_by_part_of_a_name(school: Path) -> None:
    assert answered("pupils", "find", "өтег", data=school)["pupils"]


@pytest.mark.slow
def test_the_demonstration_does_the_whole_job_twice(tmp_path: Path) -> None:
    first = answered("demo", "--out", str(tmp_path / "out"), data=tmp_path / "demo")
    assert first["whole"]
    assert all(Path(path).exists() for path in first["files"])
    second = answered("demo", "--out", str(tmp_path / "out"), data=tmp_path / "demo")
    assert second["cases"] == first["cases"] + 1
    year = first["year"]
    assert set(year["cases"]) == {"family", "health", "competition", "emergency", "weather"}
    assert sum(year["moved"].values()) == year["pupils"] == 40
    assert year["journeys"] < year["journeys_on_class_dates"]
    assert min(year["extended"], year["returned"], year["grades"], year["results"]) > 0
    assert year["moved"]["repeat"] == 1
    assert second["year"] == year
    for told in (first["exchange"], second["exchange"]):
        assert told["equal"]
        assert told["versions"] == [1, 2]
        assert told["cuts"] >= 3
        assert 1 < told["total_by_clean"] < 2.5
        assert len(set(told["words"])) == 6
        on_way = [each for each in told["states"] if each["sent"]]
        assert [each["sealed"] for each in on_way] == [0]
        last = told["states"][-1]
        assert (last["sealed"], last["sent"], last["stored"]) == (0, 0, 0)
        assert last["accepted"] > 700
        assert len(told["heard"]) == 2


def test_the_demonstration_leaves_a_real_school_alone(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ЖСН;Тегі;Аты;Туған күні;Сынып\n110305500003;Абай;Асан;05.03.2011;8 А\n")
    real = tmp_path / "real"
    founded = dlschool("found", "--name", "Оразова", data=real, DLSCHOOL_NEW_PASSPHRASE=PASSWORD)
    assert founded.returncode == 0
    imported = dlschool(
        "pupils", "import", str(path), "--json", data=real, DLSCHOOL_PASSPHRASE=PASSWORD
    )
    assert json.loads(imported.stdout)["imported"] == 1
    for environment in ({}, {"DLSCHOOL_PASSPHRASE": PASSWORD}):
        assert dlschool("demo", "--json", data=real, **environment).returncode == 1


def test_the_demonstration_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = dlschool("demo", "--out", str(tmp_path / "file"), "--json", data=tmp_path / "demo")
    assert done.returncode == 1
    assert str(tmp_path / "file") in json.loads(done.stdout)["refused"]["ru"]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1251", "ascii"])
def test_what_is_written_into_another_program_is_utf_8(school: Path, encoding: str) -> None:
    listed = dlschool("cases", "list", "--json", data=school, PYTHONIOENCODING=encoding)
    assert json.loads(listed.stdout) == answered("cases", "list", data=school)
    refused = dlschool("cases", "show", "жоқ", data=school, PYTHONIOENCODING=encoding)
    assert refused.returncode == 1
    assert "жоқ" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["cases", "show", "9" * 20], 1),
        (["cases", "show", "²"], 1),
        (["print", "minutes", "--meeting", "9" * 20, "--out", "x.pdf"], 2),
        (["print", "order-transfer", "--order", "0", "--out", "x.pdf"], 2),
        (["pupils", "find", "а", "--limit", "0"], 2),
    ],
)
def test_a_number_that_no_record_can_have_is_refused(
    school: Path, arguments: list[str], code: int
) -> None:
    done = dlschool(*arguments, data=school)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_a_data_folder_without_a_name_is_wrong_use() -> None:
    done = dlschool("--data-dir", "", "check")
    assert done.returncode == 2
    assert "--data-dir" in done.stderr


def test_the_editions_are_listed_as_the_school_chose_them(tmp_path: Path) -> None:
    answered("sample", data=tmp_path)
    before = answered("law", "editions", data=tmp_path)
    assert before["default"] == "order-137-97-2022"
    db = sample_school.opened(DataFolder(tmp_path), lambda: datetime(2026, 11, 21, 9))
    editions.switch_on(db, "order-349-2023")
    editions.set_date(db, "order-349-2023", date(2024, 1, 9))
    db.close()
    after = answered("law", "editions", data=tmp_path)
    assert after["default"] == "order-349-2023"
    (listed,) = (e for e in after["editions"] if e["key"] == "order-349-2023")
    assert listed["from"] == "2024-01-09"


def test_commands_speak_and_work_where_the_window_does(tmp_path: Path) -> None:
    """What the window remembers of language and data folder holds for commands too."""
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "dlschool" / "settings.json"
    school = tmp_path / "мектеп"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"language": "ru", "data_folder": str(school)}), "utf-8")
    try:
        assert "Учебная школа" in dlschool("sample").stdout
        assert (school / "school.db").exists()
        assert "Үлгі" in dlschool("--language", "kk", "sample", data=tmp_path / "other").stdout
    finally:
        settings.unlink()


def test_a_check_that_finds_something_ends_with_one_and_says_what(tmp_path: Path) -> None:
    answered("sample", data=tmp_path)
    db = sample_school.opened(DataFolder(tmp_path), lambda: datetime(2026, 11, 21))
    db.execute("update pupils set last = 'Бөтен' where id = 3")
    db.execute("drop table told")
    db.close()
    done = dlschool("check", "--json", data=tmp_path)
    assert done.returncode == 1, done.stderr
    said = json.loads(done.stdout)
    assert said["whole"] is False
    assert said["findings"]
    assert str(len(said["findings"])) in said["refused"]["ru"]
    assert dlschool("check", data=tmp_path).returncode == 1
