"""The words right before and right after an outlet's name that tell whether it is credited or only mentioned.

"Told CNN" credits it; "CNN hired him", "a CNN poll", "a CNN reporter asked" and "(Reuters photo: ...)" do not.
"""

from __future__ import annotations

import re

WINDOW = 90

_THE = r"(?:(?:the|a|an) )?"
_MARK = r"[\"“‘'*_]?"
_SORT = (
    r"(?:(?:(?:semi-)?official|state|local|national|independent|\w+-(?:run|owned|controlled|based|language|leaning)) ){0,2}"
    r"(?:(?:[\w-]+ )?(?:newspaper|daily|magazine|website|site|agency|outlet|broadcaster|channel|television|radio) )?"
)
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
    "reports?|story|stories|articles?|accounts?|investigation|interviews?|essay|op-ed|column|piece|scoop|dispatch|correction|"
    r"analysis|editorial(?! (?:board|page|writer)s?)|exposé"
)
_SAID = (
    "reported|reports|reporting|said|says|wrote|writes|revealed|reveals|noted|notes|obtained|published|broke|cited|cites|quoted|quotes|"
    "disclosed|contributed|confirmed|detailed|learned|added|claimed|claims|described|understands|quoting|citing|explains|"
    r"(?:has )?found that|points out|pointed out"
)
_ASIDE = r"has|had|have|also|first|later|earlier|however|meanwhile|separately|recently|previously|which|that|who|on \w+|\w+ly"
_PEOPLE = r"(?: [A-Z][\w’'.-]+){0,6}(?: (?:and|in) [A-Z][\w’'.-]+(?: [A-Z][\w.-]+)?)*"

