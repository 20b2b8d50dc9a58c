"""Commands of `dlschool-hub` about who is let in; the office is the context's object."""

import getpass
import json
import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from dlschool.domain.text import Text
from dlschool.errors import Refused, reason
from dlschool.exchange import armour, pairing
from dlschool.exchange.fault import Fault
from dlschool.exchange.kinds import Level
from dlschool.hub import certificate, enrolling_picture, enrolment, letting_in, renewal
from dlschool.hub import department as own
from dlschool.hub.department import Department
from dlschool.hub.enrolment import Applicant
from dlschool.hub.letting_in import Waiting
from dlschool.hub.office import Office
from dlschool.i18n import N_, _

HEAD = (
    "# Бұл файлды dlschool бағдарламасының «Білім бөлімімен алмасу» экранында ашыңыз.\n"
    "# Откройте этот файл в программе dlschool на экране «Обмен с отделом образования»."
)
_PIN = re.compile(r"[0-9A-Fa-f]{64}")
_office = click.make_pass_decorator(Office)
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
_device = click.argument("device", type=int)
_file = click.Path(path_type=Path, dir_okay=False)
Command = TypeVar("Command", bound=Callable[..., Any])


def _who(command: Command) -> Command:
    named = click.option("--who", default=getpass.getuser, help="Who decides; kept with the act.")
    return named(command)


def _names(command: Command) -> Command:
    kazakh = click.option("--name-kk", required=True, help="Name in Kazakh.")
    return kazakh(click.option("--name-ru", required=True, help="Name in Russian.")(command))


def _answer(data: dict[str, Any], as_json: bool, lines: Sequence[str]) -> None:
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))
        return
    for line in lines:
        click.echo(line)


def _named(kk: str, ru: str) -> Text:
    if not kk.strip() or not ru.strip():
        raise Refused(N_("Write the name in Kazakh and in Russian."))
    return Text(" ".join(kk.split()), " ".join(ru.split()))


@click.command()
@_names
@click.option("--address", default="", help="https://… as schools reach the hub; none: by stick.")
@click.option("--pin", "pins", multiple=True, help="SHA-256 of the certificate, 64 hex digits.")
@_who
@_json
@_office
def department(
    office: Office,
    name_kk: str,
    name_ru: str,
    address: str,
    pins: Sequence[str],
    who: str,
    as_json: bool,
) -> None:
    """Describe the department: its names, the hub's address, its certificates (present and next; none
    named: the one that the hub made for itself).
    """
    read = tuple(_pin(pin) for pin in pins)
    value = Department(_named(name_kk, name_ru), address, read or _own_pins(office, address))
    renewal.describe(office, value, who)
    _answer({"department": value.name.json(), "address": address}, as_json, [name_ru, address])


@click.command()
@_names
@click.option("--bin", "bin_", required=True, help="The school's BIN.")
@click.option("--district", required=True, help="KATO code of the district.")
@click.option("--level", type=click.Choice([level.value for level in Level]), default="totals")
@click.option("--days", default=30, show_default=True, help="How long the code is good.")
@click.option("--out", type=_file, required=True, help="The enrolment file, *.dlx.")
@click.option("--picture", type=_file, help="The same as a code for paper: *.png or *.svg.")
@_who
@_json
@_office
def enrol(
    office: Office,
    name_kk: str,
    name_ru: str,
    bin_: str,
    district: str,
    level: str,
    days: int,
    out: Path,
    picture: Path | None,
    who: str,
    as_json: bool,
) -> None:
    """Let one computer of a school in: writes the file that the school opens."""
    until = office.now().date() + timedelta(days=days)
    of = Applicant(_named(name_kk, name_ru), bin_, district, Level(level))
    made = enrolment.enrol(office, of, until, who)
    _write(out, armour.written(made.content, HEAD).encode())
    if picture is not None:
        svg = picture.suffix.lower() == ".svg"
        drawn = enrolling_picture.svg(made.content).encode() if svg else None
        _write(picture, drawn or enrolling_picture.png(made.content))
    said = {"school": made.school, "file": str(out), "until": until.isoformat()}
    _answer(said, as_json, [_("The file {file} is good until {until}.").format(**said)])


def _pin(text: str) -> bytes:
    """Refused: it is no SHA-256."""
    digits = text.replace(":", "").strip()
    if not _PIN.fullmatch(digits):
        raise Refused(
            N_(
                "{pin} is no pin. A pin is the SHA-256 of the hub's certificate, 64 hexadecimal "
                "digits; “dlschool-hub check --certificate FILE” shows it."
            ),
            pin=text,
        )
    return bytes.fromhex(digits)


def _own_pins(office: Office, address: str) -> tuple[bytes, ...]:
    """The pin of the certificate that the hub made for itself, if it did."""
    made = office.keys_file and office.keys_file.with_name("hub-certificate.pem")
    return (certificate.pin(made),) if address and made and made.exists() else ()


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(
            N_("The file {file} cannot be written: {reason}"), file=path, reason=reason(error)
        ) from error


