"""A case from another school becomes a case of this one: the pupil found by IIN or registered, the papers
entered as they are, what the old school decided and ordered written down with it.

The new school's councils and director decide anew: the old school's numbers stay the old school's.
"""

from dataclasses import replace

from dlschool.domain.case import COUNCIL_NAMES
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Case, Paper
from dlschool.domain.text import Text
from dlschool.i18n import N_
from dlschool.services import handover_content, handovers, past_case, pupils
from dlschool.services.handover_content import Content
from dlschool.services.past_case import PastDocuments
from dlschool.store import changes
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store
from dlschool.store.handovers import Handover

ORDER = Text("бұйрық", "приказ")


def shown(db: Store, handover_id: int) -> Content:
    """What came, for the person who decides. Refused: nothing came yet; unreadable."""
    return handover_content.read(handovers.find(db, handover_id, "in", "sent").content)


def matched(db: Store, content: Content) -> Pupil | None:
    """The pupil of this school with the same IIN."""
    return pupil_store.by_iin(db, content.pupil.iin) if content.pupil.iin else None


def take(db: Store, handover_id: int, number: str = "") -> int:
    """Opens the case here under this school's next number (or `number`); returns its id.

    Refused: as opening a case from paper refuses; nothing is written then.
    """
    found = handovers.find(db, handover_id, "in", "sent")
    content = handover_content.read(found.content)
    with changes.action(
        db, N_("A pupil's case taken from: {school}"), kind="record", school=found.name
    ):
        case_id = past_case.enter_case(
            db,
            _case(found, content, _pupil(db, content), number, db),
            PastDocuments(papers=tuple(_paper(found, paper) for paper in content.papers)),
        )
        handovers.taken(db, found, case_id)
    return case_id


def _pupil(db: Store, content: Content) -> int:
    known = matched(db, content)
    if known is not None and known.id is not None:
        return known.id
    guardians = [replace(each, id=None) for each in content.guardians]
    return pupils.register_pupil(db, replace(content.pupil, id=None), guardians)


def _case(found: Handover, content: Content, pupil_id: int, number: str, db: Store) -> Case:
    return replace(
        content.case,
        id=None,
        number=number.strip(),
        edition="",
        pupil_id=pupil_id,
        opened_on=db.today(),
        attested_on=None,
        access_on=None,
        later_edition_refused="",
        note=_note(found, content),
    )


def _note(found: Handover, content: Content) -> str:
    """The history at the old school, by its own numbers."""
    lines = [f"{found.name}, № {content.case.number}"]
    for council, number, day in handover_content.history(content):
        name = (COUNCIL_NAMES[council] if council else ORDER).kk
        lines.append(f"{name}: № {number}, {day:%d.%m.%Y}")
    return "\n".join(lines)


def _paper(found: Handover, paper: Paper) -> Paper:
    return replace(paper, id=None, issuer=paper.issuer or found.name)
