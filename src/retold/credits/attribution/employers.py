"""Outlets that stand in the words of a source only as where somebody works: they have reported nothing and were told nothing.

"Larch Radio president Ada Brook said" names no outlet that passes her words on; "an official interviewed by Larch Radio said",
"a Larch Radio source said" and "a Larch Radio reporter wrote" do.
"""

from __future__ import annotations

from dataclasses import replace

from retold.credits.attribution.cue import Cue
from retold.credits.attribution.speakers import Speaker, Speakers
from retold.language.parse import Run, Tree

PEOPLE = frozenset({"person", "office", "unnamed", "several unnamed"})
PUBLISHING = frozenset({"report", "write", "publish", "reveal", "cite", "quote", "note"})
HEARING = frozenset(
    {"interview", "comment", "remark", "statement", "source", "conversation", "e-mail", "email", "report", "poll"}
)
THROUGH = frozenset({"per", "via"})
STEPS = 12


def without_employer(reader: Speakers, speaker: Speaker, cue: Cue, run: Run | None) -> Speaker:
    """Return a speaker without the outlet that only employs it; one whose verb publishes keeps it."""
    tree = reader.tree
    if speaker.outlet is None or run is None or speaker.kind not in PEOPLE or run[1] - run[0] == 1:
        return speaker
    if tree.tokens[cue.head].lemma in PUBLISHING:
        return speaker
    at = [k for k in range(*run) for a, b, _ in reader.mentions if a <= tree.tokens[k].start < b]
    if not at or any(_hears(tree, k, run) for k in at):
        return speaker
    return replace(speaker, outlet=None)


def _hears(tree: Tree, index: int, run: Run) -> bool:
    """Tell whether a name hangs on a verb or on a noun of hearing within the source, or follows "per"."""
    at = index
    for _ in range(STEPS):
        token = tree.tokens[at]
        if token.pos == "VERB" or token.lemma.lower() in HEARING or token.text.lower() in THROUGH:
            return True
        if token.head == at or not run[0] <= token.head < run[1]:
            return False
        at = token.head
    return True
