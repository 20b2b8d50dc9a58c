"""A case's pages under a bar: its path, and the pupil's trace, which a case of classes has not."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from dlschool.gui.trace.tab import TraceTab
from dlschool.gui.widgets.tabs import Tabs
from dlschool.i18n import N_
from dlschool.services.cases import CaseFile

PATH, TRACE = "path", "trace"


class CaseTabs(Tabs):
    """The trace is read when it is looked at; a page out of sight takes no height."""

    def __init__(self, path: QWidget, trace: TraceTab) -> None:
        super().__init__(N_("Pages of the case"))
        self.trace = trace
        self._both: tuple[QWidget, QWidget] = (path, trace)
        self._file: CaseFile | None = None
        self.add(PATH, N_("Path"), path)
        self.add(TRACE, N_("Digital trace"), trace)
        self.switched.connect(lambda _key: self._came_up())
        self._came_up()

    def put(self, file: CaseFile) -> None:
        """Another case begins with its path."""
        before = self._file.case.id if self._file else None
        self._file = file
        self.bar.setVisible(file.pupil is not None)
        if file.pupil is None or before != file.case.id:
            self.go(PATH)
        self._came_up()

    def on_path(self) -> bool:
        return self.key() == PATH

    def _came_up(self) -> None:
        seen = self.pages.currentWidget()
        for page in self._both:
            tall = QSizePolicy.Policy.Preferred if page is seen else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, tall)
        if self._file is not None and seen is self.trace:
            self.trace.put(self._file)
        self.pages.updateGeometry()
