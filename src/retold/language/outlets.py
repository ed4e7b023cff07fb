"""Outlets and agencies: how a text names them, and under which one name they are known.

A statistical tagger hardly ever marks "Axios" or "AFP" as an outlet, so the names stand in a lexicon. Case counts. Names that
are also ordinary words ("Time", "The Hill") count only where the words around them credit an outlet; "the Times" means the
last full name of which it is the short form, and nothing where the text gave none. Names that no list holds are the matter
of `outlet_names`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from retold.language import lexicon
from retold.language.names import fold, nationalities

Kind = Literal["agency", "newspaper", "broadcaster", "website", "magazine"]
Mention = tuple[int, int, str]
KINDS: tuple[Kind, ...] = ("agency", "newspaper", "broadcaster", "website", "magazine")

WORD = re.compile(r"\w+")
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'&.-]*"

_CREDIT_BEFORE = re.compile(
    r"(?:\b(?:told|tells|telling|according to|citing|wrote (?:in|for)|writing (?:in|for)|copyright \d{4}|"
    r"(?:reported|published|obtained|seen|reviewed|cited|quoted|carried|confirmed) (?:by|in)|"
    r"(?:reports?|articles?|stor(?:y|ies)|interviews?|essay|op-ed|piece|column) (?:by|in|with|for|from)|(?:statement|comments?|speaking) to|"
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
_ADDED = re.compile(  # what catalogues add to a name
    r"\([^)]*\b(?:news|web|online|opinion|editorial|print)\b[^)]*\)|\s[-–—]\s.*$|\b(?:online|web|network)\b", re.IGNORECASE
)
_PLAIN = re.compile(r"\b(?:the|news|com|agency|newspaper)\b", re.IGNORECASE)
_NO_BRAND = frozenset({"the", "radio", "channel", "al", "new", "voice", "daily"})  # first words that many networks have
_NO_FIRST_NAME = (
    "The|This|On|In|At|According|For|From|And|But|As|By|Via|With|While|When|After|Citing|To|Per|Like|Both|Or|Although|Since"
)
_SITED = 4  # letters of a name that is looked for in a domain

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


def _people(text: str) -> set[str]:
    """Return the outlets' names that are surnames in a text: where it speaks of "Jo Forbes", "Forbes said" is she."""
    either = "|".join(re.escape(name) for name in sorted(_words("surnames", "care")))
    return {m[1] for m in re.finditer(rf"(?<!\w)(?!(?:{_NO_FIRST_NAME}) )[A-Z][a-z]+\.? (?:[A-Z]\. )?({either})\b", text)}


def house(name: str) -> str:
    """Return a name without what catalogues add to it ("CNN (Web News)" -> "CNN", "Fox Online News" -> "Fox News")."""
    return " ".join(_ADDED.sub(" ", name).split()) or name


def key(name: str) -> str:
    """Return the form under which the names of one outlet are the same: "NYT" and "The New York Times", "Fox News" and "Fox Online News".

    It is made of small letters and figures, "" only for a name without any. A name that no list holds is compared without "the",
    "news", "agency" and the like ("Northlight", "Northlight News Agency"); a listed one as it stands in the list.
    """
    listed = canonical(name) or canonical(house(name)) or _network(house(name))
    bare = (listed or house(name)).removeprefix("The ").removeprefix("the ")
    return (fold(bare) if listed else fold(_PLAIN.sub(" ", bare))) or fold(bare) or fold(name)


def same_house(one: str, other: str) -> bool:
    """Tell whether two names are one outlet's, those of a network and its programme ("Fox News", "Fox & Friends"), or a name and its site."""
    if not one or not other:
        return False
    if key(one) == key(other) or _is_site(one, other) or _is_site(other, one):
        return True
    brands = {name.removeprefix("The ").split()[0].casefold() for name in (one, other)}
    network = any(kind(canonical(name) or canonical(house(name)) or "") == "broadcaster" for name in (one, other))
    return network and len(brands) == 1 and not brands & _NO_BRAND


