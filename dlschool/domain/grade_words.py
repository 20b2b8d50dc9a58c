"""What periods and marks are called, and the arithmetic of a grade in words, from what was kept with it."""

import json
from collections.abc import Iterator
from typing import Any

from dlschool.domain.learning import Grade, Period
from dlschool.domain.text import Text

TERMS = (Period.TERM_1, Period.TERM_2, Period.TERM_3, Period.TERM_4)
HALVES = (Period.HALF_1, Period.HALF_2)
TERMS_OF: dict[Period, tuple[int, ...]] = {
    **{period: (number,) for number, period in enumerate(TERMS, 1)},
    Period.HALF_1: (1, 2),
    Period.HALF_2: (3, 4),
}
"""Which terms a period's marks are of."""

PERIOD_NAMES: dict[Period, Text] = {
    Period.TERM_1: Text("1-тоқсан", "1 четверть"),
    Period.TERM_2: Text("2-тоқсан", "2 четверть"),
    Period.TERM_3: Text("3-тоқсан", "3 четверть"),
    Period.TERM_4: Text("4-тоқсан", "4 четверть"),
    Period.HALF_1: Text("1-жартыжылдық", "1 полугодие"),
    Period.HALF_2: Text("2-жартыжылдық", "2 полугодие"),
    Period.ANNUAL: Text("Жылдық баға", "Годовая оценка"),
    Period.CHANCE_2: Text("Оқу жылындағы жиынтық жұмыс", "Суммативная работа за учебный год"),
    Period.CHANCE_3: Text("Қосымша жиынтық жұмыс", "Дополнительная суммативная работа"),
    Period.EXAM: Text("Емтихан", "Экзамен"),
    Period.FINAL: Text("Қорытынды баға", "Итоговая оценка"),
}
MARK_NAMES = {
    "pass": Text("сынақ", "зачёт"),
    "fail": Text("сынақ емес", "незачёт"),
    "not-attested": Text("уақытша аттестатталмаған", "временно не аттестован(а)"),
    "waived": Text("босатылған", "освобождён(а)"),
    "not-graded": Text("бағаланбайды", "не оценивается"),
}
SHORT_MARKS = {
    "pass": Text("сынақ", "зач."),
    "fail": Text("сынақ емес", "незач."),
    "not-attested": Text("у/а", "в/н/а"),
    "waived": Text("бос.", "осв."),
    "not-graded": Text("—", "—"),
}
"""For narrow columns; the whole words stand beside or below."""

PART_NAMES = {
    "formative": Text("Қалыптастырушы бағалау", "Формативное оценивание"),
    "sor": Text("БЖБ", "СОР"),
    "soch": Text("ТЖБ", "СОЧ"),
}
LEVELS = {
    5: Text("өте жақсы", "отлично"),
    4: Text("жақсы", "хорошо"),
    3: Text("қанағаттанарлық", "удовлетворительно"),
    2: Text("қанағаттанарлықсыз", "неудовлетворительно"),
}
"""Annex 1 of order 125."""

_SUM = Text("Барлығы: {sum} = {percent} %", "Всего: {sum} = {percent} %")
_EXACT = Text("Шкала алдында дөңгелектелмейді", "Перед шкалой не округляется")
_ROUNDED = Text(
    "Шкала алдында бүтінге дейін дөңгелектеу: {percent} %", "Округление до целых: {percent} %"
)
_MEAN = Text("Орташа: ({sum}) / {count} = {mean}", "Среднее: ({sum}) / {count} = {mean}")
_AFTER = Text(
    "Жылдық баға мен жиынтық жұмыстың орташасы: ({annual} + {work}) / 2 → {after}",
    "Среднее годовой оценки и суммативной работы: ({annual} + {work}) / 2 → {after}",
)
_EXAM = Text(
    "{annual} × 0,{a} + {exam} × 0,{e} = {value}", "{annual} × 0,{a} + {exam} × 0,{e} = {value}"
)
_WORK = Text("Баға жұмыс бойынша қойылды", "Оценка выставлена по работе")
_AS_ANNUAL = Text("Жылдық баға қорытынды баға болады", "Годовая оценка является итоговой")
_UNDONE = Text("Тапсырылмаған: {work}", "Не сдано: {work}")
_WHY = Text("Өзгерту себебі: {why}", "Причина изменения: {why}")
_MARKED = Text("Негізі: {why}", "Основание: {why}")


