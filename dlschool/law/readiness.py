"""What an edition asks of the school itself, and what schools show for it (resources/readiness)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dlschool import paths
from dlschool.domain.readiness import Requirement, Topic
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import shape, strict_data
from dlschool.law.shape import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One requirement in the file: its point, its topic, what is shown for it, who answers."""

    point: str
    topic: Topic
    evidence: Text
    who: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEdition:
    """One file: of one edition."""

    edition: str
    as_in: str = ""
    """The edition whose list stands in while this one's text is not held."""
    note: Text | None = None
    """What must be said above such a list."""
    requirements: tuple[Asked, ...] = ()


@cache
def files() -> dict[str, OfEdition]:
    """By key of the edition. Refused: with file, line and key, whatever is wrong."""
    folder = paths.program_file("resources", "readiness")
    found: dict[str, OfEdition] = {}
    for path in sorted(folder.glob("*.toml")):
        held = strict_data.read(path, OfEdition)
        if held.edition != path.stem:
            raise Refused(strict_data.UNREADABLE, file=path.name, reason=held.edition)
        found[held.edition] = held
    if not found:
        raise Refused(
            N_(
                "A file of the program is missing or damaged: {file}. Install the program again; "
                "the school's data stay as they are."
            ),
            file=folder,
        )
    return found


def note(edition: Edition) -> Text | None:
    """What must be said above the edition's list; None: nothing."""
    held = files().get(edition.key)
    return held.note if held else None


def requirements(edition: Edition, known: Mapping[str, Edition]) -> tuple[Requirement, ...]:
    """What the edition asks of the school, in the order of its points.

    An edition without a file (delivered later) is told by its own statements alone. `known` holds
    the edition whose list may stand in. Refused: a file names a point that the edition does not ask.
    """
    held = files().get(edition.key)
    if held is None:
        return tuple(_plain(edition))
    if held.as_in:
        source = known.get(held.as_in)
        return tuple(_unconfirmed(source, known)) if source is not None else ()
    return tuple(_told(edition, held))


def _told(edition: Edition, held: OfEdition) -> Iterator[Requirement]:
    texts = {one.points[0]: one for one in edition.requirements if len(one.points) == 1}
    for asked in held.requirements:
        if asked.point not in texts:
            file = f"{held.edition}.toml"
            raise Refused(strict_data.UNREADABLE, file=file, reason=asked.point)
        point = edition.point(asked.point)
        yield Requirement(
            key=asked.topic.value,
            topic=asked.topic,
            text=texts[asked.point].text,
            points=(asked.point,),
            evidence=asked.evidence,
            usually=asked.who,
            confirmed=edition.confirmed and point is not None and point.confirmed,
        )


def _unconfirmed(source: Edition, known: Mapping[str, Edition]) -> Iterator[Requirement]:
    """Another edition's list: its points are not this one's."""
    for one in requirements(source, known):
        yield Requirement(
            key=one.key,
            topic=one.topic,
            text=one.text,
            points=(),
            evidence=one.evidence,
            usually=one.usually,
            confirmed=False,
        )


def _plain(edition: Edition) -> Iterator[Requirement]:
    for one in edition.requirements:
        yield Requirement(
            key=f"{edition.key}/{_name(one)}",
            topic=Topic.OTHER,
            text=one.text,
            points=one.points,
            confirmed=edition.confirmed,
        )


def _name(one: shape.Requirement) -> str:
    return "+".join(one.points) or one.text.kk
