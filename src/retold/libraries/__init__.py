"""Libraries: piles that are kept. What is new, what an article said before, where words stand, and what people decided.

add       documents -> what became of each, once kept
sought    words as people type them -> what is searched for
hits      what a store found -> articles, each with the sentence that holds the words
pages     ids -> the pages of articles, as they were cut
steps     the layers of an article -> what changed from one to the next
resolve   an id, address or path as people type it -> the article that is meant
judged    divergences, decisions -> the divergences as people left them
pairs     decisions -> the pairs of articles that people joined or kept apart
remember, recall   what a report showed -> what a person can decide on
"""

from retold.libraries.adding import Rules, add
from retold.libraries.asking import hits, sought
from retold.libraries.changing import steps
from retold.libraries.deciding import Judged, Shown, judged, lettered, line, notes, opposed, pairs, recall, remember
from retold.libraries.finding import pages, resolve, versions
from retold.libraries.packing import pack, squeeze, stretch, unpack

__all__ = [
    "Judged",
    "Rules",
    "Shown",
    "add",
    "hits",
    "judged",
    "lettered",
    "line",
    "notes",
    "opposed",
    "pack",
    "pages",
    "pairs",
    "recall",
    "remember",
    "resolve",
    "sought",
    "squeeze",
    "steps",
    "stretch",
    "unpack",
    "versions",
]
