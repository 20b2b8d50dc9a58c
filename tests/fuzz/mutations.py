"""How a real file is spoiled: bytes, pieces of text, parts of a packed file, values of a JSON tree."""

import io
import json
import zipfile
from typing import Any

from hypothesis import strategies as st

EVIL_TEXTS = (
    "", " ", "\0", "../../etc/passwd", "..\\..\\x", "CON", "\x1b[2J", "\ud800", "\u202e", "a" * 20_000,
    "=cmd|' /C calc'!A0", "{0.__class__}", "%s%n", "1e999", "-1", "9" * 4_500, "NaN", "٣", "²", "é" * 300,
    "0001-01-01", "9999-12-31", "9999-12-31T23:59:59+00:00", "31.02.2026", "𒐫" * 50, "\r\n\r\n", "'\";--",
)  # fmt: skip
EVIL_NUMBERS = (
    -1, 0, 1, 2**31, 2**63, 2**64, -(2**63) - 1, 10**400, 1e308, -1e308, float("inf"), float("-inf"),
    float("nan"), 5e-324, 2958466, -0.5, 60, True,
)  # fmt: skip
TOKENS = tuple(
    token.encode("utf-8", "replace")
    for token in (
        *EVIL_TEXTS, '"', "<", ">", "]]>", "&x;", "/>", "[", "]", "{", "}", "=", ",", ";", "#", '"""',
        "1e999", "-0", "0x7fffffffffffffff", "A1048577", "XFD1", "r=\"\"", "t=\"d\"", "t=\"e\"", "\ufeff",
    )
) + (b"\xff\xfe", b"\x80", b"\xf4\x90\x80\x80", bytes(64))  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, content: bytes, first: int = 0) -> bytes:
    """The content with one to eight pieces changed, cut out, doubled or put in."""
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(first, max(first, len(made) - 1)))
        length = draw(st.integers(0, 40))
        what = draw(st.sampled_from(("flip", "token", "cut", "twice", "end")))
        if what == "flip" and place < len(made):
            made[place] = draw(st.integers(0, 255))
        elif what == "token":
            made[place : place + length] = draw(st.sampled_from(TOKENS))
        elif what == "cut":
            del made[place : place + length]
        elif what == "twice":
            made[place:place] = made[place : place + length * 20]
        elif draw(st.integers(0, 5)) == 0:
            del made[place:]
    return bytes(made)


@st.composite
def repacked(draw: st.DrawFn, content: bytes) -> bytes:
    """A zip whose parts were spoiled and packed again, so that no checksum tells."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    for name in draw(st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=3)):
        parts[name] = draw(spoiled(parts[name]))
    return packed(parts)


def packed(parts: dict[str, bytes], level: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(EVIL_TEXTS)
    | st.sampled_from(EVIL_NUMBERS),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
"""Any value that a JSON file may hold, and some that only Python's own reader takes."""


@st.composite
def twisted(draw: st.DrawFn, tree: Any) -> Any:
    """A JSON tree of which one to four values or keys are others."""
    made = json.loads(json.dumps(tree))
    for _ in range(draw(st.integers(1, 4))):
        holders = list(_holders(made))
        if not holders:
            return draw(values)
        holder = draw(st.sampled_from(range(len(holders))).map(holders.__getitem__))
        keys = sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = draw(st.sampled_from(keys))
        what = draw(st.sampled_from(("value", "value", "value", "gone", "renamed")))
        if what == "value":
            holder[key] = draw(values)
        elif isinstance(holder, dict) and what == "renamed":
            holder[draw(st.sampled_from(EVIL_TEXTS))] = holder.pop(key)
        else:
            del holder[key]
    return made


def _holders(tree: Any) -> Any:
    """Every list and dict in the tree that holds something."""
    if isinstance(tree, (list, dict)) and tree:
        yield tree
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from _holders(inner)


def as_json(tree: Any) -> bytes:
    """Also what no text should hold: half letters, numbers without end."""
    return json.dumps(tree).encode("ascii")


def deep(depth: int = 3_000, opening: str = "[", closing: str = "]") -> bytes:
    return (opening * depth + closing * depth).encode()


def json_files(tree: Any) -> st.SearchStrategy[bytes]:
    """Files that should hold such a tree: twisted, spoiled as bytes, or something else."""
    sound = json.dumps(tree, ensure_ascii=False).encode()
    return st.one_of(
        twisted(tree).map(as_json),
        spoiled(sound),
        values.map(as_json),
        st.binary(max_size=60),
        st.sampled_from(
            (b"", b"\xef\xbb\xbf" + sound, sound * 2, deep(), deep(4_000, '{"a":', ""))
        ),
    )
