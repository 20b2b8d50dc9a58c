"""Sittings follow from the class's plan; the mode from edition and ground; each move has a reason."""

from datetime import date

import pytest
from builders import at_noon, guardian, opened, stored_pupil, taken_back
from sitting_parts import CLASS, NAMES, SOR, TERM, YEAR, distance_case, draft, planned, refused

from dlschool.domain.access import Role
from dlschool.domain.case import Ground
from dlschool.domain.learning import AssessmentKind, SittingMode, SittingState, Teaching
from dlschool.law import edition as law
from dlschool.paths import DataFolder
from dlschool.services import assessments, curriculum, sittings, travel
from dlschool.services import pupils as pupil_service
from dlschool.services.opening import Store
from dlschool.services.standing import every_standing

IN_PERSON, REMOTE = SittingMode.IN_PERSON, SittingMode.REMOTE


def only(db: Store) -> sittings.Line:
    return sittings.sittings(db, YEAR, TERM)[0]


def test_a_distance_pupils_sittings_follow_from_the_plan_of_the_class(db: Store) -> None:
    distance_case(db)
    planned(db, kind=SOR, date=date(2026, 11, 25))
    planned(db)
    planned(db, NAMES[1], class_name="8Б")
    stored_pupil(db)
    assert sittings.follow_plan(db, YEAR, TERM) == 2
    assert sittings.follow_plan(db, YEAR, TERM) == 0
    found = sittings.sittings(db, YEAR, TERM)
    assert [(s.assessment.kind, s.sitting.mode, s.sitting.date) for s in found] == [
        (AssessmentKind.SOR, REMOTE, date(2026, 11, 25)),
        (AssessmentKind.SOCH, IN_PERSON, date(2026, 12, 17)),
    ]
    assert sittings.name(db, found[1]).ru == "СОЧ, Алгебра (рус.) — Сәрсенбаев Ө."
    taken_back(db)
    assert sittings.sittings(db, YEAR) == []


def test_what_the_class_had_before_the_order_is_not_asked(db: Store) -> None:
    distance_case(db)
    planned(db, kind=SOR, date=date(2026, 11, 4))
    assert sittings.follow_plan(db, YEAR, TERM) == 0


@pytest.mark.parametrize(
    ("edition", "kind", "modes", "basis"),
    [
        ("order-137-97-2022", "sor", {"in-person", "remote"}, "law"),
        ("order-137-97-2022", "soch", {"in-person"}, "law"),
        ("order-137-97-2022", "interim", {"in-person"}, "law"),
        ("order-137-97-2022", "final", {"in-person"}, "law"),
        ("order-137-547-2021", "sor", {"in-person", "remote"}, "law"),
        ("order-137-547-2021", "soch", {"in-person"}, "law"),
        ("order-137-547-2021", "final", {"in-person"}, "law"),
    ],
)
def test_how_a_familys_pupil_sits_is_the_editions_word(
    edition: str, kind: str, modes: set[str], basis: str
) -> None:
    rule = law.editions()[edition].grounds.rule(Ground.FAMILY)
    assert rule is not None
    found = getattr(rule.assessment, kind)
    assert set(found.modes) == modes
    assert found.basis == basis
    assert found.points


@pytest.mark.parametrize("edition", ["order-137-97-2022", "order-137-547-2021"])
def test_under_other_grounds_the_school_decides_how(edition: str) -> None:
    """Of health no point speaks: practice. After a competition point 9 asks for a schedule only."""
    for ground, basis in ((Ground.HEALTH, "practice"), (Ground.COMPETITION, "law")):
        rule = law.editions()[edition].grounds.rule(ground)
        assert rule is not None
        for found in (rule.assessment.sor, rule.assessment.soch):
            assert set(found.modes) == {"in-person", "remote"}
            assert found.basis == basis


def test_a_soch_of_a_familys_pupil_is_never_remote(db: Store) -> None:
    distance_case(db)
    planned(db)
    sittings.follow_plan(db, YEAR, TERM)
    with refused("only"):
        sittings.set_mode(db, only(db).id, REMOTE)
    planned(db, NAMES[1], kind=SOR, date=date(2026, 11, 24))
    sittings.follow_plan(db, YEAR, TERM)
    sittings.set_mode(db, only(db).id, IN_PERSON)
    assert only(db).sitting.mode is IN_PERSON


