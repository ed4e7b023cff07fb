"""Who took it from whom, drawn: trees from left to right for a wide page, indented ones for a narrow page.

Both hold the same links and words; the style sheet shows one of them, and the other is then out of reach for a keyboard too.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from retold.model import Story
from retold.reports.descent import ALIKE, UNDETERMINED, stated
from retold.reports.page.drawing import narrow, wide
from retold.reports.page.drawing.markup import element
from retold.reports.page.drawing.stemma import Text, forest

LABEL = "Who took it from whom"
ALONE = "no retelling in your pile"
NARROW_ROOM = 340.0  # pixels: what a page 375 wide leaves


def lineage(story: Story, number: int) -> Markup:
    """Return the figure with both drawings and what their lines mean; "" where the lineage has no edge.

    A node is `a.node[data-node]`, an edge `a.edge[data-edge]`, by their places in `story.lineage`; their targets are
    `#s{number}-node-{i}` and `#s{number}-edge-{j}`.
    """
    if not story.lineage.edges:
        return Markup("")
    roots = forest(story)
    captions = _captions(story, roots)
    drawings = (
        wide.drawn(roots, captions, number).as_element("wide", LABEL),
        narrow.drawn(roots, captions, number, NARROW_ROOM).as_element("narrow", LABEL),
    )
    scroll = element("div", drawings, class_="scroll")
    return element("figure", (scroll, _legend(story, roots)), class_="drawing lineage")


def _captions(story: Story, roots: Sequence[Text]) -> list[str]:
    """Return what stands above each tree. Trees are origins only where the report counts as many of them."""
    noun = "Origin" if len(roots) == len(story.origins) else "Tree"
    drawn_on = {bond.parent for root in roots for text in root.walk() for bond in text.also}
    made = []
    for n, root in enumerate(roots, 1):
        caption = f"{noun} {n} of {len(roots)}" if len(roots) > 1 else noun
        if root.nameless and all(child.untold for child in root.below):
            caption = ALIKE.capitalize() if len(roots) == 1 else f"{n} of {len(roots)} · {ALIKE}"
        elif not root.below and not root.lost and root.id not in drawn_on:
            caption += f" · {ALONE}"
        made.append(caption)
    return made


def _legend(story: Story, roots: Sequence[Text]) -> Markup:
    """Return what the lines and boxes mean, only of those that are there."""
    texts = [text for root in roots for text in root.walk()]
    bonds = [bond for text in texts for bond in (text.above, *text.also) if bond]
    measured = any(stated(edge) and edge.support is not None for edge in story.lineage.edges)
    rows = (
        ("An arrow runs from a text to one that took from it.", True),
        ("The thicker a line, the likelier.", measured),
        ("Dashed box: a source that is not in your pile.", any(text.lost for text in texts)),
        ("Where it bears a question mark, no article names it.", wide.too_wide(roots) and any(text.nameless for text in texts)),
        ("Dashed line: a second source.", any(bond.kind == "also" for bond in bonds)),
        ("Dotted line: could not tell whether directly.", any(UNDETERMINED in bond.spoken for bond in bonds)),
        (
            "Dotted line: alike, but it could not be told whether they come from one source.",
            any(ALIKE in bond.spoken for bond in bonds),
        ),
    )
    return element("figcaption", " ".join(words for words, there in rows if there), class_="legend")
