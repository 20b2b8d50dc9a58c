"""FIELD_NAMES: what each field of a record is called, for the journal; fields of no meaning to
people (sort keys, hashes) have no name and are not shown."""

from dlschool.domain.field_names_exchange import EXCHANGE_FIELDS
from dlschool.domain.field_names_learning import LEARNING_FIELDS
from dlschool.domain.field_names_readiness import READINESS_FIELDS
from dlschool.domain.text import Text

_DATE = Text("Күні", "Дата")
_NUMBER = Text("Нөмірі", "Номер")
_NOTE = Text("Ескертпе", "Примечание")
_NAME = Text("Аты-жөні", "Ф. И. О.")
_IIN = Text("ЖСН", "ИИН")
_ADDRESS = Text("Мекенжайы", "Адрес")
_PHONE = Text("Телефоны", "Телефон")
_PUPIL = Text("Білім алушы", "Обучающийся")
_CASE = Text("Іс", "Дело")
_KIND = Text("Түрі", "Вид")
_FROM_PAPER = Text("Қағаздан енгізілген", "Внесено с бумаги")
_START = Text("Басталуы", "Начало")
_UNTIL = Text("Аяқталуы", "Окончание")
_COUNCIL = Text("Кеңес", "Совет")
_POST_KK = Text("Лауазымы (қаз.)", "Должность (каз.)")
_POST_RU = Text("Лауазымы (орыс.)", "Должность (рус.)")
_GONE = Text("Қызметтен кеткен", "Больше не работает")
_AT = Text("Уақыты", "Время")
_REASON = Text("Себебі", "Причина")

_PUPILS = {
    "last": Text("Тегі", "Фамилия"),
    "first": Text("Аты", "Имя"),
    "middle": Text("Әкесінің аты", "Отчество"),
    "iin": _IIN,
    "iin_reason": Text("ЖСН туралы", "Об ИИН"),
    "birth_date": Text("Туған күні", "Дата рождения"),
    "sex": Text("Жынысы", "Пол"),
    "grade": Text("Сыныбы", "Класс"),
    "letter": Text("Сынып әрпі", "Литера класса"),
    "language": Text("Оқыту тілі", "Язык обучения"),
    "address": _ADDRESS,
    "special_needs": Text("Ерекше білім беру қажеттіліктері", "Особые образовательные потребности"),
    "home_teaching": Text("Үйде оқыту", "Обучение на дому"),
    "left_on": Text("Мектептен кеткен күні", "Дата выбытия"),
    "note": _NOTE,
}

_GUARDIANS = {
    "pupil_id": _PUPIL,
    "name": _NAME,
    "relation": Text("Балаға кім болады", "Кем приходится ребёнку"),
    "iin": _IIN,
    "phone": _PHONE,
    "email": Text("Электрондық поштасы", "Электронная почта"),
    "address": _ADDRESS,
    "main": Text("Негізгі өкіл", "Основной представитель"),
}

_CASES = {
    "number": _NUMBER,
    "edition": Text("Бұйрықтың редакциясы", "Редакция приказа"),
    "ground": Text("Негізі", "Основание"),
    "pupil_id": _PUPIL,
    "classes": Text("Сыныптар", "Классы"),
    "dropped_classes": Text("Қалдырылған сыныптар", "Невключённые классы"),
    "opened_on": Text("Ашылған күні", "Дата открытия"),
    "wanted_from": Text("Сұралған кезеңнің басы", "Начало запрошенного периода"),
    "wanted_until": Text("Сұралған кезеңнің соңы", "Конец запрошенного периода"),
    "reason": _REASON,
    "event_name": Text("Іс-шара", "Мероприятие"),
    "event_place": Text("Іс-шараның өтетін жері", "Место мероприятия"),
    "event_level": Text("Іс-шараның деңгейі", "Уровень мероприятия"),
    "event_from": Text("Іс-шараның басталуы", "Начало мероприятия"),
    "event_until": Text("Іс-шараның аяқталуы", "Окончание мероприятия"),
    "access_on": Text("Қолжетімділік берілген күн", "Дата предоставления доступа"),
    "individual_schedule": Text("Жеке кесте", "Индивидуальный график"),
    "attested_on": Text("Аттестаттау күні", "Дата аттестации"),
    "later_edition_refused": Text("Кейінгі редакция", "Поздняя редакция"),
    "from_paper": _FROM_PAPER,
    "note": _NOTE,
}

