"""What only one article tells, the sentence with most news of its own first.

"Only here" is a statement about all the other articles, so it takes more than a missing link: nothing that comes near may stand in
any of them. What is neither told elsewhere nor safely absent is in no list, and nor is what tells nothing by itself: captions,
appeals to the reader, halves of sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import sqrt

import numpy as np

from retold.claims.compare import Likeness, Line, lines, measure, names
from retold.claims.inside import added
from retold.language import lexicon, speech
from retold.language.words import STOP, content, idf, tokenise
from retold.model import Claim, Marked, Span

SIMILAR, HELD = 0.145, 0.30  # either is enough for a sentence elsewhere to come near
BOTH_SIMILAR, BOTH_HELD = 0.12, 0.22  # and so are these together
NEWS_SIMILAR, NEWS_HELD = 0.22, 0.20  # bounds for a sentence with news of its own
NEWS_SHARE, NEWS_WORDS = 0.6, 5  # which is: most of its weight in no other article, or a name, figure or quoted word in none
LEAST_ADDED = 0.35  # the same for a part of a sentence
LEAST_SHARE = 0.3  # of any sentence's weight that no other article has
FEWEST_ADDED = 4  # words with content in a part of a sentence
FEWEST_WORDS = 6  # of a shorter sentence it cannot be told
FUNCTION_WORDS = 0.1  # their least share of a sentence
STEM = 5
NAMED, COUNTED, QUOTED, POINTING = 1.0, 1.5, 1.15, 0.5  # what a name, a figure, whole speech and a "that" in front weigh
LEAST = 2.3  # news in a sentence that is worth a place
QUOTED_WORDS = re.compile(r"[“\"]([^”\"]+)[”\"]")
ENDED = re.compile(r"(?:[.!?…][\"”’')\]]*|[\"”])$")
CUT_SHORT = re.compile(r"(?:\b(?:Reps|Sens|Rep|Sen|Gov|Gen|Mr|Mrs|Ms|Dr|Col|Lt|St|[A-Z])\.|[:,;(–—-])$")
GLUED = re.compile(r"[a-z][A-Z]{3,}|[a-z]{2}[.?!][A-Z][a-z]|https?:|\b(?:pic\.)?twitter\.com|[a-z]{2,}[A-Z]{2,}[a-z]*\b")


def only_in(marked: Sequence[Marked], claims: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """Return article id -> the ids of the claims that only it tells, most news first, every article of the story being a key.

    A claim counts if it has one telling and no sentence of another article comes near that: by similarity, or by how much of what
    it says (words weighed by their rarity in the story) the other holds. A sentence that somewhat resembles one elsewhere counts
    if it brings a name, a figure or quoted words that no other article has, or mostly such words. Headlines and short or
    unfinished sentences are left out.
    """
    ordered = sorted(marked, key=lambda m: m.page.article.id)
    found: dict[str, list[tuple[float, int, str]]] = {one.page.article.id: [] for one in ordered}
    if len(found) > 1:
        all_lines = lines(marked)
        news = _news(ordered, all_lines)
        alone = _alone(all_lines, measure(all_lines), news)
        for claim in claims:
            span = claim.tellings[0]
            if len(claim.tellings) == 1 and span in alone and news[span].enough and whole(span.text):
                found[span.article].append((-news[span].worth, span.start, claim.id))
        for claim, worth in _added(ordered, all_lines, claims):
            span = claim.tellings[0]
            found[span.article].append((-worth, span.start, claim.id))
    return {article: tuple(name for *_, name in sorted(ids)) for article, ids in found.items()}


def _added(ordered: Sequence[Marked], all_lines: Sequence[Line], claims: Sequence[Claim]) -> list[tuple[Claim, float]]:
    """Return the claims that are parts of shared sentences and tell news, with its worth."""
    elsewhere = _elsewhere(ordered)
    number = {one.page.article.id: i for i, one in enumerate(ordered)}
    found = []
    for claim in added(claims, all_lines):
        span = claim.tellings[0]
        opening = _pointing().match(span.text)
        text = span.text[opening.end() :] if opening else span.text
        news = _Worth(text, elsewhere[number[span.article]])
        if news.enough and news.share >= LEAST_ADDED and _ends(text):
            found.append((claim, news.worth))
    return found


def _ends(text: str) -> bool:
    """Tell whether a part of a sentence says enough and does not break off at what somebody said."""
    words = tokenise(text)
    return len(content(text)) >= FEWEST_ADDED and not speech.is_speech_form(words[-1]) and GLUED.search(text) is None


def whole(text: str) -> bool:
    """Tell whether a sentence stands by itself: it begins and ends as one and is neither a caption nor an appeal to the reader."""
    plain = " ".join(text.split())
    first = plain.lstrip("\"“”‘'[—–- ")
    ends = ENDED.search(plain) is not None and CUT_SHORT.search(plain) is None
    begins = (first[:1].isupper() or first[:1].isdigit()) and _of_this_language(plain)
    return begins and ends and GLUED.search(plain) is None and _apart_from_story().search(first) is None


def _of_this_language(text: str) -> bool:
    """Tell whether a sentence has its share of the language's function words; a line in another language has hardly any."""
    words = tokenise(text)
    return len(words) < FEWEST_WORDS or sum(word in STOP for word in words) >= FUNCTION_WORDS * len(words)


