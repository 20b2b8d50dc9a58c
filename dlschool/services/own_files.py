"""The program's own files: a copy from a stick or a cleaning tool may have left some out."""

from pathlib import Path

from dlschool import paths
from dlschool.errors import Refused
from dlschool.i18n import N_

_NEEDED = (
    ("resources", "style.qss"),
    ("resources", "regions.toml"),
    *(
        ("resources", "fonts", f"{face}-{weight}.ttf")
        for face in ("LiberationSerif", "NotoSans")
        for weight in ("Regular", "Bold")
    ),
)
_FOLDERS = (
    ("resources", "law", "*.toml"),
    ("resources", "readiness", "*.toml"),
    ("resources", "icons", "*.svg"),
)


def missing() -> list[Path]:
    """Files without which nothing can be shown or printed, and folders that are empty."""
    files = [paths.program_file(*parts) for parts in _NEEDED]
    folders = [paths.program_file(*parts) for *parts, sign in _FOLDERS if not _any(parts, sign)]
    return [*(path for path in files if not path.is_file() or not path.stat().st_size), *folders]


def refuse_missing() -> None:
    """Refused: files of the program are gone; the first of them is named."""
    if gone := missing():
        raise Refused(
            N_(
                "A file of the program is missing or damaged: {file}. Install the program again; "
                "the school's data stay as they are."
            ),
            file=gone[0],
        )


def _any(parts: list[str], sign: str) -> bool:
    return any(paths.program_file(*parts).glob(sign))