BEFORE = re.compile(
    rf"(?:\b(?:{_TOLD}) (?:reporters |journalists )?(?:from |at |with |of )?{_THE}(?:(?!and\b|or\b)[\w-]+['’]?s? ){{0,4}}{_MARK}"
    rf"|\b(?:{_PASSED})(?: \w+ly| first| exclusively)?(?: on \w+| last \w+)? (?:by|to|in|with|on) {_THE}{_SORT}{_MARK}"
    rf"|\b(?:{_PIECE})(?: [\w’',-]+){{0,2}} (?:in|by|with|for|from|to|on|published in|published by) (?:the )?{_SORT}{_MARK}"
    rf"|\b(?:statement|comments?|e-?mail|remarks|speaking|spoke|talking|talked)(?: \w+){{0,3}} (?:to|with) (?:the )?{_MARK}"
    rf"|\b(?:{_SPOKE})\b[^.;:\n“”\"]{{0,28}}\b(?:on|in|by) (?:the )?(?:(?:his|her|their|a|an) (?:[\w-]+ ){{0,4}})?{_MARK}"
    rf"|\b(?:suggested|complained|insisted|explained|admitted|revealed|confirmed|acknowledged|boasted|lamented|recounted) to (?:the )?{_MARK}"
    rf"|, writing (?:in|for) (?:the )?{_MARK}"
    rf"|,[”\"]? (?:reported|reports|wrote|writes|noted) (?:the )?"
    rf"|\bsaid to (?:the )?)$",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"[\"”’'*_]?(?:(?: (?:newspaper|magazine|website|agency|news agency|channel|daily|broadcaster|TV|television))?"
    rf"(?:(?:,? (?:{_ASIDE})){{1,4}},?)?(?: (?:{_SAID})|, (?:citing|quoting))\b"
    rf"|(?: (?:staff )?(?:writer|reporter|journalist|correspondent)s?)?{_PEOPLE},? (?:also )?(?:contributed|reported that)\b"
    rf"|(?:['’]s?)? (?:\w+ )?(?:{_PIECE}|sources|interview|exclusive)\b"
    rf"|['’]s? [A-Z][\w’'-]+ [A-Z][\w’'-]+(?: (?:{_ASIDE}))?,? "
    r"(?:reported|reports|wrote|writes|detailed|explained|noted)\b(?! (?:one|a|an|about|for)\b)"
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
IN_IT = re.compile(r"\b(?:in|during|at) (?:an?|his|her|their|the) (?:[\w-]+ ){0,2}appearance\b[^.;:\n]{0,28}$", re.IGNORECASE)
SPEAKS = re.compile(
    r"[^.\n]{0,80}\b(?:said|says|saying|told|called|warned|insisted|argued|defended|suggested|claimed|added|acknowledged|denied)\b"
)
SPOKE = re.compile(
    r"\b(?:said|says|saying|told|tells|asked|explained|spoke|speaks|speaking|talked|called|warned|insisted|argued|suggested|claimed|admitted|interview\w*|repeated)\b|[\"”]"
)
STAFF = re.compile(
    r"[\"”’']?(?:['’]s?)? (?:\w+ )?(?:reporter|anchor|host|correspondent|journalist|contributor|commentator|columnist|analyst|pundit|"
    r"employee|executive|chief|president|debate|poll|photo|video)s?\b"
)
SURVEY = re.compile(
    r"(?:(?:[-/–]| and |, )(?:the )?)? ?(?:[A-Z][\w.&’']*[ /-]?){0,5}\s?"
    r"(?:(?!(?:an?|the|that|th[eo]se|its|h(?:is|er)|their) )[a-z-]+ ){0,2}(?:polls?|surveys?|polling)\b(?! (?:by|for))"
)
EVENT = re.compile(
    r"\b(?:debates?|town ?halls?|forums?|conventions?|concerts?|panels?)(?: (?:event|that|which|was|is))* (?:\w+ly )?"
    r"(?:(?:held|aired|broadcast|televised|hosted|sponsored|moderated|organi[sz]ed|run|staged|carried|on|by|with|to) ){1,2}(?:the )?[\"“]?$",
    re.IGNORECASE,
)
PHOTO = re.compile(r"(?: (?:Photo|photo|Images?|Video)\b|/)")
PICTURED = re.compile(
    r"(?:\w/(?:The )?[A-Z][\w .&’']{0,40}|\bGetty Images|\b(?:[Pp]hoto|[Ii]mage|[Cc]aption)s?\b[^.\n]{0,70}) via (?:the )?$"
)
CAPTION = re.compile(r"\((?:Photo|Image|Picture|Credit)s?: [^()]*$", re.IGNORECASE)
HANDLE = re.compile(r" \(@\w+\)")
QUOTED = re.compile(r"[”\"] \((?:[Tt]he )?$")
BRACKETED = re.compile(r"\[(?:[A-Z][\w.’'-]+ ?(?:and )?){0,6}(?:, )?(?:[Tt]he )?$")
BRACKET = re.compile(r"\.?\]")
APPOSED = re.compile(
    r"\b(?:newspaper|paper|daily|agency|broadcaster|site|website|outlet|network|magazine|tabloid|station|weekly), (?:the )?[\"“]?$"
)
TOLD_APART = re.compile(r"[\"”]?, (?:reported|reports|said|says|wrote|writes|quoted|quotes|cited|cites|revealed|claimed)\b")
LABEL = re.compile(r"(?:(?:^|\n)[ \t]*(?:[•·*–—-] )?[\"“]?|\S [–—-] (?:[Tt]he )?)$")
POLL = re.compile(r"\b(?:poll|polls|survey|surveys|polling)\b[^.\n]*$", re.IGNORECASE)
POLL_BY = re.compile(r"\b(?:polls?|surveys?)\b[^.,;\n]{0,40}\b(?:by|from|for|of)\b[^.;\n]{0,40}$", re.IGNORECASE)
PROMISE = re.compile(r"[\"”’']?(?:, which)?(?: \w+ly)? (?:said|says)(?: \w+){0,3} (?:it|they) (?:will|would)\b")


def phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the words that credit a mention, with the mention; None if it is only mentioned."""
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    if PHOTO.match(after) or CAPTION.search(before) or PICTURED.search(before):
        return None
    if POLL_BY.search(before):
        return None
    follows = AFTER.match(after)
    if follows and not PROMISE.match(after) and not (follows[0].endswith("found that") and POLL.search(before)):
        return start, end + follows.end()
    if APPOSED.search(before) and (set_off := TOLD_APART.match(after)):
        return start, end + set_off.end()
    if LABEL.search(before) and re.match(r"[\"”]?: [\"“‘A-Z]", after):
        return start, end
    if SURVEY.match(after) or EVENT.search(before):
        return None
    if STAFF.match(after) and not re.search(r"\btold\b[^.]*$", before):
        return None
    if (before.endswith("— ") and HANDLE.match(after)) or (BRACKETED.search(before) and BRACKET.match(after)):
        return start, end
    if QUOTED.search(before) and after.startswith(")"):
        return start, end
    if _aired(text, start, end):
        return start, end
    leads = BEFORE.search(before)
    return (start - len(leads[0].lstrip(' ,”"')), end) if leads else None


def _aired(text: str, start: int, end: int) -> bool:
    """Tell whether somebody speaks on a broadcast: "asked on CNN’s “Lead”", "appearing on Fox News Sunday, she said"."""
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    around = before[before.rfind("\n") + 1 :] + " " + re.split(r"[.\n]", after)[0]
    if ON_AIR.search(before) and SHOWN.match(after):
        told = SPEAKS.match(after) if APPEARED.search(before) and not IN_IT.search(before) else SPOKE.search(around)
        return told is not None
    return bool(APPEARED.search(before) and SPEAKS.match(after))
