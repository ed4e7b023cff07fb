"""Quotations of one utterance: what is a difference, what is house style, and what is another utterance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.model import Divergence

Compare = Callable[..., tuple[Divergence, ...]]

LONGER = "The harbour will stay open as long as a single pilot is willing to work"

FOUND = [
    (
        "“The ferry will run until the last pilot leaves, whatever the weather,” she said.",
        "“The ferry will run until the last pilot leaves.” She left.",
        "last pilot leaves. / last pilot leaves, whatever the weather",
        "a quotation that ends early, with a full stop",
    ),
    (
        "“Whatever the owners may tell you, I have never signed a lease for that quay,” the mayor said.",
        "The mayor was firm. “I have never signed a lease for that quay,” she said.",
        "I have never signed",
        "a quotation that begins late; a capital I tells nothing, the missing clause does",
    ),
    (
        "“We found 40 dead seals on the beach this morning,” the warden said.",
        "“We found 14 dead seals on the beach this morning,” the warden said.",
        "40 dead / 14 dead",
        "a figure",
    ),
]

NOT_FOUND = [
    (
        "“We have declared before the people of our coast and the entire world that the war of the ports is over, and a new age of trade "
        "has opened for every harbour,” it said.",
        "“We have declared before the Osteran people and the whole world that the war of the ports is over, and thus a new era of trade "
        "has begun for every harbour,” it said.",
        "two versions of one text, or two translations",
    ),
    (
        "“We sold the quay in the middle of the, you know, last week of October,” she said.",
        "“We sold the quay in the middle of the last week of Oct.,” she said.",
        "a filler between commas, a month cut short",
    ),
    (
        "“I have never signed a lease for that quay, whatever the owners may tell you.” It was a long day. "
        "“I have never signed a lease for that quay, whatever the clerks may tell you,” said the mayor.",
        "“I have never signed a lease for that quay, whatever the owners may tell you,” said the mayor.",
        "the same words stand elsewhere in the same article",
    ),
    (
        "“There’ll be two ferries and we’ve paid,” she said.",
        "“There will be two ferries and we have paid,” she said.",
        "contractions",
    ),
    (
        "“He saw it first-hand on the quay,” she said.",
        "“He saw it firsthand on the quay,” she said.",
        "written together or apart",
    ),
    (
        "“About 47 percent of the pilots will leave,” she said.",
        "“About 47percent of the pilots will leave,” she said.",
        "a lost blank",
    ),
    (
        "“They will stay till the ferry sails at noon,” she said.",
        "“They will stay until the ferry sails at noon,” she said.",
        "till",
    ),
    (
        "“Nobody told me that. Goddamn it,” the mate said.",
        "“Nobody told me that. Godda—m it,” the mate said.",
        "letters left out",
    ),
    (
        "“The wharf is ours. I mean, we have been paying for it since the flood,” Brandt said.",
        "“We have been paying for it since the flood,” Brandt said.",
        "a lead-in is no clause",
    ),
    (
        "“We can show that Orlin Shipping is corrupt,” he said.",
        "“We can show that Varden Timber is corrupt,” he said.",
        "another name in a short quotation: another utterance",
    ),
    (
        "Brandt said the pilot must “testify under oath before the harbour board.”",
        "“She should testify under oath. The harbour board can wait,” Marsh said.",
        "a full stop inside one of them",
    ),
    (
        "“The pilot should be heard today,” Brandt said.",
        "“It is fair for the pilot to be heard in open session, with both her lawyers,” Brandt said.",
        "an end of two words in common is no cut",
    ),
    (
        "“The evidence says that the ferry was sunk by a drifting mine,” Boris Halden said.",
        "“A body of evidence says that the boat was sunk by a drifting mine,” Justin Orly said.",
        "two speakers, by name",
    ),
]


@pytest.mark.parametrize(("left", "right", "expected", "why"), FOUND, ids=[row[-1] for row in FOUND])
def test_found(compare: Compare, left: str, right: str, expected: str, why: str) -> None:
    found = [d.title for d in compare(left, right) if d.kind == "quote" and d.tier == "finding"]
    sides = expected.split(" / ")
    assert any(all(side in title for side in sides) for title in found), f"{why}: {found}"


@pytest.mark.parametrize(("left", "right", "why"), NOT_FOUND, ids=[row[-1] for row in NOT_FOUND])
def test_not_found(compare: Compare, speak: Callable[..., tuple[Divergence, ...]], left: str, right: str, why: str) -> None:
    assert [d.title for d in speak(left, right) if d.kind == "quote" and d.tier == "finding"] == [], why


def test_a_quotation_split_by_its_attribution_is_not_cut(compare: Compare) -> None:
    left = "“The harbour is not closed, it is only resting until the pilots come back to work,” Brandt said."
    right = "“The harbour is not closed,” Brandt said. “It is only resting until the pilots come back to work.”"
    assert [d.title for d in compare(left, right) if d.kind == "quote" and d.tier == "finding"] == []
