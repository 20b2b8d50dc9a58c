"""What the papers about materials say: ordinary, longest, nearly empty."""

from datetime import date

import builders

from dlschool.domain.learning import CatalogueItem, Loan, MaterialKind, PlanLine
from dlschool.domain.text import Text
from dlschool.forms.material_values import GivenLine, Materials, ThematicPlan
from dlschool.services.materials import KIND_NAMES

PLAN = CatalogueItem(
    id=9,
    kind=MaterialKind.PLAN,
    title="Алгебра, 8-сынып",
    grade=8,
    language="kk",
    year="2026-2027",
)


def ordinary() -> Materials:
    lines = (
        PlanLine(
            id=1, material_id=9, position=1, section="Квадрат түбір және иррационал өрнек",
            topic="Нақты сандар", aims="8.1.1.1\n8.1.1.2", hours="1.5", date=date(2026, 9, 2),
        ),
        PlanLine(id=2, material_id=9, position=2, topic="Квадрат түбір", note="БЖБ № 1"),
    )  # fmt: skip
    plan = ThematicPlan(
        item=PLAN, subject=Text("Алгебра", "Алгебра"), weekly="3", total="2,5", lines=lines
    )
    return Materials(given=_given(4, "Сәрсенбаев", "Алгебра 8"), class_name="8Ә", plan=plan)


def _given(count: int, last: str, title: str) -> tuple[GivenLine, ...]:
    kinds = (MaterialKind.TEXTBOOK, MaterialKind.PLAN)
    return tuple(
        GivenLine(
            loan=Loan(
                id=n,
                material_id=n % 2 + 1,
                pupil_id=n // 2 + 1,
                date=date(2026, 9, 1 + n % 20),
                returned_on=date(2027, 5, 24) if n % 3 == 0 else None,
            ),
            item=CatalogueItem(
                id=n % 2 + 1,
                kind=kinds[n % 2],
                title=title,
                author="Шыныбеков Ә.",
                publisher="Атамұра",
                published="2024",
                inventory=f"10{n % 2}4",
                copies=30,
            ),
            pupil=builders.pupil(
                id=n // 2 + 1, last=last, left_on=date(2027, 2, 1) if n % 4 == 3 else None
            ),
            kind=KIND_NAMES[kinds[n % 2]],
        )
        for n in range(count)
    )


def longest(name: str, word: str) -> Materials:
    lines = tuple(
        PlanLine(
            id=n, material_id=9, position=n, section=f"{word} бөлімі", topic=f"{word} тақырыбы",
            aims="8.1.1.1\n" * 6, hours="0.5", date=date(2026, 9, 1 + n % 28), note=word,
        )
        for n in range(1, 60)
    )  # fmt: skip
    plan = ThematicPlan(
        item=PLAN, subject=Text(word, word), weekly="0,5", total="29,5", lines=lines
    )
    return Materials(given=_given(60, name, f"{word} оқулығы"), class_name="11ҒҢ", plan=plan)


def shortest() -> Materials:
    item = CatalogueItem(id=1, kind=MaterialKind.PLAN, title="А", year="")
    return Materials(plan=ThematicPlan(item=item, total="0"))
