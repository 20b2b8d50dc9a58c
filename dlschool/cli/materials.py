"""Commands about materials: the catalogue, plans, issue to pupils and classes, returns."""

from datetime import datetime
from pathlib import Path

import click

from dlschool.cli.materials_add import ID, add, shelf_data
from dlschool.cli.output import Place, answer, as_json, place, read_file, say
from dlschool.cli.protecting import PASSWORD, offered
from dlschool.domain.learning import MaterialKind
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.services import (
    class_names,
    lent,
    loans,
    material_prints,
    plan_check,
    plan_import,
    possible_days,
    printing,
)
from dlschool.services import materials as service

DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
PDF = click.Path(path_type=Path)


@click.group()
def materials() -> None:
    """Programmes, thematic plans, textbooks, schedules: what pupils are given."""


@materials.command("list")
@click.option("--text", default="", help="Words of the title, author, subject or number.")
@click.option("--kind", type=click.Choice([kind.value for kind in MaterialKind]))
@click.option("--grade", type=click.IntRange(0, 12))
@click.option("--year", default="", help="Plans and schedules of this school year.")
@as_json
@place
def list_(
    here: Place, text: str, kind: str | None, grade: int | None, year: str, as_json: bool
) -> None:
    """The catalogue with copies at school and with pupils.

    \b
    --json: {"materials": [{"id", "kind", "title", "subject", "grade",
     "language", "year", "author", "publisher", "published", "isbn",
     "inventory", "note", "copies", "out"}]}
    """
    if year:
        possible_days.refuse_no_year(year)
    wanted = service.Filter(
        text=text, kind=MaterialKind(kind) if kind else None, grade=grade, year=year
    )
    with here.school() as db:
        found = service.catalogue(db, wanted)
    lines, data = [], []
    for shelf in found:
        item = shelf.item
        name = service.KIND_NAMES[item.kind][here.language]
        held = _("at school {left} of {copies}").format(left=shelf.left, copies=item.copies)
        ending = f" ({held})" if item.kind is MaterialKind.TEXTBOOK else ""
        lines.append(f"{item.id:5} {name}: {item.title}{ending}")
        data.append(shelf_data(shelf))
    answer({"materials": data}, as_json, lines or [_("Nothing of the kind is in the catalogue.")])


materials.add_command(add)


@materials.command()
@click.argument("material", type=ID)
@click.argument("count", type=int)
@as_json
@place
def arrived(here: Place, material: int, count: int, as_json: bool) -> None:
    """COUNT more copies of the textbook MATERIAL (its id). --json: {"id", "copies"}"""
    with here.school() as db:
        now = service.more_copies(db, material, count)
    answer({"id": material, "copies": now}, as_json, [str(now)])


@materials.command("import-plan")
@click.argument("plan", type=ID)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--without-dates", is_flag=True, help="Leave the dates out: a plan of another year.")
@as_json
@place
def import_plan(here: Place, plan: int, file: Path, without_dates: bool, as_json: bool) -> None:
    """Lines of the thematic plan PLAN (its id) from FILE: .xlsx, .xls or .csv with headings.

    \b
    --json: {"id", "lines", "hours", "asked"|null, "remarks": [text],
     "columns_left": [heading]}
    """
    content = read_file(file)
    with here.school() as db:
        item = service.item(db, plan)
        draft = plan_import.read_file(content, item.year, file.name, dates=not without_dates)
        plan_import.refuse_guessed(draft)
        count = plan_import.take_over(db, plan, draft)
        check = plan_check.check_saved(db, plan)
    remarks = [remark.text() for remark in check.remarks]
    for remark in remarks:
        say(remark)
    data = {
        "id": plan,
        "lines": count,
        "hours": str(check.planned),
        "asked": None if check.asked is None else str(check.asked),
        "remarks": remarks,
        "columns_left": list(draft.left),
    }
    answer(data, as_json, [_("Lines taken over: {count}").format(count=count)])


