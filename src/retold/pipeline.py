"""The whole journey, on one screen.

    read -> clean, cut -> stories -> parse, mark -> credits -> claims -> divergences -> timeline -> lineage -> report

The rooms know nothing of each other; this file alone knows them all, and it knows ports, never adapters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from retold import articles, claims, credits, divergences, libraries, lineage, reports, stories, timeline
from retold.errors import BadInput, NothingToRead
from retold.language import outlets
from retold.model import (
    Alignment,
    Article,
    Claim,
    Comparison,
    Credit,
    CreditedOutlet,
    Decision,
    Divergence,
    Document,
    Marked,
    News,
    Page,
    Refusal,
    Report,
    ReportedArticle,
    Story,
    Stranger,
)
from retold.ports import Extractor, Identifier, Judge, Parser, Progress
from retold.version import VERSION

SCHEMA = 1
STEPS = 4
ENGLISH = ("en", "und")  # "und": too short to tell


class Ports(Struct, frozen=True):
    """The outside systems that the journey needs; of a library, what people decided, and how its articles are sorted into stories."""

    extractor: Extractor
    identifier: Identifier
    parser: Parser
    judge: Judge
    decided: tuple[Decision, ...] = ()
    group: Callable[[Sequence[Page]], stories.Grouping] = stories.group
    origins: lineage.Decided = lineage.Decided()


Found = Iterable[Document | Page | Refusal]  # a page is what a library kept of an article


def report(found: Found, ports: Ports, progress: Progress, *, alone: bool = False, broad: bool = False) -> Report:
    """Return the report of a pile. Raises NothingToRead if no article is in it.

    `alone` tells each article that shares its story with no other as a story of one; `broad` credits attitudes and acts too.
    """
    pile, refused, notes, kept = _read(found, ports, progress)
    pages = {article.id: _page(article, kept) for article in pile}
    grouping = ports.group(tuple(pages.values()))
    groups = [group.articles for group in grouping.groups]
    groups += [(i,) for i in grouping.strangers] if alone or len(pile) == 1 else []
    told = [
        _walk(f"s{number}", [pages[i] for i in ids], ports, progress, broad=broad).story for number, ids in enumerate(groups, 1)
    ]
    strangers = [
        Stranger(i, pages[i].article.path, pages[i].article.title, because)
        for i, because in zip(grouping.strangers, grouping.alone, strict=True)
        if len(pile) > 1
    ]
    return Report(VERSION, SCHEMA, tuple(told), tuple(strangers), refused, (*notes, *_judged(ports)), grouping.undetermined)


def compare(left: Found, right: Found, ports: Ports, progress: Progress) -> Comparison:
    """Lay two articles side by side. Raises NothingToRead if a side cannot be read, BadInput if it holds several articles."""
    (one, refused, notes, _), (other, left_out, remarks, _) = _read(left, ports, progress), _read(right, ports, progress)
    pages = [articles.page(article) for article in _apart(_single(one), _single(other))]
    grouping = stories.group(pages)
    because = grouping.groups[0].because if grouping.groups else "; ".join(grouping.undetermined or grouping.alone[:1])
    walked = _walk("s1", pages, ports, progress) if all(page.language in ENGLISH for page in pages) else None
    told = Comparison(
        VERSION,
        SCHEMA,
        left=pages[0].article.id,
        right=pages[1].article.id,
        same_story=bool(grouping.groups),
        because=because,
        refused=(*refused, *left_out),
        notes=(*notes, *remarks, *_judged(ports)),
    )
    if walked is None or not (grouping.groups or reports.overlap(walked.story)):
        return told
    relation, rows = reports.compare(walked.story, walked.marked, walked.alignment)
    return replace(told, relation=relation, rows=rows, story=walked.story)


def new(asked: Found, given: Found, ports: Ports, progress: Progress) -> News:
    """Return what one article tells that the others of its story in a pile do not.

    Raises NothingToRead if either cannot be read, BadInput if what is asked about is several articles.
    """
    mine, refused, notes, _ = _read(asked, ports, progress)
    one = _single(mine)  # before the pile is read
    pile, left_out, remarks, _ = _read(given, ports, progress)
    article, *known = (articles.page(it) for it in _apart(one, *pile))
    grouping = ports.group([article, *known])
    name = article.article.id
    near = next((group for group in grouping.groups if name in group.articles), None)
    told = [page for page in known if near and page.article.id in near.articles]
    because = near.because if near else "; ".join(grouping.undetermined) or grouping.alone[grouping.strangers.index(name)]
    news = News(
        VERSION,
        SCHEMA,
        name,
        near is not None,
        because,
        given=tuple(page.article.id for page in told),
        unrelated=tuple(page.article.id for page in known if page not in told),
        refused=(*refused, *left_out),
        notes=(*notes, *remarks),
    )
    if not told:
        return news
    walked = _walk("s1", [*told, article], ports, progress)  # last, so that it has the last letter
    news = replace(news, notes=(*news.notes, *_judged(ports)))
    return reports.news(news, walked.story, walked.marked, walked.alignment)


def _single(pile: Sequence[Article]) -> Article:
    if len(pile) > 1:
        raise BadInput(f"one article was expected, here are {len(pile)}: {', '.join(article.path for article in pile[:3])}")
    return pile[0]


def _apart(first: Article, *others: Article) -> tuple[Article, ...]:
    """Return the articles, the first with an id of its own: unlike in a pile, it stays an article even where it is a copy."""
    taken = {article.id for article in others}
    number = 2
    name = first.id
    while name in taken:
        name, number = f"{first.id}-{number}", number + 1
    return (replace(first, id=name), *others)


def _judged(ports: Ports) -> tuple[str, ...]:
    """Return what a judge was asked, where one was: its answers are then part of the result."""
    return (ports.judge.note,) if ports.judge.note else ()


class Given(NamedTuple):
    """The articles of a pile, what was refused, notes on how the rest was read, and by id the pages that were cut before."""

    articles: tuple[Article, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]
    kept: dict[str, Page]


def _read(found: Found, ports: Ports, progress: Progress) -> Given:
    """Read a pile; nothing that was given is lost."""
    read: list[Article | Page | Refusal] = []
    for it in found:
        progress(f"reading articles: {len(read):,}", 0, 1)
        read.append(it if isinstance(it, Refusal | Page) else articles.read(it, ports.extractor, ports.identifier))
    refused = tuple(sorted((it for it in read if isinstance(it, Refusal)), key=lambda it: (it.path, it.because)))
    kept = {it.article.id: it for it in read if isinstance(it, Page)}
    pile = articles.merge([it.article if isinstance(it, Page) else it for it in read if not isinstance(it, Refusal)])
    if not pile:
        raise NothingToRead("; ".join(f"{it.path} {it.because}" for it in refused) or "no article was given")
    notes = [f"{a.path}: {note}" for a in pile for note in a.notes]
    notes += [f"{copy}: has the same text as {a.path}; counted once" for a in pile for copy in a.copies]
    notes += libraries.notes(ports.decided, {a.id for a in pile})
    return Given(pile, refused, tuple(notes), kept)


def _page(article: Article, kept: Mapping[str, Page]) -> Page:
    """Return the page of an article; one that was cut before is used again if it is this article's."""
    page = kept.get(article.id)
    if page is None or page.article.text != article.text:
        return articles.page(article)
    return replace(page, article=article)


