"""Each service that writes joins the torment and the rules of access; none can be forgotten."""

import sys
from collections.abc import Iterator
from contextlib import closing, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

import pytest
from faults import (
    calls_cases,
    calls_directives,
    calls_marks,
    calls_readiness,
    calls_rooms,
    calls_sittings,
    calls_year,
    failing,
    office,
    work,
    work_marks,
    work_materials,
    work_sittings,
    work_traces,
    work_year,
    world,
)
from faults.writers import ROOT, writers

from dlschool.domain.access import RIGHTS, Right, Role
from dlschool.errors import Refused
from dlschool.services import curriculum, opening, users
from dlschool.services.opening import Store

ELSEWHERE = {
    "entering.": "opens by password: the torments «opening» and «new school»",
    "opening.": "the torments «opening», «new school» and «migration»",
    "settling.": "the torment «migration»",
    "restoring_anew.": "the torments «restored anew» and «restored over»",
    "repairing.": "writes a new file beside the old one, which stays: tests/store/test_repair",
    "sample": "the demonstration: calls of these services into a school without anybody's data",
    "history.undo_to": "one Undo after another, each an action of its own: the piece «undo»",
    "history.why_not": "a trial that is always taken back",
    "exchange_": "envelopes: joined with the exchange's own torments",
    "reports_templates.": "notes itself as the piece «report into a file» does",
    "self_test_": "a school of its own in a temporary folder, which is taken away",
    "updates_back.": "the way back: tests/faults/test_update_torment",
    "viewings.viewed": "a view never fails for its line: tests/services/test_viewings",
}
"""Services that no piece of work calls, by the beginning of their names, and why."""
WITHOUT_ROWS = {"password", "draft", "backup", "restore"}
"""Pieces whose result is no row of the journal."""
LETTERS = "АӘБВГҒДЕЖЗ"
AS_IT_WAS = {"sittings"}
"""A plan made a second time may move nothing."""

