"""The school's particulars: what stands on every document."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain import phone
from dlschool.domain.pupil import LANGUAGE_NAMES
from dlschool.domain.school import School
from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.settings.head import headed
from dlschool.gui.settings.school_dialog import SchoolDialog
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, EmptyState, empty
from dlschool.gui.widgets.fields import facts, same
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import regions, school


class SchoolPage(QWidget):
    """Particulars to read, and a button to correct them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def reload(self) -> None:
        """Reads the particulars again."""
        empty(self._column)
        if not school.described(self._session.db):
            self._column.addWidget(
                EmptyState(
                    "school",
                    N_("The school is not described yet. Its names stand on every document."),
                    Action(N_("Fill in the particulars"), self.correct, primary=True),
                )
            )
            return
        found = school.school(self._session.db)
        correct = Action(N_("Correct"), self.correct, icon="pencil")
        for place, (head, rows) in enumerate(_groups(found)):
            card = Card(head if place else "")
            if not place:
                card.body.addWidget(headed(head, correct))
            card.body.addWidget(facts(rows))
            self._column.addWidget(card)
        self._column.addStretch(1)

    def correct(self) -> None:
        SchoolDialog(self, self._session).open()


Rows = list[tuple[Words, Words]]


def _groups(found: School) -> list[tuple[Words, Rows]]:
    """Cards of the page: heading and rows; what is not written is left out or named missing."""
    return [
        (N_("Names"), _names(found)),
        (N_("Where it is"), _place(found)),
        (N_("Who signs and whom it answers to"), _people(found)),
    ]


def _names(found: School) -> Rows:
    return [
        (N_("Full name in Kazakh"), same(found.name.kk)),
        (N_("Full name in Russian"), same(found.name.ru)),
        (N_("Short name in Kazakh"), same(found.short_name.kk)),
        (N_("Short name in Russian"), same(found.short_name.ru)),
        (N_("BIN"), same(found.bin) or N_("not written")),
        (N_("Language of teaching"), LANGUAGE_NAMES.get(found.language, "")),
        (N_("Kind"), N_("a small school with united classes") if found.small else ""),
    ]


def _place(found: School) -> Rows:
    region = next((r.name for r in regions.regions() if r.kato == found.region), None)
    return [
        (N_("Region"), region or N_("not written")),
        (N_("District"), _both(found.district_kk, found.district_ru)),
        (N_("KATO of the district"), same(found.district_kato)),
        (N_("Settlement"), _both(found.place_kk, found.place_ru)),
        (N_("Address"), _both(found.address_kk, found.address_ru)),
        (N_("Telephone"), same(phone.shown(found.phone))),
    ]


def _people(found: School) -> Rows:
    return [
        (N_("Director"), same(found.director) or N_("the post is empty")),
        (N_("Post under a document"), _both(found.director_post_kk, found.director_post_ru)),
        (N_("Education department"), _both(found.department_kk, found.department_ru)),
    ]


def _both(kk: str, ru: str) -> Words:
    """One value in its two wordings; where one is missing, the other."""
    return Text(kk or ru, ru or kk) if (kk or ru).strip() else N_("not written")
