"""What is news: the difference between a library and what was told of it."""

from __future__ import annotations

import pytest
from tests.watch.invented import Table

from retold.articles import page
from retold.model import Article, Change, Divergence, Independent, Lineage, Origin, Reading, ReportedArticle, Span, Step, Story
from retold.watching import Item, Memory, begin, tell, wordings
from retold.watching.following import Followed, follow
from retold.watching.memory import Upshot
from retold.watching.records import Told
from retold.watching.telling import MOST_LAID

AT = "2026-03-02T08:00:00Z"


def story(*names: str, origins: int = 1, contradicted: bool = False) -> Story:
    """A story of articles, as far as news asks for it."""
    told = [ReportedArticle(it, it, None, None, None, None, "He will not go.", (), (), ((0, 15),)) for it in names]
    readings = tuple(Reading("not", (Span(it, 8, 11, "not"),)) for it in names[:2])
    found = Divergence("d1", "polarity", "critical", "finding", None, "will or will not", "a denial", readings)
    return Story(
        "s1",
        "A story",
        tuple(told),
        tuple(Origin(f"Origin {n}", False, names, "", ()) for n in range(origins)),
        Independent(1, origins, "", origins),
        Lineage(),
        (),
        (found,) if contradicted else (),
        (),
        (),
        (),
        (),
        {},
        (),
    )


def changed(desk: Table, name: str, before: str, after: str) -> None:
    desk.has(name, version=2)
    spans = (Span(name, 0, len(before), before), Span(name, 0, len(after), after))
    desk.steps[name] = Step(desk.known[name], None, (Change(*spans),))


def told(memory: Memory, desk: Table) -> list[str]:
    """Tell, and return what is new as kind and articles."""
    before = {item.id for item in memory.recent()}
    tell(memory, desk, AT)
    return [f"{it.kind}: {' '.join(one.id for one in it.articles)}" for it in memory.recent() if it.id not in before]


@pytest.fixture
def desk() -> Table:
    return Table()


def laid(desk: Table, *groups: str, origins: int = 1, contradicted: bool = False) -> None:
    """Let a library hold stories, each given as the ids of its articles."""
    desk.told = [tuple(group.split()) for group in groups]
    for group in desk.told:
        desk.has(*(it for it in group if it not in desk.known))
        desk.stories[group] = story(*group, origins=origins, contradicted=contradicted)


def test_what_a_library_held_before_it_was_watched_is_no_news(memory: Memory, desk: Table) -> None:
    laid(desk, "a b")
    desk.has("z")
    begin(memory, desk)
    assert told(memory, desk) == []


def test_a_story_is_told_once_then_who_joins_it(memory: Memory, desk: Table) -> None:
    begin(memory, desk)
    desk.has("a")
    assert told(memory, desk) == [], "one article is no story yet"
    laid(desk, "a b")
    assert told(memory, desk) == ["new story: a b"]
    assert told(memory, desk) == []
    laid(desk, "a b c d")
    assert told(memory, desk) == ["new article: c", "new article: d"]
    assert told(memory, desk) == []


def test_only_stories_that_something_happened_to_are_laid_out(memory: Memory, desk: Table) -> None:
    begin(memory, desk)
    laid(desk, "a b", "x y")
    told(memory, desk)
    asked = []
    desk.story = lambda articles: asked.append(tuple(articles))  # type: ignore[method-assign, assignment, func-returns-value]
    laid(desk, "a b c", "x y")
    told(memory, desk)
    assert asked == [("a", "b", "c")]


@pytest.mark.parametrize(
    "first, then, news, reason",
    [
        (1, 2, ["new article: c", "new origin: c"], "one more"),
        (2, 2, ["new article: c"], "as many"),
        (2, 1, ["new article: c"], "fewer than was thought"),
    ],
)
def test_an_origin_more_is_told(memory: Memory, desk: Table, first: int, then: int, news: list[str], reason: str) -> None:
    begin(memory, desk)
    laid(desk, "a b", origins=first)
    told(memory, desk)
    laid(desk, "a b c", origins=then)
    assert told(memory, desk) == news, reason
    laid(desk, "a b c d", origins=max(first, then))
    assert told(memory, desk) == ["new article: d"], "a number that was told is not told again"


