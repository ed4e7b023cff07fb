"""Where there is nothing to find, nothing is found: a text and itself, a text and its own paraphrase, two texts of two stories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from retold import articles, claims, credits, divergences
from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
from retold.adapters.identifier_fasttext import FasttextIdentifier
from retold.adapters.parser_spacy import SpacyParser
from retold.model import Article, Divergence, Document, Marked

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PARAPHRASE = ["agreement/01-vellmouth-gazette.txt", "agreement/02-arle-valley-post.txt"]
TEXTS = [*PARAPHRASE, *sorted(str(path.relative_to(EXAMPLES)) for path in (EXAMPLES / "harbour-lease").glob("*.txt"))]
Reading = Callable[[str, str], Marked]


@pytest.fixture(scope="module")
def read(parser: SpacyParser) -> Reading:
    """`read(path, id)`: the marked page of an example under an id; each text is parsed once."""
    known: dict[str, tuple[Article, Marked]] = {}

    def once(path: str, name: str) -> Marked:
        if (path, name) not in known:
            found = articles.read(
                Document(f"{name}.txt", (EXAMPLES / path).read_bytes()), TrafilaturaExtractor(), FasttextIdentifier()
            )
            assert isinstance(found, Article)
            (article,) = articles.merge([found])
            page = articles.page(article)
            (tokens,) = parser.parse([page])
            known[path, name] = articles.mark(page, tokens)
        return known[path, name]

    return once


def compared(pages: Sequence[Marked]) -> list[Divergence]:
    """Walk the journey from marked pages to divergences, whether the pages tell one story or not."""
    marked = articles.settle(pages)
    said = [credit for page in marked for credit in credits.find(page)]
    named = {page.page.article.id: credits.outlets(page) for page in marked}
    alignment = claims.align(marked)
    groups = credits.tellings(marked, claims.group(marked, alignment, said, named), said)
    return list(divergences.find(marked, alignment, groups, said, named))


def findings(found: Sequence[Divergence]) -> list[tuple[str, str]]:
    """Return the findings between tellings; a headline may well differ from its own text."""
    return [(one.rule, one.title) for one in found if one.tier == "finding" and one.between == "tellings"]


@pytest.mark.parametrize("path", TEXTS)
def test_a_text_agrees_with_itself(read: Reading, path: str) -> None:
    found = [one for one in compared([read(path, "a"), read(path, "b")]) if one.between == "tellings"]
    assert [(one.rule, one.title) for one in found] == [], "no row in the tables either"


def test_a_text_agrees_with_its_paraphrase(read: Reading) -> None:
    found = compared([read(path, name) for path, name in zip(PARAPHRASE, "ab", strict=True)])
    assert [(one.rule, one.title) for one in found if one.tier == "finding"] == []


def test_the_paraphrase_is_one_that_can_be_compared(read: Reading) -> None:
    alignment = claims.align(articles.settle([read(path, name) for path, name in zip(PARAPHRASE, "ab", strict=True)]))
    assert len(alignment.links) >= 12, "silence over sentences that nobody linked would be no agreement"


@pytest.mark.parametrize("other", [text for text in TEXTS if text not in PARAPHRASE])
@pytest.mark.parametrize("path", PARAPHRASE)
def test_two_stories_do_not_diverge(read: Reading, path: str, other: str) -> None:
    assert findings(compared([read(path, "a"), read(other, "b")])) == []


@pytest.mark.parametrize(
    "said, instead, kind",
    [
        ("Eleven councillors voted", "Twelve councillors voted", "number"),
        ("for a safe way across", "for a cheap way across", "quote"),
        ("Odile Marrant", "Odile Marant", "name"),
    ],
)
def test_one_slip_in_it_is_found(read: Reading, parser: SpacyParser, said: str, instead: str, kind: str) -> None:
    page = read(PARAPHRASE[0], "a").page
    assert said in page.article.text
    changed = articles.page(Article("b", "b.txt", page.article.text.replace(said, instead), "Another Outlet"))
    (tokens,) = parser.parse([changed])
    found = compared([read(PARAPHRASE[0], "a"), articles.mark(changed, tokens)])
    assert kind in [one.kind for one in found if one.tier == "finding"]
