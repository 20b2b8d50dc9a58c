"""Tables of a report: pupils by their traits, cases, decisions, orders, materials.

Numbers are for ever (see `domain.report`).
"""

from dlschool.domain.case import (
    COUNCIL_NAMES,
    GROUND_NAMES,
    MATERIAL_NAMES,
    ORDER_NAMES,
    Council,
    Ground,
    Material,
    OrderKind,
)
from dlschool.domain.learning import MaterialKind
from dlschool.domain.pupil import LANGUAGE_NAMES, OLDEST_GRADE, SEX_NAMES
from dlschool.domain.report_shape import COUNT, NOT_SAID, UNKNOWN, Column, Line, Table
from dlschool.domain.text import Text

_PUPILS = (
    Column(name=Text("Кезең ішінде", "За период")),
    Column(key="end", name=Text("Кезеңнің соңында", "На конец периода")),
    Column(
        key="own",
        name=Text("Кезең ішінде, ТЖ мен ауа райынан бөлек", "За период, без ЧС и погоды"),
    ),
    Column(
        key="own_end",
        name=Text("Кезеңнің соңында, ТЖ мен ауа райынан бөлек", "На конец, без ЧС и погоды"),
    ),
)


def _of_pupils(code: str, title: Text, first: int, lines: tuple[Line, ...]) -> Table:
    return Table(
        code=f"pupils_{code}",
        title=title,
        head=title,
        lines=lines,
        columns=_PUPILS,
        first=first,
        stride=4,
        total="pupils_total",
        total_first=20,
        total_name=EVERYBODY,
        group="pupils",
    )


_GROUNDS = tuple(Line(key=ground.value, name=GROUND_NAMES[ground]) for ground in Ground)
EVERYBODY = Text("Қашықтан оқығандар, барлығы", "Обучались дистанционно, всего")
REPEATED = Line(
    key="repeated",
    name=Text("Бірнеше негізде тұрғандар (шегеріледі)", "Учтены по нескольким основаниям (минус)"),
    less=True,
)

