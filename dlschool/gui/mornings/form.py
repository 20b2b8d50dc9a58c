"""All that is said on such a morning, on one page: ground, classes, two orders; one button does it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.case import GROUND_NAMES, Ground
from dlschool.domain.text import Text
from dlschool.gui import rights
from dlschool.gui.mornings.classes import ClassesPick
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Choice, PrimaryButton, QuietButton
from dlschool.gui.widgets.card import Card, Strip, empty
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.page import Columns, Page
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import directives_calls, mornings, pupils, school
from dlschool.services.directives_calls import Prepared
from dlschool.services.mornings import Morning

GROUNDS = (Ground.WEATHER, Ground.EMERGENCY)
IS_PREPARED = N_(
    "Filled in from the department's order. Look through it; nothing is called off until you press "
    "the button."
)
NO_SUCH_GRADES = N_("The order names grades that have no pupils here: {grades}.")


class MorningForm(Page):
    """`made` is called with the id of the case once everything is done."""

    def __init__(self, session: Session, made: Callable[[int], object]) -> None:
        super().__init__(N_("Classes are called off"))
        self._session, self._made = session, made
        self.sub.say(
            N_("One button opens the case, adds the authority's order and issues the school's.")
        )
        self.sub.show()
        self._directive: int | None = None
        self.given = QVBoxLayout()
        self.body.addLayout(self.given)
        columns = Columns()
        self.body.addWidget(columns)
        columns.main.addWidget(self._what())
        columns.main.addWidget(self._orders())
        self.side = columns.side
        self.side.addWidget(self._end())
        self._fit()

    def _what(self) -> Card:
        card = Card(gap=12)
        options: list[tuple[str, Words]] = [(g.value, GROUND_NAMES[g]) for g in GROUNDS]
        self.ground_choice = Choice(options, Ground.WEATHER.value, N_("Ground"))
        self.ground_choice.chosen.connect(lambda _value: self._fit())
        card.body.addWidget(self.ground_choice, 0, Qt.AlignmentFlag.AlignLeft)
        self.classes = ClassesPick(pupils.classes(self._session.db))
        self.classes.changed.connect(self._count)
        card.body.addWidget(self.classes)
        self.what = Fields()
        self.reason = self.what.add(N_("Reason, as the order and the message say it"), QLineEdit())
        card.body.addWidget(self.what)
        return card

    def _orders(self) -> Card:
        card = Card(N_("Order of the authority"), gap=12)
        today = self._session.today
        self.authority = Fields()
        self.paper_number, self.paper_day = QLineEdit(), DateEdit(today, today())
        self.issuer = QLineEdit(school.school(self._session.db).department_kk)
        self.authority.row((N_("Number"), self.paper_number), (N_("Date"), self.paper_day))
        self.authority.add(N_("Issued by"), self.issuer)
        self.area = self.authority.add(N_("Territories or objects that it names"), QLineEdit())
        self.valid_from, self.valid_until = DateEdit(today, today()), DateEdit(today, today())
        self.authority.row((N_("In force from"), self.valid_from), (N_("Until"), self.valid_until))
        card.body.addWidget(self.authority)
        card.body.addSpacing(8)
        card.body.addWidget(Label(N_("Order of the school"), "head"))
        self.own = Fields()
        self.number, self.day = QLineEdit(), DateEdit(today, today())
        say(self.number, "setPlaceholderText", N_("the next one"))
        self.own.row((N_("Number"), self.number), (N_("Date"), self.day))
        self.start, self.until = DateEdit(today), DateEdit(today)
        for edit in (self.start, self.until):
            say(edit.edit, "setPlaceholderText", N_("as the authority's order"))
        self.own.row((N_("Holds from"), self.start), (N_("Until"), self.until))
        self.clause_kk = self.own.add(N_("Further clause, in Kazakh"), QLineEdit())
        self.clause_ru = self.own.add(N_("Further clause, in Russian"), QLineEdit())
        card.body.addWidget(self.own)
        self.more = QuietButton(N_("Other dates, a further clause…"), self._show_more)
        card.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._set_more(False)
        return card

    def _set_more(self, shown: bool) -> None:
        for edit in (self.start, self.until, self.clause_kk, self.clause_ru):
            self.own.set_visible(edit, shown)
        self.more.setVisible(not shown)

    def _show_more(self) -> None:
        self._set_more(True)
        self.start.setFocus()

    def _end(self) -> QWidget:
        card = Card(N_("What will be done"), gap=12)
        self.count = Label("")
        card.body.addWidget(self.count)
        card.body.addWidget(
            Label(
                N_(
                    "Then: the message to parents, the line to the department, who was told "
                    "and when, the order to print."
                ),
                "small-soft",
            )
        )
        self.button = PrimaryButton(N_("Call classes off"), self.call_off, icon="check")
        say(self.button, "setToolTip", N_("Ctrl+Enter"))
        self.button.setShortcut("Ctrl+Return")
        say(self.button, "setText", N_("Call classes off"))
        card.body.addWidget(self.button)
        rights.forbid(self._session, Right.ORDERS, self.button)
        return card

    def ground(self) -> Ground:
        return Ground(self.ground_choice.value())

    def set_ground(self, ground: Ground) -> None:
        self.ground_choice.set_value(ground.value)
        self._fit()

    def prepare(self, found: Prepared) -> None:
        """What the department's order says stands in the fields; a person looks through it and saves."""
        given = found.morning
        self._directive = found.directive
        self.set_ground(given.ground)
        self.classes.set_grades(given.units.grades)
        self.reason.setText(given.reason)
        self.paper_number.setText(given.authority_number)
        self.paper_day.set_value(given.authority_date)
        if given.authority_issuer:
            self.issuer.setText(given.authority_issuer)
        self.valid_from.set_value(given.valid_from)
        self.valid_until.set_value(given.valid_until)
        empty(self.given)
        self.given.addWidget(Strip(IS_PREPARED, Action(N_("Fill in by hand"), self.by_hand)))
        if found.absent:
            absent = ", ".join(str(grade) for grade in found.absent)
            self.given.addWidget(Strip(NO_SUCH_GRADES, grades=absent))

    def by_hand(self) -> None:
        """The fields stay; the department's order is not used by what is saved."""
        self._directive = None
        empty(self.given)

    def reload(self) -> None:
        self.classes.put(pupils.classes(self._session.db))

    def _fit(self) -> None:
        self.classes.set_emergency(self.ground() is Ground.EMERGENCY)
        self._count()

    def _count(self) -> None:
        if hasattr(self, "count"):
            classes, people = self.classes.counted()
            self.count.say(N_("Classes: {classes}, pupils: {n}"), classes=classes, n=people)

    def _readable(self) -> bool:
        right = [fields.check() for fields in (self.authority, self.own)]
        if all(right):
            for fields, edit in ((self.authority, self.paper_day), (self.own, self.day)):
                if edit.value() is None:
                    fields.error(edit, N_("Write the date."))
                    right.append(False)
        return all(right)

    def morning(self) -> Morning:
        """What stands on the page now; its dates can be read."""
        kk, ru = self.clause_kk.text().strip(), self.clause_ru.text().strip()
        today = self._session.today()
        return Morning(
            ground=self.ground(),
            units=self.classes.units(),
            dropped=self.classes.dropped(),
            authority_date=self.paper_day.value() or today,
            authority_number=self.paper_number.text(),
            authority_issuer=self.issuer.text(),
            area=self.area.text(),
            valid_from=self.valid_from.value(),
            valid_until=self.valid_until.value(),
            order_date=self.day.value() or today,
            order_number=self.number.text(),
            start=self.start.value(),
            until=self.until.value(),
            reason=self.reason.text(),
            clause=Text(kk, ru) if kk and ru else None,
        )

    def call_off(self) -> None:
        """Everything in one action; refused, the page keeps what was typed."""
        if not (self._readable() and self._whole_clause()):
            return
        db, morning, directive = self._session.db, self.morning(), self._directive
        if directive is None:
            case_id = self._session.act(mornings.call_off, db, morning)
        else:
            case_id = self._session.act(directives_calls.call_off, db, directive, morning)
        self.by_hand()
        self._session.tell(N_("The order is issued: now tell everybody"))
        self._made(case_id)

    def _whole_clause(self) -> bool:
        kk, ru = self.clause_kk.text().strip(), self.clause_ru.text().strip()
        missing = N_("Write the clause in both languages.")
        self.own.error(self.clause_kk, missing if ru and not kk else "")
        self.own.error(self.clause_ru, missing if kk and not ru else "")
        return bool(kk) is bool(ru)
