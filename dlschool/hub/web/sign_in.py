"""In and out: a password, then the six digits of a telephone; the first time an own password as well."""

import io

from dlschool.errors import Refused
from dlschool.hub import accounts, audit, second_factor, sessions
from dlschool.hub.accounts import Account
from dlschool.hub.database import Tx
from dlschool.hub.web.parts import Answer, Field, Form, Go, Page, Part, Picture, Words
from dlschool.hub.web.places import deed, page
from dlschool.hub.web.visit import Visit
from dlschool.i18n import LANGUAGES, N_

OF_ADDRESS = 30
"""Attempts from one address before a pause: a department's people share one."""
WRONG = N_("The name or the password is wrong.")


@page("/sign-in", None)
def sign_in(visit: Visit, tx: Tx) -> Answer:
    say = visit.say
    form = Form(
        action="/sign-in",
        submit=say(N_("Sign in")),
        main=True,
        fields=(
            Field(name="login", label=say(N_("Sign-in name")), fill="username", required=True, first=True),
            Field(
                name="password", label=say(N_("Password")), kind="password", required=True,
                fill="current-password",
            ),
        ),
    )  # fmt: skip
    return Page(title=say(N_("Sign in")), parts=(form,), narrow=True)


@deed("/sign-in", None, whole=False)
def signed_in(visit: Visit) -> Answer:
    """The password is weighed outside of a transaction: it takes a while."""
    db, login = visit.office.db, visit.field("login").lower()
    password = (visit.sent.get("password") or [""])[0]
    with db.transaction() as tx:
        paced(tx, visit, f"password:{login}")
        account = accounts.named(tx, login)
        kept = accounts.kept_password(tx, account)
    right = accounts.right(kept, password)
    with db.transaction() as tx:
        if not right or account is None or not account.active:
            audit.write(tx, visit.office.at(), account, "sign-in-refused")
        else:
            sessions.forgive(tx, f"password:{login}")
            sessions.end(tx, visit.token)
            known = tx.value("select secret from accounts where id = ?", account.id)
            stage = "code" if known is not None and not account.first else "first"
            token = sessions.begin(tx, account.id, stage, visit.now)
            return Go(to=f"/sign-in/{stage}", cookie=token)
    raise Refused(WRONG)


