"""The demonstration's end: the year's report goes to a hub on this computer over a line that is cut, a
correction of it by stick; receipts, a remark and a weather order come back.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from msgspec.structs import replace as replace_of

from dlschool import i18n
from dlschool.demo_hub import CutLine, Hub, served
from dlschool.domain.case import GROUND_NAMES, Ground
from dlschool.domain.report import Report
from dlschool.domain.text import Text
from dlschool.i18n import _
from dlschool.services import (
    directives,
    directives_calls,
    directives_reports,
    epochs,
    exchange_folder,
    exchange_level,
    exchange_offer,
    exchange_pairing,
    exchange_status,
    exchange_tries,
    pupils,
    reports,
    sample_people,
    sample_year_school,
    school,
)
from dlschool.services.exchange_status import STATE_NAMES, Level
from dlschool.services.exchange_tries import Tried
from dlschool.services.opening import Store

BIN = "990140000007"
"""Of no school: its first digits say January 1999."""
DISTRICT = "191600000"
LUCK = 0.5
MOST_TRIES = 500
REMARK = Text(
    "Ерекше білім беру қажеттілігі бар білім алушылар көрсетілмеген",
    "Не показаны обучающиеся с особыми образовательными потребностями",
)
STORM = Text("Боран, көріну қашықтығы нашар", "Буран, плохая видимость")
NEEDS = "ПМПК, № 7"
DEPARTMENT = Text("Өтеген ауданының білім бөлімі", "Отдел образования Отегенского района")
Say = Callable[[str], None]


@dataclass(slots=True)
class Exchanged:
    """What went to the department and what came back."""

    words: tuple[str, ...] = ()
    """Shown by both sides before the computer was let in."""
    envelopes: int = 0
    size: int = 0
    """Bytes of those envelopes."""
    crossed: int = 0
    """Bytes that crossed the line, all questions after cuts included."""
    clean: int = 0
    """What they would have been without a cut."""
    cuts: int = 0
    states: list[dict[str, int]] = field(default_factory=list)
    """Changes on this computer, sent, stored, accepted: after each step."""
    versions: list[int] = field(default_factory=list)
    """Of the report, as the hub has them."""
    equal: bool = True
    """Whether every figure at the hub is the school's."""
    heard: list[str] = field(default_factory=list)
    """What the department asked and remarked."""

    @property
    def ratio(self) -> float:
        return self.crossed / self.clean if self.clean else 0.0

    def json(self) -> dict[str, Any]:
        return {
            "words": list(self.words),
            "envelopes": self.envelopes,
            "bytes": self.size,
            "crossed": self.crossed,
            "clean": self.clean,
            "cuts": self.cuts,
            "total_by_clean": round(self.ratio, 3),
            "states": self.states,
            "versions": self.versions,
            "equal": self.equal,
            "heard": self.heard,
        }

    def lines(self) -> Iterator[str]:
        yield _(
            "To the department: envelopes {envelopes}, {size} bytes; the line was cut {cuts} times. "
            "Crossed it, with the questions after each cut: {crossed} bytes, {ratio} times what a whole "
            "line needs."
        ).format(
            envelopes=self.envelopes, size=self.size, cuts=self.cuts, crossed=self.crossed,
            ratio=f"{self.ratio:.2f}",
        )  # fmt: skip
        versions = ", ".join(map(str, self.versions))
        line = (
            _("The hub has versions {versions} of the report; every figure equals the school's.")
            if self.equal
            else _("The hub has versions {versions} of the report; figures differ!")
        )
        yield line.format(versions=versions)


def run(db: Store, folder: Path, today: date, say: Say) -> Exchanged:
    """`db`: the sample school of a whole year. The hub's files, the enrolment and the stick lie in
    `folder`. `today`: of the computer, by which the hub goes. Refused: as the services and the hub refuse.
    """
    done = Exchanged()
    epochs.settle(db)
    held = school.school(db)
    school.save_school(db, replace(held, bin=BIN))
    (folder / "hub").mkdir(parents=True)
    with served(folder / "hub") as hub:
        say(_("A hub of the department runs at {address}.").format(address=hub.address))
        _pair(db, hub, folder, today, done, say)
        exchange_level.agree(db, Level.CASES, "№ 1", db.today())
        report = reports.make(db, reports.year(db, sample_year_school.YEAR))
        say(
            _("Report made: {period}, version {version}.").format(
                period=report.covered.name[i18n.language()], version=report.version
            )
        )
        _over_the_line(db, hub, done, say)
        _answered(db, hub, _compare(hub, report, done), done, say)
        _compare(hub, _by_stick(db, hub, folder / "stick", done, say), done)
    return done


def _pair(db: Store, hub: Hub, folder: Path, today: date, done: Exchanged, say: Say) -> None:
    """The enrolment file is opened, the six words are compared, the request is approved."""
    names = ("--name-kk", DEPARTMENT.kk, "--name-ru", DEPARTMENT.ru)
    hub.ask("department", *names, "--address", hub.address)
    file, of = folder / "school.dlx", sample_people.SCHOOL.short_name
    days = 30 + max(0, (db.today() - today).days)
    hub.ask(
        "enrol", "--name-kk", of.kk, "--name-ru", of.ru, "--bin", BIN, "--district", DISTRICT,
        "--level", Level.CASES.value, "--days", str(days), "--out", str(file),
    )  # fmt: skip
    asked = exchange_pairing.ask(
        db, exchange_offer.content_in(file), sample_people.SCHOOL.short_name[i18n.language()]
    )
    _try(db)
    waiting = hub.ask("requests")["requests"][0]
    done.words = asked.words
    say(_("Six words at the school: {words}").format(words=" ".join(asked.words)))
    say(_("Six words at the department: {words}").format(words=" ".join(waiting["words"])))
    hub.ask("approve", str(waiting["device"]), "--words", " ".join(asked.words))
    _try(db)
    say(_(exchange_pairing.STATE_NAMES[exchange_pairing.pairing_of(db).state]))


