"""Lines of Today that press nobody: consents that lack, unfinished texts; silent where none is kept."""

from datetime import date

import pytest
from builders import opened, stored_pupil
from sticks import at_noon

from dlschool.domain.access import Role
from dlschool.domain.personal import Consent, Purpose
from dlschool.services import drafts, personal
from dlschool.services.drafts import TEXT, Field
from dlschool.services.opening import Store
from dlschool.services.today import Line, Urgency, today


def found(db: Store, kind: str) -> list[Line]:
    return [line for line in today(db).lines if line.kind == kind]


def agreed(db: Store, pupil: int) -> int:
    day, scope = date(2026, 11, 2), (Purpose.PROCESSING.value,)
    return personal.record_consent(
        db, Consent(pupil_id=pupil, guardian="Ким А.", date=day, scope=scope)
    )


def test_a_school_that_keeps_no_consents_here_is_not_reminded(db: Store) -> None:
    stored_pupil(db)
    assert found(db, "consent") == []


def test_once_some_agreed_the_others_are_counted_in_one_line(db: Store) -> None:
    pupils = [stored_pupil(db, last=f"Тоқтаров{n}") for n in range(3)]
    agreed(db, pupils[0])
    (line,) = found(db, "consent")
    assert line.sentence.ru.endswith(": 2")
    assert (line.urgency, line.screen, line.step) == (Urgency.OPEN, "settings", "personal")
    assert len(personal.without_consent(db)) == personal.lacking(db) == 2


def test_when_all_agreed_nothing_is_said_and_a_withdrawal_counts(db: Store) -> None:
    first, second = stored_pupil(db), stored_pupil(db, last="Тоқтаров")
    kept = agreed(db, first)
    agreed(db, second)
    assert found(db, "consent") == []
    personal.withdraw(db, kept, date(2026, 11, 5))
    assert found(db, "consent")[0].sentence.kk.endswith(": 1")


@pytest.mark.parametrize("role", [Role.TEACHER, Role.VIEWER])
def test_who_does_not_keep_the_register_is_not_reminded(db: Store, role: Role) -> None:
    agreed(db, stored_pupil(db))
    stored_pupil(db, last="Тоқтаров")
    db.close()
    again = opened(db.folder, at_noon, "Ахметов Б.", role)
    assert found(again, "consent") == []
    again.close()


def test_unfinished_texts_are_one_line_that_leads_to_the_newest(db: Store) -> None:
    assert found(db, "draft") == []
    drafts.keep(db, "a", "Жаңа іс", "cases", [Field(TEXT, 0, "жарты")])
    drafts.keep(db, "b", "Жаңа білім алушы", "pupils", [Field(TEXT, 0, "жарты")])
    (line,) = found(db, "draft")
    assert line.sentence.ru.startswith("не сохранено: 2")
    assert line.screen in {"cases", "pupils"}
    for form in ("a", "b"):
        drafts.drop(db, form)
    assert found(db, "draft") == []


def test_a_text_of_a_screen_that_is_no_more_leads_to_the_first(db: Store) -> None:
    drafts.keep(db, "a", "Ескі", "gone", [Field(TEXT, 0, "жарты")])
    assert found(db, "draft")[0].screen == "pupils"
