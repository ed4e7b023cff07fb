"""The parts against plain definitions: words, profiles, neighbours, copies, linkage, and the benchmark's measures."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from benchmarks.stories_piles import b_cubed, pair_scores
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.stories.invented import TELLINGS, page

from retold.language.words import tokenise
from retold.stories.columns import Spread, added, columns, rows_between, square
from retold.stories.copies import containment, representatives
from retold.stories.edges import Edges, edges, mapped
from retold.stories.linkage import Linkage
from retold.stories.neighbours import Pairs, best, both_ways, heads, index, joined, near
from retold.stories.profiles import SQUARE, UNIT, Vector, profile, story_text, vector, word_runs
from retold.stories.records import Settings
from retold.stories.vocabulary import LONGEST, Vocabulary

WORDS = "ash birch cedar elm fir hazel larch maple oak pine rowan yew harbour ferry tram opera".split()
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=10)
THOROUGH = Settings(indexed=100, widespread=1.0, neighbours=1000, floor=1 / SQUARE, few=0)


SHARED = Vocabulary()  # what a vocabulary has met before changes no profile, and a new one for each example takes time


def vectors(texts: list[str], vocabulary: Vocabulary = SHARED) -> tuple[list[Vector], Vocabulary]:
    return [vector(vocabulary.numbered(text, 0).words, vocabulary, 100) for text in texts], vocabulary


def dot(left: Vector, right: Vector) -> int:
    weights = dict(zip(right.terms.tolist(), right.weights.tolist(), strict=True))
    return sum(own * weights.get(term, 0) for term, own in zip(left.terms.tolist(), left.weights.tolist(), strict=True))


def pairs_of(texts: list[str], wanted: Settings = THOROUGH) -> tuple[Pairs, list[Vector], Vocabulary]:
    found, vocabulary = vectors(texts)
    index_ = index(heads(columns(found), vocabulary.shares, wanted), len(vocabulary))
    return joined(list(near(np.arange(len(texts)), index_, wanted))), found, vocabulary


def edges_of(texts: list[str]) -> tuple[Edges, list[Vector], Vocabulary]:
    pairs, found, vocabulary = pairs_of(texts)
    return edges(*both_ways(pairs), columns(found), len(vocabulary)), found, vocabulary


@given(st.text(alphabet="aB9'’.,-_ \n\t—İ“”é(", max_size=80))
@settings(max_examples=100, deadline=None)
def test_words_by_chunks_are_the_words_of_the_text(text: str) -> None:
    vocabulary = Vocabulary()
    for _ in range(2):  # the second time from memory
        assert [vocabulary.words[it] for it in vocabulary.numbered(text, 0).words] == tokenise(text)


LEADS = [
    ("chunks of a word each", "ferry aground today", 2, 2),
    ("a chunk of two words", "Skerrow-Ardmoy ferry aground", 2, 3),
    ("a chunk of none", "— ferry aground", 2, 1),
    ("a lead longer than the text", "ferry aground", 9, 2),
    ("no text", "", 9, 0),
]


@pytest.mark.parametrize("reason, text, chunks, words", LEADS, ids=[row[0] for row in LEADS])
def test_leads(reason: str, text: str, chunks: int, words: int) -> None:
    assert Vocabulary().numbered(text, chunks).lead == words, reason


def test_a_word_without_end_is_cut() -> None:
    vocabulary = Vocabulary()
    vocabulary.numbered("x" * 100_000, 0)
    assert vocabulary.words == ["x" * LONGEST]


def test_forms_of_a_word_are_one_term() -> None:
    (found,), vocabulary = vectors(["Vanter's ferry, VANTER’s ferries and Vanter"])
    assert sorted(vocabulary.words[term] for term in found.terms) == ["ferries", "ferry", "vanter"]
    assert vocabulary.words[found.terms[0]] == "vanter"


def test_words_of_no_content_weigh_nothing() -> None:
    (found,), _ = vectors(["It was and that is what they have been"])
    assert len(found.terms) == 0


@given(st.text(max_size=200), st.integers(1, 20))
def test_a_vector_has_length_one(text: str, limit: int) -> None:
    vocabulary = Vocabulary()
    found = vector(vocabulary.numbered(text, 0).words, vocabulary, limit)
    assert len(found.terms) <= limit
    assert list(found.weights) == sorted(found.weights, reverse=True)
    assert not len(found.terms) or square(found) == pytest.approx(SQUARE, rel=1e-3)


def test_a_short_text_is_damped() -> None:
    vocabulary = Vocabulary()
    words = vocabulary.numbered("ferry harbour captain coastguard sandbank", 0).words
    assert square(vector(words, vocabulary, 100, few=20)) == pytest.approx(SQUARE * 5 / 20, rel=1e-3)


@given(TEXTS)
@settings(deadline=None, max_examples=20)
def test_a_profile_does_not_depend_on_what_was_read_before(texts: list[str]) -> None:
    fresh, used = Vocabulary(), Vocabulary()
    for text in texts:
        profile(text, used, Settings())
    one, other = (profile(texts[0], it, Settings()) for it in (fresh, used))
    assert [fresh.words[it] for it in one.whole.terms] == [used.words[it] for it in other.whole.terms]
    assert one.whole.weights.tolist() == other.whole.weights.tolist()
    assert one.runs.tolist() == other.runs.tolist()


TITLES = [
    ("the title is put in front", "Ferry aground", False, "Ferry aground\nNobody was hurt."),
    ("a repeated headline counts once", "Nobody was hurt.", True, "Nobody was hurt."),
    ("no title", "", False, "Nobody was hurt."),
]


@pytest.mark.parametrize("reason, title, headline, text", TITLES, ids=[row[0] for row in TITLES])
def test_story_text(reason: str, title: str, headline: bool, text: str) -> None:
    plain = page("a", "Nobody was hurt.", title=title)
    assert story_text(replace(plain, sentences=tuple(replace(it, headline=headline) for it in plain.sentences))) == text, reason


def test_columns_add_up() -> None:
    left, right = Vector(np.array([4, 1]), np.array([3, 2])), Vector(np.array([1, 9]), np.array([5, 7]))
    total = added(left, right)
    assert (total.terms.tolist(), total.weights.tolist()) == ([1, 4, 9], [7, 3, 7])
    assert Spread(10).dots(left, [right, left]) == [10, 13]
    assert rows_between(np.array([5, 9, 2]), np.array([7, 9, 3])).tolist() == [5, 6, 2]


@given(TEXTS)
@settings(deadline=None, max_examples=30)
def test_edges_are_the_pairs_that_share_a_term(texts: list[str]) -> None:
    found, whole, _ = edges_of(texts)
    products = dict(zip(zip(found.left.tolist(), found.right.tolist(), strict=True), found.products.tolist(), strict=True))
    for left, right in combinations(range(len(texts)), 2):
        assert products.get((left, right), 0) == dot(whole[left], whole[right])


@given(TEXTS, st.integers(1, 3), st.floats(0.0001, 1.0), st.floats(0.001, 0.3))
@settings(deadline=None, max_examples=30)
def test_neighbours_are_the_best_by_the_indexed_terms(texts: list[str], most: int, widespread: float, floor: float) -> None:
    wanted = Settings(indexed=4, widespread=widespread, neighbours=most, floor=floor)
    pairs, whole, vocabulary = pairs_of(texts, wanted)
    part = heads(columns(whole), vocabulary.shares, wanted)
    kept = best(pairs, wanted)
    for article in range(len(texts)):
        scores = {other: dot(part.vector(article), part.vector(other)) for other in range(len(texts)) if other != article}
        ranked = sorted((other for other in scores if scores[other] >= floor * SQUARE), key=lambda it: (-scores[it], it))
        assert kept.others[kept.articles == article].tolist() == ranked[:most]


def test_a_widespread_term_is_indexed_only_where_it_is_heavy() -> None:
    common = Vector(np.arange(40, dtype=np.int32), np.full(40, UNIT // 8, dtype=np.int32))
    shares = np.where(np.arange(40) % 2, 0.03, 0.001)
    kept = heads(columns([common]), shares, Settings(indexed=30, widespread=0.015)).terms
    assert [it for it in kept.tolist() if not it % 2] == list(range(0, 30, 2))
    assert [it for it in kept.tolist() if it % 2] == list(range(1, 15, 2))


@given(TEXTS, st.data())
@settings(deadline=None, max_examples=30)
def test_pairs_of_leaders_keep_exact_products(texts: list[str], data: st.DataObject) -> None:
    found, whole, vocabulary = edges_of(texts)
    leaders = np.array([data.draw(st.integers(0, it)) for it in range(len(texts))], dtype=np.int32)
    led = mapped(found, leaders, columns(whole), len(vocabulary))
    pairs = list(zip(led.left.tolist(), led.right.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    for (left, right), product in zip(pairs, led.products.tolist(), strict=True):
        assert left < right
        assert product == dot(whole[left], whole[right])


@given(TEXTS)
@settings(deadline=None, max_examples=30)
def test_group_similarity_is_the_mean_over_pairs(texts: list[str]) -> None:
    found, whole, vocabulary = edges_of(texts)
    profiles = [profile(text, vocabulary, THOROUGH) for text in texts]
    linkage = Linkage(range(len(texts)), profiles.__getitem__, {}, len(vocabulary), THOROUGH)
    linkage.run(found)
    for number, cluster in linkage.clusters.items():
        assert cluster.within == sum(dot(whole[a], whole[b]) for a, b in combinations(cluster.members, 2))
        for other in cluster.near:
            members = linkage.clusters[other].members
            mean = np.mean([dot(whole[a], whole[b]) for a in cluster.members for b in members])
            assert linkage.similarity(number, other) == pytest.approx(mean / SQUARE, abs=1e-12)
            assert linkage.refusal(number, other), "two groups that may merge were left apart"


LONG = " ".join(f"w{number}" for number in range(200))
COPIES = [
    ("the same words", LONG, LONG, 1.0),
    ("an excerpt", LONG, LONG.partition(" w90")[0], 1.0),
    ("other words", LONG, LONG.replace("w", "v"), 0.0),
    ("too short to tell", "one two three four five six", "one two three four five six", 0.0),
    ("nothing", "", LONG, 0.0),
]


def runs(text: str) -> np.ndarray:
    vocabulary = Vocabulary()
    return word_runs(vocabulary.hashes[vocabulary.numbered(text, 0).words])


@pytest.mark.parametrize("reason, left, right, expected", COPIES, ids=[row[0] for row in COPIES])
def test_containment(reason: str, left: str, right: str, expected: float) -> None:
    assert containment(runs(left), runs(right)) == expected, reason


def alike(*pairs: tuple[int, int]) -> Edges:
    left, right = np.array(pairs, dtype=np.int32).T
    return Edges(left, right, np.full(len(pairs), int(0.9 * SQUARE)))


def test_the_longest_of_a_chain_of_copies_stands_for_it() -> None:
    sampled = [runs(it) for it in (LONG.partition(" w140")[0], LONG, LONG.partition(" w150")[0], LONG.replace("w", "v"))]
    assert representatives(alike((0, 2), (1, 2), (1, 3)), sampled.__getitem__, 4) == [1, 1, 1, 3]


def test_a_person_may_keep_copies_apart() -> None:
    same = [runs(LONG), runs(LONG)]
    assert representatives(alike((0, 1)), same.__getitem__, 2) == [0, 0]
    assert representatives(alike((0, 1)), same.__getitem__, 2, {(0, 1)}) == [0, 1]


def test_measures() -> None:
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert b_cubed(gold, gold) == (1.0, 1.0, 1.0)
    assert pair_scores(gold, gold) == (1.0, 1.0)
    precision, recall, _ = b_cubed(dict.fromkeys(gold, 0), gold)
    assert (precision, recall) == (0.5, 1.0)
    assert pair_scores(dict.fromkeys(gold, 0), gold)[0] == pytest.approx(0.0)


def test_invented_tellings_are_not_copies() -> None:
    sampled = [runs(text) for text in TELLINGS.values()]
    assert max(containment(left, right) for left, right in combinations(sampled, 2)) < 0.2
