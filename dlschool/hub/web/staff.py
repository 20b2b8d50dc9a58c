"""People of the department: accounts with roles and districts; one's own password; names of districts."""

from collections.abc import Sequence

from dlschool.errors import Refused
from dlschool.hub import accounts, audit, sessions
from dlschool.hub.accounts import Account, Role
from dlschool.hub.database import Tx
from dlschool.hub.web import listed, reach, sign_in
from dlschool.hub.web.menu import ROLE_NAMES
from dlschool.hub.web.parts import (
    Answer,
    Cell,
    Column,
    Facts,
    Field,
    Form,
    Go,
    Option,
    Page,
    Table,
    Words,
)  # fmt: skip
from dlschool.hub.web.places import deed, page
from dlschool.hub.web.sign_in import chosen_password, new_password
from dlschool.hub.web.visit import Nowhere, Visit
from dlschool.i18n import N_

ALL = "all"


@page("/staff", Role.HEAD)
def staff(visit: Visit, tx: Tx) -> Answer:
    say = visit.say
    names = listed.district_names(tx, visit)
    people = reach.people(tx, visit.who)
    columns = (
        Column(say(N_("Sign-in name"))),
        Column(say(N_("Name"))),
        Column(say(N_("Role"))),
        Column(say(N_("Districts"))),
        Column(say(N_("State"))),
    )
    rows = [_row(visit, each, names) for each in people]
    title = say(N_("Staff"))
    table = Table(key="staff", title=title, columns=columns, rows=rows, quiet=True)
    form = Form(
        action="/staff", submit=say(N_("Make the account")), main=True,
        title=say(N_("New account")), fields=[*_fields(visit, names), *_rights(visit, names)],
    )  # fmt: skip
    return Page(title=title, parts=(table, form, *_districts(visit, names)), here="staff")


def _row(visit: Visit, each: Account, names: dict[str, str]) -> tuple[Cell, ...]:
    state = N_("active") if each.active else N_("blocked")
    first = visit.say(N_("has not signed in yet")) if each.first and each.active else ""
    return (
        Cell(value=each.login, link=f"/staff/{each.id}"),
        Cell(value=each.name),
        Cell(value=visit.say(ROLE_NAMES[each.role])),
        Cell(value=_where(visit, each, names)),
        Cell(value=visit.say(state), tone="" if each.active else "soft", note=first),
    )


def _where(visit: Visit, each: Account, names: dict[str, str]) -> str:
    if reach.everywhere(each):
        return visit.say(N_("all districts"))
    known = {accounts.prefix(code): name for code, name in names.items()}
    return ", ".join(known.get(prefix, prefix) for prefix in each.prefixes)


def _fields(visit: Visit, names: dict[str, str]) -> list[Field]:
    say = visit.say
    return [
        Field(name="login", label=say(N_("Sign-in name")), required=True, longest=60),
        Field(name="name", label=say(N_("Name")), required=True, longest=200),
    ]


def _rights(visit: Visit, names: dict[str, str], of: Account | None = None) -> list[Field]:
    say = visit.say
    prefixes = of.prefixes if of else ()
    places = [Option(code, name) for code, name in names.items()]
    if reach.everywhere(visit.who):
        places.insert(0, Option(ALL, say(N_("all districts"))))
    ticked = [p.value for p in places if (accounts.prefix(_code(p.value)) in prefixes)]
    roles = [Option(role.value, say(words)) for role, words in ROLE_NAMES.items()]
    return [
        Field(
            name="role", label=say(N_("Role")), kind="select", options=roles,
            value=(of.role if of else Role.READER).value,
            hint=say(N_("A reader looks; an operator writes to schools; a head manages accounts too.")),
        ),
        Field(
            name="districts", label=say(N_("Districts")), kind="checks", options=places,
            values=ticked,
        ),
    ]  # fmt: skip


def _code(value: str) -> str:
    return "" if value == ALL else value


def _chosen(visit: Visit) -> tuple[Role, list[str]]:
    """Nowhere: a district that is not the person's own. Refused: no district."""
    role = visit.field("role")
    codes = [_code(value) for value in visit.ticked("districts")]
    if role not in set(Role):
        raise Nowhere
    if not codes:
        raise Refused(N_("Choose at least one district."))
    for code in codes:
        if not (code.isascii() and (code == "" or code.isdigit())):
            raise Nowhere
        if not visit.who.covers(accounts.prefix(code)):
            raise Nowhere
    return Role(role), codes


@deed("/staff", Role.HEAD, whole=False)
def made(visit: Visit) -> Answer:
    """The one-time password is shown once and kept nowhere."""
    role, codes = _chosen(visit)
    login, name = visit.field("login"), visit.field("name")

    def make(tx: Tx) -> str:
        given = accounts.make(tx, login, name, role, codes, visit.office.at())
        audit.write(tx, visit.office.at(), visit.who, "account-made", None, login=login, role=role,
                    districts=codes)  # fmt: skip
        return given

    return _given(visit, login, visit.office.db.run(make))


def _given(visit: Visit, login: str, password: str) -> Page:
    say = visit.say
    rows = (
        (say(N_("Sign-in name")), Cell(value=login.strip().lower())),
        (say(N_("Password for the first time")), Cell(value=password)),
    )
    words = Words(
        lines=(say(N_("Hand this over in person. It is shown only now.")),),
        tone="late", link="/staff", label=say(N_("Done")),
    )  # fmt: skip
    title = say(N_("The account"))
    return Page(
        title=title, parts=(Facts(title=title, rows=rows), words), here="staff", excel=False
    )


