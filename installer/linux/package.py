"""build/dist/dlschool_<version>_amd64.deb, by dpkg-deb."""

import hashlib
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from dlschool import __version__
from installer.common import place
from installer.linux import depends, folder, notices, shared, tree

ROOT = place.BUILD / "linux" / "package"
PATH = place.DIST / f"dlschool_{__version__}_amd64.deb"
DEBIAN = Path(__file__).parent / "debian"
PROGRAM = Path("usr", "lib", "dlschool")


def lay_out(when: int) -> None:
    """The folder that is to be packed. Raises CalledProcessError, tree.Incomplete."""
    shutil.rmtree(ROOT, ignore_errors=True)
    folder.write(ROOT / PROGRAM)
    (ROOT / "usr" / "bin").mkdir()
    (ROOT / "usr" / "bin" / tree.PROGRAM).symlink_to(Path("..", "lib", "dlschool", tree.PROGRAM))
    shared.write(ROOT / "usr" / "share", when)
    _documents(ROOT / "usr" / "share" / "doc" / "dlschool", when)
    overrides = ROOT / "usr" / "share" / "lintian" / "overrides" / "dlschool"
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(DEBIAN / "overrides", overrides)
    _control(ROOT / "DEBIAN")
    tree.settle(ROOT, when)
    (ROOT / "DEBIAN" / "postinst").chmod(0o755)


def pack() -> Path:
    """Raises CalledProcessError."""
    fresh = PATH.with_name(f".new-{PATH.name}")
    words = (
        "--root-owner-group",
        "-Zxz",
        f"-z{place.PRESET}",
        "--threads-max=2",
        "--build",
        str(ROOT),
        str(fresh),
    )
    subprocess.run(["dpkg-deb", *words], check=True, stdout=subprocess.DEVNULL)
    return fresh.replace(PATH)


def _documents(doc: Path, when: int) -> None:
    doc.mkdir(parents=True)
    (doc / "copyright").write_text(_copyright(), encoding="utf-8")
    changes = (place.REPOSITORY / "CHANGELOG.md").read_bytes()
    (doc / "CHANGELOG.md.gz").write_bytes(shared.packed(changes))
    day = format_datetime(datetime.fromtimestamp(when, UTC))
    entry = (
        f"dlschool ({__version__}) stable; urgency=medium\n\n"
        "  * What a user notices stands in CHANGELOG.md.gz.\n\n"
        f" -- {_maintainer()}  {day}\n"
    )
    (doc / "changelog.gz").write_bytes(shared.packed(entry.encode()))


def _copyright() -> str:
    licences = Path("/") / PROGRAM / "programs" / __version__ / notices.NAME
    return (
        "dlschool\nCopyright: the dlschool developers\n"
        "Licence: Apache-2.0, /usr/share/common-licenses/Apache-2.0\n\n"
        "The program brings parts that others made. Their names, terms and texts:\n"
        f"{licences}\nThe list at its beginning:\n\n{_list_of_parts()}\n"
    )


def _list_of_parts() -> str:
    text = (tree.TREE / notices.NAME).read_text(encoding="utf-8")
    return text.partition("\n\n")[2].partition("\n\n")[0]


def _maintainer() -> str:
    lines = (DEBIAN / "control").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("Maintainer: ")).partition(": ")[2]


def _control(debian: Path) -> None:
    files = [path for path in sorted(ROOT.rglob("*")) if path.is_file() and not path.is_symlink()]
    sums = [f"{_md5(path)}  {path.relative_to(ROOT)}\n" for path in files]
    debian.mkdir()
    (debian / "md5sums").write_text("".join(sums), encoding="utf-8")
    shutil.copyfile(DEBIAN / "postinst", debian / "postinst")
    values = {
        "@VERSION@": __version__,
        "@SIZE@": str(sum(-(-path.stat().st_size // 1024) for path in files)),
        "@DEPENDS@": ", ".join(depends.of(tree.TREE)),
    }
    control = (DEBIAN / "control").read_text(encoding="utf-8")
    for name, value in values.items():
        control = control.replace(name, value)
    (debian / "control").write_text(control, encoding="utf-8")


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "md5").hexdigest()
