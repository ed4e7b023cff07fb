"""The kinds of difference that are looked for, one row each. A new kind is a new package and a new row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from retold.divergences import within
from retold.divergences.kinds import (
    actor,
    certainty,
    credit,
    date,
    name,
    number,
    place,
    polarity,
    presence,
    quote,
    scope,
    wording,
)
from retold.divergences.records import Difference, Scene
from retold.model import DivergenceKind

Detector = Callable[[Scene], Iterator[Difference]]

KINDS: Mapping[DivergenceKind, Detector] = {
    "polarity": polarity.detect,
    "number": number.detect,
    "quote": quote.detect,
    "name": name.detect,
    "credit": credit.detect,
    "certainty": certainty.detect,
    "date": date.detect,
    "place": place.detect,
    "actor": actor.detect,
    "scope": scope.detect,
    "wording": wording.detect,
    "presence": presence.detect,
}
DETECTORS: tuple[Detector, ...] = (*KINDS.values(), within.detect)
