"""Whose marks a person may write: a teacher of own classes and subjects only, others by their role."""

from dlschool.domain.access import Right, Role
from dlschool.domain.learning import Subject
from dlschool.domain.names import folded
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import curriculum
from dlschool.services.access import need
from dlschool.store.connection import Store


def refuse_others(db: Store, class_name: str, subject_id: int) -> None:
    """Refused: the role writes no marks; a teacher's user has not this class or this subject."""
    need(db, Right.MARKS)
    if is_own(db, class_name, curriculum.subject(db, subject_id)):
        return
    raise Refused(
        N_(
            "{who}, marks of class {class_name}, {subject}, are not yours: your classes are "
            "{classes}, your subjects {subjects}. The owner of the program can add them."
        ),
        who=db.user.name,
        class_name=class_name,
        subject=curriculum.subject(db, subject_id).name,
        classes=", ".join(db.user.classes) or "—",
        subjects=", ".join(db.user.subjects) or "—",
    )


def is_own(db: Store, class_name: str, subject: Subject) -> bool:
    """Whether the person writes marks of this subject in this class, as far as that goes by class."""
    user = db.user
    if user.role is not Role.TEACHER:
        return user.may(Right.MARKS)
    names = {folded(name) for name in user.subjects}
    named = bool(names & {folded(n) for n in (subject.key, subject.name_kk, subject.name_ru)})
    return named and plain(class_name) in {plain(name) for name in user.classes}


def plain(class_name: str) -> str:
    """«8 «ә»» and «8ә» as «8Ә»."""
    return "".join(sign for sign in class_name if sign.isalnum()).upper()