NEEDS: dict[str, set[Right]] = {
    **dict.fromkeys(work_year.PIECES, {Right.LEARNING}),
    **dict.fromkeys(work_sittings.PIECES, {Right.LEARNING}),
    **dict.fromkeys(work_materials.PIECES, {Right.LEARNING}),
    **dict.fromkeys(calls_year.PIECES, {Right.LEARNING}),
    **dict.fromkeys(calls_sittings.PIECES, {Right.LEARNING}),
    **dict.fromkeys(calls_rooms.PIECES, {Right.LEARNING}),
    **dict.fromkeys(calls_marks.PIECES, {Right.MARKS}),
    **dict.fromkeys(work_marks.PIECES, {Right.MARKS}),
    **dict.fromkeys(work_traces.PIECES, {Right.CASES}),
    **dict.fromkeys(calls_cases.PIECES, {Right.CASES}),
    **dict.fromkeys(("access", "attested", "materials of a case", "trace gone"), {Right.CASES}),
    **dict.fromkeys(("case", "paper", "scan", "scan moved", "scan gone"), {Right.CASES}),
    **dict.fromkeys(("edit", "register", "import", "columns", "left", "version"), {Right.PUPILS}),
    **dict.fromkeys(("schedule needed",), {Right.CASES}),
    **dict.fromkeys(("member", "item moved", "item gone", "decision"), {Right.COUNCILS}),
    **dict.fromkeys(("meeting changed", "meeting cancelled"), {Right.COUNCILS}),
    **dict.fromkeys(("meeting opened", "review", "review on the agenda"), {Right.COUNCILS}),
    **dict.fromkeys(("old decision",), {Right.COUNCILS}),
    **dict.fromkeys(("order", "order changed", "order annulled", "old order"), {Right.ORDERS}),
    **dict.fromkeys(("schedule order", "review carried out"), {Right.ORDERS}),
    **dict.fromkeys(("called off",), {Right.CASES, Right.ORDERS}),
    **dict.fromkeys(("old case", "old documents"), {Right.CASES, Right.COUNCILS, Right.ORDERS}),
    **dict.fromkeys(("old register",), {Right.CASES, Right.COUNCILS, Right.ORDERS}),
    **dict.fromkeys(("consent", "blocking", "consent withdrawn"), {Right.PERSONAL}),
    **dict.fromkeys(("request answered", "blocking lifted", "breach"), {Right.PERSONAL}),
    **dict.fromkeys(("breach told", "scans destroyed"), {Right.PERSONAL}),
    **dict.fromkeys(("printed", "case printed", "cases printed", "order sent"), {Right.PRINT}),
    **dict.fromkeys(("printed into a file",), {Right.PRINT}),
    **dict.fromkeys(("list into a file", "card into a file"), {Right.EXPORT}),
    **dict.fromkeys(("school", "staff", "setting", "control", "alert windows"), {Right.SCHOOL}),
    **dict.fromkeys(("edition", "edition on", "edition's day", "rounding"), {Right.SCHOOL}),
    **dict.fromkeys(("user", "user removed", "role", "sheet", "department"), {Right.USERS}),
    **dict.fromkeys(("password reset",), {Right.USERS}),
    **dict.fromkeys(calls_readiness.PIECES, {Right.READINESS}),
    **dict.fromkeys(calls_directives.PIECES, {Right.EXCHANGE}),
    **{
        name: {Right.EXCHANGE, Right(right)}
        for name, right in calls_directives.EXCHANGE_AND.items()
    },
    **dict.fromkeys(("report", "report into a file"), {Right.EXPORT}),
    **dict.fromkeys(("register into a file",), {Right.EXPORT}),
    "moderated": {Right.MARKS, Right.COUNCILS},
    "year change": {Right.LEARNING, Right.PUPILS},
    "backup": {Right.BACKUP},
}
"""What a role needs for each piece of work."""
OWN = {
    "restore": "no other may work in the store meanwhile: tests/services/test_restoring",
    "draft": "everybody's own, and nobody else's",
    "password": "one's own, by the old one",
    "recovered": "by the words of the sheet, whoever holds them",
    "undo": "the right of what is taken back: tests/store/test_rights",
    "redo": "the same",
}
"""Pieces that go by no right of their own, and what they go by."""
SEALED = {"paper", "scan"}
"""Pieces that read back what they wrote: a secretary may add a sealed scan and not see it again."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("every-service")
    world.made(made)
    return made


def called(call: Any) -> set[str]:
    """The services that run within the call: «grades.put»."""
    found, services = set(), f"{ROOT / 'services'}"

    def seen(frame: FrameType, event: str, _: object) -> None:
        path = frame.f_code.co_filename
        if event == "call" and path.startswith(services):
            found.add(f"{Path(path).stem}.{frame.f_code.co_name}")

    sys.setprofile(seen)
    try:
        call()
    finally:
        sys.setprofile(None)
    return found


def lines(db: Store) -> int:
    return int(db.value("select count(*) from main.actions"))


def test_every_service_that_writes_is_tormented_or_says_why_not(place: Path) -> None:
    with closing(world.opened(place)) as db:
        tormented: set[str] = set()
        for name, piece in work.PIECES.items():
            wanted, before = piece.prepare(db, Random(name)), lines(db)
            tormented |= called(lambda p=piece, w=wanted: p.do(db, w))
            assert lines(db) > before or name in WITHOUT_ROWS, name
        assert world.faults(db) == []
    left = writers() - tormented
    assert {name for name in left if not name.startswith(tuple(ELSEWHERE))} == set()
    assert [known for known in ELSEWHERE if not any(n.startswith(known) for n in left)] == []


def test_every_piece_of_work_has_its_right() -> None:
    assert NEEDS.keys() | OWN.keys() == work.PIECES.keys()
    assert not NEEDS.keys() & OWN.keys()
    names = [name for group in work.GROUPS for name in group.PIECES]
    assert len(names) == len(set(names))
    assert work.PIECES.keys() < set(failing.names())
    assert office.PIECES.keys() < work.PIECES.keys()


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[Role, Store]]]:
    """The owner's store and one for each other role, all open at once."""
    made = tmp_path_factory.mktemp("every-role")
    world.made(made)
    owner = world.opened(made)
    classes = tuple(f"{grade}{letter}" for grade in range(13) for letter in LETTERS)
    roles = [role for role in Role if role is not Role.OWNER]
    for role in roles:
        users.add(owner, f"Біреу {role}", role, world.PASSWORDS[0], classes)
    signed = {
        role: opening.sign_in(owner.folder, owner.clock, f"Біреу {role}", world.PASSWORDS[0])
        for role in roles
    }
    yield owner, {role: entered for role, entered in signed.items()}
    for entered in (*signed.values(), owner):
        entered.close()


def of_every_subject(db: Store) -> None:
    """A teacher of whatever is taught: what is asked here is the right alone."""
    names = tuple(subject.name_kk for subject in curriculum.subjects(db))
    db.user = replace(db.user, subjects=names)


@pytest.mark.parametrize("name", NEEDS)
def test_a_role_does_what_it_has_the_rights_for_and_writes_nothing_else(
    school: tuple[Store, dict[Role, Store]], name: str
) -> None:
    owner, roles = school
    piece, chance = work.PIECES[name], Random(name)
    wanted = piece.prepare(owner, chance)
    for role, db in roles.items():
        if NEEDS[name] <= RIGHTS[role]:
            continue
        before = lines(owner)
        of_every_subject(db)
        with pytest.raises(Refused):
            piece.do(db, wanted)
        assert lines(owner) == before, role
    for role, db in roles.items():
        if NEEDS[name] <= RIGHTS[role]:
            mine, before = piece.prepare(owner, chance), lines(owner)
            of_every_subject(db)
            with suppress(Refused) if name in SEALED else nullcontext():
                piece.do(db, mine)
            assert lines(owner) > before or name in WITHOUT_ROWS | AS_IT_WAS, role
