"""The file of an update: what the build packs is what the program takes."""

from pathlib import Path

import pytest
from nacl.signing import SigningKey
from update_parts import PRIVATE, everything, tree

from dlschool import __version__
from dlschool.store import migrations
from dlschool.update import file, unpack
from installer.common import pack

PUBLIC = SigningKey(PRIVATE).verify_key.encode()


def test_what_is_packed_is_opened_and_laid_down_as_it_was(tmp_path: Path) -> None:
    built = tree(tmp_path / "built", __version__)
    out = pack.pack(built, __version__, "linux-x86_64", PRIVATE, tmp_path)
    assert out.name == f"dlschool-{__version__}-linux.dlu"
    update = file.opened(out, [PUBLIC])
    assert update.manifest.steps == migrations.known()
    assert update.manifest.news == pack.news(__version__)
    (tmp_path / "P").mkdir()
    assert everything(unpack.unpack(update, tmp_path / "P")) == everything(built)


def test_this_version_has_its_news_in_both_languages() -> None:
    said = pack.news(__version__)
    assert set(said) == {"kk", "ru"}
    assert all(len(line) < 120 for text in said.values() for line in text.splitlines())


def test_a_version_without_news_is_not_packed(tmp_path: Path) -> None:
    built = tree(tmp_path / "built", "9.9.9")
    with pytest.raises(pack.Wrong, match=r"9\.9\.9"):
        pack.pack(built, "9.9.9", "linux-x86_64", PRIVATE, tmp_path)
    assert list(tmp_path.glob("*.dlu")) == []


def test_a_tree_that_no_program_would_take_is_not_packed(tmp_path: Path) -> None:
    built = tree(tmp_path / "built", __version__)
    (built / "out").symlink_to("/etc/passwd")
    with pytest.raises(pack.Wrong, match="out"):
        pack.pack(built, __version__, "linux-x86_64", PRIVATE, tmp_path)
    (built / "out").unlink()
    with pytest.raises(pack.Wrong, match="libqt"):
        pack.pack(built, __version__, "windows-x86_64", PRIVATE, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["built"]
