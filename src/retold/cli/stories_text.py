"""What `retold stories` prints on a screen. Untrusted text is made harmless."""

from __future__ import annotations

from collections.abc import Sequence

from retold.language.prose import plural
from retold.reports.layout import Lines, clean, quoted, short
from retold.stories import Listing
from retold.stories.listing import Told

OUTLETS, ARTICLES, COPIES, DOUBTS = 3, 8, 3, 5
INDENT = 12


def card(found: Listing, lines: Lines, most: int) -> str:
    """Return the list, its `most` largest stories; 0 is all."""
    what = ("topic", "topics") if found.level == "topic" else ("story", "stories")
    shown = found.stories[:most] if most else found.stories
    counts = (_many(found.articles, "article"), _many(len(found.stories), *what), _many(len(found.strangers), "stranger"))
    lines.add(" · ".join(counts), style="bold")
    lines.add(_dates(found), style="dim")
    for told in shown:
        _told(told, lines)
    if rest := len(found.stories) - len(shown):
        lines.lines.append("")
        lines.add(f"and {rest:,} smaller {plural(rest, *what)}: --most 0 lists all", style="dim")
    if found.strangers and (not most or len(found.strangers) <= most):
        lines.head("Strangers")
        for alone in found.strangers:
            lines.add(f"{_name(alone.article)}: {alone.because}", indent=2)
    _doubts(found.undetermined, lines, most)
    return lines.text()


def _dates(found: Listing) -> str:
    """Say how much the days between articles counted."""
    if found.level == "topic":
        return "topics: articles of one affair, however many days lie between them"
    if found.gamma >= 1:
        return "stories: chapters of a running affair, days or weeks apart, are stories of their own"
    return "stories: days between articles count little in a pile of this size; --level story keeps chapters apart"


def _told(told: Told, lines: Lines) -> None:
    lines.lines.append("")
    lines.add(short(told.title, 200) or "(no title)", label=told.id, indent=INDENT, style="bold", label_style="cyan")
    lines.add(f"{_many(told.size, 'article')}{_outlets(told.outlets)}{_days(told.days)}", indent=INDENT)
    shared = [", ".join(told.terms)] if told.terms else []
    shared += [f"names {', '.join(clean(name) for name in told.names)}"] if told.names else []
    shared += [f"phrases {', '.join(quoted(phrase) for phrase in told.phrases)}"] if told.phrases else []
    by = " (each in half of the articles or more)" if shared and told.size > 2 else ""
    lines.add(
        f"{'; '.join(shared)}{by}{'; ' if shared else ''}mean similarity {told.cohesion:.2f}", label="share", indent=INDENT
    )
    if told.copies:
        sets = [_some(names, ARTICLES, " = ") for names in told.copies[:COPIES]]
        rest = len(told.copies) - COPIES
        lines.add("; ".join(sets) + (f"; and {rest} more" if rest > 0 else ""), label="near copies", indent=INDENT)
    if told.refused:
        near = _some(told.refused.articles, 1)
        lines.add(f"with {near}: {told.refused.because}", label="not joined", indent=INDENT)
    if told.stories:
        sizes = ", ".join(str(len(story)) for story in told.stories[:20])
        lines.add(f"{_many(len(told.stories), 'story', 'stories')} of {sizes} articles", label="within", indent=INDENT)
    lines.add(_some(told.articles, ARTICLES), label="articles", indent=INDENT, style="dim")


def _doubts(undetermined: Sequence[str], lines: Lines, most: int) -> None:
    if undetermined:
        lines.head("Too little to go by")
        for note in undetermined if not most else undetermined[:DOUBTS]:
            lines.add(note, indent=2)
        if most and len(undetermined) > DOUBTS:
            lines.add(f"and {len(undetermined) - DOUBTS:,} more", indent=2)


def _outlets(outlets: Sequence[tuple[str, int]]) -> str:
    if not outlets:
        return ""
    named = _some([name for name, _ in outlets], OUTLETS)
    return f" · {_many(len(outlets), 'outlet')}: {named}"


def _days(days: Sequence[str]) -> str:
    return f" · {' to '.join(days)}" if days else ""


def _many(number: int, one: str, more: str | None = None) -> str:
    """A number, in groups of three digits, with the form that fits it."""
    return f"{number:,} {plural(number, one, more or one + 's')}"


def _some(names: Sequence[str], most: int, by: str = ", ") -> str:
    """Some names and how many more there are."""
    shown = by.join(_name(name) for name in names[:most])
    return f"{shown} and {len(names) - most:,} more" if len(names) > most else shown


def _name(name: str) -> str:
    return short(name, 80)
