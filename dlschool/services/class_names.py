"""A class as somebody typed it: «8 «ә»», «8ә» are «8Ә»; a class that nobody knows is refused."""

from dlschool.domain.learning import Assessment
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import curriculum
from dlschool.services.own_marks import plain
from dlschool.store import learning as rows
from dlschool.store.connection import Store


def known(db: Store, typed: str) -> str:
    """The class's name as plans write it, of a class with pupils or with a plan of some year; "" for
    nothing typed. Refused: there is no such class.
    """
    name = plain(typed)
    if not typed.strip():
        return ""
    names = [each.name for each in curriculum.classes(db)]
    for each in names:
        if plain(each) == name:
            return each
    if rows.where(db, Assessment, "class_name = ?", (name,), order="id limit 1"):
        return name
    raise Refused(
        N_("There is no class {class_name}. Known: {known}."),
        class_name=typed.strip(),
        known=", ".join(names) or "—",
    )
