"""The pictures of the manual are written small, and shown."""

from __future__ import annotations

import importlib.util
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURES = sorted((DOCS / "images").glob("*.png"))
spec = importlib.util.spec_from_file_location("picture", DOCS / "_ext" / "picture.py")
assert spec
assert spec.loader
picture = importlib.util.module_from_spec(spec)
spec.loader.exec_module(picture)


def read(png: bytes) -> np.ndarray:
    """Return the pixels of a PNG with a palette and rows without a filter."""
    chunks, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        chunks[png[at + 4 : at + 8]] = png[at + 8 : at + 8 + length]
        at += length + 12
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, width + 1)[:, 1:]
    return np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)[rows]


def random(height: int, width: int, colours: int) -> np.ndarray:
    made = np.random.default_rng(1)
    palette = made.integers(0, 256, (colours, 3), dtype=np.uint8)
    return palette[made.integers(0, colours, (height, width))]


@pytest.mark.parametrize("colours, reason", [(1, "one colour"), (2, "two"), (256, "as many as a palette holds")])
def test_a_picture_of_few_colours_stays_as_it_is(colours: int, reason: str) -> None:
    pixels = random(20, 30, colours)
    assert (read(picture.png(pixels)) == pixels).all(), reason


def test_of_many_colours_each_becomes_one_that_is_near() -> None:
    shade = np.linspace(0, 255, 2000).astype(np.uint8)
    pixels = np.stack([shade, shade[::-1], np.full(2000, 90, np.uint8)], axis=1).reshape(40, 50, 3)
    assert np.abs(read(picture.png(pixels)).astype(int) - pixels).max() <= picture.STEP


@pytest.mark.parametrize("path", PICTURES, ids=[path.name for path in PICTURES])
def test_a_picture_is_small_and_shown(path: Path) -> None:
    pages = [DOCS.parent / "README.md", *DOCS.glob("*.md")]
    assert path.stat().st_size < 150_000
    assert any(f"images/{path.name}" in page.read_text(encoding="utf-8") for page in pages)
