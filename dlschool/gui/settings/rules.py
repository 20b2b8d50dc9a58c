"""The school's own rules: what no order sets and the school decides, always called so."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.settings import rule_dialogs as dialogs
from dlschool.gui.settings.alert_windows import alert_windows, windows_words
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import telling
from dlschool.services.school import setting

RULE = Text("мектеп ережесі", "правило школы")

Asks = Callable[[QWidget | None, Session], Dialog]


class RulesPage(QWidget):
    """A row for each rule: what it is for, its value, a button to change it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            Label(
                N_(
                    "What the school decides itself or fits to its own ways. The program calls each "
                    "of these a school rule wherever it shows, never the law."
                ),
                "soft",
            )
        )
        self.card = RowCard()
        column.addWidget(self.card)
        column.addStretch(1)

    def reload(self) -> None:
        """Reads the rules again."""
        over, under = self._value("quorum")
        days, offset = self._value("reminder_days"), self._value("blank_offset_mm")
        self.card.put(
            [
                self._row(N_("Quorum"), _quorum(over, under), dialogs.quorum),
                self._row(N_("Days of reminder"), _reminder(days), dialogs.reminder),
                self._row(
                    N_("Days before a certificate ends"),
                    _certificate_days(self._value("certificate_days")),
                    dialogs.certificate_days,
                ),
                self._row(
                    N_("Numbers of orders"),
                    _numbers(self._value("order_suffixes")),
                    dialogs.suffixes,
                ),
                self._row(
                    N_("Windows of telling"),
                    windows_words(telling.windows(self._session.db)),
                    alert_windows,
                ),
                self._row(N_("Control of orders"), self._control(), dialogs.control),
                self._row(N_("The school's own blank"), _blank(offset), dialogs.blank),
            ]
        )

    def _value(self, name: str) -> Any:
        return setting(self._session.db, name)

    def _control(self) -> Words:
        kk, ru = str(self._value("control_kk")), str(self._value("control_ru"))
        return Text(kk or ru, ru or kk) if (kk or ru).strip() else N_("the director")

    def _row(self, name: Words, value: Words, asks: Asks) -> ListRow:
        change = Action(N_("Change"), lambda: asks(self, self._session).open())
        return ListRow((RULE, "neutral"), name, value, actions=[change])


def _quorum(over: int, under: int) -> Text:
    return Text(
        f"дауыс беретін мүшелердің {over}/{under} бөлігі қатысуы тиіс. Қамқоршылық кеңес үшін мұны "
        "№ 355 бұйрықтың 22-тармағы белгілейді.",
        f"должны присутствовать {over}/{under} голосующих членов. Для попечительского совета это "
        "задаёт пункт 22 приказа № 355.",
    )


def _reminder(days: int) -> Text:
    return Text(
        f"мерзімге {days} күн қалғанда ол «Бүгін» бөлімінде көрінеді. Бұйрықтарда күн саны "
        "белгіленбеген.",
        f"срок появляется в разделе «Сегодня», когда до него остаётся {days} дн. В самих приказах "
        "числа дней нет.",
    )


def _certificate_days(days: int) -> Text:
    return Text(
        f"педагог сертификатының немесе шарттың мерзіміне {days} күн қалғанда ол «Бүгін» бөлімінде "
        "көрінеді. Бұйрықтарда күн саны белгіленбеген.",
        f"сертификат педагога или договор появляется в разделе «Сегодня», когда до конца его срока "
        f"остаётся {days} дн. В приказах числа дней нет.",
    )


def _numbers(suffixes: dict[str, str]) -> Text:
    movement, classes = suffixes.get("movement", ""), suffixes.get("classes", "")
    return Text(
        f"білім алушылар бойынша 14{movement}, сыныптар бойынша 14{classes}",
        f"по обучающимся 14{movement}, по классам 14{classes}",
    )


def _blank(offset: float | None) -> Words:
    if offset is None:
        return N_("not used: a plain heading in two languages is printed")
    return Text(
        f"мәтін парақтың жоғарғы жиегінен {offset:g} мм төмен басталады",
        f"текст начинается в {offset:g} мм от верхнего края листа",
    )
