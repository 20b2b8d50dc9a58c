"""`report`: reports over a period, their versions and files; the sheet for the national database."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.cli.protecting import chosen, protecting
from dlschool.domain.report import KEYS, TITLE, Covered, Report
from dlschool.domain.report_words import LACKS
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.services import (
    calendar,
    printing,
    reports,
    reports_files,
    reports_gaps,
    reports_papers,
    reports_register,
    reports_templates,
)
from dlschool.services.opening import Store
from dlschool.services.protected_files import PLAIN

DAY = click.DateTime(["%Y-%m-%d"])
ID = click.IntRange(1, 2**63 - 1)
FILE = click.Path(path_type=Path, dir_okay=False)
LANGUAGE = click.option(
    "--in", "language", type=click.Choice(reports_files.LANGUAGES), default="kk", show_default=True
)
Command = TypeVar("Command", bound=Callable[..., Any])


@click.group()
def report() -> None:
    """Reports over a period; pupils for the national database."""


def period(command: Command) -> Command:
    """Adds --year with --term or --half, or --from and --until; nothing: the term of today."""
    for option in (
        click.option("--until", type=DAY, help="Last day of any period."),
        click.option("--from", "start", type=DAY, help="First day of any period."),
        click.option("--half", type=click.IntRange(1, 2)),
        click.option("--term", type=click.IntRange(1, 4)),
        click.option("--year", default="", help="The school year, as 2026-2027."),
    ):
        command = option(command)
    return command


def covered(
    db: Store,
    year: str,
    term: int | None,
    half: int | None,
    start: datetime | None,
    until: datetime | None,
) -> Covered:
    """Refused: a first day without a last one, or dates beside a year; as `services.reports`."""
    if start or until:
        if not (start and until) or year or term or half:
            raise Refused(N_("Give --from and --until together, without --year, --term, --half."))
        return reports.dates(db, start.date(), until.date())
    name = year or calendar.year_of(db.today())
    if term and half:
        raise Refused(N_("Give a term or a half-year, not both."))
    if term:
        return reports.term(db, name, term)
    if half:
        return reports.half(db, name, half)
    return reports.year(db, name) if year else reports.usual(db)


@report.command()
@period
@click.option("--reason", default="", help="Why a kept report is corrected.")
@click.option("--only-show", is_flag=True, help="Count and show; keep nothing.")
@as_json
@place
def make(here: Place, /, reason: str, only_show: bool, as_json: bool, **asked: Any) -> None:
    """Counts the report and keeps it as a version; a correction wants a reason."""
    with here.school() as db:
        of = reports.count(db, covered(db, **asked))
        made = of if only_show else reports.keep(db, of, reason)
        _answer(here, db, made, as_json)


@report.command()
@click.argument("report_id", type=ID)
@as_json
@place
def show(here: Place, report_id: int, as_json: bool) -> None:
    """Figures of a kept report, what it lacks, and what its version changed."""
    with here.school() as db:
        _answer(here, db, reports.report(db, report_id), as_json)


def _answer(here: Place, db: Store, of: Report, as_json: bool) -> None:
    gaps = reports_gaps.lines(db, of)
    changed = reports.compared(db, of)
    data = {
        **_head(of),
        "totals": reports.totals(db, of),
        "gaps": [
            {
                "lack": line.gap.lack,
                "pupil": line.pupil_id,
                "case": line.gap.case or None,
                "who": line.who.json(),
                "what": line.what.json(),
                "todo": line.todo.json(),
            }
            for line in gaps
        ],
        "changed": [
            {"number": d.key.number, "key": d.key.key, "before": d.before, "after": d.after}
            for d in changed.figures
        ],
    }
    lines = [_line(of, here.language)]
    lines += [
        f"{KEYS[key].number:>5}  {count:>6}  {KEYS[key].name[here.language]}"
        for key, count in of.figures.items()
        if count and key in KEYS
    ]
    lines += [f"  ! {g.who[here.language]}: {g.what[here.language]}" for g in gaps]
    lines += [f"  ≠ {d.key.name[here.language]}: {d.before} → {d.after}" for d in changed.figures]
    answer(data, as_json, lines)


def _head(of: Report) -> dict[str, Any]:
    return {
        "id": of.id,
        "title": TITLE.json(),
        "period": of.covered.name.json(),
        "start": of.covered.start,
        "until": of.covered.until,
        "counted_on": of.covered.counted_on,
        "version": of.version,
        "reason": of.reason,
        "made_on": of.made_on,
        "by": of.by,
    }


def _line(of: Report, language: str) -> str:
    number = f"{of.id:>4}  " if of.id else ""
    tail = f"  ({of.reason})" if of.reason else ""
    return f"{number}{of.covered.name[language]}, v{of.version}, {_day(of.made_on)}{tail}"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


@report.command("list")
@as_json
@place
def list_(here: Place, as_json: bool) -> None:
    """Every version that is kept, the newest first."""
    with here.school() as db:
        found = reports.kept(db)
    lines = [_line(each, here.language) for each in found]
    answer({"reports": [_head(each) for each in found]}, as_json, lines)


@report.command()
@click.argument("report_id", type=ID)
@click.argument("file", type=FILE)
@LANGUAGE
@click.option("--names", is_flag=True, help="Name those whose data are missing.")
@click.option("--template", type=FILE, help="Fill the named cells of this Excel file.")
@protecting
@as_json
@place
def export(
    here: Place,
    report_id: int,
    file: Path,
    language: str,
    names: bool,
    template: Path | None,
    password_env: str,
    plain: bool,
    as_json: bool,
) -> None:
    """Writes a kept report: .xlsx, .zip (separated text) or .pdf; or a filled template."""
    protection = chosen(password_env, plain) if names else PLAIN
    filled = 0
    with here.school() as db:
        of = reports.report(db, report_id)
        if template is not None:
            filled = len(reports_templates.fill_template(db, of, template, file).names)
        elif file.suffix.lower() == ".pdf":
            made = reports_papers.prepare(db, of, language, names=names)
            printing.export(db, made, file, protection)
        else:
            reports_files.export(db, of, file, language, names=names, protection=protection)
    data = {"file": str(file), "filled": filled}
    answer(data, as_json, [_("Written: {file}.").format(file=file)])


@report.command()
@click.argument("file", type=FILE)
@LANGUAGE
@as_json
@place
def template(here: Place, file: Path, language: str, as_json: bool) -> None:
    """Saves a sample template: every name that a cell of your own Excel form may bear."""
    count = reports_templates.save_sample(file, "ru" if language == "ru" else "kk")
    lines = [_("Written: {file}.").format(file=file)]
    answer({"file": str(file), "names": count}, as_json, lines)


@report.command()
@as_json
@place
def keys(here: Place, as_json: bool) -> None:
    """The numbered figures, the names of a template's cells, what may be missing."""
    listed = list(reports_templates.names())
    data = {
        "figures": [
            {"number": key.number, "key": key.key, "name": key.name.json()} for key in KEYS.values()
        ],
        "cells": [{"name": name, "says": text.json()} for _number, name, text in listed],
        "lacks": {lack.value: what.json() for lack, (what, _todo) in LACKS.items()},
    }
    lines = [
        f"{'' if number is None else number:>5}  {name:<44} {text[here.language]}"
        for number, name, text in listed
    ]
    answer(data, as_json, lines)


