"""Keys of points (`annex-2:13.3`) and how people write them («13-т. 3)» / «п. 13, пп. 3)»)."""

import re

from dlschool.domain.text import Text

_KEY = re.compile(r"^(annex(?:-\d+)?|order):(\d+(?:-\d+)?)((?:\.[a-z0-9-]+)*)$")

ROLES = {
    "head": Text("басшы", "руководитель"),
    "deputies": Text("орынбасарлар", "заместители"),
    "teachers": Text("педагогтер", "педагоги"),
    "pupils": Text("білім алушылар", "обучающиеся"),
    "higher": Text("ЖЖОКБҰ", "ОВПО"),
    "schools": Text("мектеп, колледж", "школа, колледж"),
}


def is_key(key: str) -> bool:
    return _KEY.match(key) is not None


def words(key: str) -> Text:
    """The point as a secretary writes it; annex 2 (the rules) is what is meant without a word.

    >>> words("annex-2:13.3").ru
    'п. 13, пп. 3)'
    """
    match = _KEY.match(key)
    if match is None:
        raise ValueError(key)
    place, point, rest = match.groups()
    kk, ru = f"{point}-т.", f"п. {point}"
    for part in rest.split(".")[1:]:
        if part in ROLES:
            kk, ru = f"{kk}, {ROLES[part].kk},", f"{ru}, {ROLES[part].ru},"
        else:
            kk, ru = f"{kk} {part})", f"{ru.rstrip(',')}, пп. {part})"
    before = _PLACES.get(place)
    if before is None:
        return Text(kk.rstrip(","), ru.rstrip(","))
    return Text(f"{before.kk} {kk.rstrip(',')}", f"{before.ru} {ru.rstrip(',')}")


_PLACES = {
    "annex-1": Text("1-қосымша,", "прил. 1,"),
    "order": Text("бұйрық,", "приказ,"),
}


def order_of(key: str) -> tuple[object, ...]:
    """Sorts keys as the source numbers them: place, then number by number."""
    place, _, rest = key.partition(":")
    return (place, *[_number(part) for part in rest.split(".")])


def _number(part: str) -> tuple[int, int, str]:
    head, _, tail = part.partition("-")
    if head.isdigit():
        return (int(head), int(tail) if tail.isdigit() else 0, "")
    return (0, 0, part)
