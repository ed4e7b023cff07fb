"""The header of the edition: what it is, the articles as its witnesses, and how the text was made and is to be read."""

from __future__ import annotations

import re
from datetime import date

from retold.model import Report, ReportedArticle, Story
from retold.reports.exports.tei.markup import Markup, lines, plain, tag
from retold.reports.exports.tei.shared import ranks

SCHEMA = "https://www.tei-c.org/Vault/P5/4.10.2/xml/tei/custom/schema/relaxng/tei_all.rng"
ADDRESS = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?][A-Za-z0-9._~:/?@!$&'()*+,;=%-]*)?(?:#[A-Za-z0-9._~:/?@!$&'()*+,;=-]*)?"
)
PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
RELEASE = re.compile(r"\d+[a-z]*\d*(?:\.\d+[a-z]*\d*){0,3}")  # teidata.versionNumber
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)?")

SAMPLING = (
    "The text holds the claims that two or more articles of the story tell, a block (ab) each, in the order of witness {base}: it is a "
    "collation of what they share, not the whole of any article. A claim whose every telling lies inside those of another stands in "
    "that one’s block, whose n lists them; a sentence that belongs to several claims stands in each. Left out are what one article "
    "alone tells, phrases that credit an origin, and all that is not the story."
)
COLLATION = (
    "Words were aligned by a program and by no editor. Readings that differ in capitals, punctuation, quotation marks, spacing or "
    "house style alone are one reading, in the form of witness {base} or, where that does not have it, of the first other one that "
    "does. An empty rdg: the witness tells the claim without these words. witEnd and witStart: the witness does not tell the claims "
    "between. Where an article tells a claim in several places these follow each other. Characters that XML cannot hold, and marks "
    "that turn the direction of writing, are left out."
)
LEMMA = (
    "No reading is called original. A lem stands only where the report names the reading from which the others seem to have come, "
    "or on which separate lines of transmission agree; all other entries have rdg alone, and their order says nothing. The ana of an "
    "entry points at the divergences of the report that touch it; type and subtype are the kind and severity of the gravest."
)
STEMMA = (
    "In the list of relations the active text was taken from the passive one. cert is how often such statements are right on stories "
    "with known lineage, “unknown” where that was not measured; a relation of subtype “undetermined” is less likely than not and is "
    "not stated. Greek letters are lost sources, which are no witnesses: nothing of their text is known."
)
POINTER = "“at:A/39-232” is what stands in the article of witness A from character 39 to before character 232, counted from 0, in code points."


def header(report: Report, story: Story, letters: dict[str, str]) -> Markup:
    """Return the teiHeader of a story's file."""
    publication = tag("p", "Made for its reader from articles that the reader gave; the words of each are its outlet’s.")
    witnesses = tag("listWit", lines(_witness(article, letters[article.id]) for article in story.articles))
    file = tag(
        "fileDesc",
        lines([
            tag("titleStmt", tag("title", plain(story.title) or story.id), _made(report)),
            tag("publicationStmt", publication),
            tag("sourceDesc", lines([witnesses])),
        ]),
    )  # fmt: skip
    return tag(
        "teiHeader", lines([file, tag("encodingDesc", lines(_encoding(report, letters[ranks(story)[0]])))]), xml_lang="en"
    )


def _made(report: Report) -> Markup:
    return tag("respStmt", tag("resp", "collated by"), tag("name", plain(f"retold {report.retold}")))


def _encoding(report: Report, base: str) -> list[Markup]:
    number = {"version": report.retold} if RELEASE.fullmatch(report.retold) else {"version": "0"}
    prefix = tag(
        "prefixDef", tag("p", POINTER), ident="at", matchPattern="([A-Z]+)/([0-9]+)-([0-9]+)", replacementPattern="#$1"
    )
    return [
        tag("samplingDecl", tag("p", SAMPLING.format(base=base))),
        tag(
            "editorialDecl",
            lines(
                [
                    tag("normalization", tag("p", COLLATION.format(base=base))),
                    tag("interpretation", tag("p", LEMMA), tag("p", STEMMA)),
                ]
            ),
        ),
        tag("listPrefixDef", prefix),
        tag("appInfo", tag("application", tag("label", "retold"), ident="retold", **number)),
        tag("variantEncoding", method="parallel-segmentation", location="internal"),
        tag("schemaRef", type="relaxng", url=SCHEMA),
    ]


def _witness(article: ReportedArticle, letter: str) -> Markup:
    parts = [tag("publisher", plain(article.outlet))] if article.outlet and plain(article.outlet) else []
    parts += [tag("title", plain(article.title))] if article.title and plain(article.title) else []
    parts += [tag("date", plain(article.published), when=when(article.published))] if article.published else []
    parts += [_link(plain(article.url))] if article.url and plain(article.url) else []
    parts += [tag("idno", plain(article.id), type="retold")]
    return tag("witness", tag("abbr", letter, type="siglum"), " ", tag("bibl", *parts), xml_id=letter)


def _link(url: str) -> Markup:
    target = address(url)
    return tag("ref", url, target=target) if target else tag("idno", url, type="URL")


def address(url: str) -> str | None:
    """Return a web address as a pointer that XML Schema takes, or None for what is no address of a web page."""
    safe = PERCENT.sub(
        "%25", "".join(sign if sign.isascii() and sign not in '<>"{}|\\^`[] ' else _percent(sign) for sign in url)
    )
    return safe if ADDRESS.fullmatch(safe) else None


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))


def when(published: str) -> str | None:
    """Return a day or moment as XML Schema takes it, or None where it is neither."""
    try:
        day = date.fromisoformat(published[:10]).isoformat()
    except ValueError:
        return None
    return published if MOMENT.fullmatch(published) and _clock(published) else day if published[:10] == day else None


def _clock(moment: str) -> bool:
    hours, minutes, seconds = (int(moment[at : at + 2]) for at in (11, 14, 17))
    return hours < 24 and minutes < 60 and seconds < 60