def paced(tx: Tx, visit: Visit, name: str) -> None:
    """Refused: too many attempts of late."""
    waits = [
        sessions.attempt(tx, name[:120], visit.now),
        sessions.attempt(tx, f"address:{visit.address}", visit.now, OF_ADDRESS),
    ]
    if max(waits):
        raise Refused(
            N_("Too many attempts. Try again in {minutes} minutes."),
            minutes=-(-max(waits) // 60),
        )


def _half(visit: Visit, tx: Tx, stage: str) -> Account | None:
    """Who gave the password and has not shown the second factor."""
    if visit.session is None or visit.session.stage != stage:
        return None
    found = accounts.load(tx, visit.session.account)
    return found if found and found.active else None


def _code(say: str, hint: str = "") -> Field:
    return Field(
        name="code", label=say, kind="code", fill="one-time-code", required=True, longest=12,
        first=True, hint=hint,
    )  # fmt: skip


@page("/sign-in/code", None)
def code(visit: Visit, tx: Tx) -> Answer:
    if _half(visit, tx, "code") is None:
        return Go(to="/sign-in")
    say = visit.say
    form = Form(
        action="/sign-in/code",
        submit=say(N_("Sign in")),
        main=True,
        fields=(_code(say(N_("Six digits from the telephone"))),),
    )
    return Page(title=say(N_("Second step")), parts=(form,), narrow=True)


@deed("/sign-in/code", None, whole=False)
def code_given(visit: Visit) -> Answer:
    with visit.office.db.transaction() as tx:
        account = _half(visit, tx, "code")
        if account is None:
            return Go(to="/sign-in")
        paced(tx, visit, f"code:{account.id}")
    with visit.office.db.transaction() as tx:
        if second_factor.right(tx, visit.office, account.id, visit.field("code", 40)):
            sessions.forgive(tx, f"code:{account.id}")
            return _in(visit, tx, account)
        audit.write(tx, visit.office.at(), account, "code-refused")
    raise Refused(N_("The digits are wrong or were used already. Take the next ones."))


def _in(visit: Visit, tx: Tx, account: Account) -> Go:
    sessions.end(tx, visit.token)
    audit.write(tx, visit.office.at(), account, "signed-in")
    return Go(to="/", cookie=sessions.begin(tx, account.id, "in", visit.now))


@page("/sign-in/first", None, writes=True)
def first(visit: Visit, tx: Tx) -> Answer:
    account = _half(visit, tx, "first")
    if account is None or visit.session is None:
        return Go(to="/sign-in")
    secret = _waiting(visit, tx)
    say = visit.say
    fields = [_code(say(N_("Six digits that the telephone shows")))]
    if account.first:
        fields = [*new_password(visit), *fields]
    form = Form(action="/sign-in/first", submit=say(N_("Sign in")), main=True, fields=fields)
    return Page(
        title=say(N_("First sign-in")),
        parts=(*_telephone(visit, account, secret), form),
        narrow=True,
    )


def _waiting(visit: Visit, tx: Tx) -> str:
    """The secret that waits for its first code: the same when the page is opened again."""
    assert visit.session is not None
    if visit.session.secret is not None:
        return second_factor.opened(visit.office, visit.session.secret)
    secret = second_factor.new()
    sessions.keep_secret(tx, visit.token, second_factor.sealed(visit.office, secret))
    return secret


def _telephone(visit: Visit, account: Account, secret: str) -> tuple[Part, ...]:
    say = visit.say
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    words = Words(
        lines=(
            say(N_("From now on signing in takes a password and six digits from a telephone.")),
            say(N_("Open an authenticator app on the telephone and let it read this square.")),
        )
    )
    picture = Picture(
        title=say(N_("For the telephone")),
        drawing=square(second_factor.address(secret, account.login)),
        words=say(N_("Or type this key into the app: {key}"), key=grouped),
    )
    return words, picture


def square(content: str) -> str:
    """A QR code as SVG without styles."""
    import segno

    made = io.BytesIO()
    segno.make(content, error="m", micro=False).save(
        made, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=True, border=4
    )
    return made.getvalue().decode()


def new_password(visit: Visit) -> list[Field]:
    hint = visit.say(
        N_("At least {least} characters; several words are easy to remember."),
        least=accounts.SHORTEST,
    )
    return [
        Field(
            name="new", label=visit.say(N_("New password")), kind="password", required=True,
            fill="new-password", hint=hint,
        ),
        Field(
            name="again", label=visit.say(N_("The new password once more")), kind="password",
            required=True, fill="new-password",
        ),
    ]  # fmt: skip


@deed("/sign-in/first", None, whole=False)
def first_done(visit: Visit) -> Answer:
    with visit.office.db.transaction() as tx:
        account = _half(visit, tx, "first")
        if account is None:
            return Go(to="/sign-in")
        paced(tx, visit, f"code:{account.id}")
        secret = _waiting(visit, tx)
    kept = accounts.hashed(chosen_password(visit, account)) if account.first else ""
    given = second_factor.digits(visit.field("code", 40))
    step = second_factor.step_of(secret, given, visit.office.now().timestamp())
    if step is None:
        raise Refused(
            N_("The digits do not fit. Look at the clock of the telephone and try again.")
        )
    with visit.office.db.transaction() as tx:
        second_factor.keep(tx, visit.office, account.id, secret, step)
        if kept:
            accounts.set_password(tx, account.id, kept)
        sessions.forgive(tx, f"code:{account.id}")
        audit.write(tx, visit.office.at(), account, "second-factor-set")
        return _in(visit, tx, account)


def chosen_password(visit: Visit, account: Account) -> str:
    """Refused: unfit, or typed twice differently."""
    new, again = ((visit.sent.get(name) or [""])[0] for name in ("new", "again"))
    if new != again:
        raise Refused(N_("The two passwords are not the same."))
    accounts.fit(new, account)
    return new


@deed("/sign-out", None)
def signed_out(visit: Visit, tx: Tx) -> Answer:
    sessions.end(tx, visit.token)
    return Go(to="/sign-in", cookie="")


@deed("/language", None)
def language(visit: Visit, tx: Tx) -> Answer:
    wanted, back = visit.field("to"), visit.field("back")
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    return Go(to=back if inside else "/", language=wanted if wanted in LANGUAGES else "kk")
