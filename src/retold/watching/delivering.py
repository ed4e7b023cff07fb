"""News on its way to those who listen: in order, marked once it has arrived, tried again later where it has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from retold.errors import RetoldError
from retold.watching.memory import Memory
from retold.watching.records import Item

FIRST, LONGEST = 5.0, 3600.0  # seconds until something is tried again: doubled each time, up to an hour
MANY = 20


class Undelivered(RetoldError):
    """News did not arrive; the message goes on where the listener's name ends. `wait` is the time that the other side asked for."""

    def __init__(self, because: str, wait: float = 0.0) -> None:
        super().__init__(because)
        self.wait = wait


class Listener(Protocol):
    """Somewhere that news goes."""

    @property
    def name(self) -> str:
        """What the listener is known by from one run to the next, without anything secret."""
        ...

    def send(self, items: Sequence[Item]) -> Iterator[Item]:
        """Send news and yield each piece once it has arrived. Raises Undelivered for the first that has not."""
        ...


class Trying(Struct):
    """How often in a row a listener was not reached, and when it is tried again."""

    failures: int = 0
    due: float = 0.0


class Delivery:
    """Brings news to listeners. A new listener hears what is told from now on."""

    def __init__(self, memory: Memory, listeners: Sequence[Listener]) -> None:
        self._memory = memory
        self._listeners = [(it, Trying()) for it in listeners]
        memory.begin([it.name for it in listeners])

    def deliver(self, now: float) -> Iterator[str]:
        """Send what waits to each listener whose time has come; yield what could not be done, a line each."""
        for listener, trying in self._listeners:
            if trying.due > now:
                continue
            try:
                self._send(listener, trying)
                trying.failures, trying.due = 0, 0.0
            except Undelivered as error:
                trying.failures += 1
                wait = max(error.wait, min(FIRST * 2.0 ** min(trying.failures - 1, MANY), LONGEST))
                trying.due = now + wait
                yield f"{listener.name} {error}; its news is kept and tried again in {wait:.0f} s"
        self._memory.trim([it.name for it, _ in self._listeners])

    def _send(self, listener: Listener, trying: Trying) -> None:
        waiting = self._memory.waiting(listener.name)
        for item in listener.send(waiting) if waiting else ():
            self._memory.sent(listener.name, item.number)
            trying.failures = 0  # what arrived now and then is not out of reach

    def next_due(self) -> float | None:
        """Return when a listener that was not reached is tried again; None where all were."""
        return min((trying.due for _, trying in self._listeners if trying.failures), default=None)
