"""Who was told of a called-off morning and when; the words to send, and what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from dlschool.domain.alert import Audience, Window, audience_words
from dlschool.domain.case import Ground, OrderKind, PaperKind
from dlschool.domain.record import Case, Order, Paper, Told
from dlschool.domain.school import School
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.forms import words
from dlschool.i18n import N_
from dlschool.law.shape import AlertWindow
from dlschool.services import cases, editions
from dlschool.services.mornings import class_case, class_label
from dlschool.services.school import school
from dlschool.store import cases as store
from dlschool.store import changes, people
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class Alert:
    """One window of the first day: until when the audience is to be told, and when it was."""

    window: Window
    by: datetime
    told_at: datetime | None
    late: bool


def tell(db: Store, case_id: int, audience: str, channel: str, at: datetime | None = None) -> int:
    """Marks that an audience was told (`Audience` and `Channel` values, or free words).

    `at`: local time, now without it. Refused: a case of one pupil, nobody named, a time to come.
    """
    case = class_case(db, case_id)
    at = at or db.now()
    if not audience.strip():
        raise Refused(N_("Write who was told."))
    at = at.replace(tzinfo=None)
    if at > db.now().replace(tzinfo=None):
        raise Refused(N_("The time {time} has not come yet."), time=f"{at:%d.%m.%Y %H:%M}")
    with changes.action(
        db,
        N_("Told: {audience}, case № {number}"),
        audience=audience_words(audience),
        number=case.number,
    ):
        told = Told(
            case_id=case_id,
            audience=audience.strip(),
            channel=channel.strip(),
            at=at.isoformat(timespec="minutes"),
        )
        return store.save(db, told)


def remove_told(db: Store, told_id: int) -> None:
    told = store.get(db, Told, told_id)
    if told is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    with changes.action(
        db, N_("Mark removed: told {audience}"), audience=audience_words(told.audience)
    ):
        store.remove(db, Told, told_id)


def windows(db: Store) -> tuple[Window, ...]:
    """The school's alert windows; until it sets its own, those that an edition names (order 349,
    points 14-15)."""
    stored = people.setting(db, "alerts")
    if stored is not None:
        return tuple(
            Window(
                audience=Audience(line["audience"]),
                shift=Text(**line["shift"]),
                start=time.fromisoformat(line["start"]),
                end=time.fromisoformat(line["end"]),
            )
            for line in stored
        )
    told = [edition.alerts for edition in editions.known(db).values() if edition.alerts]
    return _by_edition(told[-1]) if told else ()


def _by_edition(alerts: Sequence[AlertWindow]) -> tuple[Window, ...]:
    """Within each shift the department hears first, the parents after it."""
    found = []
    ordered = sorted(alerts, key=lambda alert: (alert.shift.kk, alert.start))
    for _shift, group in groupby(ordered, key=lambda alert: alert.shift):
        for nth, alert in enumerate(group):
            audience = Audience.DEPARTMENT if nth == 0 else Audience.PARENTS
            start, end = time.fromisoformat(alert.start), time.fromisoformat(alert.end)
            found.append(Window(audience=audience, shift=alert.shift, start=start, end=end))
    return tuple(found)


def save_windows(db: Store, chosen: Sequence[Window]) -> None:
    """The school's own windows, as its shifts need them. Refused: one ends before it begins."""
    for window in chosen:
        if window.end < window.start:
            raise Refused(N_("The period ends before it begins."))
    with changes.action(db, N_("Alert windows of the school")):
        people.save_setting(
            db,
            "alerts",
            [
                {
                    "audience": window.audience.value,
                    "shift": window.shift.json(),
                    "start": f"{window.start:%H:%M}",
                    "end": f"{window.end:%H:%M}",
                }
                for window in chosen
            ],
        )


def alerts(db: Store, case_id: int) -> list[Alert]:
    """The windows of the first day without lessons at school, each with who was told when.

    Whoever was told before a window's end was told in time; late is a window that ended without.
    A case from paper has none: who was told then is not known here.
    """
    if class_case(db, case_id).from_paper:
        return []
    found = cases.case_file(db, case_id)
    order, paper = _order(found.records.orders), _paper(found.records.papers)
    first = _first_day(order, paper, found.case)
    lines = []
    for window in windows(db):
        times = [datetime.fromisoformat(t.at) for t in found.told if t.audience == window.audience]
        by = datetime.combine(first, window.end)
        told_at = min(times, default=None)
        late = (told_at or db.now().replace(tzinfo=None)) > by
        lines.append(Alert(window, by, told_at, late))
    return lines


def late(db: Store, case_id: int) -> list[Alert]:
    """Windows that ended before their audience was told."""
    return [alert for alert in alerts(db, case_id) if alert.late]


def _order(issued: Sequence[Order]) -> Order | None:
    held = [o for o in issued if o.kind is OrderKind.TRANSFER and not o.annulled]
    return max(held, key=lambda o: (o.date, o.id or 0), default=None)


