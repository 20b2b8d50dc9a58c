"""The journal set beside what was said of it elsewhere: who rewrites it whole cannot reach these."""

from collections.abc import Iterator

from dlschool.domain.text import Text
from dlschool.services import machine
from dlschool.store import backup_places, backups, mark, meta
from dlschool.store.backup_manifest import Manifest
from dlschool.store.check import Finding
from dlschool.store.connection import Store
from dlschool.store.mark import Lost


def forgotten(db: Store) -> Iterator[Finding]:
    """The mark beside the base, backups and this machine's own memory, of the same epoch, must be
    remembered.
    """
    if gone := mark.lost(db):
        yield _missing(gone)
    epoch = meta.value(db, "epoch")
    for backup in backup_places.found(backup_places.here(db.folder), db.keys):
        said = backup.manifest
        if said is not None and said.head and said.epoch == epoch and not _holds(db, said):
            yield Finding(
                f"backup:{backup.folder.name}",
                Text(
                    "{day} күні жасалған сақтық көшірмедегі журнал басқа: журнал содан кейін "
                    "қайта жазылған.",
                    "В резервной копии от {day} журнал другой: его переписали после неё.",
                ).filled(day=f"{said.at:%d.%m.%Y %H:%M}"),
            )
    memory = machine.remembered(backups.school_id(db))
    if memory and memory.change and memory.epoch == epoch:
        found = db.value("select hash from main.changes where id = ?", (memory.change,))
        if found != memory.head:
            yield Finding(
                f"changes:{memory.change}",
                Text(
                    "Бұл компьютер басқа журналды есінде сақтаған: № {n} жазба өзгертілген "
                    "немесе жойылған.",
                    "Этот компьютер помнит другой журнал: запись № {n} изменена или удалена.",
                ).filled(n=str(memory.change)),
            )


def _holds(db: Store, said: Manifest) -> bool:
    """Whether the newest change that the backup knew is still there, as it was."""
    sql = "select hash from main.changes where action = ? order by id desc limit 1"
    return bool(db.value(sql, (said.action,)) == said.head)


def _missing(gone: Lost) -> Finding:
    numbers = f"{gone.first}" if gone.first == gone.last else f"{gone.first}-{gone.last}"
    return Finding(
        f"actions:{numbers}",
        Text(
            "Сақталған соңғы жұмыс дерекқорда жоқ: № {numbers} әрекет. Дерекқор файлы немесе оның "
            "жанындағы school.db-wal файлы бүлінген. Соңғы сақтық көшірмені қалпына келтіріңіз "
            "немесе осы жұмысты қайта енгізіңіз.",
            "В базе нет последней сохранённой работы: действие № {numbers}. Файл базы или файл "
            "school.db-wal рядом с ним повреждён. Восстановите последнюю резервную копию либо "
            "внесите эту работу заново.",
        ).filled(numbers=numbers.replace("-", "–")),
    )
