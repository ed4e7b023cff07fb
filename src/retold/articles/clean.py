"""What is not the story: boilerplate, comment links, datelines, labels. It is marked, never deleted.

Also what an article shows of itself at its head: a headline, the outlet's name, a date stamp.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from msgspec import Struct

from retold.articles.front import listed
from retold.language.outlets import canonical

LINE = re.compile(r"[^\r\n]+")
STAMP = re.compile(
    r"\A[\s\ufeff]*(?:date|published|updated|posted)?:?[ \t]*(?P<day>(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d))[ \t]+(?=\S)"
)
FRONT = re.compile(r"[ \t]*(?P<name>[A-Z][\w.&' ]{2,40}?) [–—-]{1,2} (?=[“\"‘A-Z])")
BYLINE = re.compile(r"(?:By|BY):?[ \t]+(?P<names>[A-ZÀ-Þ][^\r\n]{2,110}?)[ \t]*")
AUTHOR = re.compile(r"(?!The )[A-ZÀ-Þ][\w.'’-]*(?: (?:(?:de|van|von|al|bin|del|la) )?[A-ZÀ-Þ][\w.'’-]*){1,3}")
POST = re.compile(
    r"(?: (?:Staff|White House|Chief|Senior|Political|Medical|Sports))*(?: (?:Writer|Reporter|Correspondent|Staff)s?)$",
    re.IGNORECASE,
)
TOWN = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,30}(?:[,/][ \t]*[A-Z][\w.]*(?:[ \t][A-Z][\w.]*){0,2})*"
DAY_LINE = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
DASH = r"[ \t]*[–—-]{1,2}[ \t]*(?=\S)"
DATELINE = re.compile(rf"[ \t]*(?:{TOWN}{DAY_LINE})?[ \t]*\((?P<agency>[A-Z][\w .&/'’-]{{1,30}})\){DASH}")
PLACE_LINE = re.compile(rf"[ \t]*{TOWN}{DAY_LINE}[ \t]*(?:[–—]|--|-(?=[ \t]))[ \t]*(?=\S)")
BYLINES = re.compile(
    r"[ \t]?\(?(?:Additional )?(?:Reporting|Writing|Editing|Compiled) by [A-Z][^()\n]{3,300}\)[ \t]*$", re.MULTILINE
)
GLUED = re.compile(r"[ \t]*(?:text_fields|articleBody|content_text|read_more_text|undefined|null)(?=[A-Z“\"])")
FURNITURE = re.compile(
    r"""[ \t]*(?:
        no[ ]comments:? | advertisement[ ]continue[ ]reading.* | story[ ]continues.* | slideshow\b.{0,40} | more(?:[ ]on[ ].{0,40})?:.{0,200} | see[ ]also\b.{0,200} | enlarge[ ]this[ ]image.* | more[ ]coverage[ ]from.* | related[ ]video.* | quick[ ]guide\b.* | flipboard | copy
      | post[ ]a[ ]comment | leave[ ]a[ ]comment | (?:view|show|add|\d+)[ ]comments? | comments?:?
      | advertisement | advertising | story[ ]continues[ ]below.* | continue[ ]reading.* | read[ ]more\b.* | .{0,220}[ ]read[ ]more | read[ ]also\b.* | also[ ]read\b.*
      | related(?:[ ](?:articles?|stories|news|topics?|content))?:.* | related[ ](?:articles?|stories) | more[ ](?:on|from)[ ]this[ ]story.*
      | recommended(?:[ ]for[ ]you)?:? | most[ ]read\b.* | trending:?.*
      | share(?:[ ](?:this|on|via)\b.*|[ ]article)? | tweet | print | email | facebook | twitter | whatsapp | copy[ ]link | save
      | (?:newsletter[ ])?sign[ ]up\b.{0,220} | (?:view|manage|see)[ ](?:all|sample|more)\b.{0,60} | subscribe\b.{0,120} | follow[ ](?:us|\w+)[ ]on\b.* | join[ ](?:us|our)\b.{0,80} | download[ ]our[ ]app.*
      | click[ ]here\b.* | watch:.* | video:.* | listen:.* | photos?:.* | image:.* | file[ ]photo\b.* | file[ ][-–—][ ].* | tags?:.* | filed[ ]under:.* | topics?:.*
      | (?:last[ ])?updated(?:[ ](?:at|on)\b|:).{0,60} | (?:first[ ])?published(?:[ ](?:at|on)\b|:).{0,60} | \d+[ ]min(?:ute)?s?[ ]read
      | (?:all[ ]rights[ ]reserved|copyright\b|©).* | .{0,160}\ball[ ]rights[ ]reserved\.? | .*\bmay[ ]not[ ]be[ ]published,[ ]broadcast\b.*
      | \(?(?:additional[ ])?(?:reporting|writing|editing)[ ]by\b.* | .{0,80}\bcontributed[ ]to[ ]this[ ](?:report|story|article)\.?
      | this[ ](?:article|story)[ ](?:was|has[ ]been)[ ](?:updated|corrected|amended)\b.*
      | by[ ][A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]+){1,3}(?:,?[ ](?:and[ ][A-Z].{2,40}|for[ ][A-Z].{2,40}))?
      | [^|.]{0,120}\|[^|]{0,120}\|.{0,200} | \W{3,}
    )[ \t]*""",
    re.IGNORECASE | re.VERBOSE,
)
CAPTION = re.compile(
    r".{0,400}\((?:[A-Z][\w .&'’-]+/)?(?:AP|AFP|Reuters|Getty Images|EPA|File)(?: Photo| photo|/[^()]{2,40})[^()]{0,40}\)\.?\s*|.*(?:Getty Images|AP Photo|REUTERS/\w+).{0,40}"
)
GLUED_ON = re.compile(r"(?<=[a-z])(?=[A-Z])")
MORE = re.compile(r"\bMORE\b(?:['’]s)?")
STOPS = (".", "!", "?", "…", ":", ";", ",", '"', "”", "’", "'", ")", "]", "*")
BULLETS = ("•", "-", "–", "—", "*", "·")
LONGEST_HEADLINE = 180
LONGEST_LABEL = 130
LONGEST_LINKS = 3000
MOST_LABELS = 0.4


class Shown(Struct, frozen=True):
    """What an article shows of itself: `headline` and `front` are offsets (start, end) of its headline and of labels at its head.

    `authors` is the byline that stands among its first lines.
    """

    title: str | None
    outlet: str | None
    published: str | None
    headline: tuple[int, int] | None
    front: tuple[tuple[int, int], ...]
    authors: tuple[str, ...] = ()


@lru_cache(maxsize=2)
def shown(text: str) -> Shown:
    """Read the head of a text: date stamp, headline, the outlet's name before the first sentence."""
    front: list[tuple[int, int]] = []
    published = outlet = None
    stamp = STAMP.match(text)
    if stamp and _is_day(stamp):
        published = stamp["day"]
        front.append((stamp.start(), stamp.end()))
    headline = _headline(text)
    for start, end in _lines(text)[:4]:
        label = FRONT.match(text, start, end)
        name = canonical(label["name"]) if label else None
        if label and name and end - label.end() > 60:
            outlet = name
            front.append((label.start(), label.end()))
            break
    title = text[headline[0] : headline[1]] if headline else None
    return Shown(title, outlet, published, headline, tuple(front), _authors(text))