def test_the_first_contradiction_is_told_and_no_further_one(memory: Memory, desk: Table) -> None:
    begin(memory, desk)
    laid(desk, "a b")
    told(memory, desk)
    laid(desk, "a b c", contradicted=True)
    assert told(memory, desk) == ["new article: c", "contradiction: a b"]
    assert memory.recent()[-1].contradictions[0].readings[0].sentences == (("a", "He will not go."),)
    laid(desk, "a b c d", contradicted=True)
    assert told(memory, desk) == ["new article: d"]


def test_of_a_story_that_was_there_before_only_what_is_new_is_told(memory: Memory, desk: Table) -> None:
    laid(desk, "a b", origins=2, contradicted=True)
    begin(memory, desk)
    laid(desk, "a b c", origins=2, contradicted=True)
    assert told(memory, desk) == ["new article: c"]
    desk.stories.clear()
    laid(desk, "a b c d", origins=3, contradicted=True)
    assert told(memory, desk) == ["new article: d", "new origin: d"]


@pytest.mark.parametrize(
    "before, after, news, reason",
    [
        ("Nine died.", "Eleven died.", ["changed article: a"], "a number"),
        ("Nine died.", "Nine died", [], "a full stop"),
    ],
)
def test_a_changed_article_is_told_unless_it_says_the_same(
    memory: Memory, desk: Table, before: str, after: str, news: list[str], reason: str
) -> None:
    begin(memory, desk)
    desk.has("a")
    told(memory, desk)
    changed(desk, "a", before, after)
    assert told(memory, desk) == news, reason
    assert told(memory, desk) == []


def test_trivial_edits_add_up_to_what_the_next_version_is_held_against(memory: Memory, desk: Table) -> None:
    begin(memory, desk)
    desk.has("a")
    told(memory, desk)
    changed(desk, "a", "Nine died.", "Nine died")
    told(memory, desk)
    asked = []
    desk.has("a", version=3)
    desk.step = lambda article, before: asked.append(before)  # type: ignore[method-assign, assignment, func-returns-value]
    told(memory, desk)
    assert asked == [1], "the version that was told, not the trivial one after it"


def test_an_article_in_a_story_that_changes_lays_the_story_out_again(memory: Memory, desk: Table) -> None:
    begin(memory, desk)
    laid(desk, "a b")
    told(memory, desk)
    desk.stories[("a", "b")] = story("a", "b", contradicted=True)
    changed(desk, "a", "He will go.", "He will not go.")
    assert told(memory, desk) == ["changed article: a", "contradiction: a b"]


def test_stories_that_become_one_and_fall_apart_are_not_told_as_new(memory: Memory, desk: Table) -> None:
    begin(memory, desk)
    laid(desk, "a b c", "x y")
    told(memory, desk)
    laid(desk, "a b c q x y")
    assert told(memory, desk) == ["new article: q"]
    assert memory.recent()[-1].joined == ("x",)
    laid(desk, "a b c", "x y")
    desk.has("far")
    assert told(memory, desk) == [], "a part that falls off was told before"
    laid(desk, "a b c", "x y z")
    assert told(memory, desk) == ["new article: z"], "what comes to it is new"


def test_two_stories_that_become_one_by_a_change_are_told_to_be_one(memory: Memory, desk: Table) -> None:
    begin(memory, desk)
    laid(desk, "a b c", "x y")
    told(memory, desk)
    laid(desk, "a b c x y")
    changed(desk, "a", "Nine died.", "Nine died")
    assert told(memory, desk) == ["new article: x y"]
    assert memory.recent()[-1].text == "“A story” takes in another story: “A story”"


def test_an_article_that_leaves_its_story_and_comes_back_is_no_news(memory: Memory, desk: Table) -> None:
    begin(memory, desk)
    laid(desk, "a b c")
    told(memory, desk)
    laid(desk, "a b")
    assert told(memory, desk) == []
    laid(desk, "a b c")
    assert told(memory, desk) == []


def test_a_story_too_large_to_be_laid_out_is_told_all_the_same(memory: Memory, desk: Table) -> None:
    begin(memory, desk)
    laid(desk, " ".join(f"a{n:03}" for n in range(MOST_LAID + 1)))
    told(memory, desk)
    (item,) = memory.recent()
    assert (item.kind, item.independent, len(item.notes)) == ("new story", None, 1)


