"""One row of a register: what it says of a case, and what is wrong with it."""

import re
from dataclasses import replace
from datetime import date

from dlschool.domain.case import GROUND_NAMES, WHOLE_CLASSES, Ground
from dlschool.domain.dates import parse_date
from dlschool.domain.names import folded
from dlschool.domain.past_list.columns import Field, Table
from dlschool.domain.past_list.draft import DOCUMENTS, Document, PastRow
from dlschool.domain.pupil_list.cells import iin_of, words
from dlschool.domain.text import Text
from dlschool.tables import Cell, Row


def read_row(sheet: str, table: Table, row: Row, today: date) -> PastRow:
    birth, no_date = parse_date(table.cell(row, Field.BIRTH))
    iin = iin_of(table.cell(row, Field.IIN), birth)
    read = PastRow(
        sheet=sheet,
        number=row.number,
        table=table,
        iin=iin.iin,
        name=name_of(table, row),
        birth=birth,
        edition=words(table.cell(row, Field.EDITION)),
        case_number=words(table.cell(row, Field.CASE_NUMBER)),
    )
    for wrong, field in ((no_date, Field.BIRTH), (iin.wrong, Field.IIN)):
        if wrong is not None:
            read = read.refused(wrong, field)
    if not (read.problems or read.iin or (read.name and read.birth)):
        read = read.refused(NO_PUPIL, Field.IIN, Field.NAME, Field.LAST)
    read = _with_period(_with_documents(read, row, today), row)
    return _with_ground(read, row)


def name_of(table: Table, row: Row) -> str:
    whole = words(table.cell(row, Field.NAME))
    parts = (words(table.cell(row, field)) for field in (Field.LAST, Field.FIRST, Field.MIDDLE))
    return " ".join(part for part in parts if part) or whole


NO_PUPIL = Text("ЖСН немесе аты-жөні мен туған күні керек.", "Нужен ИИН либо ФИО и дата рождения.")
NO_DAY = Text("Күні көрсетілмеген.", "Дата не указана.")
NO_NUMBER = Text("Нөмірі көрсетілмеген.", "Номер не указан.")
NO_GROUND = Text("Негізі көрсетілмеген.", "Основание не указано.")
BAD_PERIOD = Text("Кезеңнің соңы басынан бұрын тұр.", "Конец периода стоит раньше его начала.")
GUESSED_GROUND = Text(
    "Негізі көрсетілмеген; кеңес шешімі бойынша отбасының өтініші деп алынды.",
    "Основание не указано; по решению совета принято заявление семьи.",
)
WHOLE = Text(
    "Бұл негіз бір білім алушыға емес, сыныптарға қатысты: оны бөлек енгізіңіз.",
    "Это основание касается классов, а не одного обучающегося: внесите его отдельно.",
)


def _with_documents(read: PastRow, row: Row, today: date) -> PastRow:
    held: dict[str, Document] = {}
    for name in DOCUMENTS:
        both, number, day = Field(name), Field(f"{name}_number"), Field(f"{name}_date")
        document, wrong = _document(read.table.cell(row, both))
        own, own_wrong = parse_date(read.table.cell(row, day))
        document = Document(
            words(read.table.cell(row, number)) or document.number, own or document.day
        )
        if document:
            held[name] = document
        for problem, field in ((wrong, both), (own_wrong, day)):
            if problem is not None:
                read = read.refused(problem, field)
        if document.day is not None and document.day > today:
            read = read.refused(_future(document.day), day, both)
        if document.number and not document.day and not (wrong or own_wrong):
            read = read.refused(NO_DAY, day, number, both)
        if document.day and not document.number and name in ("pedagogical", "trustee", "order"):
            read = read.refused(NO_NUMBER, number, day, both)
    return replace(read, documents=held)


_NUMBERED = re.compile(r"(?:№|N)\s*([^\s,;]+)")
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_GLUE = re.compile(r"(?<!\w)(?:от|күнгі|жылғы күні|протокол|хаттама|приказ|бұйрық)(?!\w)", re.I)