def _authors(text: str) -> tuple[str, ...]:
    """Return who is named in the first line of the head that reads like a byline: "By Jo Marsh and Ida Brandt, Associated Press"."""
    for start, end in _lines(text)[:6]:
        line = BYLINE.fullmatch(text, start, end)
        names = tuple(POST.sub("", name) for name in listed(line["names"])) if line else ()
        if names and all(canonical(name) or AUTHOR.fullmatch(name) for name in names):
            return names
    return ()


def noise(text: str) -> list[tuple[int, int]]:
    """Return the offsets of everything that is not the story, in order, without overlaps."""
    found = list(shown(text).front)
    found += _links(text)
    found += [match.span() for match in BYLINES.finditer(text)]
    labels = _labels(text)
    for start, end in _lines(text):
        line = text[start:end]
        if (start, end) in labels or FURNITURE.fullmatch(line) or (CAPTION.fullmatch(line) and len(line) < 500):
            found.append((start, end))
            continue
        for label in (GLUED, DATELINE, PLACE_LINE):
            match = label.match(text, start, end)
            if match and match.end() > start:
                found.append((start, match.end()))
                break
    return _disjoint(found)


@lru_cache(maxsize=2)
def _lines(text: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of each line that holds something, without the spaces at its ends."""
    found = [(match.start(), match[0]) for match in LINE.finditer(text) if match[0].strip()]
    return tuple((start + len(line) - len(line.lstrip()), start + len(line.rstrip())) for start, line in found)


def _headline(text: str) -> tuple[int, int] | None:
    """Return the offsets of the first line if it reads like a headline: short, no full stop, and a longer text after it."""
    if len(_lines(text)) < 2:
        return None
    first, second = _lines(text)[:2]
    line = text[first[0] : first[1]]
    short = 15 <= len(line) <= LONGEST_HEADLINE and len(line.split()) >= 3
    return first if short and not line.endswith(".") and not FURNITURE.fullmatch(line) and second[1] - second[0] > 20 else None


def _labels(text: str) -> set[tuple[int, int]]:
    """Return the lines after the first that read like a sub-heading or a link: short, without a stop.

    Where many lines lack a stop the article is simply written so, and none is taken for a label.
    """
    lines = _lines(text)[1:]
    found = {
        (s, e)
        for s, e in lines
        if e - s <= LONGEST_LABEL and not text[s:e].endswith(STOPS) and not text[s:e].startswith(BULLETS)
    }
    capitals = {(s, e) for s, e in found if text[s:e].isupper()}
    return found if len(found) <= MOST_LABELS * len(lines) else capitals


def _links(text: str) -> list[tuple[int, int]]:
    """Return link lists pasted into a sentence: "ZinkeOvernight Energy: ... | ... MORE", from a glued-on capital to the last word."""
    found: list[tuple[int, int]] = []
    for stop in MORE.finditer(text):
        least = max(found[-1][1] if found else 0, stop.start() - LONGEST_LINKS, text.rfind("\n", 0, stop.start()) + 1)
        bar = text.find("|", least, stop.start())
        start = GLUED_ON.search(text, least, bar) if bar >= 0 else None
        if start:
            found.append((_glued(text, start.start()), stop.end()))
    return found


def _glued(text: str, at: int) -> int:
    """Return where pasted link text begins: at its glued-on capital, or before it, where the name that it hangs on stands twice."""
    word = re.compile(r"\w+$").search(text, max(0, at - 30), at)
    before = text.rfind(f"{word[0]} ", max(0, at - 60), word.start()) if word else -1
    return before + len(word[0]) if word and before >= 0 else at


def _is_day(match: re.Match[str]) -> bool:
    try:
        date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return False
    return True


def _disjoint(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept
