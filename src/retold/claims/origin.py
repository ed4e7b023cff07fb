"""The claim that the account comes from an outlet: its tellings are the phrases by which articles credit it.

Sentence alignment cannot see this claim: "told the Courier" stands in sentences that say quite different things. Yet it is the
claim that most retellings share, and the one whose loss on the way matters most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from retold.language import lexicon
from retold.model import Claim, Credit, CreditedOutlet, Marked, Span

FEWEST = 2  # articles that must credit an outlet before that is a claim of the story
GAP = 12  # characters between an outlet and the verb that credits it

Outlets = Mapping[str, Sequence[CreditedOutlet]]


def credited(marked: Sequence[Marked], credits: Sequence[Credit], outlets: Outlets) -> Claim | None:
    """Return the claim that articles credit an outlet, the one most of them do, without an id; None if no two do."""
    phrases = _phrases(marked, credits, outlets)
    name = max(phrases, key=lambda n: (len(phrases[n]), sum(map(len, phrases[n].values())), n), default="")
    told = phrases.get(name, {})
    if len(told) < FEWEST:
        return None
    tellings = [
        span
        for one in marked
        if (spans := told.get(one.page.article.id))
        for span in _apart([*(_widened(s, credits, one) for s in spans), *_resumed(one, name, min(spans), outlets)])
    ]
    return Claim("", f"{len(told)} of {len(marked)} articles credit {name}.", tuple(sorted(tellings)), kind="credit")


def unnamed(credits: Sequence[Credit], origin: Claim | None, told: Sequence[Claim], articles: int) -> Claim | None:
    """Return the claim that an outlet's account rests on several sources whom it does not name, without an id; None if no two tell it.

    "Sources" may be others elsewhere: they count in articles that tell `origin`, the claim that the outlet is credited, where they
    are not said to be somebody's ("congressional sources"), and where another article tells the same and has it from no single
    source. `told` are the claims of the story, `articles` the number of its articles.
    """
    known = {span.article for span in origin.tellings} if origin else set()
    found = [c for c in credits if c.source and c.source.article in known and c.source_kind == "several unnamed"]
    of, alone = _by_article(told), _alone(credits)
    spans = sorted(
        {_phrase(c) for c in found if c.source and _several().search(c.source.text) and _shared(c.content, of, alone)}
    )
    telling = {span.article for span in spans}
    if len(telling) < FEWEST:
        return None
    text = f"{len(telling)} of {articles} articles rest on several sources whom they do not name."
    return Claim("", text, tuple(_apart(spans)), kind="credit")


def _phrase(credit: Credit) -> Span:
    """Return the words that call somebody a source."""
    return credit.source or credit.cue or credit.content


def _by_article(told: Sequence[Claim]) -> Mapping[str, Sequence[tuple[Span, Claim]]]:
    """Return article -> its tellings, each with its claim."""
    found: dict[str, list[tuple[Span, Claim]]] = defaultdict(list)
    for claim in told:
        for span in claim.tellings:
            found[span.article].append((span, claim))
    return found


def _alone(credits: Sequence[Credit]) -> Mapping[str, Sequence[Span]]:
    """Return article -> what it credits to a single source without a name."""
    found: dict[str, list[Span]] = defaultdict(list)
    for credit in credits:
        if credit.source_kind == "unnamed":
            found[credit.content.article].append(credit.content)
    return found


def _shared(content: Span, of: Mapping[str, Sequence[tuple[Span, Claim]]], alone: Mapping[str, Sequence[Span]]) -> bool:
    """Tell whether another article tells what is credited, and none of those that do has it from one source alone."""
    others = {
        telling
        for own, claim in of.get(content.article, ())
        if _meet(content, own)
        for telling in claim.tellings
        if telling.article != content.article
    }
    return bool(others) and not any(_meet(one, telling) for telling in others for one in alone.get(telling.article, ()))


def _meet(left: Span, right: Span) -> bool:
    return left.article == right.article and left.start < right.end and right.start < left.end


def _phrases(marked: Sequence[Marked], credits: Sequence[Credit], outlets: Outlets) -> dict[str, dict[str, list[Span]]]:
    """Return outlet -> article -> the spans that credit it, other than in its own article."""
    found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for one in marked:
        article = one.page.article
        for outlet in outlets.get(article.id, ()):
            if outlet.spans and outlet.collected != article.id:
                found[outlet.name][article.id] += outlet.spans
    own = {(outlet.name, outlet.collected) for several in outlets.values() for outlet in several}
    own |= {(name, one.page.article.id) for one in marked for name in found if _same(name, one.page.article.outlet)}
    for credit in credits:
        name, source = credit.name, credit.source
        if name in found and source and credit.source_kind == "outlet" and (name, source.article) not in own:
            found[name][source.article].append(source)
    return found


def _same(name: str, outlet: str | None) -> bool:
    """Tell whether an outlet is named by the longer or shorter of its names."""
    return outlet is not None and (name.casefold() in outlet.casefold() or outlet.casefold() in name.casefold())


def _widened(span: Span, credits: Sequence[Credit], one: Marked) -> Span:
    """Return a span with the cue of the credit whose source it is, if that stands beside it: "told the Courier" for "the Courier"."""
    text = one.page.article.text
    for credit in credits:
        source, cue = credit.source, credit.cue
        if source and cue and source.article == span.article and source.start < span.end and span.start < source.end:
            start, end = min(span.start, cue.start), max(span.end, cue.end)
            if end - start <= span.end - span.start + cue.end - cue.start + GAP and "\n" not in text[start:end]:
                return Span(span.article, start, end, text[start:end])
    return span


def _resumed(one: Marked, name: str, first: Span, outlets: Outlets) -> Iterator[Span]:
    """Yield more phrases that credit the outlet: "Courier:" in front, "the Courier quoted", "the report said" if nothing else is meant."""
    text = one.page.article.text
    alone = all(outlet.name == name for outlet in outlets.get(first.article, ())) and not _other_report().search(text)
    for sentence in one.page.sentences:
        start, end = sentence.span.start, sentence.span.end
        found = [re.compile(rf"{re.escape(name)}:(?=\s)").match(text, start, end), *_by_name(name).finditer(text, start, end)]
        if alone and start > first.start:
            found += _the_report().finditer(text, start, end)
        yield from (Span(first.article, match.start(), match.end(), match[0]) for match in found if match)


@lru_cache(maxsize=8)
def _by_name(name: str) -> re.Pattern[str]:
    """Return the pattern of a phrase in which the outlet itself tells: "the Courier also reported"."""
    words = lexicon.load("claims")["report"]
    verbs, adverbs = ("|".join(words[key]) for key in ("verbs", "adverbs"))
    return re.compile(rf"\b{re.escape(name)}[”\"’']? (?:(?:{adverbs}) )?(?:{verbs})\b")


@lru_cache(maxsize=1)
def _the_report() -> re.Pattern[str]:
    """Return the pattern of a phrase that takes up the outlet's report again."""
    words = lexicon.load("claims")["report"]
    nouns, verbs, adverbs = ("|".join(words[key]) for key in ("nouns", "verbs", "adverbs"))
    return re.compile(rf"\b[Aa]ccording to the (?:{nouns})\b|\b[Tt]he (?:{nouns}) (?:(?:{adverbs}) )?(?:{verbs})\b")


@lru_cache(maxsize=1)
def _several() -> re.Pattern[str]:
    """Return the pattern of people who are called nothing but sources: "two sources", "an aide and a source close to the talks"."""
    words = "|".join(lexicon.load("claims")["report"]["counted"])
    return re.compile(rf"^(?:(?:{words}|\d+) )*sources\b|\band (?:a|an|one|another) source\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _other_report() -> re.Pattern[str]:
    """Return the pattern of a report that need not be the outlet's: "a report", "the Grey report", "their report"."""
    owners = "|".join(lexicon.load("claims")["report"]["owners"])
    return re.compile(rf"\b(?!(?:[Tt]he|[Tt]his|[Tt]hat|to)\b)(?:{owners}|[A-Z]\w+(?:['’]s)?) report\b")


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Return spans that do not overlap, by article, the earlier and longer first."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.article, s.start, -s.end)):
        if not kept or span.article != kept[-1].article or span.start >= kept[-1].end:
            kept.append(span)
    return kept
