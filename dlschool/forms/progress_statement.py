"""How the school shows the pupil's progress: subjects and grades."""

from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.details import detail
from dlschool.domain.text import Text
from dlschool.forms import phrases
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import Value
from dlschool.forms.sheet.blocks import Block, Column, Field, Signature, Table

TITLE = Text("Үлгерім көрсеткіштері туралы анықтама", "Справка о показателях успеваемости")
PERIOD = Text("Қай кезең үшін", "За какой период")
COLUMNS = (
    Column(heading=Text("№", "№"), share=1, align="center"),
    Column(heading=Text("Оқу пәні", "Учебный предмет"), share=8),
    Column(heading=Text("Бағасы", "Оценка"), share=3, align="center"),
)
SUMMARY = Text("Қорытынды", "Вывод")
CLASS_TEACHER = Text("Сынып жетекшісі", "Классный руководитель")


def body(subject: Subject) -> tuple[Block, ...]:
    details = phrases.details_of(subject, PaperKind.PROGRESS)
    teacher = subject.class_teacher
    return (
        phrases.letterhead(subject.school),
        *phrases.document_head(subject, PaperKind.PROGRESS, FORM.heading(subject.edition)),
        *phrases.pupil_fields(subject.pupil),
        Field(label=PERIOD, value=detail(details, "period")),
        Table(columns=COLUMNS, rows=grades(details.get("subjects", "")), blank_rows=14),
        phrases.detail_field(subject, PaperKind.PROGRESS, "note", SUMMARY, lines=2, before=3),
        phrases.director_signature(subject.school),
        Signature(left=CLASS_TEACHER, name=teacher.name if teacher else None, before=6),
    )


def grades(written: str) -> tuple[tuple[Value, ...], ...]:
    """Rows of «Алгебра: 5» lines; a line without a colon is a subject with no grade yet."""
    rows: list[tuple[Value, ...]] = []
    for text in filter(None, map(str.strip, written.splitlines())):
        subject, _, grade = text.rpartition(":") if ":" in text else (text, "", "")
        rows.append((f"{len(rows) + 1}", subject.strip(), grade.strip()))
    return tuple(rows)


FORM = Form(
    code="progress-statement",
    title=TITLE,
    scope="case",
    body=body,
    grounds=frozenset({Ground.FAMILY}),
    paper=PaperKind.PROGRESS,
    named_by_edition=True,
)
