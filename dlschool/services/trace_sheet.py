"""What the printed digital trace and the consultation journal say, read from the store."""

from datetime import date

from dlschool.domain.trace import CONSULTATIONS, SEALED, TraceKind
from dlschool.forms.trace_values import ConsultationJournal, Consulted, TraceSheet
from dlschool.services import timeline, traces
from dlschool.services.cases import CaseFile
from dlschool.services.traces import Entry
from dlschool.store.connection import Store


def sheet(db: Store, file: CaseFile) -> TraceSheet | None:
    """The verified part of the timeline, oldest first; None for a case of classes.

    What is not verified is counted, not shown; consultations are neither.
    """
    if file.pupil is None:
        return None
    days = timeline.span(file)
    lines = [
        line
        for line in timeline.of_file(db, file)
        if line.kind not in CONSULTATIONS and line.date <= file.today
    ]
    shown = sorted((line for line in lines if line.printed), key=lambda line: line.date)
    return TraceSheet(
        start=days.start,
        until=days.until,
        lines=tuple(shown),
        unverified=sum(line.printable and not line.printed for line in lines),
    )


def journal(
    db: Store, start: date | None, until: date | None, pupil_id: int | None = None
) -> ConsultationJournal:
    """Consultations of a period; the topics of the sealed kinds are left out for everybody."""
    found = traces.consultations(db, start, until, pupil_id=pupil_id)
    return ConsultationJournal(start=start, until=until, lines=tuple(_line(e) for e in found))


def _line(entry: Entry) -> Consulted:
    trace, kind = entry.trace, TraceKind(entry.trace.kind)
    return Consulted(
        date=trace.date,
        pupil=entry.pupil,
        kind=kind,
        who=trace.who,
        topic="" if kind in SEALED else trace.text,
        hours=trace.hours,
    )
