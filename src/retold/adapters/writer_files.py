"""Files written whole or not at all: one beside its target and then in its place, a folder of them likewise.

A link is followed, a file keeps its permissions, and a device or pipe is written to, never replaced. A folder is replaced only where
it holds nothing that was not written here before.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from retold.errors import BadInput


def write(target: Path, text: str) -> None:
    """Write a file. Raises BadInput where it cannot be written."""
    with _plainly(target):
        target = target.resolve()
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="")
        else:
            _replace(target, text)


def write_folder(target: Path, files: Mapping[str, str]) -> None:
    """Write a folder of files, made if it is missing. Raises BadInput where it cannot be written, or holds other files than these."""
    _plain(files)
    with _plainly(target):
        target = target.resolve()
        if target.exists() and not target.is_dir():
            raise BadInput(f"{target} is a file; several files need a folder")
        if others := sorted(it.name for it in target.iterdir() if it.name not in files) if target.exists() else []:
            raise BadInput(f"{target} holds other files, such as {others[0]}; name an empty folder or a new one")
        _replace_folder(target, files)


def put(target: Path, files: Mapping[str, str]) -> None:
    """Write several files as a folder, one as a file, or into a folder that is there. Raises BadInput where that cannot be done."""
    _plain(files)
    if len(files) != 1:
        write_folder(target, files)
    else:
        ((name, text),) = files.items()
        write(target / name if target.is_dir() else target, text)


def _plain(files: Mapping[str, str]) -> None:
    """Refuse names that lead elsewhere: they may come from a report that somebody else wrote."""
    for name in files:
        if not name or Path(name).name != name or name.startswith(".") or "\\" in name:
            raise BadInput(f"{name!r} is no name for a file")


def _replace(target: Path, text: str) -> None:
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _replace_folder(target: Path, files: Mapping[str, str]) -> None:
    """Fill a folder beside the target, then put it in its place; what stood there comes back if that fails."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
        new, old = Path(beside, "new"), Path(beside, "old")
        new.mkdir()
        for name, text in files.items():
            Path(new, name).write_text(text, encoding="utf-8", newline="")
        if not target.exists():
            new.replace(target)
            return
        shutil.copymode(target, new)
        target.replace(old)
        try:
            new.replace(target)
        except OSError:
            old.replace(target)
            raise


@contextmanager
def _plainly(target: Path) -> Iterator[None]:
    """Say in one line what the system says in its own way."""
    try:
        yield
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"{target} cannot be written: {reason.lower()}") from error
