"""What there is at home for studying from afar, as the parents state it."""

from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.sheet.blocks import Block, Field, Signature

TITLE = Text(
    "Қашықтан оқуға жағдайдың болуы туралы анықтама",
    "Справка о наличии условий для дистанционного обучения",
)
ADDRESS = Text("Бала сабақ оқитын мекенжай", "Адрес, по которому занимается ребёнок")
DEVICE = Text("Құрылғы (түрі, саны)", "Устройство (вид, количество)")
INTERNET = Text("Интернет байланысы (түрі, жылдамдығы)", "Подключение к интернету (вид, скорость)")
ADULT = Text(
    "Сабақ кезінде жанында болатын ересек адам",
    "Взрослый, который находится рядом во время занятий",
)
WORKPLACE = Text(
    "Сабақ дайындайтын орын (үстел, жарық, тыныштық)", "Место для занятий (стол, свет, тишина)"
)
TRUE = Text(
    "Көрсетілген мәліметтердің дұрыстығын растаймын; өзгерсе, мектепке хабарлаймын.",
    "Верность указанных сведений подтверждаю; об их изменении сообщу школе.",
)
CHECKED = Text("Мәліметтерді тексерген", "Сведения проверил(а)")


def body(subject: Subject) -> tuple[Block, ...]:
    paper = subject.paper(PaperKind.CONDITIONS)
    pupil, teacher = subject.pupil, subject.class_teacher
    captions = (None, phrases.SIGNED[1], phrases.SIGNED[2])
    fields = (
        ("device", DEVICE),
        ("internet", INTERNET),
        ("adult", ADULT),
        ("workplace", WORKPLACE),
    )
    return (
        phrases.from_guardian(subject),
        phrases.title(FORM.heading(subject.edition)),
        *phrases.pupil_fields(pupil),
        Field(label=ADDRESS, value=phrases.address(subject), lines=2),
        *(
            phrases.detail_field(subject, PaperKind.CONDITIONS, key, label, lines=2, before=1)
            for key, label in fields
        ),
        phrases.indented(TRUE, before=3),
        Signature(
            left=words.date_or_blank(paper.date if paper else None),
            name=phrases.guardian_name(subject),
            captions=captions,
        ),
        Signature(left=CHECKED, name=teacher.name if teacher else None, captions=captions),
    )


FORM = Form(
    code="conditions-statement",
    title=TITLE,
    scope="case",
    body=body,
    grounds=frozenset({Ground.FAMILY}),
    paper=PaperKind.CONDITIONS,
    named_by_edition=True,
)
