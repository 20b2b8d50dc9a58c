"""What `assess` says of a step: its name and what is missing, in both languages.

Names of papers may stand in a sentence only in quotation marks: none is ever declined.
"""

from datetime import date

from dlschool.domain.case import MATERIAL_NAMES, Council, Material
from dlschool.domain.text import Text

DECISION_NAMES = {
    Council.PEDAGOGICAL: Text("Педагогикалық кеңестің шешімі", "Решение педагогического совета"),
    Council.TRUSTEE: Text("Қамқоршылық кеңестің шешімі", "Решение попечительского совета"),
}
ORDER = Text("Директордың бұйрығы", "Приказ директора")
ACCESS = Text(
    "Ақпараттық жүйеге, сабақ кестесіне, журналға және ресурстарға қолжетімділік",
    "Доступ к информационной системе, расписанию, журналу и ресурсам",
)
SCHEDULE = Text("БЖБ мен ТЖБ-ны тапсырудың жеке кестесі", "Индивидуальный график сдачи СОР и СОЧ")
ATTESTATION = Text("Кезең бойынша аттестаттау", "Аттестация за период")
REVIEW = Text(
    "Педагогикалық кеңестің қайта қарауы: ұзарту немесе қайтару",
    "Рассмотрение педагогическим советом: продлить или вернуть",
)
ORDER_EXTEND = Text("Ұзарту туралы бұйрық", "Приказ о продлении")
ORDER_RETURN = Text(
    "Дәстүрлі оқытуға ауыстыру туралы бұйрық", "Приказ о переводе на традиционное обучение"
)

NO_PAPER = Text("Құжат іске салынбаған.", "Документа в деле нет.")
NO_DECISION = Text("Кеңес әлі шешім қабылдаған жоқ.", "Совет ещё не принял решения.")
NO_ORDER = Text("Бұйрық әлі шығарылмаған.", "Приказ ещё не издан.")
NO_ACCESS = Text(
    "Қолжетімділік берілгені туралы белгі жоқ.", "Нет отметки о том, что доступ предоставлен."
)
NO_SCHEDULE = Text(
    "Тапсыру мерзімдері сәйкес келмеген: жеке кесте жасалмаған.",
    "Сроки сдачи не совпали: индивидуальный график не составлен.",
)
NO_ATTESTATION = Text(
    "Осы кезеңнің аттестаттауы туралы белгі жоқ.", "Нет отметки об аттестации за этот период."
)
NO_REVIEW = Text(
    "Кеңес аттестаттау нәтижелерін әлі қараған жоқ.",
    "Совет ещё не рассмотрел результаты аттестации.",
)
NO_CLASSES = Text("Сыныптар көрсетілмеген.", "Классы не названы.")
NO_PERIOD = Text("Құжатта кезең көрсетілмеген.", "В документе не указан период.")
NO_DECISION_PERIOD = Text("Шешімде кезең көрсетілмеген.", "В решении не указан период.")
BAD_PERIOD = Text("Кезеңнің соңы басынан бұрын тұр.", "Конец периода стоит раньше его начала.")
NO_EVENT = Text(
    "Іс-шараның деңгейі мен мерзімі көрсетілмеген.", "Не указаны уровень и сроки мероприятия."
)
NO_EVENT_DATES = Text("Іс-шараның мерзімі көрсетілмеген.", "Не указаны сроки мероприятия.")
OTHER_LEVEL = Text(
    "Іс-шара халықаралық та, республикалық та емес: бұл негіз қолданылмайды.",
    "Мероприятие не международное и не республиканское: это основание не подходит.",
)
PERIODS_DIFFER = Text(
    "Екі кеңес әртүрлі кезеңді бекіткен: кезең бірдей болуы керек.",
    "Советы утвердили разные периоды: период должен быть одинаковым.",
)


def issue_name(material: Material) -> Text:
    name = MATERIAL_NAMES[material]
    return Text(f"Беру: {_lower(name.kk)}", f"Выдача: {_lower(name.ru)}")


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[0].lower() + text[1:]


def not_issued(material: Material) -> Text:
    name = MATERIAL_NAMES[material]
    return Text(f"Берілмеген: {_lower(name.kk)}.", f"Не выдано: {_lower(name.ru)}.")


def day(value: date | None) -> str:
    return value.strftime("%d.%m.%Y") if value else "…"


def expired(until: date) -> Text:
    return Text(
        f"Құжаттың мерзімі өткен: {day(until)} күніне дейін жарамды болған.",
        f"Срок документа истёк: действовал до {day(until)}.",
    )


def event_over(until: date) -> Text:
    return Text(
        f"Іс-шара аяқталып қойған: {day(until)}.", f"Мероприятие уже закончилось: {day(until)}."
    )


def postponed(on: date) -> Text:
    return Text(f"Кеңес мәселені кейінге қалдырды: {day(on)}.", f"Совет отложил вопрос: {day(on)}.")


def order_before(what: Text, on: date) -> Text:
    return Text(
        f"Бұйрықтың күні негізінен ерте: «{what.kk}» — {day(on)}.",
        f"Приказ датирован раньше своего основания: «{what.ru}» — {day(on)}.",
    )


def order_outside(start: date | None, until: date | None) -> Text:
    return Text(
        f"Бұйрықтың кезеңі негіздің кезеңінен шығып тұр: {day(start)} – {day(until)}.",
        f"Период приказа выходит за период основания: {day(start)} – {day(until)}.",
    )


def attested_before(on: date, start: date) -> Text:
    return Text(
        f"Аттестаттау ({day(on)}) осы кезеңнен ({day(start)} күнінен бастап) бұрын өткен.",
        f"Аттестация ({day(on)}) прошла раньше этого периода (с {day(start)}).",
    )


def reviewed_before(on: date, attested: date) -> Text:
    return Text(
        f"Кеңестің қайта қарауы ({day(on)}) аттестаттаудан ({day(attested)}) бұрын өткен.",
        f"Рассмотрение советом ({day(on)}) прошло раньше аттестации ({day(attested)}).",
    )
