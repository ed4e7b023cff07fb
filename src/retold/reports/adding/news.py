"""What an article tells to someone who has read the others of its story.

Each statement is about all the others, so it takes more than a missing link: what they may tell in other words is neither called
new nor left out. Where one of the others already reads as the article does, the reader knows, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from retold.language import lexicon
from retold.language.synonyms import synonyms
from retold.language.words import content, tokenise
from retold.model import Alignment, Claim, Divergence, Link, Marked, News, Reading, Span, Story, Wording
from retold.reports.adding import facts
from retold.reports.adding.sources import credits
from retold.reports.adding.words import words

CONTRARY = ("polarity", "number")  # kinds of which two readings cannot both be so, whatever the severity
SIMILAR, COVER = 0.12, 0.3  # from here on a sentence may say what another says
SHORT = 80  # characters of a reading whose words are shown by the finding that it stands in
MOST = 0.5  # more than this share of the others tell what an article is said to leave out


def news(asked: News, story: Story, pages: Sequence[Marked], alignment: Alignment) -> News:
    """Return the news of the last of a story's articles. `pages` are its marked pages, in the order of `story.articles`."""
    mine = asked.article
    differs = [d for d in story.divergences if d.tier == "finding" and d.kind != "presence"]
    wordings = words(story, pages, alignment, _shown(story, mine))
    own = [d for d in differs if d.between == "tellings" and _stands_apart(d, story)]
    contrary = [d.id for d in own if d.severity == "critical" or d.kind in CONTRARY]
    itself = [d.id for d in differs if d.between != "tellings" and _articles(r.spans for r in d.readings) == {mine}]
    sentences = [sentence.span for sentence in pages[-1].page.sentences if not sentence.headline]
    disputed = [span for d in own for reading in d.readings for span in reading.spans]
    return replace(
        asked,
        adds=story.only_in.get(mine, ()),
        names=facts.names(story, mine, disputed),
        figures=facts.figures(pages, disputed),
        changes=tuple(d.id for d in own if d.id not in contrary),
        contradicts=tuple(contrary),
        wordings=wordings,
        differs=_rows(story, wordings, disputed),
        against_itself=tuple(itself),
        credits=credits(story, mine),
        origins=tuple(origin.name for origin in story.origins if origin.articles == (mine,)),
        left_out=tuple(claim.id for claim in _left_out(story, mine, alignment)),
        shared=sum(_told_elsewhere(sentence, story.claims) for sentence in sentences),
        sentences=len(sentences),
        closeness=max((it.value for it in alignment.closeness if mine in (it.left, it.right)), default=0.0),
        copies=facts.copies(story, mine),
        story=story,
    )


def _shown(story: Story, article: str) -> list[Span]:
    """Return what the reader is told of elsewhere: the new statements, and the words of short readings in findings."""
    own = set(story.only_in.get(article, ()))
    found = [telling for claim in story.claims if claim.id in own for telling in claim.tellings]
    findings = [d for d in story.divergences if d.tier == "finding" and d.kind != "presence"]
    return found + [span for d in findings for r in d.readings for span in r.spans if len(span.text) <= SHORT]


def _rows(story: Story, wordings: Sequence[Wording], disputed: Sequence[Span]) -> tuple[str, ...]:
    """Return the ids of the rows of tables in which the last article's reading stands alone, and in other words than synonyms.

    A row of which the reader is told already, by a finding or by marked words, is left out.
    """
    told = [*disputed, *(mark for wording in wordings for mark in wording.marks)]
    rows = [d for d in story.divergences if d.tier == "table" and d.kind != "presence" and _stands_apart(d, story)]
    mine = story.articles[-1].id
    return tuple(
        d.id
        for d in rows
        if not _synonymous(d, mine) and not any(_meet(span, it) for r in d.readings for span in r.spans for it in told)
    )


def _synonymous(row: Divergence, article: str) -> bool:
    """Tell whether an article says with synonyms what one of the others says."""
    own = [set(content(r.text)) for r in row.readings if _articles([r.spans]) == {article}]
    others = [set(content(r.text)) for r in row.readings if article not in _articles([r.spans])]
    return any(all(any(synonyms(a, b) for b in there - here) for a in here - there) for here in own for there in others)