class Walked(NamedTuple):
    """A story, and what it was told from: its marked pages in the order of its articles, and how their sentences align."""

    story: Story
    marked: tuple[Marked, ...]
    alignment: Alignment


Named = dict[str, tuple[CreditedOutlet, ...]]


class Heard(NamedTuple):
    """What each article says by itself: its marked page, its credits, and by its id the outlets that it credits."""

    marked: tuple[Marked, ...]
    said: tuple[Credit, ...]
    named: Named


class Laid(NamedTuple):
    """What the articles say beside each other: how they align, what they tell together, and where they differ."""

    alignment: Alignment
    told: tuple[Claim, ...]
    differ: tuple[Divergence, ...]
    standing: tuple[Divergence, ...]  # of these, what no person dropped


def _walk(name: str, pages: Sequence[Page], ports: Ports, progress: Progress, *, broad: bool = False) -> Walked:
    """Walk one story from its pages to its report."""
    heard = _hear(pages, ports.parser, progress, broad=broad)
    laid = _lay(heard, ports, progress)
    progress("tracing lineage", 3, STEPS)
    story = _told(name, pages, heard, laid, ports.origins)
    progress("done", STEPS, STEPS)
    return Walked(reports.ground(story), heard.marked, laid.alignment)


def _hear(pages: Sequence[Page], parser: Parser, progress: Progress, *, broad: bool) -> Heard:
    known = tuple(sorted({page.article.outlet for page in pages if page.article.outlet}))
    marked = _marked(pages, known, parser, progress)
    progress("finding credits", 0, STEPS)
    said = tuple(credit for page in marked for credit in credits.find(page, known=known, broad=broad))
    named = {page.page.article.id: credits.outlets(page, known=known) for page in marked}
    return Heard(marked, said, _collected(pages, named))