TABLES: tuple[Table, ...] = (
    Table(
        code="school",
        title=Text("Мектеп", "Школа"),
        head=Text("Көрсеткіш", "Показатель"),
        lines=(
            Line(
                key="pupils",
                name=Text("Мектептегі білім алушылар саны", "Контингент обучающихся школы"),
            ),
            Line(
                key="pupils_needs",
                name=Text(
                    "оның ішінде ерекше білім беру қажеттіліктері бар",
                    "из них с особыми образовательными потребностями",
                ),
            ),
        ),
        columns=COUNT,
        first=1,
        stride=1,
        group="school",
    ),
    _of_pupils("ground", Text("Негізі", "Основание"), 100, (*_GROUNDS, REPEATED)),
    _of_pupils(
        "grade",
        Text("Сыныбы", "Класс"),
        200,
        (
            Line(key="0", name=Text("Мектепалды", "Предшкольный")),
            *(Line(key=str(n), name=Text(str(n), str(n))) for n in range(1, OLDEST_GRADE + 1)),
            Line(key=UNKNOWN, name=NOT_SAID),
        ),
    ),
    _of_pupils(
        "sex",
        Text("Жынысы", "Пол"),
        300,
        (
            *(Line(key=sex.value, name=name) for sex, name in SEX_NAMES.items()),
            Line(key=UNKNOWN, name=NOT_SAID),
        ),
    ),
    _of_pupils(
        "language",
        Text("Оқыту тілі", "Язык обучения"),
        350,
        (
            *(Line(key=code, name=name) for code, name in LANGUAGE_NAMES.items()),
            Line(key=UNKNOWN, name=NOT_SAID),
        ),
    ),
    _of_pupils(
        "needs",
        Text("Ерекше білім беру қажеттіліктері", "Особые образовательные потребности"),
        420,
        (
            Line(key="yes", name=Text("бар", "есть")),
            Line(key="no", name=Text("жоқ немесе көрсетілмеген", "нет или не указаны")),
        ),
    ),
    Table(
        code="cases",
        title=Text("Істер", "Дела"),
        head=Text("Негізі", "Основание"),
        lines=_GROUNDS,
        columns=(
            Column(key="opened", name=Text("Ашылды", "Открыто")),
            Column(key="transferred", name=Text("Ауыстырылды", "Переведено")),
            Column(key="extended", name=Text("Ұзартылды", "Продлено")),
            Column(key="returned", name=Text("Қайтарылды", "Возвращено")),
            Column(key="refused", name=Text("Бас тартылды", "Отказано")),
            Column(key="waiting_end", name=Text("Соңында бұйрықсыз", "На конец без приказа")),
            Column(key="running_end", name=Text("Соңында жүріп жатыр", "На конец действует")),
        ),
        first=510,
        total="cases_total",
        total_first=500,
        group="cases",
    ),
    Table(
        code="decisions",
        title=Text("Кеңестердің шешімдері", "Решения советов"),
        head=Text("Кеңес", "Совет"),
        lines=tuple(Line(key=council.value, name=COUNCIL_NAMES[council]) for council in Council),
        columns=(
            Column(key="meetings", name=Text("Отырыстар", "Заседания")),
            Column(key="approve", name=Text("Мақұлданды", "Одобрено")),
            Column(key="refuse", name=Text("Бас тартылды", "Отказано")),
            Column(key="postpone", name=Text("Кейінге қалдырылды", "Отложено")),
            Column(key="extend", name=Text("Ұзартылды", "Продлено")),
            Column(key="return", name=Text("Қайтарылды", "Возвращено")),
        ),
        first=610,
        total="decisions_total",
        total_first=600,
        group="decisions",
    ),
    Table(
        code="orders",
        title=Text("Бұйрықтар", "Приказы"),
        head=Text("Бұйрық", "Приказ"),
        lines=tuple(Line(key=kind.value, name=ORDER_NAMES[kind]) for kind in OrderKind),
        columns=(
            Column(key="issued", name=Text("Шығарылды", "Издано")),
            Column(key="annulled", name=Text("Кейін күші жойылды", "Позже отменено")),
        ),
        first=660,
        total="orders_total",
        total_first=650,
        group="orders",
    ),
    Table(
        code="materials",
        title=Text("Оқулықтар мен материалдар", "Учебники и материалы"),
        head=Text("Материал", "Материал"),
        lines=(
            Line(
                key=MaterialKind.PROGRAMME.value,
                name=Text("Оқу бағдарламалары", "Учебные программы"),
            ),
            Line(key=MaterialKind.PLAN.value, name=MATERIAL_NAMES[Material.THEMATIC_PLANS]),
            Line(key=MaterialKind.TEXTBOOK.value, name=MATERIAL_NAMES[Material.TEXTBOOKS]),
            Line(
                key=MaterialKind.SCHEDULE.value, name=MATERIAL_NAMES[Material.ASSESSMENT_SCHEDULE]
            ),
        ),
        columns=(
            Column(key="issued", name=Text("Берілді, дана", "Выдано, экз.")),
            Column(key="returned", name=Text("Қайтарылды, дана", "Возвращено, экз.")),
            Column(key="out_end", name=Text("Соңында қолда, дана", "На руках на конец, экз.")),
        ),
        first=760,
        total="materials_total",
        total_first=750,
        group="materials",
    ),
    Table(
        code="given",
        title=Text(
            "Істердегі беру белгілері (13-т. 1))", "Отметки о выдаче в делах (п. 13, пп. 1))"
        ),
        head=Text("Материал", "Материал"),
        lines=tuple(Line(key=each.value, name=MATERIAL_NAMES[each]) for each in Material),
        columns=(Column(key="cases", name=Text("Істер саны", "Количество дел")),),
        first=830,
        group="given",
    ),
)