def test_of_a_large_story_the_wordings_are_laid_out(memory: Memory, desk: Table) -> None:
    copies = " ".join(f"copy{n:03}" for n in range(MOST_LAID))
    begin(memory, desk)
    laid(desk, f"a b {copies}")
    desk.stories["a", "b"] = story("a", "b")
    told(memory, desk)
    (first,) = memory.recent()
    assert (first.kind, first.size, first.independent, first.notes) == ("new story", MOST_LAID + 2, (1, 1), ())
    laid(desk, f"a b c {copies}")
    desk.stories["a", "b", "c"] = story("a", "b", "c", origins=2, contradicted=True)
    assert told(memory, desk) == ["new article: c", "new origin: c", "contradiction: a b"]
    laid(desk, f"a b c {copies} copy999")
    assert told(memory, desk) == ["new article: copy999"]


WORDINGS = [
    (["One. Two.", "One. Two."], "ab", "a", "the same text once, the first of them"),
    (["One. Two.", "ONE! Two?"], "ba", "b", "the one published first; marks and capitals do not matter"),
    (["One. Two. Three.", "Two."], "ab", "a", "a part of an earlier one adds nothing"),
    (["Two.", "One. Two. Three."], "ab", "ab", "a longer one adds something"),
    (["One. Two.", "Three. Four.", "One. Four."], "abc", "abc", "made up of two: who put them together is of interest"),
    (["He will go. Two.", "He will not go. Two."], "ab", "ab", "one word may be the news"),
]


@pytest.mark.parametrize("texts, order, left, reason", WORDINGS, ids=[row[-1] for row in WORDINGS])
def test_what_only_repeats_another_is_put_aside(texts: list[str], order: str, left: str, reason: str) -> None:
    days = {name: f"2026-03-{order.index(name) + 1:02}" for name in "abc"[: len(texts)]}
    made = [page(Article(name, name, text, published=days[name])) for name, text in zip(days, texts, strict=True)]
    assert wordings(made[::-1]) == tuple(left), reason


def test_articles_that_go_are_forgotten_without_news(memory: Memory, desk: Table) -> None:
    begin(memory, desk)
    laid(desk, "a b c")
    desk.has("z")
    told(memory, desk)
    del desk.known["z"]
    assert told(memory, desk) == []
    known = memory.known()
    assert known
    assert sorted(known.articles) == ["a", "b", "c"]


def test_two_watches_of_one_library_do_not_tell_the_same_twice(memory: Memory, desk: Table) -> None:
    begin(memory, desk)
    known = memory.known()
    assert known
    laid(desk, "a b")
    told(memory, desk)
    late = Item("another", "new story", AT, "late", "late")
    assert memory.tell(Upshot([late]), known.turn) is None, "it rests on what is no longer so"
    assert [it.id for it in memory.recent()] != ["another"]


@pytest.mark.parametrize(
    "groups, before, expected, reason",
    [
        (["a b"], {}, [Followed(("a", "b"))], "new"),
        (["a b c"], {"s": "a b"}, [Followed(("a", "b", "c"), "s")], "grown"),
        (["a b", "c d e"], {"s": "a b c d e"}, [Followed(("a", "b")), Followed(("c", "d", "e"), "s")], "the larger part goes on"),
        (["a b c d e"], {"s": "a b c", "t": "d e"}, [Followed(("a", "b", "c", "d", "e"), "s", ("t",))], "the larger story goes on"),
        (["a b"], {"s": "a x", "t": "b y"}, [Followed(("a", "b"), "s", ("t",))], "a tie goes by name"),
        (["a b"], {"s": "x y"}, [Followed(("a", "b"))], "nothing in common"),
    ],
)  # fmt: skip
def test_a_story_is_followed_by_its_articles(
    groups: list[str], before: dict[str, str], expected: list[Followed], reason: str
) -> None:
    told_before = {name: Told("", tuple(it.split()), ()) for name, it in before.items()}
    assert follow([tuple(it.split()) for it in groups], told_before) == expected, reason
