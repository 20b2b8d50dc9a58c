"""Who was told of a called-off morning: windows of the school, words to send, what is late."""

from datetime import date, datetime, time

import pytest
from builders import ready_case, school, stored_pupil, taken_back

from dlschool.domain.alert import Audience, Channel, Window, audience_words, channel_words
from dlschool.domain.case import Ground
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.services import cases, telling
from dlschool.services import school as school_service
from dlschool.services.mornings import Morning, Units, call_off
from dlschool.services.opening import Store

TODAY = date(2026, 11, 21)
FIRST = Text("1-ауысым", "1-я смена")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(TODAY, time(hour, minute))


@pytest.fixture
def case_id(db: Store) -> int:
    """A whole school called off today and tomorrow, two pupils in two classes."""
    school_service.save_school(db, school())
    for letter in "АӘ":
        stored_pupil(db, grade=7, letter=letter)
    return call_off(
        db,
        Morning(
            ground=Ground.WEATHER,
            units=Units(whole_school=True),
            authority_date=TODAY,
            authority_number="455",
            authority_issuer="Білім басқармасы",
            valid_from=TODAY,
            valid_until=date(2026, 11, 22),
            order_date=TODAY,
            reason="аяз −38 °C",
        ),
    )


def windows(db: Store, case_id: int) -> dict[tuple[str, time], bool]:
    """Audience and end of each window: whether it is late."""
    return {
        (alert.window.audience.value, alert.window.end): alert.late
        for alert in telling.alerts(db, case_id)
    }


def test_the_windows_are_those_of_order_349_until_the_school_sets_its_own(db: Store) -> None:
    assert [
        (w.audience.value, f"{w.start:%H:%M}", f"{w.end:%H:%M}") for w in telling.windows(db)
    ] == [
        ("department", "06:00", "07:00"),
        ("parents", "06:45", "08:00"),
        ("department", "10:30", "12:00"),
        ("parents", "11:15", "13:00"),
    ]
    own = Window(audience=Audience.PARENTS, shift=FIRST, start=time(7), end=time(7, 30))
    telling.save_windows(db, [own])
    assert telling.windows(db) == (own,)
    taken_back(db)
    assert len(telling.windows(db)) == 4
    with pytest.raises(Refused):
        telling.save_windows(
            db, [Window(audience=Audience.PARENTS, shift=FIRST, start=time(8), end=time(7))]
        )


def test_a_window_that_ended_without_a_word_is_late(db: Store, case_id: int) -> None:
    """It is noon: the morning windows are over, the last to parents runs until one o'clock."""
    assert windows(db, case_id) == {
        ("department", time(7)): True,
        ("parents", time(8)): True,
        ("department", time(12)): False,
        ("parents", time(13)): False,
    }
    assert len(telling.late(db, case_id)) == 2


def test_whoever_was_told_in_time_is_not_late(db: Store, case_id: int) -> None:
    telling.tell(db, case_id, Audience.DEPARTMENT, Channel.PHONE, at(6, 40))
    telling.tell(db, case_id, Audience.PARENTS, Channel.CLASS_TEACHER, at(8, 1))
    telling.tell(db, case_id, "7А сыныбының ата-аналары", "WhatsApp")
    assert windows(db, case_id) == {
        ("department", time(7)): False,
        ("parents", time(8)): True,
        ("department", time(12)): False,
        ("parents", time(13)): False,
    }
    told = cases.case_file(db, case_id).told
    assert [(t.audience, t.at) for t in told][-1] == (
        "7А сыныбының ата-аналары",
        "2026-11-21T12:00",
    )


def test_the_evening_before_is_in_time(db: Store, case_id: int) -> None:
    evening = datetime.combine(date(2026, 11, 20), time(21))
    telling.tell(db, case_id, Audience.PARENTS, Channel.MESSENGER, evening)
    assert not windows(db, case_id)["parents", time(8)]


def test_a_mark_of_telling_can_be_removed_and_brought_back(db: Store, case_id: int) -> None:
    made = telling.tell(db, case_id, Audience.PUPILS, Channel.SITE, at(7))
    telling.remove_told(db, made)
    assert cases.case_file(db, case_id).told == ()
    taken_back(db)
    assert len(cases.case_file(db, case_id).told) == 1
    with pytest.raises(Refused):
        telling.remove_told(db, 77)


def test_nobody_is_told_namelessly_or_in_a_time_to_come(db: Store, case_id: int) -> None:
    with pytest.raises(Refused):
        telling.tell(db, case_id, " ", Channel.PHONE)
    with pytest.raises(Refused, match="12:01"):
        telling.tell(db, case_id, Audience.PARENTS, Channel.PHONE, at(12, 1))


def test_a_case_of_one_pupil_has_nothing_to_tell(db: Store) -> None:
    family = ready_case(db)
    for ask in (telling.alerts, telling.messenger_text, telling.report_line):
        with pytest.raises(Refused, match="2026/1"):
            ask(db, family)


def test_the_message_names_classes_days_and_orders_in_both_languages(
    db: Store, case_id: int
) -> None:
    text = telling.messenger_text(db, case_id)
    for words in (text.kk, text.ru):
        for said in ("7А, 7Ә", "№ 455", "№ 1-н", "аяз −38 °C", "+7 (714) 345-12-36"):
            assert said in words
        assert "{" not in words
        assert "\u00a0" not in words
    assert "Үшбұлақ жалпы білім беретін мектебі" in text.kk
    assert "2026 жылғы 21 қарашадан 22 қарашаға дейін" in text.kk
    assert "с 21 ноября по 22 ноября 2026 года" in text.ru


def test_the_schools_own_department_is_named_in_each_language(db: Store, case_id: int) -> None:
    own = school(department_kk="Білім басқармасы", department_ru="Управление образования")
    school_service.save_school(db, own)
    text = telling.messenger_text(db, case_id)
    assert "Основание: Управление образования, 21 ноября 2026 года, № 455." in text.ru
    assert "Негізі: Білім басқармасы, 2026 жылғы 21 қараша, № 455." in text.kk


def test_the_line_to_the_department_counts_classes_and_pupils(db: Store, case_id: int) -> None:
    line = telling.report_line(db, case_id)
    assert "\n" not in line.kk + line.ru
    assert "сыныптар — 7А, 7Ә (2), білім алушылар саны — 2" in line.kk
    assert "классы — 7А, 7Ә (2), обучающихся — 2" in line.ru


def test_one_day_is_named_as_a_day(db: Store) -> None:
    made = call_off(
        db,
        Morning(
            ground=Ground.EMERGENCY,
            units=Units(classes=("1А",)),
            authority_date=TODAY,
            valid_until=TODAY,
            order_date=TODAY,
        ),
    )
    assert "Срок: 21 ноября 2026 года." in telling.messenger_text(db, made).ru
    assert "Мерзімі: 2026 жылғы 21 қараша." in telling.messenger_text(db, made).kk


def test_known_audiences_and_channels_are_named_in_both_languages() -> None:
    assert audience_words("parents").ru == "Родители"
    assert audience_words("7А ата-аналары") == Text("7А ата-аналары", "7А ата-аналары")
    assert channel_words("phone").kk == "Телефон арқылы"
    assert channel_words("") == Text("—", "—")
