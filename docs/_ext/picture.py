"""Writes small pictures: a PNG with a palette is a third of what a browser writes of a page of text.

PNG (W3C, third edition, 2025), colour type 3: eight bits a pixel, not interlaced, rows without a filter.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
import numpy.typing as npt

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
STEP = 8  # colours nearer to each other than this are one before the commonest are chosen
Pixels = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.intp]


def png(pixels: Pixels) -> bytes:
    """Return height x width x 3 pixels as a PNG, in the 256 colours that are commonest; with no more than that, each stays as it is."""
    flat = pixels.reshape(-1, 3)
    colours, each = _colours(flat)
    if len(colours) > COLOURS:
        colours, each = _commonest(flat)
    return _written(colours, each.astype(np.uint8).reshape(pixels.shape[:2]))


def _colours(flat: Pixels) -> tuple[Pixels, Numbers]:
    """Return the different colours, and for each pixel which of them it has."""
    numbers = flat.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    found, each = np.unique(numbers, return_inverse=True)
    return np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.uint8), each


def _commonest(flat: Pixels) -> tuple[Pixels, Numbers]:
    """Return the commonest colours, and for each pixel the nearest of them."""
    _, each = _colours((flat // STEP).astype(np.uint8))
    counts = np.bincount(each)
    means = np.stack([np.bincount(each, weights=flat[:, i]) / counts for i in range(3)], axis=1)
    kept = np.sort(np.argsort(-counts, kind="stable")[:COLOURS])
    nearest = ((means[:, None, :] - means[None, kept, :]) ** 2).sum(axis=2).argmin(axis=1)
    return means[kept].round().astype(np.uint8), nearest[each]


def _written(colours: Pixels, each: Pixels) -> bytes:
    height, width = each.shape
    rows = b"".join(b"\0" + row.tobytes() for row in each)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", colours.tobytes()), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