def _lay(heard: Heard, ports: Ports, progress: Progress) -> Laid:
    marked, said, named = heard
    progress("aligning sentences", 1, STEPS)
    alignment = claims.align(marked)
    told = credits.tellings(marked, claims.group(marked, alignment, said, named), said)
    progress("comparing tellings", 2, STEPS)
    differ = divergences.find(marked, alignment, told, said, named)
    left = libraries.judged(divergences.judge(differ, marked, alignment, told, ports.judge), ports.decided)
    return Laid(alignment, told, left.all, left.standing)


def _told(name: str, pages: Sequence[Page], heard: Heard, laid: Laid, decided: lineage.Decided) -> Story:
    """Trace who took what from whom, date what happened, and put the story together."""
    (marked, said, named), (alignment, told, differ, standing) = heard, laid
    traced = lineage.trace(marked, alignment, told, named, standing, decided)
    followed = credits.follow(marked, told, said, named, traced.origins)
    events = timeline.events(marked, followed.claims, followed.credits)
    deeds = timeline.interactions(marked, followed.claims, followed.credits, events)
    return Story(
        id=name,
        title=reports.title(pages),
        articles=tuple(_article(page, named) for page in pages),
        origins=traced.origins,
        independent=traced.independent,
        lineage=traced.lineage,
        claims=tuple(_backed(claim, traced) for claim in followed.claims),
        divergences=divergences.weigh(differ, traced.lineage),
        credits=followed.credits,
        quotes=divergences.quotes(marked, alignment, said),
        timeline=events,
        actors=timeline.actors(marked, deeds),
        only_in=claims.only_in(marked, told),
        undetermined=(*traced.undetermined, *divergences.reach(alignment), *stories.gaps(pages)),
        chains=followed.chains,
        interactions=deeds,
    )


def _backed(claim: Claim, traced: lineage.Traced) -> Claim:
    origins, independent = lineage.behind(claim.tellings, traced)
    return replace(claim, origins=origins, independent=independent)


def _marked(pages: Sequence[Page], known: Sequence[str], parser: Parser, progress: Progress) -> tuple[Marked, ...]:
    marked = []
    for page, tokens in zip(pages, parser.parse(pages), strict=True):
        marked.append(articles.mark(page, tokens, known))
        progress("reading articles", len(marked), len(pages))
    return articles.settle(marked)


def _collected(pages: Sequence[Page], named: Named) -> Named:
    """Fill in which credited outlets have an article in the story, the earliest published first."""
    ordered = sorted(pages, key=lambda page: (page.article.published or "~", page.article.id))
    at = {outlets.key(page.article.outlet): page.article.id for page in reversed(ordered) if page.article.outlet}
    return {i: tuple(replace(c, collected=at.get(outlets.key(c.name))) for c in credited) for i, credited in named.items()}


def _article(page: Page, named: Named) -> ReportedArticle:
    a, cuts = page.article, tuple((s.span.start, s.span.end) for s in page.sentences)
    stated = (a.id, a.path, a.outlet, a.title, a.url, a.published, a.text)
    return ReportedArticle(*stated, page.noise, named.get(a.id, ()), cuts, a.copies, dict(a.extra))
