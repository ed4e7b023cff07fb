"""What a notebook shows as the last line of a cell: the page itself, in a frame of its own.

Reports and comparisons know how to show themselves; a story, a lineage and the bare records are shown by formatters that are
registered with IPython: when retold is imported there, or by `%load_ext retold`. An article's text may hold anything, so the page
stands in a sandboxed frame: what runs in it can reach neither the notebook nor its address, and its own policy lets nothing load.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakSet

if TYPE_CHECKING:
    from retold.model import Comparison, Lineage, News, Report, Story

HEIGHT = 640  # pixels
LOWEST, HIGHEST = 120, 4000
HEAD = "<head>"
TOLD = "retold.model.told"  # the module of the records that are shown


class Formatter(Protocol):
    """IPython's `text/html` formatter, as far as it is used."""

    def for_type_by_name(self, module: str, name: str, show: Callable[[Any], str]) -> object:
        """Show objects of a type that may not be imported yet."""
        ...


class Formatters(Protocol):
    """IPython's formatters by media type."""

    formatters: Mapping[str, Formatter]


class Shell(Protocol):
    """An IPython shell, as far as it is used."""

    display_formatter: Formatters


class Keeper(Protocol):
    """Something that holds a report: its stories are known by their lineages as long as it lives."""

    record: Report


_KEPT: WeakSet[Keeper] = WeakSet()


def remember(keeper: Keeper) -> None:
    """Know the stories of a report, so that a lineage of it can be shown with the sentences that it rests on."""
    _KEPT.add(keeper)


def frame(page: str, height: int = HEIGHT, title: str = "retold") -> str:
    """Return a page as an `iframe` that may run the page's own script and nothing else; `height` in pixels, 120 to 4000.

    Without a base of its own, a page inside of `srcdoc` takes the notebook's address for its own, and "#s1-claims" would load the
    notebook into the frame (HTML, "fallback base URL"). The base stands before the page's policy, which allows no further one.
    """
    framed = page.replace(HEAD, f'{HEAD}\n<base href="about:srcdoc">', 1)
    kept = min(HIGHEST, max(LOWEST, height))
    return (
        f'<iframe sandbox="allow-scripts" title="{escape(title)}" width="100%" height="{kept}" '
        f'referrerpolicy="no-referrer" srcdoc="{escape(framed)}"></iframe>'
    )


def show_report(report: Report) -> str:
    """Return a report in a frame."""
    from retold.reports import FORMS

    return frame(FORMS["html"](report))


def show_story(story: Story) -> str:
    """Return one story in a frame, as the page of a report that has it alone."""
    from retold.model import Report
    from retold.reports.rereading import SCHEMA
    from retold.version import VERSION

    return show_report(Report(VERSION, SCHEMA, (story,)))


def show_lineage(lineage: Lineage) -> str:
    """Return the story of a lineage in a frame; its edges in words where the report that it is of is gone."""
    for keeper in _KEPT:
        for story in keeper.record.stories:
            if story.lineage is lineage:
                return show_story(story)
    names = {node.id: node.name for node in lineage.nodes}
    rows = (f"{names[edge.child]} from {names[edge.parent]} ({_sure(edge.support)}): {edge.because}" for edge in lineage.edges)
    return f"<ul>{''.join(f'<li>{escape(row)}</li>' for row in rows)}</ul>"


def _sure(support: float | None) -> str:
    return "support not measured" if support is None else f"support {support:.2f}"


def show_comparison(comparison: Comparison) -> str:
    """Return two articles side by side in a frame."""
    from retold.reports import COMPARISONS

    return frame(COMPARISONS["html"](comparison))


def show_news(news: News) -> str:
    """Return what an article adds to others, in a frame."""
    from retold.reports import NEWS

    return frame(NEWS["html"](news))


SHOWN: dict[str, Callable[[Any], str]] = {
    "Report": show_report,
    "Story": show_story,
    "Lineage": show_lineage,
    "Comparison": show_comparison,
    "News": show_news,
}


def load_ipython_extension(shell: Shell) -> None:
    """Show records of retold as pages from now on: `%load_ext retold`."""
    for name, show in SHOWN.items():
        shell.display_formatter.formatters["text/html"].for_type_by_name(TOLD, name, show)


def register() -> None:
    """Do so where retold is imported inside IPython; elsewhere nothing is done, and IPython is not imported."""
    inside = getattr(sys.modules.get("IPython"), "get_ipython", None)
    if shell := inside() if inside else None:
        load_ipython_extension(shell)
