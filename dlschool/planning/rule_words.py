"""The rules in words, and what giving one up would mean."""

from dlschool.domain.text import Text
from dlschool.planning import rules
from dlschool.planning.result import TOGETHER, Help

_RULES = {
    rules.SOCH_PER_DAY: Text("күніне ТЖБ санының шегі", "предел числа СОЧ в день"),
    rules.SOR_PER_TERM: Text("тоқсандағы БЖБ санының шегі", "предел числа СОР в четверти"),
    rules.SOCH_LAST_DAY: Text(
        "тоқсанның соңғы күні ТЖБ өткізілмейді", "в последний день четверти нет СОЧ"
    ),
    rules.SOR_BEFORE_SOCH: Text("БЖБ пән бойынша ТЖБ-дан бұрын", "СОР предмета до его СОЧ"),
    rules.DAYS_OFF: Text("демалыс және мереке күндері", "выходные и праздничные дни"),
    rules.TERM: Text("тоқсанның мерзімі", "сроки четверти"),
    rules.WINDOW: Text("тапсырудың ең ерте және ең кеш күні", "крайние даты сдачи"),
    rules.FIXED: Text("тапсырудың бекітілген күні", "закреплённая дата сдачи"),
    rules.ABSENT: Text("білім алушының болмайтын кезеңі", "период отсутствия обучающегося"),
    rules.TRAVEL: Text(
        "білім алушының мектепке келе алатын күндері", "дни, когда обучающийся может приехать"
    ),
    rules.TEACHER: Text("мұғалімнің күндері", "дни учителя"),
    rules.TEACHER_HOURS: Text("мұғалімнің тапсыру сағаттары", "часы учителя для сдач"),
    rules.ROOM_HOURS: Text("кабинеттің тапсыру сағаттары", "часы кабинета для сдач"),
}

_HELPS = {
    rules.SOCH_PER_DAY: Text("күніне көбірек ТЖБ рұқсат ету", "разрешить больше СОЧ в день"),
    rules.SOR_PER_TERM: Text(
        "БЖБ санын азайту немесе шекті көтеру", "уменьшить число СОР или поднять предел"
    ),
    rules.SOCH_LAST_DAY: Text(
        "ТЖБ-ны тоқсанның соңғы күні өткізу", "провести СОЧ в последний день четверти"
    ),
    rules.SOR_BEFORE_SOCH: Text("БЖБ-ны ТЖБ-дан кейін қоюға рұқсат ету", "разрешить СОР после СОЧ"),
    rules.DAYS_OFF: Text("демалыс күнін пайдалану", "использовать выходной день"),
    rules.TERM: Text("тоқсаннан тыс күн қою", "назначить день вне четверти"),
    rules.WINDOW: Text("тапсыру мерзімін кеңейту", "расширить сроки сдачи"),
    rules.FIXED: Text("бекітілген күнді босату", "снять закреплённую дату"),
    rules.ABSENT: Text("болмайтын кезеңде тапсырту", "провести сдачу в период отсутствия"),
    rules.TRAVEL: Text("тағы бір күн келу", "приехать ещё в один день недели"),
    rules.TEACHER: Text("мұғалімнің тағы бір күнін қосу", "добавить учителю ещё один день"),
    rules.TEACHER_HOURS: Text("мұғалімге сағат қосу", "добавить учителю часы"),
    rules.ROOM_HOURS: Text(
        "кабинетке сағат немесе орын қосу, не басқа кабинет алу",
        "добавить кабинету часы или места либо взять другой кабинет",
    ),
}


def words(rule: str) -> Text:
    """The rule as it is told to people."""
    return _said(_RULES, rule)


def help_of(*given_up: str) -> Help:
    """What would free a plan: one rule given up, or several together."""
    texts = [_said(_HELPS, rule) for rule in given_up]
    if len(texts) == 1:
        return Help(given_up[0], texts[0])
    kk, ru = "; ".join(text.kk for text in texts), "; ".join(text.ru for text in texts)
    return Help(TOGETHER.join(given_up), Text(f"бәрі бірге: {kk}", f"всё вместе: {ru}"))


def _said(known: dict[str, Text], rule: str) -> Text:
    """The rule's words, with whose it is: «дни учителя (t1)»."""
    name, _, of = rule.partition(":")
    text = known[name]
    return Text(f"{text.kk} ({of})", f"{text.ru} ({of})") if of else text
