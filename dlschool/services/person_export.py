"""Everything the school keeps about one pupil as one PDF: the card, then the pages of the scans.

What is sealed for others than the user is left out, with the words that it is closed.
"""

import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from dlschool.domain.access import CLOSED, Right
from dlschool.domain.field_names import FIELD_NAMES
from dlschool.domain.personal import PURPOSES, Purpose
from dlschool.domain.text import Text
from dlschool.domain.trace import CONSULTATIONS
from dlschool.errors import Refused
from dlschool.forms.form import CardPart, Personal
from dlschool.forms.page import render
from dlschool.forms.person_card import FORM
from dlschool.forms.said import clean
from dlschool.services import personal_papers, protected_files, pupils, viewings
from dlschool.services.access import need
from dlschool.services.journal_values import NOTHING, in_words
from dlschool.services.personal import refuse_blocked
from dlschool.services.protected_files import Protection
from dlschool.store import blobs, naming, person_rows
from dlschool.store.connection import Row, Store

PART_NAMES = {
    "pupils": Text("Білім алушының карточкасы", "Карточка обучающегося"),
    "guardians": Text("Заңды өкілдер", "Законные представители"),
    "consents": Text("Келісімдер", "Согласия"),
    "requests": Text("Дербес деректер туралы өтініштер", "Обращения о персональных данных"),
    "cases": Text("Қашықтан оқыту істері", "Дела дистанционного обучения"),
    "papers": Text("Құжаттар", "Документы"),
    "decisions": Text("Кеңестердің шешімдері", "Решения советов"),
    "orders": Text("Бұйрықтар", "Приказы"),
    "issued": Text("Берілген материалдар", "Выданные материалы"),
    "prints": Text("Басып шығарылған құжаттар", "Напечатанные документы"),
    "loans": Text("Оқулықтар мен материалдар", "Учебники и материалы"),
    "sittings": Text("БЖБ мен ТЖБ тапсыру", "Сдача СОР и СОЧ"),
    "results": Text("Нәтижелер", "Результаты"),
    "formative": Text("Қалыптастырушы бағалау", "Формативное оценивание"),
    "grades": Text("Бағалар", "Оценки"),
    "traces": Text("Цифрлық із жазбалары", "Записи цифрового следа"),
    "scans": Text("Скан-көшірмелер", "Сканы"),
}
CONSULTED = Text("Консультациялар", "Консультации")
"""Apart from the digital trace: none of them is ever printed in it."""
JOURNAL = Text("Кім көрді және өзгертті", "Кто видел и изменял")
IS_CLOSED = Text(
    "жабық: бұл файлды жасаған адамға ашылмаған", "закрыто: не открыто тому, кто сделал файл"
)
ADDED = Text("осы файлдың соңында", "в конце этого файла")
LOST = Text("файлы жоқ немесе бүлінген", "файл отсутствует или повреждён")
_SKIPPED = frozenset(["pupil_id", "case_id", "paper_id", "how"])
_PDF = "application/pdf"
_JOURNAL_LINES = 2000


def export(
    db: Store, pupil_id: int, path: Path, protection: Protection, language: str = "both"
) -> int:
    """Writes the file and notes it; returns its pages.

    Refused: the role may not export, the pupil's data are blocked, the place cannot be written.
    """
    need(db, Right.EXPORT)
    refuse_blocked(db, pupil_id)
    content, pages = _document(db, pupil_id, language)
    with viewings.exporting(db, [pupil_id], FORM.title, path.name, plain=protection.plain):
        protected_files.write(path, protected_files.pdf(content, protection))
    return pages


def _document(db: Store, pupil_id: int, language: str) -> tuple[bytes, int]:
    """The PDF in memory and the number of its pages."""
    card = pupils.card(db, pupil_id)
    scans, said = _scans(db, person_rows.rows(db, pupil_id)["scans"])
    subject = replace(
        personal_papers.subject(db, Personal(card=tuple(parts(db, pupil_id, said)))),
        pupil=card.pupil,
        guardians=card.guardians,
    )
    shown = render([(FORM, subject)], language, on_missing=lambda _characters, _text: None)
    return _joined(shown, scans)


