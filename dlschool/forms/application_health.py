"""A parent's application on the ground of health. The rules ask for the conclusion only: the
application is practice, and it names the conclusion without any diagnosis."""

from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.sheet.blocks import Block, Field, Signature

TITLE = Text(
    "Денсаулық жағдайы бойынша қашықтан оқытуға ауыстыру туралы өтініш",
    "Заявление о переводе на дистанционное обучение по состоянию здоровья",
)
ASK = Text(
    "Дәрігерлік-консультациялық комиссияның қорытындысы негізінде баламды (қамқорлығымдағы "
    "баланы) қашықтан оқытуға ауыстыруыңызды сұраймын{points}.",
    "Прошу перевести моего ребёнка (подопечного) на дистанционное обучение на основании "
    "заключения врачебно-консультационной комиссии{points}.",
)
CONCLUSION = Text("Қорытынды (кім берді, нөмірі, күні)", "Заключение (кем выдано, номер, дата)")
PERIOD = Text("Қорытындыда көрсетілген кезең", "Период, указанный в заключении")
NOTE = Text("Өтініште диагноз көрсетілмейді.", "Диагноз в заявлении не указывается.")


def body(subject: Subject) -> tuple[Block, ...]:
    rule = subject.edition.grounds.rule(Ground.HEALTH)
    medical = subject.paper(PaperKind.MEDICAL)
    paper = subject.paper(PaperKind.APPLICATION)
    return (
        phrases.from_guardian(subject),
        phrases.title(TITLE),
        phrases.indented(ASK, points=phrases.in_brackets(rule.points if rule else ()), before=4),
        *phrases.pupil_fields(subject.pupil, lives=True),
        Field(
            label=CONCLUSION,
            value=phrases.issued_by(medical) if medical else None,
            lines=2,
            before=1,
        ),
        Field(
            label=PERIOD,
            value=words.period(medical.valid_from, medical.valid_until) if medical else None,
        ),
        phrases.line(NOTE, before=2),
        Signature(
            left=words.date_or_blank(paper.date if paper else None),
            name=phrases.guardian_name(subject),
            captions=(None, phrases.SIGNED[1], phrases.SIGNED[2]),
        ),
        *phrases.application_mark(subject),
    )


FORM = Form(
    code="application-health",
    title=TITLE,
    scope="case",
    body=body,
    grounds=frozenset({Ground.HEALTH}),
    paper=PaperKind.APPLICATION,
)
