"""Commands about who is let in: from the description of the department to a certificate on a stick."""

import json
from pathlib import Path
from typing import Any

import click
import pairing_parts as parts
import pytest
from click.testing import CliRunner, Result

from dlschool.errors import Refused
from dlschool.exchange import armour, keys, pairing
from dlschool.hub import certificate, department, enrolling_commands, letting_in
from dlschool.hub.office import Office

NAMES = ["--name-kk", "Үшбұлақ мектебі", "--name-ru", "Ушбулакская школа"]


@click.group()
def hub() -> None:
    """As `dlschool-hub` mounts them."""


for command in enrolling_commands.COMMANDS:
    hub.add_command(command)


def run(desk: Office, *words: str, text: str = "") -> Result:
    return CliRunner().invoke(hub, [*words], obj=desk, input=text)


def said(desk: Office, *words: str) -> dict[str, Any]:
    found = run(desk, *words, "--json")
    assert found.exit_code == 0, found.output + repr(found.exception)
    answer: dict[str, Any] = json.loads(found.stdout)
    return answer


def enrolled(desk: Office, folder: Path) -> bytes:
    """The department described, an enrolment file written; its bytes."""
    name = parts.DEPARTMENT.name
    said(
        desk, "department", "--name-kk", name.kk, "--name-ru", name.ru,
        "--address", "https://hub.example", "--pin", "ab" * 32,
    )  # fmt: skip
    file = folder / "school.dlx"
    said(
        desk, "enrol", *NAMES, "--bin", parts.BIN, "--district", "391610000",
        "--out", str(file), "--picture", str(folder / "code.png"),
    )  # fmt: skip
    return armour.read(file.read_text("utf-8"))


def test_from_the_first_command_to_a_certificate_on_a_stick(desk: Office, tmp_path: Path) -> None:
    content, mine = enrolled(desk, tmp_path), keys.new()
    assert (tmp_path / "code.png").read_bytes().startswith(b"\x89PNG")
    assert parts.read(content).pins == (bytes.fromhex("ab" * 32),)
    stick = tmp_path / "request.dlx"
    stick.write_text(armour.written(parts.request(content, mine), "# сұрау"), "utf-8")
    assert said(desk, "pair", str(stick))["state"] == "waiting"
    (waiting,) = said(desk, "requests")["requests"]
    assert len(waiting["words"]) == 6
    said(desk, "approve", str(waiting["device"]), "--words", ", ".join(waiting["words"]).upper())
    back = tmp_path / "certificate.dlx"
    assert said(desk, "pair", str(stick), "--out", str(back))["state"] == "approved"
    certificate = armour.read(back.read_text("utf-8"))
    assert pairing.read_certificate(certificate, mine, parts.read(content)).device == 1


def test_other_words_let_nobody_in(desk: Office, tmp_path: Path) -> None:
    from dlschool.hub import enrolment

    enrolment.heard(desk, parts.request(enrolled(desk, tmp_path)))
    found = run(desk, "approve", "1", "--words", "лавук содан нашад сижаж кирум зижуз")
    assert isinstance(found.exception, Refused)
    assert run(desk, "approve", "1", text="n\n").exit_code == 1
    assert len(desk.db.run(lambda tx: letting_in.waiting(tx, desk))) == 1
    assert run(desk, "approve", "1", text="y\n").exit_code == 0
    assert desk.db.run(lambda tx: letting_in.waiting(tx, desk)) == []


def test_declined_revoked_and_used_up(desk: Office, tmp_path: Path) -> None:
    from dlschool.hub import enrolment

    content = enrolled(desk, tmp_path)
    enrolment.heard(desk, parts.request(content))
    said(desk, "decline", "1")
    stick = tmp_path / "request.dlx"
    stick.write_text(armour.written(parts.request(content)), "utf-8")
    found = run(desk, "pair", str(stick), "--json")
    assert found.exit_code == 1
    assert json.loads(found.stdout) == {"state": "refused", "reason": "used"}
    enrolment.heard(desk, parts.request(enrolled(desk, tmp_path)))
    parts.approve(desk)
    said(desk, "revoke", "2", "--reason", "Ұрланды")
    states = desk.db.run(lambda tx: tx.rows("select state from devices order by no"))
    assert [row["state"] for row in states] == ["declined", "revoked"]


def test_a_new_pair_of_keys(desk: Office, tmp_path: Path) -> None:
    enrolled(desk, tmp_path)
    assert [each["number"] for each in said(desk, "keys")["keys"]] == [1]
    assert [each["number"] for each in said(desk, "keys", "--change")["keys"]] == [1, 2]
    assert len(said(desk, "keys", "--tell")["keys"]) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("department", *NAMES, "--pin", "xyz"),
        ("department", *NAMES, "--pin", "00"),
        ("department", *NAMES, "--pin", " ".join(["ab"] * 32)),
        ("department", "--name-kk", " ", "--name-ru", "x"),
        ("enrol", *NAMES, "--bin", "1", "--district", "39", "--out", "x.dlx"),
        ("pair", "nowhere.dlx"),
        ("approve", "9", "--words", "x"),
        ("revoke", "9", "--reason", "x"),
    ],
    ids=lambda words: words[0],
)
def test_bad_input_is_refused_in_words(desk: Office, words: tuple[str, ...]) -> None:
    parts.described(desk)
    found = run(desk, *words)
    assert isinstance(found.exception, Refused)
    assert found.exception.text("kk") != found.exception.text("ru")
    assert not Path("x.dlx").exists()


def test_no_private_key_is_ever_printed(desk: Office, tmp_path: Path) -> None:
    enrolled(desk, tmp_path)
    shown = run(desk, "keys", "--change", "--json").stdout + run(desk, "keys").stdout
    for pair in desk.pairs.values():
        assert pair.sign.hex() not in shown
        assert pair.seal.hex() not in shown


def test_the_hubs_own_certificate_is_pinned_without_being_named(
    desk: Office, tmp_path: Path
) -> None:
    assert desk.keys_file is not None
    pin = certificate.ready(
        desk.keys_file.with_name("hub-certificate.pem"), tmp_path / "hub.key", desk.now()
    )
    said(desk, "department", *NAMES, "--address", "https://hub.example")
    found = desk.db.run(department.read)
    assert found is not None
    assert found.pins == (pin,)
    said(desk, "department", *NAMES)
    assert desk.db.run(department.read) == department.Department(found.name)
