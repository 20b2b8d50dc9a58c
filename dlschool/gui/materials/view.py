"""Materials: the catalogue with plans and issue, and what is with pupils."""

from dlschool.domain.access import Right
from dlschool.domain.learning import MaterialKind
from dlschool.gui import rights
from dlschool.gui.materials.catalogue_tab import CatalogueTab
from dlschool.gui.materials.issue_dialog import IssueDialog
from dlschool.gui.materials.out_tab import OutTab
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button, PrimaryButton
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.tabs import Tabs
from dlschool.i18n import N_


class MaterialsView(Page):
    """`open` takes the id of a thing, «out», or ("issue", pupil id)."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("Materials"), scrolls=False)
        self._session = session
        self.adding = Button(N_("Add to the catalogue"), self.new, icon="plus")
        self.issuing = PrimaryButton(N_("Issue…"), self.issue, icon="users")
        for button in (self.adding, self.issuing):
            self.right.addWidget(button)
        rights.forbid(session, Right.LEARNING, self.adding, self.issuing)
        self.catalogue = CatalogueTab(session)
        self.out = OutTab(session)
        self.tabs = Tabs(N_("About materials"))
        self.tabs.add("catalogue", N_("Catalogue"), self.catalogue)
        self.tabs.add("out", N_("With pupils"), self.out)
        self.tabs.switched.connect(lambda _key: self.reload())
        self.body.addWidget(self.tabs, 1)

    def reload(self) -> None:
        """Only the tab in sight reads."""
        {"catalogue": self.catalogue.reload, "out": self.out.reload}[self.tabs.key()]()
        for button in (self.adding, self.issuing):
            button.setVisible(not self.catalogue.is_empty)

    def new(self) -> None:
        self.tabs.go("catalogue")
        self.catalogue.add()

    def issue(self, pupil_id: int | None = None) -> None:
        """Issue of what is chosen in the catalogue, or of nothing yet."""
        rights.need(self._session, Right.LEARNING)
        IssueDialog(self, self._session, (), pupil_id).open()

    def open(self, target: object) -> None:
        if target == "out":
            self.tabs.go("out")
        elif isinstance(target, tuple) and target[0] == "issue":
            self.issue(int(target[1]))
        elif isinstance(target, int):
            self.tabs.go("catalogue")
            self.catalogue.choose(target)

    def find(self) -> None:  # type: ignore[override]
        tab = self.catalogue if self.tabs.key() == "catalogue" else self.out
        tab.search.setFocus()

    def print_(self) -> None:
        if self.tabs.key() == "out":
            self.out.print_list()
            return
        shelf = self.catalogue.shelf()
        if shelf is not None and shelf.item.kind is MaterialKind.PLAN:
            self.catalogue.print_plan(shelf.item.id or 0)
