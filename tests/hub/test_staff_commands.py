"""The first head is made on the hub's own machine."""

import json
from pathlib import Path

import pytest

from dlschool.hub import accounts, cli, database


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def test_a_head_is_made_listed_and_reset(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--database", url, "--keys", str(tmp_path / "keys.json"), "--json"]
    assert cli.run(["init", *place]) == 0
    capsys.readouterr()
    assert cli.run(["staff-add", "Bas", "--name", "Басшы", *place]) == 0
    first = said(capsys)
    assert cli.run(["staff", *place]) == 0
    assert said(capsys) == {
        "staff": [
            {"login": "bas", "name": "Басшы", "role": "head", "active": True, "districts": [""]}
        ]
    }
    assert cli.run(["staff-reset", "bas", *place]) == 0
    second = said(capsys)
    assert first["password"] != second["password"]
    db = database.of(url)
    with db.transaction() as tx:
        kept = accounts.kept_password(tx, accounts.named(tx, "bas"))
        audit = [row["action"] for row in tx.rows("select action from audit order by id")]
    db.close()
    assert accounts.right(kept, str(second["password"]))
    assert not accounts.right(kept, str(first["password"]))
    assert audit == ["account-made", "account-reset"]


def test_who_is_not_there_and_who_is_there_already_is_refused(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--database", url, "--keys", str(tmp_path / "keys.json"), "--json"]
    cli.run(["init", *place])
    add = ["staff-add", "bas", "--name", "Басшы", "--district", "394200000", *place]
    assert cli.run(add) == 0
    assert cli.run(add) == 1
    assert cli.run(["staff-reset", "bireu", *place]) == 1
    assert cli.run(["staff-add", "x", "--name", "Басшы", "--district", "аудан", *place]) == 1
