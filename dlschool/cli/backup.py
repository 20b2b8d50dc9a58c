"""`backup`: create, list, verify, restore; and where the second copies go."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from dlschool import settings as machine
from dlschool.cli import passwords
from dlschool.cli.output import Place, answer, as_json, place, refusal, say
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.services import backups as service
from dlschool.services import history, restoring, restoring_anew, second_place
from dlschool.services.backups import Backup
from dlschool.services.opening import Store
from dlschool.services.restoring import Loss
from dlschool.services.restoring_anew import Opener
from dlschool.settings import Settings

_WORDS = "DLSCHOOL_RECOVERY"


@click.group()
def backup() -> None:
    """Backups of the school's data."""


@backup.command()
@as_json
@place
def create(here: Place, as_json: bool) -> None:
    """Make a backup now: in the data folder, and in the second place if it can be reached."""
    with here.school() as db:
        made = service.create(db, machine.load())
    data = {
        "backup": service.as_json(made.local),
        "second": service.as_json(made.second) if made.second else None,
        "trouble": refusal(made.trouble) if made.trouble else None,
    }
    if made.trouble:
        say(made.trouble.text())
    folders = [found.folder for found in (made.local, made.second) if found]
    answer(
        data, as_json, [_("The backup is made and checked: {file}").format(file=f) for f in folders]
    )


@backup.command("list")
@as_json
@place
def list_(here: Place, as_json: bool) -> None:
    """Backups that can be reached now, newest first."""
    with here.school() as db:
        found = service.listed(db, machine.load())
    answer(
        {"backups": [service.as_json(each) for each in found]},
        as_json,
        [_line(each) for each in found] or [_("There is no backup yet.")],
    )


def _line(each: Backup) -> str:
    state = each.trouble.text() if each.trouble else _("whole")
    where = _("second place") if each.place.second else _("data folder")
    return f"{each.name:32} {_size(each):>9}  {where:18} {state}"


def _size(each: Backup) -> str:
    return f"{each.manifest.size / 2**20:.1f} MB" if each.manifest else "—"


@backup.command()
@click.argument("name", required=False)
@click.option("--all", "every", is_flag=True, help="Every backup that can be reached.")
@as_json
@place
def verify(here: Place, name: str | None, every: bool, as_json: bool) -> None:
    """Read the whole of a backup (the newest, or NAME: its name or folder) and say what is wrong."""
    with here.school() as db:
        chosen = _all(db) if every else [_chosen(db, name)]
        wrong = [(each, service.verify(db, each)) for each in chosen]
    count = sum(bool(found) for _each, found in wrong)
    data: dict[str, Any] = {
        "whole": not count,
        "backups": [
            {**service.as_json(each), "wrong": [refusal(refused) for refused in found]}
            for each, found in wrong
        ],
    }
    lines = []
    for each, found in wrong:
        lines += [f"{each.name}: {refused.text()}" for refused in found]
        lines += [] if found else [f"{each.name}: " + _("Everything is whole.")]
    if count:
        broken = Refused(N_("Backups that are not whole: {count}."), count=count)
        data["refused"] = refusal(broken)
        say(broken.text())
    answer(data, as_json, lines)
    if count:
        raise click.exceptions.Exit(1)


def _all(db: Store) -> list[Backup]:
    found = service.listed(db, machine.load())
    if not found:
        raise Refused(N_("There is no backup yet."))
    return found


def _chosen(db: Store, name: str | None) -> Backup:
    """By its name, in either place; by its folder; without a name the newest sound one."""
    if name is not None and (os.sep in name or Path(name).is_dir()):
        return restoring.backup_at(Path(name).absolute(), db.keys, service.school_id(db))
    found = _all(db)
    if name is None:
        return next((each for each in found if each.sound), found[0])
    named = next((each for each in found if each.name == name), None)
    if named is None:
        raise Refused(N_("There is no backup {name}."), name=name)
    return named


