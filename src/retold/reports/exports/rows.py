"""The rows of the CSV export's tables, in the order of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from retold.model import Claim, Quote, Report, ReportedArticle, Span, Story
from retold.reports import descent, wording

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
ARROW = " → "


def stories(report: Report) -> Iterator[Row]:
    """Yield the stories."""
    for story in report.stories:
        count = story.independent
        yield story.id, story.title, len(story.articles), count.low, count.high, count.likely, count.because


def articles(report: Report) -> Iterator[Row]:
    """Yield the articles of the stories, then those of none, with what came nearest."""
    for story in report.stories:
        letters = wording.letters(story)
        yield from (_article(story, article, letters[article.id]) for article in story.articles)
    told = {article.id for story in report.stories for article in story.articles}
    for it in (it for it in report.strangers if it.id not in told):
        yield it.id, None, None, None, it.title, None, None, it.path, None, None, None, it.because


def _article(story: Story, it: ReportedArticle, letter: str) -> Row:
    sizes = (len(it.text), len(it.sentences), len(it.copies))
    return it.id, story.id, letter, it.outlet, it.title, it.url, it.published, it.path, *sizes, None


def sentences(report: Report) -> Iterator[Row]:
    """Yield the sentences of the stories' articles."""
    for article in (article for story in report.stories for article in story.articles):
        for number, (start, end) in enumerate(article.sentences, 1):
            yield article.id, number, start, end, article.text[start:end]


def origins(report: Report) -> Iterator[Row]:
    """Yield the articles of each origin."""
    for story in report.stories:
        for it in story.origins:
            yield from ((story.id, it.name, it.collected, article, it.because) for article in it.articles)


def nodes(report: Report) -> Iterator[Row]:
    """Yield the nodes of the lineage."""
    for story in report.stories:
        yield from ((story.id, it.id, it.witness, it.name, it.article) for it in story.lineage.nodes)


def edges(report: Report) -> Iterator[Row]:
    """Yield the edges of the lineage."""
    for story in report.stories:
        for number, it in enumerate(story.lineage.edges, 1):
            yield story.id, number, it.parent, it.child, it.kind, it.support, descent.stated(it), it.rival, it.because


def copies(report: Report) -> Iterator[Row]:
    """Yield the articles that agree word for word with others of their origin."""
    for story in report.stories:
        for number, found in enumerate(story.lineage.copies, 1):
            yield from ((story.id, number, article) for article in found)


def claims(report: Report) -> Iterator[Row]:
    """Yield the claims."""
    for story in report.stories:
        alone = {claim: article for article, found in story.only_in.items() for claim in found}
        for it in story.claims:
            low, high = (it.independent.low, it.independent.high) if it.independent else (None, None)
            number = len({telling.article for telling in it.tellings})
            yield story.id, it.id, it.kind, it.text, number, alone.get(it.id), low, high


def claim_origins(report: Report) -> Iterator[Row]:
    """Yield the origins behind each claim."""
    for story in report.stories:
        yield from ((story.id, it.id, origin) for it in story.claims for origin in it.origins)


def tellings(report: Report) -> Iterator[Row]:
    """Yield the tellings of each claim."""
    for story in report.stories:
        for claim in story.claims:
            yield from ((story.id, claim.id, *_span(telling), *_credit(claim, telling)) for telling in claim.tellings)


def _credit(claim: Claim, telling: Span) -> tuple[str | None, str | None]:
    found = next((it for it in claim.credited if it.telling == telling), None)
    return (_chain(found.chain), found.change) if found else (None, None)


def divergences(report: Report) -> Iterator[Row]:
    """Yield the divergences, findings and tables."""
    for story in report.stories:
        for it in story.divergences:
            what = (it.kind, it.severity, it.tier, it.rule or None, it.between, it.claim, it.title)
            yield story.id, it.id, *what, it.supported, it.because


def readings(report: Report) -> Iterator[Row]:
    """Yield every place of every reading of a divergence."""
    for story in report.stories:
        for it in story.divergences:
            for number, reading in enumerate(it.readings, 1):
                yield from ((story.id, it.id, number, reading.text, reading.lines, *_span(span)) for span in reading.spans)


def credits(report: Report) -> Iterator[Row]:
    """Yield the credits."""
    for story in report.stories:
        for it in story.credits:
            words = (*_span(it.content), *_words(it.cue), *_words(it.source))
            how = (it.name, it.source_kind, it.mode, it.access, it.hearer, _chain(it.chain))
            yield story.id, it.id, *words, *how, it.anonymity.text if it.anonymity else None, it.parent, it.because


def quotes(report: Report) -> Iterator[Row]:
    """Yield every place of every reading of a quotation."""
    for story in report.stories:
        yield from (row for quote in story.quotes for row in _quote(story, quote))


def _quote(story: Story, quote: Quote) -> Iterator[Row]:
    for number, reading in enumerate(quote.readings, 1):
        yield from ((story.id, quote.id, quote.speaker, number, reading.text, *_span(span)) for span in reading.spans)


def events(report: Report) -> Iterator[Row]:
    """Yield the events of the timeline."""
    for story in report.stories:
        for it in story.timeline:
            when = (it.earliest, it.latest, it.granularity, it.modifier, it.status)
            yield story.id, it.id, *when, it.type, it.action or None, it.what, it.where, it.because or None


def event_actors(report: Report) -> Iterator[Row]:
    """Yield who acts in each event, and on whom."""
    for story in report.stories:
        for it in story.timeline:
            yield from ((story.id, it.id, "who", name) for name in it.who)
            yield from ((story.id, it.id, "whom", name) for name in it.whom)


def interactions(report: Report) -> Iterator[Row]:
    """Yield who did what to whom."""
    for story in report.stories:
        for it in story.interactions:
            what = (it.agent, it.action, it.patient, it.type, it.status, it.mutual, it.negated, it.topic)
            yield story.id, it.id, *what, it.earliest, it.latest, it.event, it.because


def actors(report: Report) -> Iterator[Row]:
    """Yield the actors."""
    for story in report.stories:
        for it in story.actors:
            yield story.id, it.name, it.kind, it.named, sum(it.variants.values()), "; ".join(it.roles) or None


def names(report: Report) -> Iterator[Row]:
    """Yield the forms of each actor's name."""
    for story in report.stories:
        yield from ((story.id, it.name, form, number) for it in story.actors for form, number in it.variants.items())


def evidence(report: Report) -> Iterator[Row]:
    """Yield the passages that a row of another table rests on, where that table has none of its own."""
    for story in report.stories:
        for table, row, spans in _rests(story):
            yield from ((story.id, table, row, *_span(span)) for span in spans)


def _rests(story: Story) -> Iterator[tuple[str, str, Iterable[Span]]]:
    yield from (("origins", it.name, it.evidence) for it in story.origins)
    yield from (("lineage_edges", str(number), it.evidence) for number, it in enumerate(story.lineage.edges, 1))
    yield from (("events", it.id, it.spans) for it in story.timeline)
    yield from (("interactions", it.id, it.spans) for it in story.interactions)
    yield from (("actors", it.name, it.spans) for it in story.actors)


def _span(span: Span) -> tuple[str, int, int, str]:
    return span.article, span.start, span.end, span.text


def _words(span: Span | None) -> tuple[str | None, int | None, int | None]:
    return (span.text, span.start, span.end) if span else (None, None, None)


def _chain(links: tuple[str, ...]) -> str | None:
    return ARROW.join(links) or None
