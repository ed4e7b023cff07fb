"""Two utterances printed as one: words that another article shows between them are left out without a mark.

Between the marks of one article stand two stretches without a break; another article has the same two in one run of speech with more
words between. Dots, dashes or brackets at the joint say that something was left out, and make it lawful.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.quote.cuts import stretch
from retold.divergences.kinds.quote.excuses import excused
from retold.divergences.kinds.quote.omissions import shown
from retold.divergences.kinds.quote.quotations import most, two_speakers
from retold.divergences.laying.utterances import Partner, Said, partners, turned
from retold.divergences.records import Difference, Scene
from retold.language.words import STOP

LONGEST = 60  # words left out from which two stretches are far apart, and may have been said twice
FIRM, AT_END = 4, 3  # words on each side of the joint that must agree
WHY = "Words that stand between the two parts in one article are left out of the other's quotation, and no mark shows it."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield quotations that leave out words in their middle and do not show it."""
    for partner in partners(scene.pages):
        if not two_speakers(partner, scene):
            for one in (partner, turned(partner)):
                for difference in _joints(one):
                    yield excused(difference, partner, scene)


def _joints(partner: Partner) -> Iterator[Difference]:
    short, long = partner.left, partner.right
    for k, (tag, i1, _, j1, j2) in enumerate(partner.opcodes):
        if tag == "insert" and 0 < k < len(partner.opcodes) - 1 and j2 - j1 > most(partner) and _firm(partner, k):
            telling = [w for w in long.words[j1:j2] if w not in STOP and w not in short.words]
            if telling and not shown(short, long, (i1, j1, j2)) and not _furniture(long, j1, j2):
                spans = stretch(short, max(0, i1 - 4), i1 + 4), stretch(long, max(0, j1 - 3), j2 + 3)
                yield Difference("quote", "quote joined", "notable", "finding", *spans, WHY, strength=partner.common / 10)


def _furniture(said: Said, first: int, last: int) -> bool:
    """Tell whether the words left out were never said: links and labels of a page, which repeat the word before them or bear a bar."""
    text = said.page.page.article.text[said.spans[first][0] : said.spans[last - 1][1]]
    tokens = [word for word in text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in tokens)
    return (
        last - first > LONGEST
        or "|" in text
        or any(word.isupper() and len(word) > 3 for word in tokens)
        or said.words[first - 1] in said.words[first:last]
        or 2 * capitals > len(tokens)
    )


def _firm(partner: Partner, k: int) -> bool:
    """Tell whether enough words agree on each side of the joint; fewer do where the quotation begins or ends with them."""
    runs = [(n, partner.opcodes[n]) for n in (k - 1, k + 1)]
    ends = (0, len(partner.opcodes) - 1)
    return all(tag == "equal" and i2 - i1 >= (AT_END if n in ends else FIRM) for n, (tag, i1, i2, _, _) in runs)
