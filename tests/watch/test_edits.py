"""Which changes of an article are news."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.watch.invented import layer

from retold import articles
from retold.libraries import steps
from retold.model import Article, Step
from retold.watching.edits import edits
from retold.watching.records import Edit

LEAD = "The council of Kestwick will meet on Tuesday to decide about the harbour."


def step(before: str, after: str, titles: tuple[str, str] = ("One title", "One title")) -> Step:
    pages = [
        articles.page(Article("a", "a.txt", text, title=title))
        for text, title in zip((f"{LEAD}\n\n{before}", f"{LEAD}\n\n{after}"), titles, strict=True)
    ]
    layers = [replace(layer("a", number), title=title) for number, title in enumerate(titles, 1)]
    return steps(layers, pages)[-1]


@pytest.mark.parametrize(
    "before, after, news, reason",
    [
        ("Nine people died in the fire.", "Eleven people died in the fire.", True, "a number"),
        ("He will resign in spring.", "He will not resign in spring.", True, "one small word"),
        ("The lease was signed with consent.", "The lease was signed without consent.", True, "with and without"),
        ("Mr Boler led the talks.", "Mr Bohler led the talks.", True, "a name that is mended is news"),
        ("He spoke of a trial.", "He spoke of a trail.", True, "two words that both exist"),
        ("The union said no.", "The union said no. The strike goes on.", True, "a sentence more"),
        ("The union said no. The strike goes on.", "The union said no.", True, "a sentence less"),
        ("The union, it said, was ready.", "The union - it said - was ready", False, "signs"),
        ("The Union was ready to talk.", "The union was ready to talk.", False, "a capital"),
        ("He said the union was ready.", "He said that the union was ready.", False, "a word that says nothing"),
        ("They recieved a letter.", "They received a letter.", False, "mended typing"),
        ("“We are ready,” he said.", '"We are ready," he said.', False, "quotation marks of another house"),
        ("Work begins in May.\n\nUpdated 14:05", "Work begins in May.\n\nUpdated 16:20", False, "a time stamp"),
        ("Work begins in May.", "Work begins in May.\n\nLast updated on 3 March at 9:40", False, "a time stamp that comes"),
        ("Work begins in May.\n\n12 comments", "Work begins in May.\n\n310 comments", False, "a counter"),
        ("Posted 5 minutes ago\n\nWork begins in May.", "Posted 2 hours ago\n\nWork begins in May.", False, "an age"),
        ("It rains.", "It rains. Updated figures show that 40 people died.", True, "no time stamp, though it begins like one"),
        ("It rains.", "It rains. Share prices fell by 3 per cent.", True, "no button, though it begins like one"),
        ("It rains.", "It rains. Published on Monday, the report blames 12 people.", True, "no time stamp either"),
        ("Work begins in May. It rains.", "It rains. Work begins in May.", False, "two sentences that changed places"),
    ],
)
def test_what_changed_is_news_unless_it_says_nothing(before: str, after: str, news: bool, reason: str) -> None:
    assert bool(edits(step(before, after))[1]) == news, reason


@pytest.mark.parametrize(
    "titles, news, reason",
    [
        (("Talks begin", "Talks fail"), True, "another headline"),
        (("Talks begin", "Talks begin."), False, "a full stop"),
        (("Talks Begin in Kestwick", "Talks begin in Kestwick"), False, "capitals"),
        (("Talks begin in Kestwick", "Talks beginn in Kestwick"), True, "a slip that comes in is shown; one that goes is not"),
    ],
)
def test_a_headline_that_changed_is_news(titles: tuple[str, str], news: bool, reason: str) -> None:
    assert (edits(step("Work begins in May.", "Work begins in May.", titles))[0] is not None) == news, reason


def test_a_headline_that_stands_in_the_text_now_and_then_is_no_news() -> None:
    assert edits(step("One title\n\nWork begins in May.", "Work begins in May."))[1] == ()
    assert edits(step("Work begins in May.", "One title\n\nWork begins in May."))[1] == ()


def test_an_edit_holds_the_sentence_before_and_after_and_the_words_that_differ() -> None:
    _, (one,) = edits(step("Nine people died in the fire.", "Eleven people died in the fire."))
    assert one == Edit("Nine people died in the fire.", "Eleven people died in the fire.", ("Nine",), ("Eleven",))


def test_edits_are_bounded() -> None:
    before, after = (" ".join(f"Line {n} has {n + extra} words." for n in range(100)) for extra in (0, 500))
    assert len(edits(step(before, after))[1]) == 40
