"""A line between a school and the hub that does everything a line can do wrong, by a seeded chance."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from dlschool.exchange.https import NoLine
from dlschool.hub import http
from dlschool.hub.office import Office


class Died(BaseException):
    """The power went: nobody catches this."""


@dataclass(slots=True)
class Weather:
    """How often what happens to a request, from 0 to 1."""

    rng: Random
    cut_up: float = 0.0
    cut_down: float = 0.0
    lost: float = 0.0
    """The reply never comes."""
    twice: float = 0.0
    """The request arrives twice."""
    late: float = 0.0
    """An earlier request arrives once more, long after."""
    flip: float = 0.0
    """A bit of the request is another one."""
    flip_down: float = 0.0

    def happens(self, chance: float) -> bool:
        return self.rng.random() < chance

    def calm(self) -> None:
        self.cut_up = self.cut_down = self.lost = self.twice = self.late = self.flip = 0.0
        self.flip_down = 0.0


def stormy(rng: Random) -> Weather:
    return Weather(rng, 0.2, 0.2, 0.1, 0.1, 0.08, 0.04, 0.04)


@dataclass(slots=True)
class Reply:
    status: int
    body: bytes
    whole: bool = True

    def chunks(self) -> Iterator[bytes]:
        for at in range(0, len(self.body), 500):
            yield self.body[at : at + 500]
        if not self.whole:
            raise NoLine("cut")


@dataclass(slots=True)
class Line:
    """What `exchange.https.Line` is to the program."""

    office: Callable[[], Office]
    weather: Weather
    before: Callable[[], None] = lambda: None
    """Called before a request leaves: a test may copy files or die here."""
    after: Callable[[], None] = lambda: None
    """Called when the hub has answered, before the school hears."""
    around: Callable[[Callable[[], Reply]], Reply] = lambda work: work()
    """The hub's own trouble, and its version."""
    old: list[bytes] = field(default_factory=list)
    up: int = 0
    down: int = 0

    def post(self, path: str, body: bytes) -> Reply:
        assert path == "/x"
        self.before()
        sky = self.weather
        if self.old and sky.happens(sky.late):
            self._arrives(sky.rng.choice(self.old))
        if sky.happens(sky.twice):
            self._arrives(body)
        arrived = body[: sky.rng.randrange(len(body))] if sky.happens(sky.cut_up) else body
        if sky.happens(sky.flip):
            arrived = flipped(arrived, sky.rng)
        self.old = [*self.old[-5:], arrived]
        reply = self._arrives(arrived)
        self.after()
        if len(arrived) < len(body) or sky.happens(sky.lost):
            raise NoLine("cut")
        return self._heard(reply)

    def _heard(self, reply: Reply) -> Reply:
        sky = self.weather
        if sky.happens(sky.flip_down):
            reply.body = flipped(reply.body, sky.rng)
        if reply.body and sky.happens(sky.cut_down):
            return Reply(reply.status, reply.body[: sky.rng.randrange(len(reply.body))], False)
        self.down += len(reply.body)
        return reply

    def _arrives(self, body: bytes) -> Reply:
        self.up += len(body)

        def work() -> Reply:
            said = http._reply(self.office(), body)
            return Reply(said.status, said.body)

        return self.around(work)

    def close(self) -> None:
        return


def flipped(content: bytes, rng: Random) -> bytes:
    if not content:
        return content
    changed = bytearray(content)
    changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)
