"""The next few pages while the first is read: hosts are asked beside each other, and what came is handed over in the order asked for.

That a host is asked by one at a time is the fetcher's to see to. The threads end with the process, whatever they are waiting for.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TypeVar

WORKERS = 8
WINDOW = 16  # pages that are asked for before the first of them is taken

Asked = TypeVar("Asked")
Got = TypeVar("Got")


def ahead(get: Callable[[Asked], Got], asked: Iterable[Asked]) -> Iterator[tuple[Asked, Got]]:
    """Yield each thing that is asked for with what came of it. Nothing more is asked for once nobody listens."""
    tasks: SimpleQueue[tuple[Asked, Future[Got]] | None] = SimpleQueue()
    begun: deque[tuple[Asked, Future[Got]]] = deque()
    threads = 0
    try:
        for one in asked:
            begun.append((one, Future()))
            tasks.put(begun[-1])
            if threads < WORKERS:
                threading.Thread(target=_work, args=(get, tasks), daemon=True).start()
                threads += 1
            if len(begun) == WINDOW:
                first, future = begun.popleft()
                yield first, future.result()
        while begun:
            first, future = begun.popleft()
            yield first, future.result()
    finally:
        for _, future in begun:
            future.cancel()
        for _ in range(threads):
            tasks.put(None)


def _work(get: Callable[[Asked], Got], tasks: SimpleQueue[tuple[Asked, Future[Got]] | None]) -> None:
    while task := tasks.get():
        one, future = task
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(get(one))
            except BaseException as error:  # handed to whoever waits for the page
                future.set_exception(error)
