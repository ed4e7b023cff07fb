"""One behaviour, whatever keeps the library: every test runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.adapters.store_places import opened
from retold.errors import BadInput
from retold.libraries import Rules, add, hits, sought, unpack
from retold.libraries.places import name, place
from retold.model import Added, Article, Decision, Document, Page, Quotation, Refusal, Sentence, Span
from retold.ports import Store

AT = "2026-01-02T03:04:05Z"
DATABASES = ["sqlite", "postgres"]
Opener = Callable[[], Store]


def _binaries() -> Path | None:
    found = shutil.which("initdb")
    homes = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((home for home in reversed(homes) if (home / "initdb").exists() and (home / "postgres").exists()), None)


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests: started here, stopped here."""
    pytest.importorskip("psycopg", reason="needs PostgreSQL's client: pip install 'retold[postgres]'")
    binaries = _binaries()
    if binaries is None:
        pytest.skip("needs a PostgreSQL server (initdb and postgres), which is not on this machine")
    home = Path(tempfile.mkdtemp(prefix="retold-postgres-"))
    user: dict[str, str] = {}
    if os.geteuid() == 0:  # PostgreSQL does not run as root
        try:
            shutil.chown(home, "postgres", "postgres")
        except LookupError:
            pytest.skip("needs a user named postgres, since PostgreSQL does not run as root")
        user = {"user": "postgres", "group": "postgres"}
    port = _free_port()
    make = [binaries / "initdb", "-D", home / "base", "-A", "trust", "-U", "retold", "--no-sync", "-E", "UTF8", "--locale=C"]
    subprocess.run(make, check=True, capture_output=True, cwd="/", **user)
    run = [binaries / "postgres", "-D", home / "base", "-p", str(port), "-h", "127.0.0.1", "-k", home, "-F"]
    running = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **user)
    address = f"postgresql://retold@127.0.0.1:{port}/postgres"
    try:
        _wait(address, running)
        yield address
    finally:
        running.send_signal(2)  # fast shutdown
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        shutil.rmtree(home, ignore_errors=True)


def _wait(address: str, running: subprocess.Popen[bytes]) -> None:
    import psycopg

    for _ in range(200):
        if running.poll() is not None:
            pytest.fail("the PostgreSQL server stopped as soon as it was started")
        with suppress(psycopg.OperationalError):
            psycopg.connect(address).close()
            return
        time.sleep(0.05)
    pytest.fail("the PostgreSQL server does not answer")


@pytest.fixture(params=DATABASES)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The place of a library that is not there yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "a library.db")
        return
    import psycopg

    address: str = request.getfixturevalue("server")
    yield address
    with psycopg.connect(address, autocommit=True) as base:
        base.execute("DROP SCHEMA IF EXISTS retold CASCADE")


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with opened(where, "make") as one:
        yield one


def read(document: Document) -> Article | Refusal:
    """A reader as plain as can be: the bytes are the text, and what is stated is believed."""
    text = document.content.decode()
    if not text.strip():
        return Refusal(document.path, "is empty")
    fields = {key: document.fields[key] for key in ("title", "outlet", "url", "published") if key in document.fields}
    return Article("", document.path, text, **fields)


def cut(article: Article) -> Page:
    """Each line is a sentence."""
    sentences, at = [], 0
    for number, row in enumerate(article.text.split("\n")):
        sentences.append(Sentence(Span(article.id, at, at + len(row), row), number))
        at += len(row) + 1
    return Page(article, "en", (), tuple(sentences))


def quotations(page: Page) -> list[Quotation]:
    text = page.article.text
    marks = [at for at, c in enumerate(text) if c == '"']
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return [Quotation(Span("", a, b + 1, text[a : b + 1]), Span("", a + 1, b, text[a + 1 : b])) for a, b in pairs]


RULES = Rules("rules 1", read, cut, quotations)


