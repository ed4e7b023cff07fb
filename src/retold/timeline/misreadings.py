"""Signs that a clause was parsed wrongly or lost a piece: each test names one way in which a phrase would not say what the article says.

What shows such a sign is not phrased at all.
"""

from __future__ import annotations

import itertools
import re

from retold.language import dates
from retold.timeline.trees import Tree
from retold.timeline.wording import DASHES

PASSING = (
    "deictic",
    "part of day",
    "ago",
    "vague ago",
    "relative unit",
    "edge relative unit",
    "relative month",
    "relative weekday",
    "weekend",
)
SHORT_QUOTATION = 8  # words of a quotation that is a phrase, and no sentence of which a part can be given
AMOUNTS = ("at", "about", "around", "over", "under", "up", "between", "as", "nearly", "that", "like")  # "At least ten envoys"


def dated_within(text: str) -> bool:
    """True where a date that holds only on the day of writing is left in the words: "a raid last month"."""
    outside = re.sub(r"“[^”]*”|\"[^\"]*\"", "", text)
    return any(e.rule in PASSING for e in dates.find(outside))


def unfilled(tree: Tree, verb: int, subject: list[int], whole: list[int]) -> bool:
    """ "The mayor that chaired": the thing chaired stands before the clause and is lost."""
    lost = [
        i for i in whole if i < verb and tree.tokens[i].tag in ("WDT", "WP") and tree.tokens[i].head == verb and i != subject[0]
    ]
    return bool(lost) or _side_by_side(tree, whole)


def _side_by_side(tree: Tree, whole: list[int]) -> bool:
    """ "A response to the raid, on Monday, an operation": two nouns left side by side where only commas told them apart."""
    return any(
        right > left + 1
        and tree.tokens[right].pos == "DET"
        and tree.tokens[left].pos in ("NOUN", "PROPN", "NUM")
        and any(tree.tokens[i].text in DASHES for i in range(left + 1, right))
        for left, right in itertools.pairwise(sorted(set(whole)))
    )


def hangs(tree: Tree, whole: list[int]) -> bool:
    """ "For their alleged role in", "an apology acknowledging": a preposition or participle that lost what it needs ends the phrase."""
    last = max((i for i in whole if tree.tokens[i].pos != "PUNCT"), default=None)
    if last is None:
        return False
    needed = tree.children[last] if tree.tokens[last].dep == "prep" else []
    if tree.tokens[last].dep in ("acl", "advcl") and tree.tokens[last].tag == "VBG":
        needed = tree.of(last, "dobj", "ccomp", "xcomp", "attr")
    if _told_by_participle(tree, last):
        needed = tree.of(last, "relcl", "ccomp")
    return bool(needed)


def _told_by_participle(tree: Tree, last: int) -> bool:
    """ "An apology acknowledging that she appeared", read as if there were an acknowledging."""
    token = tree.tokens[last]
    after = tree.tokens[last + 1].text.lower() if last + 1 < len(tree.tokens) else ""
    return after == "that" and token.text.endswith("ing") and any(tree.tokens[c].dep == "compound" for c in tree.children[last])


def cuts_quotation(tree: Tree, whole: list[int], dropped: frozenset[int]) -> bool:
    """ "Called it “broken and unfair”": words quoted together must stay together."""
    kept = set(whole)
    for quotation in sorted({tree.quoted[i] for i in kept if tree.quoted[i] >= 0}):
        words = [i for i in range(*tree.quotations[quotation]) if not tree.is_mark(i)]
        inside, told = [i for i in words if i in kept], [i for i in words if i not in dropped]
        if 0 < len(inside) < len(words) <= SHORT_QUOTATION:
            return True
        if inside and told[told.index(inside[0]) :][: len(inside)] != inside:
            return True
    return False


def glued(tree: Tree, verb: int, subject: list[int], kept: list[int]) -> bool:
    """True where two lines of a page ran together in the subject, or the parser took a told clause for a relative one."""
    inner = [i for i in subject[1:] if tree.tokens[i].text in ("The", "A", "An", "In", "Of", "On")]
    relative = tree.tokens[verb].dep in ("relcl", "acl")
    return bool(inner) or (relative and any(tree.tokens[i].text.lower() == "that" and i < verb for i in kept))


def opens_with_a_phrase(tree: Tree, first: int) -> bool:
    """ "In court, prosecutors": the parser took what stands before the subject for a part of it."""
    return tree.tokens[first].tag == "IN" and tree.tokens[first].text.lower() not in AMOUNTS


def agrees(tree: Tree, verb: int, subject: list[int]) -> bool:
    """ "Manafort were indicted" shows that part of the subject was lost."""
    plural = any(tree.tokens[a].text.lower() in ("were", "are") for a in [verb, *tree.of(verb, "aux", "auxpass")])
    head = next((i for i in subject if tree.tokens[i].head not in subject), subject[0])
    single = any(tree.tokens[a].text.lower() in ("was", "is", "has") for a in [verb, *tree.of(verb, "aux", "auxpass")])
    one_of_many = tree.tokens[head].tag == "NNS" and any(
        tree.tokens[d].text.lower() in ("a", "an") for d in tree.of(head, "det")
    )
    if one_of_many and not any(tree.tokens[i].pos == "NUM" or tree.tokens[i].text.lower() in ("few", "dozen") for i in subject):
        return False  # "a similar comments"
    lone = tree.tokens[head].tag == "NNP" and not any(c in subject for c in tree.of(head, "conj"))
    several = any(tree.tokens[c].dep == "conj" and tree.tokens[c].head == head for c in subject)
    if several and single and any(tree.tokens[i].text.lower() == "and" for i in subject):
        return False  # "Ghana, Malawi and Ethiopia was": only the last of them is meant
    return not (plural and lone) and not (single and tree.tokens[head].tag == "NNS")


def cut_short(tree: Tree, verb: int, subject: list[int], dropped: frozenset[int]) -> bool:
    """True where the word before a subject belongs to the same noun phrase, which the parser cut in two."""
    before = min(subject) - 1
    inside = (
        before >= 0
        and before not in dropped
        and tree.tokens[before].dep == "prep"
        and tree.tokens[verb].dep not in ("relcl", "acl")
    )
    if inside and tree.tokens[before].head < before:
        return True  # "months of conflict over a race ended": the months did
    if tree.tokens[verb].dep in ("relcl", "acl", "ccomp", "advcl", "xcomp"):
        return False
    if (
        before < 0
        or before in dropped
        or tree.opening(before)
        or tree.tokens[before].sentence != tree.tokens[min(subject)].sentence
    ):
        return False
    return tree.tokens[before].pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP") and before not in tree.dates
