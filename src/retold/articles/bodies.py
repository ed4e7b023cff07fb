"""Which names of organisations are one body's: an acronym and what it stands for, the first word of a firm, a nation's own body."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from retold.articles.names import key
from retold.language import lexicon
from retold.language.names import fold, land
from retold.language.words import share
from retold.model import Marked, Name

RARE = 0.01
SMALL = frozenset(["of", "and", "the", "for", "in", "on", "to", "at", "with"])
BEHIND = re.compile(r"['’]?s?,?\s*\(\s*([A-Z][A-Za-z&.-]{1,9})[,;)]")
FIRMS = lexicon.words("names", "inside", "firms")
ORGANISATIONS: frozenset[str] = frozenset(lexicon.load("words")["organisations"]) | FIRMS


def joined(marked: Sequence[Marked]) -> dict[str, str]:
    """Return, for the keys of names that stand for a body also named otherwise in the story, the key that stands for it."""
    counted: Counter[str] = Counter()
    written: defaultdict[str, set[str]] = defaultdict(set)
    for page in marked:
        for name in page.names:
            if name.kind == "organisation" and land(name.span.text) is None:
                counted[key(name.span.text, "organisation")] += 1
                written[key(name.span.text, "organisation")].add(name.span.text)
    firms = {name: name for name in counted if any(fold(text.split()[-1]) in FIRMS and " " in text for text in written[name])}
    found = firms | _first_words(counted, written) | _national(counted) | _acronyms(marked, counted, written)
    return {short: _end(short, found) for short in sorted(found)}


def _end(short: str, found: Mapping[str, str]) -> str:
    """Follow a chain of short forms to its end; a ring ends where it began."""
    seen = [short]
    while seen[-1] in found and found[seen[-1]] not in seen:
        seen.append(found[seen[-1]])
    return seen[-1]


def _first_words(counted: Counter[str], written: Mapping[str, set[str]]) -> dict[str, str]:
    """A rare first word stands for the whole ("Norvane", "Norvane Lines"), if all names that begin with it are one, longer and longer."""
    starts: defaultdict[str, list[str]] = defaultdict(list)
    for name in counted:
        starts[name.split()[0]].append(name)
    found = {}
    for first, names in starts.items():
        order = sorted(names, key=lambda name: (len(name.split()), name))
        longest = order[-1]
        firm = any(fold(text.split()[-1]) in ORGANISATIONS for text in written[longest])
        chain = all(longest.split()[: len(name.split())] == name.split() for name in order)
        if chain and firm and share(first) < RARE and 2 <= len(longest.split()) <= 3:
            found.update({name: longest for name in (first, *order[:-1]) if name != longest})
    return found


def _national(counted: Counter[str]) -> dict[str, str]:
    """ "US Supreme Court" is the Supreme Court of a story that names no other."""
    found = {}
    for name in counted:
        head, _, rest = name.partition(" ")
        others = [other for other in counted if other.endswith(f" {rest}") and other != name]
        if head in ("us", "uk") and rest in counted and " " in rest and not others:
            found[name] = rest
    return found


def _acronyms(marked: Sequence[Marked], counted: Counter[str], written: Mapping[str, set[str]]) -> dict[str, str]:
    """Acronyms that an article explains in brackets, or that are the initials of one name of the story."""
    explained: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for page in marked:
        for name, short in _explained(page):
            explained[short][key(name.span.text, "organisation")] += 1
    found = {short: names.most_common(1)[0][0] for short, names in sorted(explained.items()) if len(names) == 1}
    longs = [name for name in sorted(counted) if len(name.split()) > 2 or name.endswith((" department", " ministry"))]
    for short in sorted(counted):
        if short in found or not any(_is_acronym(text) for text in written[short]):
            continue
        meant = [long for long in longs if short in {i for text in written[long] for i in _initials(text)}]
        if len(meant) == 1:
            found[short] = meant[0]
    return {short: long for short, long in found.items() if short != long}


def _explained(page: Marked) -> Iterator[tuple[Name, str]]:
    text = page.page.article.text
    for name in page.names:
        behind = BEHIND.match(text, name.span.end)
        if name.kind != "outlet" and behind and len(name.span.text.split()) > 1 and _suits(fold(behind[1]), name.span.text):
            yield name, fold(behind[1])


def _suits(short: str, name: str) -> bool:
    """Tell whether the letters of an acronym are among those of a name in order, the first at its beginning."""
    letters = iter(fold(name.replace(" ", "")))
    return 1 < len(short) < len(name) / 2 and short[0] == fold(name)[0] and all(letter in letters for letter in short)


def _is_acronym(text: str) -> bool:
    return 2 < len(fold(text)) < 7 and text.replace(".", "").replace("&", "").isupper() and " " not in text


def _initials(name: str) -> set[str]:
    """The initials of a name, with its small words and without them."""
    words = [word for part in name.split() for word in part.split("-") if word[:1].isalpha()]
    letters = [(word, fold(word) if word.isupper() or "." in word else word[0].lower()) for word in words]  # "US" gives two
    return {"".join(letter for _, letter in letters), "".join(letter for word, letter in letters if word.lower() not in SMALL)}
