"""What was done and taken back, whether the store is whole."""

import json
from collections.abc import Sequence

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import journal_proof
from dlschool.services.access import need
from dlschool.store import changes, naming, rights, undoing
from dlschool.store import check as verified
from dlschool.store import history as store
from dlschool.store.changes import Action
from dlschool.store.check import Finding
from dlschool.store.connection import Store
from dlschool.store.hurry import briefly

__all__ = ["Action", "Finding", "actions", "check", "said", "touched", "undo"]


def next_undo(db: Store) -> Action | None:
    """The piece of work that Undo takes back first; None when there is none."""
    return next(iter(undoable(db, 1)), None)


def next_redo(db: Store) -> Action | None:
    """The newest taking back that Redo would do again; None when there is none."""
    mine, values = _mine(db)
    return changes.one(
        db,
        f"""a.id in (select u.id from actions u join actions w on w.id = u.undoes
            where u.undoes > 0 and w.kind = 'work') and not undone {mine}""",
        values,
    )


def undo(db: Store, action_id: int | None = None) -> Action:
    """Takes a piece of work back and returns it; an import goes as a whole. Without an id: the newest.

    Refused: there is none, it was taken back already, later work stands on it (named), the user's role.
    """
    if action_id is None:
        done = next_undo(db)
        if done is None:
            raise Refused(N_("There is nothing to take back."))
    else:
        done = _undoable(db, action_id)
    undoing.undo(db, done)
    return done


def undo_to(db: Store, action_id: int) -> list[Action]:
    """Takes back everything from now to this piece of work, it too; returns what was taken back.

    Refused before anything is taken back: as `undo`, of any step between.
    """
    steps = steps_to(db, action_id)
    refused = why_not(db, steps)
    if refused is not None:
        raise refused
    for done in steps:
        undoing.undo(db, done)
    return steps


def redo(db: Store, action_id: int | None = None) -> Action:
    """Does again what was taken back; returns that taking back. Without an id: the newest.

    Refused: nothing was taken back, later work stands on it (named), the user's role.
    """
    taken_back = next_redo(db) if action_id is None else _one(db, action_id)
    if taken_back is None or taken_back.kind != "undo" or taken_back.undone:
        raise Refused(N_("There is nothing to do again."))
    undoing.redo(db, taken_back)
    return taken_back


def taken(taken_back: Action) -> Text:
    """What an undo took back, in words."""
    found = taken_back.values.get("what")
    return found if isinstance(found, Text) else undoing.words(taken_back)


def steps_to(db: Store, action_id: int) -> list[Action]:
    """What would be taken back one after another to come before this piece of work."""
    wanted = _undoable(db, action_id)
    for reach in (100, 2000, -1):
        steps = undoable(db, reach)
        ids = [done.id for done in steps]
        if wanted.id in ids:
            return steps[: ids.index(wanted.id) + 1]
    return [wanted]


def why_not(db: Store, steps: Sequence[Action]) -> Refused | None:
    """Why these cannot be taken back one after another; None: they can. Nothing is changed."""
    with briefly(db):
        return undoing.refusal(db, steps)


def refused_by_role(db: Store, action: Action) -> Refused | None:
    """Why the person's role does not let it be taken back; quick: asked each time the menu opens.

    Settings are passed over: who sees another's line may change them all, who does not made it.
    """
    for thing in store.touched(db, action.id).keys() - {"settings"}:
        right = rights.RIGHT_OF[thing]
        own = thing in ("papers", "scans") and db.user.may(Right.CONCLUSIONS)
        if right is not None and not own and not db.user.may(right):
            return rights.refusal(db.user, right)
    return None


def weight(db: Store, steps: Sequence[Action]) -> int:
    """How many rows taking them back would touch: a great many are not tried beforehand."""
    return sum(store.touched(db, *(done.id for done in steps)).values())


def _undoable(db: Store, action_id: int) -> Action:
    done = _one(db, action_id)
    if done is None:
        raise Refused(N_("There is no action {id} that you could take back."), id=action_id)
    if done.undone:
        raise Refused(N_("“{what}” was taken back already."), what=undoing.words(done))
    if done.kind != "work":
        raise Refused(
            N_("“{what}” is a record of what happened: it stays."), what=undoing.words(done)
        )
    return done


def _one(db: Store, action_id: int) -> Action | None:
    mine, values = _mine(db)
    return changes.one(db, f"a.id = ? {mine}", [action_id, *values])


def _mine(db: Store) -> tuple[str, list[object]]:
    """The condition that leaves one's own actions to who may not see the whole journal."""
    return ("", []) if db.user.may(Right.JOURNAL) else ("and a.who = ?", [db.who])


def actions(db: Store, limit: int = 50) -> list[Action]:
    """Everything that was done, newest first: work, records (printed, sent) and what was undone.

    Of everybody for who may see the whole journal, else one's own. Who looked at whom is not here:
    `viewings.of_pupil` tells it.
    """
    return changes.history(db, limit=limit, who=_only(db))


def undoable(db: Store, limit: int = 50) -> list[Action]:
    """What Undo would take back, one after another."""
    return changes.history(db, limit=limit, undoable=True, who=_only(db))


def _only(db: Store) -> str:
    return "" if db.user.may(Right.JOURNAL) else db.who


