"""What pages need besides themselves: looks, a script, the program's fonts. From this machine only."""

from functools import cache

from dlschool.paths import program_file

_KINDS = {
    "svg": "image/svg+xml",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "ttf": "font/ttf",
}
_FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


@cache
def every() -> dict[str, tuple[str, bytes]]:
    """Name → media type and content."""
    places = [program_file("resources", "hub", "static", name) for name in _OURS]
    places += [program_file("resources", "fonts", name) for name in _FONTS]
    places.append(program_file("resources", "icons", "school.svg"))
    return {path.name: (_KINDS[path.suffix[1:]], path.read_bytes()) for path in places}


_OURS = ("page.css", "page.js", "htmx.min.js")
