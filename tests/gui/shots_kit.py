"""The kit with the data of the drawings: Today, a case, a table, a dialog, the first start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui.feeds import Feeds
from dlschool.gui.first_start import FirstStart
from dlschool.gui.main_window import MainWindow
from dlschool.gui.session import Session
from dlschool.gui.table import Cell, Column, PagedModel, Table, view
from dlschool.gui.widgets import (
    Action,
    Badge,
    BarChart,
    Card,
    Columns,
    Combo,
    DateEdit,
    Dialog,
    EmptyState,
    Fields,
    Label,
    ListRow,
    Page,
    PrimaryButton,
    RowCard,
    SearchBox,
    StepPath,
    StepRow,
    Strip,
    same,
)
from tests.gui.shots import shoot


@dataclass(frozen=True)
class Found:
    kind: str
    title: Text
    subtitle: Text | None
    screen: str
    target: int | str | None = None


def nothing() -> None:
    return None


def t(kk: str, ru: str) -> Text:
    return Text(kk, ru)


def search(text: str) -> Sequence[Found]:
    return [
        Found(
            "pupil",
            t("Өтегенова Үміт Ғалымқызы", "Өтегенова Үміт Ғалымқызы"),
            t("7 «Ә» · 130212601234", "7 «Ә» · 130212601234"),
            "pupils",
            1,
        ),
        Found(
            "case",
            t("Іс № 2026/38", "Дело № 2026/38"),
            t("Отбасының өтініші бойынша", "По заявлению семьи"),
            "cases",
            1,
        ),
    ]


FEEDS = Feeds(
    search=search,
    counts=lambda: {"today": 7, "pupils": 412, "cases": 38, "councils": 2},
    school=lambda: t("№ 12 жалпы білім беретін мектеп", "Общеобразовательная школа № 12"),
    last_copy=lambda: datetime.fromisoformat("2026-11-05T09:12"),
    next_undo=lambda: "Құжат қосу — Өтегенова Ү.",
)


class Today(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(t("Бүгін, 5 қараша, бейсенбі", "Сегодня, 5 ноября, четверг"))
        self.say(
            t("Бүгін, 5 қараша, бейсенбі", "Сегодня, 5 ноября, четверг"),
            t(
                "7 іс назар күтеді. Мерзімдер бұйрықтардағы кезеңдерден алынған.",
                "Ждут внимания 7 дел. Сроки взяты из периодов в приказах.",
            ),
        )
        columns = Columns()
        self.body.addWidget(columns)
        card = RowCard()
        card.put(
            [
                ListRow(
                    (t("3 күн қалды", "Осталось 3 дня"), "late"),
                    same("Қасымов Өркен, 5 «Б»"),
                    t(
                        "ДКК қорытындысының мерзімі 08.11.2026 аяқталады",
                        "срок заключения ВКК истекает 08.11.2026",
                    ),
                    ("annex-2:11",),
                    [Action(t("Істі ашу", "Открыть дело"), nothing)],
                    opens=lambda key: None,
                ),
                ListRow(
                    (t("Құжат жоқ", "Нет документа"), "late"),
                    same("Өтегенова Үміт, 7 «Ә»"),
                    t("тұрғын үй-тұрмыстық жағдайлар актісі", "акт жилищно-бытовых условий"),
                    ("annex-2:13",),
                    [Action(t("Құжат қосу", "Добавить документ"), nothing, primary=True)],
                ),
                ListRow(
                    (t("Кеңес", "Совет"), "accent"),
                    t("Педагогикалық кеңес № 3", "Педагогический совет № 3"),
                    t(
                        "ертең 15:00, күн тәртібінде 4 іс, кворумға 14 мүше керек",
                        "завтра 15:00, в повестке 4 дела, для кворума нужно 14 членов",
                    ),
                    (),
                    [Action(t("Отырысты ашу", "Открыть заседание"), nothing)],
                ),
                ListRow(
                    (t("Беру", "Выдача"), "accent"),
                    same("Ким Артём, 6 «А»"),
                    t("оқулықтар берілмеген: 4", "не выданы учебники: 4"),
                    ("annex-2:13.1", "annex-2:4.3"),
                    [Action(t("Беру", "Выдать"), nothing)],
                ),
            ]
        )
        columns.main.addWidget(card)
        counts = Card(t("Қашықтан оқитындар: 38", "Учатся дистанционно: 38"))
        chart = BarChart()
        chart.put(
            [
                (t("Отбасы", "Семья"), 21),
                (t("Денсаулық", "Здоровье"), 9),
                (t("Жарыстар", "Соревнования"), 8),
                (t("Ауа райы", "Погода"), 0),
                (t("ТЖ", "ЧС"), 0),
            ]
        )
        counts.body.addWidget(chart)
        columns.side.addWidget(counts)
        week = Card(t("Осы апта", "Эта неделя"))
        week.body.addWidget(
            Label(t("Сс 10.11 · алгебра БЖБ-2", "Вт 10.11 · алгебра СОР-2"), "small")
        )
        columns.side.addWidget(week)

    def reload(self) -> None:
        return None


def _steps() -> list[QWidget]:
    open_it = [Action(t("Ашу", "Открыть"), nothing)]
    add = Action(t("Құжат қосу", "Добавить документ"), nothing, primary=True)
    blank = Action(t("Бос нысанды басу", "Печать бланка"), nothing)
    return [
        StepRow(
            1,
            "done",
            t("Заңды өкілдің өтініші", "Заявление законного представителя"),
            points=("annex-2:13",),
            sub=t(
                "02.11.2026, кіріс № 114 · 2 бет сканерленген", "02.11.2026, вх. № 114 · 2 скана"
            ),
            actions=open_it,
        ),
        StepRow(
            2,
            "done",
            t("Үлгерім көрсеткіштері", "Показатели успеваемости"),
            points=("annex-2:13",),
            sub=t("соңғысы 05.11.2026", "последний 05.11.2026"),
            actions=open_it,
        ),
        StepRow(
            3,
            "next",
            t("Тұрғын үй-тұрмыстық жағдайлар актісі", "Акт обследования жилищно-бытовых условий"),
            points=("annex-2:13",),
            sub=t("Құжат жоқ.", "Документа нет."),
            late=True,
            actions=[blank, add],
        ),
        StepRow(
            4,
            "open",
            t("Педагогикалық кеңестің шешімі", "Решение педагогического совета"),
            points=("annex-2:4.3", "annex-2:13"),
            sub=t("Күн тәртібіне қосылды: № 3 отырыс", "В повестке заседания № 3"),
            actions=[Action(t("Отырысты ашу", "Открыть заседание"), nothing)],
        ),
        StepRow(
            5,
            "blocked",
            t("Директордың бұйрығы", "Приказ директора"),
            practice=t("тәжірибе", "практика"),
            sub=t("3, 4-қадамдардан кейін", "после шагов 3, 4"),
        ),
        StepRow(
            6,
            "not-needed",
            t("Жеке кесте", "Индивидуальный график"),
            points=("annex-2:9",),
        ),
    ]


class Case(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(same("Өтегенова Үміт Ғалымқызы"))
        self.pills.addWidget(Badge(same("7 «Ә»"), "accent"))
        self.pills.addWidget(Badge(t("Отбасының өтініші бойынша", "По заявлению семьи"), "accent"))
        self.right.addWidget(Label(t("Іс № 2026/38", "Дело № 2026/38"), "soft"))
        self.sub.say(t("Сұралған кезең: 09.11.2026 – 27.12.2026", "Период: 09.11.2026–27.12.2026"))
        self.sub.show()
        self.body.addWidget(
            Strip(
                t("Бұл редакцияны кейінгі акт ауыстырған.", "Эту редакцию заменил поздний акт."),
                Action(t("Таңдау", "Выбрать"), nothing),
            )
        )
        columns = Columns()
        self.body.addWidget(columns)
        path = StepPath()
        path.put(_steps())
        columns.main.addWidget(path)
        card = Card(t("13-тармақ не дейді", "Что говорит пункт 13"))
        card.body.addWidget(
            Label(
                t(
                    "Орта білім беру ұйымында қашықтан оқыту заңды өкілдің өтініші бойынша жүреді.",
                    "В организации среднего образования дистанционно учатся по заявлению.",
                ),
                "small",
            )
        )
        columns.side.addWidget(card)

    def reload(self) -> None:
        return None


class Pupils(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(t("Білім алушылар", "Обучающиеся"), scrolls=False)
        self.right.addWidget(PrimaryButton(t("Жаңа", "Новый"), icon="plus"))
        self.body.addWidget(SearchBox(t("Аты, ЖСН, сынып", "Имя, ИИН, класс")))
        self.body.addWidget(table())

    def reload(self) -> None:
        return None


def table() -> Table:
    model = PagedModel(
        [
            Column("name", t("Аты-жөні", "Ф. И. О."), 360),
            Column("class", t("Сынып", "Класс"), 120),
            Column("state", t("Іс", "Дело"), 200, sorts=False),
            Column("n", t("Саны", "Число"), 100, right=True),
        ],
        lambda column, down: range(100_000),
        lambda ids: [
            (f"Өтегенова Үміт {n}", "7 «Ә»", Cell(t("Құжат жоқ", "Нет документа"), "late"), n)
            for n in ids
        ],
    )
    made = view(model, t("Білім алушылар", "Обучающиеся"))
    model.reload()
    made.selectRow(1)
    return made


class Empty(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(t("Істер", "Дела"))
        card = Card()
        card.body.addWidget(
            EmptyState(
                "folder-open",
                t("Әзірге іс жоқ.", "Дел пока нет."),
                Action(t("Іс ашу", "Открыть дело"), nothing, primary=True),
            )
        )
        self.body.addWidget(card)

    def reload(self) -> None:
        return None


def window(session: Session) -> MainWindow:
    here = "tests.gui.shots_kit"
    made = MainWindow(
        session,
        FEEDS,
        {
            "today": f"{here}:Today",
            "cases": f"{here}:Case",
            "pupils": f"{here}:Pupils",
            "orders": f"{here}:Empty",
        },
    )
    made.go("today")
    made.bars()
    return made


def dialog(session: Session) -> Dialog:
    fields = Fields()
    fields.add(t("Құжаттың түрі", "Вид документа"), Combo([("a", t("Өтініш", "Заявление"))]))
    fields.row(
        (t("Күні", "Дата"), DateEdit(session.today, session.today())),
        (t("Нөмірі", "Номер"), QLineEdit("114")),
    )
    wrong = fields.add(t("Мерзімі", "Действует до"), DateEdit(session.today))
    wrong.edit.setText("31.02.2026")
    fields.check()
    note = fields.add(t("Ескертпе", "Примечание"), QPlainTextEdit())
    note.setFixedHeight(72)
    made = Dialog(None, t("Құжат қосу", "Добавить документ"), fields, t("Қосу", "Добавить"))
    made.refuse(Refused("Нөмір бос емес: 114"))
    return made


def calendar(session: Session) -> QWidget:
    from dlschool.gui.widgets.date_edit import calendar_for

    holder = QWidget()
    QVBoxLayout(holder).addWidget(calendar_for(None, session.today()))
    return holder


def everything(folder: str) -> None:
    for name in ("today", "cases", "pupils", "orders"):
        shoot(name, window, folder, prepare=lambda made, name=name: made.go(name))  # type: ignore[misc]

    def found(made: QWidget) -> None:
        assert isinstance(made, MainWindow)
        made.search.setText("үміт")
        made.search.show_hits("үміт")

    shoot("search", window, folder, prepare=found)
    shoot("dialog", dialog, folder, size=None)
    shoot("calendar", calendar, folder, size=None)
    shoot(
        "first",
        lambda session: FirstStart(lambda code: None, "kk", nothing, nothing),
        folder,
        size=None,
    )
