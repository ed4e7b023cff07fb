"""What only one article tells.

"Only here" is a statement about all the other articles, so it takes more than a missing link: nothing that comes near may stand in
any of them. What is neither told elsewhere nor safely absent is in no list.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retold.claims.compare import Likeness, Line, lines, measure
from retold.language.words import content
from retold.model import Claim, Marked, Span

SIMILAR, HELD = 0.145, 0.30  # either is enough for a sentence elsewhere to come near
BOTH_SIMILAR, BOTH_HELD = 0.12, 0.22  # and so are these together
FEWEST_WORDS = 6  # of a shorter sentence it cannot be told


def only_in(marked: Sequence[Marked], claims: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """Return article id -> the ids of the claims that only it tells, every article of the story being a key.

    A claim counts if it has one telling and no sentence of another article comes near that: by similarity, or by how much of what
    it says (words weighed by their rarity in the story) the other holds. Headlines and short sentences are left out.
    """
    found: dict[str, list[str]] = {one.page.article.id: [] for one in sorted(marked, key=lambda m: m.page.article.id)}
    if len(found) > 1:
        all_lines = lines(marked)
        alone = _alone(all_lines, measure(all_lines))
        for claim in claims:
            if len(claim.tellings) == 1 and claim.tellings[0] in alone:
                found[claim.tellings[0].article].append(claim.id)
    return {article: tuple(ids) for article, ids in found.items()}


def _alone(all_lines: Sequence[Line], likeness: Likeness) -> frozenset[Span]:
    """Return the spans of the lines that nothing in another article comes near."""
    article = np.array([line.article for line in all_lines])
    similar, held = likeness.similarity, likeness.held
    near = (similar >= SIMILAR) | (held >= HELD) | ((similar >= BOTH_SIMILAR) & (held >= BOTH_HELD))
    told = (near & (article[:, None] != article[None, :])).any(axis=1)
    full = [not line.headline and len(content(line.span.text)) >= FEWEST_WORDS for line in all_lines]
    return frozenset(line.span for i, line in enumerate(all_lines) if full[i] and not told[i])
