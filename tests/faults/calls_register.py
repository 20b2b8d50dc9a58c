"""Single services on personal data, prints, scans, settings and users, each a piece of its own."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import builders
import scan_files
from faults import world
from faults.calls_cases import LATER
from faults.calls_year import TODAY, number
from faults.piece import Piece, calling, place_of

from dlschool.domain.access import Role
from dlschool.domain.case import PaperKind
from dlschool.domain.personal import Breach, Consent, Purpose, Request, RequestKind
from dlschool.domain.school import School, Staff
from dlschool.domain.text import Text
from dlschool.services import (
    cases,
    editions,
    history,
    opening,
    papers,
    person_export,
    personal,
    printing,
    printouts,
    pupil_import,
    pupils,
    scans,
    school,
    users,
    versions,
)
from dlschool.services.opening import Store
from dlschool.services.protected_files import PLAIN


def _somebody(db: Store) -> int:
    return builders.stored_pupil(db)


def _consent(db: Store, rng: Random) -> tuple[int, date]:
    scope = (Purpose.PROCESSING.value,)
    given = Consent(pupil_id=_somebody(db), guardian=number(rng), date=TODAY, scope=scope)
    return personal.record_consent(db, given), TODAY


def _asked(db: Store, rng: Random, kind: RequestKind) -> int:
    request = Request(pupil_id=_somebody(db), kind=kind, applicant=number(rng), date=TODAY)
    return personal.record_request(db, request)


def _question(db: Store, rng: Random) -> tuple[int, str, date]:
    return _asked(db, rng, RequestKind.ACCESS), number(rng), TODAY


def _blocking(db: Store, rng: Random) -> tuple[int, date]:
    return _asked(db, rng, RequestKind.BLOCKING), TODAY


def _breach(db: Store, rng: Random) -> tuple[Breach]:
    return (Breach(discovered_at="2026-11-21T08:00", what=number(rng)),)


def _breach_known(db: Store, rng: Random) -> tuple[int, date]:
    return personal.record_breach(db, *_breach(db, rng)), TODAY


def _scanned(db: Store, rng: Random) -> tuple[int, tuple[int, ...]]:
    """A pupil whose paper has two scans."""
    case_id = builders.stored_case(db)
    sizes = [(60 + rng.randrange(300), 60 + rng.randrange(300)) for _ in range(2)]
    new = [papers.NewScan(scan_files.picture(size=size), "акт.png") for size in sizes]
    kept = papers.keep_paper(db, builders.paper(PaperKind.HOUSING_ACT, case_id=case_id), new)
    pupil_id = cases.records(db, case_id).case.pupil_id or 0
    return pupil_id, tuple(scan.id or 0 for scan in scans.scans(db, kept))


def _scan(db: Store, rng: Random) -> tuple[int]:
    return (_scanned(db, rng)[1][0],)


def _scan_down(db: Store, rng: Random) -> tuple[int, int]:
    return _scanned(db, rng)[1][0], 1


def _scan_away(db: Store, rng: Random) -> tuple[int]:
    """Taken out of its paper: it can be destroyed."""
    pupil_id, (first, _) = _scanned(db, rng)
    scans.remove_scan(db, first)
    return (pupil_id,)


def _file(db: Store) -> Path:
    return place_of(db) / "шығарылған"


def _case(db: Store, rng: Random) -> tuple[int]:
    return (builders.ready_case(db),)


def _cases(db: Store, rng: Random) -> tuple[list[int]]:
    return ([builders.stored_case(db, PaperKind.APPLICATION) for _ in range(2)],)


def _print_form(db: Store, case_id: int) -> None:
    printing.print_form(db, "case-papers", case_id=case_id)


def _printout(db: Store, rng: Random) -> tuple[Any, Path]:
    return printouts.prepare_case(db, *_case(db, rng)), _file(db)


def _list_file(db: Store, rng: Random) -> tuple[Path, str]:
    return _file(db), "ru"


def _card_file(db: Store, rng: Random) -> tuple[Any, ...]:
    return _somebody(db), _file(db), PLAIN


def _left(db: Store, rng: Random) -> tuple[int, date]:
    return _somebody(db), TODAY


def _columns(db: Store, rng: Random) -> tuple[str, dict[str, str]]:
    return number(rng), {"ФИО": "name"}


def _school(db: Store, rng: Random) -> tuple[School]:
    return (builders.school(phone=number(rng)),)


def _staff(db: Store, rng: Random) -> tuple[Staff]:
    return (Staff(name=number(rng)),)


def _setting(db: Store, rng: Random) -> tuple[str, int]:
    return "reminder_days", school.setting(db, "reminder_days") % 30 + 1


def _control(db: Store, rng: Random) -> tuple[Text]:
    return (Text(number(rng), number(rng)),)


def _version(db: Store, rng: Random) -> tuple[Any, ...]:
    """The first of two."""
    made = _somebody(db)
    pupils.leave(db, made, TODAY)
    return "pupils", made, versions.versions(db, "pupils", made)[-1].id


def _taken_back(db: Store, rng: Random) -> tuple[()]:
    _somebody(db)
    history.undo(db)
    return ()


def _edition_off(db: Store, rng: Random) -> tuple[str, bool]:
    """On and off in turn; nothing of the other pieces stands on it."""
    return LATER, LATER not in editions.choice(db).switched_on


def _edition_day(db: Store, rng: Random) -> tuple[str, date]:
    return "order-137-97-2022", date(2022, 1 + rng.randrange(12), 1 + rng.randrange(28))


def _edition(db: Store, rng: Random) -> tuple[str]:
    """The usual one is chosen again."""
    key = editions.default(db).key
    editions.choose_default(db, "")
    return (key,)


def _forgetful(db: Store, rng: Random) -> tuple[int, str]:
    made = users.add(db, number(rng), Role.SECRETARY, world.PASSWORDS[0])
    return made, world.PASSWORDS[1]


def _department(db: Store, rng: Random) -> tuple[bytes]:
    return (rng.randbytes(32),)


def _sheet(db: Store, rng: Random) -> tuple[str]:
    return (" ".join(users.new_sheet(db)),)


def _recover(db: Store, words: str) -> None:
    opening.recover(db.folder, db.clock, words, world.WHO, world.PASSWORDS[0]).close()


PIECES: dict[str, Piece] = {
    "consent withdrawn": calling(_consent, personal.withdraw),
    "request answered": calling(_question, personal.answer),
    "blocking lifted": calling(_blocking, personal.lift),
    "breach": calling(_breach, personal.record_breach),
    "breach told": calling(_breach_known, personal.mark_notified),
    "scan moved": calling(_scan_down, scans.move_scan),
    "scan gone": calling(_scan, scans.remove_scan),
    "scans destroyed": calling(_scan_away, personal.destroy_removed_scans),
    "printed": calling(_case, _print_form),
    "case printed": calling(_case, printing.print_case),
    "cases printed": calling(_cases, printing.print_cases),
    "printed into a file": calling(_printout, printing.export),
    "list into a file": calling(_list_file, pupil_import.export),
    "card into a file": calling(_card_file, person_export.export),
    "left": calling(_left, pupils.leave),
    "columns": calling(_columns, pupils.remember_mapping),
    "school": calling(_school, school.save_school),
    "staff": calling(_staff, school.save_staff),
    "setting": calling(_setting, school.save_setting),
    "control": calling(_control, school.save_control),
    "version": calling(_version, versions.restore),
    "redo": calling(_taken_back, history.redo),
    "edition on": calling(_edition_off, editions.switch_on),
    "edition's day": calling(_edition_day, editions.set_date),
    "edition": calling(_edition, editions.choose_default),
    "password reset": calling(_forgetful, users.reset_password),
    "department": calling(_department, users.for_department),
    "recovered": calling(_sheet, _recover),
}
