"""A secretary's work as real service calls: each piece is prepared, then done as one call.

What is done returns a fact: a question (`answers`) whose answer must be the same after the store is
opened again.
"""

import csv
import hashlib
import io
import os
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import builders
import scan_files
from faults import (
    calls_cases,
    calls_directives,
    calls_marks,
    calls_readiness,
    calls_register,
    calls_rooms,
    calls_sittings,
    calls_year,
    office,
    work_change,
    work_marks,
    work_materials,
    work_sittings,
    work_traces,
    work_year,
    world,
)
from faults.piece import Fact, Piece, place_of

from dlschool.domain.case import Council, OrderKind, Outcome, PaperKind
from dlschool.domain.record import Case
from dlschool.services import (
    backups,
    cases,
    decisions,
    history,
    meetings,
    orders,
    papers,
    pupil_import,
    pupils,
    restoring,
    scans,
)
from dlschool.services.opening import Store
from dlschool.store import blocking

DAY = date(2026, 11, 21)
COLUMNS = "Фамилия;Имя;Отчество;ИИН;Дата рождения;Класс;Адрес".split(";")


def _somebody(db: Store, rng: Random) -> tuple[int, str]:
    free = set(pupils.ids(db, pupils.Filter())) - blocking.blocked(db)
    return rng.choice(sorted(free)), f"Абай көшесі, {rng.randrange(10**6)}"


def _edit(db: Store, wanted: tuple[int, str]) -> Fact:
    card = pupils.card(db, wanted[0])
    pupils.edit_pupil(db, replace(card.pupil, address=wanted[1]), card.guardians)
    return ("address", *wanted)


def _new_pupil(db: Store, rng: Random) -> Any:
    return builders.pupil(id=None, iin="", iin_reason=f"рәсімделуде {rng.randrange(10**6)}")


def _register(db: Store, draft: Any) -> Fact:
    made = pupils.register_pupil(db, draft, [builders.guardian(id=None, iin="")])
    return "reason", made, draft.iin_reason


def _list(db: Store, rng: Random) -> Any:
    """The preview of a list with 30 pupils that are not in the store."""
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";")
    lines.writerow(COLUMNS)
    for one, _ in world.pupils_of(30, rng.randrange(4000)):
        birth = f"{one.birth_date:%d.%m.%Y}"
        lines.writerow(
            [
                one.last,
                one.first,
                one.middle,
                one.iin,
                birth,
                f"{one.grade}{one.letter}",
                one.address,
            ]
        )
    file = place_of(db) / f"list-{os.getpid()}.csv"
    file.write_text(text.getvalue(), "utf-8-sig")
    draft = pupil_import.preview(db, file)
    file.unlink()
    return draft


def _import(db: Store, draft: Any) -> Fact:
    pupil_import.import_list(db, draft, "list.csv")
    newest = max(pupils.ids(db, pupils.Filter()))
    return "iin", newest, pupils.card(db, newest).pupil.iin


def _applicant(db: Store, rng: Random) -> Case:
    someone = builders.stored_pupil(db, address=str(rng.random()))
    return builders.case(id=None, number="", pupil_id=someone, opened_on=DAY)


def _open_case(db: Store, draft: Case) -> Fact:
    made = cases.open_case(db, draft)
    return "case", made, cases.records(db, made).case.number


def _an_act(db: Store, rng: Random) -> Any:
    case_id = builders.stored_case(db)
    return builders.paper(PaperKind.HOUSING_ACT, case_id=case_id), _picture(rng)


def _picture(rng: Random) -> bytes:
    return scan_files.picture(size=(60 + rng.randrange(300), 60 + rng.randrange(300)))


def _keep_paper(db: Store, wanted: Any) -> Fact:
    paper, content = wanted
    made = papers.keep_paper(db, paper, [papers.NewScan(content, "акт.png")])
    kept = scans.scans(db, made)[0].id or 0
    return "scan", kept, digest(db, kept)


