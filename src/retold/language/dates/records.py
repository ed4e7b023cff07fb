"""The records of time: an expression as it stands in a text, and the interval that it means.

An expression is found without knowing when the text was written; the interval needs an anchor. That they are apart lets a
caller place one text against several anchors, or against an event told before.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from retold.model import Granularity

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Modifier = Literal["start", "mid", "end", "approx", "before", "after"]


class Expression(Struct, frozen=True):
    """Words that name a time: `text` is `text[start:end]` of what was searched, `rule` the rule that found them.

    `parts` are the rule's named groups, lower case. `future` tells that a cue of the future stands near, `past` that a verb in
    the past stands nearer; both False is no evidence either way.
    """

    start: int
    end: int
    text: str
    rule: str
    kind: Kind
    parts: tuple[tuple[str, str], ...]
    future: bool = False
    past: bool = False

    def part(self, name: str) -> str:
        """Return a named group of the rule, "" where the expression has none."""
        return next((value for key, value in self.parts if key == name), "")


class Interval(Struct, frozen=True):
    """The days from `earliest` to `latest`, both inclusive. Both None is undetermined; `granularity` tells the unit that was named.

    `value` is the TIMEX3 value (ISO-TimeML), "" where there is none. `anchored` tells what the days were counted from: the calendar
    alone ("absolute"), the day of publication ("publication") or a time named before in the text ("text").
    """

    earliest: date | None = None
    latest: date | None = None
    granularity: Granularity | None = None
    modifier: Modifier | None = None
    value: str = ""
    anchored: Literal["absolute", "publication", "text"] = "absolute"

    @property
    def determined(self) -> bool:
        """True where both ends are known."""
        return self.earliest is not None and self.latest is not None


UNDETERMINED = Interval()
