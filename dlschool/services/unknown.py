"""What is told of a record that cannot be found: it never was, it was taken back, it is another's."""

from typing import Literal

from dlschool.domain.learning import (
    Assessment,
    CatalogueItem,
    Formative,
    Grade,
    Loan,
    Sitting,
    Subject,
    Trace,
)
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store import history
from dlschool.store.connection import Store
from dlschool.store.learning import TABLES

_WHAT: dict[type, tuple[Text, str]] = {
    Assessment: (Text("БЖБ немесе ТЖБ", "СОР или СОЧ"), "marks list"),
    Subject: (Text("Пән", "Предмет"), "year subjects"),
    Sitting: (Text("Тапсыру", "Сдача"), "sittings list"),
    Formative: (
        Text("Қалыптастырушы бағалау балы", "Балл формативного оценивания"),
        "marks formative",
    ),
    Grade: (Text("Баға", "Оценка"), "marks grades"),
    CatalogueItem: (Text("Материал", "Материал"), "materials list"),
    Loan: (Text("Беру жазбасы", "Запись о выдаче"), "materials out"),
    Trace: (Text("Цифрлық із жазбасы", "Запись цифрового следа"), "trace list"),
}
"""What the record is called, and the command that lists those there are."""

_SAID: dict[Literal["never", "gone", "hidden"], str] = {
    "never": N_("{what} № {id}: there is no such record and never was. “{command}” lists them."),
    "gone": N_("{what} № {id}: this record is no longer there: somebody took it back."),
    "hidden": N_("{what} № {id} is of a pupil who is not in your classes."),
}


def record(db: Store, kind: type, row_id: int) -> Refused:
    """Why there is no record of the kind with this id."""
    what, command = _WHAT[kind]
    known = history.why_not_there(db, TABLES[kind], row_id)
    return Refused(_SAID[known], what=what, id=row_id, command=command)