def page(path: str, text: str, **fields: str) -> Document:
    return Document(path, text.encode(), fields=fields)


def put(store: Store, *documents: Document | Refusal, rules: Rules = RULES) -> list[Added]:
    return list(add(documents, rules, store, AT))


def fates(found: list[Added]) -> list[tuple[str, int]]:
    return [(it.fate, it.version) for it in found]


FERRY = page("/pile/ferry.txt", "The ferry to Ostrel was held for two days.\nIt carried 300 people.", outlet="Harbour Post")
MINE = page("/pile/mine.txt", "The mine at Ketterby is shut.\nThe owner would not say why.", outlet="Vale Courier")


# --- adding -----------------------------------------------------------------------------------------------------------

TWICE = [
    ([FERRY, MINE], [FERRY, MINE], [("unchanged", 1), ("unchanged", 1)], "the same files change nothing"),
    ([FERRY], [page(FERRY.path, "The ferry to Ostrel sails again.")], [("new version", 2)], "another text at a place is its next version"),
    ([FERRY], [page("/b.txt", FERRY.content.decode(), outlet="Harbour Post")], [("new", 1)], "the same bytes elsewhere are another article"),
    ([FERRY], [page(FERRY.path, FERRY.content.decode() + "\n", outlet="Post")], [("same text", 1)], "blanks and fields make no version"),
    ([page("/e.txt", " ")], [page("/e.txt", " ")], [("refused", 0)], "what was refused is refused again"),
    (
        [page("/1.html", "Old text here.", url="https://www.ostrel.example/a?utm_source=x")],
        [page("/2.html", "New text here.", url="http://ostrel.example/a#top")],
        [("new version", 2)],
        "one address, two saved files",
    ),
    ([page("/c.jsonl:1", "A text.", id="k1")], [page("/c.jsonl:9", "B text.", id="k1")], [("new version", 2)], "a record keeps its id"),
    ([page("/c.jsonl:1", "A text.")], [page("/c.jsonl:1", "B text.")], [("new", 1)], "a line number is no name"),
    ([page("-", "A text.")], [page("-", "B text.")], [("new", 1)], "what comes through a pipe has no place"),
    (
        [page("/1.html", "Old text.", url="https://ostrel.example/a"), page("/2.html", "New text.", url="https://ostrel.example/a")],
        [page("/1.html", "Old text.", url="https://ostrel.example/a"), page("/2.html", "New text.", url="https://ostrel.example/a")],
        [("unchanged", 1), ("unchanged", 2)],
        "two saved versions given again are the two that are there",
    ),
    (
        [page("https://ostrel.example/a", "Old."), page("https://ostrel.example/a", "New.")],
        [page("https://ostrel.example/a", "Old."), page("https://ostrel.example/a", "Old.")],
        [("new version", 3), ("unchanged", 3)],
        "a page that says again what it said at first has changed",
    ),
    ([FERRY, page(FERRY.path, "Later.")], [FERRY], [("new version", 3)], "and so has a file"),
]  # fmt: skip


@pytest.mark.parametrize("first, second, becomes, why", TWICE, ids=[row[-1] for row in TWICE])
def test_what_is_added_twice(
    store: Store, first: list[Document], second: list[Document], becomes: list[tuple[str, int]], why: str
) -> None:
    put(store, *first)
    assert fates(put(store, *second)) == becomes, why


GIVEN = st.lists(
    st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(0, 3)), max_size=6), min_size=1, max_size=5
)


