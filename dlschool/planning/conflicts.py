"""Why there is no plan: the few sittings and rules that cannot all be kept, and what would free one."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations

from dlschool.i18n import N_
from dlschool.planning import rules
from dlschool.planning.hours import Hours
from dlschool.planning.problem import Kind, Problem, Sitting
from dlschool.planning.result import Help, NoPlan
from dlschool.planning.rule_words import help_of, words
from dlschool.planning.rules import Days, named
from dlschool.planning.trial import Trial

FEW = 300
"""Sittings that are looked through as a whole for what is in the way and what would free them."""
MANY = 256
"""Sittings of one room or teacher that are looked through."""
PAIRS = 12
"""Rules of several sittings of which every pair is tried."""


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
                (help_of(rules.SOR_PER_TERM),),
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
    """Of a fixed day every rule that it breaks; else the fewest that close every day."""
    ways, fixed = _ways(days, sitting), sitting.fixed
    broken = sorted(days.broken(sitting, fixed)) if fixed else _few(days, sitting, ways)
    message = (
        N_("Sitting {id} is fixed on {day}, which breaks: {rules}.")
        if fixed
        else N_("Sitting {id} has no day left. In its way: {rules}.")
    )
    return NoPlan(
        message,
        (sitting.id, *([named(rules.FIXED, sitting.id)] if fixed else []), *broken),
        _helps(ways, len(ways), lambda without: bool(days.open_to(sitting, without))),
        id=sitting.id,
        day=fixed or "",
        rules=[words(rule) for rule in broken],
    )


def _helps(
    ways: Sequence[str], most: int, frees: Callable[[frozenset[str]], bool]
) -> tuple[Help, ...]:
    """Each rule whose giving up frees; where none alone does, the fewest that do together."""
    for count in range(1, most + 1):
        found = [each for each in combinations(ways, count) if frees(frozenset(each))]
        if found:
            return tuple(help_of(*each) for each in found)
    return ()


def _ways(days: Days, sitting: Sitting) -> list[str]:
    """Every rule that takes a day from the sitting."""
    found = {rule for day in _all_days(days, sitting) for rule in days.broken(sitting, day)}
    fixed = {named(rules.FIXED, sitting.id)} if sitting.fixed else set()
    return sorted(found | fixed)


def _all_days(days: Days, sitting: Sitting) -> list[date]:
    """School days; days off too where the sitting may lie on no other."""
    within = any(sitting.earliest <= day <= sitting.latest for day in days.school)
    return [*(days.school if within else days.every), *([sitting.fixed] if sitting.fixed else [])]


def _few(days: Days, sitting: Sitting, ways: list[str]) -> list[str]:
    """As few of the rules as already close every day: each is left out where the rest suffices."""
    kept = list(ways)
    for rule in ways:
        rest = frozenset(ways) - frozenset(kept) | {rule}
        if not days.open_to(sitting, rest):
            kept.remove(rule)
    return kept


def explained(problem: Problem, days: Days, sittings: Sequence[Sitting]) -> NoPlan:
    """The conflict of sittings of one family that each have days, but not together."""
    return _explained(Trial(problem, days), sittings, sittings)


def crowded(problem: Problem, days: Days, sittings: Sequence[Sitting]) -> NoPlan:
    """The conflict of families in the hours of rooms and teachers, or that none was proved."""
    trial = Trial(problem, days)
    suspects = _suspects(trial, sittings)
    if suspects is not None:
        few = len(sittings) <= FEW
        return _explained(trial, suspects, sittings if few else suspects)
    full = [rule for rule in Hours(problem).weeks if rule in _rules_of(problem, days, sittings)]
    return NoPlan(
        N_("No plan was found in the hours of: {rules}. It is not proved that there is none."),
        tuple(sorted(full)),
        tuple(help_of(rule) for rule in sorted(full)),
        rules=[words(rule) for rule in sorted(full)],
    )


def _explained(trial: Trial, suspects: Sequence[Sitting], freed: Sequence[Sitting]) -> NoPlan:
    """`freed`: the sittings that a change has to free to be named as a help; where no single change
    frees all of them, those are named that free the few in conflict.
    """
    core = _core(trial, suspects)
    ways = _rules_of(trial.problem, trial.days, core)
    needed = list(ways)
    for rule in ways:
        rest = frozenset(ways) - frozenset(needed) | {rule}
        if not trial.possible(core, rest):
            needed.remove(rule)
    single = _helps(ways, 1, lambda without: trial.possible(freed, without))
    few = 2 if len(ways) <= PAIRS else 1
    return NoPlan(
        N_("These sittings cannot all have a day: {sittings}. In their way: {rules}."),
        (*(sitting.id for sitting in core), *needed),
        single or _helps(ways, few, lambda without: trial.possible(core, without)),
        sittings=[sitting.id for sitting in core],
        rules=[words(rule) for rule in needed],
    )


def _suspects(trial: Trial, sittings: Sequence[Sitting]) -> Sequence[Sitting] | None:
    """Few that are proved to be too many: the least free ones of one room or teacher, in growing numbers,
    then all of them; None: no proof.
    """
    hours = Hours(trial.problem)
    of = {
        rule: sorted(
            (s for s in sittings if rule in hours.of(s)),
            key=lambda s: (len(trial.days.open_to(s)), s.id),
        )
        for rule in sorted(hours.weeks)
    }
    size = 4
    while size < 2 * max((len(users) for users in of.values()), default=0) and size <= MANY:
        for users in of.values():
            if 2 * len(users) > size and trial.impossible(users[:size]):
                return users[:size]
        size *= 2
    return sittings if len(sittings) <= FEW and trial.impossible(sittings) else None


def _core(trial: Trial, sittings: Sequence[Sitting]) -> list[Sitting]:
    """As few of the sittings as already cannot be placed together: halves first, then one by one."""
    kept = list(sittings)
    size = max(1, len(kept) // 2)
    while size:
        at = 0
        while at < len(kept):
            rest = kept[:at] + kept[at + size :]
            if rest and trial.impossible(rest):
                kept = rest
            else:
                at += size
        size //= 2
    return kept


def _rules_of(problem: Problem, days: Days, sittings: Iterable[Sitting]) -> list[str]:
    found, hours = {rules.SOCH_PER_DAY, rules.SOR_BEFORE_SOCH}, Hours(problem)
    for sitting in sittings:
        found |= {*_ways(days, sitting), *hours.of(sitting)}
    return sorted(found - {rules.TERM, rules.DAYS_OFF}) + sorted(
        found & {rules.TERM, rules.DAYS_OFF}
    )
