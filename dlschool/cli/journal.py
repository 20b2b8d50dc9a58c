"""Commands about the journal: undo, redo, journal, check."""

from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place, refusal, say
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.services import history, pupils, viewings
from dlschool.services.history import Action

LIMIT = click.IntRange(1, 10**6)


@click.command()
@click.option("--list", "only_list", is_flag=True, help="What can be taken back, newest first.")
@click.option("--action", "action_id", type=int, help="Number of the action, as the list gives it.")
@as_json
@place
def undo(here: Place, only_list: bool, action_id: int | None, as_json: bool) -> None:
    """Take back the newest action, or the one that is named."""
    with here.school() as db:
        if only_list:
            actions = history.undoable(db)
            touched = [history.touched(db, action) for action in actions]
            data = [
                {**_data(action), "touches": [text.json() for text in texts]}
                for action, texts in zip(actions, touched, strict=True)
            ]
            lines = [
                f"{_line(action)} ({', '.join(text[here.language] for text in texts)})"
                for action, texts in zip(actions, touched, strict=True)
            ]
            answer({"actions": data}, as_json, lines or [_("There is nothing to take back.")])
            return
        done = history.undo(db, action_id)
    said = _("Taken back: {what}").format(what=history.said(done))
    answer({"undone": _data(done)}, as_json, [said])


@click.command()
@click.option("--action", "action_id", type=int, help="Number of the taking back.")
@as_json
@place
def redo(here: Place, action_id: int | None, as_json: bool) -> None:
    """Do again what was taken back last, or the taking back that is named."""
    with here.school() as db:
        done = history.redo(db, action_id)
        made = history.actions(db, 1)[0]
    answer({"redone": _data(done)}, as_json, [history.said(made)])


@click.command()
@click.option("--pupil", "pupil_id", type=click.IntRange(1, 2**63 - 1), help="Id of a pupil.")
@click.option("--limit", type=LIMIT, default=50, show_default=True)
@as_json
@place
def journal(here: Place, pupil_id: int | None, limit: int, as_json: bool) -> None:
    """What was done, newest first; with --pupil also who saw, printed and exported the pupil."""
    with here.school() as db:
        if pupil_id is None:
            actions = history.actions(db, limit)
            said = [_line(a) for a in actions] or [_("Nothing was done yet.")]
            answer({"actions": [_data(a) for a in actions]}, as_json, said)
            return
        pupils.card(db, pupil_id)
        found = viewings.of_pupil(db, pupil_id, limit)
    data = [
        {"at": f.at.isoformat(), "who": f.who, "what": f.what, "subject": f.subject.json()}
        for f in found
    ]
    names = viewings.WHAT_NAMES
    lines = [
        f"{f.at:%d.%m.%Y %H:%M}  {f.who}  {names[f.what][here.language]}: {f.subject[here.language]}"
        for f in found
    ]
    nobody = _("Nobody has looked at this pupil yet.")
    answer({"pupil": pupil_id, "lines": data}, as_json, lines or [nobody])


@click.command()
@as_json
@place
def check(here: Place, as_json: bool) -> None:
    """Verify the store, the journal's chain and the scans."""
    with here.school() as db:
        findings = history.check(db)
    data: dict[str, Any] = {
        "whole": not findings,
        "findings": [{"place": f.place, **f.text.json()} for f in findings],
    }
    if findings:
        broken = Refused(N_("The store is not whole: {count}."), count=len(findings))
        data["refused"] = refusal(broken)
        say(broken.text())
    lines = [f.text[here.language] for f in findings] or [_("Everything is whole.")]
    answer(data, as_json, lines)
    if findings:
        raise click.exceptions.Exit(1)


def _data(action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "at": action.at.isoformat(),
        "who": action.who,
        "kind": action.kind,
        "undone": action.undone,
        "what": history.said(action),
    }


def _line(action: Action) -> str:
    said = history.said(action)
    if action.undone:
        said = _("{what} (taken back)").format(what=said)
    who = f" ({action.who})" if action.who else ""
    return f"{action.id:6}  {action.at:%d.%m.%Y %H:%M}  {said}{who}"


COMMANDS = (undo, redo, journal, check)
