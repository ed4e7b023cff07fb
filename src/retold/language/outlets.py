"""Outlets and agencies: how a text names them, and under which one name they are known.

A statistical tagger hardly ever marks "Axios" or "AFP" as an outlet, so the names stand in a lexicon. Case counts. Names that
are also ordinary words ("Time", "The Hill") count only where the words around them credit an outlet; "the Times" means the
last full name of which it is the short form, and nothing where the text gave none. An outlet that no list holds is
recognised by the words of its own name ("the Merrow Courier") or by a word beside it ("news site Northlight").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from retold.language import lexicon
from retold.language.names import country, fold, nationalities

Kind = Literal["agency", "newspaper", "broadcaster", "website", "magazine"]
Mention = tuple[int, int, str]
KINDS: tuple[Kind, ...] = ("agency", "newspaper", "broadcaster", "website", "magazine")

WORD = re.compile(r"\w+")
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'&.-]*"

_CREDIT_BEFORE = re.compile(
    r"(?:\b(?:told|tells|telling|according to|citing|wrote (?:in|for)|writing (?:in|for)|copyright \d{4}|"
    r"(?:reported|published|obtained|seen|reviewed|cited|quoted|carried|confirmed) (?:by|in)|"
    r"(?:report|article|story|interview|essay|op-ed|piece|column) (?:by|in|with|for|from)|(?:statement|comments?|speaking) to|"
    r"newspaper|magazine|website|news site|broadcaster|tabloid|daily|weekly|outlet|agency|"
    rf"(?:{'|'.join(re.escape(form) for form in sorted(nationalities()))})(?:['’]s)?)"
    r"\s+(?:the\s+)?|\()[\"“‘'*]?$",
    re.IGNORECASE,
)
_CREDIT_AFTER = re.compile(
    r"[\"”’'*]?(?:\)|:|\s*[–—-]\s|['’]s (?:report|story|article|reporting)\b| interview\b|"
    r" (?:magazine|newspaper|news agency|news site|website|TV|television|broadcaster)\b|"
    r",? (?:has |had |first |also |later |earlier )*(?:reported|reports|reporting)\b)"
)


_NOUNS: tuple[tuple[frozenset[str], tuple[Kind, ...]], ...] = (
    (frozenset({"agency", "wire"}), ("agency",)),
    (frozenset({"newspaper", "paper", "daily", "tabloid"}), ("newspaper",)),
    (frozenset({"network", "channel", "broadcaster", "station"}), ("broadcaster",)),
    (frozenset({"magazine", "weekly"}), ("magazine",)),
    (frozenset({"site", "website"}), ("website",)),
)


class _Gazetteer(NamedTuple):
    """Aliases to canonical names; the aliases by their first word; kinds; domains."""

    names: dict[str, str]
    starts: dict[str, tuple[str, ...]]
    kinds: dict[str, Kind]
    domains: dict[str, str]


class Unlisted(NamedTuple):
    """A name that looks like an outlet's: offsets, the name without its article, and whether the name alone tells."""

    start: int
    end: int
    name: str
    sure: bool


def canonical(name: str) -> str | None:
    """Return the canonical name of an outlet by one of its names or domains ("NYT" -> "The New York Times"); None if unknown."""
    bare = _bare(name.strip(" \t\n\"“”'’.,:;"))
    return _gazetteer().names.get(bare) or (of_domain(name) if DOMAIN.fullmatch(name.strip()) else None)


def of_domain(address: str) -> str | None:
    """Return the outlet of a domain or URL ("https://www.axios.com/x" -> "Axios"); None if unknown."""
    host = re.sub(r"^[a-z]+://", "", address.strip().lower()).split("/")[0].split(":")[0]
    parts = host.split(".")
    tails = (".".join(parts[at:]) for at in range(len(parts) - 1))
    return next((found for tail in tails if (found := _gazetteer().domains.get(tail))), None)


def kind(name: str) -> Kind | None:
    """Return what kind of outlet a canonical name is; None if it is not in the lexicon."""
    return _gazetteer().kinds.get(name)


def is_called(name: str, noun: str) -> bool:
    """Tell whether "the <noun>" may stand for an outlet: no newspaper is "the agency", no agency "the network"."""
    suits = next((kinds for nouns, kinds in _NOUNS if noun in nouns), KINDS)
    return kind(name) in suits or (kind(name) is None and noun != "agency")


