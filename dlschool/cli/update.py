"""`update FILE`, `update status`, `update back`: the program's own version."""

import contextlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from dlschool import __version__
from dlschool import settings as machine
from dlschool.cli import backup as backups
from dlschool.cli.output import Place, answer, as_json, place, refusal, say
from dlschool.errors import Newer, Refused
from dlschool.i18n import N_, _
from dlschool.services import logins, updates, updates_back, updates_trial
from dlschool.services.backups import as_json as backup_json
from dlschool.services.opening import Store
from dlschool.services.updates import Offer, Phase
from dlschool.services.updates_back import Way

_PHASES = {
    Phase.BACKUP: N_("The school's data are backed up…"),
    Phase.UNPACK: N_("The new version is laid down and checked…"),
    Phase.TEST: N_("The new version tests itself…"),
}


class FileOrCommand(click.Group):
    """What is no command of the group is the file of an update."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = {*self.commands, *ctx.help_option_names}
        return super().parse_args(ctx, ["file", *args] if args and args[0] not in known else args)


@click.group(cls=FileOrCommand)
def update() -> None:
    """Update the program from a file, see its versions, go back to the one before."""


@update.command("file")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Only say whether the file is whole and fits.")
@as_json
@place
def file_(here: Place, file: Path, check: bool, as_json: bool) -> None:
    """Install the version in FILE (*.dlu) beside the one that works; the next start tries it."""
    offer = updates.look(file.absolute())
    data: dict[str, Any] = _offered(offer)
    if check:
        updates.prove(offer, lambda _phase, _done, _of: None)
        answer({**data, "whole": True}, as_json, [*_lines(offer, here.language), _("It is whole.")])
        return
    with _school(here) as (db, steps):
        offer = updates.look(file.absolute(), steps)
        if not as_json:
            for line in _lines(offer, here.language):
                say(line)
        made = updates.install(offer, db, here.language, _Saying())
    data["backup"] = backup_json(made.backup) if made.backup else None
    lines = (
        [_("The copy of the data: {file}").format(file=made.backup.folder)] if made.backup else []
    )
    lines.append(
        _("Version {version} is installed. The next start tries it; {own} is kept.").format(
            version=made.version, own=offer.place.version
        )
    )
    answer(data, as_json, lines)


class _Saying:
    """Says each phase once."""

    def __init__(self) -> None:
        self._said: Phase | None = None

    def __call__(self, phase: Phase, _done: int, _of: int) -> None:
        if phase is not self._said:
            self._said = phase
            say(_(_PHASES[phase]))


@contextlib.contextmanager
def _school(here: Place) -> Iterator[tuple[Store | None, tuple[str, ...] | None]]:
    """The school's store and the steps of its data; no store where there is none to open: data of a
    newer program wait for the very update that is being installed.
    """
    with contextlib.ExitStack() as stack:
        db, steps = None, None
        if logins.exists(here.folder):
            try:
                db = stack.enter_context(here.school())
                updates.may(db)
            except Newer as newer:
                steps = newer.steps or None
        yield db, steps


def _offered(offer: Offer) -> dict[str, Any]:
    manifest = offer.update.manifest
    return {
        "version": offer.version,
        "from": offer.place.version,
        "system": manifest.system,
        "made": manifest.made.isoformat(),
        "news": dict(manifest.news),
        "bytes": manifest.size,
        "minutes": offer.minutes,
        "failed_before": offer.failed,
    }


def _lines(offer: Offer, language: str) -> list[str]:
    lines = [
        _("Version {version} of {day}; here is {own}.").format(
            version=offer.version,
            day=f"{offer.update.manifest.made:%d.%m.%Y}",
            own=offer.place.version,
        ),
        *offer.news(language).splitlines(),
    ]
    if offer.failed:
        lines.append(_("This version was tried on this computer once and did not start."))
    return lines


@update.command()
@as_json
def status(as_json: bool) -> None:
    """Which version runs, which starts next, which one is kept."""
    here = updates.installed()
    data: dict[str, Any] = {
        "version": __version__,
        "installed": here is not None,
        "steps": list(updates.steps_known()),
    }
    if here is None:
        lines = [_("Version {version}, not installed by a setup.").format(version=__version__)]
        answer(data, as_json, lines)
        return
    state = updates_trial.state(here)
    data |= {"folder": str(here.target), "system": here.system, **asdict(state)}
    answer(data, as_json, list(_state_lines(state)))


def _state_lines(state: updates_trial.State) -> Iterator[str]:
    yield _("Version {version} is running.").format(version=state.running)
    if state.trial:
        yield _("It is on trial until it has opened the school's data.")
    if state.waits:
        yield _("Version {version} waits for the next start.").format(version=state.current)
    if state.before:
        yield _("Version {version} is kept: “update back” starts it again.").format(
            version=state.before
        )
    if state.failed:
        yield _("Version {version} was tried and did not start.").format(version=state.failed)


@update.command()
@click.option("--yes", is_flag=True, help="Go back, having seen what will be lost.")
@as_json
@place
def back(here: Place, yes: bool, as_json: bool) -> None:
    """Start the other version that is kept here, from the next start on."""
    with _school(here) as (db, _steps):
        way = updates_back.way(db, machine.load())
        data = {"version": way.version, **_gives_up(way)}
        if way.loss is not None and not yes:
            _refuse_unsaid(way, data, as_json)
        kept = updates_back.go(way, db)
    data["kept"] = backup_json(kept) if kept else None
    answer(data, as_json, list(_went(way)))


def _gives_up(way: Way) -> dict[str, Any]:
    if way.loss is None:
        return {"backup": None, "lost": None}
    return {"backup": backup_json(way.loss.backup), "lost": backups.lost(way.loss)}


def _refuse_unsaid(way: Way, data: dict[str, Any], as_json: bool) -> None:
    assert way.loss is not None
    for line in (_restoring(way), *backups.told(way.loss)):
        say(line)
    refused = Refused(N_("Nothing was changed. To go back, say so: --yes."))
    say(refused.text())
    answer({**data, "refused": refusal(refused)}, as_json, [])
    raise click.exceptions.Exit(1)


def _restoring(way: Way) -> str:
    made = way.loss.backup.manifest if way.loss else None
    return _(
        "Version {version} cannot open the data as they are now: their copy of {when} comes back."
    ).format(version=way.version, when=f"{made.at:%d.%m.%Y, %H:%M}" if made else "")


def _went(way: Way) -> Iterator[str]:
    yield _("From the next start on, version {version} works.").format(version=way.version)
    if way.loss is not None:
        yield _("Whoever signs in first with the right to restore puts the copy in place.")
