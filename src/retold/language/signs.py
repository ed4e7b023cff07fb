"""Signs that steer a screen: a terminal obeys them, a reader never sees them. In JSON and XML each has another way to be written."""

from __future__ import annotations

import re

STEERING = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")  # C1 controls, breaks, turns of direction


def in_json(written: str) -> str:
    """Return JSON that says the same without a sign that steers a screen; what stands below a blank JSON escapes anyway."""
    return STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)


def in_xml(escaped: str) -> str:
    """Return text that was made ready for XML, with such signs as references to their numbers."""
    return STEERING.sub(lambda sign: f"&#{ord(sign[0])};", escaped)
