"""The program finds its own files wherever its modules lie: in folders, or in one archive."""

import subprocess
import sys
import zipfile
from pathlib import Path

from dlschool import paths

PACKAGE = Path(paths.__file__).parent
CODE = """
import sys
sys.path.insert(0, sys.argv[1])
import dlschool
from dlschool import paths
from dlschool.law import kept
print(dlschool.__file__)
print(paths.program_file("resources", "regions.toml"))
print(kept._code())
"""


def test_in_a_checkout_they_lie_beside_the_package() -> None:
    assert paths.program_file("resources", "regions.toml").is_file()


def test_out_of_an_archive_they_lie_beside_the_archive(tmp_path: Path) -> None:
    folder = tmp_path / "Мектеп қалтасы"
    (folder / "resources").mkdir(parents=True)
    archive = folder / "program.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(PACKAGE.rglob("*.py")):
            if not path.is_relative_to(PACKAGE / "hub"):
                packed.write(path, path.relative_to(PACKAGE.parent).as_posix())
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", CODE, str(archive)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=tmp_path,
    )
    code, resource, stamp = done.stdout.splitlines()
    assert Path(code) == archive / "dlschool" / "__init__.py"
    assert Path(resource) == folder / "resources" / "regions.toml"
    assert Path(stamp) == archive
