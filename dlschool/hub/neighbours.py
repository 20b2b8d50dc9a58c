"""Schools hear which other schools there are, so that a pupil's case can be handed over."""

from dlschool.hub import acts, applying
from dlschool.hub.database import Tx
from dlschool.hub.office import Office


def tell(office: Office, who: str) -> int:
    """Every school is told the schools of its district, if the list is another than before; returns how
    many were told.
    """
    return sum(_tell_one(office, school, who) for school in _schools(office, ""))


def welcome(office: Office, school: int, who: str) -> None:
    """A computer was let in: it hears of the other schools of the district, and they hear of its school,
    if they did not yet.
    """
    with office.db.transaction(writes=False) as tx:
        district = tx.value("select district from schools where id = ?", school)
    _tell_one(office, school, who, again=True)
    for other in _schools(office, district):
        _tell_one(office, other, who)


def _schools(office: Office, district: str) -> list[int]:
    with office.db.transaction(writes=False) as tx:
        rows = tx.rows(
            "select id from schools where gone is null and (district = ? or ? = '') order by id",
            district, district,
        )  # fmt: skip
    return [row["id"] for row in rows]


def _tell_one(office: Office, school: int, who: str, *, again: bool = False) -> bool:
    """Whether it was told: the list is another than before, or is to be told again."""
    told = office.db.run(lambda tx: _written(office, tx, school, who, again))
    if told:
        applying.catch_up(office.db, school, office.pairs)
    return told


def _written(office: Office, tx: Tx, school: int, who: str, again: bool) -> bool:
    rows = tx.rows(
        "select o.bin, o.name_kk, o.name_ru from schools s join schools o "
        "on o.district = s.district and o.id <> s.id and o.gone is null where s.id = ? order by o.bin",
        school,
    )
    if not rows:
        return False
    content = {"schools": [[row["bin"], row["name_kk"], row["name_ru"]] for row in rows]}
    last = tx.value(
        "select content from acts where school = ? and kind = 'schools' "
        "order by position desc limit 1",
        school,
    )
    if last == acts.written(content) and not again:
        return False
    acts.write(tx, school, "schools", content, at=office.at(), who=who)
    return True
