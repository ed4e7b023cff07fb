"""The outlets, agencies and books that an article names as where its information comes from.

A mention is no credit: "CNN hired him" names an outlet, "told CNN" credits it. The words right before and right after a name
decide. The article's own outlet is left out, and so are photo credits and members of staff who merely ask.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.credits.books import books
from retold.language import outlets as gazetteer
from retold.model import CreditedOutlet, Marked, Span

WINDOW = 90

_THE = r"(?:(?:the|a|an) )?"
_MARK = r"[\"“‘'*_]?"
_SORT = r"(?:(?:[\w-]+ )?(?:newspaper|daily|magazine|website|site|agency|outlet|broadcaster|channel) )?"
_PASSED = (
    "reported|obtained|published|provided|supplied|seen|reviewed|revealed|described|leaked|given|shared|carried|cited|quoted|released|"
    "disclosed|viewed|broken|uncovered|broadcast|aired|printed|confirmed"
)
_TOLD = "told|tells|tell|telling|informed|according to|citing|quoting|cited|quoted|quotes|per|via"
_SPOKE = (
    "said|says|saying|told|interview|interviewed|remarks|comments?|commented|speaking|spoke|spoken|"
    "talking|talked|asked|wrote|writing"
)
_PIECE = (
    "reports?|story|stories|articles?|accounts?|investigation|interviews?|essay|op-ed|column|piece|scoop|dispatch|correction"
)
_SAID = (
    "reported|reports|reporting|said|says|wrote|writes|revealed|reveals|noted|notes|obtained|published|broke|cited|cites|quoted|quotes|"
    "disclosed|contributed|confirmed|detailed|learned|added|claimed|claims|described|understands|quoting|citing"
)
_ASIDE = r"has|had|have|also|first|later|earlier|however|meanwhile|separately|recently|previously|which|that|who|on \w+|\w+ly"
_PEOPLE = r"(?: [A-Z][\w’'.-]+){0,6}(?: (?:and|in) [A-Z][\w’'.-]+(?: [A-Z][\w.-]+)?)*"

BEFORE = re.compile(
    rf"(?:\b(?:{_TOLD}) (?:reporters |journalists )?(?:from |at |with |of )?{_THE}(?:(?!and\b|or\b)[\w-]+['’]?s? ){{0,4}}{_MARK}"
    rf"|\b(?:{_PASSED})(?: \w+ly| first| exclusively)?(?: on \w+| last \w+)? (?:by|to|in|with|on) {_THE}{_SORT}{_MARK}"
    rf"|\b(?:{_PIECE})(?: [\w’',-]+){{0,2}} (?:in|by|with|for|from|to|on|published in|published by) (?:the )?{_SORT}{_MARK}"
    rf"|\b(?:statement|comments?|e-?mail|letter|message|remarks|speaking|spoke|talking|talked)(?: \w+){{0,3}} (?:to|with) (?:the )?{_MARK}"
    rf"|\b(?:{_SPOKE})\b[^.;:\n“”\"]{{0,28}}\b(?:on|in|by) (?:the )?(?:(?:his|her|their|a|an) (?:[\w-]+ ){{0,4}})?{_MARK}"
    rf"|copyright(?: ©)? \d{{4}}\.? (?:the )?"
    rf"|, (?:reported|reports|wrote|writes|noted) (?:the )?"
    rf"|\bsaid to (?:the )?)$",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"[\"”’'*_]?(?:(?: (?:newspaper|magazine|website|agency|news agency|channel|daily|broadcaster|TV|television))?"
    rf"(?:,? (?:{_ASIDE})){{0,4}},? (?:{_SAID})\b"
    rf"|(?: (?:staff )?(?:writer|reporter|journalist|correspondent)s?)?{_PEOPLE},? (?:also )?(?:contributed|reported that)\b"
    rf"|(?:['’]s?)? (?:\w+ )?(?:{_PIECE}|sources|interview|exclusive)\b"
    rf"|['’]s? [A-Z][\w’'-]+ [A-Z][\w’'-]+(?:, [A-Z][a-z]+\.? \d+)?(?:, \d{{4}})?:"
    rf"|, (?:[A-Z][a-z]+\.? \d+)(?:, \d{{4}})?:)"
)
ON_AIR = re.compile(r"\b(?:on|to) (?:the )?[\"“]?$")
SHOWN = re.compile(
    r"[\"”]?(?: television| TV| radio)?(?:['’]s [\"“‘]?[A-Z]|,? (?:on |late |early )?(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b"
    r"| (?:this|last) week| earlier)"
)
APPEARED = re.compile(
    r"\b(?:appeared|appears|appearing|appearance)\b[^.;:\n“”\"]{0,28}\b(?:on|in) (?:the )?[\"“‘']?$", re.IGNORECASE
)
SPEAKS = re.compile(
    r"[^.\n]{0,80}\b(?:said|says|saying|told|called|warned|insisted|argued|defended|suggested|claimed|added|acknowledged|denied)\b"
)
STAFF = re.compile(
    r"[\"”’']?(?:['’]s?)? (?:\w+ )?(?:reporter|anchor|host|correspondent|journalist|contributor|commentator|columnist|analyst|pundit|"
    r"employee|executive|chief|president|debate|poll|photo|video)s?\b"
)
PHOTO = re.compile(r"(?: (?:Photo|photo|Images?|Video)\b|/)")
CAPTION = re.compile(r"\((?:Photo|Image|Picture|Credit)s?: [^()]*$", re.IGNORECASE)
HANDLE = re.compile(r" \(@\w+\)")
BRACKET = re.compile(r"\.?\]")
DATELINE = re.compile(r"^[ \t]*[A-ZÀ-Þ][^\n()]{1,70}\(([A-Z][\w .&/’'-]{1,30})\)\s*[–—-]", re.MULTILINE)
LABEL = re.compile(r"(?:^|\n)[ \t]*[\"“]?$")
PROMISE = re.compile(r"[\"”’']?(?:, which)?(?: \w+ly)? (?:said|says)(?: \w+){0,3} (?:it|they) (?:will|would)\b")


class _Hit(NamedTuple):
    """A mention that is credited: the outlet, and the words that credit it."""

    name: str
    start: int
    end: int


def outlets(marked: Marked, known: Mapping[str, str] | Sequence[str] = ()) -> tuple[CreditedOutlet, ...]:
    """Return the outlets, agencies and books that an article credits for its information, sorted by name, its own outlet left out.

    `known` names further outlets (those of the other articles of a pile). `collected` is None: an article does not know the pile.
    """
    article = marked.page.article
    names = names_in(article.text, known)
    home = article.outlet or gazetteer.leading(article.text)
    mentions = gazetteer.find(article.text, names, home)
    hits = [*_credited(article.text, mentions), *_datelines(article.text, names)]
    hits += [_Hit(book.name, book.start, book.end) for book in books(article.text)]
    return _gathered(article.id, article.text, [hit for hit in hits if not _is_own(hit.name, home)])


def names_in(text: str, known: Mapping[str, str] | Sequence[str] = ()) -> dict[str, str]:
    """Return the outlets known beforehand and those that only this text tells: by a dateline, or by a name that reads like an outlet's."""
    names = dict(known) if isinstance(known, Mapping) else {name: name for name in known}
    told = [match[1] for match in DATELINE.finditer(text)] + _unlisted(text)
    return {**{name: gazetteer.canonical(name) or _longer(name, names) for name in told}, **names}