def _try(db: Store) -> None:
    """A conversation over the whole line. Refused: what it ended with."""
    tried = exchange_tries.attempt(db, LUCK)
    if tried.trouble is not None:
        raise tried.trouble


def _over_the_line(db: Store, hub: Hub, done: Exchanged, say: Say) -> None:
    """Everything that is due, over a line that is cut again and again; then the receipts."""
    _stand(db, done, say)
    before = [each for each in exchange_status.envelopes(db) if each.state == "accepted"]
    line = CutLine(hub, Random(sample_year_school.PUPILS))
    try:
        while _under_way(db) and line.connections < MOST_TRIES:
            _through(db, line)
            _stand(db, done, say)
        done.cuts, done.crossed = line.cuts, line.up
        sent = exchange_status.envelopes(db)[: -len(before) or None]
        done.envelopes, done.size = len(sent), sum(each.size for each in sent)
        line.whole, line.up = True, 0
        _through(db, line)
        done.clean = done.size + line.up
        _stand(db, done, say)
    finally:
        line.close()


def _under_way(db: Store) -> int:
    """Changes that the department has not accepted yet."""
    found = exchange_status.status(db)
    return found.here + found.sent + found.stored


def _through(db: Store, line: CutLine) -> Tried:
    """A try over that line instead of the straight one."""
    return exchange_tries.attempt(
        db, LUCK, ways=lambda to: exchange_tries.line(replace_of(to, address=line.address))
    )


def _stand(db: Store, done: Exchanged, say: Say) -> None:
    """On this computer → on its way → at the department → accepted, in changes."""
    found = exchange_status.status(db)
    now = {
        "sealed": found.here, "sent": found.sent, "stored": found.stored,
        "accepted": found.accepted,
    }  # fmt: skip
    if not done.states or done.states[-1] != now:
        done.states.append(now)
        say("    " + " → ".join(f"{_(STATE_NAMES[key])}: {n}" for key, n in now.items()))


def _compare(hub: Hub, report: Report, done: Exchanged) -> int:
    """Whether the hub holds this version figure by figure; returns its number there."""
    there = hub.ask("reports", "--bin", BIN)["reports"]
    found = next(each for each in there if each["start"] == report.covered.start.isoformat())
    done.versions.append(found["version"])
    figures = {key: count for key, count in found["figures"].items() if count}
    ours = {key: count for key, count in report.figures.items() if count}
    same = figures == ours and found["version"] == report.version
    done.equal = done.equal and same
    return int(found["report"])


def _answered(db: Store, hub: Hub, number: int, done: Exchanged, say: Say) -> None:
    """The department returns the report and calls off lessons for a storm; both come down."""
    hub.ask("remark", str(number), "returned", "--text", REMARK[i18n.language()])
    tomorrow = db.today() + timedelta(days=1)
    storm = {
        "ground": Ground.WEATHER.value, "order_number": "41", "issuer": DEPARTMENT.kk,
        "order_date": db.today().isoformat(), "grades": [6, 8], "start": tomorrow.isoformat(),
        "until": tomorrow.isoformat(), "text_kk": STORM.kk, "text_ru": STORM.ru,
    }  # fmt: skip
    hub.ask("directive", "--bin", BIN, "call", json.dumps(storm, ensure_ascii=False))
    _try(db)
    for found in reversed(directives.every(db)):
        if found.kind == "remark":
            text = directives_reports.said(found)[i18n.language()]
            done.heard.append(text)
            say(text)
        elif found.kind == "call":
            _called(db, found.id, done, say)


def _called(db: Store, directive_id: int, done: Exchanged, say: Say) -> None:
    """The order as a morning that is filled in: a person looks it through and decides."""
    morning = directives_calls.prepared(db, directive_id).morning
    text = _("Order of the department № {number}: {ground}, grades {grades}, {day}").format(
        number=morning.authority_number,
        ground=GROUND_NAMES[morning.ground][i18n.language()],
        grades=", ".join(map(str, morning.units.grades)),
        day=f"{morning.valid_from:%d.%m.%Y}" if morning.valid_from else "",
    )
    done.heard.append(text)
    say(text)


def _by_stick(db: Store, hub: Hub, stick: Path, done: Exchanged, say: Say) -> Report:
    """The corrected report goes out on a stick and is taken at the hub; its answer comes back on it."""
    stick.mkdir()
    pupil = pupils.known(db)[0][0]
    pupils.edit_pupil(db, replace(pupil, special_needs=NEEDS))
    period = reports.year(db, sample_year_school.YEAR)
    report = reports.make(db, period, REMARK[i18n.language()])
    _stand(db, done, say)
    written = exchange_folder.export(db, stick)
    say(_("On the stick: {files}").format(files=", ".join(written.files)))
    _stand(db, done, say)
    taken = hub.ask("import", str(stick))
    say(_("The hub took from the stick: {count}").format(count=taken["stored"]))
    hub.ask("export", str(stick))
    exchange_folder.take(db, stick)
    _stand(db, done, say)
    return report
