"""What the papers of the register of personal data say: ordinary, longest, nearly empty."""

from datetime import date

import builders

from dlschool.domain.access import Role, User
from dlschool.domain.personal import Breach, Consent, Purpose
from dlschool.domain.text import Text
from dlschool.forms.form import CardPart, Concerned, Personal


def ordinary() -> Personal:
    return Personal(
        consent=Consent(
            pupil_id=1,
            guardian="Сәрсенбаева Гүлнұр Ыбырайқызы",
            date=date(2026, 9, 1),
            scope=(Purpose.PROCESSING, Purpose.PLATFORMS),
            until=date(2027, 8, 31),
            withdrawn_on=date(2026, 11, 19),
        ),
        users=tuple(
            User(n, f"Қасымова Ө. {n}", role, ("8Ә", "9Б") if role is Role.TEACHER else ())
            for n, role in enumerate(Role, 1)
        ),
        breach=_breach(),
        concerned=_concerned("Сәрсенбаев", 3),
        card=(
            CardPart(
                heading=Text("Заңды өкілдер", "Законные представители"),
                lines=(
                    (Text("анасы", "мать"), Text("Гүлнұр, +77771234567", "Гүлнұр, +77771234567")),
                ),
            ),
            CardPart(heading=Text("Келісімдер", "Согласия"), lines=()),
        ),
    )


def _breach(words: str = "Тізімі бар жад таяқшасы жоғалды") -> Breach:
    return Breach(
        discovered_at="2026-11-20T10:15:00",
        happened_at="19.11.2026",
        what=words,
        data="тегі, аты, ЖСН, телефон",
        measures="отбасыларға айтылды, құпиясөздер ауыстырылды",
        pupils=(1,),
        responsible="Ким А.",
        contact="+7 (714) 345-12-36",
        notified_on=date(2026, 11, 21),
    )


def _concerned(last: str, count: int) -> tuple[Concerned, ...]:
    return tuple(
        Concerned(pupil=builders.pupil(last=last, iin=f"{110305500000 + n}"), phone="+77771234567")
        for n in range(count)
    )


def longest(name: str, word: str) -> Personal:
    long = Text(f"{word} " * 12, f"{word} " * 12)
    return Personal(
        consent=Consent(
            pupil_id=1, guardian=name, date=date(2026, 9, 1), scope=tuple(Purpose), until=None
        ),
        users=tuple(User(n, f"{name} {n}", Role.OWNER) for n in range(1, 41)),
        breach=_breach(f"{word} " * 10),
        concerned=_concerned(name, 60),
        card=tuple(CardPart(heading=long, lines=((long, long),) * 8) for _ in range(4)),
    )


def shortest() -> Personal:
    return Personal(
        consent=Consent(pupil_id=1, guardian="И", date=date(2026, 9, 1), scope=("processing",)),
        users=(User(1, "И", Role.VIEWER),),
        breach=Breach(discovered_at="2026-11-20T10:15:00", what="И"),
        card=(CardPart(heading=Text("А", "Б"), lines=()),),
    )
