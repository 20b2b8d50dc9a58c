"""The act of readiness: what it says in both languages, who signs, what is noted."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from builders import at_noon, opened, school, staff
from readiness_parts import channel

from dlschool.domain.access import Role
from dlschool.domain.readiness import State
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import history, printing, readiness, readiness_act
from dlschool.services import school as schools
from dlschool.services.opening import Store
from dlschool.services.readiness_act import Commission


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def people(db: Store) -> None:
    schools.save_school(db, school())
    for name, kk, ru in (
        ("Ғалымова Б.", "мектеп директоры", "директор школы"),
        ("Ермеков Т.", "директордың орынбасары", "заместитель директора"),
        ("Оразова Д.", "хатшы", "секретарь"),
    ):
        schools.save_staff(db, staff(id=None, name=name, post_kk=kk, post_ru=ru))


def test_the_director_the_deputies_and_those_who_answer_are_offered(db: Store) -> None:
    people(db)
    secretary = next(one.id for one in schools.staff(db) if one.post_ru == "секретарь")
    readiness.judge(db, "journal", State.MET, staff_id=secretary)
    offered = readiness_act.offered(db, "ru")
    assert offered.date == date(2026, 11, 21)
    assert offered.chair == "Ғалымова Б., директор школы"
    assert offered.members == ("Ермеков Т., заместитель директора", "Оразова Д., секретарь")


def test_both_sheets_carry_the_states_what_is_shown_and_who_signs(db: Store) -> None:
    people(db)
    channel(db, speed="20")
    readiness.judge(db, "channels", State.MET)
    readiness.judge(db, "journal", State.NOT_MET, due=date(2026, 12, 15))
    commission = replace(readiness_act.offered(db), number="3", conclusion="Дайын 70 пайыз")
    kk, ru = (
        text_of(readiness_act.prepare(db, commission, language).content)
        for language in ("kk", "ru")
    )
    for words in ("Ғалымова Б.", "Ермеков Т.", "№ 3", "20 Мбит/с", "15.12.2026", "70 пайыз"):
        assert words in kk
        assert words in ru
    assert "Талаптар: 7; орындалғаны: 1; ішінара: 0; орындалмағаны: 1" in kk
    assert "Требований: 7; выполнено: 1; частично: 0; не выполнено: 1" in ru
    assert "не рассмотрено: 5" in ru


def test_an_act_without_people_leaves_lines_to_fill_in(db: Store) -> None:
    made = readiness_act.prepare(db, Commission(date=date(2026, 11, 20)), "ru")
    text = text_of(made.content)
    assert text.count("Член комиссии") == 3
    assert "....." in text


def test_saving_the_act_is_noted(db: Store, tmp_path: Path) -> None:
    made = readiness_act.prepare(db, Commission(date=date(2026, 11, 20)), "both")
    assert history.actions(db) == []
    printing.export(db, made, tmp_path / "act.pdf")
    assert "Акт о готовности" in history.said(history.actions(db)[0], "ru")


def test_what_cannot_be_printed_is_refused(db: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        readiness_act.prepare(db, Commission(date=date(2026, 11, 22)))
    with pytest.raises(Refused):
        readiness_act.prepare(db, Commission(date=date(2026, 11, 20), members=("А.",) * 31))
    viewer = opened(DataFolder(tmp_path / "school"), at_noon, "Ким А.", Role.VIEWER)
    with pytest.raises(Refused):
        readiness_act.prepare(viewer, Commission(date=date(2026, 11, 20)))
    viewer.close()