def _paper(papers: Sequence[Paper]) -> Paper | None:
    held = [p for p in papers if p.kind == PaperKind.DEPARTMENT_ORDER]
    return max(held, key=lambda p: (p.date, p.id or 0), default=None)


def _first_day(order: Order | None, paper: Paper | None, case: Case) -> date:
    if order is not None:
        return order.start or order.date
    return (paper.valid_from or paper.date) if paper else case.opened_on


HEADLINES = {
    Ground.WEATHER: Text(
        "Қолайсыз ауа райына байланысты мына сыныптар қашықтан оқиды: {classes}.",
        "Из-за неблагоприятной погоды дистанционно учатся классы: {classes}.",
    ),
    Ground.EMERGENCY: Text(
        "Төтенше жағдайға, шектеу шараларына байланысты мына сыныптар қашықтан оқиды: {classes}.",
        "В связи с чрезвычайной ситуацией, ограничительными мероприятиями дистанционно учатся "
        "классы: {classes}.",
    ),
}
GREETING = Text("Құрметті ата-аналар және білім алушылар!", "Уважаемые родители и обучающиеся!")
WHEN = Text("Мерзімі: {when}.", "Срок: {when}.")
REASON = Text("Себебі: {reason}.", "Причина: {reason}.")
SCHOOL_ORDER = Text("Мектеп бұйрығы: {order}.", "Приказ школы: {order}.")
AUTHORITY = Text("Негізі: {paper}.", "Основание: {paper}.")
LESSONS = Text(
    "Сабақтар кесте бойынша өтеді, сілтемелер мен тапсырмаларды сынып жетекшісі жібереді. "
    "Мектепке келудің қажеті жоқ.",
    "Уроки проходят по расписанию, ссылки и задания пришлёт классный руководитель. "
    "Приходить в школу не нужно.",
)
PHONE = Text("Анықтама телефоны: {phone}.", "Телефон для справок: {phone}.")
COUNT = Text(
    "Қашықтан оқиды: сыныптар — {classes} ({n}), білім алушылар саны — {pupils}.",
    "Дистанционно учатся: классы — {classes} ({n}), обучающихся — {pupils}.",
)


def messenger_text(db: Store, case_id: int) -> Text:
    """The message to parents and pupils, in both languages, ready to paste."""
    case = class_case(db, case_id)
    here = school(db)
    lines = [
        GREETING,
        here.short_name,
        HEADLINES[case.ground].filled(classes=", ".join(case.classes)),
        *_facts(db, case),
        LESSONS,
    ]
    if here.phone:
        lines.append(PHONE.filled(phone=here.phone))
    return _joined(lines, "\n")


def report_line(db: Store, case_id: int) -> Text:
    """The line to the department: school, classes, pupils, days, orders."""
    case = class_case(db, case_id)
    counted = {f"{grade}{letter}": n for grade, letter, n in pupil_store.classes(db)}
    name = school(db).short_name
    count = COUNT.filled(
        classes=", ".join(case.classes),
        n=str(len(case.classes)),
        pupils=str(sum(counted.get(class_label(name), 0) for name in case.classes)),
    )
    return _joined([Text(f"{name.kk}.", f"{name.ru}."), count, *_facts(db, case)], " ")


def _facts(db: Store, case: Case) -> list[Text]:
    found = cases.records(db, case.id or 0)
    order, paper = _order(found.orders), _paper(found.papers)
    lines = []
    if order is not None:
        lines.append(WHEN.filled(when=_when(order)))
    if case.reason:
        lines.append(REASON.filled(reason=case.reason.rstrip(".")))
    if order is not None:
        lines.append(SCHOOL_ORDER.filled(order=_cited(order.date, order.number)))
    if paper is not None:
        issued, by = _cited(paper.date, paper.number), _issuer(school(db), paper.issuer)
        if by is not None:
            issued = Text(f"{by.kk}, {issued.kk}", f"{by.ru}, {issued.ru}")
        lines.append(AUTHORITY.filled(paper=issued))
    return lines


def _issuer(here: School, issuer: str) -> Text | None:
    """Who issued the authority's order; the school's own department in both languages."""
    own = (here.department_kk, here.department_ru)
    if all(own) and issuer in own:
        return Text(*own)
    return Text(issuer, issuer) if issuer else None


def _when(order: Order) -> Text:
    start = order.start or order.date
    if order.until == start:
        return words.long_date(start)
    return words.period(start, order.until) or words.long_date(start)


def _cited(day: date, number: str) -> Text:
    long = words.long_date(day)
    tail = f", № {number}" if number else ""
    return Text(long.kk + tail, long.ru + tail)


def _joined(lines: Sequence[Text], between: str) -> Text:
    return Text(
        between.join(line.kk for line in lines).replace(words.NBSP, " "),
        between.join(line.ru for line in lines).replace(words.NBSP, " "),
    )