def parts(
    db: Store, pupil_id: int, scans: tuple[tuple[Text, Text], ...] = ()
) -> Iterator[CardPart]:
    """Heading and lines of every kind of record, and who saw and changed them."""
    for thing, rows in person_rows.rows(db, pupil_id).items():
        apart = [row for row in rows if thing == "traces" and row["kind"] in CONSULTATIONS]
        if thing == "traces":
            yield CardPart(heading=CONSULTED, lines=tuple(_lines(db, thing, apart)))
        shown = [row for row in rows if row not in apart]
        lines = scans if thing == "scans" else tuple(_lines(db, thing, shown))
        yield CardPart(heading=PART_NAMES[thing], lines=lines)
    noted = viewings.of_pupil(db, pupil_id, _JOURNAL_LINES)
    yield CardPart(heading=JOURNAL, lines=tuple(_noted(line) for line in noted))


def _noted(line: viewings.Line) -> tuple[Text, Text]:
    what, when = viewings.WHAT_NAMES[line.what], f"{line.at:%d.%m.%Y %H:%M}, {line.who}"
    said = Text(f"{what.kk}: {line.subject.kk}", f"{what.ru}: {line.subject.ru}")
    return Text(when, when), said


def _lines(db: Store, thing: str, rows: list[Row]) -> Iterator[tuple[Text, Text]]:
    """A line for every filled field; several records of a kind begin with their names."""
    for row in rows:
        if thing != "pupils":
            name = naming.named(db, thing, row["id"], row)
            yield _plain(name), Text(f"id {row['id']}", f"id {row['id']}")
        for column, title in FIELD_NAMES[thing].items():
            value = NOTHING if column in _SKIPPED else _value(db, thing, column, row)
            if value != NOTHING:
                yield title, _plain(value)


def _value(db: Store, thing: str, column: str, row: Row) -> Text:
    if (thing, column) == ("consents", "scope"):
        names = [PURPOSES[p].name for p in Purpose if f'"{p}"' in str(row[column])]
        return Text("; ".join(n.kk for n in names), "; ".join(n.ru for n in names))
    value = in_words(db, thing, column, row)
    return IS_CLOSED if CLOSED in value.kk else value


def _plain(value: Text) -> Text:
    return Text(clean(value.kk), clean(value.ru))


Scans = list[tuple[bytes, str]]


def _scans(db: Store, rows: list[Row]) -> tuple[Scans, tuple[tuple[Text, Text], ...]]:
    """Contents of the scans with their types, and what the card says of each scan."""
    found: Scans = []
    said = []
    for row in rows:
        seal = blobs.seal_of(db, row["digest"])
        name = naming.named(db, "scans", row["id"], row)
        if seal is not None and not db.user.opens(seal):
            said.append((name, IS_CLOSED))
            continue
        try:
            found.append((blobs.get(db, row["digest"]), row["mime"]))
            said.append((name, ADDED))
        except Refused:
            said.append((name, LOST))
    return found, tuple(said)


def _joined(card: bytes, scans: Scans) -> tuple[bytes, int]:
    """The card and the pages of the scans in one PDF, and how many pages there are."""
    import pikepdf

    made = io.BytesIO()
    with ExitStack() as opened, pikepdf.open(io.BytesIO(card)) as whole:
        for content, mime in scans:
            part = io.BytesIO(content if mime == _PDF else _picture_page(content))
            held: Any = opened.enter_context(pikepdf.open(part))
            whole.pages.extend(held.pages)
        count = len(whole.pages)
        whole.save(made)
    return made.getvalue(), count


def _picture_page(content: bytes) -> bytes:
    """A picture as a page of its own size at 150 dots an inch."""
    from PIL import Image

    made = io.BytesIO()
    with Image.open(io.BytesIO(content)) as picture:
        picture.convert("RGB").save(made, "PDF", resolution=150)
    return made.getvalue()
