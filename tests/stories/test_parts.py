"""The parts against plain definitions: profiles, candidates, copies, linkage, and the benchmark's measures."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from benchmarks.stories_piles import b_cubed, pair_scores
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.stories.invented import TELLINGS, page

from retold.stories.candidates import near_pairs
from retold.stories.copies import containment, representatives, word_runs
from retold.stories.leads import Leads
from retold.stories.linkage import Linkage
from retold.stories.profiles import Vocabulary, dot, story_text
from retold.stories.records import Settings

WORDS = [
    "ash",
    "birch",
    "cedar",
    "elm",
    "fir",
    "hazel",
    "larch",
    "maple",
    "oak",
    "pine",
    "rowan",
    "yew",
    "harbour",
    "ferry",
    "tram",
    "opera",
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=10)
THOROUGH = Settings(indexed=100, widespread=1.0, neighbours=1000, floor=0.001)


def test_forms_of_a_word_are_one_term() -> None:
    vocabulary = Vocabulary()
    profile = vocabulary.profile("Vanter's ferry, VANTER’s ferries and Vanter", 100)
    assert sorted(vocabulary.words[term] for term in profile.terms) == ["ferries", "ferry", "vanter"]
    assert vocabulary.words[profile.terms[0]] == "vanter"


def test_words_of_no_content_weigh_nothing() -> None:
    assert len(Vocabulary().profile("It was and that is what they have been", 100).terms) == 0


@given(st.text(max_size=200), st.integers(1, 20))
def test_a_profile_has_length_one(text: str, limit: int) -> None:
    profile = Vocabulary().profile(text, limit)
    assert len(profile.terms) <= limit
    assert list(profile.weights) == sorted(profile.weights, reverse=True)
    assert not len(profile.terms) or np.isclose(np.sum(profile.weights**2), 1.0)


def test_a_short_text_is_damped() -> None:
    profile = Vocabulary().profile("ferry harbour captain coastguard sandbank", 100, few=20)
    assert np.sum(profile.weights**2) == pytest.approx(5 / 20)


TITLES = [
    ("the title is put in front", "Ferry aground", False, "Ferry aground\nNobody was hurt."),
    ("a repeated headline counts once", "Nobody was hurt.", True, "Nobody was hurt."),
    ("no title", "", False, "Nobody was hurt."),
]


@pytest.mark.parametrize("reason, title, headline, text", TITLES, ids=[row[0] for row in TITLES])
def test_story_text(reason: str, title: str, headline: bool, text: str) -> None:
    plain = page("a", "Nobody was hurt.", title=title)
    assert story_text(replace(plain, sentences=tuple(replace(it, headline=headline) for it in plain.sentences))) == text, reason


@given(TEXTS)
@settings(deadline=None)
def test_candidates_are_the_pairs_that_share_a_term(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    profiles = [vocabulary.profile(text, 100) for text in texts]
    found = near_pairs(profiles, vocabulary.shares, THOROUGH)
    for left, right in combinations(range(len(texts)), 2):
        cosine = dot(profiles[left].vector(), profiles[right].vector())
        assert found.get((left, right), 0.0) == pytest.approx(cosine, abs=2e-3)


@given(TEXTS)
@settings(deadline=None)
def test_group_similarity_is_the_mean_over_pairs(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    profiles = [vocabulary.profile(text, 100) for text in texts]
    linkage = Linkage(dict(enumerate(profiles)), {}, Leads(texts.__getitem__, vocabulary, THOROUGH))
    linkage.run(near_pairs(profiles, vocabulary.shares, THOROUGH))
    for number, cluster in linkage.clusters.items():
        pairs = combinations(cluster.members, 2)
        assert cluster.within == pytest.approx(sum(dot(profiles[a].vector(), profiles[b].vector()) for a, b in pairs), abs=1e-6)
        for other in cluster.near:
            members = linkage.clusters[other].members
            cosines = [dot(profiles[a].vector(), profiles[b].vector()) for a in cluster.members for b in members]
            assert linkage.similarity(number, other) == pytest.approx(np.mean(cosines), abs=1e-6)
            assert linkage.refusal(number, other), "two groups that may merge were left apart"


LONG = " ".join(f"w{number}" for number in range(60))
COPIES = [
    ("the same words", LONG, LONG, 1.0),
    ("an excerpt", LONG, LONG.partition(" w30")[0], 1.0),
    ("other words", LONG, LONG.replace("w", "v"), 0.0),
    ("too short to tell", "one two three four five six", "one two three four five six", 0.0),
    ("nothing", "", LONG, 0.0),
]


@pytest.mark.parametrize("reason, left, right, expected", COPIES, ids=[row[0] for row in COPIES])
def test_containment(reason: str, left: str, right: str, expected: float) -> None:
    vocabulary = Vocabulary()
    assert containment(*(word_runs(vocabulary.numbers(text)) for text in (left, right))) == expected, reason


def test_the_longest_of_a_chain_of_copies_stands_for_it() -> None:
    texts = [LONG.partition(" w40")[0], LONG, LONG.partition(" w50")[0], LONG.replace("w", "v")]
    vocabulary = Vocabulary()
    alike = {(0, 2): 0.9, (1, 2): 0.9, (1, 3): 0.9}
    assert representatives(alike, lambda it: vocabulary.numbers(texts[it]), 4) == [1, 1, 1, 3]


def test_measures() -> None:
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert b_cubed(gold, gold) == (1.0, 1.0, 1.0)
    assert pair_scores(gold, gold) == (1.0, 1.0)
    precision, recall, _ = b_cubed(dict.fromkeys(gold, 0), gold)
    assert (precision, recall) == (0.5, 1.0)
    assert pair_scores(dict.fromkeys(gold, 0), gold)[0] == pytest.approx(0.0)


def test_invented_tellings_are_not_copies() -> None:
    vocabulary = Vocabulary()
    runs = [word_runs(vocabulary.numbers(text)) for text in TELLINGS.values()]
    assert max(containment(left, right) for left, right in combinations(runs, 2)) < 0.2
