"""Lists of pupils through the real store: a preview, one action, an export that changes nothing."""

from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter

from dlschool.errors import Refused
from dlschool.services import history, pupil_import, pupils
from dlschool.services.opening import Store
from dlschool.services.pupils import Filter

SAMPLE = Path(__file__).parent.parent / "samples" / "list.xls"


def counts(db: Store, file: Path) -> dict[str, int]:
    return pupil_import.as_json(pupil_import.preview(db, file))["counts"]  # type: ignore[no-any-return]


def imported(db: Store, file: Path = SAMPLE) -> int:
    return pupil_import.import_list(db, pupil_import.preview(db, file), file.name)


def test_a_preview_writes_nothing(db: Store) -> None:
    before = history.actions(db)
    assert counts(db, SAMPLE) == {"new": 3, "same": 0, "changed": 0, "refused": 0, "skipped": 4}
    assert (pupils.count(db), history.actions(db)) == (0, before)


def test_an_import_is_one_action_and_is_taken_back_as_one(db: Store) -> None:
    before = len(history.actions(db))
    assert imported(db) == 3
    assert len(history.actions(db)) == before + 1
    first = pupils.card(db, pupils.ids(db, Filter(text="әкімб"))[0])
    assert (first.pupil.iin, first.pupil.class_name) == ("150412501118", "5 «Б»")
    assert [(g.name, g.phone, g.main) for g in first.guardians] == [
        ("Әкімбаева Гүлнәр", "+77010001122", True)
    ]
    history.undo(db)
    assert pupils.count(db) == 0


def test_the_same_list_again_changes_nothing_and_makes_no_action(db: Store) -> None:
    imported(db)
    before = len(history.actions(db))
    assert counts(db, SAMPLE)["same"] == 3
    assert imported(db) == 0
    assert len(history.actions(db)) == before


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_exported_list_imports_without_a_change(
    db: Store, tmp_path: Path, language: str
) -> None:
    imported(db)
    file = tmp_path / "тізім.xlsx"
    assert pupil_import.export(db, file, language) == 3
    assert counts(db, file) == {"new": 0, "same": 3, "changed": 0, "refused": 0, "skipped": 1}


def test_who_left_is_not_exported(db: Store, tmp_path: Path) -> None:
    imported(db)
    pupils.leave(db, pupils.ids(db, Filter())[0], db.today())
    assert pupil_import.export(db, tmp_path / "тізім.xlsx", "ru") == 2


def test_an_import_that_is_cancelled_writes_nothing(db: Store) -> None:
    draft = pupil_import.preview(db, SAMPLE)

    def cancel(_done: int, _of: int) -> None:
        raise Refused("cancelled")

    with pytest.raises(Refused):
        pupil_import.import_list(db, draft, SAMPLE.name, cancel)
    assert pupils.count(db) == 0


def test_the_columns_chosen_once_hold_for_the_next_list_with_these_headings(
    db: Store, tmp_path: Path
) -> None:
    file = tmp_path / "тізім.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["ФИО", "ИИН", "Класс", "Где живёт"])
        page.write_row(1, 0, ["Ли Алина", "150930602224", "5Б", "село Үлгі"])
    first = pupil_import.preview(db, file)
    assert first.rows[0].pupil.address == ""
    chosen = {**first.mapping, "Где живёт": "address"}
    assert pupil_import.preview(db, file, chosen).rows[0].pupil.address == "село Үлгі"
    pupils.remember_mapping(db, first.signature, chosen)
    assert pupil_import.preview(db, file).rows[0].pupil.address == "село Үлгі"


def test_a_preview_of_pupils_who_have_changed_since_is_not_written(db: Store) -> None:
    draft = pupil_import.preview(db, SAMPLE)
    imported(db)
    before = pupils.known(db)
    with pytest.raises(Refused) as refused:
        pupil_import.import_list(db, draft, SAMPLE.name)
    assert SAMPLE.name in refused.value.text("kk")
    assert pupils.known(db) == before


def test_a_birth_date_to_come_is_refused_by_name(db: Store, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    born = db.today() + timedelta(days=1)
    file.write_text(
        f"Фамилия;Имя;Дата рождения;Класс\nЛи;Вера;{born:%d.%m.%Y};1А\n"
        f"Ли;Олег;{db.today():%d.%m.%Y};1А\n",
        "utf-8",
    )
    unborn, born_today = pupil_import.preview(db, file).rows
    assert unborn.state == "refused"
    assert unborn.problems[0].column == "Дата рождения"
    assert born_today.state == "new"


def test_a_reading_that_is_cancelled_stops_at_its_next_step(db: Store, tmp_path: Path) -> None:
    lines = "\n".join(f"Оқушы{number};Өркен;;05.03.2011" for number in range(900))
    (tmp_path / "list.csv").write_text(f"Тегі;Аты;ЖСН;Туған күні\n{lines}\n", "utf-8")
    told: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        told.append((done, of))
        if done >= 400:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        pupil_import.preview(db, tmp_path / "list.csv", None, progress)
    assert told == [(0, 901), (200, 901), (400, 901)]