def leading(text: str) -> str | None:
    """Return the outlet that stands at the front of a text as its own ("Egypt Daily News – ..."); None if there is none."""
    head = re.match(rf"\s*[\"“]?((?:{CAPITAL} ?){{1,5}})[\"”]?\s*[–—|-]\s", text[:80])
    return canonical(head[1].strip()) if head else None


def find(text: str, known: Mapping[str, str] | Sequence[str] = (), home: str | None = None) -> list[Mention]:
    """Return (start, end, canonical name) for every outlet that `text` names, in order, without overlap.

    `known` adds names (or a mapping of names to canonical ones); `home` is the article's own outlet, which "The Times" means
    in a text that gave no other full name.
    """
    extra = _known(known)
    full = [hit for word in WORD.finditer(text) if (hit := _at(text, word.start(), word[0], extra))]
    kept = _apart(full)
    return sorted(kept + _shortened(text, kept, home))


def unlisted(text: str) -> list[Unlisted]:
    """Return names that no list holds but that read like an outlet's, in order; the caller decides by the words around them."""
    hits = [Unlisted(m.start(1), m.end(1), m[1], m[2] in _words("sure")) for m in _newspaper_name().finditer(text)]
    hits += [Unlisted(m.start(1), m.end(1), m[1], True) for m in _name_of_place().finditer(text)]
    hits += [Unlisted(m.start(1), m.end(1), m[1], True) for m in _described_name().finditer(text)]
    hits += [Unlisted(m.start(1), m.end(1), m[1], True) for m in _name_described().finditer(text)]
    told = [_unowned(hit) for hit in hits]
    return sorted(hit for hit in told if canonical(hit.name) is None and not _plain(hit.name))


def _unowned(hit: Unlisted) -> Unlisted:
    """Leave out whose outlet it is ("South Korea's Chosun Ilbo") and the full stop behind it."""
    name = hit.name.rstrip(".") if hit.name[:-1].isalpha() else hit.name
    owner = re.match(r"(?:[\w.-]+ ){0,2}[\w.-]+['’]s ", name)
    skip = owner.end() if owner and country(owner[0].strip()) != fold(owner[0]) else 0
    skip = owner.end() if owner and fold(owner[0].strip()) in _lands() else skip
    return Unlisted(hit.start + skip, hit.start + len(name), name[skip:], hit.sure)


@cache
def _lands() -> frozenset[str]:
    return frozenset(fold(name) for name in lexicon.load("names")["countries"])


def short(name: str) -> str:
    """Return the word by which a text may repeat an outlet's name ("The New York Times" -> "Times"); "" where it has no such word."""
    last = name.split()[-1] if name.split() else ""
    return last if last in _words("newspaper") and len(_bare(name).split()) > 1 else ""


def _known(known: Mapping[str, str] | Sequence[str]) -> dict[str, str]:
    pairs: Iterable[tuple[str, str]] = known.items() if isinstance(known, Mapping) else ((name, name) for name in known)
    return {_bare(alias): canonical(name) or name for alias, name in sorted(pairs) if len(_bare(alias)) > 2}


def _at(text: str, start: int, word: str, extra: dict[str, str]) -> Mention | None:
    """Return the longest name that begins at `start`."""
    table = _gazetteer()
    mine = [alias for alias in extra if alias.startswith(word)]
    options = {*table.starts.get(word, ()), *mine}
    for alias in sorted(options, key=lambda a: (-len(a), a)) if options else ():
        end = start + len(alias)
        if (
            text.startswith(alias, start)
            and not text[end : end + 1].isalnum()
            and _fits(text, start, end, alias, alias in extra)
        ):
            return start, end, extra.get(alias) or table.names[alias]
    return None


def _fits(text: str, start: int, end: int, alias: str, known: bool) -> bool:
    """Tell whether a name stands here for an outlet: it is no part of another word, and a doubtful one is in the words of a credit."""
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    if start and (text[start - 1].isalnum() or text[start - 1] in "@#-"):
        return False
    article, doubtful = f"The {alias}" in _words("article", "care"), alias in _words("names", "care")
    if known and " " in alias:
        return True
    if alias.startswith(("Daily ", "Evening ", "Morning ")) and re.search(r"(?<![.!?] )\b(?!The )[A-Z][a-z]+ $", before):
        return False  # "the Arizona Daily Star" is not the Daily Star
    if not (article or doubtful or known):
        return not re.match(r"-[A-Za-z]", after)
    if (article and not before.endswith(("The ", "the "))) or re.match(r" (?!TV\b|News\b|Magazine\b)[A-Z]", after):
        return False
    opens = doubtful and re.search(r"(?:^|[.!?…:\n][\"”’)]?\s*)$", before)  # "People reported": any word has a capital there
    return bool(
        _CREDIT_BEFORE.search(re.sub(r"[Tt]he $", "", before) if article else before)
        or (not opens and _CREDIT_AFTER.match(after))
    )