_PAPERS = {
    "case_id": _CASE,
    "kind": _KIND,
    "date": _DATE,
    "number": _NUMBER,
    "issuer": Text("Кім берген", "Кем выдан"),
    "valid_from": Text("Жарамдылық басы", "Действует с"),
    "valid_until": Text("Жарамдылық соңы", "Действует до"),
    "details": Text("Мазмұны", "Содержание"),
    "from_paper": _FROM_PAPER,
}

_MEETINGS = {
    "council": _COUNCIL,
    "number": Text("Хаттама нөмірі", "Номер протокола"),
    "school_year": Text("Оқу жылы", "Учебный год"),
    "date": _DATE,
    "time": _AT,
    "place": Text("Өтетін жері", "Место"),
    "chair": Text("Төраға", "Председатель"),
    "secretary": Text("Хатшы", "Секретарь"),
    "attendees": Text("Қатысқандар", "Присутствующие"),
    "held": Text("Өтті", "Проведено"),
    "from_paper": _FROM_PAPER,
}

_DECISIONS = {
    "case_id": _CASE,
    "council": _COUNCIL,
    "date": _DATE,
    "kind": _KIND,
    "outcome": Text("Шешім", "Решение"),
    "start": _START,
    "until": _UNTIL,
    "reason": _REASON,
    "votes_for": Text("Жақтап дауыс бергендер", "За"),
    "votes_against": Text("Қарсы дауыс бергендер", "Против"),
    "abstained": Text("Қалыс қалғандар", "Воздержались"),
    "recused": Text("Дауыс беруге қатыспағандар", "Не участвовали в голосовании"),
    "from_paper": _FROM_PAPER,
}

_ORDERS = {
    "case_id": _CASE,
    "kind": _KIND,
    "series": Text("Нөмір сериясы", "Серия номера"),
    "number": _NUMBER,
    "date": _DATE,
    "start": _START,
    "until": _UNTIL,
    "clause_kk": Text("Қосымша тармақ (қаз.)", "Дополнительный пункт (каз.)"),
    "clause_ru": Text("Қосымша тармақ (орыс.)", "Дополнительный пункт (рус.)"),
    "control_kk": Text("Бақылау (қаз.)", "Контроль (каз.)"),
    "control_ru": Text("Бақылау (орыс.)", "Контроль (рус.)"),
    "annuls": Text("Күшін жоятын бұйрық", "Отменяет приказ"),
    "annulled": Text("Күші жойылған", "Отменён"),
    "frozen": Text("Қағазға шыққан", "Вышел на бумаге"),
    "annex": Text("Бекітілген кесте", "Утверждённый график"),
    "from_paper": _FROM_PAPER,
}

_SCHOOL = {
    "name_kk": Text("Толық атауы (қаз.)", "Полное название (каз.)"),
    "name_ru": Text("Толық атауы (орыс.)", "Полное название (рус.)"),
    "short_kk": Text("Қысқа атауы (қаз.)", "Краткое название (каз.)"),
    "short_ru": Text("Қысқа атауы (орыс.)", "Краткое название (рус.)"),
    "bin": Text("БСН", "БИН"),
    "region": Text("Облыс", "Область"),
    "district_kk": Text("Аудан (қаз.)", "Район (каз.)"),
    "district_ru": Text("Аудан (орыс.)", "Район (рус.)"),
    "district_kato": Text("Ауданның ӘАОЖ коды", "Код КАТО района"),
    "place_kk": Text("Елді мекен (қаз.)", "Населённый пункт (каз.)"),
    "place_ru": Text("Елді мекен (орыс.)", "Населённый пункт (рус.)"),
    "address_kk": Text("Мекенжайы (қаз.)", "Адрес (каз.)"),
    "address_ru": Text("Мекенжайы (орыс.)", "Адрес (рус.)"),
    "phone": _PHONE,
    "director": Text("Директор", "Директор"),
    "director_post_kk": _POST_KK,
    "director_post_ru": _POST_RU,
    "department_kk": Text("Білім бөлімі (қаз.)", "Отдел образования (каз.)"),
    "department_ru": Text("Білім бөлімі (орыс.)", "Отдел образования (рус.)"),
    "language": Text("Тілі", "Язык"),
    "small": Text("Шағын жинақты мектеп", "Малокомплектная школа"),
}