@settings(max_examples=25, deadline=None)
@given(GIVEN)
def test_versions_are_those_of_a_plain_list(runs: list[list[tuple[str, bool, int]]]) -> None:
    """A model: a place read itself takes a text that is not its last, a saved copy only one that it never had."""
    expected: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for run in runs:
            told = []
            for site, saved, text in run:
                versions = expected.setdefault(site, [])
                if text not in versions or (not saved and versions[-1] != text):
                    told.append("new version" if versions else "new")
                    versions.append(text)
                else:
                    told.append("unchanged")
            with opened(f"{folder}/a.db", "make") as store:
                fresh = [_given(*it) for it in run]
                assert [it.fate.replace("same text", "unchanged") for it in put(store, *fresh)] == told
        with opened(f"{folder}/a.db", "make") as store:
            ids = [layer.id for layer in store.layers()]
            found: dict[str, list[str]] = {}
            for layer in store.layers(ids):
                found.setdefault(layer.place[-1], []).append(
                    unpack(store.packed([layer.number])[layer.number], "x", "x").article.text
                )
    assert found == {site: [f"Text {text}." for text in versions] for site, versions in expected.items() if versions}


def _given(site: str, saved: bool, text: int) -> Document:
    url = f"https://ostrel.example/{site}"
    return page(f"/saved/{site}{text}.html" if saved else url, f"Text {text}.", url=url)


def test_what_was_met_is_not_read_again(store: Store) -> None:
    put(store, FERRY, page("/empty.txt", ""))

    def never(document: Document) -> Article:
        raise AssertionError(f"{document.path} was read again")

    again = put(store, FERRY, page("/empty.txt", ""), rules=Rules("rules 1", never, cut, quotations))
    assert [it.fate for it in again] == ["unchanged", "refused"]


def test_new_rules_read_again_and_make_no_version(store: Store) -> None:
    put(store, FERRY)
    assert store.holding("rules 2").older == 1
    assert fates(put(store, FERRY, rules=Rules("rules 2", read, cut, quotations))) == [("unchanged", 1)]
    assert store.holding("rules 2").older == 0


def test_mirrors_of_one_address_stay_unchanged(store: Store) -> None:
    mirrors = [
        page("/1.html", "One text.", url="https://a.example/x"),
        page("/2.html", "One  text.", url="https://a.example/x"),
    ]
    assert [it.fate for it in put(store, *mirrors)] == ["new", "same text"]
    assert [it.fate for it in put(store, *mirrors)] == ["unchanged", "unchanged"]
    assert store.holding("rules 1").articles == 1


def test_refusals_of_the_reader_are_passed_on_in_order(store: Store) -> None:
    found = put(store, FERRY, Refusal("/gone.txt", "does not exist"), MINE)
    assert [(it.path, it.fate) for it in found] == [
        ("/pile/ferry.txt", "new"),
        ("/gone.txt", "refused"),
        ("/pile/mine.txt", "new"),
    ]


def test_ids_do_not_depend_on_the_order_of_arrival(where: str, store: Store) -> None:
    documents = [page(f"/{n}/report.txt", f"Text number {n}.") for n in range(40)]
    put(store, *reversed(documents))
    assert [it.id for it in store.layers()] == sorted(name(place(it, None)) for it in documents)


def test_a_batch_is_kept_whole_or_not_at_all(where: str, store: Store) -> None:
    from msgspec.structs import replace

    from retold.libraries.adding import _entry, fingerprint

    one, other = (_entry(it, fingerprint(it), None, RULES) for it in (FERRY, MINE))
    with pytest.raises(BadInput):
        store.put([one, replace(other, id=one.id)], AT)  # an id can be given once
    assert list(store.layers()) == []
    assert store.search(sought("ferry")) == []
    assert store.known([one.hash], RULES.version) == {}
    assert [it.fate for it in store.put([one, other], AT)] == ["new", "new"]


def test_pages_come_back_as_they_were(store: Store) -> None:
    from retold.libraries import pages

    put(store, FERRY)
    (back,) = pages(store)
    assert back.article.text == FERRY.content.decode()
    assert back.article.outlet == "Harbour Post"
    assert [it.span.text for it in back.sentences] == back.article.text.split("\n")
    assert {it.span.article for it in back.sentences} == {back.article.id}


# --- searching --------------------------------------------------------------------------------------------------------

