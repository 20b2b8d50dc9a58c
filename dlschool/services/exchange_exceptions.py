"""What the department said of single changes: put aside, waiting for another record, differing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.services.access import need
from dlschool.store import exchange
from dlschool.store.connection import Store

WHAT = {
    "quarantined": Text("бөлек қойылды", "отложено"),
    "parked": Text("басқа жазбаны күтіп тұр", "ждёт другой записи"),
    "conflict": Text(
        "мәні өзгеше: қайшылықтар тізімін қараңыз", "значения расходятся: см. расхождения"
    ),
    "merged": Text("біріктірілді", "объединено"),
    "waiting": Text(
        "білім бөлімі бағдарламасын жаңартқанша күтеді", "ждёт обновления программы отдела"
    ),
}
_OTHER = Text("білім бөлімі өзгеше белгілеген", "отмечено отделом иначе")
WHY = {
    "there already": Text("мұндай жазба бұрыннан бар", "такая запись уже есть"),
    "known": Text("мұндай жазба бұрыннан бар", "такая запись уже есть"),
    "kind": Text("жазбаның түрі басқа", "запись другого вида"),
    "record": Text("мұндай жазба жоқ", "такой записи нет"),
    "conflict": Text("бұл қайшылық шешілген", "это расхождение уже решено"),
    "directive": Text("мұндай нұсқау жоқ", "такого указания нет"),
    "school": Text("мұндай мектеп жоқ", "такой школы нет"),
    "handover": Text("істі беру туралы мұндай жазба жоқ", "такой передачи дела нет"),
    "unasked": Text("бұл скан-көшірме сұралмаған", "этот скан не запрашивали"),
    "keys": Text("кілттердің реті бұзылған", "нарушен порядок ключей"),
    "damaged": Text("конверт бүлінген", "конверт повреждён"),
    "seal": Text("конверт ашылмайды", "конверт не открывается"),
    "body": Text("мазмұны оқылмайды", "содержание не читается"),
}
"""Words of the hub for why; what has none here is shown as it came."""


@dataclass(frozen=True, slots=True)
class Said:
    """One change, or with `op` None the whole envelope."""

    lane: int
    seq: int
    at: str
    op: int | None
    what: Text
    why: Text | None
    """None: nothing was said of it."""


def every(db: Store, most: int = 200) -> list[Said]:
    """The newest first. Refused: the role may not exchange."""
    need(db, Right.EXCHANGE)
    found = [each for row in exchange.listed(db, most) for each in _of(row)]
    return found[:most]


def _of(row: dict[str, Any]) -> Iterator[Said]:
    if row["receipt"] is None:
        return
    exceptions, reason = msgspec.msgpack.decode(row["receipt"])[:2]
    place = (row["lane"], row["seq"], row["at"])
    if row["state"] in ("quarantined", "waiting"):
        yield Said(*place, None, WHAT[row["state"]], _why(reason))
    for each in exceptions:
        if isinstance(each, list) and len(each) >= 3 and isinstance(each[0], int):
            yield Said(*place, each[0] + 1, WHAT.get(each[1], _OTHER), _why(each[2]))


def _why(said: Any) -> Text | None:
    if not isinstance(said, str) or not said.strip():
        return None
    return WHY.get(said, Text(said, said))
