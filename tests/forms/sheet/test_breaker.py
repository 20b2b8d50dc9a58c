"""Lines break where they may, and nothing is lost or wider than its line."""

from hypothesis import given
from hypothesis import strategies as st

from dlschool.forms.sheet import fonts
from dlschool.forms.sheet.breaker import break_lines, unbroken

LETTERS = "абвәғқңөұүһіАӘІ.-/«»№ 0123\n"


def lines(text: str, width: float, first: float = 0.0) -> list[str]:
    return [line for line, _, _ in break_lines(text, fonts.face(False), width, first)]


@given(st.text(LETTERS, max_size=200), st.floats(2, 40), st.floats(0, 1.5))
def test_no_character_is_lost_and_no_line_is_too_wide(
    text: str, width: float, first: float
) -> None:
    face = fonts.face(False)
    broken = break_lines(text, face, width, first)
    assert "".join("".join(line.split()) for line, _, _ in broken) == "".join(text.split())
    for n, (line, natural, _) in enumerate(broken):
        assert abs(natural - sum(face.widths[c] for c in line)) < 1e-6
        if len(line) > 1:
            assert natural <= width - (first if n == 0 and text.find("\n") < 0 else 0) + 1e-6


def test_a_line_end_of_the_text_ends_a_line() -> None:
    assert lines("бір\nекі", 40) == ["бір", "екі"]


def test_a_long_word_breaks_after_its_hyphen() -> None:
    assert lines("тұрғын үй-тұрмыстық", 7) == ["тұрғын үй-", "тұрмыстық"]


def test_an_ending_stays_with_its_abbreviation() -> None:
    assert lines("барлық ТЖБ-дан", 6) == ["барлық", "ТЖБ-дан"]
    assert lines("негізі 13-т.", 4) == ["негізі", "13-т."]


def test_a_word_wider_than_the_line_breaks_anywhere() -> None:
    assert "".join(lines("қ" * 90, 5)) == "қ" * 90


def test_a_row_of_dots_fills_the_line_and_goes_on() -> None:
    first, second = lines("Аты: " + "." * 60, 10)
    assert first.startswith("Аты: ........")
    assert len(second) >= 8


def test_a_hard_space_never_ends_a_line() -> None:
    assert lines("күні 21\u00a0қараша", 5) == ["күні", "21\u00a0қараша"]


def test_the_initials_of_a_name_stay_together() -> None:
    width = fonts.face(False).width("Бектенов А.")
    assert lines("Бектенов А. Қ.", width + 0.01) == ["Бектенов", "А.\u00a0Қ."]
    assert lines("басты. Ә. тізім", 3.5) == ["басты.", "Ә. тізім"]


@given(st.text(LETTERS, max_size=120))
def test_what_counts_as_unbroken_is_never_broken_on_lines_long_enough_for_it(text: str) -> None:
    face = fonts.face(False)
    parts = list(unbroken(text))
    width = max(map(face.width, parts), default=0.0) + 0.01
    whole = "".join(parts)
    ends, place = set(), 0
    for part in parts:
        place += len(part)
        ends.add(place)
    place = 0
    for line in lines(text, width):
        place += len(line.replace(" ", ""))
        assert place in ends
    assert place == len(whole)
