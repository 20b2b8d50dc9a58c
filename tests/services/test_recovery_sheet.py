"""The sheet is the owner's alone."""

from pathlib import Path

import pytest
from builders import at_noon, opened, school

from dlschool.domain.access import Role
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import recovery_sheet
from dlschool.services.school import save_school

WORDS = ("бабав",) * 9


def test_only_the_owner_gets_the_page(tmp_path: Path) -> None:
    db = opened(DataFolder(tmp_path), at_noon)
    save_school(db, school())
    assert recovery_sheet.pdf(db, WORDS).startswith(b"%PDF")
    db.close()
    db = opened(DataFolder(tmp_path), at_noon, "Ким А.", Role.DEPUTY)
    with pytest.raises(Refused):
        recovery_sheet.pdf(db, WORDS)
    db.close()
