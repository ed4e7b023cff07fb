"""News as it stands on a screen: what happened, who tells it, and the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.cli.library_text import marked
from retold.model import Span
from retold.reports.layout import Lines, clean, short
from retold.watching import Item

STYLES = {"contradiction": "grave", "changed article": "yellow"}
MOST_ARTICLES, MOST_EDITS, LONGEST = 12, 12, 400
INDENT = 4


def news(item: Item, lines: Lines) -> str:
    """Return one piece of news."""
    lines.add(item.text, style=STYLES.get(item.kind, "head"))
    lines.add(
        f"{item.at} · {f'story {item.story}' if item.story else 'no shared story'} · {item.id}", indent=INDENT, style="dim"
    )
    _articles(item, lines)
    if item.origins and item.kind in ("new story", "new origin"):
        lines.add(f"from {', '.join(item.origins)}", indent=INDENT)
    if item.kind == "contradiction":
        _contradictions(item, lines)
    if item.headline:
        _sides(item.headline[0], item.headline[1], lines)
    for edit in item.edits[:MOST_EDITS]:
        _sides(_shown(edit.before, edit.gone), _shown(edit.after, edit.came), lines)
    for note in _notes(item):
        lines.add(note, indent=INDENT, style="dim")
    return lines.text()


def _articles(item: Item, lines: Lines) -> None:
    for it in item.articles[:MOST_ARTICLES]:
        day = f", {it.published[:10]}" if it.published else ""
        where = clean(f"{it.outlet or 'outlet not known'}{day}: {it.url or it.id}")
        lines.lines.append(" " * INDENT + where)  # an address that is cut in two cannot be clicked
    if (rest := len(item.articles) - MOST_ARTICLES) > 0:
        lines.add(f"and {rest} more", indent=INDENT)


def _contradictions(item: Item, lines: Lines) -> None:
    for found in item.contradictions:
        lines.add(f"{found.title}: {found.because}", indent=INDENT)
        for side in found.readings:
            for name, said in side.sentences[:1]:
                lines.add(f"{short(said, LONGEST)} ({name})", label="    ·", indent=INDENT + 2)


def _notes(item: Item) -> Iterator[str]:
    if (rest := len(item.edits) - MOST_EDITS) > 0:
        yield f"and {rest} more changes: retold versions {item.articles[0].id}"
    yield from item.notes


def _sides(before: str | None, after: str | None, lines: Lines) -> None:
    for sign, text, style in (("-", before, "red"), ("+", after, "cyan")):
        if text:
            lines.add(short(text, LONGEST), label=f"  {sign}", indent=INDENT, label_style=style)


def _shown(sentence: str | None, words: Sequence[str]) -> str | None:
    """Return a sentence with the words that differ in braces, each at its next place."""
    if sentence is None:
        return None
    at, marks = 0, []
    for word in words:
        found = sentence.find(word, at)
        if found >= 0:
            at = found + len(word)
            marks.append(Span("", found, at, word))
    return marked(Span("", 0, len(sentence), sentence), marks)
