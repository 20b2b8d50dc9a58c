"""A small dialog for each rule of the school."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.numbers import millimetres_edit, number_edit
from dlschool.i18n import N_
from dlschool.services.school import save_control, save_setting, setting

MOST_DAYS = 90
MOST_PARTS = 100
MOST_MM = 200.0
USUAL_MM = 60.0


def quorum(parent: QWidget | None, session: Session) -> Dialog:
    """A fraction of the seats with a vote, rounded up."""
    over, under = setting(session.db, "quorum")
    fields = Fields()
    above, below = number_edit(over, 1, MOST_PARTS), number_edit(under, 1, MOST_PARTS)
    fields.row((N_("Numerator of the fraction"), above), (N_("Denominator of the fraction"), below))
    told = fields.wide(Label("", "soft"))

    def tell() -> None:
        members = 18
        told.say(
            N_("Of {members} members {needed} must be present."),
            members=members,
            needed=-(-members * above.value() // below.value()),
        )

    def save() -> bool:
        if above.value() > below.value():
            fields.error(above, N_("The part cannot be larger than the whole."))
            return False
        session.act(save_setting, session.db, "quorum", [above.value(), below.value()])
        return True

    above.valueChanged.connect(tell)
    below.valueChanged.connect(tell)
    tell()
    return Dialog(parent, N_("Quorum"), fields, N_("Save"), save)


def reminder(parent: QWidget | None, session: Session) -> Dialog:
    """How many days before a date it is told of."""
    fields = Fields()
    days = fields.add(
        N_("So many days before a date it stands in Today"),
        number_edit(int(setting(session.db, "reminder_days")), 0, MOST_DAYS),
    )

    def save() -> None:
        session.act(save_setting, session.db, "reminder_days", days.value())

    return Dialog(parent, N_("Days of reminder"), fields, N_("Save"), save)


def certificate_days(parent: QWidget | None, session: Session) -> Dialog:
    """How many days before its end a certificate or contract of readiness is told of."""
    fields = Fields()
    days = fields.add(
        N_("So many days before its end a certificate or contract stands in Today"),
        number_edit(int(setting(session.db, "certificate_days")), 0, MOST_DAYS),
    )

    def save() -> None:
        session.act(save_setting, session.db, "certificate_days", days.value())

    return Dialog(parent, N_("Days before a certificate ends"), fields, N_("Save"), save)


def suffixes(parent: QWidget | None, session: Session) -> Dialog:
    """What stands behind the number of an order; the paper register is the master."""
    known = setting(session.db, "order_suffixes")
    fields = Fields()
    movement = QLineEdit(known.get("movement", ""))
    classes = QLineEdit(known.get("classes", ""))
    fields.row((N_("Orders on pupils"), movement), (N_("Orders on classes"), classes))
    fields.wide(Label(N_("As in the school's register of orders: 14-о, 14-н."), "soft"))

    def save() -> None:
        value = {"movement": movement.text().strip(), "classes": classes.text().strip()}
        session.act(save_setting, session.db, "order_suffixes", value)

    return Dialog(parent, N_("Numbers of orders"), fields, N_("Save"), save)


def control(parent: QWidget | None, session: Session) -> Dialog:
    """Who controls orders, in both languages or in none."""
    fields = Fields()
    kk = fields.add(N_("Post and name in Kazakh"), QLineEdit(setting(session.db, "control_kk")))
    ru = fields.add(
        N_("Post and name in Russian"),
        QLineEdit(setting(session.db, "control_ru")),
        N_("Empty: the director keeps the control. It can be changed in every order."),
    )

    def save() -> bool:
        fields.clear_errors()
        words = [edit.text().strip() for edit in (kk, ru)]
        if any(words) and not all(words):
            fields.error(
                kk if not words[0] else ru, N_("Orders are in both languages: write this too.")
            )
            return False
        session.act(save_control, session.db, Text(*words) if all(words) else None)
        return True

    for edit in (kk, ru):
        edit.setCursorPosition(0)
    return Dialog(parent, N_("Control of orders"), fields, N_("Save"), save, wide=720)


def blank(parent: QWidget | None, session: Session) -> Dialog:
    """Own numbered blanks, and how far down their text begins; or a plain heading."""
    known = setting(session.db, "blank_offset_mm")
    fields = Fields()
    own = fields.add(N_("Orders are printed on the school's own blanks"), QCheckBox())
    own.setChecked(known is not None)
    offset = millimetres_edit(USUAL_MM if known is None else known, MOST_MM)
    fields.add(N_("The text begins so many mm from the upper edge"), offset)
    fields.wide(
        Label(
            N_("The emblem is never drawn: a blank already bears it, a plain heading has none."),
            "soft",
        )
    )
    own.toggled.connect(lambda on: fields.set_visible(offset, on))
    fields.set_visible(offset, known is not None)

    def save() -> None:
        value = offset.value() if own.isChecked() else None
        session.act(save_setting, session.db, "blank_offset_mm", value)

    return Dialog(parent, N_("The school's own blank"), fields, N_("Save"), save)