class _Worth:
    """What of a sentence no other article has: `share` of its weight (0..1), what that is `worth`, whether it is `enough`, or `fresh`."""

    def __init__(self, text: str, elsewhere: frozenset[str]) -> None:
        words = sorted(set(content(text)))
        new = [word for word in words if word[:STEM] not in elsewhere]
        named = names(text)
        total = sum(idf(word) for word in words)
        weight = sum(idf(w) + (NAMED if w in named else 0) + (COUNTED if w[:1].isdigit() else 0) for w in new)
        self.share = sum(idf(word) for word in new) / total if total else 0.0
        speech = sum(text.count(mark) for mark in '“"') and ENDED.search(text) is not None
        pointing = _pointing().match(text.lstrip("\"“‘'")) is not None or not _outside(text)
        self.worth = round(weight / sqrt(max(1, len(words))) * (QUOTED if speech else 1) * (POINTING if pointing else 1), 4)
        marked = frozenset(word for quoted in QUOTED_WORDS.findall(text) for word in content(quoted)) | _inner_names(text)
        own = any(word in marked or word[:1].isdigit() for word in new)
        self.enough = self.worth >= LEAST and (own or self.share >= LEAST_SHARE)
        self.fresh = self.enough and (own or (self.share >= NEWS_SHARE and len(new) >= NEWS_WORDS))


def _inner_names(text: str) -> frozenset[str]:
    """Return the capitalised words of a sentence but its first word, whose capital tells nothing."""
    return names(text) - frozenset(tokenise(text)[:1])


def _outside(text: str) -> bool:
    """Tell whether any word stands outside quotation marks: else it cannot be seen who speaks."""
    plain = " ".join(text.split())
    if plain[:1] in '"“”' and sum(plain.count(mark) for mark in '"“”') == 1:
        return False  # opens and never closes
    return bool(tokenise(re.sub(r"[“\"”][^”\"]*[”\"]?", "", plain)))


def _news(ordered: Sequence[Marked], all_lines: Sequence[Line]) -> Mapping[Span, _Worth]:
    """Return for each sentence what no other article has."""
    others = _elsewhere(ordered)
    return {line.span: _Worth(line.span.text, others[line.article]) for line in all_lines}


def _elsewhere(ordered: Sequence[Marked]) -> list[frozenset[str]]:
    """Return for each article the stems of all words of the others."""
    held = [frozenset(word[:STEM] for word in tokenise(one.page.article.text)) for one in ordered]
    several = {stem for stem, n in Counter(stem for h in held for stem in h).items() if n > 1}
    everything = frozenset().union(*held)
    return [everything - (own - several) for own in held]


def _alone(all_lines: Sequence[Line], likeness: Likeness, news: Mapping[Span, _Worth]) -> frozenset[Span]:
    """Return the spans of the lines that nothing in another article comes near."""
    article = np.array([line.article for line in all_lines])
    apart = article[:, None] != article[None, :]
    similar, held = likeness.similarity, likeness.held
    near = (similar >= SIMILAR) | (held >= HELD) | ((similar >= BOTH_SIMILAR) & (held >= BOTH_HELD))
    told = (near & apart).any(axis=1)
    close = (((similar >= NEWS_SIMILAR) | (held >= NEWS_HELD)) & apart).any(axis=1)
    full = [not line.headline and len(content(line.span.text)) >= FEWEST_WORDS for line in all_lines]
    own = [not told[i] or (news[line.span].fresh and not close[i]) for i, line in enumerate(all_lines)]
    return frozenset(line.span for i, line in enumerate(all_lines) if full[i] and own[i])


@lru_cache(maxsize=1)
def _apart_from_story() -> re.Pattern[str]:
    """Return the pattern of a sentence that is no part of the story: a caption, a credit, an appeal to the reader."""
    words = lexicon.load("claims")["apart"]
    agencies = rf"\b(?:{'|'.join(words['agencies'])}) [A-Z][a-z]+ [a-z]"  # "Reuters People inspect the bridge"
    opening = rf"^(?:(?:{'|'.join(words['captions'])})\b|(?i:{'|'.join(words['appeals'])})\b)"
    return re.compile(rf"{opening}|{agencies}|(?i:{'|'.join(words['marks'])})")


@lru_cache(maxsize=1)
def _pointing() -> re.Pattern[str]:
    """Return the pattern of an opening that leans on the sentence before."""
    return re.compile(rf"(?:{'|'.join(lexicon.load('claims')['apart']['pointing'])})\b", re.IGNORECASE)
