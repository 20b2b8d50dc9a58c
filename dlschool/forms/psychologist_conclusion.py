"""The school psychologist's conclusion: no test protocols, only what the councils need."""

from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.text import Text
from dlschool.forms import phrases
from dlschool.forms.form import Form, Subject
from dlschool.forms.sheet.blocks import Block, Signature

TITLE = Text("Мектеп психологының қорытындысы", "Заключение школьного психолога")
CONSENT = Text(
    "Ата-анасының немесе өзге де заңды өкілінің жазбаша келісімі (күні)",
    "Письменное согласие родителя или иного законного представителя (дата)",
)
PARTS = (
    ("request", Text("Жүгіну себебі", "Причина обращения"), 2),
    ("methods", Text("Қолданылған әдістер", "Применённые методы"), 2),
    ("observations", Text("Бақылау нәтижелері", "Результаты наблюдения"), 4),
    ("conclusion", Text("Қорытынды", "Заключение"), 4),
    ("recommendations", Text("Ұсынымдар", "Рекомендации"), 3),
)
PSYCHOLOGIST = Text("Педагог-психолог", "Педагог-психолог")
SEEN = Text(
    "Қорытындымен таныстым: ата-анасы немесе өзге де заңды өкілі",
    "С заключением ознакомлен(а): родитель или иной законный представитель",
)


def body(subject: Subject) -> tuple[Block, ...]:
    kind = PaperKind.PSYCHOLOGIST
    staff = subject.psychologist
    post = phrases.pair(staff.post_kk, staff.post_ru) if staff else None
    return (
        phrases.letterhead(subject.school),
        *phrases.document_head(subject, kind, FORM.heading(subject.edition)),
        *phrases.pupil_fields(subject.pupil),
        phrases.detail_field(subject, kind, "consent", CONSENT),
        *(
            phrases.detail_field(subject, kind, key, label, lines=lines, before=1.5)
            for key, label, lines in PARTS
        ),
        Signature(left=phrases.capital(post or PSYCHOLOGIST), name=staff.name if staff else None),
        Signature(
            left=SEEN,
            name=phrases.guardian_name(subject),
            captions=(None, phrases.SIGNED[1], phrases.SIGNED[2]),
            before=6,
        ),
    )


FORM = Form(
    code="psychologist-conclusion",
    title=TITLE,
    scope="case",
    body=body,
    grounds=frozenset({Ground.FAMILY}),
    paper=PaperKind.PSYCHOLOGIST,
    named_by_edition=True,
)
