"""Self test: every library that the program cannot do without does its work once."""

from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import LANGUAGES, N_
from dlschool.services.self_test import Check

WORDS = "Әділ Құрманғалиұлы Өтеген"


def checks() -> list[Check]:
    return [
        Check(N_("An Excel file is written and read"), _excel),
        Check(N_("A code for a reader is drawn"), _code),
        Check(N_("The planner solves a small task"), _planner),
        Check(N_("The exchange seals and opens"), _sealing),
        Check(N_("The network's part loads"), _network),
    ]


def refuse_unless(good: bool, where: str) -> None:
    if not good:
        raise Refused(N_("what came out is not what was put in: {where}"), where=where)


def _excel(folder: Path) -> None:
    from dlschool import tables
    from dlschool.services import reports_templates
    from dlschool.tables import read

    path = folder / "Тізім.xlsx"
    tables.write_xlsx(path, "Тізім", ["Аты", "Сынып"], [[WORDS, 7]])
    found = [row.cells for row in read(path)[0].rows]
    refuse_unless(any(WORDS in map(str, cells) for cells in found), path.name)
    for language in LANGUAGES:
        template = folder / f"{language}.xlsx"
        names = reports_templates.save_sample(template, language)
        refuse_unless(0 < names <= len(read(template)[0].rows), template.name)


def _code(_folder: Path) -> None:
    import segno

    made = segno.make_qr("dlschool", error="m")
    refuse_unless(len(made.matrix) >= 21, "segno")


def _planner(_folder: Path) -> None:
    """Two of three days, the cheapest that keep apart: the solver itself, not what spares it."""
    from dlschool.planning import highs

    rows = [highs.Row([(0, 1.0), (1, 1.0), (2, 1.0)], low=2, high=2)]
    found = highs.searched(highs.Model([3.0, 1.0, 2.0], [1.0, 1.0, 1.0], rows))
    refuse_unless(found.values == [0, 1, 1], "highs")


def _sealing(_folder: Path) -> None:
    from dlschool.exchange import keys, wire

    school, department = keys.new(), keys.new()
    header = wire.Header(1, bytes(4), 1, wire.FIRST)
    said = WORDS.encode()
    content = wire.make(header, said, bytes(16), school, department.public)
    envelope = wire.first(content)
    assert envelope is not None
    wire.verify(envelope, school.public, department.public)
    refuse_unless(wire.opened(envelope, bytes(16), department) == said, "nacl")


def _network(_folder: Path) -> None:
    """Nothing is called: the modules load and the certificates' library is there."""
    import http.client
    import ssl

    from dlschool.exchange import https

    refuse_unless(bool(ssl.create_default_context()) and bool(http.client) and bool(https), "ssl")
