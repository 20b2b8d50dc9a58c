"""Why there is no plan: the few sittings and rules that cannot all be kept, and what would free one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dlschool.domain.text import Text
from dlschool.i18n import N_
from dlschool.planning import highs, rules
from dlschool.planning.family import Family
from dlschool.planning.problem import Kind, Problem, Sitting
from dlschool.planning.result import Help, NoPlan
from dlschool.planning.rules import Days, named


def refuse_too_many(problem: Problem) -> None:
    """NoPlan: a pupil has more SOR of a subject than the limit of the term."""
    limit = problem.limits.sor_per_term
    counts = Counter((s.pupil, s.subject) for s in problem.sittings if s.kind == Kind.SOR)
    for (pupil, subject), count in sorted(counts.items()):
        if count > limit:
            of = [
                s.id
                for s in problem.sittings
                if (s.pupil, s.subject, s.kind) == (pupil, subject, Kind.SOR)
            ]
            raise NoPlan(
                N_("{subject}, {pupil}: {count} SOR in a term; at most {limit} are allowed."),
                (*sorted(of), rules.SOR_PER_TERM),
                (_help(rules.SOR_PER_TERM),),
                subject=subject,
                pupil=pupil,
                count=count,
                limit=limit,
            )


def refuse_closed(days: Days, sittings: list[Sitting]) -> None:
    """NoPlan: a sitting has no day at all; a fixed day breaks a rule."""
    for sitting in sittings:
        if not days.open_to(sitting):
            raise _closed(days, sitting)


def _closed(days: Days, sitting: Sitting) -> NoPlan:
    ways = _ways(days, sitting)
    broken = _few(days, sitting, ways)
    fixed = sitting.fixed
    message = (
        N_("Sitting {id} is fixed on {day}, which breaks: {rules}.")
        if fixed
        else N_("Sitting {id} has no day left. In its way: {rules}.")
    )
    helps = [rule for rule in ways if days.open_to(sitting, frozenset([rule]))]
    return NoPlan(
        message,
        (sitting.id, *broken),
        tuple(_help(rule) for rule in helps),
        id=sitting.id,
        day=fixed or "",
        rules=[_words(rule) for rule in broken if rule != named(rules.FIXED, sitting.id)],
    )


def _ways(days: Days, sitting: Sitting) -> list[str]:
    """Every rule that takes a day from the sitting."""
    found = {rule for day in _all_days(days, sitting) for rule in days.broken(sitting, day)}
    fixed = {named(rules.FIXED, sitting.id)} if sitting.fixed else set()
    return sorted(found | fixed)


def _all_days(days: Days, sitting: Sitting) -> list[date]:
    return [*days.school, *([sitting.fixed] if sitting.fixed else [])]


def _few(days: Days, sitting: Sitting, ways: list[str]) -> list[str]:
    """As few of the rules as already close every day: each is left out where the rest suffices."""
    kept = list(ways)
    for rule in ways:
        rest = frozenset(ways) - frozenset(kept) | {rule}
        if not days.open_to(sitting, rest):
            kept.remove(rule)
    return kept


def explained(problem: Problem, days: Days, family: Family) -> NoPlan:
    """The conflict of a family whose sittings each have days, but not together."""
    core = _core(family)
    ways = _rules_of(problem, days, core)
    needed = list(ways)
    for rule in ways:
        rest = frozenset(ways) - frozenset(needed) | {rule}
        if not _possible(problem, days, core, rest):
            needed.remove(rule)
    helps = [
        r
        for r in _rules_of(problem, days, core)
        if _possible(problem, days, family.sittings, frozenset([r]))
    ]
    return NoPlan(
        N_("These sittings cannot all have a day: {sittings}. In their way: {rules}."),
        (*(sitting.id for sitting in core), *needed),
        tuple(_help(rule) for rule in helps),
        sittings=[sitting.id for sitting in core],
        rules=[_words(rule) for rule in needed],
    )


def _core(family: Family) -> list[Sitting]:
    """As few of the sittings as already cannot be placed together: halves first, then one by one."""
    kept = list(family.sittings)
    size = max(1, len(kept) // 2)
    while size:
        at = 0
        while at < len(kept):
            rest = kept[:at] + kept[at + size :]
            if rest and highs.solved(_part(family, rest).model()) is None:
                kept = rest
            else:
                at += size
        size //= 2
    return kept


def _part(family: Family, sittings: list[Sitting]) -> Family:
    return Family(sittings, family.open, family.soch_per_day, family.without)


def _rules_of(problem: Problem, days: Days, sittings: Iterable[Sitting]) -> list[str]:
    found = {rules.SOCH_PER_DAY, rules.SOR_BEFORE_SOCH}
    for sitting in sittings:
        found |= set(_ways(days, sitting))
    return sorted(found - {rules.TERM, rules.DAYS_OFF}) + sorted(
        found & {rules.TERM, rules.DAYS_OFF}
    )


def _possible(
    problem: Problem, days: Days, sittings: list[Sitting], without: frozenset[str]
) -> bool:
    open_days = {sitting.id: days.open_to(sitting, without) for sitting in sittings}
    if not all(open_days.values()):
        return False
    family = Family(sittings, open_days, problem.limits.soch_per_day, without)
    return highs.solved(replace(family, places={}, journeys={}).model()) is not None


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
}


def _words(rule: str) -> Text:
    return _said(_RULES, rule)


def _help(rule: str) -> Help:
    return Help(rule, _said(_HELPS, rule))


def _said(words: dict[str, Text], rule: str) -> Text:
    """The rule's words, with whose it is: «дни учителя (t1)»."""
    name, _, of = rule.partition(":")
    text = words[name]
    return Text(f"{text.kk} ({of})", f"{text.ru} ({of})") if of else text
