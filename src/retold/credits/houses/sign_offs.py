"""Where an article says whose copy it is, or who helped: bylines, credit lines at its foot, copyright lines.

Every outlet named inside such a stretch is credited. Credits of photographs are none: they say who took the picture.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

HEAD, FOOT = 6, 4  # lines among which a byline stands, and an agency's mark behind the last sentence
LONGEST = 110  # letters of a line that can be a byline
_TEXT = r"(?:article|story|report|piece|post|dispatch|column|essay|interview|content)"
_MADE = r"(?:re)?(?:published|printed|posted|produced|provided|supplied|created|written|reported|adapted|excerpted|syndicated)"
_LISTS = (  # what follows is a list of people and outlets
    r"(?:with )?(?:additional |further )?(?:reporting|writing|contributions?) (?:by|from)",
    r"contribut(?:ing|ors?|ed by)(?: to this \w+)?:",
    r"(?:(?:sources?|via|h/t|hat tip):|h/t(?= )|hat tip to)",
)
_NAMES = (  # what follows is one outlet, or two
    r"(?:with|using|including|contains)? ?(?:files|materials?|information|inputs?|additional information) (?:\w+ ){0,2}from",
    r"compiled (?:by|from)",
    rf"(?:this |the (?:following )?)?(?:\w+ ){{0,3}}(?:was |were )?(?:originally|first|previously|initially) (?:appeared|{_MADE}|ran)"
    r"(?: \w+ \d{1,2})? (?:in|on|by|at)",
    rf"this {_TEXT}(?: \w+)? (?:is|was|comes|appears|has been) (?:\w+ly |first |also )?(?:{_MADE} )?"
    r"(?:by|from|courtesy of|with (?:the )?permission (?:of|from)|in (?:partnership|collaboration) with)",
    rf"(?:{_MADE} |in )(?:\w+ ){{0,2}}(?:permission|courtesy|partnership|collaboration) (?:of|from|with)",
)
_SAID = r"(?:(?!(?<=\w\w)[.;] [A-Z])[^\n])"  # up to the end of the sentence; an initial does not end it
_OPENS = r"(?:^(?:[ \t]*editor['’]s note:)?|(?<=[.!?”\"] )|(?<=[(\[*]))[ \t]*"
STRETCHES = (
    re.compile(rf"{_OPENS}(?:{'|'.join(_LISTS)})(?=\W)[^\n]{{0,240}}", re.IGNORECASE | re.MULTILINE),
    re.compile(rf"{_OPENS}(?:{'|'.join(_NAMES)})(?=\W){_SAID}{{0,70}}", re.IGNORECASE | re.MULTILINE),
)
COPYRIGHT = re.compile(
    r"(?<!Image )(?<!Photo )(?:(?:\bcopyright(?: ©| \(c\))?|©|\(c\))[ ,]*\d{4}(?:[-–]\d{4})?|^[ \t]*(?:©|copyright ©?))"
    r"[ ,]*(?:by )?(?:the )?[^.\n]{0,40}",
    re.IGNORECASE | re.MULTILINE,
)
END = re.compile(r"(?<=[.!?”\"’'])[ \t]*(?:[–—-]{1,2}[ \t]?[^\n.()]{2,40}|[(\[][^\n()]{2,40}[)\]])\.?[ \t]*$")
BYLINE = re.compile(r"by:?[ \t]+(?-i:(?:[A-Z][\w.’'&-]*|and|for|in|of|the|with|at|de|von|van|al),? ?){1,14}", re.IGNORECASE)
POST = re.compile(
    r"[^\n.]{0,60}?\b(?:(?:staff|white house|chief|senior|political|medical|legal|science|sports|national|business) )*"
    r"(?:writers?|reporters?|correspondents?|staff|news agency)",
    re.IGNORECASE,
)
SIGNED = re.compile(r"[–—-]?[ \t]*[A-Z][\w.’'-]+(?: (?:and )?[A-Z][\w.’'-]+){1,5}, [^\n,]{2,40}")
PICTURED = re.compile(
    r"\b(?:photo|photograph|image|picture|video|getty|pool|graphic|illustration)s?\b|(?-i:\w/[A-Z])", re.IGNORECASE
)

Fits = Callable[[str], bool]


def stretches(text: str, agency: Fits, outlet: Fits) -> list[tuple[int, int]]:
    """Return the offsets of each stretch of a text in which every outlet named is credited, in order.

    `agency` and `outlet` tell whether some words are the name of one: a bare name is a byline only if it is an agency's.
    """
    found = [match.span() for form in STRETCHES for match in form.finditer(text) if not PICTURED.search(match[0])]
    lines = [match.span() for match in re.finditer(r"[^\s][^\r\n]*", text)]
    found += [span for span in lines[:HEAD] if _is_byline(text[slice(*span)].strip(), agency)]
    foot = lines[-HEAD][0] if len(lines) > HEAD else 0  # above it, a copyright line is a picture's
    found += [match.span() for match in COPYRIGHT.finditer(text) if match.start() >= foot and not PICTURED.search(match[0])]
    found += _marks(text, lines[-FOOT:], agency)
    return sorted({*found, *_signatures(text, lines, agency, outlet)})


def _is_byline(line: str, agency: Fits) -> bool:
    """Tell whether a line says who wrote an article: "By Jo Marsh, Associated Press", "Associated Press Writer", "Reuters"."""
    if len(line) > LONGEST or PICTURED.search(line):
        return False
    return bool(BYLINE.fullmatch(line) or POST.fullmatch(line)) or agency(line)


def _marks(text: str, lines: list[tuple[int, int]], agency: Fits) -> Iterator[tuple[int, int]]:
    """Yield agencies' marks behind the last sentence: "he said. (ANI)", "he said. — AFP", or a line of their own."""
    for start, end in lines:
        mark = END.search(text, start, end)
        if agency(text[start:end].strip(" ()[]–—-.\t")):
            yield start, end
        elif mark and all(agency(name) for name in re.split(r"/| and |, ", mark[0].strip(" ()[]–—-.\t"))):
            yield mark.span()


def _signatures(text: str, lines: list[tuple[int, int]], agency: Fits, outlet: Fits) -> Iterator[tuple[int, int]]:
    """Yield the lines that sign a passage quoted at length: a closed quotation, and below it "Jo Marsh, The Courier".

    "Jo Marsh, AP" is rather the credit of a picture.
    """
    for (_, stop), (start, end) in itertools.pairwise(lines):
        if text[:stop].rstrip()[-1:] in '”"' and SIGNED.fullmatch(text, start, end):
            name = text[start:end].rsplit(", ", 1)[1].strip()
            if outlet(name) and not agency(name):
                yield start, end