def _is_site(address: str, name: str) -> bool:
    """Tell whether one is a domain in which the other stands ("merrowcourier.example", "Merrow Courier")."""
    return DOMAIN.fullmatch(address) is not None and len(key(name)) >= _SITED and key(name) in address.replace("-", "")


def _network(name: str) -> str | None:
    """Return the broadcaster whose name is given with "News" behind it ("NPR News" -> "NPR"); None where there is none."""
    found = canonical(name.removesuffix(" News")) if name.endswith(" News") else None
    return found if found and kind(found) == "broadcaster" else None


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
    starts, initials = _gazetteer().starts, _by_initial(extra)
    full = [
        hit
        for word in WORD.finditer(text)
        if (options := {*starts.get(word[0], ()), *(a for a in initials.get(word[0][0], ()) if a.startswith(word[0]))})
        and (hit := _at(text, word.start(), options, extra))
    ]
    people = _people(text)
    kept = _apart(hit for hit in full if text[hit[0] : hit[1]] not in people)
    kept = [hit for hit in kept if not _repeats(text, hit, kept, home)]
    return sorted(kept + _shortened(text, kept, home))


def short(name: str) -> str:
    """Return the word by which a text may repeat an outlet's name ("The New York Times" -> "Times"); "" where it has no such word."""
    last = name.split()[-1] if name.split() else ""
    return last if last in _words("newspaper") and len(_bare(name).split()) > 1 else ""


def _known(known: Mapping[str, str] | Sequence[str]) -> dict[str, str]:
    pairs: Iterable[tuple[str, str]] = known.items() if isinstance(known, Mapping) else ((name, name) for name in known)
    return {_bare(alias): canonical(name) or name for alias, name in sorted(pairs) if len(_bare(alias)) > 2}


def _by_initial(names: Iterable[str]) -> dict[str, list[str]]:
    """Return first letter -> the names that begin with it: nearly every word of a text begins none."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name[0], []).append(name)
    return found


def _at(text: str, start: int, options: Collection[str], extra: dict[str, str]) -> Mention | None:
    """Return the longest of the names in question that begins at `start`."""
    table = _gazetteer()
    for alias in sorted(options, key=lambda a: (-len(a), a)):
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


def _repeats(text: str, hit: Mention, full: Sequence[Mention], home: str | None) -> bool:
    """Tell whether a name that is some outlet's whole name is here another one's short form: "the Sun" after "the Baltimore Sun"."""
    start, end, name = hit
    earlier = [other for at, _, other in full if at < start] + ([home] if home else [])
    return any(short(other) == text[start:end] and other != name for other in earlier)


def _apart(hits: Iterable[Mention]) -> list[Mention]:
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


def _spellings(name: str, group: Kind) -> list[str]:
    """Return further ways to write a listed name: without its hyphen ("Union Tribune"), an agency with the word ("Reuters News Agency")."""
    parts = _bare(name).split("-")
    loose = [" ".join(parts)] if len(parts) == 2 and min(map(len, parts)) > 1 and not DOMAIN.fullmatch(name) else []
    agency = group == "agency" and not DOMAIN.fullmatch(name) and "Agency" not in name
    return loose + ([f"{_bare(name)} News Agency", f"{_bare(name)} news agency"] if agency else [])


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    tables = lexicon.load("outlets")
    names: dict[str, str] = {}
    more: dict[str, str] = {}
    domains: dict[str, str] = {}
    kinds: dict[str, Kind] = {}
    for group in KINDS:
        for name, aliases in tables[group].items():
            kinds[name] = group
            domains.update({alias: name for alias in aliases if DOMAIN.fullmatch(alias)})
            for alias in (name, *(alias for alias in aliases if not DOMAIN.fullmatch(alias))):
                names.setdefault(_bare(alias), name)
            more.update({spelt: name for alias in (name, *aliases) for spelt in _spellings(alias, group)})
    for spelt, name in more.items():
        names.setdefault(spelt, name)
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
def _short_form() -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he ({_either(word for word in _words('newspaper') if ' ' not in word)})\b(?! of [A-Z]| [A-Z])")