@click.command()
@_json
@_office
def requests(office: Office, as_json: bool) -> None:
    """Computers that wait for an approval, each with the six words to compare by telephone."""
    found = office.db.run(lambda tx: letting_in.waiting(tx, office))
    _answer({"requests": [_said(each) for each in found]}, as_json, [_line(each) for each in found])


def _said(each: Waiting) -> dict[str, Any]:
    return {
        "device": each.device,
        "school": each.name.json(),
        "bin": each.bin,
        "district": each.district,
        "label": each.label,
        "at": each.at,
        "words": list(each.words),
    }


def _line(each: Waiting) -> str:
    return f"{each.device:>6}  {each.bin}  {each.name.ru}  «{each.label}»  {' '.join(each.words)}"


@click.command()
@_device
@click.option("--words", default="", help="The six words as the school reads them out.")
@_who
@_json
@_office
def approve(office: Office, device: int, words: str, who: str, as_json: bool) -> None:
    """Let the computer in after its six words were compared."""
    waiting = office.db.run(lambda tx: letting_in.waiting(tx, office))
    found = next((each for each in waiting if each.device == device), None)
    if found is not None:
        _compare(found, words)
    _answer({"approved": _said(letting_in.approve(office, device, who))}, as_json, [_("Approved.")])


def _compare(found: Waiting, words: str) -> None:
    """Refused: what the school reads out is something else."""
    if not words and not click.confirm(f"{_line(found)}\n{_('Are the words the same?')}", err=True):
        raise Refused(N_("The words were not compared: nobody was let in."))
    spoken = "".join(c if c.isalpha() else " " for c in words.lower())
    if words and tuple(spoken.split()) != found.words:
        raise Refused(
            N_(
                "The words differ: somebody may stand between the school and the department. "
                "Decline the request and give a new enrolment file from hand to hand."
            )
        )


@click.command()
@_device
@_who
@_json
@_office
def decline(office: Office, device: int, who: str, as_json: bool) -> None:
    """Do not let the computer in; its code is used up."""
    letting_in.decline(office, device, who)
    _answer({"declined": device}, as_json, [_("Declined.")])


@click.command()
@_device
@click.option("--reason", "why", required=True, help="The school reads it.")
@_who
@_json
@_office
def revoke(office: Office, device: int, why: str, who: str, as_json: bool) -> None:
    """Hear a computer no more: it was lost, stolen, replaced."""
    letting_in.revoke(office, device, why, who)
    _answer({"revoked": device}, as_json, [_("The computer is heard no more.")])


_STATES = {
    "approved": N_("Approved."),
    "waiting": N_("A person has to approve it: see “dlschool-hub requests”."),
    "refused": N_("Not taken:"),
}


@click.command()
@click.argument("file", type=_file)
@click.option("--out", type=_file, help="Where the certificate goes, *.dlx, once it is approved.")
@_json
@_office
def pair(office: Office, file: Path, out: Path | None, as_json: bool) -> None:
    """Take a school's request from a stick; after the approval, the same again writes the certificate."""
    reply = enrolment.heard(office, _content(file))
    state = {200: "approved", 202: "waiting"}.get(reply.status, "refused")
    data: dict[str, Any] = {"state": state, "reason": None}
    if state == "refused":
        data["reason"] = reply.body.decode()
    if state == "approved" and out is not None:
        _write(out, armour.written(reply.body, HEAD).encode())
    _answer(data, as_json, [" ".join(filter(None, [_(_STATES[state]), data["reason"]]))])
    if state == "refused":
        raise click.exceptions.Exit(1)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            text = opened.read(armour.MOST_TEXT + 1).decode("utf-8", "replace")
        content = armour.read(text)
        pairing.key_of(content)
    except OSError as error:
        raise Refused(
            N_("The file {file} cannot be read: {reason}"), file=file, reason=reason(error)
        ) from error
    except Fault as error:
        raise Refused(N_("{file} is no request of a school."), file=file) from error
    return content


@click.command()
@click.option("--change", is_flag=True, help="Make the next pair and tell every school.")
@click.option("--tell", is_flag=True, help="Tell every school the newest pair once more.")
@_who
@_json
@_office
def keys(office: Office, change: bool, tell: bool, who: str, as_json: bool) -> None:
    """The department's keys: their numbers; a new pair."""
    if change:
        renewal.change_keys(office, who)
    elif tell:
        renewal.tell(office, who)
    found = [
        {"number": n, "sign": p.sign.hex(), "seal": p.seal.hex()}
        for n, p in sorted(office.publics.items())
    ]
    described = office.db.run(own.read)
    data = {"keys": found, "address": described.address if described else ""}
    _answer(data, as_json, [f"{each['number']:>3}  {each['sign']}" for each in found])


COMMANDS = (department, enrol, requests, approve, decline, revoke, pair, keys)
