"""A backup in the words of the window: when, why, how large, how old, what is wrong with it."""

from datetime import datetime, timedelta

from dlschool.domain.text import Text
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services.backups import Backup

PLACES = {
    False: Text("осы компьютер", "этот компьютер"),
    True: Text("екінші орын", "второе место"),
}
WHY = {
    "": Text("өздігінен", "автоматически"),
    "hand": Text("қолмен", "вручную"),
    "exit": Text("бағдарлама жабылғанда", "при закрытии программы"),
    "before-restore": Text("қалпына келтіру алдында", "перед восстановлением"),
    "before-update": Text("бағдарламаны жаңарту алдында", "перед обновлением программы"),
    "before-upgrade": Text("деректерді жаңарту алдында", "перед обновлением данных"),
    "before-back": Text(
        "бағдарламаның бұрынғы нұсқасына қайту алдында", "перед возвратом к прежней версии"
    ),
}


def made_at(backup: Backup) -> Text:
    """«21.11.2026, 12:00»; of a broken one its name."""
    if backup.manifest is None:
        return Text(backup.name, backup.name)
    said = f"{backup.manifest.at:%d.%m.%Y, %H:%M}"
    return Text(said, said)


def state(backup: Backup) -> tuple[Words, str] | None:
    """The pill of one that cannot be used; None when it is sound."""
    if backup.sound:
        return None
    words = N_("not finished") if backup.manifest is None else N_("damaged")
    return (words, "loss")


def sentence(backup: Backup, now: datetime) -> Text:
    """«вручную, 1,4 МБ, сканов: 12, 3 дня назад», or why it cannot be used."""
    manifest, trouble = backup.manifest, backup.trouble
    if manifest is None or trouble is not None:
        said = trouble
        return Text(said.text("kk"), said.text("ru")) if said else Text("", "")
    why = WHY.get(manifest.why, WHY[""])
    size, scans, age = size_words(manifest.size), manifest.scans, age_words(manifest.at, now)
    return Text(
        f"{why.kk}; {size.kk}; скан-көшірмелер: {scans}; {age.kk}",
        f"{why.ru}; {size.ru}; сканов: {scans}; {age.ru}",
    )


def size_words(size: int) -> Text:
    """In the unit that a person reads: КБ, МБ, ГБ."""
    for unit, power in (("ГБ", 30), ("МБ", 20)):
        if size >= 1 << power:
            said = f"{size / (1 << power):.1f}".replace(".", ",")
            return Text(f"{said} {unit}", f"{said} {unit}")
    return Text(f"{size >> 10} КБ", f"{size >> 10} КБ")


def age_words(at: datetime, now: datetime) -> Text:
    """How long ago, in days; a clock that was set back is said to be so."""
    age = now - at
    days = (now.date() - at.date()).days
    if age < timedelta(minutes=-5):
        return Text("сағат кейін шегерілген", "часы переведены назад")
    if days == 0:
        return Text("бүгін", "сегодня")
    if days == 1:
        return Text("кеше", "вчера")
    return Text(f"{days} күн бұрын", f"дней назад: {days}")
