"""Schools are connected: a code as a file and a picture; requests with six words; computers revoked."""

from datetime import date

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import armour, pairing
from dlschool.exchange.fault import Fault
from dlschool.exchange.kinds import Level
from dlschool.hub import audit, enrolment, letting_in
from dlschool.hub.accounts import Role
from dlschool.hub.database import Row, Tx
from dlschool.hub.enrolment import Applicant
from dlschool.hub.letting_in import Waiting
from dlschool.hub.web import listed, named, reach
from dlschool.hub.web.parts import (
    Answer,
    Cell,
    Column,
    Download,
    Field,
    Form,
    Go,
    Option,
    Page,
    Picture,
    Table,
    Words,
)  # fmt: skip
from dlschool.hub.web.places import deed, page
from dlschool.hub.web.sign_in import square
from dlschool.hub.web.visit import Nowhere, Visit, moment
from dlschool.i18n import N_

MOST_FILE = 8000
DAYS = 14
"""How long a code is good, unless the form says otherwise."""


@page("/enrolments", Role.HEAD)
def enrolments(visit: Visit, tx: Tx) -> Answer:
    say = visit.say
    title = say(N_("Connecting schools"))
    names = listed.district_names(tx, visit)
    form = Form(
        action="/enrolments", submit=say(N_("Make a code")), main=True,
        title=say(N_("A school's computer is to be connected")), fields=_fields(visit, names),
        words=say(N_("A school that is connected already gets a code for one more computer.")),
    )  # fmt: skip
    parts = (_waiting(visit, tx), _codes(visit, tx), form)
    return Page(title=title, parts=parts, here="enrolments")


def _fields(visit: Visit, names: dict[str, str]) -> list[Field]:
    from datetime import timedelta

    say = visit.say
    levels = [Option(key.value, say(words)) for key, words in named.LEVELS.items()]
    districts = [Option(code, name) for code, name in names.items()]
    return [
        Field(name="bin", label=say(N_("BIN")), required=True, longest=12),
        Field(name="name_kk", label=say(N_("Name in Kazakh")), required=True, longest=600),
        Field(name="name_ru", label=say(N_("Name in Russian")), required=True, longest=600),
        Field(
            name="district", label=say(N_("District")), kind="select", options=districts,
            hint=say(N_("Districts get their names under “Staff”.")),
        ),
        Field(name="level", label=say(N_("What it is to tell")), kind="select", options=levels),
        Field(
            name="until", label=say(N_("The code is good until")), kind="date", required=True,
            value=(visit.today + timedelta(days=DAYS)).isoformat(),
        ),
    ]  # fmt: skip


def _waiting(visit: Visit, tx: Tx) -> Table:
    say = visit.say
    seen = {s.id for s in listed.every(tx, visit.who)}
    found = [each for each in letting_in.waiting(tx, visit.office) if each.school in seen]
    columns = (
        Column(say(N_("School"))),
        Column(say(N_("Computer"))),
        Column(say(N_("Asked")), "date"),
        Column(say(N_("Six words"))),
        Column(say(N_("Decide")), "forms"),
    )
    rows = [_request(visit, each) for each in found]
    none = say(N_("Nobody waits for an approval."))
    title = say(N_("Compare the six words by telephone, then approve"))
    return Table(key="waiting", title=title, columns=columns, rows=rows, none=none)


def _request(visit: Visit, each: Waiting) -> tuple[Cell, ...]:
    say, here = visit.say, f"/schools/{each.school}/computers/{each.device}"
    forms = (
        Form(action=f"{here}/approve", submit=say(N_("The words are the same: approve"))),
        Form(action=f"{here}/decline", submit=say(N_("Decline")), danger=True),
    )
    return (
        Cell(value=each.name[visit.language], link=f"/schools/{each.school}", note=each.bin),
        Cell(value=each.label),
        Cell(value=moment(each.at)),
        Cell(value=" · ".join(each.words)),
        Cell(forms=forms),
    )


def _codes(visit: Visit, tx: Tx) -> Table:
    rows = tx.rows(
        "select e.until, e.at, e.who, e.level, s.id, s.name_kk, s.name_ru from enrolments e "
        f"join schools s on s.id = e.school where e.device is null and {reach.SEEN} "
        "and e.until >= ? order by e.at desc limit 200",
        visit.who.id, visit.today.isoformat(),
    )  # fmt: skip
    say = visit.say
    columns = (
        Column(say(N_("School"))),
        Column(say(N_("Made")), "date"),
        Column(say(N_("By"))),
        Column(say(N_("Good until")), "date"),
    )
    cells = [
        (
            Cell(value=row[f"name_{visit.language}"], link=f"/schools/{row['id']}"),
            Cell(value=moment(row["at"])),
            Cell(value=row["who"]),
            Cell(value=date.fromisoformat(row["until"])),
        )
        for row in rows
    ]
    none = say(N_("No code is waiting to be used."))
    return Table(
        key="codes", title=say(N_("Codes not used yet")), columns=columns, rows=cells, none=none
    )


