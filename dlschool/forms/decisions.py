"""How minutes, extracts and notices word a council's question, decision and votes."""

from dlschool.domain.case import GROUND_NAMES, Council, Outcome, ReviewOutcome
from dlschool.domain.record import Decision
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import AgendaLine
from dlschool.forms.said import Said, Value, say

SITTING = {
    Council.PEDAGOGICAL: Text("Педагогикалық кеңестің отырысы", "Заседание педагогического совета"),
    Council.TRUSTEE: Text("Қамқоршылық кеңестің отырысы", "Заседание попечительского совета"),
}
SITTING_BLANK = Text(
    "Педагогикалық, қамқоршылық кеңестің отырысы (керегінің астын сызыңыз)",
    "Заседание педагогического, попечительского совета (нужное подчеркнуть)",
)
QUESTION = {
    "transfer": Text(
        "Білім алушыны қашықтан оқытуға ауыстыру туралы. Білім алушы: {who:50}.",
        "О переводе обучающегося на дистанционное обучение. Обучающийся: {who:50}.",
    ),
    "review": Text(
        "Аттестаттау нәтижелері бойынша қашықтан оқытуды ұзарту немесе дәстүрлі оқыту форматына "
        "ауыстыру туралы. Білім алушы: {who:50}.",
        "О продлении дистанционного обучения или переводе на традиционный формат обучения по "
        "итогам аттестации. Обучающийся: {who:50}.",
    ),
}
HEARD = Text(
    "№\u00a0{number:10} істің құжаттары; негізі: {ground:30}; сұралып отырған кезең: {period:40}.",
    "материалы дела №\u00a0{number:10}; основание: {ground:30}; запрашиваемый период: {period:40}.",
)
RESULTS = Text(
    " Аттестаттау нәтижелері: тапсырылған БЖБ мен ТЖБ — {asked:4} ішінен {taken:4}; тапсырылмаған "
    "жұмыстары бар пәндер: {lacks:30}.",
    " Результаты аттестации: сдано СОР и СОЧ — {taken:4} из {asked:4}; предметы с несданными "
    "работами: {lacks:30}.",
)
NOTHING_LACKS = Text("жоқ", "нет")
DECIDED: dict[str, Text] = {
    Outcome.APPROVE: Text(
        "білім алушы қашықтан оқытуға ауыстырылсын; кезеңі: {period:40}",
        "перевести обучающегося на дистанционное обучение; период: {period:40}",
    ),
    Outcome.REFUSE: Text(
        "қашықтан оқытуға ауыстырудан бас тартылсын",
        "в переводе на дистанционное обучение отказать",
    ),
    Outcome.POSTPONE: Text("мәселені қарау кейінге қалдырылсын", "рассмотрение вопроса отложить"),
    ReviewOutcome.EXTEND: Text(
        "қашықтан оқыту ұзартылсын; кезеңі: {period:40}",
        "дистанционное обучение продлить; период: {period:40}",
    ),
    ReviewOutcome.RETURN: Text(
        "білім алушы дәстүрлі оқыту форматына ауыстырылсын",
        "перевести обучающегося на традиционный формат обучения",
    ),
}
BECAUSE = Text("; себебі: {reason}", "; причина: {reason}")
VOTES = Text(
    "Дауыс беру нәтижесі: жақтап — {pro:6}, қарсы — {against:6}, қалыс қалғандар — {abstained:6}.",
    "Результаты голосования: за — {pro:6}, против — {against:6}, воздержались — {abstained:6}.",
)
RECUSED = Text(
    "Мүдделер қақтығысына байланысты дауыс беруге қатыспады: {names}.",
    "В голосовании из-за конфликта интересов не участвовали: {names}.",
)


def who(line: AgendaLine) -> str:
    """«Surname Name Patronymic, 7 «Ә»», or the classes of a case without a pupil."""
    if line.pupil is None:
        return ", ".join(line.case.classes)
    return ", ".join(filter(None, (line.pupil.full_name, phrases.class_name(line.pupil))))


def question(line: AgendaLine | None) -> Said:
    kind = line.item.kind if line else "transfer"
    return say(QUESTION[kind], who=who(line) if line else None)


def heard(line: AgendaLine | None) -> Said:
    """What the case holds and, of a review, the results that the council weighs."""
    case = line.case if line else None
    said = say(
        HEARD,
        number=case.number if case else None,
        ground=words.within(GROUND_NAMES[case.ground]) if case else None,
        period=words.period(case.wanted_from, case.wanted_until) if case else None,
    )
    found = line.results if line else None
    if found is None or not found.subjects:
        return said
    taken, asked = found.works
    lacks = phrases.joined((each.name for each in found.subjects if each.missing), ", ")
    results = say(RESULTS, taken=str(taken), asked=str(asked), lacks=lacks or NOTHING_LACKS)
    text = Text(said.text.kk + results.text.kk, said.text.ru + results.text.ru)
    return Said(text, (*said.values, *results.values))


def outcome(decision: Decision) -> Said:
    """The decision in one clause, with its period and reason."""
    text = DECIDED[decision.outcome]
    values: list[tuple[str, Value]] = []
    if "{period" in text.kk:
        values.append(("period", words.period(decision.start, decision.until)))
    if decision.reason.strip():
        text = Text(text.kk + BECAUSE.kk, text.ru + BECAUSE.ru)
        values.append(("reason", decision.reason))
    return Said(Text(f"{text.kk}.", f"{text.ru}."), tuple(values))


def votes(decision: Decision | None) -> Said:
    return say(
        VOTES,
        pro=_count(decision.votes_for) if decision else None,
        against=_count(decision.votes_against) if decision else None,
        abstained=_count(decision.abstained) if decision else None,
    )


def recused(decision: Decision) -> Said | None:
    if not decision.recused:
        return None
    return say(RECUSED, names=", ".join(decision.recused))


def _count(number: int | None) -> str | None:
    return None if number is None else str(number)


MINUTES_TITLE = Text("ХАТТАМА", "ПРОТОКОЛ")
CHAIR = Text("Төраға", "Председатель")
SECRETARY = Text("Хатшы", "Секретарь")