@report.command()
@click.argument("file", type=FILE, required=False)
@LANGUAGE
@click.option("--only-look", is_flag=True, help="Write the sheet; the next begins where it does.")
@click.option("--after", type=click.IntRange(0), help="Again after an earlier sheet; 0: everybody.")
@protecting
@as_json
@place
def register(
    here: Place,
    file: Path | None,
    language: str,
    only_look: bool,
    after: int | None,
    password_env: str,
    plain: bool,
    as_json: bool,
) -> None:
    """Changes of pupils for the national database since the last sheet; with FILE, writes it."""
    protection = chosen(password_env, plain) if file is not None else PLAIN
    with here.school() as db:
        lines = reports_register.changed(db, after)
        known = reports_register.registered(db)
        if file is not None:
            reports_register.export(
                db, file, language, protection, register=not only_look, after=after
            )
    data = {
        "since": known[0].date if known else None,
        "sheets": [{"id": s.id, "date": s.date, "by": s.by, "lines": s.lines} for s in known],
        "file": str(file) if file else None,
        "registered": file is not None and not only_look,
        "lines": [line.json() for line in lines],
    }
    said = [_register_line(line, here.language) for line in lines]
    answer(data, as_json, said or [_("Nothing changed since the last sheet.")])


def _register_line(line: reports_register.Line, language: str) -> str:
    what = reports_register.WHAT_NAMES[line.what][language]
    change = ""
    if line.field is not None:
        before = f"{line.before[language]} → " if line.before else ""
        change = f", {line.field[language]}: {before}{line.after[language] if line.after else ''}"
    return f"{line.iin:<12}  {line.name}, {line.class_name}: {what}{change}"
