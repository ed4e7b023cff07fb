"""The kinds of difference that are looked for, one row each. A new kind is a new file and a new row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from retold.divergences import (
    certainty,
    credits,
    cuts,
    dates,
    long_names,
    modals,
    names,
    numbers,
    polarity,
    quotations,
    short_quotations,
    wording,
)
from retold.divergences.records import Difference, Scene

Detector = Callable[[Scene], Iterator[Difference]]

DETECTORS: tuple[Detector, ...] = (
    polarity.detect,
    numbers.detect,
    quotations.detect,
    cuts.detect,
    short_quotations.detect,
    names.detect,
    long_names.detect,
    credits.detect,
    certainty.detect,
    modals.detect,
    dates.detect,
    wording.detect,
)