@page("/staff/{account:int}", Role.HEAD)
def one(visit: Visit, tx: Tx, account: Account) -> Answer:
    say, here = visit.say, f"/staff/{account.id}"
    names = listed.district_names(tx, visit)
    states = [Option("active", say(N_("active"))), Option("blocked", say(N_("blocked")))]
    state = Field(
        name="state", label=say(N_("State")), kind="select", options=states,
        value="active" if account.active else "blocked",
    )  # fmt: skip
    forms = (
        Form(
            action=here, submit=say(N_("Save")), main=True, title=say(N_("Rights")),
            fields=[*_rights(visit, names, account), state],
        ),
        Form(
            action=f"{here}/reset", submit=say(N_("Give a new password")), danger=True,
            title=say(N_("Password or telephone lost")),
            words=say(N_("The old password, the telephone and every open session end at once.")),
        ),
    )  # fmt: skip
    up = (("/staff", say(N_("Staff"))),)
    return Page(title=account.name, parts=forms, here="staff", up=up)


@deed("/staff/{account:int}", Role.HEAD)
def changed(visit: Visit, tx: Tx, account: Account) -> Answer:
    role, codes = _chosen(visit)
    active = visit.field("state") == "active"
    if account.id == visit.who.id and (not active or role is not Role.HEAD):
        raise Refused(N_("Nobody takes away own rights. Ask another head."))
    accounts.sees(tx, account.id, codes)
    accounts.change(tx, account.id, role, active)
    audit.write(tx, visit.office.at(), visit.who, "account-changed", None, login=account.login,
                role=role, districts=codes, active=active)  # fmt: skip
    return Go(to="/staff", said=visit.say(N_("Saved.")))


@deed("/staff/{account:int}/reset", Role.HEAD, again="/staff/{account:int}")
def reset(visit: Visit, tx: Tx, account: Account) -> Answer:
    if account.id == visit.who.id:
        raise Refused(N_("Change your own password under your name."))
    given = accounts.reset(tx, account.id)
    audit.write(tx, visit.office.at(), visit.who, "account-reset", None, login=account.login)
    return _given(visit, account.login, given)


def _districts(visit: Visit, names: dict[str, str]) -> Sequence[Table | Form]:
    say = visit.say
    columns = (Column(say(N_("KATO code"))), Column(say(N_("District"))))
    rows = [(Cell(value=code), Cell(value=name)) for code, name in names.items()]
    fields = (
        Field(name="code", label=say(N_("KATO code")), required=True, longest=9),
        Field(name="name_kk", label=say(N_("Name in Kazakh")), required=True, longest=200),
        Field(name="name_ru", label=say(N_("Name in Russian")), required=True, longest=200),
    )
    none = say(N_("No district has a name yet."))
    return (
        Table(key="districts", title=say(N_("Districts")), columns=columns, rows=rows, none=none),
        Form(
            action="/districts",
            submit=say(N_("Save")),
            title=say(N_("Name of a district")),
            fields=fields,
        ),
    )


@deed("/districts", Role.HEAD, again="/staff")
def district(visit: Visit, tx: Tx) -> Answer:
    code = visit.field("code", 9)
    if not (code.isascii() and code.isdigit() and len(code) == 9):
        raise Refused(N_("{code} is no code of a region or district (KATO)."), code=code)
    if not visit.who.covers(accounts.prefix(code)):
        raise Nowhere
    kk, ru = visit.field("name_kk", 200), visit.field("name_ru", 200)
    if not (kk and ru):
        raise Refused(N_("Fill in every field that is needed."))
    tx.run(
        "insert into districts (code, name_kk, name_ru) values (?, ?, ?) on conflict (code) "
        "do update set name_kk = excluded.name_kk, name_ru = excluded.name_ru",
        code, kk, ru,
    )  # fmt: skip
    audit.write(tx, visit.office.at(), visit.who, "district-named", None, code=code)
    return Go(to="/staff", said=visit.say(N_("Saved.")))


@page("/own")
def own(visit: Visit, tx: Tx) -> Answer:
    say = visit.say
    old = Field(
        name="old",
        label=say(N_("Password")),
        kind="password",
        required=True,
        fill="current-password",
    )
    form = Form(
        action="/own", submit=say(N_("Save")), main=True, title=say(N_("New password")),
        fields=[old, *new_password(visit)],
    )  # fmt: skip
    rows = (
        (say(N_("Sign-in name")), Cell(value=visit.who.login)),
        (say(N_("Role")), Cell(value=say(ROLE_NAMES[visit.who.role]))),
        (
            say(N_("Districts")),
            Cell(value=_where(visit, visit.who, listed.district_names(tx, visit))),
        ),
    )
    return Page(title=visit.who.name, parts=(Facts(title=say(N_("My account")), rows=rows), form))


@deed("/own", Role.READER, whole=False)
def own_password(visit: Visit) -> Answer:
    """Every other session ends."""
    with visit.office.db.transaction() as tx:
        sign_in.paced(tx, visit, f"own:{visit.who.id}")
        kept = accounts.kept_password(tx, visit.who)
    if not accounts.right(kept, (visit.sent.get("old") or [""])[0]):
        raise Refused(N_("The present password is wrong."))
    new = accounts.hashed(chosen_password(visit, visit.who))

    def keep(tx: Tx) -> str:
        accounts.set_password(tx, visit.who.id, new)
        sessions.forgive(tx, f"own:{visit.who.id}")
        tx.run("delete from sessions where account = ?", visit.who.id)
        audit.write(tx, visit.office.at(), visit.who, "password-changed")
        return sessions.begin(tx, visit.who.id, "in", visit.now)

    return Go(to="/own", cookie=visit.office.db.run(keep), said=visit.say(N_("Saved.")))
