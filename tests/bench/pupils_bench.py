"""100,000 pupils: the first page and a prefix search at every key stroke, as the window asks for them.

Prints milliseconds (median and worst) and the ratio to a bare `select` of one page in the same run.
Run as a script: `make bench` does.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from builders import opened

from dlschool.domain.pupil import Guardian, Pupil, Relation
from dlschool.paths import DataFolder
from dlschool.services import pupils, search
from dlschool.services.opening import Store

COUNT = 100_000
PAGE = 128
MORNING = datetime.combine(date(2026, 11, 21), clock(9))
ROUNDS = 15
GOAL_MS = 16.0

LAST = (
    "Сәрсенбаев Өтегенов Қасымов Ибраев Ғалымов Жұмабаев Нұрланов Әлімов Шәріпов Бектенов Досжанов "
    "Уәлиев Ахметов Оразов Ермеков Мұқанов Тілеубаев Ілиясов Үсенов Һасанов Ким Пак Цой Иванов "
    "Петров Ковалёв Щербаков Мельник Шевченко Юсупов"
).split()
FIRST = (
    "Өркен Үміт Әлия Артём Мирас Айгерім Нұрлан Дана Ғалым Ерасыл Назерке Асылбек Жібек Қайсар "
    "Інжу Томирис Мария Денис Сергей Анна Роман Алина Тимур Дамир"
).split()
TYPED = ("сәрсенбаев", "өтегенова", "қас", "иван", "7ә", "ким артём", "1103", "үміт қасым", "щщ")
"""What a deputy head types, letter by letter."""


def people() -> list[tuple[Pupil, Guardian | None, int | None]]:
    random = Random(2026)
    rows: list[tuple[Pupil, Guardian | None, int | None]] = []
    for number in range(COUNT):
        birth = date(2008, 9, 1) + timedelta(days=random.randrange(4000))
        pupil = Pupil(
            last=random.choice(LAST) + random.choice(("", "а")),
            first=random.choice(FIRST),
            middle=random.choice(FIRST) + random.choice(("ұлы", "қызы")),
            iin=f"{birth:%y%m%d}{number:06d}",
            birth_date=birth,
            grade=random.randrange(0, 12),
            letter=random.choice("АӘБВГҒД"),
        )
        guardian = Guardian(name=f"{pupil.last} {pupil.middle}", relation=Relation.MOTHER)
        rows.append((pupil, guardian if number % 2 else None, None))
    return rows


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Milliseconds of each round."""
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found


def keystrokes() -> list[str]:
    return [word[:length] for word in TYPED for length in range(1, len(word) + 1)]


def first_page(db: Store, text: str = "", order: str = "name") -> list[Pupil]:
    wanted = pupils.Filter(text=text, order=order)
    return pupils.lines(db, pupils.ids(db, wanted, PAGE))


def plain_select(db: Store) -> list[dict[str, object]]:
    return db.rows("select * from pupils order by sort_key, id limit ?", (PAGE,))


def line(name: str, times: list[float], plain: float) -> str:
    middle, worst = median(times), max(times)
    return f"{name:<34}{middle:8.2f} ms median{worst:9.2f} ms worst{middle / plain:8.1f} x select"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        db = opened(DataFolder(Path(folder)), lambda: MORNING)
        rows = people()
        start = time.perf_counter()
        pupils.import_rows(db, rows, "bench")
        took = time.perf_counter() - start
        print(f"{COUNT:,} pupils imported as one action in {took:.1f} s")
        plain = median(timed(lambda: plain_select(db)))
        strokes = keystrokes()
        listed = [min(timed(lambda t=t: first_page(db, t), 3)) for t in strokes]
        found = [min(timed(lambda t=t: search.search(db, t), 3)) for t in strokes]
        print(line("one page by a bare select", timed(lambda: plain_select(db)), plain))
        for order in ("name", "class", "birth"):
            times = timed(lambda order=order: first_page(db, order=order))
            print(line(f"first page by {order}", times, plain))
        print(line("list, each key stroke", listed, plain))
        print(line("global search, each key stroke", found, plain))
        slow = [(f"{ms:.1f} ms", t) for ms, t in zip(listed, strokes, strict=True) if ms > GOAL_MS]
        slow += [(f"{ms:.1f} ms", t) for ms, t in zip(found, strokes, strict=True) if ms > GOAL_MS]
        print(f"over {GOAL_MS:.0f} ms: {slow or 'none'}")
        db.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