@deed("/enrolments", Role.HEAD, whole=False)
def enrolled(visit: Visit) -> Answer:
    """The code is shown once: only its hash is kept."""
    of, until = _applicant(visit), date.fromisoformat(visit.day("until"))
    with visit.office.db.transaction(writes=False) as tx:
        _own(visit, tx, of)
    made = enrolment.enrol(visit.office, of, until, visit.who.login)
    visit.office.db.run(
        lambda tx: audit.write(tx, visit.office.at(), visit.who, "enrolled", made.school)
    )
    return _code_page(visit, of, made.content)


def _applicant(visit: Visit) -> Applicant:
    kk, ru = visit.field("name_kk", 600), visit.field("name_ru", 600)
    if not (kk and ru):
        raise Refused(N_("Fill in every field that is needed."))
    level = visit.field("level")
    if level not in set(Level):
        raise Nowhere
    return Applicant(Text(kk, ru), visit.field("bin", 12), visit.field("district", 9), Level(level))


def _own(visit: Visit, tx: Tx, of: Applicant) -> None:
    """Nowhere: the district is not the person's. Refused: the BIN's school is connected elsewhere."""
    if of.district not in {row["code"] for row in reach.districts(tx, visit.who)}:
        raise Nowhere
    known = tx.value("select id from schools where bin = ? and gone is null", of.bin)
    if known is not None:
        try:
            reach.school(tx, visit.who, known)
        except Nowhere:
            raise Refused(
                N_("A school with this BIN cannot be connected from here. Ask the region.")
            ) from None


def _code_page(visit: Visit, of: Applicant, content: bytes) -> Page:
    say = visit.say
    line = armour.one_line(content)
    file = Form(
        action="/enrolments/file", plain=True, submit=say(N_("Save as a file")), main=True,
        title=say(N_("As a file")), words=say(N_("Bring it on a stick or send it by e-mail.")),
        fields=(Field(name="line", kind="hidden", value=line),
                Field(name="bin", kind="hidden", value=of.bin)),
    )  # fmt: skip
    picture = Picture(
        title=say(N_("As a picture")),
        drawing=square(line),
        words=say(N_("The program at the school reads it with a scanner.")),
    )
    words = Words(
        lines=(
            say(N_("The code is good for one computer and is shown only now.")),
            say(N_("Then the school's request comes to the list “Connecting schools”.")),
        ),
        tone="late", link="/enrolments", label=say(N_("Done")),
    )  # fmt: skip
    title = say(N_("Code for: {school}"), school=of.name)
    up = (("/enrolments", say(N_("Connecting schools"))),)
    return Page(title=title, parts=(words, file, picture), here="enrolments", up=up)


@deed("/enrolments/file", Role.HEAD, whole=False)
def code_file(visit: Visit) -> Answer:
    """What the page showed, as the file that the school's program opens."""
    line, number = visit.field("line", MOST_FILE), visit.field("bin", 12)
    try:
        content = armour.read(line)
        pairing.read_enrolment(content)
    except Fault:
        raise Nowhere from None
    name = f"dlschool-{number}.dlx" if number.isascii() and number.isalnum() else "dlschool.dlx"
    return Download(
        name=name, mime="text/plain; charset=utf-8", content=armour.written(content).encode()
    )


def _of_school(visit: Visit, school: Row, computer: int) -> None:
    """Nowhere: the computer is another school's."""
    found = visit.office.db.run(
        lambda tx: tx.value(
            "select 1 from devices where no = ? and school = ?", computer, school["id"]
        )
    )
    if found is None:
        raise Nowhere


COMPUTER = "/schools/{school:int}/computers/{computer:int}"


@deed(f"{COMPUTER}/approve", Role.HEAD, whole=False, again="/enrolments")
def approve(visit: Visit, school: Row, computer: int) -> Answer:
    _of_school(visit, school, computer)
    letting_in.approve(visit.office, computer, visit.who.login)
    return _noted(visit, school, computer, "approved", N_("The computer is connected."))


@deed(f"{COMPUTER}/decline", Role.HEAD, whole=False, again="/enrolments")
def decline(visit: Visit, school: Row, computer: int) -> Answer:
    _of_school(visit, school, computer)
    letting_in.decline(visit.office, computer, visit.who.login)
    return _noted(visit, school, computer, "declined", N_("The request is declined."))


@deed(f"{COMPUTER}/revoke", Role.HEAD, whole=False, again="/schools/{school:int}")
def revoke(visit: Visit, school: Row, computer: int) -> Answer:
    _of_school(visit, school, computer)
    letting_in.revoke(visit.office, computer, visit.field("reason"), visit.who.login)
    said = N_("The computer is heard no more.")
    return _noted(visit, school, computer, "revoked", said, f"/schools/{school['id']}")


def _noted(
    visit: Visit, school: Row, computer: int, action: str, said: str, to: str = "/enrolments"
) -> Go:
    at, number = visit.office.at(), school["id"]
    visit.office.db.run(
        lambda tx: audit.write(tx, at, visit.who, f"computer-{action}", number, computer=computer)
    )
    return Go(to=to, said=visit.say(said))
