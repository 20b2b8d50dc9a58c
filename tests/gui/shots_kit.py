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
from dlschool.gui.words import Words
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
        super().__init__()
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
        card.put([_row(*line) for line in LINES])
        columns.main.addWidget(card)
        counts = Card(t("Қашықтан оқитындар: 38", "Учатся дистанционно: 38"))
        chart = BarChart()
        chart.put(COUNTS)
        counts.body.addWidget(chart)
        columns.side.addWidget(counts)

    def reload(self) -> None:
        return None


LINES: list[tuple[Text, str, Text, Text, tuple[str, ...], Text]] = [
    (
        t("3 күн қалды", "Осталось 3 дня"),
        "late",
        t("Қасымов Өркен, 5 «Б»", "Қасымов Өркен, 5 «Б»"),
        t("қорытындының мерзімі 08.11.2026 аяқталады", "срок заключения истекает 08.11.2026"),
        ("annex-2:11",),
        t("Істі ашу", "Открыть дело"),
    ),
    (
        t("Құжат жоқ", "Нет документа"),
        "late",
        t("Өтегенова Үміт, 7 «Ә»", "Өтегенова Үміт, 7 «Ә»"),
        t("тұрғын үй-тұрмыстық жағдайлар актісі", "акт жилищно-бытовых условий"),
        ("annex-2:13",),
        t("Құжат қосу", "Добавить документ"),
    ),
    (
        t("Кеңес", "Совет"),
        "accent",
        t("Педагогикалық кеңес № 3", "Педагогический совет № 3"),
        t("күн тәртібінде 4 іс, кворумға 14 мүше керек", "в повестке 4 дела, нужно 14 членов"),
        (),
        t("Отырысты ашу", "Открыть заседание"),
    ),
]
COUNTS: list[tuple[Words, int]] = [
    (t("Отбасы", "Семья"), 21),
    (t("Денсаулық", "Здоровье"), 9),
    (t("Ауа райы", "Погода"), 0),
]


def _row(
    badge: Text, kind: str, subject: Text, sentence: Text, points: tuple[str, ...], verb: Text
) -> ListRow:
    action = Action(verb, nothing, primary=kind == "late" and bool(points) and "13" in points[0])
    return ListRow((badge, kind), subject, sentence, points, [action], opens=lambda key: None)


STEPS: list[tuple[str, Text, tuple[str, ...], Text, Text]] = [
    (
        "done",
        t("Заңды өкілдің өтініші", "Заявление законного представителя"),
        ("annex-2:13",),
        t("02.11.2026, кіріс № 114 · 2 бет сканерленген", "02.11.2026, вх. № 114 · 2 скана"),
        t("Ашу", "Открыть"),
    ),
    (
        "next",
        t("Тұрғын үй-тұрмыстық жағдайлар актісі", "Акт обследования жилищно-бытовых условий"),
        ("annex-2:13",),
        t("Құжат жоқ.", "Документа нет."),
        t("Құжат қосу", "Добавить документ"),
    ),
    (
        "open",
        t("Педагогикалық кеңестің шешімі", "Решение педагогического совета"),
        ("annex-2:4.3", "annex-2:13"),
        t("Күн тәртібіне қосылды: № 3 отырыс", "В повестке заседания № 3"),
        t("Отырысты ашу", "Открыть заседание"),
    ),
    (
        "blocked",
        t("Директордың бұйрығы", "Приказ директора"),
        (),
        t("3, 4-қадамдардан кейін", "после шагов 3, 4"),
        t("Көру", "Смотреть"),
    ),
    (
        "not-needed",
        t("Жеке кесте", "Индивидуальный график"),
        ("annex-2:9",),
        t("сабақтар сәйкес келеді", "занятия не совпадают"),
        t("Көру", "Смотреть"),
    ),
]


def _steps() -> list[QWidget]:
    return [
        StepRow(
            number,
            state,
            title,
            points=points,
            practice="" if points else t("тәжірибе", "практика"),
            sub=sub,
            late=state == "next",
            actions=[Action(verb, nothing, primary=state == "next")],
        )
        for number, (state, title, points, sub, verb) in enumerate(STEPS, 1)
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
