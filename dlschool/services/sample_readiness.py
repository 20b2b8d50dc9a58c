"""Readiness of the sample school: half of it done, one certificate about to end, two teachers without."""

from datetime import date, timedelta

from dlschool.domain.readiness import Certificate, Equipment, Means, Proof, State, Topic
from dlschool.services import certificates, readiness, school
from dlschool.services import readiness_records as records
from dlschool.store.connection import Store

COURSE = "Қашықтан оқытудың цифрлық құралдары"
ISSUER = "Үлгі біліктілікті арттыру орталығы"
CHANNELS = (
    ("fibre", "Үлгі Телеком", "20", "№ 12, 05.01.2026", 40),
    ("satellite", "Үлгі Спутник", "5", "№ 4, 20.08.2026", 283),
)
"""Kind, provider, speed, contract, days until its end; all invented."""
EQUIPMENT = (
    ("Информатика кабинеті", "компьютер", 12, 11),
    ("Информатика кабинеті", "проектор", 1, 1),
    ("Мұғалімнің жұмыс орны", "ноутбук", 8, 8),
    ("Мұғалімнің жұмыс орны", "веб-камера мен микрофон", 8, 5),
)
STATES = (
    (Topic.CHANNELS, State.MET, 0, ""),
    (Topic.ACCESS, State.MET, 0, ""),
    (Topic.SYSTEM, State.PARTLY, 24, "бейнесабақтар бөлімі толтырылып жатыр"),
    (Topic.JOURNAL, State.MET, 0, ""),
    (Topic.CERTIFICATES, State.PARTLY, 9, "екі педагог курсқа жазылды"),
    (Topic.EQUIPMENT, State.NOT_MET, 45, "өтінім ауданның білім бөліміне берілді"),
)
"""Topic, state, days until it is to be done, remark; what is not here nobody has looked at."""


def make(db: Store) -> None:
    today = db.today()
    _certificates(db, today)
    for kind, provider, speed, contract, days in CHANNELS:
        records.save_means(
            db,
            Means(
                topic=Topic.CHANNELS, kind=kind, provider=provider, speed=speed, contract=contract,
                valid_until=today + timedelta(days=days),
            ),
        )  # fmt: skip
    for topic, name, provider in (
        (Topic.ACCESS, "Мектеп сайтының «Кітапхана» бөлімі", ""),
        (Topic.SYSTEM, "Үлгі оқу порталы", "Үлгі порталдар"),
        (Topic.JOURNAL, "Үлгі электрондық журналы", "Үлгі порталдар"),
        (Topic.RESOURCES, "Бейнесабақтар жинағы, 5–9-сыныптар", ""),
    ):
        records.save_means(db, Means(topic=topic, name=name, provider=provider))
    for place, item, needed, there in EQUIPMENT:
        records.save_equipment(db, Equipment(place=place, item=item, needed=needed, there=there))
    _proofs(db, today)
    _states(db, today)


def _certificates(db: Store, today: date) -> None:
    """Of all teachers but the last two; the first one's ends soon."""
    people = certificates.teachers(db)[:-2]
    for n, person in enumerate(people):
        ends = today + timedelta(days=20) if n == 0 else None
        certificates.save(
            db,
            Certificate(
                staff_id=person.id or 0, title=COURSE, hours=72, issuer=ISSUER, number=f"{310 + n}",
                date=today - timedelta(days=340 - n), valid_until=ends,
            ),
        )  # fmt: skip


def _proofs(db: Store, today: date) -> None:
    records.save_proof(
        db,
        Proof(
            requirement=Topic.CHANNELS, name="Провайдермен шарт", number="12",
            issuer="Үлгі Телеком", date=today - timedelta(days=300), place="№ 05-14 папка",
        ),
    )  # fmt: skip
    records.save_proof(
        db,
        Proof(
            requirement=Topic.JOURNAL, name="Электрондық журналға қосылу туралы хат", number="77",
            date=today - timedelta(days=80), place="№ 05-14 папка",
        ),
    )  # fmt: skip


def _states(db: Store, today: date) -> None:
    people = school.staff(db)
    deputy = next((p.id for p in people if "орынбасары" in p.post_kk), None)
    for topic, state, days, remark in STATES:
        due = today + timedelta(days=days) if days else None
        readiness.judge(db, topic, state, staff_id=deputy, due=due, remark=remark)