def _longer(name: str, known: Mapping[str, str]) -> str:
    """The known outlet that a dateline shortens ("Northlight" for "Northlight News Agency"), else the name itself."""
    longer = sorted({full for full in known.values() if f"{_key(full)} ".startswith(f"{_key(name)} ")})
    return longer[0] if len(longer) == 1 else name


def _credited(text: str, mentions: list[gazetteer.Mention]) -> list[_Hit]:
    """The mentions that the words around them credit; one joined to a credited one by "and" or a comma is credited too."""
    hits: list[_Hit] = []
    for start, end, name in mentions:
        words = phrase(text, start, end)
        joined = hits and re.fullmatch(r"[\"”]?(?:,| and|, and)(?: the)? [\"“]?", text[hits[-1].end : start])
        if words:
            hits.append(_Hit(name, *words))
        elif joined and not STAFF.match(text[end : end + WINDOW]):
            hits.append(_Hit(name, start, end))
    return hits


def phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the words that credit a mention, with the mention; None if it is only mentioned."""
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    if PHOTO.match(after) or CAPTION.search(before):
        return None
    follows = AFTER.match(after)
    if follows and not PROMISE.match(after):
        return start, end + follows.end()
    if LABEL.search(before) and re.match(r"[\"”]?: \S", after):
        return start, end
    if STAFF.match(after) and not re.search(r"\btold\b[^.]*$", before):
        return None
    if (before.endswith("— ") and HANDLE.match(after)) or (before.endswith("[") and BRACKET.match(after)):
        return start, end
    if ON_AIR.search(before) and SHOWN.match(after) and not re.search(r"\bdebate (?:on|to) (?:the )?$", before):
        return start, end
    if APPEARED.search(before) and SPEAKS.match(after):
        return start, end
    leads = BEFORE.search(before)
    return (start - (len(before) - leads.start()), end) if leads else None


def _datelines(text: str, known: Mapping[str, str]) -> list[_Hit]:
    """ "WASHINGTON (Reuters) -": whatever stands in the parentheses is an agency or outlet."""
    hits = []
    for match in DATELINE.finditer(text):
        name = gazetteer.canonical(match[1]) or known.get(match[1]) or match[1]
        hits.append(_Hit(name, match.start(1), match.end(1)))
    return hits


def _unlisted(text: str) -> list[str]:
    """Names that read like an outlet's and are credited at least once, as sure ones are by fewer words than doubtful ones."""
    names = []
    for start, end, name, sure in gazetteer.unlisted(text):
        words = phrase(text, start, end)
        told = re.search(r"\b(?:told|according to) (?:the )?$", text[max(0, start - 20) : start])
        if words and (sure or told):
            names.append(name)
    return names


def _gathered(article: str, text: str, hits: list[_Hit]) -> tuple[CreditedOutlet, ...]:
    spans: dict[str, set[Span]] = {}
    for hit in hits:
        spans.setdefault(hit.name, set()).add(Span(article, hit.start, hit.end, text[hit.start : hit.end]))
    return tuple(CreditedOutlet(name, None, tuple(sorted(spans[name]))) for name in sorted(spans))


def _is_own(name: str, home: str | None) -> bool:
    """Tell whether a name is the article's own outlet, or the short form that its dateline gives it."""
    forms = {_key(home), _key(gazetteer.canonical(home) or home)} if home else set()
    return any(f"{form} ".startswith(f"{_key(name)} ") for form in forms)


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower().removeprefix("the ")).strip()
