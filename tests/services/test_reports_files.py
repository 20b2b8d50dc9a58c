"""Files of a report: formulas agree with their values in each language; names only on demand."""

import io
import re
import zipfile
from pathlib import Path

import builders
import openpyxl
import pypdf
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dlschool.domain.report import GROUPS, KEYS, Report
from dlschool.errors import Refused
from dlschool.services import (
    history,
    printing,
    reports,
    reports_files,
    reports_papers,
    reports_templates,
    viewings,
)
from dlschool.services.opening import Store
from dlschool.services.protected_files import PLAIN, under

YEAR = "2026-2027"
LANGUAGES = ("kk", "ru", "both")


@pytest.fixture
def kept(db: Store) -> Report:
    """A report in which something is counted and something is missing by name."""
    builders.stored_case(db, pupil_id=builders.stored_pupil(db, sex=None))
    return reports.make(db, reports.year(db, YEAR))


def evaluated(page: Worksheet, formula: str) -> object:
    """What the formulas that a report writes come to, from the values of the page's own cells."""

    def value(place: str) -> float:
        return float(page[place].value or 0)

    if formula.startswith("=SUM("):
        found = re.fullmatch(r"=SUM\(([A-Z]+)(\d+):\1(\d+)\)((?:-[A-Z]+\d+)*)", formula)
        assert found, formula
        column, first, last, less = found.groups()
        rows = range(int(first), int(last) + 1)
        minus = sum(value(place) for place in less.split("-")[1:])
        return sum(value(f"{column}{row}") for row in rows) - minus
    share = re.fullmatch(r'=IF\((.+)=0,"–",ROUND\(100\*\((.+)\)/\((.+)\),1\)\)', formula)
    assert share, formula
    whole, parts = (
        sum(value(place) for place in terms.split("+")) for terms in (share[1], share[2])
    )
    return "–" if not whole else round(100 * parts / whole + 1e-9, 1)