def _meet(one: Span, other: Span) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def _stands_apart(divergence: Divergence, story: Story) -> bool:
    """Tell whether the last article has a reading that none of the others has, where one of them has another."""
    mine = story.articles[-1].id
    whole = {(article.id, *cut) for article in story.articles for cut in article.sentences}
    own = [r for r in divergence.readings if _articles([r.spans]) == {mine}]
    others = [r for r in divergence.readings if mine not in _articles([r.spans])]
    if len(own) + len(others) < len(divergence.readings):  # it has a reading with another article
        return False
    if divergence.kind == "polarity" and {_denies(a) for a in own} <= {_denies(b) for b in others}:
        return False  # it sides with one of them, in whatever words
    return bool(own and others) and not any(_alike(a, b, whole) for a in own for b in others)


def _alike(left: Reading, right: Reading, whole: set[tuple[str, int, int]]) -> bool:
    """Tell whether two readings say the same at some length, or are both sentences without the credit that others give."""
    if all((span.article, span.start, span.end) in whole for span in (*left.spans, *right.spans)):
        return True
    words = [set(tokenise(reading.text)) for reading in (left, right)]
    return words[0] <= words[1] or words[1] <= words[0]


def _denies(reading: Reading) -> bool:
    words = " ".join(tokenise(reading.text)).replace("n't", " not").split()
    return not lexicon.words("comparing", "denying").isdisjoint(words)


def _articles(groups: Iterable[Sequence[Span]]) -> set[str]:
    return {span.article for spans in groups for span in spans}


def _told_elsewhere(sentence: Span, claims: Sequence[Claim]) -> bool:
    """Tell whether a sentence, or a part of it, is the telling of a claim that another article tells too."""
    return any(
        claim.kind != "credit"
        and _articles([claim.tellings]) != {sentence.article}
        and any(_inside(t, sentence) for t in claim.tellings)
        for claim in claims
    )


def _inside(span: Span, sentence: Span) -> bool:
    return span.article == sentence.article and sentence.start <= span.start < sentence.end


def _left_out(story: Story, article: str, alignment: Alignment) -> list[Claim]:
    """Return what most of the others tell and nothing in the article comes near, what most tell first; one claim a sentence.

    Claims that lie in one sentence are counted together: who tells a part of it tells of it.
    """
    near = {there for link in alignment.links for there in _nearby(link, article)}
    others = len(story.articles) - 1
    kept: list[tuple[Claim, set[str], set[Span]]] = []
    for claim in sorted(story.claims, key=lambda it: (-len(_articles([it.tellings])), it.kind != "sentence")):
        sentences = _sentences(claim, story)
        if claim.kind == "credit" or article in _articles([claim.tellings]) or sentences & near:
            continue
        group = next((row for row in kept if row[2] & sentences), None)
        if group:
            group[1].update(_articles([claim.tellings]))
            group[2].update(sentences)
        else:
            kept.append((claim, _articles([claim.tellings]), sentences))
    ranked = sorted(kept, key=lambda row: -len(row[1]))
    return [claim for claim, tellers, _ in ranked if len(tellers) > MOST * others and len(tellers) >= min(2, others)]


def _nearby(link: Link, article: str) -> Iterator[Span]:
    """Yield the sentence of another article that a sentence of this one may repeat."""
    if link.similarity >= SIMILAR or link.cover >= COVER:
        yield from (there for here, there in ((link.left, link.right), (link.right, link.left)) if here.article == article)


def _sentences(claim: Claim, story: Story) -> set[Span]:
    """Return the sentences in which a claim is told."""
    cuts = {article.id: article for article in story.articles}
    found = set()
    for telling in claim.tellings:
        article = cuts[telling.article]
        for start, end in article.sentences:
            if start < telling.end and telling.start < end:
                found.add(Span(article.id, start, end, article.text[start:end]))
    return found
