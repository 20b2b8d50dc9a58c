"""Self test: every form comes out, in Kazakh, in Russian and side by side, filled and blank."""

from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import opening, sample
from dlschool.services.opening import Store
from dlschool.services.printouts import LANGUAGES
from dlschool.services.self_test import Check, expected, refuse_other
from dlschool.services.self_test_filled import Drawn, blank, filled
from dlschool.services.self_test_school import clock
from dlschool.store.ring import Cost

_CHEAP = Cost(1, 8 * 2**20)
LETTERS = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"
"""Letters that Kazakh has and Russian has not."""


def checks() -> list[Check]:
    return [
        Check(N_("All printed forms are there"), _listed),
        Check(N_("The fonts of the printed forms have all Kazakh letters"), _letters),
        Check(
            N_("Every form is printed in Kazakh, in Russian and side by side"),
            _printed,
        ),
    ]


def _listed(_folder: Path) -> None:
    from dlschool.forms.registry import FORMS

    refuse_other("forms", expected().forms, FORMS)


def _letters(_folder: Path) -> None:
    from dlschool.forms.sheet.fonts import drawable, fallback

    for bold in (False, True):
        fallback(bold)
        if not drawable(LETTERS + "№«»—₸", bold):
            raise Refused(N_("a font has not all letters"))


def sample_in(place: DataFolder) -> Store:
    """The sample school, of the day of the checks."""
    from dlschool.services.sample_school import PASSWORD, USER

    db = opening.found(place, clock, USER, PASSWORD, _CHEAP).db
    sample.make(db)
    return db


def _printed(folder: Path) -> None:
    db = sample_in(DataFolder(folder / "үлгі"))
    try:
        for made in (filled, blank):
            for code, drawn in made(db).items():
                _each(code, drawn)
    finally:
        db.close()


def _each(code: str, drawn: Drawn) -> None:
    for language in LANGUAGES:
        try:
            content = drawn(language)
        except Refused as refused:
            raise Refused(N_("the form {code}: {reason}"), code=code, reason=refused) from refused
        except Exception as error:
            raise Refused(N_("the form {code} cannot be printed"), code=code) from error
        if not _pages(content):
            raise Refused(N_("the form {code} cannot be printed"), code=code)


def _pages(content: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()
