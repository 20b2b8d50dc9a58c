"""Lines of Today that press nobody: consents that lack, texts left unfinished; one line each."""

from collections.abc import Iterator

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.services import drafts, personal
from dlschool.services.waiting_lines import Line, Urgency
from dlschool.store.connection import Store

SCREENS = frozenset(
    ["pupils", "cases", "councils", "orders", "settings", "law", "mornings", "year", "readiness"]
)
"""Where an unfinished text may wait; another screen's name is of an older version."""


def lines(db: Store) -> Iterator[Line]:
    yield from _consents(db)
    yield from _drafts(db)


def _consents(db: Store) -> Iterator[Line]:
    """Only where some pupils have one in force and others not."""
    lacking = personal.lacking(db) if db.user.may(Right.PERSONAL) else 0
    if not lacking:
        return
    yield Line(
        kind="consent",
        urgency=Urgency.OPEN,
        badge=Text("Келісім", "Согласие"),
        subject=Text("Дербес деректер", "Персональные данные"),
        sentence=Text(
            f"заңды өкілдің күшіндегі келісімі жоқ білім алушылар: {lacking}",
            f"обучающихся без действующего согласия законного представителя: {lacking}",
        ),
        action=Text("Көру", "Посмотреть"),
        screen="settings",
        step="personal",
    )


def _drafts(db: Store) -> Iterator[Line]:
    found = drafts.drafts(db)
    if not found:
        return
    newest = found[0]
    yield Line(
        kind="draft",
        urgency=Urgency.OPEN,
        badge=Text("Мәтін", "Текст"),
        subject=Text("Аяқталмаған мәтіндер", "Незаконченные тексты"),
        sentence=Text(
            f"сақталмаған: {len(found)}; соңғысы: {newest.title}",
            f"не сохранено: {len(found)}; последний: {newest.title}",
        ),
        action=Text("Ашу", "Открыть"),
        screen=newest.screen if newest.screen in SCREENS else "pupils",
    )
