"""Books that an article credits ("Bannon said in the book", "Author’s book “Title”").

A book is credited only where the article names one title and one author and says that something stands in the book. With two
titles or two authors it cannot be told which belongs to which, and none is given.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CAP = r"[A-Z][\w’'-]+"
_SMALL = "of|the|and|in|to|a|an|for|on|with|from|at|by"
_PERSON = rf"((?!(?:In|On|At|The|And|But|For|From|With|According|When|While|After|Since|If|As) ){_CAP}(?: [A-Z]\.)?(?: {_CAP}){{1,2}})"

TITLES = (
    re.compile(rf"\b(?:book|memoir)[,:]? [\"“‘]({_CAP}[^\"”\n]{{2,90}})[\"”’]"),
    re.compile(rf"\b(?:book|memoir),? ({_CAP}(?: (?:(?:{_SMALL}) )*{_CAP}){{1,7}})"),
)
AUTHORS = (
    re.compile(rf"\b(?:author|writer) {_PERSON}"),
    re.compile(rf"{_PERSON}[’']s? (?:[\w-]+ ){{0,3}}(?:book|memoir)\b"),
    re.compile(
        rf"\b(?:book|memoir)\b[^.\n“”\"]{{0,60}} by (?:the )?(?:(?:author|journalist|writer|historian|reporter) )?{_PERSON}"
    ),
)
CITED = re.compile(
    r"\b(?:in|according to) (?:the|his|her|their|a|(?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w-]+[’']s?) (?:[\w-]+ ){0,2}(?:book|memoir)\b"
    r"|\bthe (?:book|memoir) (?:says|said|quotes|quoted|claims|claimed|describes|described)\b"
)


class Book(NamedTuple):
    """A book that is credited: offsets of the words that credit it, and `Author, "Title" (book)`."""

    start: int
    end: int
    name: str


def books(text: str) -> list[Book]:
    """Return each place where a text credits its one book with a title and an author, in order."""
    titles = {_short(match[1]) for pattern in TITLES for match in pattern.finditer(text)}
    authors = {_own(match[1]) for pattern in AUTHORS for match in pattern.finditer(text)}
    if len(titles) != 1 or len(authors) != 1:
        return []
    name = f'{authors.pop()}, "{titles.pop()}" (book)'
    return [Book(match.start(), match.end(), name) for match in CITED.finditer(text)]


def _short(title: str) -> str:
    """The title before its subtitle."""
    return title.split(":")[0].strip(" ,.")


def _own(author: str) -> str:
    return re.sub(r"[’']s?$", "", author)
