"""The profile of an article: its heaviest terms, weighed against a background of news, as a vector.

Sublinear term frequency times inverse document frequency (Salton and Buckley 1988). The background is the table that ships with
retold, never the pile, so an article's profile does not depend on what lies beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from retold.language.words import STOP, WORD, idf, share, tokenise
from retold.model import Page
from retold.stories.records import Settings

IMAGINED_PAIRS = 2  # weight of the prior cohesion, in pairs


class Profile(Struct, frozen=True):
    """The heaviest terms of an article, heaviest first: numbers into `Vocabulary.words`, and weights.

    The weights are of length one together, less for a text of few terms: two briefs share two words too easily.
    """

    terms: NDArray[np.int32]
    weights: NDArray[np.float64]

    def vector(self) -> dict[int, float]:
        """The weights by term, in a dictionary of one's own."""
        return dict(zip(self.terms.tolist(), self.weights.tolist(), strict=True))


class Vocabulary(dict[str, int]):
    """Numbers for words as they stand in a text, filled in as they are met; forms of one word ("Trump's", "trump") share one.

    Holds the word, the background share and the weight of each number. Looking up is most of the work on a large pile, hence a
    dictionary and not a call for each word.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.shares: list[float] = []
        self._weights = np.zeros(1 << 14)
        self._plain: dict[str, int] = {}

    def __missing__(self, form: str) -> int:
        word = " ".join(tokenise(form))
        number = self._plain.get(word)
        if number is None:
            number = self._plain[word] = len(self.words)
            self.words.append(word)
            self.shares.append(share(word))
            if number == len(self._weights):
                self._weights = np.concatenate([self._weights, np.zeros(number)])
            self._weights[number] = 0.0 if word in STOP or not word else idf(word)
        self[form] = number
        return number

    def numbers(self, text: str) -> NDArray[np.uint64]:
        """Return the number of each word of a text, in order."""
        return np.array([self[form] for form in WORD.findall(text)], dtype=np.uint64)

    def profile(self, text: str, limit: int, few: int = 0) -> Profile:
        """Return the profile of a text: at most `limit` terms, words of equal weight in the text's order.

        A text of fewer than `few` terms is weighed as if it had that many and the rest were shared with no other text.
        """
        forms = Counter(WORD.findall(text))
        numbers = np.fromiter(map(self.__getitem__, forms), dtype=np.int32, count=len(forms))
        tallies = np.fromiter(forms.values(), dtype=np.float64, count=len(forms))
        telling = self._weights[numbers] > 0
        terms, first, place = np.unique(numbers[telling], return_index=True, return_inverse=True)
        counts = np.bincount(place, weights=tallies[telling], minlength=len(terms))
        weights = (1.0 + np.log(counts)) * self._weights[terms]
        order = np.lexsort((first, -weights))[:limit]
        length = float(np.sqrt(np.sum(weights[order] ** 2))) or 1.0
        return Profile(terms[order], weights[order] / length * min(1.0, np.sqrt(len(order) / max(few, 1))))


def story_text(page: Page) -> str:
    """Return the title and the sentences of a page, a line each; a title that the page repeats as its headline counts once."""
    title = (page.article.title or "").strip()
    lines = [sentence.span.text for sentence in page.sentences]
    if title and not any(sentence.headline and sentence.span.text.strip() == title for sentence in page.sentences):
        lines.insert(0, title)
    return "\n".join(lines)


def dot(left: Mapping[int, float], right: Mapping[int, float]) -> float:
    """Return the inner product of two sparse vectors."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[term] for term, weight in left.items() if term in right)


def steadied(within: float, size: int, settings: Settings) -> float:
    """Return the mean similarity inside a group, drawn towards the prior: one pair tells little about how tight a story is.

    `within` is the sum of the similarities of the group's pairs, `size` its number of articles.
    """
    return (within + IMAGINED_PAIRS * settings.prior) / (size * (size - 1) // 2 + IMAGINED_PAIRS)
