"""A list against the pupils whom the school knows: who is new, the same, changed, refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dlschool.domain import iin as iins
from dlschool.domain.names import folded
from dlschool.domain.pupil import Guardian, Pupil
from dlschool.domain.pupil_list.draft import ListDraft, ListRow, Note, RowState
from dlschool.domain.pupil_list.fields import Field
from dlschool.domain.pupil_list.merging import guardian_merged, pupil_changes, pupil_merged
from dlschool.domain.text import Text

Known = Sequence[tuple[Pupil, Sequence[Guardian]]]
"""All pupils of the school, each with guardians, the main one first."""

NO_IIN = "тізімде көрсетілмеген / не указан в списке"
"""The reason with which a new pupil is kept without an IIN."""

_NAMES = (Field.FULL_NAME, Field.LAST)


@dataclass
class _Book:
    """The known pupils by IIN and by name with birth date; `met`: by id, the row that was theirs."""

    by_iin: dict[str, int] = field(default_factory=dict)
    by_name: dict[tuple[str, date | None], list[int]] = field(default_factory=dict)
    pupils: dict[int, Pupil] = field(default_factory=dict)
    guardians: dict[int, Sequence[Guardian]] = field(default_factory=dict)
    met: dict[int, ListRow] = field(default_factory=dict)


def classify(draft: ListDraft, known: Known) -> ListDraft:
    """The draft with each row's state, what changes in whom, and doubts that only now are seen.

    A pupil is found by IIN, else by full name and birth date. Of two rows for one known pupil the
    second is refused. An empty cell wipes nothing.
    """
    book = _Book()
    for pupil, guardians in known:
        if pupil.id is None:
            raise ValueError("a known pupil has an id")
        book.pupils[pupil.id] = pupil
        book.guardians[pupil.id] = guardians
        book.by_name.setdefault((folded(pupil.full_name), pupil.birth_date), []).append(pupil.id)
        if pupil.iin:
            book.by_iin[pupil.iin] = pupil.id
    return replace(draft, rows=tuple(_classified(row, book) for row in draft.rows))


def unborn_refused(draft: ListDraft, today: date) -> ListDraft:
    """The draft without those whose birth date lies after `today`: they are refused by name."""
    return replace(draft, rows=tuple(_born(row, today) for row in draft.rows))


def _born(row: ListRow, today: date) -> ListRow:
    birth = row.pupil.birth_date
    if row.state is RowState.REFUSED or birth is None or birth <= today:
        return row
    told = Text(
        f"Туған күні әлі келген жоқ: {birth:%d.%m.%Y}.",
        f"Дата рождения ещё не наступила: {birth:%d.%m.%Y}.",
    )
    return row.refused(_note(row, told, Field.BIRTH_DATE, Field.IIN))


def _classified(row: ListRow, book: _Book) -> ListRow:
    if row.state is RowState.REFUSED:
        return row
    by_iin = book.by_iin.get(row.pupil.iin)
    if by_iin is not None:
        found = book.pupils[by_iin]
        if _is_somebody_else(row.pupil, found):
            return row.refused(_note(row, _iin_of_another(found), Field.IIN))
        row = row.warned(*_other_name(row, found))
    else:
        row, by_name = _by_name(row, book)
        if row.state is RowState.REFUSED or by_name is None:
            return _as_new(row)
        found = book.pupils[by_name]
    assert found.id is not None
    first = book.met.setdefault(found.id, row)
    if first is not row:
        return row.refused(_note(row, _met_twice(found, row.place_of(first)), *_NAMES))
    return _as_known(row, found, book.guardians[found.id])


def _by_name(row: ListRow, book: _Book) -> tuple[ListRow, int | None]:
    """The pupil of that name and birth date whose IIN does not contradict; doubts are noted."""
    same = book.by_name.get((folded(row.pupil.full_name), row.pupil.birth_date), [])
    without_iin = [each for each in same if not book.pupils[each].iin]
    if not same:
        return row, None
    if len(same) > 1 and not (row.pupil.iin and len(without_iin) == 1):
        if row.pupil.iin:
            return row.warned(_note(row, _namesakes(book.pupils[same[0]]), Field.IIN)), None
        return row.refused(_note(row, _several(), *_NAMES)), None
    found = book.pupils[without_iin[0] if len(same) > 1 else same[0]]
    if not (row.pupil.iin and found.iin):
        return row, found.id
    if not iins.check(found.iin, found.birth_date, found.sex):
        if not iins.check(row.pupil.iin, row.pupil.birth_date, row.pupil.sex):
            return row.warned(_note(row, _namesakes(found), Field.IIN)), None
        kept = replace(row, pupil=replace(row.pupil, iin=found.iin), given=row.given - {"iin"})
        return kept.warned(_note(row, _right_one_stays(found), Field.IIN)), found.id
    return row.warned(_note(row, _iin_differs(found), Field.IIN)), found.id


def _as_new(row: ListRow) -> ListRow:
    if row.state is RowState.REFUSED:
        return row
    guardian = replace(row.guardian, main=True) if row.guardian else None
    if row.pupil.iin:
        return replace(row, guardian=guardian)
    if row.pupil.birth_date is None:
        told = Text(
            "ЖСН де, туған күні де жоқ: аттасынан ажырату мүмкін емес.",
            "Нет ни ИИН, ни даты рождения: не отличить от тёзки.",
        )
        return row.refused(_note(row, told, Field.IIN, Field.BIRTH_DATE))
    pupil = replace(row.pupil, iin_reason=row.pupil.iin_reason or NO_IIN)
    told = Text("ЖСН көрсетілмеген.", "ИИН не указан.")
    return replace(row, pupil=pupil, guardian=guardian).warned(_note(row, told, Field.IIN))


def _as_known(row: ListRow, known: Pupil, guardians: Sequence[Guardian]) -> ListRow:
    pupil = pupil_merged(row, known)
    changes = pupil_changes(known, pupil)
    guardian = None
    if row.guardian:
        written = row.written.get("guardian", "")
        merged, of_guardian = guardian_merged(row.guardian, written, guardians)
        changes += of_guardian
        guardian = merged if of_guardian else None
    if known.left_on:
        row = row.warned(_note(row, _has_left(known.left_on), *_NAMES))
    return replace(
        row,
        pupil=pupil,
        guardian=guardian,
        known_id=known.id,
        changes=changes,
        state=RowState.CHANGED if changes else RowState.SAME,
    )


def _note(row: ListRow, text: Text, *fields: Field) -> Note:
    return Note(row.heading(*fields), text)


def _is_somebody_else(told: Pupil, known: Pupil) -> bool:
    """Neither surname, first name nor birth date agree: the IIN alone does not make it the pupil."""
    return (
        folded(told.last) != folded(known.last)
        and folded(told.first) != folded(known.first)
        and told.birth_date != known.birth_date
    )


def _other_name(row: ListRow, known: Pupil) -> tuple[Note, ...]:
    told = row.pupil
    if (folded(told.last), folded(told.first)) == (folded(known.last), folded(known.first)):
        return ()
    text = Text(
        f"Осы ЖСН-мен мектепте: {known.full_name}.", f"С этим ИИН в школе: {known.full_name}."
    )
    return (_note(row, text, *_NAMES),)


def _who(pupil: Pupil) -> str:
    return ", ".join(part for part in (pupil.full_name, pupil.class_name, pupil.iin) if part)


def _iin_of_another(known: Pupil) -> Text:
    return Text(f"Бұл ЖСН басқа адамдікі: {_who(known)}.", f"Этот ИИН у другого: {_who(known)}.")


def _met_twice(known: Pupil, first: Text) -> Text:
    return Text(
        f"Бұл білім алушы тізімде бұрын кездескен ({first.kk}): {_who(known)}.",
        f"Этот обучающийся в списке уже есть ({first.ru}): {_who(known)}.",
    )


def _namesakes(known: Pupil) -> Text:
    return Text(
        f"Мектепте аты-жөні мен туған күні бірдей, ЖСН басқа: {_who(known)}.",
        f"В школе есть те же имя и дата рождения с другим ИИН: {_who(known)}.",
    )


def _several() -> Text:
    return Text(
        "Мектепте аты-жөні мен туған күні осындай бірнеше білім алушы бар; ЖСН жазыңыз.",
        "В школе несколько обучающихся с такими именем и датой рождения; укажите ИИН.",
    )


def _right_one_stays(known: Pupil) -> Text:
    return Text(f"Мектептегі ЖСН қалады: {known.iin}.", f"Остаётся ИИН школы: {known.iin}.")


def _iin_differs(known: Pupil) -> Text:
    return Text(f"Мектепте басқа ЖСН: {known.iin}.", f"В школе другой ИИН: {known.iin}.")


def _has_left(on: date) -> Text:
    return Text(
        f"Мектептен кеткен деп белгіленген: {on:%d.%m.%Y}.",
        f"Отмечено выбытие из школы: {on:%d.%m.%Y}.",
    )
