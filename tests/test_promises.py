"""What retold promises whatever the pile: order changes nothing, a copy adds no origin, every span resolves, JSON comes back."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from retold import pipeline
from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
from retold.adapters.identifier_fasttext import FasttextIdentifier
from retold.adapters.judge_abstaining import AbstainingJudge
from retold.adapters.parser_spacy import SpacyParser
from retold.adapters.reader_files import FileReader
from retold.model import Document, Page, Report, Token
from retold.reports import dumps, loads
from retold.reports.grounding import spans

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "harbour-lease"
Journey = Callable[[Sequence[Document]], Report]


class Remembering:
    """A parser that parses no page twice: the tests walk the journey often with the same texts."""

    def __init__(self, parser: SpacyParser) -> None:
        self.parser = parser
        self.kept: dict[str, tuple[Token, ...]] = {}

    def parse(self, pages: Iterable[Page]) -> Iterator[tuple[Token, ...]]:
        for page in pages:
            if page.article.text not in self.kept:
                (self.kept[page.article.text],) = self.parser.parse([page])
            yield self.kept[page.article.text]


@pytest.fixture(scope="session")
def journey(parser: SpacyParser) -> Journey:
    ports = pipeline.Ports(TrafilaturaExtractor(), FasttextIdentifier(), Remembering(parser), AbstainingJudge())
    return lambda found: pipeline.report(found, ports, lambda step, done, total: None)


@pytest.fixture(scope="session")
def pile() -> list[Document]:
    found = list(FileReader().read([str(EXAMPLE)]))
    return [Document(Path(it.path).name, it.content) for it in found if isinstance(it, Document)]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_pile_changes_no_byte(journey: Journey, pile: list[Document], seed: int) -> None:
    shuffled = random.Random(seed).sample(pile, len(pile))
    assert dumps(journey(shuffled)) == dumps(journey(pile))


@pytest.mark.parametrize("which", range(6))
@pytest.mark.parametrize("outlet", [None, "The Quay Mirror"], ids=["same outlet", "another outlet"])
def test_a_copy_never_adds_an_origin(journey: Journey, pile: list[Document], which: int, outlet: str | None) -> None:
    before = journey(pile).stories[0].independent
    content = pile[which].content
    if outlet:
        content = b"\n".join(
            b'outlet: "%s"' % outlet.encode() if line.startswith(b"outlet:") else line for line in content.split(b"\n")
        )
    after = journey([*pile, Document(f"copy-{which}.txt", content)]).stories[0].independent
    assert after.low <= before.low
    assert after.high <= before.high


def test_every_span_resolves(journey: Journey, pile: list[Document]) -> None:
    (story,) = journey(pile).stories
    texts = {article.id: article.text for article in story.articles}
    found = list(spans(story))
    assert len(found) > 100
    assert all(texts[s.article][s.start : s.end] == s.text for s in found)
    assert not any("left out" in said for said in story.undetermined)


def test_json_comes_back_equal(journey: Journey, pile: list[Document]) -> None:
    report = journey(pile)
    assert loads(dumps(report)) == report
