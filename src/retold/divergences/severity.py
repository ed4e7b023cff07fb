"""How grave a divergence is.

critical: a reader of one telling would report the opposite of the other, or another fact
    polarity (without / with, denied / stated), number (values that cannot both hold, one figure of different people),
    date (two periods), another speaker, a denial lost or added inside a quotation, a headline against its own text
notable: a reader would report it with another weight, bearer or authority
    a quotation in other words or cut, a name, a credit lost or changed, a hedge, bound or restriction lost, a term that
    takes a side, a denial or a reservation left out
minor: a reader would report the same in other words
    spelling, small words, other terms in one place

Each rule gives the severity of what it finds. The rules below hold for all of them, are applied in their order, and are the only ones
that change it. One rule changes the tier: where an article has two of the readings of a fact, they are a row of the tables.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

from msgspec.structs import replace

from retold.language.names import fold
from retold.language.words import tokenise
from retold.model import Divergence, Severity

FACTS = ("number", "date", "place", "actor")
DENIALS = frozenset(["not", "no", "never", "none", "nobody", "nothing", "without", "cannot", "n't"])


def settle(found: Divergence) -> Divergence:
    """Return a divergence with the tier and the severity that the general rules give it."""
    if _undecided(found):
        found = replace(found, tier="table")
    severity: Severity = found.severity
    for applies, becomes in RULES:
        if applies(found):
            severity = becomes(severity)
    return found if severity == found.severity else replace(found, severity=severity)


def _undecided(found: Divergence) -> bool:
    """One article has two of the readings: a list of results, or a count that went on; what it holds against the other cannot be told."""
    if found.kind not in FACTS or found.tier == "table" or found.between != "tellings":
        return False
    having = [{span.article for span in reading.spans} for reading in found.readings]
    return any(len(having) - len([h for h in having if article not in h]) > 1 for article in set().union(*having))


def _one_spelling(found: Divergence) -> bool:
    """The readings are the same words but for case, accents, hyphens, blanks and marks."""
    bare = {"".join(c for c in fold(reading.text) if c.isalnum()) for reading in found.readings}
    return len(bare) == 1


def _denied_in_speech(found: Divergence) -> bool:
    """Somebody is quoted as denying what the other quotation has him state: the quotations differ in a word of denial alone."""
    if found.kind != "quote" or found.tier != "finding" or len(found.readings) != 2:
        return False
    left, right = (tokenise(reading.text.replace("n’t", " not").replace("n't", " not")) for reading in found.readings)
    changed = [
        word
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
        if tag != "equal"
        for word in (*left[i1:i2], *right[j1:j2])
    ]
    return bool(changed) and set(changed) <= DENIALS | {"do", "did", "does"} and bool(set(changed) & DENIALS)


def _row_of_a_table(found: Divergence) -> bool:
    """A table lists words that differ and states nothing, so that nothing in it is critical."""
    return found.tier == "table" and found.severity == "critical"


RULES: tuple[tuple[Callable[[Divergence], bool], Callable[[Severity], Severity]], ...] = (
    (_one_spelling, lambda _: "minor"),
    (_denied_in_speech, lambda _: "critical"),
    (_row_of_a_table, lambda _: "notable"),
)