def _kept_act(db: Store, rng: Random) -> Any:
    paper, content = _an_act(db, rng)
    return cases.add_paper(db, paper), content


def _add_scan(db: Store, wanted: Any) -> Fact:
    made = scans.add_scan(db, wanted[0], wanted[1], "акт.png")
    return "scan", made, digest(db, made)


def digest(db: Store, scan_id: int) -> str:
    return hashlib.sha256(scans.scan_content(db, scan_id)[0]).hexdigest()


def _agenda(db: Store, rng: Random) -> Any:
    held = builders.attended(db, Council.PEDAGOGICAL, builders.ready_case(db))
    return meetings.meeting_file(db, held.id or 0)


def _decide(db: Store, file: Any) -> Fact:
    line, seats = file.agenda[0], file.meeting.attendees
    votes = (sum(seat.present for seat in seats), 0, 0)
    made = decisions.record_decision(
        db, line.item.id or 0, Outcome.APPROVE, **builders.PERIOD, votes=votes
    )
    return "decision", file.meeting.id, str(made)


def _draft(db: Store, rng: Random) -> Any:
    case_id = builders.approved_case(db)
    return orders.draft_order(db, case_id, OrderKind.TRANSFER, DAY)


def _issue(db: Store, draft: Any) -> Fact:
    made = orders.issue_order(db, draft)
    return "order", made, orders.order(db, made).number


def _something_done(db: Store, rng: Random) -> None:
    _edit(db, _somebody(db, rng))


def _undo(db: Store, _: None) -> Fact:
    done = history.undo(db)
    return "undone", done.id, "True"


def _nothing(db: Store, rng: Random) -> None:
    return None


def _back_up(db: Store, _: None) -> Fact:
    made = backups.create(db, world.settings(place_of(db)))
    if made.trouble:
        raise made.trouble
    return "backup", 0, made.local.name


def _old_backup(db: Store, rng: Random) -> backups.Backup:
    """A backup, and work that restoring it will lose."""
    name = _back_up(db, None)[2]
    _something_done(db, rng)
    return next(b for b in backups.listed(db, world.settings(place_of(db))) if b.name == name)


def _restore(db: Store, backup: backups.Backup) -> Fact:
    restoring.restore(db, backup, world.settings(place_of(db)))
    assert backup.manifest is not None
    return "restored", backup.manifest.action, "True"


RESTORE = "restore"
SINGLE: dict[str, Piece] = {
    **calls_year.PIECES,
    **calls_marks.PIECES,
    **calls_sittings.PIECES,
    **calls_cases.PIECES,
    **calls_register.PIECES,
    **calls_rooms.PIECES,
    **calls_readiness.PIECES,
    **calls_directives.PIECES,
}
"""One service each, most of them one row."""
PIECES: dict[str, Piece] = {
    "edit": Piece(_somebody, _edit),
    "register": Piece(_new_pupil, _register),
    "import": Piece(_list, _import),
    "case": Piece(_applicant, _open_case),
    "paper": Piece(_an_act, _keep_paper),
    "scan": Piece(_kept_act, _add_scan),
    "decision": Piece(_agenda, _decide),
    "order": Piece(_draft, _issue),
    "undo": Piece(_something_done, _undo),
    **office.PIECES,
    "backup": Piece(_something_done, _back_up),
    RESTORE: Piece(_old_backup, _restore),
    **work_sittings.PIECES,
    **work_year.PIECES,
    **work_change.PIECES,
    **work_materials.PIECES,
    **work_marks.PIECES,
    **work_traces.PIECES,
    **SINGLE,
}
GROUPS = (
    *(calls_year, calls_marks, calls_sittings, calls_cases, calls_register, calls_rooms),
    *(calls_readiness, office, work_sittings, work_year, work_change, work_materials),
    *(work_marks, work_traces, calls_directives),
)
"""The modules that hold pieces: no name may be in two of them."""
