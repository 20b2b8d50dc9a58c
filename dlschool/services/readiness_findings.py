"""What the records say of each requirement: what there is, what lacks, what ends. The state stays
the school's own word; a finding that speaks against it is shown beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dlschool.domain.readiness import Equipment, Means, Proof, Requirement, Topic
from dlschool.domain.text import Text
from dlschool.law import says
from dlschool.services import certificates, school
from dlschool.services import readiness_records as records
from dlschool.services.certificates import Trained, Training
from dlschool.store.connection import Store

NAMED = 4
"""So many names at most stand in a finding; the rest are counted."""

Kind = Literal["good", "soon", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence: `bad` speaks against a requirement being met, `soon` will."""

    text: Text
    kind: Kind


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that the school shows, read once."""

    day: date
    ahead: date
    """What ends until this day ends soon: the school's rule `certificate_days`."""
    proofs: tuple[Proof, ...]
    means: tuple[Means, ...]
    equipment: tuple[Equipment, ...]
    trained: tuple[Trained, ...]

    def proofs_of(self, requirement: Requirement) -> list[Proof]:
        return [proof for proof in self.proofs if proof.requirement == requirement.key]

    def means_of(self, requirement: Requirement) -> list[Means]:
        return [means for means in self.means if means.topic is requirement.topic]


def holdings(db: Store) -> Holdings:
    days = int(school.setting(db, "certificate_days"))
    return Holdings(
        day=db.today(),
        ahead=db.today() + timedelta(days=days),
        proofs=tuple(records.every(db, Proof)),
        means=tuple(records.every(db, Means)),
        equipment=tuple(records.every(db, Equipment)),
        trained=tuple(certificates.trained(db)),
    )


def findings(requirement: Requirement, held: Holdings) -> tuple[Finding, ...]:
    """What the records say of the requirement, the good first."""
    found: list[Finding] = []
    if requirement.topic is Topic.CERTIFICATES:
        found += _certificates(held.trained)
    elif requirement.topic is Topic.EQUIPMENT:
        found += _equipment(held.equipment)
    elif requirement.topic is not Topic.OTHER:
        found += _means(held.means_of(requirement), held)
    found += _proofs(held.proofs_of(requirement), held)
    return tuple(found)


def _certificates(trained: Sequence[Trained]) -> Iterator[Finding]:
    by = {training: [t for t in trained if t.training is training] for training in Training}
    holding = len(by[Training.HOLDS]) + len(by[Training.ENDS_SOON])
    kind: Kind = "good" if trained and holding == len(trained) else "bad"
    yield Finding(
        Text(
            f"Күшіндегі сертификаты бар педагогтер: {holding} / {len(trained)}",
            f"Педагогов с действующим сертификатом: {holding} из {len(trained)}",
        ),
        kind,
    )
    for training, words, mark in (
        (Training.NONE, Text("Сертификаты жоқ", "Нет сертификата"), "bad"),
        (Training.ENDED, Text("Мерзімі біткен", "Срок истёк"), "bad"),
        (Training.ENDS_SOON, Text("Мерзімі жақында бітеді", "Скоро истекает срок"), "soon"),
    ):
        if by[training]:
            yield _listed(words, [_person(one) for one in by[training]], mark)  # type: ignore[arg-type]


def _person(one: Trained) -> Text:
    name = one.staff.name + (f" ({says.day(one.until)})" if one.until else "")
    return Text(name, name)


def _listed(words: Text, names: Sequence[Text], kind: Kind) -> Finding:
    more = f" … ({len(names)})" if len(names) > NAMED else ""
    kk, ru = (", ".join(name[code] for name in names[:NAMED]) + more for code in ("kk", "ru"))
    return Finding(Text(f"{words.kk}: {kk}", f"{words.ru}: {ru}"), kind)


def _equipment(equipment: Sequence[Equipment]) -> Iterator[Finding]:
    if not equipment:
        yield Finding(Text("Жабдық жазылмаған", "Оборудование не записано"), "bad")
        return
    needed = sum(one.needed for one in equipment)
    there = sum(min(one.needed, one.there) for one in equipment)
    kind: Kind = "good" if there == needed else "bad"
    yield Finding(
        Text(f"Керек жабдықтың бары: {there} / {needed}", f"Есть из нужного: {there} из {needed}"),
        kind,
    )
    short = [one for one in equipment if one.lacking]
    if short:
        names = [f"{one.item}, {one.place} – {one.lacking}" for one in short]
        yield _listed(Text("Жетіспейді", "Не хватает"), [Text(n, n) for n in names], "bad")


def _means(means: Sequence[Means], held: Holdings) -> Iterator[Finding]:
    if not means:
        yield Finding(Text("Ештеңе жазылмаған", "Ничего не записано"), "bad")
        return
    good = [one for one in means if one.valid_until is None or one.valid_until >= held.day]
    kind: Kind = "good" if good else "bad"
    yield _listed(Text("Қолда бар", "Имеется"), [records.told(one) for one in good or means], kind)
    yield from _ending(
        [(records.named(one), one.valid_until) for one in means if one.valid_until], held
    )


def _proofs(proofs: Sequence[Proof], held: Holdings) -> Iterator[Finding]:
    if proofs:
        names = [Text(proof.name, proof.name) for proof in proofs]
        yield _listed(Text("Құжаттар", "Документы"), names, "good")
    yield from _ending(
        [(Text(one.name, one.name), one.valid_until) for one in proofs if one.valid_until], held
    )


def _ending(dated: Sequence[tuple[Text, date | None]], held: Holdings) -> Iterator[Finding]:
    """What ended, and what ends soon, each with its day."""
    for name, until in sorted(dated, key=lambda pair: str(pair[1])):
        if until is None or until > held.ahead:
            continue
        day = says.day(until)
        if until < held.day:
            text = Text(f"Мерзімі біткен: {name.kk} ({day})", f"Срок истёк: {name.ru} ({day})")
            yield Finding(text, "bad")
        else:
            text = Text(
                f"Мерзімі жақында бітеді: {name.kk} ({day})",
                f"Скоро истекает срок: {name.ru} ({day})",
            )
            yield Finding(text, "soon")
