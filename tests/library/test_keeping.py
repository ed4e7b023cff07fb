"""Stories of a library are those of its pages, however they came; parses are made once; the rules have a version."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import retold
from retold.adapters import store_method
from retold.adapters.store_parses import KeptParser
from retold.adapters.store_places import opened
from retold.keeping import grouped, judged, ledger
from retold.libraries import pages
from retold.model import Decision, Page, Token
from retold.stories import Grouping, group

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "harbour-lease"
FILES = sorted(EXAMPLE.glob("*.txt"))
ELSEWHERE = "The apple harvest in the valley began a fortnight early, growers said. The cider press runs day and night.\n" * 3


def silent(step: str, done: int, total: int) -> None:
    """Take no note."""


def stories(place: str) -> Grouping:
    with opened(place, "write") as store:
        return ledger(store, silent).groups(judged=judged(store.decisions()))


def told(found: Grouping) -> tuple[object, ...]:
    return tuple(it.articles for it in found.groups), found.strangers


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_does_not_matter(tmp_path: Path, seed: int) -> None:
    apple = tmp_path / "apple.txt"
    apple.write_text(ELSEWHERE)
    files = [*FILES, apple]
    random.Random(seed).shuffle(files)
    place = str(tmp_path / "a.db")
    with retold.library(place) as shelf:
        for file in files:
            shelf.add(file)
            ledger(shelf.store, silent)  # as a watch does: after each article
        batch = group(list(pages(shelf.store)))
    assert told(stories(place)) == told(batch)
    assert len(batch.groups) == 1


def test_an_article_that_changed_is_taken_anew(tmp_path: Path) -> None:
    place, folder = str(tmp_path / "a.db"), tmp_path / "pile"
    shutil.copytree(EXAMPLE, folder)
    with retold.library(place) as shelf:
        shelf.add(folder)
        assert len(stories(place).groups[0].articles) == 6
        head = FILES[0].read_text().split("---\n")[1]
        (folder / FILES[0].name).write_text(f"---\n{head}---\n{ELSEWHERE}")
        shelf.add(folder)
        found = stories(place)
        assert told(found) == told(group(list(pages(shelf.store))))
        assert len(found.groups[0].articles) == 5


def test_what_was_kept_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = str(tmp_path / "a.db")
    with retold.library(place) as shelf:
        shelf.add(EXAMPLE)
    first = stories(place)
    monkeypatch.setattr("retold.libraries.pages", lambda *_: pytest.fail("pages were read again"))
    assert stories(place) == first


def test_two_at_once_lose_no_neighbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one brings the stories up to date, another process adds an article and does so too."""
    import retold.keeping as keeping

    place = str(tmp_path / "a.db")
    with retold.library(place) as shelf:
        shelf.add(FILES[:3])
        real, busy = keeping._kept, []

        def late(*args: object) -> bool:
            if not busy:
                busy.append(True)
                with retold.library(place) as other:
                    other.add(FILES[3:])
                    ledger(other.store, silent)
            return real(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(keeping, "_kept", late)
        ledger(shelf.store, silent)
        monkeypatch.undo()
        assert told(stories(place)) == told(group(list(pages(shelf.store))))


def test_copies_count_once_in_a_report_of_the_whole_library() -> None:
    whole = group([page("a", 1), page("b", 1), page("c", 2)])
    found = grouped(whole, {"a", "c"})
    names = {name for it in found.groups for name in it.articles} | set(found.strangers)
    assert names == {"a", "c"}
    assert len(found.strangers) == len(found.alone)


def page(name: str, of: int) -> Page:
    from retold import articles
    from retold.model import Article

    text = ELSEWHERE if of == 1 else FILES[0].read_text()
    return articles.page(Article(name, f"{name}.txt", text))


def test_decisions_join_and_part_stories(tmp_path: Path) -> None:
    apple = tmp_path / "apple.txt"
    apple.write_text(ELSEWHERE)
    place = str(tmp_path / "a.db")
    with retold.library(place) as shelf:
        *_, one, lone = [it.id for it in shelf.add([*FILES, apple])]
        assert stories(place).strangers == (lone,)
        shelf.store.decide(Decision("story", True, (one, lone), "Ada", "", "2026-01-01T00:00:00Z"))
        assert any({one, lone} <= set(it.articles) for it in stories(place).groups)


class Counting:
    """A parser that counts what it is given and makes one token of each page."""

    def __init__(self) -> None:
        self.parsed: list[str] = []

    def parse(self, pages: Iterable[Page]) -> Iterator[tuple[Token, ...]]:
        for one in pages:
            self.parsed.append(one.article.id)
            yield (Token(0, 3, one.article.text[:3], "x", "NN", "NOUN", "ROOT", 0, 0),)


def test_a_page_is_parsed_once(tmp_path: Path) -> None:
    counting = Counting()
    with opened(str(tmp_path / "a.db"), "make") as store:
        one, other = page("a", 1), page("b", 2)
        first = list(KeptParser(counting, store).parse([one]))
        both = list(KeptParser(counting, store).parse([other, one, other]))
    assert counting.parsed == ["a", "b", "b"]
    assert both[1] == first[0]
    assert both[0] == both[2] != first[0]


def test_another_parser_parses_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting()
    with opened(str(tmp_path / "a.db"), "make") as store:
        for identity in ("model 1", "model 2", "", "model 1"):
            monkeypatch.setattr("retold.adapters.store_parses.identity_of", lambda _, now=identity: now)
            list(KeptParser(counting, store).parse([page("a", 1)]))
    assert len(counting.parsed) == 3, "a parser that cannot be told is asked each time"


def test_the_rules_have_a_version(monkeypatch: pytest.MonkeyPatch) -> None:
    store_method.method.cache_clear()
    first = store_method.method()
    monkeypatch.setattr(store_method, "_version", lambda package: "another")
    store_method.method.cache_clear()
    assert store_method.method() != first
    store_method.method.cache_clear()


def test_decisions_of_a_library_count_beside_it(tmp_path: Path) -> None:
    from retold.adapters.store_reports import beside
    from retold.face import ports

    place = str(tmp_path / "a.db")
    with opened(place, "make") as store:
        kept = store.decide(Decision("origin", False, ("a", "b"), "Ada", "", "2026-01-01T00:00:00Z"))
    plain = ports()
    assert beside(["elsewhere.txt"], plain) is plain
    honoured = beside(["elsewhere.txt", place], plain)
    assert honoured.decided == (kept,)
    assert honoured.origins.apart == (("a", "b"),)
