"""`personal`: the register of personal data, its papers and exports."""

from datetime import date
from pathlib import Path

import click

from dlschool.cli.output import Place, answer, as_json, place, say
from dlschool.cli.protecting import chosen, protecting
from dlschool.domain.personal import (
    REQUEST_NAMES,
    STANDING_NAMES,
    Consent,
    Purpose,
    Request,
    RequestKind,
)
from dlschool.i18n import _
from dlschool.services import person_export, personal_papers, printing
from dlschool.services import personal as service
from dlschool.services.opening import Store
from dlschool.services.printing import Printout

ID = click.IntRange(1)
DAY = click.DateTime(["%Y-%m-%d"])
LANGUAGES = click.Choice(printing.LANGUAGES)
_pupil = click.argument("pupil", type=ID)
_out = click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The PDF to write."
)
_language = click.option("--language", type=LANGUAGES, help="kk, ru, or both side by side.")


@click.group("personal")
def personal_() -> None:
    """Consents, requests of persons, breaches."""


@personal_.command()
@_pupil
@as_json
@place
def show(here: Place, pupil: int, as_json: bool) -> None:
    """Consents and requests of one PUPIL (id)."""
    with here.school() as db:
        service.refuse_unknown(db, pupil)
        standing = service.consent_of(db, pupil)
        consents, asked = service.consents(db, pupil), service.requests(db, pupil)
    data = {
        "consent": standing,
        "consents": [_consent(c) for c in consents],
        "requests": [_request(r) for r in asked],
    }
    lines = [STANDING_NAMES[standing][here.language]]
    lines += [f"{c.id:>4}  {c.date:%d.%m.%Y}  {c.guardian}" for c in consents]
    lines += [_request_line(r, here.language) for r in asked]
    answer(data, as_json, lines)


def _consent(c: Consent) -> dict[str, object]:
    return {
        "id": c.id,
        "guardian": c.guardian,
        "date": c.date,
        "scope": c.scope,
        "until": c.until,
        "withdrawn_on": c.withdrawn_on,
    }


def _request(r: Request) -> dict[str, object]:
    return {
        "id": r.id,
        "pupil": r.pupil_id,
        "kind": r.kind,
        "date": r.date,
        "applicant": r.applicant,
        "due": r.due,
        "answer": r.answer,
        "done_on": r.done_on,
        "blocks": r.blocks,
    }


def _request_line(r: Request, language: str) -> str:
    kind = REQUEST_NAMES[r.kind][language]
    return f"{r.id:>4}  {r.date:%d.%m.%Y}  {kind}: {r.applicant}. {r.answer}".rstrip()


@personal_.command()
@as_json
@place
def waiting(here: Place, as_json: bool) -> None:
    """Pupils without a consent in force, and requests without an answer."""
    with here.school() as db:
        without, asked = service.without_consent(db), service.unanswered(db)
    data = {
        "without_consent": [{"id": p.id, "name": p.full_name} for p in without],
        "requests": [_request(r) for r in asked],
    }
    lines = [_("Pupils without a consent in force: {n}").format(n=len(without))]
    lines += [f"{p.id:>6}  {p.full_name}" for p in without]
    lines += [_request_line(r, here.language) for r in asked]
    answer(data, as_json, lines)


@personal_.command()
@_pupil
@click.option("--guardian", required=True, help="Who signed.")
@click.option("--date", "on", type=DAY, help="When; today if left out.")
@click.option(
    "--scope", multiple=True, type=click.Choice([p.value for p in Purpose]), help="Again for more."
)
@click.option("--until", type=DAY, help="The last day; none: open.")
@as_json
@place
def consent(
    here: Place,
    pupil: int,
    guardian: str,
    on: date | None,
    scope: tuple[str, ...],
    until: date | None,
    as_json: bool,
) -> None:
    """Record a consent of the guardian of PUPIL (id)."""
    with here.school() as db:
        given = Consent(
            pupil_id=pupil,
            guardian=guardian,
            date=_day(on) or db.today(),
            scope=scope,
            until=_day(until),
        )
        made = service.record_consent(db, given)
    answer({"id": made}, as_json, [_("Consent recorded.")])


@personal_.command()
@click.argument("consent_id", type=ID)
@as_json
@place
def withdraw(here: Place, consent_id: int, as_json: bool) -> None:
    """The guardian takes the consent back, today."""
    with here.school() as db:
        service.withdraw(db, consent_id, db.today())
    answer({"id": consent_id}, as_json, [_("Consent withdrawn.")])


