"""How states and findings look: words, the kind of a pill, an icon."""

from dlschool.domain.readiness import STATE_NAMES, UNSEEN, State
from dlschool.domain.text import Text
from dlschool.services.certificates import TRAINING_NAMES, Training
from dlschool.services.readiness import Line

_LOOKS: dict[State | None, tuple[str, str]] = {
    State.MET: ("done", "circle-check"),
    State.PARTLY: ("late", "clock"),
    State.NOT_MET: ("loss", "circle-alert"),
    State.NOT_NEEDED: ("neutral", "ban"),
    None: ("neutral", "circle-help"),
}
ROLES = {"good": "small", "soon": "small-late", "bad": "small-late"}
"""Role of a label that says a finding."""
SIGNS = {"good": ("check", "done"), "soon": ("clock", "late"), "bad": ("triangle-alert", "late")}
"""Icon of a finding and its colour."""
TRAINING_KINDS = {
    Training.HOLDS: "done",
    Training.ENDS_SOON: "late",
    Training.ENDED: "loss",
    Training.NONE: "neutral",
}


def state(line: Line) -> tuple[Text, str, str]:
    """Words, kind of the pill and icon; what the records speak against is to be looked at."""
    if line.doubtful:
        return Text("Тексеру керек", "Проверить"), "late", "triangle-alert"
    kind, icon = _LOOKS[line.state]
    return (STATE_NAMES[line.state] if line.state else UNSEEN), kind, icon


def training(value: Training) -> tuple[Text, str]:
    return TRAINING_NAMES[value], TRAINING_KINDS[value]