FIELD_NAMES: dict[str, dict[str, Text]] = {
    **LEARNING_FIELDS,
    **READINESS_FIELDS,
    **EXCHANGE_FIELDS,
    "pupils": _PUPILS,
    "guardians": _GUARDIANS,
    "cases": _CASES,
    "papers": _PAPERS,
    "scans": {
        "paper_id": Text("Құжат", "Документ"),
        "position": Text("Реті", "Порядок"),
        "pages": Text("Беттері", "Страницы"),
        "size": Text("Көлемі (байт)", "Размер (байт)"),
        "mime": _KIND,
    },
    "meetings": _MEETINGS,
    "items": {
        "meeting_id": Text("Отырыс", "Заседание"),
        "position": Text("Реті", "Порядок"),
        "case_id": _CASE,
        "kind": _KIND,
    },
    "decisions": _DECISIONS,
    "orders": _ORDERS,
    "issued": {
        "case_id": _CASE,
        "material": Text("Материал", "Материал"),
        "date": _DATE,
        "note": _NOTE,
    },
    "postponed": {
        "case_id": _CASE,
        "class_name": Text("Сынып", "Класс"),
        "work": Text("Жұмыс", "Работа"),
        "was_on": Text("Бұрынғы күні", "Прежняя дата"),
        "new_date": Text("Жаңа күні", "Новая дата"),
    },
    "told": {
        "case_id": _CASE,
        "audience": Text("Кімге", "Кому"),
        "channel": Text("Қалай", "Как"),
        "at": _AT,
    },
    "prints": {
        "code": Text("Нысан", "Форма"),
    },
    "staff": {
        "name": _NAME,
        "post_kk": _POST_KK,
        "post_ru": _POST_RU,
        "other_school": Text("Басқа мектептен", "Из другой школы"),
        "phone": _PHONE,
        "gone": _GONE,
    },
    "members": {
        "council": _COUNCIL,
        "name": _NAME,
        "post_kk": _POST_KK,
        "post_ru": _POST_RU,
        "role": Text("Кеңестегі міндеті", "Роль в совете"),
        "iin": _IIN,
        "gone": _GONE,
    },
    "school": _SCHOOL,
    "settings": {"name": Text("Баптау", "Настройка"), "value": Text("Мәні", "Значение")},
    "users": {
        "name": _NAME,
        "role": Text("Рөлі", "Роль"),
        "classes": Text("Сыныптары", "Классы"),
        "subjects": Text("Пәндері", "Предметы"),
        "gone": Text("Кіруі жабылған", "Вход закрыт"),
    },
    "consents": {
        "pupil_id": _PUPIL,
        "guardian": Text("Заңды өкіл", "Законный представитель"),
        "date": _DATE,
        "scope": Text("Неге келісім берілді", "На что дано согласие"),
        "until": Text("Қашанға дейін", "До какого дня"),
        "withdrawn_on": Text("Қайтарып алынған күні", "Дата отзыва"),
        "note": _NOTE,
    },
    "requests": {
        "pupil_id": _PUPIL,
        "kind": _KIND,
        "date": _DATE,
        "applicant": Text("Өтініш беруші", "Заявитель"),
        "wish": Text("Не сұралады", "О чём просит"),
        "answer": Text("Жауап", "Ответ"),
        "done_on": Text("Орындалған күні", "Дата исполнения"),
        "lifted_on": Text("Бұғат алынған күн", "Дата снятия блокировки"),
    },
    "breaches": {
        "discovered_at": Text("Анықталған уақыты", "Когда обнаружено"),
        "happened_at": Text("Болған уақыты", "Когда произошло"),
        "what": Text("Не болды", "Что произошло"),
        "data": Text("Қандай деректер", "Какие данные"),
        "measures": Text("Шаралар", "Меры"),
        "responsible": Text("Жауапты адам", "Ответственный"),
        "contact": Text("Байланыс", "Контакт"),
        "notified_on": Text("Хабарланған күні", "Дата уведомления"),
    },
}
