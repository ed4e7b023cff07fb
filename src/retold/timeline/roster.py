"""Everyone and everything in a story: names with their forms, kinds and roles, and those who act without a name of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from retold.language.names import country
from retold.model import Actor, Interaction, Marked, Name, NameKind, Span
from retold.timeline.between.people import BODIES
from retold.timeline.naming import forms
from retold.timeline.trees import read

ARTICLE = re.compile(
    r"^(?:(?:the|a|an|his|her|their|its|our|my|your|other|another)\s+)+", re.IGNORECASE
)  # "her lawyer": whose?
BEHIND = re.compile(r"\s(?:of|for|to|from|in|familiar|close|with|who|\w+ing)\s.*$")  # what follows the head of a noun phrase
MANY = frozenset(["group", "crowd", "family", "couple", "people", "men", "women", "children", "police", "troops", "staff"])
SMALL = frozenset(["the", "a", "an", "of", "and", "its", "his", "her"])
OWNED = re.compile(r"^.*[’']s?\s")  # "Reis’s" in "Reis’s advisers"


def actors(marked: Sequence[Marked], interactions: Sequence[Interaction] = ()) -> tuple[Actor, ...]:
    """Return everyone and everything that is named in the story, most often named first, each with every form and its count.

    Roles are what the articles call it besides, the commonest first. Parties to `interactions` without a name come last.
    The order of the articles does not matter.
    """
    ordered = sorted(marked, key=lambda m: m.page.article.id)
    shown = forms(ordered)
    names: dict[str, list[Name]] = {}
    for m in ordered:
        for name in m.names:
            names.setdefault(name.key, []).append(name)
    called = _called(ordered)
    found = [_actor(shown[key], mentions, called.get(key, ())) for key, mentions in names.items()]
    named = sorted(found, key=lambda a: (-sum(a.variants.values()), a.name))
    return (*named, *_nameless(interactions, {a.name for a in named}))


def _actor(name: str, mentions: list[Name], roles: tuple[str, ...]) -> Actor:
    kinds: Counter[NameKind] = Counter(m.kind for m in mentions)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    counts = Counter(" ".join(m.span.text.split()) for m in mentions)
    variants = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    spans: tuple[Span, ...] = tuple(sorted(m.span for m in mentions))
    return Actor(name, kind, variants, spans, roles)


def _called(marked: Sequence[Marked]) -> dict[str, tuple[str, ...]]:
    """Key of a bearer -> its roles, the one that most articles give first."""
    told: dict[str, list[str]] = {}
    for m in marked:
        _, references = read(m)
        for key in dict.fromkeys(name.key for name in m.names):
            told.setdefault(key, []).extend(references.roles(key))
    return {key: _roles(roles) for key, roles in told.items()}


def _roles(told: Sequence[str]) -> tuple[str, ...]:
    """One wording for each role; one that says less than another of the same kind counts for the other ("envoy", "US envoy")."""
    worded: dict[frozenset[str], Counter[str]] = {}
    for role in told:
        text = ARTICLE.sub("", role)
        worded.setdefault(_content(text), Counter())[text] += 1
    counts = {content: forms.total() for content, forms in worded.items()}
    for content in sorted(worded, key=lambda c: (len(c), sorted(c))):
        fuller = [other for other in counts if content < other]
        if fuller:
            best = min(fuller, key=lambda other: (-counts[other], len(other), sorted(other)))
            counts[best] += counts.pop(content)
    texts = {content: min(worded[content], key=lambda t, c=content: (-worded[c][t], t)) for content in counts}  # type: ignore[misc]
    return tuple(texts[c] for c in sorted(counts, key=lambda c: (-counts[c], texts[c])))


def _content(role: str) -> frozenset[str]:
    return frozenset(country(word) for word in role.split() if word.lower() not in SMALL)


def _nameless(interactions: Sequence[Interaction], named: set[str]) -> list[Actor]:
    """The parties to interactions that no name of the story names, with the sentences that they act in."""
    spans: dict[str, set[Span]] = {}
    for one in interactions:
        for party in (one.agent, one.patient):
            if party not in named:
                spans.setdefault(party, set()).update(one.spans)
    found = [_unnamed(name, sorted(where)) for name, where in spans.items()]
    return sorted(found, key=lambda a: (-sum(a.variants.values()), a.name))


def _unnamed(name: str, sentences: Sequence[Span]) -> Actor:
    mentions = [m for s in sentences if (m := _mention(name, s)) is not None]
    variants = Counter(" ".join(m.text.split()) for m in mentions)
    words = name.split()
    proper = _head(name) in BODIES and len(words) > 1 and all(word[:1].isupper() for word in words[:-1])
    spans = tuple(sorted(mentions or sentences))  # words put together from two places stand in no sentence as they are
    return Actor(name, _kind(name), dict(sorted(variants.items())), spans, named=proper)


def _head(name: str) -> str:
    return BEHIND.sub("", name).split()[-1].lower()


def _kind(name: str) -> NameKind:
    head = _head(name)
    if head in MANY or (head.endswith("s") and not head.endswith("ss")):
        return "group"
    return "organisation" if head in BODIES else "person"


def _mention(name: str, sentence: Span) -> Span | None:
    """Where a sentence has the words of a nameless party, a pronoun for its owner allowed ("his advisers"); None elsewhere."""
    rest = _pattern(OWNED.sub("", name))
    for words in (_pattern(name), rf"\b(?:his|her|their|its)\s+{rest}"):
        match = re.search(words, sentence.text)
        if match is not None:
            return Span(sentence.article, sentence.start + match.start(), sentence.start + match.end(), match[0])
    return None


def _pattern(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())
