"""A progress bar on stderr for work that takes more than two seconds; nothing when stderr is no screen, or the work is quick."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

PATIENCE = 2.0


class Bar:
    """Hears the progress of the journey and shows it once the work has lasted two seconds."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note that `done` of `total` parts of a step are finished."""
        if not sys.stderr.isatty() or time.monotonic() - self._began < PATIENCE:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
        if self._task is None:
            self._task = self._bar.add_task(step, total=total)
        self._bar.update(self._task, description=step, completed=done, total=total)
