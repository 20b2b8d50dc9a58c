"""The sheet for the national database: what changed since the last one, read from the journal."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import builders
import openpyxl
import pytest

from dlschool.domain.access import Role
from dlschool.domain.personal import Request
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import history, personal, pupils, reports_register
from dlschool.services.opening import Store
from dlschool.services.protected_files import PLAIN, under
from dlschool.store import cases as case_rows
from dlschool.store import changes


def told(db: Store) -> list[tuple[str, str]]:
    return [(line.what, line.name.split()[0]) for line in reports_register.changed(db)]


def register(db: Store, folder: Path) -> int:
    return reports_register.export(db, folder / "ұбдқ.xlsx", "kk", PLAIN)


def test_at_first_everybody_is_new_and_after_a_registered_sheet_nobody(
    db: Store, tmp_path: Path
) -> None:
    builders.stored_pupil(db)
    builders.stored_pupil(db, last="Әлиев")
    assert told(db) == [("new", "Әлиев"), ("new", "Сәрсенбаев")]
    assert register(db, tmp_path) == 2
    assert told(db) == []
    (sheet,) = reports_register.registered(db)
    assert (sheet.lines, sheet.by) == (2, "Оразова Д.")


def test_a_changed_field_is_told_from_what_it_was_at_the_last_sheet(
    db: Store, tmp_path: Path
) -> None:
    pupil_id = builders.stored_pupil(db)
    register(db, tmp_path)
    card = pupils.card(db, pupil_id).pupil
    for address in ("Абай көшесі, 1", "Абай көшесі, 2"):
        pupils.edit_pupil(db, replace(card, address=address, language="ru"))
    found = {line.field.ru: line for line in reports_register.changed(db) if line.field}
    assert set(found) == {"Адрес", "Язык обучения"}
    assert found["Адрес"].before == builders.Text(card.address, card.address)
    assert found["Адрес"].after == builders.Text("Абай көшесі, 2", "Абай көшесі, 2")
    assert found["Язык обучения"].after == builders.Text("орыс", "русский")


def test_what_was_changed_and_put_back_is_not_told(db: Store, tmp_path: Path) -> None:
    pupil_id = builders.stored_pupil(db)
    register(db, tmp_path)
    card = pupils.card(db, pupil_id).pupil
    pupils.edit_pupil(db, replace(card, address="басқа"))
    history.undo(db)
    pupils.edit_pupil(db, replace(card, note="ескертпе"))
    assert told(db) == []


def test_who_left_and_who_came_back_is_told(db: Store, tmp_path: Path) -> None:
    one, other = builders.stored_pupil(db), builders.stored_pupil(db, last="Әлиев")
    pupils.leave(db, other, date(2026, 10, 1))
    register(db, tmp_path)
    pupils.leave(db, one, date(2026, 11, 20))
    pupils.leave(db, other, None)
    assert told(db) == [("back", "Әлиев"), ("left", "Сәрсенбаев")]


def test_an_order_is_told_as_the_form_of_education_with_its_number_and_period(
    db: Store, tmp_path: Path
) -> None:
    case_id = builders.stored_case(db)
    register(db, tmp_path)
    with changes.action(db, "Entered by the test"):
        case_rows.save(db, builders.order(id=None, case_id=case_id))
    (line,) = reports_register.changed(db)
    assert line.what == "distance"
    assert line.after is not None
    assert "№ 84-қ, 25.09.2026 (01.10.2026–27.12.2026)" in line.after.ru
    register(db, tmp_path)
    assert told(db) == []


def block(db: Store, pupil_id: int) -> int:
    return personal.record_request(
        db,
        Request(
            pupil_id=pupil_id, kind="blocking", date=date(2026, 11, 20), applicant="Анасы", wish="—"
        ),
    )


def test_a_blocked_pupil_is_told_in_the_first_sheet_after_the_blocking(
    db: Store, tmp_path: Path
) -> None:
    pupil_id = builders.stored_pupil(db)
    register(db, tmp_path)
    card = pupils.card(db, pupil_id).pupil
    pupils.edit_pupil(db, replace(card, address="Абай көшесі, 9"))
    request = block(db, pupil_id)
    assert told(db) == []
    register(db, tmp_path)
    register(db, tmp_path)
    personal.lift(db, request, date(2026, 11, 21))
    (line,) = reports_register.changed(db)
    assert (line.what, line.after) == (
        "changed", builders.Text("Абай көшесі, 9", "Абай көшесі, 9"),
    )  # fmt: skip
    register(db, tmp_path)
    assert told(db) == []


def test_a_lost_sheet_can_be_made_again_after_an_earlier_one(db: Store, tmp_path: Path) -> None:
    pupil_id = builders.stored_pupil(db)
    register(db, tmp_path)
    pupils.edit_pupil(db, replace(pupils.card(db, pupil_id).pupil, address="Абай көшесі, 9"))
    register(db, tmp_path)
    (_newest, first) = reports_register.registered(db)
    assert [line.what for line in reports_register.changed(db, first.id)] == ["changed"]
    assert [line.what for line in reports_register.changed(db, reports_register.EVERYBODY)] == [
        "new"
    ]
    with pytest.raises(Refused, match="77"):
        reports_register.changed(db, 77)


def test_only_looking_registers_nothing(db: Store, tmp_path: Path) -> None:
    builders.stored_pupil(db)
    reports_register.export(db, tmp_path / "a.xlsx", "ru", PLAIN, register=False)
    assert reports_register.registered(db) == []
    assert told(db) == [("new", "Сәрсенбаев")]


def test_a_sheet_that_cannot_be_written_is_not_registered(db: Store, tmp_path: Path) -> None:
    builders.stored_pupil(db)
    with pytest.raises(Refused):
        register(db, tmp_path / "жоқ")
    assert reports_register.registered(db) == []


@pytest.mark.parametrize(("language", "word"), [("kk", "жаңа"), ("ru", "новый")])
def test_the_sheet_is_a_table_with_iin_name_and_what_happened(
    db: Store, tmp_path: Path, language: str, word: str
) -> None:
    builders.stored_pupil(db, iin="110305500003", iin_reason="тексерілді")
    reports_register.export(db, tmp_path / "a.xlsx", language, PLAIN)
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    row = [cell.value for cell in page[4]]
    assert row[1:6] == ["110305500003", "Сәрсенбаев Өркен Қайратұлы", "05.03.2011", "8 «Ә»", word]
    assert page.freeze_panes == "B4"


def test_a_password_hides_the_sheet(db: Store, tmp_path: Path) -> None:
    builders.stored_pupil(db)
    reports_register.export(db, tmp_path / "a.xlsx", "kk", under("қар барысы 7"))
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"\xd0\xcf\x11\xe0")


@pytest.mark.parametrize("role", [Role.TEACHER, Role.VIEWER])
def test_a_role_without_the_right_to_personal_data_is_refused(tmp_path: Path, role: Role) -> None:
    folder = DataFolder(tmp_path / "school")
    at = datetime.fromisoformat("2026-11-21T12:00")
    builders.opened(folder, lambda: at).close()
    db = builders.opened(folder, lambda: at, "Юсупов", role)
    with pytest.raises(Refused):
        reports_register.changed(db)
    with pytest.raises(Refused):
        reports_register.registered(db)
    db.close()


def test_changed_needs_are_told_to_a_secretary_without_saying_which(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "school")
    at = datetime.fromisoformat("2026-11-21T12:00")
    db = builders.opened(folder, lambda: at, "Оразова Д.")
    pupil_id = builders.stored_pupil(db, special_needs="логопед")
    register(db, tmp_path)
    card = pupils.card(db, pupil_id).pupil
    pupils.edit_pupil(db, replace(card, special_needs="педагог-ассистент"))
    db.close()
    db = builders.opened(folder, lambda: at, "Хатшы", Role.SECRETARY)
    (line,) = reports_register.changed(db)
    assert line.after is not None
    assert line.after.kk == "•••"
    db.close()
