"""Bulk printing: pages a second against typst, the same two-page bilingual form for 500 pupils.

Both make one file with the same words in the same places: typst is given the finished words of
every block as JSON and only its compilation is timed; ours is timed from the facts to the bytes.
The order of the two changes from round to round; the medians are compared.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import builders
import pypdfium2
import typst

from dlschool import paths
from dlschool.domain.case import PaperKind
from dlschool.domain.record import Paper
from dlschool.forms.form import Subject
from dlschool.forms.page import render
from dlschool.forms.registry import FORMS
from dlschool.forms.said import shown
from dlschool.forms.sheet import pen  # noqa: F401  loads reportlab, as typst is loaded above
from dlschool.forms.sheet.blocks import Addressee, Block, Field, Paragraph, Rule, Signature
from dlschool.law.edition import editions

PUPILS = 500
ROUNDS = 5
GOAL = 5.0

TEMPLATE = """
#set page(paper: "a4", margin: (left: 20mm, right: 10mm, top: 10mm, bottom: 10mm))
#set text(font: "Liberation Serif", size: 11pt)
#set par(leading: 0.38em, spacing: 0pt)
#let gap(mm) = v(mm * 1mm, weak: false)
#let words(row, said) = {
  let body = text(weight: if row.bold { "bold" } else { "regular" }, said)
  align(if row.center { center } else { left }, par(first-line-indent: (amount: row.indent * 1mm,
    all: true), body))
}
#let block-of(row) = {
  gap(row.before)
  if row.kind == "words" {
    grid(columns: (1fr, 1fr), column-gutter: 6mm, words(row, row.kk), words(row, row.ru))
  } else if row.kind == "rule" {
    line(length: 100%, stroke: 0.6pt)
  } else {
    grid(columns: (37%, 1.5%, 15.5%, 1.5%, 44.5%), align: bottom,
      row.left, [], line(length: 100%, stroke: 0.6pt), [], row.name)
    if row.captions.len() > 0 {
      set text(size: 8pt)
      grid(columns: (37%, 1.5%, 15.5%, 1.5%, 44.5%), row.captions.at(0), [],
        align(center, row.captions.at(1)), [], row.captions.at(2))
    }
  }
  v(0.38em)
}
#for doc in json("data.json") {
  counter(page).update(1)
  for row in doc { block-of(row) }
  pagebreak(weak: true)
}
"""


def subjects() -> list[Subject]:
    """The same school and papers, pupils and parents of all kinds."""
    pick = random.Random(2026)
    lasts = ("Сәрсенбаев", "Әбдіғаппаров", "Қоңырбаев", "Щербаков", "Ғабдуллин", "Ыбырайымов")
    firsts = ("Өркен", "Нұрлан", "Мөлдір", "Айгүл", "Іңкәр", "Бақытжан", "Ким")
    edition = editions()["order-137-97-2022"]
    made = []
    for n in range(PUPILS):
        last, first = pick.choice(lasts), pick.choice(firsts)
        made.append(
            Subject(
                school=builders.school(),
                edition=edition,
                today=date(2026, 11, 21),
                case=builders.case(number=f"2026/{n}", reason=f"Отбасы № {n} ауылға көшті"),
                pupil=builders.pupil(
                    last=last,
                    first=f"{first}-{n}",
                    grade=pick.randint(1, 11),
                    address=f"Үшбұлақ ауылы, Абай көшесі, {n}-үй",
                ),
                guardians=(builders.guardian(name=f"{last} {pick.choice(firsts)} № {n}"),),
                papers=papers(n, pick),
            )
        )
    return made


def papers(n: int, pick: random.Random) -> tuple[Paper, ...]:
    """What parents write of the conditions at home, each in their own words."""
    made = []
    for paper in builders.family_papers():
        details = dict(paper.details)
        if paper.kind == PaperKind.CONDITIONS:
            details["device"] = f"{pick.choice(('ноутбук', 'планшет', 'компьютер'))}, № {n}"
            details["adult"] = pick.choice(("анасы", "әкесі", "әжесі", "атасы", "әпкесі"))
        made.append(replace(paper, number=f"{n}-қ", details=details))
    return tuple(made)


def typst_rows(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """Each block's finished words in both languages."""
    rows: list[dict[str, Any]] = []
    for block in blocks:
        if isinstance(block, Addressee):
            rows += typst_rows(tuple(_plain(line) for line in block.lines))
        elif isinstance(block, Signature):
            captions = [f"({shown(c, 'both')})" if c else "" for c in block.captions or ()]
            left, name = shown(block.left, "both"), shown(block.name, "both")
            rows.append(_row("sign", block.before, left=left, name=name, captions=captions))
        elif isinstance(block, Rule):
            rows.append(_row("rule", block.before))
        elif isinstance(block, Field):
            kk, ru = (
                f"{block.label[x]}: {shown(block.value, x) or '.' * 40}" for x in ("kk", "ru")
            )
            rows.append(_row("words", block.before, kk=kk, ru=ru))
        elif isinstance(block, Paragraph):
            rows.append(_paragraph(block))
        else:
            raise TypeError(block)
    return rows


def _plain(line: Any) -> Block:
    return line if isinstance(line, Field) else Paragraph(words=line, align="left")


def _paragraph(block: Paragraph) -> dict[str, Any]:
    return _row(
        "words",
        block.before,
        kk=block.words.words("kk"),
        ru=block.words.words("ru"),
        bold=block.bold,
        center=block.align == "center",
        indent=block.indent / 2,
    )


def _row(kind: str, before: float, **values: Any) -> dict[str, Any]:
    return {"kind": kind, "before": before, "bold": False, "center": False, "indent": 0, **values}


def ours() -> tuple[float, bytes]:
    form, given = FORMS["application-family"], subjects()
    start = time.perf_counter()
    data = render(((form, subject) for subject in given), "both")
    return time.perf_counter() - start, data


def theirs(folder: Path) -> tuple[float, bytes]:

    start = time.perf_counter()
    data = typst.compile(
        str(folder / "form.typ"),
        font_paths=[str(paths.program_file("resources", "fonts"))],
        ignore_system_fonts=True,
        format="pdf",
    )
    return time.perf_counter() - start, bytes(data)


def once(who: str, folder: Path) -> None:
    """One run in this process: prints pages a second."""
    seconds, data = ours() if who == "ours" else theirs(folder)
    with pypdfium2.PdfDocument(data) as document:
        pages = len(document)
    if pages != 2 * PUPILS:
        sys.exit(f"forms: {who} made {pages} pages, not {2 * PUPILS}")
    sys.stdout.write(f"{pages / seconds}\n")


def fresh(who: str, folder: Path) -> float:
    """The same in a process of its own, so that neither profits from what it laid out before."""
    command = [sys.executable, __file__, who, str(folder)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    form = FORMS["application-family"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [typst_rows(form.body(subject)) for subject in subjects()]
        (folder / "data.json").write_text(json.dumps(rows), "utf-8")
        (folder / "form.typ").write_text(TEMPLATE, "utf-8")
        speeds: dict[str, list[float]] = {"ours": [], "typst": []}
        for turn in range(ROUNDS):
            for who in ("ours", "typst") if turn % 2 == 0 else ("typst", "ours"):
                speeds[who].append(fresh(who, folder))
    mine, other = median(speeds["ours"]), median(speeds["typst"])
    sys.stdout.write(
        f"forms: {mine:.0f} pages/s, typst {other:.0f} pages/s, ratio {mine / other:.1f} "
        f"(goal {GOAL:.0f}, must be 1)\n"
    )
    if mine < other:
        sys.exit("forms: slower than typst")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        once(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
