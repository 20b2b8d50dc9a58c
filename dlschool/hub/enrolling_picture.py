"""An enrolment as a picture of a code, for paper: for a phone or a reader that types as a keyboard does."""

import io
from typing import Any

from dlschool.exchange import armour


def svg(content: bytes) -> str:
    """Scales without loss; black on white."""
    out = io.BytesIO()
    _made(content).save(out, kind="svg", scale=4, border=4, xmldecl=False, light="white")
    return out.getvalue().decode()


def png(content: bytes) -> bytes:
    out = io.BytesIO()
    _made(content).save(out, kind="png", scale=6, border=4)
    return out.getvalue()


def _made(content: bytes) -> Any:
    """Capital letters and digits: the dense kind of code."""
    import segno

    return segno.make_qr(armour.one_line(content), error="m", boost_error=False)