PILE = [
    page("/1", "Marta Quill met the envoys in Ostrel.\nThe envoy's talks were secret.", title="Secret talks", outlet="Harbour Post", published="2026-03-01"),
    page("/2", 'The envoys went home. "We will not pay a ransom," Quill said.', title="No deal", outlet="Vale Courier", published="2026-03-09T08:00:00Z"),
    page("/3", "Talks about a quill pen.\nThe ransom of a painting.", title="Auction", published="2026-04-02"),
    page("/4", "Ölpreis and café prices rose by 1,200 crowns in the U.S. market.", outlet="The Harbour Post"),
]  # fmt: skip
SEARCHES = [
    ("envoy", {}, {"/1", "/2"}, "a plural is its singular"),
    ("ENVOYS", {}, {"/1", "/2"}, "capitals do not count"),
    ("secret talks", {}, {"/1"}, "all words"),
    ('"talks secret"', {}, set(), "a phrase has an order"),
    ("“secret talks”", {}, {"/1"}, "curled marks make a phrase; a title is text"),
    ("talks secret", {}, {"/1"}, "words have none"),
    ("ostr*", {}, {"/1"}, "a star lets a word go on"),
    ("ostr", {}, set(), "without it a word is whole"),
    ("cafe olpreis", {}, {"/4"}, "accents do not count"),
    ("1,200", {}, {"/4"}, "a figure with a comma"),
    ("US", {}, {"/4"}, "stops of an abbreviation do not count"),
    ("", {"name": "Quill"}, {"/1", "/2"}, "a name has a capital"),
    ("", {"name": "Marta Quill"}, {"/1"}, "a full name"),
    ("", {"quote": "not pay a ransom"}, {"/2"}, "between quotation marks"),
    ("ransom", {"quote": "envoys"}, set(), "not between them"),
    ("", {"outlet": "the harbour post"}, {"/1", "/4"}, "an outlet however it is written"),
    ("", {"since": "2026-03-02"}, {"/2", "/3"}, "from a day on; what has no date is left out"),
    ("", {"until": "2026-03"}, {"/1", "/2"}, "up to the end of a month"),
    ("", {"since": "2026-03-09", "until": "2026-03-09"}, {"/2"}, "one day, with its hours"),
    ("envoy", {"outlet": "Vale Courier"}, {"/2"}, "words and an outlet"),
    ("envoys'); DROP TABLE articles; --", {}, set(), "SQL is words"),
    ('title:secret OR body:"x" NEAR(envoys talks) AND NOT (', {}, set(), "so are a query language's own"),
]  # fmt: skip


@pytest.mark.parametrize("words, options, found, why", SEARCHES, ids=[row[-1] for row in SEARCHES])
def test_a_search_finds(store: Store, words: str, options: dict[str, str], found: set[str], why: str) -> None:
    put(store, *PILE)
    assert {it.path for it in hits(store, sought(words, **options))} == found, why
    assert store.holding("rules 1").articles == 4


SYNTAX = [
    "AND", "OR NOT", "NEAR(ferry quay, 3)", "NEAR/3", "*", '"', '""', '"ferry', "ferry*quay*", "title: x", "{title} : ferry", "^ferry",
    "ferry + quay", "-ferry", "(", ")(", "& | !", "a <-> b", "a <2> b", "ferry:*", "'ferry':A", "\\", "'", "ferry\0quay", "\x1b[31m", "%s ?",
    "\ud800", "x" * 100_000, "\u202eyrref",
]  # fmt: skip


def test_no_query_language_is_spoken(store: Store) -> None:
    """What would be a command of FTS5 or of tsquery is words, or holds none; it is neither obeyed nor an error of the database."""
    put(store, page("/1", "The ferry lies at the quay."))
    for words in SYNTAX:
        for options in ({"words": words}, {"name": words}, {"quote": words}, {"words": "ferry", "outlet": words}):
            asked = None
            with suppress(BadInput):  # nothing is left to search for, which is said before a database is asked
                asked = sought(**options)
            assert asked is None or [it.path for it in hits(store, asked)] in ([], ["/1"]), words
    assert store.holding("rules 1").articles == 1


