"""What trust costs a day's work: the real services over an encrypted, sealed store and over a plain one.

One school (2,000 pupils, five years of cases) lies in both; both are signed in to, and each service is
called on the one and on the other in turns; medians are compared. The lines below the table tell what
a password, a seal, a journal line, a scan and the memory of a working day cost.
"""

import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from parts import years
from parts.measuring import Work, away, in_turns, ms, peak_mb
from parts.plain import export, unprotected

from dlschool.domain.access import Seal
from dlschool.domain.case import Ground, OrderKind, PaperKind
from dlschool.domain.record import Case, Paper
from dlschool.files import write_whole
from dlschool.paths import DataFolder
from dlschool.services import cases, orders, printing, pupils, sample_people, search, viewings
from dlschool.services import standing as standings
from dlschool.services import today as agenda
from dlschool.services.opening import Store
from dlschool.store import blobs, ring

ROUNDS = 31
GOAL = 1.5
FEW = {"import of 200 rows": 5, "signing in": 5, "Today, the first after signing in": 5}
"""What takes long is done less often."""
PAGE = 128
TYPED = "сәрсенбаев"
MB = 2**20


class Desk:
    """One of the two schools with a person at work in it: each method prepares one piece of work."""

    def __init__(self, folder: DataFolder, plain: bool) -> None:
        self.folder, self.plain = folder, plain
        self.db = self.sign_in()
        self.ids = pupils.ids(self.db, pupils.Filter())
        taken = {row.records.case.pupil_id for row in standings.every_standing(self.db)}
        self.free: Iterator[int] = iter([one for one in self.ids if one not in taken])
        self.case_ids = iter(range(1, 10_000))
        self.kept: dict[str, object] = {}
        self.number = 0

    def sign_in(self) -> Store:
        with unprotected() if self.plain else nullcontext():
            return years.signed_in(self.folder)

    def next(self) -> int:
        self.number += 1
        return self.number

    def alone(self, work: Work) -> Work:
        """What the program remembers of the last list of cases is this desk's."""
        standings._kept.clear()
        standings._kept.update(self.kept)  # type: ignore[arg-type]

        def done() -> None:
            work()
            self.kept = dict(standings._kept)

        return done

    def edit(self) -> Work:
        card = pupils.card(self.db, self.ids[self.next() % len(self.ids)])
        changed = replace(card.pupil, note=f"№ {self.number}")
        return lambda: pupils.edit_pupil(self.db, changed, card.guardians)

    def edit_sealed(self) -> Work:
        card = pupils.card(self.db, self.ids[self.next() % len(self.ids)])
        changed = replace(card.pupil, special_needs=f"логопед, № {self.number}")
        return lambda: pupils.edit_pupil(self.db, changed, card.guardians)

    def open_case(self) -> Work:
        draft = Case(
            number="",
            edition="",
            ground=Ground.FAMILY,
            pupil_id=next(self.free),
            opened_on=years.NOW.date(),
            wanted_from=years.NOW.date(),
            reason="отбасы көшті",
        )
        return lambda: cases.open_case(self.db, draft)

    def first_page(self) -> Work:
        wanted = pupils.Filter()
        return lambda: pupils.lines(self.db, pupils.ids(self.db, wanted, PAGE))

    def card(self) -> Work:
        pupil_id = self.ids[self.next() % len(self.ids)]
        return lambda: pupils.card(self.db, pupil_id)

    def card_noted(self) -> Work:
        pupil_id = self.ids[self.next() % len(self.ids)]

        def shown() -> None:
            pupils.card(self.db, pupil_id)
            viewings.viewed(self.db, pupil_id)

        return shown

    def case(self) -> Work:
        case_id = next(self.case_ids)
        return lambda: cases.case_file(self.db, case_id).assessment

    def search(self) -> Work:
        typed = [TYPED[:length] for length in range(1, len(TYPED) + 1)]
        return lambda: [search.search(self.db, text) for text in typed]

    def today(self) -> Work:
        self.edit()()
        return self.alone(lambda: agenda.today(self.db))

    def today_first(self) -> Work:
        self.kept = {}
        self.db.close()
        self.db = self.sign_in()
        return self.alone(lambda: agenda.today(self.db))

    def signing_in(self) -> Work:
        return lambda: self.sign_in().close()

    def order(self) -> Work:
        day = years.NOW.date()
        case = Case(number="", edition="", ground=Ground.WEATHER, classes=("1А",), opened_on=day)
        case_id = cases.open_case(self.db, case)
        cases.refuse_later_edition(self.db, case_id, "мәтіні жоқ")
        paper = Paper(case_id=case_id, kind=PaperKind.DEPARTMENT_ORDER, date=day, number="7")
        facts = {"issuer": "бөлім", "valid_from": day, "valid_until": day}
        cases.add_paper(self.db, replace(paper, **facts))  # type: ignore[arg-type]
        draft = orders.draft_order(self.db, case_id, OrderKind.TRANSFER, day)
        return lambda: orders.issue_order(self.db, draft)

    def imported(self) -> Work:
        turn = self.next()
        made = sample_people.pupils(years.NOW.date(), 200)
        rows = [
            (replace(pupil, iin="", iin_reason=f"{turn}/{number}"), guardian, None)
            for number, (pupil, guardian) in enumerate(made)
        ]
        return lambda: pupils.import_rows(self.db, rows, f"list {turn}")