@personal_.command()
@_pupil
@click.argument("kind", type=click.Choice([k.value for k in RequestKind]))
@click.option("--applicant", required=True, help="Who asks.")
@click.option("--wish", default="", help="What for.")
@as_json
@place
def request(here: Place, pupil: int, kind: str, applicant: str, wish: str, as_json: bool) -> None:
    """Enter a request about PUPIL (id): access, correction, blocking or destruction."""
    with here.school() as db:
        asked = Request(
            pupil_id=pupil, kind=RequestKind(kind), date=db.today(), applicant=applicant, wish=wish
        )
        made = service.record_request(db, asked)
    due = f"{asked.due:%d.%m.%Y}"
    answer({"id": made, "due": asked.due}, as_json, [_("Answer by {day}.").format(day=due)])


@personal_.command("answer")
@click.argument("request_id", type=ID)
@click.argument("words")
@as_json
@place
def answer_(here: Place, request_id: int, words: str, as_json: bool) -> None:
    """Write what the school answered to the request, today."""
    with here.school() as db:
        service.answer(db, request_id, words, db.today())
    answer({"id": request_id}, as_json, [_("The answer is written.")])


@personal_.command()
@click.argument("request_id", type=ID)
@as_json
@place
def lift(here: Place, request_id: int, as_json: bool) -> None:
    """End a blocking."""
    with here.school() as db:
        service.lift(db, request_id, db.today())
    answer({"id": request_id}, as_json, [_("The blocking is lifted.")])


@personal_.command()
@_pupil
@click.option("--request", "request_id", type=ID, help="The request that this answers.")
@click.option("--card", is_flag=True, help="The card itself: told why it is kept.")
@click.option("--yes", is_flag=True, help="It cannot be taken back.")
@as_json
@place
def destroy(
    here: Place, pupil: int, request_id: int | None, card: bool, yes: bool, as_json: bool
) -> None:
    """Destroy for good the files of the scans that were removed from the papers of PUPIL (id)."""
    with here.school() as db:
        if card:
            raise service.refuse_destruction(db, pupil)
        if not yes:
            count = service.removed_scans(db, pupil)
            said = _("Removed scans: {n}. With --yes they are destroyed for good.").format(n=count)
            answer({"removed": count}, as_json, [said])
            return
        count = service.destroy_removed_scans(db, pupil, request_id)
    answer({"destroyed": count}, as_json, [_("Destroyed for good: {n}").format(n=count)])


@personal_.command("print")
@click.argument("what", type=click.Choice(["consent", "access-list", "breach-notice"]))
@click.option("--pupil", type=ID, help="Whose consent.")
@click.option("--id", "row_id", type=ID, help="Id of the consent or the breach.")
@_language
@_out
@as_json
@place
def print_(
    here: Place,
    what: str,
    pupil: int | None,
    row_id: int | None,
    language: str | None,
    out: Path,
    as_json: bool,
) -> None:
    """Print a paper of the register to a PDF."""
    with here.school() as db:
        made = _paper(db, what, pupil, row_id, language or here.language)
        printing.export(db, made, out)
    say(_("Written: {file}").format(file=out))
    answer({"file": str(out), "bytes": len(made.content)}, as_json, [])


def _paper(db: Store, what: str, pupil: int | None, row_id: int | None, language: str) -> Printout:
    if what == "access-list":
        return personal_papers.prepare_access_list(db, language)
    if what == "consent":
        if pupil is None:
            raise click.UsageError(_("--pupil is needed"))
        return personal_papers.prepare_consent(db, pupil, row_id, language)
    if row_id is None:
        raise click.UsageError(_("--id is needed"))
    return personal_papers.prepare_breach(db, row_id, language)


@personal_.command()
@_pupil
@_language
@_out
@protecting
@as_json
@place
def export(
    here: Place,
    pupil: int,
    language: str | None,
    out: Path,
    password_env: str,
    plain: bool,
    as_json: bool,
) -> None:
    """Everything the school keeps about PUPIL (id), with the scans, as one PDF."""
    protection = chosen(password_env, plain)
    with here.school() as db:
        pages = person_export.export(db, pupil, out, protection, language or here.language)
    say(_("Written: {file}").format(file=out))
    answer({"file": str(out), "pages": pages}, as_json, [])


def _day(value: date | None) -> date | None:
    """Click hands over a moment."""
    return date(value.year, value.month, value.day) if value else None
