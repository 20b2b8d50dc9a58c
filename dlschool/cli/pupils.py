"""`pupils`: import and export of lists, search."""

from pathlib import Path

import click

from dlschool.cli.output import Place, answer, as_json, place, say
from dlschool.cli.protecting import chosen, protecting
from dlschool.domain.pupil_list.draft import COUNT_NAMES
from dlschool.i18n import _
from dlschool.services import pupil_import
from dlschool.services import pupils as service


@click.group()
def pupils() -> None:
    """Pupils of the school."""


@pupils.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing.")
@as_json
@place
def import_(here: Place, file: Path, dry_run: bool, as_json: bool) -> None:
    """Import a list (.xlsx, .xls, .csv) as the school has it."""
    with here.school() as db:
        draft = pupil_import.preview(db, file)
        data = pupil_import.as_json(draft)
        if not dry_run:
            data["imported"] = pupil_import.import_list(db, draft, file.name)
    answer(data, as_json, _lines(data, here.language))


def _lines(data: dict[str, object], language: str) -> list[str]:
    lines = []
    rows = data["rows"]
    assert isinstance(rows, list)
    for row in rows:
        for note in [*row["problems"], *row["warnings"]]:
            column = f", {note['column']}" if note["column"] else ""
            state = COUNT_NAMES[row["state"]][language]
            lines.append(f"{row['sheet']} {row['row']}{column}: {state}: {note[language]}")
    counts = data["counts"]
    assert isinstance(counts, dict)
    lines.append(", ".join(f"{COUNT_NAMES[name][language]}: {n}" for name, n in counts.items()))
    if "imported" in data:
        lines.append(_("Imported: {n}").format(n=data["imported"]))
    return lines


@pupils.command()
@click.argument("file", type=click.Path(path_type=Path))
@protecting
@as_json
@place
def export(here: Place, file: Path, password_env: str, plain: bool, as_json: bool) -> None:
    """Write the list to an Excel file that imports again without a change."""
    protection = chosen(password_env, plain)
    with here.school() as db:
        count = pupil_import.export(db, file, here.language, protection)
    say(_("Written: {file}").format(file=file))
    answer({"file": str(file), "rows": count}, as_json, [])


@pupils.command()
@click.argument("text", default="")
@click.option("--limit", type=click.IntRange(1, 10**6), default=20, show_default=True)
@as_json
@place
def find(here: Place, text: str, limit: int, as_json: bool) -> None:
    """Pupils by any part of a name, IIN or class."""
    with here.school() as db:
        found = service.lines(db, service.ids(db, service.Filter(text=text), limit))
    data = [{"id": p.id, "name": p.full_name, "iin": p.iin, "class": p.class_name} for p in found]
    lines = [f"{p.id:6} {p.iin or '—':12} {p.class_name:8} {p.full_name}" for p in found]
    answer({"pupils": data}, as_json, lines or [_nobody(text)])


def _nobody(text: str) -> str:
    if text.strip():
        return _("Nothing found: {text}").format(text=text.strip())
    return _("Nobody is found. Register the pupil first.")
