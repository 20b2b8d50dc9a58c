"""`review`: the pedagogical council's review after attestation, and the order that it leads to."""

from datetime import datetime

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.domain.case import REVIEW_NAMES, ReviewOutcome
from dlschool.i18n import _
from dlschool.services import cases, council_results, orders, reviews

DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
VOTES = click.Tuple([click.IntRange(0), click.IntRange(0), click.IntRange(0)])


@click.group()
def review() -> None:
    """Reviews of cases: extend, or return to ordinary study (point 13.4)."""


@review.command("list")
@as_json
@place
def list_(here: Place, as_json: bool) -> None:
    """Cases that ask for a review: attested, or their period ends.

    \b
    --json: {"reviews": [{"case", "id", "pupil", "until"|null, "attested",
     "meeting"|null, "works": [done, of all]|null}]}
    """
    lines, data = [], []
    with here.school() as db:
        for due in reviews.due(db):
            records = due.standing.records
            who = records.pupil.full_name if records.pupil else ""
            found = reviews.results(db, due.standing.case_id)
            until = f"{due.until:%d.%m.%Y}" if due.until else "—"
            said = council_results.sentence(found)[here.language] if found else ""
            why = _("attested") if due.attested else _("the period ends, not attested yet")
            lines.append(f"{records.case.number:10} {who}, {until}: {why}; {said}")
            data.append(
                {
                    "case": records.case.number,
                    "id": due.standing.case_id,
                    "pupil": who,
                    "until": due.until,
                    "attested": due.attested,
                    "meeting": due.meeting.id if due.meeting else None,
                    "works": list(found.works) if found else None,
                }
            )
    answer({"reviews": data}, as_json, lines or [_("No case asks for a review.")])


@review.command()
@click.option("--date", "day", type=DAY, help="The day of the meeting; today without it.")
@as_json
@place
def prepare(here: Place, day: datetime | None, as_json: bool) -> None:
    """A meeting of the pedagogical council with every review that can be decided.

    \b
    --json: {"meeting": id}
    """
    with here.school() as db:
        made = reviews.prepare(db, day.date() if day else db.today())
    answer({"meeting": made}, as_json, [_("Meeting prepared: {id}").format(id=made)])


@review.command()
@click.argument("case")
@click.option("--outcome", type=click.Choice([o.value for o in ReviewOutcome]), required=True)
@click.option("--votes", type=VOTES, required=True, help="For, against, abstained: three numbers.")
@click.option("--until", type=DAY, help="Until which day the council extends.")
@click.option("--date", "day", type=DAY, help="The day of the meeting; today without it.")
@click.option("--absent", multiple=True, help="A member who was not there; may be given again.")
@click.option("--order", is_flag=True, help="Issue the order that the review leads to as well.")
@as_json
@place
def record(
    here: Place,
    case: str,
    outcome: str,
    votes: tuple[int, int, int],
    until: datetime | None,
    day: datetime | None,
    absent: tuple[str, ...],
    order: bool,
    as_json: bool,
) -> None:
    """What the council decided on CASE (number or id).

    --json: {"decision": id, "outcome", "order": number|null, "case": its outcome, "until"|null}
    """
    chosen = ReviewOutcome(outcome)
    with here.school() as db:
        case_id = cases.find_case(db, case)
        ends, held = until.date() if until else None, day.date() if day else None
        made = reviews.record(db, case_id, chosen, votes=votes, until=ends, day=held, absent=absent)
        issued = orders.order(db, reviews.carry_out(db, case_id)) if order else None
        assessed = cases.case_file(db, case_id).assessment
    data = {
        "decision": made,
        "outcome": chosen,
        "order": issued.number if issued else None,
        "case": assessed.outcome,
        "until": assessed.until,
    }
    lines = [REVIEW_NAMES[chosen][here.language]]
    if issued:
        lines.append(_("Order issued: № {number}").format(number=issued.number))
    answer(data, as_json, lines)