def test_the_sentence_that_holds_the_words_is_shown(store: Store) -> None:
    put(store, *PILE)
    (hit,) = hits(store, sought("ransom pay"))
    assert hit.sentence is not None
    assert sorted(it.text for it in hit.marks) == ["pay", "ransom"]


def test_a_title_counts_more_and_a_limit_holds(store: Store) -> None:
    put(store, *[page(f"/{n}", "One word of storm in a long text about other things.", title="Other") for n in range(9)])
    put(store, page("/best", "A storm.", title="Storm storm"))
    found = list(hits(store, sought("storm", limit=3)))
    assert found[0].path == "/best"
    assert len(found) == 3


def test_a_word_that_only_an_earlier_version_has_is_found_there(store: Store) -> None:
    put(store, page("/a", "The minister resigned."), page("/a", "The minister stays."))
    (hit,) = hits(store, sought("resigned"))
    assert (hit.version, hit.versions) == (1, 2)
    (hit,) = hits(store, sought("minister"))
    assert (hit.version, hit.versions) == (2, 2)


NASTY = [
    "Robert'); DROP TABLE layers;--",
    '"; DELETE FROM pages; SELECT "',
    "%s %(x)s {0} ? :name $1",
    "back\\slash ' quote",
    "nul\0inside",
    "half of a pair \ud800",
    "../../etc/passwd",
    "$(touch pwned) `touch pwned`",
    "x" * 5000,
    "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(5000)),  # long, and no compression makes it short
]


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_untrusted_text_is_only_text(store: Store, text: str) -> None:
    document = page(f"/{text}", "A plain article about the ferry.", title=text, outlet=text, id=text, published="2026-01-01")
    (one,) = put(store, document)
    assert one.fate == "new"
    assert fates(put(store, document)) == [("unchanged", 1)]
    (layer,) = store.layers()
    clean = text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
    assert (layer.title, layer.outlet) == (clean, clean)
    assert [it.id for it in hits(store, sought("ferry"))] == [one.id]
    assert store.find(text) in ((), (one.id,))
    store.keep("state", {text: b"x"})
    assert list(store.states("state").values()) == [b"x"]
    made = store.decide(Decision("story", True, (text.encode("utf-8", "replace").decode(), one.id), "a", "b", AT))
    assert store.decisions() == (made,)


def test_an_article_with_an_address_is_found_by_its_path_too(store: Store) -> None:
    (one,) = put(store, page("/pile/saved.html", "A text.", url="https://ostrel.example/a"))
    assert store.find("/pile/saved.html") == store.find("//ostrel.example/a") == (one.id,)


@pytest.mark.parametrize("pattern", ["%", "_", "%-%", "a%b", "\\", "-"])
def test_a_pattern_is_no_name(store: Store, pattern: str) -> None:
    put(store, FERRY, MINE)
    assert store.find(pattern) == ()


@pytest.mark.parametrize(
    "named, why",
    [("ferry", "the beginning"), ("FERRY-", "capitals"), ("{code}", "the code alone"), ("/pile/ferry.txt", "the path")],
)
def test_an_article_is_found_by_a_part_of_its_id(store: Store, named: str, why: str) -> None:
    one, _ = put(store, FERRY, MINE)
    assert store.find(named.format(code=one.id.rpartition("-")[2])) == (one.id,), why


# --- what is held, decided, kept ----------------------------------------------------------------------------------------


def test_a_library_says_what_it_holds(store: Store) -> None:
    put(store, *PILE, page("/1", "Another text."), page("/e", ""))
    held = store.holding("rules 1")
    assert (held.articles, held.versions, held.refused, held.undated) == (4, 5, 1, 2)
    assert held.outlets == (("The Harbour Post", 1), ("Vale Courier", 1))
    assert held.days == (("2026-03-09", 1), ("2026-04-02", 1))
    assert held.size > 0


