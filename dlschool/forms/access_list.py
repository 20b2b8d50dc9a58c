"""List of persons with access to personal data: an annex to the director's order."""

from collections.abc import Iterator

from dlschool.domain.access import RIGHT_NAMES, RIGHTS, ROLE_NAMES, SEALS, Role, Seal, User
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import Value
from dlschool.forms.sheet.blocks import Block, Column, Table

TITLE = Text(
    "Дербес деректерге қол жеткізе алатын адамдардың тізбесі",
    "Перечень лиц, имеющих доступ к персональным данным",
)
ANNEX = Text(
    "Директордың {day:24} № {number:10} бұйрығына қосымша",
    "Приложение к приказу директора от {day:24} № {number:10}",
)
AS_OF = Text("Жай-күйі: {date}", "По состоянию на: {date}")
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.7, align="center"),
    Column(heading=Text("Тегі, аты", "Фамилия, имя"), share=3),
    Column(heading=Text("Рөлі", "Роль"), share=2.4),
    Column(heading=Text("Не істей алады", "Что может"), share=5.4),
    Column(heading=Text("Шектеулі деректер", "Ограниченные данные"), share=2.8),
    Column(heading=Text("Таныстым (қолы)", "Ознакомлен (подпись)"), share=2.2),
)
READS = Text("тек көру", "только просмотр")
OWN_CLASSES = Text("тек өз сыныптары: {classes}", "только свои классы: {classes}")
CLOSED = Text("жабық", "закрыты")
SEAL_NAMES = {
    Seal.MEDICAL: Text("медициналық", "медицинские"),
    Seal.PSYCHOLOGICAL: Text("психологиялық", "психологические"),
    Seal.SOCIAL: Text("әлеуметтік", "социальные"),
}


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    people = subject.personal.users
    yield phrases.letterhead(subject.school)
    yield phrases.line(ANNEX, before=2, align="right", day=None, number=None)
    yield phrases.title(TITLE, before=3)
    yield phrases.line(
        AS_OF, date=words.long_date(subject.today) if people else words.BLANK_DATE, before=2
    )
    rows = tuple(_row(n, user) for n, user in enumerate(people, 1))
    yield Table(columns=COLUMNS, rows=rows, blank_rows=10)
    yield phrases.director_signature(subject.school)


def _row(n: int, user: User) -> tuple[Value, ...]:
    return (str(n), user.name, ROLE_NAMES[user.role], _may(user), _opens(user.role), "")


def _may(user: User) -> Text:
    """Rights in words, in the order of the table of rights; a teacher's classes first."""
    held = [RIGHT_NAMES[right] for right in RIGHT_NAMES if right in RIGHTS[user.role]]
    said = held or [READS]
    if user.role is Role.TEACHER:
        classes = ", ".join(user.classes) or "—"
        own = Text(OWN_CLASSES.kk.format(classes=classes), OWN_CLASSES.ru.format(classes=classes))
        said = [own, *said]
    return phrases.joined(said) or READS


def _opens(role: Role) -> Text:
    return phrases.joined((SEAL_NAMES[s] for s in Seal if s in SEALS[role]), ", ") or CLOSED


FORM = Form(code="access-list", title=TITLE, scope="person", body=body)
