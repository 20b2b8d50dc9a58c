"""Grades: the register of a class's subject in a term, the grades of the year, the analysis of works."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from dlschool.domain.access import Right
from dlschool.domain.grade_words import PERIOD_NAMES, TERMS
from dlschool.domain.learning import Period
from dlschool.gui import rights
from dlschool.gui.marks.analysis_tab import AnalysisTab
from dlschool.gui.marks.class_put import put_class
from dlschool.gui.marks.grades_tab import GradesTab
from dlschool.gui.marks.register import RegisterTab
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, PrimaryButton
from dlschool.gui.widgets.card import EmptyState
from dlschool.gui.widgets.dialog import scrolled
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.search_box import SearchBox
from dlschool.gui.widgets.tabs import Tabs
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services import calendar, mark_register


class MarksView(Page):
    """`open` takes (class, subject id, term); any of them may be None and stays as it is."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("Marks of pupils"), scrolls=False)
        self._session = session
        self._filling = False
        self._choices()
        self.register = RegisterTab(session)
        self.search = SearchBox(N_("Pupil of this class"))
        self.search.returnPressed.connect(self._look)
        self.putting = PrimaryButton(N_("Put the grades of the term"), self.put_grades)
        self.right.addWidget(self.putting)
        rights.forbid(session, Right.MARKS, self.putting)
        self.grades = GradesTab(session)
        self.analysis = AnalysisTab(session)
        self.tabs = Tabs(N_("About marks"))
        self.tabs.add("register", N_("Register of marks"), scrolled(self.register))
        self.tabs.add("grades", N_("Grades of the year"), scrolled(self.grades))
        self.tabs.add("analysis", N_("Analysis"), scrolled(self.analysis))
        self.tabs.switched.connect(lambda _: self._show())
        self.body.addWidget(self.search)
        self.body.addWidget(self.tabs, 1)
        self.nothing = self._empty()
        self.body.addWidget(self.nothing, 1)
        self.no_classes = self._without_classes()
        self.body.addWidget(self.no_classes, 1)
        self.no_rules = EmptyState(
            "scale", N_("The program has no grading rules of this school year yet.")
        )
        self.body.addWidget(self.no_rules, 1)

    def _choices(self) -> None:
        """Class, subject and term; those of few words are never cut by a long subject."""
        self.class_, self.subject, self.term = Combo(), Combo(), Combo()
        names = (N_("Class"), N_("Subject"), N_("Term"))
        for combo, words in zip((self.class_, self.subject, self.term), names, strict=True):
            say(combo, "setAccessibleName", words)
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
            self.pills.addWidget(combo)
        for combo in (self.class_, self.term):
            combo.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.class_.currentIndexChanged.connect(lambda _: self._chosen(of_class=True))
        for combo in (self.subject, self.term):
            combo.currentIndexChanged.connect(lambda _: self._chosen())

    def _without_classes(self) -> EmptyState:
        return EmptyState(
            "graduation-cap",
            N_("The school has no classes yet: add pupils first."),
            *rights.left(
                self._session,
                Right.PUPILS,
                [Action(N_("Register a pupil"), lambda: self._session.go("pupils", "new"))],
            ),
        )

    def _look(self) -> None:
        """Goes to the pupil, or says that there is none of this name."""
        if self.search.text().strip() and not self.register.go_to(self.search.text()):
            self._session.tell(N_("Nobody in this class is called so."))

    def _empty(self) -> QWidget:
        return EmptyState(
            "graduation-cap",
            N_("This class has no subjects in this year yet."),
            Action(N_("To the school year"), lambda: self._session.go("year", "subjects")),
        )

    def reload(self) -> None:
        """What was chosen stays chosen."""
        db = self._session.db
        first = self.class_.count() == 0
        self._filling = True
        known = mark_register.classes(db, self.year())
        self.class_.put([(each.name, same(each.name)) for each in known])
        self.term.put([(n, PERIOD_NAMES[term]) for n, term in enumerate(TERMS, 1)])
        if first:
            self.term.set_key(mark_register.term_of_today(db, self.year()))
            self._first_class()
        self._fill_subjects()
        self._filling = False
        self._show()

    def _first_class(self) -> None:
        """The first class that has works planned."""
        found = mark_register.first_class(self._session.db, self.year())
        if found:
            self.class_.set_key(found)

    def _fill_subjects(self) -> None:
        found = mark_register.subjects(self._session.db, self.year(), self._class())
        self.subject.put([(each.subject.id, each.subject.name) for each in found])

    def year(self) -> str:
        return calendar.year_of(self._session.today())

    def _class(self) -> str:
        return str(self.class_.key() or "")

    def _chosen(self, *, of_class: bool = False) -> None:
        if self._filling:
            return
        if of_class:
            self._filling = True
            self._fill_subjects()
            self._filling = False
        self._show()

    def of(self) -> tuple[str, str, int, int] | None:
        """Year, class, subject, term in sight; None where the class has no subjects, or the
        year no rules.
        """
        subject, term = self.subject.key(), self.term.key()
        if not mark_register.has_rules(self.year()):
            return None
        if not isinstance(subject, int) or not isinstance(term, int):
            return None
        return self.year(), self._class(), subject, term

    def _show(self) -> None:
        """Only the tab in sight reads."""
        ruled = mark_register.has_rules(self.year())
        of = self.of()
        for part in (self.tabs, self.search, self.putting):
            part.setVisible(of is not None)
        classes = self.class_.count() > 0
        self.class_.setVisible(ruled and classes)
        for combo in (self.subject, self.term):
            combo.setVisible(of is not None)
        self.nothing.setVisible(ruled and of is None and classes)
        self.no_classes.setVisible(ruled and not classes)
        self.no_rules.setVisible(not ruled)
        if of is None:
            return
        key = self.tabs.key()
        self.search.setVisible(key == "register")
        if key == "register":
            self.register.put(*of)
        elif key == "grades":
            self.grades.put(*of[:3])
        else:
            self.analysis.put(*of)

    def period(self) -> Period:
        """What the button puts grades for."""
        of = self.of()
        assert of is not None
        return mark_register.read(self._session.db, *of).period

    def put_grades(self) -> None:
        of = self.of()
        if of is not None:
            put_class(self._session, self, *of[:3], self.period())

    def open(self, target: object) -> None:
        if not isinstance(target, tuple) or len(target) != len(("class", "subject", "term")):
            return
        for combo, key in zip((self.class_, self.subject, self.term), target, strict=True):
            if key is not None:
                combo.set_key(key)

    def find(self) -> None:  # type: ignore[override]
        self.tabs.go("register")
        self.search.setFocus()

    def print_(self) -> None:
        if self.of() is not None and self.tabs.key() == "grades":
            self.grades.print_()
        elif self.of() is not None:
            self.tabs.go("analysis")
            self.analysis.print_()
