"""Application for the time of a camp, competition, contest or festival: free form, by a parent."""

from collections.abc import Iterator

from dlschool.domain.case import LEVEL_NAMES, EventLevel, Ground, PaperKind
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.sheet.blocks import Addressee, Block, Field, Signature

TITLE = Text(
    "Жиындарға, жарыстарға қатысу кезеңінде қашықтан оқыту туралы өтініш",
    "Заявление о дистанционном обучении на период участия в сборах, соревнованиях",
)
BY_GUARDIAN = Text(
    "Баламды (қамқорлығымдағы баланы) төменде көрсетілген іс-шараға қатысу кезеңіне қашықтан "
    "оқытуға ауыстыруыңызды сұраймын.",
    "Прошу перевести моего ребёнка (подопечного) на дистанционное обучение на период участия в "
    "мероприятии, названном ниже.",
)
BY_PUPIL = Text(
    "Мені төменде көрсетілген іс-шараға қатысу кезеңіне қашықтан оқытуға ауыстыруыңызды сұраймын.",
    "Прошу перевести меня на дистанционное обучение на период участия в мероприятии, названном "
    "ниже.",
)
EVENT = Text("Іс-шараның атауы", "Название мероприятия")
LEVEL = Text("Деңгейі", "Уровень")
LEVELS = Text(
    "халықаралық, республикалық (керегінің астын сызыңыз)",
    "международный, республиканский (нужное подчеркнуть)",
)
PLACE = Text("Өтетін жері", "Место проведения")
PERIOD = Text("Қатысу кезеңі", "Период участия")
AFTER = Text(
    "Іс-шара аяқталғаннан кейін БЖБ мен ТЖБ тапсырылады; өткізу мерзімдері сәйкес келмеген "
    "жағдайда олар жеке кесте бойынша тапсырылады{points}.",
    "После мероприятия СОР и СОЧ будут сданы; при несовпадении сроков проведения они сдаются по "
    "индивидуальному графику{points}.",
)
WITH_IT = Text(
    "Уәкілетті мемлекеттік органның қатысуды растайтын бұйрығы (хаты) қоса беріледі: {paper:50}.",
    "Приказ (письмо) уполномоченного государственного органа, подтверждающий участие, прилагается: "
    "{paper:50}.",
)
CLASS = Text("Сыныбы", "Класс")
BORN = Text("Туған күні", "Дата рождения")


def body(subject: Subject) -> tuple[Block, ...]:
    return (
        phrases.from_guardian(subject),
        phrases.title(TITLE),
        phrases.indented(BY_GUARDIAN, before=4),
        *phrases.pupil_fields(subject.pupil),
        *event_blocks(subject),
        signed(subject, phrases.guardian_name(subject)),
        *phrases.application_mark(subject),
    )


def from_pupil(subject: Subject) -> Addressee:
    pupil = subject.pupil
    lines = (
        Field(label=phrases.FROM, value=pupil.full_name if pupil else None, lines=2),
        Field(label=CLASS, value=phrases.class_name(pupil)),
        Field(label=BORN, value=words.short_date(pupil.birth_date) if pupil else None),
    )
    return Addressee(lines=phrases.to_director(subject) + lines)


def event_blocks(subject: Subject) -> Iterator[Block]:
    """The event, its level, place and dates; what follows it; the paper that confirms it."""
    case = subject.case
    level: EventLevel | None = case.event_level if case else None
    yield Field(label=EVENT, value=(case.event_name or None) if case else None, lines=2, before=1)
    yield Field(label=LEVEL, value=LEVEL_NAMES[level] if level else LEVELS)
    yield Field(label=PLACE, value=(case.event_place or None) if case else None)
    yield Field(
        label=PERIOD, value=words.period(case.event_from, case.event_until) if case else None
    )
    rule = subject.edition.grounds.rule(Ground.COMPETITION)
    step = rule.individual_schedule if rule else None
    yield phrases.indented(AFTER, points=phrases.in_brackets(step.points if step else ()), before=2)
    paper = subject.paper(PaperKind.PARTICIPATION)
    yield phrases.indented(WITH_IT, paper=phrases.issued_by(paper) if paper else None, before=1)


def signed(subject: Subject, name: str | None) -> Signature:
    paper = subject.paper(PaperKind.APPLICATION)
    return Signature(
        left=words.date_or_blank(paper.date if paper else None),
        name=name,
        captions=(None, phrases.SIGNED[1], phrases.SIGNED[2]),
    )


FORM = Form(
    code="application-competition",
    title=TITLE,
    scope="case",
    body=body,
    grounds=frozenset({Ground.COMPETITION}),
    paper=PaperKind.APPLICATION,
)
