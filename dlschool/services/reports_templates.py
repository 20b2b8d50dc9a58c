"""A school's own Excel form of a report: filled by the names of its cells; a sample with all names."""

from collections.abc import Iterator
from pathlib import Path

from dlschool.domain.report import KEYS, TABLES, Report, share_of
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import protected_files, reports_files
from dlschool.services.protected_files import PLAIN
from dlschool.services.reports_sheets import NO_SHARE, PREFIX
from dlschool.services.school import school
from dlschool.store.connection import Store
from dlschool.tables.book import BookCell, BookSheet, book_bytes
from dlschool.tables.filling import Filled, fill

TITLE = Text("Үлгінің ұяшықтарының атаулары", "Имена ячеек шаблона")
HOW = Text(
    "Excel-де ұяшықты белгілеп, «Аты» өрісіне (формула жолының сол жағында) атауды жазыңыз. "
    "Бағдарлама осы аты бар ұяшықтарды толтырады; формулалар мен безендіру сақталады.",
    "В Excel выделите ячейку и впишите имя в поле «Имя» (слева от строки формул). "
    "Программа заполнит ячейки с этими именами; формулы и оформление сохранятся.",
)
_HEADS = (
    Text("№", "№"),
    Text("Ұяшықтың аты", "Имя ячейки"),
    Text("Мағынасы (қазақша)", "Значение (на казахском)"),
    Text("Мағынасы (орысша)", "Значение (на русском)"),
    Text("Мәні", "Значение"),
)
WORDS: dict[str, Text] = {
    "school_name_kk": Text("Мектептің атауы, қазақша", "Название школы, на казахском"),
    "school_name_ru": Text("Мектептің атауы, орысша", "Название школы, на русском"),
    "school_bin": Text("Мектептің БСН-і", "БИН школы"),
    "director": Text("Директор", "Директор"),
    "period_kk": Text("Кезең, қазақша", "Период, на казахском"),
    "period_ru": Text("Кезең, орысша", "Период, на русском"),
    "start": Text("Кезеңнің басы", "Начало периода"),
    "until": Text("Кезеңнің соңы", "Конец периода"),
    "made_on": Text("Жасалған күні", "Дата составления"),
    "version": Text("Нұсқасы", "Версия"),
}
"""Values that are not figures."""


def names() -> Iterator[tuple[int | None, str, Text]]:
    """Number, name of the cell and what it says: of everything that a template may ask for."""
    for key, text in WORDS.items():
        yield None, PREFIX + key, text
    for figure in KEYS.values():
        yield figure.number, PREFIX + figure.key, figure.name
    for name, text, _value in _shares(None):
        yield None, name, text


def values(db: Store, of: Report) -> dict[str, int | float | str]:
    """By the names of the cells."""
    held, covered = school(db), of.covered
    told: dict[str, int | float | str] = {
        "school_name_kk": held.name.kk,
        "school_name_ru": held.name.ru,
        "school_bin": held.bin,
        "director": held.director,
        "period_kk": covered.name.kk,
        "period_ru": covered.name.ru,
        "start": f"{covered.start:%d.%m.%Y}",
        "until": f"{covered.until:%d.%m.%Y}",
        "made_on": f"{of.made_on:%d.%m.%Y}",
        "version": of.version,
    }
    told |= {key: of.figures.get(key, 0) for key in KEYS}
    shares = {name: value for name, _text, value in _shares(of)}
    return {PREFIX + key: value for key, value in told.items()} | shares


def _shares(of: Report | None) -> Iterator[tuple[str, Text, float | str]]:
    """Per cents: the name of the cell, what it says, the value («–» of nothing or without a report)."""
    figures = of.figures if of else dict.fromkeys(KEYS, 0)
    for table in TABLES:
        for column in table.columns:
            if column.share is None:
                continue
            for line in (*table.lines, *((None,) if table.total else ())):
                key = table.key(line, column) if line else table.total_key(column)
                of_line = line.name if line else Text("Барлығы", "Всего")
                said = (f"{table.title[c]}: {of_line[c]}, {column.name[c]}" for c in ("kk", "ru"))
                value = share_of(table, line, figures, column)
                yield PREFIX + key, Text(*said), NO_SHARE if value is None else value


def fill_template(db: Store, of: Report, template: Path, path: Path) -> Filled:
    """Writes the filled template; says which names it had. The template itself stays as it is.

    Refused: it cannot be read, is no .xlsx, has none of the names; it is to be written over itself.
    """
    said = reports_files.told(db, of, "both")
    if path.resolve() == template.resolve():
        raise Refused(N_("Choose another file than the template {file}: it stays as it is."),
                      file=template.name)  # fmt: skip
    try:
        data = template.read_bytes()
    except OSError as error:
        raise Refused(
            N_("The file {file} cannot be read: {reason}."),
            file=template.name,
            reason=error.strerror or error,
        ) from error
    filled = fill(data, values(db, of), template.name)
    if not filled.names:
        raise Refused(
            N_(
                "The template {file} has no cell with a known name, for example {names}. "
                "Save the sample template: it has all of them."
            ),
            file=template.name,
            names=[f"{PREFIX}pupils_total", f"{PREFIX}cases_total_opened"],
        )
    with reports_files.noted(db, said, path, filled.content, PLAIN):
        protected_files.write(path, filled.content)
    return filled


def save_sample(path: Path, language: str) -> int:
    """A template with every name, to copy cells from; returns how many. Refused: the place."""
    rows = [[BookCell(value=TITLE[language], look="title")],
            [BookCell(value=HOW[language], look="soft")]]  # fmt: skip
    rows.append([BookCell(value=head[language], look="head") for head in _HEADS])
    listed = list(names())
    for number, name, text in listed:
        rows.append(
            [
                BookCell(value=number, look="number"),
                BookCell(value=name),
                BookCell(value=text.kk),
                BookCell(value=text.ru),
                BookCell(look="number", name=name),
            ]
        )
    sheet = BookSheet(name=TITLE[language], rows=rows, widths=[7, 38, 60, 60, 14], heads=3)
    protected_files.write(path, book_bytes([sheet], {"title": TITLE[language]}))
    return len(listed)
