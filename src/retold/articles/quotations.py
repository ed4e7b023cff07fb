"""Quotations, found from the marks alone: the parser's sentences do not bound them.

A quotation may open in one sentence and close in a later one, close with a mark unlike the one that opened it, run over several
paragraphs (each then opens with a mark), or never close. Single marks count only in an article that has no double ones, since an
apostrophe looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.model import Page, Quotation, Span

OPENERS, CLOSERS, EITHER = "“„«‟", "”»", '"＂'
DOUBLE = re.compile(f"[{OPENERS}{CLOSERS}{EITHER}]|``|''")
SINGLE = re.compile(r"(?<!\w)['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)")
BREAK = re.compile(r"[\r\n\u2028\u2029]+[ \t]*")


def find(page: Page) -> tuple[Quotation, ...]:
    """Return the quotations of a page, in order; marks inside noise are passed over."""
    text = page.article.text
    kept = [(sentence.span.start, sentence.span.end) for sentence in page.sentences]
    double = DOUBLE.search(text) is not None
    found = []
    for start, end in _paragraphs(text, kept):
        stretches = _double(text, start, end) if double else _single(text, start, end)
        for left, right, closed in stretches:
            inner_end = right - _mark_length(text, right) if closed else right
            inner_start = left + _mark_length(text, left, forward=True)
            if inner_end > inner_start and any(c.isalnum() for c in text[inner_start:inner_end]):
                found.append(_quotation(page, left, right, (inner_start, inner_end, closed)))
    return tuple(found)


def _paragraphs(text: str, kept: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches of sentences that no line end interrupts."""
    start = end = None
    for left, right in kept:
        if end is not None and start is not None and BREAK.search(text, end, left):
            yield start, end
            start = None
        start = left if start is None else start
        end = right
    if start is not None and end is not None:
        yield start, end


def _double(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    opened: int | None = None
    for match in DOUBLE.finditer(text, start, end):
        mark = match[0]
        if opened is None:
            if mark not in CLOSERS and mark != "''" and not _closes(text, match):
                opened = match.start()
        elif mark in OPENERS or mark == "``":
            yield opened, _sentence_end(text, opened, match.start()), False
            opened = match.start()
        else:
            yield opened, match.end(), True
            opened = None
    if opened is not None:
        goes_on = BREAK.match(text, end) and DOUBLE.match(text, end + len(BREAK.match(text, end)[0]))  # type: ignore[index]
        yield opened, end if goes_on else _sentence_end(text, opened, end), False


def _single(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    opened: int | None = None
    for match in SINGLE.finditer(text, start, end):
        before = text[match.start() - 1 : match.start()]
        opens = match[0] == "‘" or (match[0] == "'" and not before.isalnum() and before not in ".,!?…")
        if opens and opened is None:
            opened = match.start()
        elif not opens and opened is not None and (before in ".,!?…" or text[match.start() - 2 : match.start()][-1:] != "s"):
            if len(text[opened : match.start()].split()) > 1 or before in ".,!?…":
                yield opened, match.end(), True
            opened = None


def _closes(text: str, match: re.Match[str]) -> bool:
    """A straight mark outside a quotation that stands after a word and before a space opens nothing (inches, a stray mark)."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return match[0] in EITHER and before.isalnum() and not after.isalnum()


def _sentence_end(text: str, start: int, end: int) -> int:
    """An unclosed quotation is taken to its sentence's end: how far it went cannot be told."""
    stop = re.compile(r"[.!?…](?=\s|$)").search(text, start, end)
    return stop.end() if stop else start + len(text[start:end].rstrip())


def _mark_length(text: str, at: int, *, forward: bool = False) -> int:
    pair = text[at : at + 2] if forward else text[at - 2 : at]
    return 2 if pair in ("``", "''") else 1


def _quotation(page: Page, start: int, end: int, inner: tuple[int, int, bool]) -> Quotation:
    def span(left: int, right: int) -> Span:
        return Span(page.article.id, left, right, page.article.text[left:right])

    return Quotation(span(start, end), span(inner[0], inner[1]), inner[2])
