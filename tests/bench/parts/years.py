"""A big school for the benches: 2,000 pupils and five years of cases, made by the services themselves."""

import secrets
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dlschool.domain.access import Seal
from dlschool.domain.case import Council, Material, OrderKind, PaperKind, ReviewOutcome
from dlschool.paths import DataFolder
from dlschool.services import (
    cases,
    councils,
    decisions,
    meetings,
    opening,
    orders,
    pupils,
    sample,
    school,
)
from dlschool.services.sample_people import SCHOOL, members
from dlschool.services.sample_people import pupils as invented
from dlschool.store import blobs, changes, people
from dlschool.store.connection import Store

PUPILS = 2000
CASES = 200
"""Cases of one year: every tenth pupil learns at a distance for a while."""
BATCH = 20
"""Cases on one agenda."""
NOW = datetime(2026, 11, 21, 9)
LAST_YEAR = 2026
SCAN = 512 * 1024
"""Bytes of one scan."""
YEARS = range(LAST_YEAR - 4, LAST_YEAR + 1)


WHO, PASSWORD = "Оразова Д.", "бір құпия сөз 2026"


def now() -> datetime:
    return NOW


def founded(folder: DataFolder) -> Store:
    """A real school with a ring of keys and all that `fill` puts in it, signed in as its owner."""
    db = opening.found(folder, lambda: datetime(YEARS.start, 8, 1, 9), WHO, PASSWORD).db
    fill(db)
    return db


def signed_in(folder: DataFolder) -> Store:
    return opening.sign_in(folder, now, WHO, PASSWORD)


def fill(db: Store, pupil_count: int = PUPILS, cases_a_year: int = CASES) -> None:
    """Everything in an empty store: of past years every case is closed, this year's are under way."""
    db.clock = lambda: datetime.combine(date(YEARS.start, 9, 1), time(9))
    with changes.action(db, "School"):
        school.save_school(db, SCHOOL)
        people.save_setting(db, "control_kk", "орынбасар Оразова Д.")
        people.save_setting(db, "control_ru", "заместитель Оразова Д.")
        for member in members():
            councils.save_member(db, member)
        for pupil, guardian in invented(NOW.date(), pupil_count):
            needs = "логопед көмегі, жеке орын" if len(pupil.address) % 8 == 0 else ""
            pupils.register_pupil(db, replace(pupil, special_needs=needs), [guardian])
    ids = pupils.ids(db, pupils.Filter())
    for year in YEARS:
        for first in range(0, cases_a_year, BATCH):
            number = first // BATCH
            place = (year - YEARS.start) * cases_a_year // BATCH + number
            with changes.action(db, "Cases"):
                _batch(db, ids[place :: pupil_count // BATCH][:BATCH], year, number)
    db.clock = now


def _batch(db: Store, pupil_ids: list[int], year: int, number: int) -> None:
    """Twenty families from the application to the return; the newest year stops at the order."""
    day = date(year, 9, 5) + timedelta(days=number * 5)
    db.clock = lambda: datetime.combine(day + timedelta(days=80), time(9))
    if year == LAST_YEAR:
        db.clock = now
    made = [sample.family_case(db, pupil_id, day) for pupil_id in pupil_ids]
    learns = day + timedelta(days=60)
    sample.decide(db, made, day + timedelta(days=8), until=learns)
    for case_id in made:
        sample.issue(db, case_id, day + timedelta(days=9))
        cases.give_access(db, case_id, day + timedelta(days=9))
        cases.issue_material(db, case_id, Material, day + timedelta(days=9))
    if year == LAST_YEAR:
        return
    for case_id in made:
        cases.mark_attested(db, case_id, day + timedelta(days=50))
    _returned(db, made, day + timedelta(days=52))


def _returned(db: Store, case_ids: list[int], day: date) -> None:
    meeting_id = meetings.prepare_meeting(db, Council.PEDAGOGICAL, day, case_ids=case_ids)
    held = sample.everyone_present(db, meeting_id)
    for line in meetings.meeting_file(db, meeting_id).agenda:
        votes = (councils.voters(held, line.recused), 0, 0)
        decisions.record_decision(db, line.item.id or 0, ReviewOutcome.RETURN, votes=votes)
    meetings.hold(db, meeting_id)
    for case_id in case_ids:
        orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.RETURN, day))


def add_scans(db: Store, total: int) -> int:
    """Scans of random bytes on the papers there are, `total` bytes in all; returns how many.

    A quarter is sealed. Random bytes are written as they are: what a picture shows costs nothing here.
    """
    papers = db.rows("select id from papers where kind = ?", (PaperKind.HOUSING_ACT,))
    count = total // SCAN
    with changes.action(db, "Scans"):
        for number in range(count):
            content = secrets.token_bytes(SCAN)
            digest = blobs.put(db, content, Seal.MEDICAL if number % 4 == 0 else None)
            paper_id, position = papers[number % len(papers)]["id"], number // len(papers)
            row = {"paper_id": paper_id, "position": position, "digest": digest}
            changes.insert(db, "scans", {**row, "mime": "image/jpeg", "size": SCAN, "pages": 1})
    return count