@materials.command()
@click.option("--pupil", "pupil_ids", type=ID, multiple=True, help="Id; may be given again.")
@click.option("--class", "class_name", default="", help="The whole class, as 8Ә.")
@click.option("--material", "ids", type=ID, multiple=True, required=True, help="Id; again too.")
@click.option("--on", type=DAY, help="Day of issue; today if left out.")
@click.option("--note", default="")
@as_json
@place
def issue(
    here: Place,
    pupil_ids: tuple[int, ...],
    class_name: str,
    ids: tuple[int, ...],
    on: datetime | None,
    note: str,
    as_json: bool,
) -> None:
    """Give materials to pupils or to a class, as one action.

    \b
    --json: {"loans": [ids], "already": how many were had, "cases": [ids]}
    """
    with here.school() as db:
        day = on.date() if on else db.today()
        named = class_names.known(db, class_name)
        whole = lent.pupils_of_class(db, named) if named else []
        given = loans.issue(db, [*pupil_ids, *whole], ids, day, note)
    line = _("Given: {count}; had already: {already}").format(
        count=len(given.loans), already=given.already
    )
    data = {"loans": list(given.loans), "already": given.already, "cases": list(given.cases)}
    answer(data, as_json, [line])


@materials.command("return")
@click.argument("loan_ids", type=ID, nargs=-1, required=True)
@click.option("--on", type=DAY, help="Day of return; today if left out.")
@click.option("--note", default="", help="The state of the books.")
@as_json
@place
def return_(
    here: Place, loan_ids: tuple[int, ...], on: datetime | None, note: str, as_json: bool
) -> None:
    """Textbooks brought back: ids of the loans, as `out` tells them. --json: {"returned"}"""
    with here.school() as db:
        count = loans.give_back(db, loan_ids, on.date() if on else db.today(), note)
    answer({"returned": count}, as_json, [_("Returned: {count}").format(count=count)])


@materials.command()
@click.option("--class", "class_name", default="", help="One class, as 8Ә.")
@click.option("--out", type=PDF, help="Write the list as a PDF file.")
@as_json
@place
def out(here: Place, class_name: str, out: Path | None, as_json: bool) -> None:
    """Textbooks that are not back.

    \b
    --json: {"out": [{"loan", "pupil", "class", "title", "inventory", "since"}]}
    """
    with here.school() as db:
        class_name = class_names.known(db, class_name)
        found = lent.still_out(db, class_name=class_name)
        if out is not None:
            printout = material_prints.prepare_out(db, class_name, here.language)
            printing.export(db, printout, out, offered(PASSWORD))
    data = [
        {
            "loan": line.loan.id,
            "pupil": line.pupil.full_name,
            "class": line.pupil.class_name,
            "title": line.item.title,
            "inventory": line.item.inventory,
            "since": line.loan.date,
        }
        for line in found
    ]
    lines = [
        f"{line.loan.id:6} {line.pupil.class_name:8} {line.pupil.full_name}: {line.item.title}"
        for line in found
    ]
    answer({"out": data}, as_json, lines or [_("All textbooks are back.")])


@materials.command("print")
@click.argument("what", type=click.Choice(["sheet", "plan"]))
@click.option("--pupil", type=ID, help="The pupil's sheet, by id.")
@click.option("--class", "class_name", default="", help="The sheet of a class, as 8Ә.")
@click.option("--plan", type=ID, help="The thematic plan, by id.")
@click.option("--language", type=click.Choice(["kk", "ru", "both"]))
@click.option("--out", type=PDF, required=True, help="The PDF to write.")
@as_json
@place
def print_(
    here: Place,
    what: str,
    pupil: int | None,
    class_name: str,
    plan: int | None,
    language: str | None,
    out: Path,
    as_json: bool,
) -> None:
    """Print an issue sheet with lines to sign, or a thematic plan. --json: {"file", "bytes"}"""
    spoken = language or here.language
    with here.school() as db:
        class_name = class_names.known(db, class_name)
        if what == "plan" and plan is not None:
            made = material_prints.prepare_plan(db, plan, spoken)
        elif what == "sheet" and class_name:
            made = material_prints.prepare_class_issue(db, class_name, spoken)
        elif what == "sheet" and pupil is not None:
            made = material_prints.prepare_issue(db, pupil, spoken)
        else:
            raise Refused(N_("Say whose sheet (--pupil, --class) or which plan (--plan)."))
        printing.export(db, made, out, offered(PASSWORD))
    say(_("Written: {file}").format(file=out))
    answer({"file": str(out), "bytes": len(made.content)}, as_json, [])