def _document(cell: Cell) -> tuple[Document, Text | None]:
    """«№ 3, 05.11.2026», «05.11.2026 № 3», «2026 жылғы 5 қарашадағы № 3» in one cell."""
    shown = words(cell)
    if isinstance(cell, date) or not shown:
        return Document(day=cell if isinstance(cell, date) else None), None
    numbered = _NUMBERED.search(shown)
    number = numbered[1] if numbered else ""
    rest = shown.replace(numbered[0], " ") if numbered else shown
    day = _DAY.search(rest)
    if day is not None:
        left = _GLUE.sub(" ", rest.replace(day[0], " ")).strip(" ,;.–-")
        found, wrong = parse_date(day[0])
        return Document(number or left, found), wrong
    rest = _GLUE.sub(" ", rest).strip(" ,;.–-")
    if not rest:
        return Document(number), None
    found, wrong = parse_date(rest)
    if numbered:
        return Document(number, found), wrong
    return (Document(day=found), None) if found else (Document(rest), None)


def _future(day: date) -> Text:
    return Text(f"{day:%d.%m.%Y} күні әлі келген жоқ.", f"День {day:%d.%m.%Y} ещё не наступил.")


def _with_period(read: PastRow, row: Row) -> PastRow:
    cell = read.table.cell(row, Field.PERIOD)
    days = _DAY.findall(words(cell)) if not isinstance(cell, date) else []
    parsed = [parse_date(day) for day in days[:2]] + [(None, None)] * 2
    start, start_wrong = parse_date(read.table.cell(row, Field.START))
    until, until_wrong = parse_date(read.table.cell(row, Field.UNTIL))
    read = replace(read, start=start or parsed[0][0], until=until or parsed[1][0])
    wrongs = [(start_wrong, Field.START), (until_wrong, Field.UNTIL)]
    wrongs += [(wrong, Field.PERIOD) for _day, wrong in parsed[:2]]
    if words(cell) and not days:
        wrongs.append((parse_date(words(cell))[1] or NO_DAY, Field.PERIOD))
    for wrong, field in wrongs:
        if wrong is not None:
            read = read.refused(wrong, field)
    if read.start and read.until and read.until < read.start:
        read = read.refused(BAD_PERIOD, Field.UNTIL, Field.PERIOD)
    return read


_GROUNDS = (
    (re.compile(r"денсаулық|здоров|болезн|\bвкк\b|\bдкк\b|медицин"), Ground.HEALTH),
    (re.compile(r"жарыс|жиын|байқау|олимпиад|соревнов|сбор|конкурс"), Ground.COMPETITION),
    (re.compile(r"ауа рай|погод"), Ground.WEATHER),
    (re.compile(r"төтенше|карантин|чрезвыч|ограничит|шектеу"), Ground.EMERGENCY),
    (re.compile(r"отбас|семь|семей|ата ана|родител|өтініш|заявлен"), Ground.FAMILY),
)


def _with_ground(read: PastRow, row: Row) -> PastRow:
    shown = words(read.table.cell(row, Field.GROUND))
    if not shown:
        if not read.documents.keys() & {"pedagogical", "trustee"}:
            return read.refused(NO_GROUND, Field.GROUND)
        read = replace(read, ground=Ground.FAMILY)
        return read.warned(GUESSED_GROUND, Field.GROUND)
    said = folded(shown)
    ground = next((ground for pattern, ground in _GROUNDS if pattern.search(said)), None)
    if ground is None:
        return read.refused(_unknown_ground(shown), Field.GROUND)
    read = replace(read, ground=ground)
    return read.refused(WHOLE, Field.GROUND) if ground in WHOLE_CLASSES else read


def _unknown_ground(shown: str) -> Text:
    names = [name for ground, name in GROUND_NAMES.items() if ground not in WHOLE_CLASSES]
    kk, ru = "; ".join(n.kk for n in names), "; ".join(n.ru for n in names)
    return Text(
        f"«{shown}» деген негіз белгісіз. Белгілілері: {kk}.",
        f"Основание «{shown}» неизвестно. Известны: {ru}.",
    )
