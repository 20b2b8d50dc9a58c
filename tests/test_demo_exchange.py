"""The demonstration's end; the whole of it is run in `test_cli`."""

from datetime import date, datetime
from pathlib import Path

import builders
import pytest

from dlschool import demo, demo_exchange, demo_hub, i18n
from dlschool.demo_exchange import Exchanged
from dlschool.domain.iin import check_bin
from dlschool.paths import DataFolder


def test_without_a_hub_one_sentence_says_so_and_nothing_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_hub, "PARTS", ("no_such_library_anywhere",))
    said: list[str] = []
    done = demo.Done(tmp_path)
    db = builders.opened(DataFolder(tmp_path / "school"), lambda: datetime(2026, 11, 21, 10))
    demo._tell(db, tmp_path / "department", done, date(2026, 11, 21), said.append)
    db.close()
    assert len(said) == 1
    assert "hub" in said[0]
    assert done.exchange is None
    assert done.json()["exchange"] is None
    assert not (tmp_path / "department").exists()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_figures_of_the_exchange_are_told_in_words(language: str) -> None:
    before = i18n.language()
    i18n.set_language(language)
    try:
        done = Exchanged(envelopes=5, size=3000, crossed=4000, clean=3200, cuts=9, versions=[1, 2])
        whole = " ".join(done.lines())
        done.equal = False
        broken = " ".join(done.lines())
    finally:
        i18n.set_language(before)
    assert "1.25" in whole
    assert "1, 2" in whole
    assert "!" in broken
    assert "!" not in whole
    assert done.json()["total_by_clean"] == 1.25


def test_the_demonstrations_school_has_a_number_that_a_hub_takes() -> None:
    assert not check_bin(demo_exchange.BIN)