def shown(grade: Grade | None, *, short: bool = False) -> Text | None:
    """The grade as a journal writes it: a figure, or the words of its mark; None: there is none."""
    if grade is None:
        return None
    if grade.grade is not None:
        return Text(str(grade.grade), str(grade.grade))
    return (SHORT_MARKS if short else MARK_NAMES).get(grade.mark)


_PLACES = 4
"""Of a number in a sentence."""


def comma(number: str) -> str:
    """«73,5»; of a long number the first places, so that it seems no more than it is: «84,9999…»."""
    whole, _, places = number.partition(".")
    tail = f",{places[:_PLACES]}" if places else ""
    return f"{whole}{tail}…" if len(places) > _PLACES else f"{whole}{tail}"


def arithmetic(grade: Grade) -> list[Text]:
    """How the grade came about, line by line; none is known of a grade without its `how`."""
    how: dict[str, Any] = json.loads(grade.how) if grade.how else {}
    say = _SAYERS.get(how.get("kind", ""))
    lines = list(say(how, grade)) if say else []
    return [*lines, _WHY.filled(why=how["why"])] if how.get("why") else lines


def _of_parts(how: dict[str, Any], grade: Grade) -> Iterator[Text]:
    for part in how["parts"]:
        name = PART_NAMES[part["part"]]
        tail = (
            f": {comma(part['points'])} / {comma(part['max'])} × {part['weight']}"
            f" = {comma(part['share'])}"
        )
        yield Text(name.kk + tail, name.ru + tail)
    shares = " + ".join(comma(part["share"]) for part in how["parts"])
    yield _SUM.filled(sum=shares, percent=comma(how["percent"]))
    yield _EXACT if how["rounding"] == "exact" else _ROUNDED.filled(percent=comma(how["scaled"]))
    yield _result(grade, f"{comma(how['scaled'])} %")


def _result(grade: Grade, value: str) -> Text:
    said = shown(grade) or Text("—", "—")
    name = LEVELS.get(grade.grade or 0)
    kk, ru = (f" ({name.kk})", f" ({name.ru})") if name else ("", "")
    return Text(f"{value} → {said.kk}{kk}", f"{value} → {said.ru}{ru}")


def _of_mean(how: dict[str, Any], grade: Grade) -> Iterator[Text]:
    values = [comma(value) for _, value in how["values"]]
    yield _MEAN.filled(sum=" + ".join(values), count=str(len(values)), mean=comma(how["mean"]))
    yield _result(grade, comma(how["mean"]))


def _of_final(how: dict[str, Any], grade: Grade) -> Iterator[Text]:
    base = how["annual"]
    if "work" in how:
        yield _AFTER.filled(annual=str(base), work=str(how["work"]), after=str(how["after"]))
        base = how["after"]
    if "exam" in how:
        a, e = (str(share).rstrip("0") for share in how["shares"])
        value = comma(how["value"])
        yield _EXAM.filled(annual=str(base), exam=str(how["exam"]), a=a, e=e, value=value)
        yield _result(grade, value)
    elif "work" not in how:
        yield _AS_ANNUAL


def _of_work(how: dict[str, Any], grade: Grade) -> Iterator[Text]:
    yield _WORK


def _undone(how: dict[str, Any], grade: Grade) -> Iterator[Text]:
    for work in how["works"]:
        yield _UNDONE.filled(work=Text(work["kk"], work["ru"]))


def _marked(how: dict[str, Any], grade: Grade) -> Iterator[Text]:
    yield _MARKED.filled(why=how["ground"])


_SAYERS = {
    "parts": _of_parts,
    "mean": _of_mean,
    "final": _of_final,
    "work": _of_work,
    "unfinished": _undone,
    "marked": _marked,
}