def test_decisions_are_kept_replaced_and_taken_back(where: str, store: Store) -> None:
    first = store.decide(Decision("story", True, ("a", "b"), "Ada", "", AT))
    other = store.decide(Decision("origin", False, ("a", "b"), "Ada", "not the same desk", AT))
    changed = store.decide(Decision("story", False, ("a", "b"), "Bo", "", AT))
    assert [it.number for it in (first, other, changed)] == [1, 2, 3]
    assert store.decisions() == (other, changed)
    assert store.undo(3) == changed
    assert store.undo(3) is None
    assert store.undo(10**30) is None
    assert store.decide(Decision("story", True, ("a", "c"), "Ada", "", AT)).number == 4, "a number is given once"
    with opened(where) as again:
        assert [it.number for it in again.decisions()] == [2, 4]


def test_states_are_kept_by_kind_and_name(store: Store) -> None:
    store.keep("ledger", {"a": b"1", "b": b"2"})
    store.keep("parse", {"a": b"other"})
    store.keep("ledger", {"a": b"3", "b": None})
    assert store.states("ledger") == {"a": b"3"}
    assert store.states("parse", ["a", "b"]) == {"a": b"other"}
    many = {f"n{n}": b"%d" % n for n in range(1200)}
    store.keep("many", dict(many))
    assert store.states("many", list(many)) == many


def test_the_state_of_stories_is_kept(where: str, store: Store) -> None:
    from retold.keeping import ledger

    put(store, *PILE)
    first = ledger(store, lambda *_: None)
    assert len(first) == 4
    kept = store.states("ledger")
    put(store, page("/5", "Another text about the ferry."))
    with opened(where, "write") as other:
        again = ledger(other, lambda *_: None)
    assert sorted(again) == sorted(layer.id for layer in store.layers())
    assert kept.keys() < store.states("ledger").keys()
    assert store.states("ledger turn") == {"number": b"2"}


def test_what_is_done_alone_is_kept_whole_or_not_at_all(where: str, store: Store) -> None:
    def fail() -> None:
        with store.alone():
            store.keep("a", {"x": b"1"})
            put(store, FERRY)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store.states("a") == {}
    assert list(store.layers()) == []
    with store.alone():
        store.keep("a", {"x": b"1"})
        store.keep("b", {"y": b"2"})
    with opened(where) as other:
        assert (other.states("a"), other.states("b")) == ({"x": b"1"}, {"y": b"2"})


# --- several at once ----------------------------------------------------------------------------------------------------


def test_several_write_at_once_and_nothing_is_lost(where: str) -> None:
    """Four writers, each with articles of its own and some that all of them add, none of them knowing of the others."""
    shared = [page(f"/shared/{n}.txt", f"Shared text number {n}.") for n in range(20)]
    problems: list[BaseException] = []
    told: list[Added] = []

    def write(writer: int) -> None:
        try:
            with opened(where, "make") as mine:
                for n in range(0, 20, 5):
                    own = [page(f"/{writer}/{m}.txt", f"Text {m} of writer {writer}.") for m in range(n, n + 5)]
                    told.extend(put(mine, *own, *shared[n : n + 5]))
        except BaseException as error:
            problems.append(error)

    writers = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(60)
    assert problems == []
    assert sum(it.fate == "new" for it in told) == 100, "each shared article is new once"
    with opened(where) as after:
        assert len(list(after.layers())) == 100
        assert len(after.search(sought("shared", limit=None))) == 20


def test_a_library_that_is_not_there_is_not_made_by_reading(where: str) -> None:
    with pytest.raises(BadInput, match=r"make (a library|one) with"), opened(where):
        pass


