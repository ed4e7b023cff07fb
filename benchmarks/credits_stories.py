"""Credits and credited outlets of the real stories against their gold, by the rules of `../shared/tools/score.py`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.gold import SHARED, scorer
from retold import articles, credits
from retold.adapters.reader_files import FileReader
from retold.face import ports
from retold.model import Article, Document, Marked, Span
from retold.pipeline import Ports

MEASURES = ("credit_p", "credit_r", "credit_f1", "outlet_p", "outlet_r")
POOLS = {"00-03 (read while tuning)": ("00", "01", "02", "03"), "04-07 (reported only)": ("04", "05", "06", "07")}
Row = dict[str, Any]


def rows() -> list[Row]:
    """A row a story that has gold, then the pools."""
    score, systems = scorer(), ports()
    told = []
    for folder in sorted(path.parent for path in (SHARED / "stories").glob("*/gold.json")):
        gold = _marked_with(json.loads((folder / "gold.json").read_text(encoding="utf-8")), folder.name)
        told.append((folder.name, _found(folder, systems), gold))
    pools = {name: [one for one in told if one[0].startswith(numbers)] for name, numbers in POOLS.items()}
    single = [_row(score, name, [(found, gold)]) for name, found, gold in told]
    return single + [
        _row(score, name, [one[1:] for one in several]) for name, several in {**pools, "all": told}.items() if several
    ]


def _row(score: ModuleType, name: str, several: Sequence[tuple[Row, Row]]) -> Row:
    story, gold = (
        {key: [one for pair in several for one in pair[at].get(key, [])] for key in ("articles", "credits")} for at in (0, 1)
    )
    return {"story": name, **score.credits(story, gold), **score.outlets(story, gold)}


def _found(folder: Path, systems: Ports) -> Row:
    """The credits and outlets of a story in the form of the JSON report."""
    documents = [each for each in FileReader().read([str(folder / "*.txt")]) if isinstance(each, Document)]
    read = [articles.read(each, systems.extractor, systems.identifier) for each in documents]
    pages = [articles.page(article) for article in articles.merge([each for each in read if isinstance(each, Article)])]
    known = tuple(sorted({page.article.outlet for page in pages if page.article.outlet}))
    marked = articles.settle(
        [articles.mark(page, tokens, known) for page, tokens in zip(pages, systems.parser.parse(pages), strict=True)]
    )
    return {
        "articles": [_outlets(page, known, folder.name) for page in marked],
        "credits": _credits(marked, known, folder.name),
    }


def _outlets(page: Marked, known: Sequence[str], story: str) -> Row:
    article = page.page.article
    named = [{"name": outlet.name} for outlet in credits.outlets(page, known=known)]
    return {"id": f"{story}/{article.id}", "outlet": article.outlet, "credited_outlets": named}


def _credits(marked: Sequence[Marked], known: Sequence[str], story: str) -> list[Row]:
    found = [credit for page in marked for credit in credits.find(page, known=known)]
    return [{"content": _span(each.content, story), "source": _span(each.source, story)} for each in found if each.source]


def _span(span: Span, story: str) -> Row:
    return {"article": f"{story}/{span.article}", "start": span.start, "end": span.end}


def _marked_with(gold: Mapping[str, Any], story: str) -> Row:
    """The gold with the story's name before every article's id, so that ids of two stories differ."""
    return {
        "articles": [{**article, "id": f"{story}/{article['id']}"} for article in gold["articles"]],
        "credits": [{**credit, "article": f"{story}/{credit['article']}"} for credit in gold.get("credits", [])],
    }