def test_a_move_needs_a_reason_and_keeps_the_rules(db: Store) -> None:
    distance_case(db)
    for name in NAMES[:3]:
        planned(db, name, date=date(2026, 12, 15))
    planned(db, NAMES[3])
    sittings.follow_plan(db, YEAR, TERM)
    last = sittings.sittings(db, YEAR, TERM)[-1]
    with refused("why"):
        sittings.move(db, last.id, date(2026, 12, 14), " ")
    for day, why in ((15, "no more are allowed"), (25, "last day"), (19, "day off")):
        with refused(why):
            sittings.move(db, last.id, date(2026, 12, day), "ауырды")
    sittings.move(db, last.id, date(2026, 12, 14), "ауырды")
    moved = sittings.line(db, last.id)
    assert (moved.sitting.date, moved.sitting.reason, moved.moved) == (
        date(2026, 12, 14),
        "ауырды",
        True,
    )


def test_travel_days_bind_what_is_taken_at_school_and_teachers_days_both(db: Store) -> None:
    distance_case(db)
    planned(db)
    sittings.follow_plan(db, YEAR, TERM)
    found = only(db)
    travel.save_days(db, found.pupil, (1, 3))
    with refused("can come"):
        sittings.move(db, found.id, date(2026, 12, 14), "ауырды")
    travel.save_days(db, found.pupil, None)
    teaching = Teaching(
        year=YEAR, class_name=CLASS, subject_id=found.assessment.subject_id, days=(3, 4)
    )
    curriculum.save_teaching(db, teaching)
    with refused("teacher"):
        sittings.move(db, found.id, date(2026, 12, 14), "ауырды")
    sittings.move(db, found.id, date(2026, 12, 18), "ауырды")


def test_a_sitting_is_waived_by_an_order_only_and_planned_again(db: Store) -> None:
    distance_case(db)
    planned(db)
    sittings.follow_plan(db, YEAR, TERM)
    with refused("order"):
        sittings.waive(db, only(db).id, "")
    sittings.waive(db, only(db).id, "№ 91, 20.11.2026")
    assert only(db).sitting.state is SittingState.WAIVED
    with refused("released"):
        sittings.move(db, only(db).id, date(2026, 12, 14), "ауырды")
    sittings.restore(db, only(db).id)
    assert only(db).sitting.state is SittingState.PLANNED


def test_sittings_go_with_the_classs_date_unless_fixed_or_moved(db: Store) -> None:
    distance_case(db)
    distance_case(db)
    made = planned(db)
    sittings.follow_plan(db, YEAR, TERM)
    first, second = sittings.sittings(db, YEAR, TERM)
    sittings.fix(db, first.id)
    assessments.move(db, made, date(2026, 12, 14))
    assert sittings.line(db, first.id).sitting.date == date(2026, 12, 17)
    assert sittings.line(db, second.id).sitting.date == date(2026, 12, 14)


def test_brothers_and_sisters_are_known_by_a_guardian(db: Store) -> None:
    """The builder's mother has one IIN: her children are a family; other children are alone."""
    first, second = stored_pupil(db), stored_pupil(db)

    alone = stored_pupil(db, guardian(id=None, name="Ким О.", iin="", phone="+77010000001"))
    assert travel.families(db, [first, second, alone]) == {first: f"f{first}", second: f"f{first}"}
    card = pupil_service.card(db, first)
    assert card.pupil.id == first


def test_teachers_read_only_and_see_only_their_classes(db: Store) -> None:
    distance_case(db)
    planned(db)
    sittings.follow_plan(db, YEAR, TERM)
    other = distance_case(db, pupil_id=stored_pupil(db, grade=9, letter="Б"))
    assert any(s.case_id == other for s in every_standing(db))
    planned(db, class_name="9Б")
    sittings.follow_plan(db, YEAR, TERM)
    folder = DataFolder(db.folder.root)
    db.close()

    teacher = opened(folder, at_noon, "Омарова А.", Role.TEACHER, ("8Ә",))
    try:
        found = sittings.sittings(teacher, YEAR, TERM)
        assert [line.assessment.class_name for line in found] == ["8Ә"]
        with refused("role"):
            sittings.move(teacher, found[0].id, date(2026, 12, 14), "ауырды")
        with refused("role"):
            assessments.save(teacher, draft(teacher, kind=SOR, date=date(2026, 11, 25)))
    finally:
        teacher.close()
