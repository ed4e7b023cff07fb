"""The words by which an article is found, in one form for every store: what is found must not depend on the database behind it.

Words are folded (case, accents) and lose a plural's "s" (Harman 1991, "How effective is suffixing?"), in what is indexed and in what
is asked alike. Only letters and figures are left of a word, so that nothing in it can be read as a command of a query language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from retold.language.names import fold
from retold.model import Indexed, Page, Quotation

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
OWNING = re.compile(r"['’]s\b")
NAME = re.compile(
    r"[^\W\d_a-zß-ÿ][\w’'-]*(?:(?:\.?[ \t]|-)(?:(?:of|de|del|van|von|bin|al|el|the|&)[ \t])?[^\W\d_a-zß-ÿ][\w’'-]*)*"
)
APART = "0x0"  # stands between two names or quotations, so that no phrase runs from one into the next; no word folds to it
LONGEST = 100  # characters of a word that is indexed


@lru_cache(maxsize=262144)
def form(word: str) -> str:
    """Return the form under which a word is indexed; "" for one without letters and figures."""
    plain = fold(word)[:LONGEST]
    if plain.endswith("ies") and not plain.endswith(("aies", "eies")) and len(plain) > 4:
        return plain[:-3] + "y"
    if plain.endswith("s") and not plain.endswith(("us", "ss")) and len(plain) > 3:
        return plain[:-1]
    return plain


def folded(text: str) -> list[str]:
    """Return the words of a text in the form in which they are indexed."""
    return [found for word in WORD.findall(OWNING.sub("", text)) if (found := form(word))]


def indexed(page: Page, quotations: Sequence[Quotation]) -> Indexed:
    """Return the words by which a page is found; noise is not among them."""
    lines = [sentence.span.text for sentence in page.sentences]
    return Indexed(
        title=" ".join(folded(page.article.title or "")),
        body=" ".join(folded("\n".join(lines))),
        quoted=_apart(quotation.inner.text for quotation in quotations),
        named=_apart(_names([page.article.title or "", *lines])),
    )


def _apart(texts: Iterable[str]) -> str:
    return f" {APART} ".join(" ".join(found) for text in texts if (found := folded(text)))


def _names(lines: Sequence[str]) -> Iterator[str]:
    """Yield runs of capitalised words; one that opens a sentence by itself counts where it is capitalised elsewhere too."""
    runs = [(match.start() == 0, match[0]) for line in lines for match in NAME.finditer(line.lstrip("\"“'‘ "))]
    inside = Counter(run for first, run in runs if not first)
    yield from (run for first, run in runs if not first or " " in run or inside[run])