DAILY: dict[str, Callable[[Desk], Work]] = {
    "edit a pupil": Desk.edit,
    "edit a sealed field": Desk.edit_sealed,
    "open a case": Desk.open_case,
    "first page of the list": Desk.first_page,
    "card": Desk.card,
    "card with its journal line": Desk.card_noted,
    "case with its papers": Desk.case,
    f"search, {len(TYPED)} key strokes": Desk.search,
    "Today after a change": Desk.today,
    "Today, the first after signing in": Desk.today_first,
    "issue an order": Desk.order,
    "import of 200 rows": Desk.imported,
    "signing in": Desk.signing_in,
}


def compare(closed: Desk, plain: Desk) -> None:
    print(f"{'':<36}{'encrypted':>10}{'plain':>10}   ratio (goal {GOAL})")
    for name, prepare in DAILY.items():
        works = {"closed": lambda p=prepare: p(closed), "plain": lambda p=prepare: p(plain)}
        found = in_turns(works, FEW.get(name, ROUNDS))
        ours, theirs = found["closed"], found["plain"]
        print(f"{name:<36}{ours:8.2f} ms{theirs:8.2f} ms{ours / theirs:8.2f}")


def single_costs(desk: Desk) -> None:
    """What has no counterpart in a plain store."""
    db = desk.db
    works = {"card": desk.card, "noted": desk.card_noted, "edit": desk.edit}
    found = in_turns({**works, "sealed": desk.edit_sealed}, ROUNDS)
    noted, sealed = found["noted"] - found["card"], found["sealed"] - found["edit"]
    print(
        f"journal line for viewing a card: {noted:.2f} ms, where an edit takes {found['edit']:.2f}"
    )
    print(f"sealing a field when it is saved: {sealed:.2f} ms")
    wrap = ring.read(desk.folder.ring).users[0]
    print(f"a password tried (Argon2id): {ms(lambda: ring.private_key(wrap, 'басқа')):.0f} ms")
    scans = {
        "plain file": lambda: _written(desk, lambda c: write_whole(db.folder.root / "scan", c)),
        "encrypted": lambda: _written(desk, lambda c: blobs.put(db, c)),
        "sealed": lambda: _written(desk, lambda c: blobs.put(db, c, Seal.MEDICAL)),
    }
    found = in_turns(scans, ROUNDS)
    said = ", ".join(f"{name} {taken:.1f} ms" for name, taken in found.items())
    digest = blobs.put(db, secrets.token_bytes(MB), Seal.MEDICAL)
    print(f"a scan of 1 MB kept: {said}; opened: {ms(lambda: blobs.get(db, digest)):.1f} ms")


def _written(desk: Desk, keep: Callable[[bytes], object]) -> Work:
    content = secrets.token_bytes(MB)
    return lambda: keep(content)


def day(folder: DataFolder, plain: bool) -> None:
    """A working day in this process, then the most memory it held."""
    desk = Desk(folder, plain)
    for name, prepare in DAILY.items():
        for _ in range(1 if name in FEW else 10):
            prepare(desk)()
    for case_id in range(1, 6):
        printing.prepare_case(desk.db, case_id)
    desk.db.close()
    print(f"{peak_mb():.0f}")


def memory(folder: DataFolder, kind: str) -> int:
    command = [sys.executable, __file__, "day", kind, str(folder.root)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        away(Path(name))
        closed, plain = DataFolder(Path(name) / "closed"), DataFolder(Path(name) / "plain")
        taken = ms(lambda: years.founded(closed).close())
        db = years.signed_in(closed)
        counted = [db.value(f"select count(*) from {t}") for t in ("pupils", "cases", "changes")]
        export(db, plain)
        db.close()
        print("{:,} pupils, {:,} cases, {:,} journalled changes".format(*counted), end="")
        print(f", made by the services in {taken / 1000:.0f} s")
        desks = Desk(closed, False), Desk(plain, True)
        compare(*desks)
        single_costs(desks[0])
        for desk in desks:
            desk.db.close()
        ours, theirs = memory(closed, "closed"), memory(plain, "plain")
        print(f"most memory of a working day: {ours} MB encrypted, {theirs} MB plain")


if __name__ == "__main__":
    if sys.argv[1:2] == ["day"]:
        day(DataFolder(Path(sys.argv[3])), sys.argv[2] == "plain")
    else:
        main()