def test_a_library_of_a_newer_version_is_left_alone(where: str, store: Store) -> None:
    if where.startswith("postgresql"):
        store._rows("UPDATE versions SET version = 99")  # type: ignore[attr-defined]
    else:
        store._rows("PRAGMA user_version = 99")  # type: ignore[attr-defined]
    with pytest.raises(BadInput, match=r"newer version of retold \(schema 99\)"), opened(where, "make"):
        pass


def test_a_page_that_was_tampered_with_is_said_to_be_damaged(store: Store) -> None:
    from retold.libraries import pages, squeeze

    put(store, FERRY)
    for broken in (b"", b"garbage", squeeze(b"no page"), squeeze(b"\0" * 80_000_000)):
        store._rows("UPDATE pages SET page = ?", [broken])  # type: ignore[attr-defined]
        with pytest.raises(BadInput, match="damaged"):
            list(pages(store))


def test_a_server_that_goes_away_is_said_and_nothing_is_half_written(server: str) -> None:
    import psycopg

    def lose(mine: Store) -> None:
        with mine.alone():
            put(mine, MINE)
            with psycopg.connect(server, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'retold'")
            put(mine, page("/late.txt", "Too late."))

    with opened(server, "make") as mine:
        put(mine, FERRY)
        with pytest.raises(BadInput, match="cannot be reached; what was added before is kept"):
            lose(mine)
        with pytest.raises(BadInput, match="cannot be reached"):
            list(mine.layers())
    with opened(server) as again, psycopg.connect(server, autocommit=True) as base:
        assert [layer.path for layer in again.layers()] == [FERRY.path]
        again.close()
        base.execute("DROP SCHEMA retold CASCADE")


@pytest.mark.parametrize("wait", [0.0, 0.15])
def test_what_was_said_to_be_added_outlives_a_kill(where: str, wait: float) -> None:
    """A process that adds is killed with no chance to tidy up; what it had said is there, and the next one goes on."""
    code = "import sys; sys.path.insert(0, {!r}); from test_store_faults import writer; writer({!r}, 0, 20_000)"
    typed = [sys.executable, "-c", code.format(str(Path(__file__).parent), where)]
    with subprocess.Popen(typed, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = [child.stdout.readline().strip()]
        time.sleep(wait)
        child.kill()
        told += [line.strip() for line in child.stdout if line.endswith("\n")]
    with opened(where, "write") as store:
        there = {layer.id for layer in store.layers()}
        assert told[0]
        assert set(told) <= there
        assert len(there) % 128 == 0, "a batch is there whole, or not at all"
        put(store, FERRY)
        assert len(list(store.layers())) == len(there) + 1


def test_a_library_whose_tables_go_is_said_in_one_line(where: str, store: Store) -> None:
    put(store, FERRY)
    store._rows("DROP TABLE states")  # type: ignore[attr-defined]
    with pytest.raises(BadInput, match="add the articles") as caught:
        store.keep("x", {"y": b"z"})
    assert "\n" not in str(caught.value)
    assert len(list(store.layers())) == 1


def test_a_database_that_may_only_be_read_is_read(server: str) -> None:
    import psycopg

    with opened(server, "make") as store, psycopg.connect(server, autocommit=True) as base:
        put(store, FERRY)
        base.execute("ALTER ROLE retold SET default_transaction_read_only = on")
        try:
            with opened(server, "write") as reading:
                assert len(list(reading.layers())) == 1
                with pytest.raises(BadInput, match="is read-only: nothing was changed"):
                    put(reading, MINE)
        finally:
            base.execute("SET default_transaction_read_only = off")
            base.execute("ALTER ROLE retold RESET default_transaction_read_only")
            base.execute("DROP SCHEMA retold CASCADE")


def test_a_database_that_is_not_there_is_said_with_what_to_do(server: str) -> None:
    with pytest.raises(BadInput, match=r"see that its server runs|createdb"), opened(f"{server}-none", "make"):
        pass