@backup.command()
@click.argument("name", required=False)
@click.option("--yes", is_flag=True, help="Restore, having seen what will be lost.")
@click.option("--words", is_flag=True, help="Open it by the recovery sheet's words.")
@click.option("--damaged", is_flag=True, help="The store cannot be opened: it is put aside whole.")
@as_json
@place
def restore(
    here: Place, name: str | None, yes: bool, words: bool, damaged: bool, as_json: bool
) -> None:
    """Put a backup (the newest, or NAME: its name or folder) in the store's place.

    In an empty data folder NAME is the stick, or the backup's folder on it.
    """
    if damaged or not here.folder.store.exists():
        _anew(here, name, words, damaged, yes, as_json)
        return
    known = machine.load()
    with here.school(strange=True) as db:
        chosen = _chosen(db, name)
        loss = restoring.loss(db, chosen)
        data: dict[str, Any] = {"backup": service.as_json(chosen), "lost": lost(loss)}
        for line in told(loss):
            say(line)
        if not (yes or _agreed(as_json)):
            refused = Refused(N_("Nothing was restored. To restore, say so: --yes."))
            say(refused.text())
            answer({**data, "refused": refusal(refused)}, as_json, [])
            raise click.exceptions.Exit(1)
        ready = restoring.restore(db, chosen, known)
    data |= {"kept": service.as_json(ready.before), "absent_scans": len(ready.absent)}
    answer({**data, "epoch": ready.epoch}, as_json, list(_restored(chosen, ready)))


def _agreed(as_json: bool) -> bool:
    return not as_json and sys.stdin.isatty() and click.confirm(_("Restore it?"), err=True)


def lost(loss: Loss) -> dict[str, Any]:
    """What a restore gives up, for a program."""
    ends = {"first": loss.first, "last": loss.last}
    return {
        "count": loss.count,
        **{
            key: {"id": a.id, "at": a.at.isoformat(), "who": a.who, "what": history.said(a)}
            if a
            else None
            for key, a in ends.items()
        },
        "actions": [history.said(action) for action in loss.actions],
        "back": loss.back,
    }


def told(loss: Loss) -> list[str]:
    """The same for a person."""
    if not loss.count:
        return [_("Nothing will be lost: nothing was done after this backup.")]
    lines = [_("What was done after this backup will be lost: {count}").format(count=loss.count)]
    for action in loss.actions:
        lines.append(f"  {action.at:%d.%m.%Y %H:%M}  {action.who}  {history.said(action)}")
    more = loss.count - len(loss.actions)
    return [*lines, _("  … and {count} earlier").format(count=more)] if more else lines


def _restored(chosen: Backup, ready: restoring.Ready) -> list[str]:
    lines = [_("Restored: {name}. What was there before is kept in {file}").format(
        name=chosen.name, file=ready.before.folder
    )]  # fmt: skip
    if ready.absent:
        absent = _("Scans that are nowhere to be found: {count}").format(count=len(ready.absent))
        lines.append(absent)
    return lines


def _anew(
    here: Place, name: str | None, words: bool, damaged: bool, yes: bool, as_json: bool
) -> None:
    """Without a store: on a new computer, or over a damaged one."""
    source = Path(name).absolute() if name else here.folder.root
    if damaged and not yes:
        raise Refused(N_("Nothing was restored. To restore, say so: --yes."))
    opener = _opener(here, source, words)
    if damaged:
        aside = restoring_anew.restore_over(here.folder, here.clock, source, opener)
        said = _("Restored. The damaged store is kept in {folder}").format(folder=aside)
        answer({"kept": str(aside)}, as_json, [said])
        return
    made = restoring_anew.restore_anew(here.folder, here.clock, source, opener)
    said = _("The school of the backup {name} is in {folder}").format(
        name=made.name, folder=here.folder.root
    )
    answer({"backup": service.as_json(made)}, as_json, [said])


def _opener(here: Place, source: Path, words: bool) -> Opener:
    names = restoring_anew.names_in(source)
    name = here.user or (names[0] if len(names) == 1 or words else "")
    if not name:
        raise Refused(N_("Say who you are with --user. Known: {names}."), names=", ".join(names))
    if words:
        typed = os.environ.get(_WORDS) or str(click.prompt(_("Words of the sheet"), err=True))
        return Opener(name, words=typed)
    return Opener(name, passwords.password(name))


@backup.command("place")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--none", "nowhere", is_flag=True, help="No second place any more.")
@as_json
@place
def place_(here: Place, folder: Path | None, nowhere: bool, as_json: bool) -> None:
    """Show or choose this computer's second place: a folder on a stick or on another disk."""
    known = machine.load()
    if folder is not None or nowhere:
        known = _keep(here, known, None if nowhere else folder)
    chosen = second_place.chosen(known)
    said = f"{chosen.label}: {chosen.folder}" if chosen.label else chosen.folder
    answer(
        {"folder": chosen.folder, "label": chosen.label},
        as_json,
        [said or _("No second place is chosen.")],
    )


def _keep(here: Place, known: Settings, folder: Path | None) -> Settings:
    with here.school() as db:
        kept = second_place.kept(db, known, folder)
    machine.save(kept)
    return kept
