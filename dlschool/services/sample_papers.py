"""What the papers of the sample school say; invented, the same for everybody."""

from dlschool.domain.case import PaperKind

DETAILS: dict[str, dict[str, str]] = {
    PaperKind.APPLICATION: {"by": "guardian"},
    PaperKind.PROGRESS: {
        "period": "I тоқсан / I четверть",
        "subjects": "Математика: 5\nҚазақ тілі: 4\nОрыс тілі: 5\nИнформатика: 5",
    },
    PaperKind.CONDITIONS: {
        "device": "Ноутбук",
        "internet": "4G, 10 Мбит/с",
        "adult": "Анасы / мать",
        "workplace": "Бөлек үстел / отдельный стол",
    },
    PaperKind.CHILD_OPINION: {"opinion": "Үйден оқығым келеді / хочу учиться из дома"},
    PaperKind.PSYCHOLOGIST: {
        "request": "Қашықтан оқыту / дистанционное обучение",
        "methods": "Әңгімелесу, бақылау / беседа, наблюдение",
        "observations": "Өзін-өзі ұйымдастыра алады / способен(на) к самоорганизации",
        "conclusion": "Қашықтан оқыту ұсынылады / дистанционное обучение рекомендуется",
        "consent": "01.11.2026",
        "recommendations": "Тоқсанда бір рет әңгімелесу / беседа раз в четверть",
    },
    PaperKind.HOUSING_ACT: {
        "commission": "Жұмабаева Гүлнәр Ерланқызы\nКим Анна Викторовна",
        "family": "4",
        "dwelling": "Үй, 3 бөлме / дом, 3 комнаты",
        "workplace": "Бар / есть",
        "conclusion": "Жағдай жасалған / условия созданы",
    },
    PaperKind.MEDICAL: {"recommendation": "Қашықтан оқыту / дистанционное обучение"},
}