THING_NAMES = {
    "settings": Text("баптаулар", "настройки"),
    "school": Text("мектеп деректері", "сведения о школе"),
    "staff": Text("қызметкерлер", "сотрудники"),
    "members": Text("кеңес мүшелері", "члены советов"),
    "pupils": Text("білім алушылар", "обучающиеся"),
    "guardians": Text("заңды өкілдер", "законные представители"),
    "cases": Text("істер", "дела"),
    "papers": Text("құжаттар", "документы"),
    "scans": Text("скан-көшірмелер", "сканы"),
    "meetings": Text("отырыстар", "заседания"),
    "items": Text("күн тәртібінің мәселелері", "вопросы повестки"),
    "decisions": Text("шешімдер", "решения"),
    "orders": Text("бұйрықтар", "приказы"),
    "issued": Text("берілген материалдар", "выданные материалы"),
    "postponed": Text("кейінге қалдырылған жұмыстар", "перенесённые работы"),
    "told": Text("хабарлау белгілері", "отметки об оповещении"),
    "prints": Text("басып шығару белгілері", "отметки о печати"),
    "users": Text("пайдаланушылар", "пользователи"),
    "viewings": Text("қарау белгілері", "отметки о просмотре"),
    "consents": Text("келісімдер", "согласия"),
    "requests": Text("дербес деректер туралы өтініштер", "обращения о персональных данных"),
    "breaches": Text(
        "дербес деректер қауіпсіздігінің бұзылуы", "нарушения безопасности персональных данных"
    ),
    "calendars": Text("оқу күнтізбесі", "учебный календарь"),
    "subjects": Text("пәндер", "предметы"),
    "hours": Text("апталық сағаттар", "недельные часы"),
    "teachings": Text("пән мұғалімдері", "учителя предметов"),
    "rooms": Text("кабинеттер", "кабинеты"),
    "teacher_hours": Text("мұғалімдердің тапсыру сағаттары", "часы учителей для сдач"),
    "materials": Text("материалдар тізімдемесі", "каталог материалов"),
    "plan_lines": Text("КТЖ жолдары", "строки КТП"),
    "loans": Text("берілген оқулықтар мен материалдар", "выданные учебники и материалы"),
    "assessments": Text("БЖБ мен ТЖБ жоспары", "план СОР и СОЧ"),
    "sittings": Text("тапсырулар", "сдачи"),
    "results": Text("нәтижелер", "результаты"),
    "formative": Text("қалыптастырушы бағалау балдары", "баллы формативного оценивания"),
    "grades": Text("бағалар", "оценки"),
    "traces": Text("цифрлық із жазбалары", "записи цифрового следа"),
    "years": Text("оқу жылының ауысуы", "смена учебного года"),
    "directives": Text("білім бөлімінің нұсқаулары", "указания отдела образования"),
    "differences": Text("мәліметтердегі қайшылықтар", "расхождения в сведениях"),
    "handovers": Text("істерді басқа мектептерге беру", "передача дел другим школам"),
    "reports": Text("есептер", "отчёты"),
    "registers": Text("ҰБДҚ-ға арналған тізімдер", "списки для НОБД"),
    "readiness": Text("дайындық талаптары", "требования готовности"),
    "proofs": Text("дайындықты растайтын құжаттар", "документы о готовности"),
    "means": Text("қашықтан оқыту құралдары", "средства дистанционного обучения"),
    "equipment": Text("жабдық", "оборудование"),
    "certificates": Text("педагогтердің сертификаттары", "сертификаты педагогов"),
}
"""What an action may touch, by the journal's name of it."""


def touched(db: Store, *actions: Action) -> list[Text]:
    """What the actions changed and Undo would put back: «обучающиеся: 120», most first."""
    found = store.touched(db, *(action.id for action in actions))
    return [
        Text(f"{THING_NAMES[thing].kk}: {count}", f"{THING_NAMES[thing].ru}: {count}")
        for thing, count in found.items()
    ]


def records(db: Store, action: Action, limit: int = 20) -> list[Text]:
    """The records that an action changed, by name: «Обучающийся Сәрсенбаев Ө.», «Дело № 2026/3».

    Alike ones are named once; who saw whom is not among them.
    """
    named = [
        naming.named(db, row["thing"], row["row"], json.loads(row["text"]))
        for row in store.records(db, action.id, 10 * limit)
        if row["thing"] != "viewings"
    ]
    return list(dict.fromkeys(named))[:limit]


def said(action: Action, language: str | None = None) -> str:
    """An action's sentence in "kk" or "ru"; without a language, in that of the window."""
    return changes.said(action, language)


def history_of_case(db: Store, case_id: int, limit: int = 50) -> list[Action]:
    """Actions that touched the case or anything in it, newest first."""
    return store.of_case(db, case_id, limit)


def history_of_pupil(db: Store, pupil_id: int, limit: int = 50) -> list[Action]:
    """Actions that touched the pupil, the guardians or the opening of a case, newest first."""
    return store.of_pupil(db, pupil_id, limit)


def check(db: Store) -> list[Finding]:
    """What is wrong with the store, its journal or its scans; an empty list is a whole store.

    The journal is also set beside what backups and this machine remember of it. Refused: the user may
    not see the whole journal.
    """
    need(db, Right.JOURNAL)
    return [*verified.check(db), *journal_proof.forgotten(db)]
