"""Tables of a report: sittings of SOR and SOCh, their results, grades, pupils by their grades, readiness.

Numbers are for ever (see `domain.report`).
"""

from dlschool.domain.grade_words import MARK_NAMES, PERIOD_NAMES
from dlschool.domain.learning import AssessmentKind, Period
from dlschool.domain.report_shape import COUNT, Column, Line, Table
from dlschool.domain.text import Text

WORKS = (
    Line(key=AssessmentKind.SOR.value.lower(), name=Text("БЖБ", "СОР")),
    Line(key=AssessmentKind.SOCH.value.lower(), name=Text("ТЖБ", "СОЧ")),
)
GRADES = {5: "five", 4: "four", 3: "three", 2: "two"}
"""Keys of the columns with grades."""
MARKS = {
    "pass": "pass",
    "fail": "fail",
    "not-attested": "not_attested",
    "waived": "waived",
    "not-graded": "waived",
}
"""Keys of the columns with marks that are no grade."""
_GRADE_COLUMNS = tuple(
    Column(key=key, name=Text(f"«{grade}»", f"«{grade}»")) for grade, key in GRADES.items()
)
_QUALITY = Column(
    key="quality",
    name=Text("Сапа, %", "Качество, %"),
    share=(("five", "four"), ("five", "four", "three", "two")),
)
_SUCCESS = Column(
    key="success",
    name=Text("Үлгерім, %", "Успеваемость, %"),
    share=(("five", "four", "three"), ("five", "four", "three", "two")),
)


class Attained:
    """Keys of the lines of pupils by their newest grades, best first."""

    EXCELLENT, GOOD, ONE_THREE, FAIR = "excellent", "good", "one_three", "fair"
    FAILING, NOT_ATTESTED, NONE = "failing", "not_attested", "none"


TABLES = (
    Table(
        code="works",
        title=Text("БЖБ мен ТЖБ тапсыру", "Сдача СОР и СОЧ"),
        head=Text("Жұмыс", "Работа"),
        lines=WORKS,
        columns=(
            Column(key="planned", name=Text("Жоспарланған", "Запланировано")),
            Column(key="taken", name=Text("Тапсырылған", "Сдано")),
            Column(key="missed", name=Text("Келмеген", "Пропущено")),
            Column(key="waived", name=Text("Босатылған", "Освобождены")),
            Column(key="open", name=Text("Тапсырылмаған", "Ещё не сдано")),
            Column(key="moved", name=Text("Басқа күнге ауысқан", "На другой день")),
            Column(key="in_person", name=Text("Мектепте", "В школе")),
            Column(key="remote", name=Text("Қашықтан", "Дистанционно")),
        ),
        first=910,
        total="works_total",
        total_first=900,
        group="works",
    ),
    Table(
        code="results",
        title=Text("БЖБ мен ТЖБ нәтижелері", "Результаты СОР и СОЧ"),
        head=Text("Жұмыс", "Работа"),
        lines=WORKS,
        columns=(
            Column(key="wrote", name=Text("Балл қойылған", "С баллами")),
            Column(key="low", name=Text("Төмен 0–39 %", "Низкий 0–39 %")),
            Column(key="middle", name=Text("Орта 40–84 %", "Средний 40–84 %")),
            Column(key="high", name=Text("Жоғары 85–100 %", "Высокий 85–100 %")),
            *_GRADE_COLUMNS,
            _QUALITY,
            _SUCCESS,
        ),
        first=1010,
        total="results_total",
        total_first=1000,
        group="results",
    ),
    Table(
        code="grades",
        title=Text("Қойылған бағалар", "Выставленные оценки"),
        head=Text("Кезең", "Период"),
        lines=tuple(Line(key=period.value, name=PERIOD_NAMES[period]) for period in Period),
        columns=(
            *_GRADE_COLUMNS,
            Column(key="pass", name=MARK_NAMES["pass"]),
            Column(key="fail", name=MARK_NAMES["fail"]),
            Column(key="not_attested", name=Text("Уақытша аттестатталмаған", "Не аттестованы")),
            Column(key="waived", name=Text("Босатылған", "Освобождены")),
            _QUALITY,
            _SUCCESS,
        ),
        first=1110,
        group="grades",
    ),
    Table(
        code="attainment",
        title=Text("Білім алушылар бағалары бойынша", "Обучающиеся по успеваемости"),
        head=Text("Соңғы бағалары", "Последние оценки"),
        lines=(
            Line(key=Attained.EXCELLENT, name=Text("тек «5»", "только «5»")),
            Line(key=Attained.GOOD, name=Text("«4» және «5»", "на «4» и «5»")),
            Line(key=Attained.ONE_THREE, name=Text("бір ғана «3»", "с одной «3»")),
            Line(key=Attained.FAIR, name=Text("бірнеше «3»", "с несколькими «3»")),
            Line(key=Attained.FAILING, name=Text("«2» бар", "с «2»")),
            Line(key=Attained.NOT_ATTESTED, name=MARK_NAMES["not-attested"]),
            Line(key=Attained.NONE, name=Text("баға әлі қойылмаған", "оценок ещё нет")),
        ),
        columns=COUNT,
        first=1310,
        total="attainment_total",
        total_first=1300,
        group="attainment",
    ),
    Table(
        code="readiness",
        title=Text(
            "Мектептің қашықтан оқытуға дайындығы", "Готовность школы к дистанционному обучению"
        ),
        head=Text("Талаптар", "Требования"),
        lines=(
            Line(key="met", name=Text("орындалған", "выполнено")),
            Line(key="partly", name=Text("ішінара орындалған", "выполнено частично")),
            Line(key="not-met", name=Text("орындалмаған", "не выполнено")),
            Line(key="not-needed", name=Text("қажет емес", "не требуется")),
            Line(key="unseen", name=Text("қаралмаған", "не рассмотрено")),
        ),
        columns=COUNT,
        first=1410,
        total="readiness_total",
        total_first=1400,
        group="readiness",
    ),
)
