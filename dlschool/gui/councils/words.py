"""Words of meetings that several windows use."""

from collections.abc import Iterator

from dlschool.domain.case import COUNCIL_NAMES, GROUND_NAMES, Outcome, ReviewOutcome
from dlschool.domain.record import Decision, Meeting
from dlschool.domain.text import Text
from dlschool.law import says
from dlschool.services.decisions import outcome_name
from dlschool.services.meetings import AgendaLine

BADGES = {
    Outcome.APPROVE.value: "done",
    ReviewOutcome.EXTEND.value: "done",
    ReviewOutcome.RETURN.value: "accent",
    Outcome.REFUSE.value: "late",
    Outcome.POSTPONE.value: "neutral",
}
"""Kind of `Badge` by what was decided."""

REVIEW = Text("Аттестаттаудан кейін қайта қарау", "Рассмотрение после аттестации")


def meeting_name(meeting: Meeting) -> Text:
    """«Педагогикалық кеңес, № 3 отырыс»."""
    council = COUNCIL_NAMES[meeting.council]
    return Text(
        f"{council.kk}, № {meeting.number} отырыс",
        f"{council.ru}, заседание № {meeting.number}",
    )


def meeting_when(meeting: Meeting) -> str:
    """«06.11.2026, 15:00, 12-кабинет»; what is not known is left out."""
    at = f"{meeting.time:%H:%M}" if meeting.time else ""
    return ", ".join(filter(None, (says.day(meeting.date), at, meeting.place)))


def subject(line: AgendaLine) -> str:
    """The pupil's full name, or the classes."""
    return line.pupil.full_name if line.pupil else ", ".join(line.case.classes)


def asked(line: AgendaLine) -> Text:
    """«Отбасының өтініші бойынша · № 2026/38 іс»; of a review, that it is one."""
    ground = REVIEW if line.item.kind == "review" else GROUND_NAMES[line.case.ground]
    number = line.case.number
    return Text(f"{ground.kk} · № {number} іс", f"{ground.ru} · дело № {number}")


def decided(decision: Decision) -> Text:
    """«Мақұлданды, 09.11.2026 – 27.12.2026»."""
    name = outcome_name(decision)
    if decision.start and decision.until:
        when = f"{says.day(decision.start)} – {says.day(decision.until)}"
        return Text(f"{name.kk}, {when}", f"{name.ru}, {when}")
    if decision.until:
        day = says.day(decision.until)
        return Text(f"{name.kk}, {day} күніне дейін", f"{name.ru}, до {day}")
    return name


def votes(decision: Decision) -> Text | None:
    """«14 · 0 · 0»: for, against, abstained; None where none were counted (entered from paper)."""
    if decision.votes_for is None:
        return None
    cast = (decision.votes_for, decision.votes_against or 0, decision.abstained or 0)
    kk, ru = ("жақтап {0} · қарсы {1} · қалыс {2}", "за {0} · против {1} · воздержались {2}")
    return Text(kk.format(*cast), ru.format(*cast))


def details(decision: Decision) -> Iterator[Text]:
    """Votes, the reason, who was kept away: what stands under a decided item."""
    counted = votes(decision)
    if counted is not None:
        yield counted
    if decision.reason:
        yield Text(f"Себебі: {decision.reason}", f"Причина: {decision.reason}")
    if decision.recused:
        names = ", ".join(decision.recused)
        yield Text(f"Дауыс бермеді: {names}", f"Не голосует: {names}")