def _apart(hits: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for hit in sorted(hits, key=lambda h: (h[0], -h[1])):
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept


def _shortened(text: str, full: list[Mention], home: str | None) -> list[Mention]:
    """Resolve "the Times": the nearest earlier full name that ends so, else the article's own outlet, else nothing."""
    found: list[Mention] = []
    for match in _short_form().finditer(text):
        start, end = match.span(1)
        if any(a < end and start < b for a, b, _ in full):
            continue
        earlier = [name for a, _, name in full if a < start and short(name) == match[1]]
        own = [home] if home and short(home) == match[1] else []
        if earlier or own:
            found.append((start, end, (own + earlier)[-1]))
    return found


def _bare(name: str) -> str:
    return re.sub(r"^[Tt]he ", "", name)


def _plain(name: str) -> bool:
    """Tell whether a would-be outlet is an ordinary phrase in capitals ("Breaking News", "White House Press")."""
    words = name.split()
    return (
        (len(words) < 2 and name in _words("newspaper"))
        or country(name) != fold(name)  # "the Costa Rican newspaper"
        or all(country(word) != fold(word) for word in words)  # "the French newspaper"
        or any(word.endswith(".") and len(word) > 4 for word in words[:-1])  # the end of another sentence
        or words[0] in _NO_NAME
        or any(word in _NO_NAME for word in words[:-1])
    )


_NO_NAME = frozenset(
    "Breaking Latest More Related House White Associated Top World Last Read Good Fake First Second New Old Former Sunday Monday Tuesday "
    "Wednesday Thursday Friday Saturday January February March April May June July August September October November December "
    "Press Secretary Internet Public National Foreign The This That In On At For By From With And".split()
)


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    tables = lexicon.load("outlets")
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    kinds: dict[str, Kind] = {}
    for group in KINDS:
        for name, aliases in tables[group].items():
            kinds[name] = group
            domains.update({alias: name for alias in aliases if DOMAIN.fullmatch(alias)})
            for alias in (name, *(alias for alias in aliases if not DOMAIN.fullmatch(alias))):
                names.setdefault(_bare(alias), name)
    starts: dict[str, list[str]] = {}
    for alias in sorted(names):
        first = WORD.match(alias)
        if first:
            starts.setdefault(first[0], []).append(alias)
    return _Gazetteer(names, {word: tuple(group) for word, group in starts.items()}, kinds, domains)


@cache
def _words(name: str, group: str = "words") -> frozenset[str]:
    table: dict[str, Any] = lexicon.load("outlets")[group]
    return frozenset(table[name])


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def _newspaper_name() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Tt]he )?((?:{CAPITAL} ){{1,3}}({_either(_words('newspaper'))}))\b(?![’']?[a-z]*-)(?! [A-Z])")


@lru_cache(maxsize=1)
def _name_of_place() -> re.Pattern[str]:
    """ "the Times of Merrow"."""
    return re.compile(
        rf"\b[Tt]he ((?:Times|Herald|Tribune|Voice|Chronicle|Star|Echo|Gazette|Journal) of {CAPITAL}(?: {CAPITAL})?)"
    )


@lru_cache(maxsize=1)
def _described_name() -> re.Pattern[str]:
    """ "news site Northlight": the describing word comes first."""
    return re.compile(rf"\b(?:{_either(_words('descriptor'))}) [\"“‘]?((?:[Tt]he )?{CAPITAL}(?: {CAPITAL}){{0,3}})")


@lru_cache(maxsize=1)
def _name_described() -> re.Pattern[str]:
    """ "the Northlight news agency": the describing word comes last."""
    return re.compile(rf"\b[Tt]he [\"“‘]?({CAPITAL}(?: {CAPITAL}){{0,3}})[\"”’]? (?:{_either(_words('descriptor'))})\b")


@lru_cache(maxsize=1)
def _short_form() -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he ({_either(word for word in _words('newspaper') if ' ' not in word)})\b(?! of [A-Z]| [A-Z])")
