"""Credits that no record holds: a verb of saying inside a sentence, whoever its subject is ("after the agency admitted that ...").

A telling that bears one has not lost its source, even where it names another than the telling that it is compared with.
"""

from __future__ import annotations

from retold.divergences.records import Line, Pair
from retold.language.speech import announces
from retold.model import Credit


def announced(pair: Pair, credit: Credit) -> bool:
    """Tell whether a verb of saying governs most of what the right line tells of a credit ("after the agency admitted that"): a credit too.

    A verb that stands in what the left one credits ("promised") belongs to what is told.
    """
    tokens, content_ = pair.left.page.tokens, credit.content
    inside = [m for m in pair.matches if m.likeness and content_.start <= pair.left.token(m.left).start < content_.end]
    own = {token.lemma for token in tokens if content_.start <= token.start < content_.end}
    said = [m for m in inside if _announced_by(pair.right, m.right) - own]
    return 2 * len(said) > len(inside)


def _announced_by(line: Line, at: int) -> set[str]:
    """Return the verbs of saying in whose clause a token stands."""
    found = set[str]()
    while (above := line.token(at).head) != at:
        if line.token(at).dep == "ccomp" and announces(line.token(above).lemma):
            found.add(line.token(above).lemma)
        at = above
    return found
