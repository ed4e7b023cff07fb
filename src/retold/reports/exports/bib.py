"""The articles as references: BibTeX for a paper, {{cite news}} templates for Wikipedia.

`references.bib` (BibTeX, with biblatex's field names): @online with an address, @article without one but with an outlet, else @misc;
`author` (the outlet: the byline is not in the report), `title`, `organization` or `journal`, `date`, `year`, `url`. The key is the article's
id in ASCII.
`references-wikipedia.txt`: one template a line, with `title`, `url`, `work`, `date`, those of Citation Style 1.

Only what the report holds is given: no author, no day of access (`urldate`, `access-date`) and no title is made up. An article of which
neither title nor outlet nor address is known stands in a comment, as it cannot be cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from retold.model import Report, ReportedArticle
from retold.reports.exports.claims import address
from retold.reports.layout import clean

LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # not \{: BibTeX counts the braces of a field, with or without a backslash
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=,)(?=,)|(?<=[?!])(?=`)")  # LaTeX would join them to one sign
WIKITEXT = re.compile(r"[&<>\[\]{}|=~'_\\]|(?<=[A-Za-z]):(?=//)")  # what opens a template, link, table, tag, signature or bold
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Reference(Struct, frozen=True):
    """What is known of an article; `day` is an ISO day, `url` a web address."""

    id: str
    title: str | None = None
    outlet: str | None = None
    day: str | None = None
    url: str | None = None


def bib(report: Report) -> dict[str, str]:
    """Return `references.bib` and `references-wikipedia.txt`."""
    found = list(references(report))
    keys = _keys([it.id for it in found])
    entries = [bibtex(it, key) for it, key in zip(found, keys, strict=True)]
    return {"references.bib": "\n".join(entries), "references-wikipedia.txt": "".join(f"{cite_news(it)}\n" for it in found)}


def references(report: Report) -> Iterator[Reference]:
    """Yield a reference for every article, those of the stories first, then those of none."""
    for story in report.stories:
        yield from (reference(article) for article in story.articles)
    told = {article.id for story in report.stories for article in story.articles}
    yield from (Reference(it.id, _plain(it.title)) for it in report.strangers if it.id not in told)


def reference(article: ReportedArticle) -> Reference:
    """Return what is known of an article for a reference to it."""
    day = DAY.match(article.published or "")
    return Reference(article.id, _plain(article.title), _plain(article.outlet), day[0] if day else None, address(article.url))


def bibtex(it: Reference, key: str) -> str:
    """Return the BibTeX entry of a reference; capitals are kept by a second pair of braces."""
    if not (it.title or it.outlet or it.url):
        return f"% {key}: neither title nor outlet nor address is known\n"
    kind, place = ("online", "organization") if it.url else ("article", "journal") if it.outlet else ("misc", "organization")
    outlet = f"{{{latex(it.outlet)}}}" if it.outlet else None
    title = f"{{{latex(it.title)}}}" if it.title else None
    fields = {"author": outlet, "title": title, place: outlet, "date": it.day, "year": it.day and it.day[:4], "url": it.url}
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{rows}}}\n"


def cite_news(it: Reference) -> str:
    """Return the {{cite news}} template of a reference."""
    if not (it.title or it.outlet or it.url):
        return f"<!-- {wikitext(it.id)}: neither title nor outlet nor address is known -->"
    title = wikitext(it.title) if it.title else "<!-- no headline is known -->"
    fields = {"title": title, "url": it.url and _linked(it.url), "work": it.outlet and wikitext(it.outlet), "date": it.day}
    return "{{cite news" + "".join(f" |{name}={value}" for name, value in fields.items() if value) + "}}"


def latex(text: str) -> str:
    """Return a text as LaTeX sets it: its special signs as commands, two signs that it would join kept apart."""
    return "".join(LATEX.get(sign, sign) for sign in LIGATURE.sub("\x00", text)).replace("\x00", "{}")


def wikitext(text: str) -> str:
    """Return a text as wiki text: signs with a meaning there stand as HTML entities, so that a title cannot open or close anything."""
    return WIKITEXT.sub(lambda sign: f"&#{ord(sign[0])};", text)


def _linked(url: str) -> str:
    """Return an address for a template: what would end it there is percent-encoded."""
    return re.sub(r"['\[\]]", lambda sign: f"%{ord(sign[0]):02X}", url)


def _plain(text: str | None) -> str | None:
    """Return a text on one line, None for an empty one."""
    return clean(text or "") or None


def _keys(ids: list[str]) -> list[str]:
    """Return a BibTeX key for each id: its ASCII letters and figures with hyphens between, made unique by a number."""
    made: list[str] = []
    for name in ids:
        base = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") or "article"
        number, key = 1, base
        while key in made:
            number += 1
            key = f"{base}-{number}"
        made.append(key)
    return made
