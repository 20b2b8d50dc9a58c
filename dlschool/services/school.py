"""The school itself, its staff, and the settings that are the school's own rules."""

from dataclasses import replace
from typing import Any

from dlschool.domain.school import School, Staff
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store import changes, people
from dlschool.store.connection import Store

DEFAULTS: dict[str, Any] = {
    "quorum": [2, 3],
    "majority": [1, 2],
    "reminder_days": 14,
    "copy_days": 7,
    "certificate_days": 30,
    "lock_minutes": 5,
    "blank_offset_mm": None,
    "order_suffixes": {"movement": "-о", "classes": "-н"},
    "control_kk": "",
    "control_ru": "",
    "sample": False,
    "import_mapping": {},
}
"""Settings of the school and what they are until the school changes them."""

SETTING_NAMES = {
    "quorum": Text("кворум", "кворум"),
    "majority": Text("көпшілік дауыс", "большинство"),
    "reminder_days": Text("ескерту күндері", "дни напоминания"),
    "lock_minutes": Text("өздігінен құлыптау минуттары", "минуты до автоблокировки"),
    "certificate_days": Text(
        "сертификат мерзімін ескерту күндері", "дни напоминания об истечении сертификата"
    ),
    "copy_days": Text("екінші көшірменің мерзімі", "срок второй копии"),
    "restored": Text("көшірмеден қалпына келтіру", "восстановление из копии"),
    "blank_offset_mm": Text("өз бланкісінің шегінісі", "отступ собственного бланка"),
    "order_suffixes": Text("бұйрық нөмірлерінің белгісі", "суффиксы номеров приказов"),
    "control_kk": Text("бақылау (қазақша)", "контроль (на казахском)"),
    "control_ru": Text("бақылау (орысша)", "контроль (на русском)"),
    "sample": Text("үлгі мектеп", "учебная школа"),
    "import_mapping": Text("тізім бағандары", "столбцы списков"),
}

UNNAMED = School(name=Text("Мектеп", "Школа"), short_name=Text("Мектеп", "Школа"))


def school(db: Store) -> School:
    """The school; before it was described, one without a name."""
    return people.school(db) or UNNAMED


def described(db: Store) -> bool:
    return people.school(db) is not None


def save_school(db: Store, value: School) -> None:
    """Refused: a wrong BIN is named; nothing is saved."""
    from dlschool.domain.iin import check_bin

    if value.bin:
        problems = check_bin(value.bin)
        if problems:
            raise Refused(N_("BIN {bin}: {problems}"), bin=value.bin, problems=list(problems))
    if value.director:
        value = replace(value, director=" ".join(value.director.split()))
    with changes.action(db, N_("The school's particulars")):
        people.save_school(db, value)


def staff(db: Store, *, with_gone: bool = False) -> list[Staff]:
    return people.staff(db, with_gone=with_gone)


def save_staff(db: Store, value: Staff) -> int:
    """A new person, or with an id the changed one. Posts may be empty."""
    if not value.name.strip():
        raise Refused(N_("Write the name."))
    with changes.action(db, N_("Staff: {name}"), name=value.name):
        return people.save_staff(db, value)


def setting(db: Store, name: str) -> Any:
    return people.setting(db, name, DEFAULTS[name])


def save_setting(db: Store, name: str, value: Any) -> None:
    if name not in DEFAULTS:
        raise ValueError(name)
    with changes.action(db, N_("Setting: {name}"), name=SETTING_NAMES.get(name, name)):
        people.save_setting(db, name, value)


def save_control(db: Store, control: Text | None) -> None:
    """Who controls orders, as it stands in them by default, in both languages; None for nobody."""
    name = Text("бұйрықтардың орындалуын бақылау", "контроль исполнения приказов")
    with changes.action(db, N_("Setting: {name}"), name=name):
        people.save_setting(db, "control_kk", control.kk if control else "")
        people.save_setting(db, "control_ru", control.ru if control else "")
