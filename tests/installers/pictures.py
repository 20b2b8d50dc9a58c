"""Pictures of installing for README, after `make windows`.

`PYTHONPATH=tests python -m installers.pictures [kk|ru]`. The setup is clicked through as a person does it;
what is drawn is wine's own.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from installers import wine
from installers.computer import LOCAL, TITLE, VERSION, until
from installers.wine import Box, Windows
from PIL import Image

REPOSITORY = Path(__file__).resolve().parents[2]
SETUP = REPOSITORY / "build" / "dist" / f"dlschool-{VERSION}-setup.exe"
OUT = REPOSITORY / "resources" / "readme" / "install.png"
FONTS = ("Tahoma", "MS Shell Dlg", "MS Shell Dlg 2")
"""Wine's own lack Kazakh letters."""
GAP, GROUND = 24, "#eef1f4"


def main() -> int:
    language = (sys.argv[1:] or ["kk"])[0]
    with (
        TemporaryDirectory() as place,
        wine.screen(Path(place, "screen.log")) as display,
        wine.installed(Path(place), display) as system,
    ):
        seen = taken(system, language)
    together(seen).save(OUT, optimize=True)
    return 0


def taken(system: Windows, language: str) -> list[Image.Image]:
    """The folder, the end of the setup, the program's first window."""
    for font in FONTS:
        key = r"HKCU\Software\Wine\Fonts\Replacements"
        system.run("reg", "add", key, "/v", font, "/d", "DejaVu Sans", "/f")
    (system.drive / SETUP.name).write_bytes(SETUP.read_bytes())
    system.start(f"C:\\{SETUP.name}", f"/LANGUAGE={language}")
    folder = system.here(rf"{LOCAL}\Programs\dlschool")
    pictures = [window(system, _is_setup)]
    press(system)
    until((folder / "start").exists, 300, "the setup's end")
    time.sleep(5)
    pictures.append(window(system, _is_setup))
    press(system)
    pictures.append(window(system, lambda title: title.startswith(tuple(TITLE.values()))))
    return pictures


def _is_setup(title: str) -> bool:
    return "dlschool" in title and ".exe" not in title


def window(system: Windows, wanted: Callable[[str], bool]) -> Image.Image:
    """Once it stands and is drawn."""
    found: list[Box] = []

    def there() -> bool:
        found[:] = [box for title, box in system.windows().items() if wanted(title)]
        return bool(found)

    until(there, 120, "the window")
    time.sleep(4)
    there()
    return system.picture().convert("RGB").crop(found[0])


def press(system: Windows) -> None:
    """The button that Enter means."""
    known = wine.environment(system.prefix, system.display)
    subprocess.run(["xdotool", "key", "Return"], env=known, check=True, timeout=30)


def together(pictures: list[Image.Image]) -> Image.Image:
    """One beside the other."""
    width = sum(each.width + GAP for each in pictures) + GAP
    sheet = Image.new("RGB", (width, max(each.height for each in pictures) + 2 * GAP), GROUND)
    left = GAP
    for each in pictures:
        sheet.paste(each, (left, (sheet.height - each.height) // 2))
        left += each.width + GAP
    return sheet


if __name__ == "__main__":
    sys.exit(main())
