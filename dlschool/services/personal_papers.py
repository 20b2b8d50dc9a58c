"""Papers of the register of personal data, laid out and not noted yet; `printing.record` notes them."""

from collections.abc import Sequence
from dataclasses import replace

from dlschool.domain.access import Right
from dlschool.domain.personal import Consent
from dlschool.errors import Refused
from dlschool.forms.form import Concerned, Personal, Subject
from dlschool.forms.registry import FORMS
from dlschool.i18n import N_
from dlschool.services import editions, personal, printouts, pupils, subjects, users
from dlschool.services.access import need
from dlschool.services.printouts import Printout
from dlschool.services.sheets import Sheet
from dlschool.store.connection import Store


def prepare_consent(
    db: Store, pupil_id: int, consent_id: int | None = None, language: str = "kk"
) -> Printout:
    """The consent as it was given or, without one named, for the guardian to answer and sign."""
    need(db, Right.PRINT)
    consent = _consent(db, pupil_id, consent_id) if consent_id is not None else None
    card = pupils.card(db, pupil_id)
    signed = replace(
        subject(db, Personal(consent=consent)), pupil=card.pupil, guardians=card.guardians
    )
    return _paper(db, "consent", signed, language, [pupil_id], card.pupil.short_name)


def _consent(db: Store, pupil_id: int, consent_id: int) -> Consent:
    found = next((c for c in personal.consents(db, pupil_id) if c.id == consent_id), None)
    if found is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    return found


def prepare_access_list(db: Store, language: str = "kk") -> Printout:
    """Who signs in now, with roles, rights and sealed kinds."""
    need(db, Right.PERSONAL)
    present = tuple(user for user in users.users(db) if not user.gone)
    return _paper(db, "access-list", subject(db, Personal(users=present)), language, [], "")


def prepare_breach(db: Store, breach_id: int, language: str = "kk") -> Printout:
    """The notice of a breach with the pupils concerned, each with the main guardian's telephone."""
    breach = personal.breach(db, breach_id)
    cards = [pupils.card(db, pupil_id) for pupil_id in breach.pupils]
    concerned = tuple(
        Concerned(
            pupil=card.pupil, phone=next((g.phone for g in card.guardians if g.phone.strip()), "")
        )
        for card in cards
    )
    about_breach = subject(db, Personal(breach=breach, concerned=concerned))
    return _paper(db, "breach-notice", about_breach, language, breach.pupils, "")


def subject(db: Store, said: Personal) -> Subject:
    """The school and the day, with what the paper says."""
    blank = subjects.of_nothing(subjects.common(db), editions.default(db))
    return replace(blank, personal=said)


def _paper(
    db: Store, code: str, of: Subject, language: str, pupil_ids: Sequence[int], name: str
) -> Printout:
    form = FORMS[code]
    about = (
        (N_("{how}: {form}, {name}"), {"form": form.title, "name": name})
        if name
        else (N_("{how}: {form}"), {"form": form.title})
    )
    made = printouts.printout(db, [Sheet(form=form, subject=of)], language, form.title, about)
    return replace(made, pupils=tuple(pupil_ids))
