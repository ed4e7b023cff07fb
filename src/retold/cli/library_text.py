"""What the commands of a library print: overviews, what was found, what changed, what was decided. Untrusted text is made harmless."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from retold.language.prose import counted, plural
from retold.libraries import line
from retold.model import Change, Decision, Hit, Holding, Span, Step
from retold.reports.layout import Lines, clean, short

MOST_OUTLETS = 12


def holding(held: Holding, name: str, lines: Lines) -> str:
    """Return an overview of a library."""
    older = held.versions - held.articles
    lines.add(
        f"{clean(name)} · {held.articles:,} {plural(held.articles, 'article', 'articles')} · {held.size / 1e6:,.1f} MB",
        style="bold",
    )
    dated = [day for day, _ in held.days]
    if dated:
        lines.add(f"{dated[0]} to {dated[-1]}" if len(dated) > 1 else dated[0], label="Published", indent=12)
    if held.undated:
        lines.add(f"{held.undated:,} of the {plural(held.articles, 'article', 'articles')}", label="No date", indent=12)
    if held.outlets:
        most = MOST_OUTLETS if len(held.outlets) > MOST_OUTLETS + 1 else len(held.outlets)
        shown = ", ".join(f"{outlet} {number:,}" for outlet, number in held.outlets[:most])
        rest = len(held.outlets) - most
        lines.add(f"{len(held.outlets):,}: {shown}" + (f" and {rest:,} more" if rest > 0 else ""), label="Outlets", indent=12)
    if older:
        lines.add(f"{counted(older, 'earlier version')} of articles that changed", label="Versions", indent=12)
    if held.refused:
        lines.add(f"{counted(held.refused, 'document')} that could not be read as an article", label="Left out", indent=12)
    if held.decisions:
        lines.add(f"{counted(held.decisions, 'decision')} by people (retold judge --list)", label="Judged", indent=12)
    if held.older:
        said = f"{counted(held.older, 'article')} read by an earlier version of retold; add the files again to read them anew"
        lines.add(said, label="Note", indent=12)
    return lines.text()


def hits(found: Sequence[Hit], lines: Lines, *, more: bool = False) -> str:
    """Return articles that were found, the best first; `more` tells that there are others."""
    if not found:
        return "nothing was found\n"
    for hit in found:
        day = (hit.published or "")[:10] or "no date"
        earlier = f" · only in version {hit.version} of {hit.versions}" if hit.version < hit.versions else ""
        lines.add(f"{hit.title or '(no title)'}", style="bold")
        lines.add(f"{hit.outlet or 'outlet not known'} · {day} · {hit.id}{earlier}", indent=2, style="dim")
        if hit.sentence:
            lines.add(short(marked(hit.sentence, hit.marks), 400), indent=2)
        lines.lines.append("")
    what = counted(len(found), "article")
    lines.lines.append(f"the best {what}; there are more: --limit {10 * len(found)}" if more else what)
    return lines.text()


def steps(found: Sequence[Step], lines: Lines) -> str:
    """Return what changed at each version of an article."""
    last = found[-1].layer
    lines.add(f"{last.title or '(no title)'} · {counted(len(found), 'version')}", style="bold")
    lines.add(f"{last.outlet or 'outlet not known'} · {last.id} · {last.url or last.path}", style="dim")
    for step in found:
        layer = step.layer
        dated = f", dated {layer.published}" if layer.published else ""
        lines.head(f"Version {layer.version}: added {layer.added}{dated}")
        if layer.version == 1:
            continue
        if step.title:
            lines.add(f"{step.title[0] or '(none)'}", label="title -", indent=9, label_style="red")
            lines.add(f"{step.title[1] or '(none)'}", label="title +", indent=9, label_style="cyan")
        for change in step.changes:
            _change(change, lines)
        lines.add(f"{counted(step.same, 'sentence')} as before", style="dim")
    return lines.text()


def decisions(found: Iterable[Decision], lines: Lines) -> str:
    """Return decisions, the oldest first, each with the number by which it can be taken back."""
    for one in found:
        lines.add(f"{line(one)}; {one.made[:10]}", label=str(one.number), indent=5)
    return lines.text() if lines.lines else "nothing was decided yet\n"


def marked(whole: Span, marks: Sequence[Span]) -> str:
    """Return a sentence with the marked words in braces."""
    cuts = sorted({(max(it.start, whole.start) - whole.start, min(it.end, whole.end) - whole.start) for it in marks})
    cuts = [cut for cut in cuts if cut[0] < cut[1]]
    joined = _joined(cuts, whole.text)
    ends = [0, *(at for cut in joined for at in cut), len(whole.text)]
    pieces = [whole.text[start:end] for start, end in pairwise(ends)]
    return "".join(f"{{{piece}}}" if number % 2 else piece for number, piece in enumerate(pieces))


def _joined(cuts: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return the cuts with those that only blanks part, or that overlap, as one."""
    found: list[tuple[int, int]] = []
    for start, end in cuts:
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _change(change: Change, lines: Lines) -> None:
    sides = (("-", change.before, change.gone, "red"), ("+", change.after, change.came, "cyan"))
    for sign, span, marks, style in sides:
        if span:
            lines.add(marked(span, marks), label=sign, indent=2, label_style=style)