def pages(path: Path, *, values: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, data_only=values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_shows_what_it_comes_to(db: Store, tmp_path: Path, language: str) -> None:
    figures = {key: n % 7 for n, key in enumerate(KEYS)}
    covered = reports.year(db, YEAR)
    of = Report(covered=covered, made_on=db.today(), figures=figures, version=1)
    path = tmp_path / "есеп.xlsx"
    reports_files.export(db, of, path, language)
    values = pages(path, values=True)
    seen = 0
    for page in pages(path, values=False):
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    shown = values[page.title][cell.coordinate].value
                    assert shown == evaluated(values[page.title], cell.value), cell.coordinate
                    seen += 1
    assert seen > 80


def test_a_sheet_for_each_group_with_headings_that_stay_and_the_notes(
    db: Store, kept: Report, tmp_path: Path
) -> None:
    path = tmp_path / "отчёт.xlsx"
    reports_files.export(db, kept, path, "ru")
    book = pages(path, values=False)
    assert book.sheetnames[: len(GROUPS)] == [name.ru for name in GROUPS.values()]
    assert book.sheetnames[-1] == "Как посчитано"
    for name in GROUPS.values():
        assert book[name.ru].freeze_panes is not None
        assert book[name.ru].print_title_rows is not None
        assert book[name.ru].page_setup.orientation == "landscape"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_figures_stand_in_every_language(
    db: Store, kept: Report, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "есеп.xlsx"
    reports_files.export(db, kept, path, language)
    book = pages(path, values=True)
    for key in ("cases_total_opened", "cases_family_opened", "school_pupils", "pupils_total_end"):
        ((title, place),) = book.defined_names[f"dl_{key}"].destinations
        assert book[title][place.replace("$", "")].value == kept.figures[key]


def words(path: Path) -> str:
    book = pages(path, values=True)
    return " ".join(str(c.value) for page in book for row in page.iter_rows() for c in row)


def test_names_stand_in_the_file_only_when_they_are_wanted(
    db: Store, kept: Report, tmp_path: Path
) -> None:
    without, with_names = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    reports_files.export(db, kept, without, "kk")
    reports_files.export(db, kept, with_names, "kk", names=True)
    assert "Сәрсенбаев" not in words(without)
    assert "бұйрық жоқ" in words(without)
    assert "Сәрсенбаев Өркен" in words(with_names)
    pupil_id = next(gap.pupil_id for gap in kept.gaps if gap.pupil_id)
    (noted,) = [each for each in viewings.of_pupil(db, pupil_id) if each.what == "exported"]
    assert "2026-2027" in noted.subject.kk


def test_a_file_with_names_can_have_a_password(db: Store, kept: Report, tmp_path: Path) -> None:
    path = tmp_path / "есеп.xlsx"
    reports_files.export(db, kept, path, "kk", names=True, protection=under("қар барысы 7"))
    assert path.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert history.actions(db)[0].message == "Report saved to {file}: {what}"


@pytest.mark.parametrize(("language", "word"), [("kk", "Негізі"), ("ru", "Основание")])
def test_separated_text_is_a_file_a_table(
    db: Store, kept: Report, tmp_path: Path, language: str, word: str
) -> None:
    path = tmp_path / "есеп.zip"
    reports_files.export(db, kept, path, language)
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist()[0] == "01-report.csv"
        held = {name.partition("-")[2]: packed.read(name) for name in packed.namelist()}
    cases = held["cases.csv"]
    assert cases.startswith(b"\xef\xbb\xbf" + word.encode() + b";")
    opened = [line.split(";")[1] for line in cases.decode("utf-8-sig").split("\r\n")[1:-1]]
    assert opened == ["0", "0", "1", "0", "0", "1"]
    assert "Сәрсенбаев" not in held["missing.csv"].decode("utf-8-sig")


def test_files_of_other_kinds_and_places_that_cannot_be_written_are_refused(
    db: Store, kept: Report, tmp_path: Path
) -> None:
    before = history.actions(db)[0].id
    with pytest.raises(Refused, match="docx"):
        reports_files.export(db, kept, tmp_path / "есеп.docx", "kk")
    with pytest.raises(Refused):
        reports_files.export(db, kept, tmp_path / "жоқ" / "есеп.xlsx", "kk")
    with pytest.raises(Refused, match="en"):
        reports_files.export(db, kept, tmp_path / "есеп.xlsx", "en")
    protection = under("қар барысы 7")
    with pytest.raises(Refused, match="CSV"):
        reports_files.export(db, kept, tmp_path / "a.zip", "kk", names=True, protection=protection)
    assert list(tmp_path.glob("*.xlsx")) == []
    assert history.actions(db)[0].id == before, "what was not written is not noted"


def test_a_correction_says_what_changed(db: Store, kept: Report, tmp_path: Path) -> None:
    builders.stored_case(db, pupil_id=builders.stored_pupil(db, last="Әлиев"))
    second = reports.make(db, kept.covered, "бір іс қалып қойған")
    path = tmp_path / "есеп.xlsx"
    reports_files.export(db, second, path, "kk")
    said = words(path)
    assert "бір іс қалып қойған" in said
    page = pages(path, values=True)["Өзгерістер"]
    rows = {row[0]: row[1:3] for row in page.iter_rows(min_row=3, values_only=True)}
    assert rows[KEYS["cases_total_opened"].name.kk] == (1, 2)


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_prints_and_names_only_on_demand(db: Store, kept: Report, language: str) -> None:
    plain = reports_papers.prepare(db, kept, language)
    named = reports_papers.prepare(db, kept, language, names=True)
    assert "Сәрсенбаев" not in text_of(plain.content)
    assert "Сәрсенбаев" in text_of(named.content)
    assert (plain.pupils, len(named.pupils)) == ((), 1)


def test_printing_is_noted(db: Store, kept: Report, tmp_path: Path) -> None:
    made = reports_papers.prepare(db, kept, "ru", names=True)
    printing.export(db, made, tmp_path / "отчёт.pdf", PLAIN)
    assert history.actions(db)[0].kind == "record"
    codes = db.values("select code from prints")
    assert codes == ["distance-report"]


def test_the_sample_template_is_filled_with_every_figure(
    db: Store, kept: Report, tmp_path: Path
) -> None:
    sample, path = tmp_path / "үлгі.xlsx", tmp_path / "есеп.xlsx"
    count = reports_templates.save_sample(sample, "kk")
    filled = reports_templates.fill_template(db, kept, sample, path)
    assert len(filled.names) == count == len(list(reports_templates.names()))
    rows = pages(path, values=True).worksheets[0].iter_rows(min_row=4, values_only=True)
    found = {row[1]: row[4] for row in rows}
    assert found["dl_cases_total_opened"] == kept.figures["cases_total_opened"] == 1
    assert found["dl_period_ru"] == "2026-2027 учебный год"
    assert found["dl_results_total_quality"] == "–"


def test_a_template_without_a_known_name_is_refused_with_examples(
    db: Store, kept: Report, tmp_path: Path
) -> None:
    template = tmp_path / "бос.xlsx"
    openpyxl.Workbook().save(template)
    with pytest.raises(Refused, match="dl_pupils_total") as refused:
        reports_templates.fill_template(db, kept, template, tmp_path / "есеп.xlsx")
    assert "бос.xlsx" in refused.value.text("ru")
    assert not (tmp_path / "есеп.xlsx").exists()


def test_a_template_is_not_written_over_and_one_that_is_not_there_is_refused(
    db: Store, kept: Report, tmp_path: Path
) -> None:
    sample = tmp_path / "үлгі.xlsx"
    reports_templates.save_sample(sample, "ru")
    before = sample.read_bytes()
    with pytest.raises(Refused, match=r"үлгі\.xlsx"):
        reports_templates.fill_template(db, kept, sample, sample)
    with pytest.raises(Refused, match=r"жоқ\.xlsx"):
        reports_templates.fill_template(db, kept, tmp_path / "жоқ.xlsx", tmp_path / "a.xlsx")
    assert sample.read_bytes() == before
