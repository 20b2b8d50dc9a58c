"""Pages: what is kept together, what comes again, where a document begins."""

import re

from forms import reading

from dlschool.domain.text import Text
from dlschool.forms.said import say
from dlschool.forms.sheet.blocks import Block, Column, Field, Gap, Paragraph, Signature, Table
from dlschool.forms.sheet.flow import flow
from dlschool.forms.sheet.layout import foot, strips
from dlschool.forms.sheet.pen import Pen
from dlschool.forms.sheet.setting import setting

COLUMNS = (
    Column(heading=Text("Реті", "Порядок"), share=1),
    Column(heading=Text("Жұмыстың атауы", "Название работы"), share=5),
)


def pages(*documents: list[Block], language: str = "kk") -> list[str]:
    return reading.pages(printed(*documents, language=language))


def printed(*documents: list[Block], language: str = "kk") -> bytes:
    pen, set_as = Pen(lang="kk-KZ", invariant=True), setting(language)
    for blocks in documents:
        flow(strips(blocks, set_as, own_blank=False), pen)
    return pen.finished()


def text(words: str, **how: object) -> Paragraph:
    return Paragraph(words=say(Text(words, words)), **how)  # type: ignore[arg-type]


def test_a_table_s_heading_comes_again_on_every_page() -> None:
    rows = tuple((str(n), f"{n}-жұмыс") for n in range(1, 121))
    found = pages([Table(columns=COLUMNS, rows=rows)])
    assert len(found) > 2
    assert all("Жұмыстың атауы" in page for page in found)
    assert [int(n) for page in found for n in re.findall(r"(\d+)-жұмыс", page)] == list(
        range(1, 121)
    )


def test_a_row_that_does_not_fit_goes_whole_to_the_next_page() -> None:
    filler = [text("жол") for _ in range(44)]
    row = ("1", "\n".join(f"{n}-жолы" for n in range(1, 7)))
    first, second = pages([*filler, Table(columns=COLUMNS, rows=(("0", "басы"), row))])
    assert "басы" in first
    assert "жолы" not in first
    assert "6-жолы" in second


def test_a_row_higher_than_a_page_is_cut_between_lines_only() -> None:
    row = ("1", "\n".join(f"{n}-жолы" for n in range(1, 131)))
    found = pages([Table(columns=COLUMNS, rows=(row,))])
    assert [int(n) for page in found for n in re.findall(r"(\d+)-жолы", page)] == list(
        range(1, 131)
    )


def test_a_signature_never_stands_alone_on_a_page() -> None:
    for lines in range(30, 60):
        blocks = [*(text("жол") for _ in range(lines)), text("Соңғы сөйлем.")]
        sign = Signature(left=Text("Директор", "Директор"), name="Б. Ғалымова")
        last = pages([*blocks, sign])[-1]
        assert "Ғалымова" in last
        assert "Соңғы сөйлем" in last


def test_of_several_signatures_the_last_never_stands_alone_on_a_page() -> None:
    signs = [Signature(left="Мүше", name=f"{n}-мүше") for n in range(1, 5)]
    for lines in range(20, 60):
        last = pages([*(text("жол") for _ in range(lines)), *signs])[-1]
        assert "4-мүше" in last
        assert "3-мүше" in last


def test_words_over_a_table_stay_with_its_first_rows() -> None:
    rows = tuple((str(n), f"{n}-жұмыс") for n in range(1, 9))
    for lines in range(30, 60):
        named = Field(label=Text("Кестенің аты", "Название"), value="жұмыстар")
        for page in pages([*(text("жол") for _ in range(lines)), named, rows_of(rows)]):
            assert ("Кестенің аты" in page) == ("1-жұмыс" in page) == ("2-жұмыс" in page)
            assert ("7-жұмыс" in page) == ("8-жұмыс" in page)


def test_a_table_s_heading_does_not_stand_alone_before_a_high_row() -> None:
    high = ("1", "\n".join(f"{n}-жолы" for n in range(1, 45)))
    first, second = pages([*(text("жол") for _ in range(16)), rows_of((high,))])
    assert "Жұмыстың атауы" not in first
    assert "Жұмыстың атауы" in second


def test_the_foot_stands_on_every_page_and_takes_no_room_from_the_text() -> None:
    set_as = setting("kk")
    said = foot(Text("аяқталуы", "нижний край"), set_as)
    laid = strips([text("жол") for _ in range(150)], set_as, own_blank=False)
    with_foot, without = (Pen(lang="kk-KZ", invariant=True) for _ in range(2))
    count = flow(laid, with_foot, foot=said)
    assert count == flow(laid, without)
    data = with_foot.finished()
    assert reading.feet(data) == ["аяқталуы"] * count
    here, there = (reading.pages(each) for each in (data, without.finished()))
    assert [page.split() for page in here] == [page.split() for page in there]


def rows_of(rows: tuple[tuple[str, str], ...]) -> Table:
    return Table(columns=COLUMNS, rows=rows)


def test_a_long_paragraph_leaves_two_lines_at_least_on_either_side() -> None:
    long = " ".join(f"сөз{n}" for n in range(1, 140))
    for lines in range(35, 56):
        blocks = [*(text("жол") for _ in range(lines)), text(long)]
        first, *rest = pages([*blocks])
        here = first.count("сөз") > 0
        lines_here = len([x for x in first.splitlines() if "сөз" in x])
        assert not here or lines_here >= 2
        assert all(len([x for x in page.splitlines() if "сөз" in x]) != 1 for page in rest)


def test_pages_are_numbered_from_the_second_anew_in_every_document() -> None:
    many: list[Block] = [text("жол") for _ in range(60)]
    found = pages(many, [text("бір")], many)
    assert [re.match(r"\s*(\d*)", page).group(1) for page in found] == ["", "2", "", "", "2"]  # type: ignore[union-attr]


def test_a_heading_stays_with_what_it_heads() -> None:
    for lines in range(40, 56):
        blocks: list[Block] = [text("жол") for _ in range(lines)]
        blocks += [text("Тақырып", bold=True, keep=True), text("мәтін бір"), Gap(2)]
        for page in pages(blocks):
            assert not page.rstrip().endswith("Тақырып")


def test_two_wordings_of_a_block_begin_at_the_same_height() -> None:
    long, short = "ұзақ сөз " * 40, "короткое"
    blocks: list[Block] = [
        Paragraph(words=say(Text(long, short)), align="left"),
        Paragraph(words=say(Text("екінші", "второй"))),
    ]
    (boxes,) = reading.text_boxes(printed(blocks, language="both"))
    last = sorted(boxes, key=lambda box: box.top)[:2]
    assert abs(last[0].top - last[1].top) < 2
    assert last[0].left != last[1].left
