"""Daft finds what the local engine finds, to the last bit: on this machine, in parts, and on a Ray cluster of two nodes."""

from __future__ import annotations

import gzip
import json
import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from tests.stories.invented import TELLINGS, page

from retold import articles, stories
from retold.adapters.engine_daft import DaftEngine, Tuning
from retold.adapters.engine_daft_found import Asked
from retold.adapters.engine_daft_reading import elsewhere
from retold.adapters.engine_daft_stages import SLOT, Weigher, inner
from retold.adapters.engine_daft_start import first_line, started
from retold.adapters.engine_local import LocalEngine
from retold.adapters.reader_records import document
from retold.errors import BadInput, NothingToRead
from retold.face import ports
from retold.model import Article, Document, Page
from retold.stories import Judged, Ledger, Settings

pytest.importorskip("daft", reason="the Daft engine is an extra: pip install 'retold[scale]'")
arrow = pytest.importorskip("pyarrow")

pytestmark = [  # Daft leaves the pipes to its workers to the garbage collector
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
WORDS = [
    f"{first}{last}"
    for first in ("brun", "skel", "tarv", "omph", "lind", "quor")
    for last in ("ick", "ado", "ette", "ulm", "ost")
]


def silent(step: str, done: int, total: int) -> None:
    pass


def pile() -> list[Page]:
    """Invented stories; texts that tie with each other; a text in no language of ours, one of few words, one without any."""
    pages = [page(name, published=f"2031-05-{number + 1:02}") for number, name in enumerate(TELLINGS)]
    rng = random.Random(7)
    for story in range(12):
        cast = rng.sample(WORDS, 12)
        for telling in range(5):
            said = " ".join(rng.choice(cast) for _ in range(60))
            pages.append(page(f"made-{story:02}-{telling}", f"{said} harbour council", published=f"2031-06-{story + 1:02}"))
        pages += [page(f"copy-{story:02}-{copy}", f"{said} harbour council") for copy in range(3)]
    pages += [page("odd", "ordo virum cano", language="la"), page("brief", "Marigold aground"), page("empty", "")]
    return pages


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return pile()


@pytest.fixture(scope="module")
def expected(pages: list[Page]) -> list[bytes]:
    return sorted(LocalEngine().rows(pages, silent))


@pytest.mark.parametrize(
    ("tuning", "why"),
    [
        (Tuning(), "all at once"),
        (Tuning(part=20_000), "neighbours found in parts, each with all that is known of its articles"),
        (Tuning(most=1_000), "a bound that no term reaches"),
    ],
)
def test_rows_are_those_of_the_local_engine(tuning: Tuning, why: str, pages: list[Page], expected: list[bytes]) -> None:
    steps: list[tuple[str, int, int]] = []
    rows = list(DaftEngine(tuning=tuning).rows(pages, lambda *it: steps.append(it)))
    assert sorted(rows) == expected, why
    parts = max(total for step, _, total in steps if step == "finding neighbours")
    assert (parts > 1) == (tuning.part < 1_000_000)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Asked(), "as it comes"),
        (Asked(level="topic"), "two levels"),
        (Asked(gamma=0.0, judged=Judged(together=frozenset({("ferry-1", "opera")}))), "what a person decided"),
    ],
)
def test_stories_are_those_of_the_local_engine(asked: Asked, why: str, pages: list[Page]) -> None:
    here = stories.group(pages, gamma=asked.gamma, level=asked.level, judged=asked.judged)
    assert len(here.groups) > 5
    assert DaftEngine().groups(pages, silent, asked) == here, why


def test_a_ledger_goes_on_from_what_the_engine_found(pages: list[Page]) -> None:
    ledger = Ledger()
    assert ledger.load(DaftEngine().rows(pages[5:], silent)) == 0
    ledger.add(*pages[:5])
    assert ledger.groups() == stories.group(pages)


def test_a_page_given_again_replaces_the_earlier_one() -> None:
    once = [page("ferry-1"), page("ferry-2"), page("opera")]
    again = [page("opera", TELLINGS["cheese"]), *once]
    assert sorted(DaftEngine().rows(again, silent)) == sorted(LocalEngine().rows(again, silent))


def test_no_pages_are_no_rows() -> None:
    assert list(DaftEngine().rows([], silent)) == []


def test_a_frequent_term_leads_to_articles_of_about_the_same_time(pages: list[Page]) -> None:
    days = {it.article.id: date.fromisoformat(it.article.published).toordinal() for it in pages if it.article.published}
    with DaftEngine(tuning=Tuning(most=0)).nearby(pages, silent) as found:
        met = [
            (found.names[one], found.names[other]) for one, other in zip(found.pairs.articles, found.pairs.others, strict=True)
        ]
    assert any(days[one] != days[other] for one, other in met)
    assert all(one in days and other in days and abs(days[one] - days[other]) < 2 * SLOT for one, other in met)


def test_time_matters_for_frequent_terms_alone(pages: list[Page], expected: list[bytes]) -> None:
    at_once = [replace(it, article=replace(it.article, published="2031-05-01")) for it in pages]
    for most in (0, 5):
        assert sorted(DaftEngine(tuning=Tuning(most=most)).rows(at_once, silent)) == sorted(LocalEngine().rows(at_once, silent))
    some = sorted(DaftEngine(tuning=Tuning(most=5)).rows(pages, silent))
    assert some != expected, "some terms here are more frequent than five"


def test_terms_have_the_same_numbers_in_every_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [("a", None, "en", False, TELLINGS["ferry-1"]), ("b", 7, "en", False, TELLINGS["tram-1"])]
    one, other = Weigher(Settings()), Weigher(Settings())
    other.weigh([("c", None, "en", False, TELLINGS["cheese"])])
    found = one.weigh(texts)
    assert found == other.weigh(texts), "another worker that has met other words"
    monkeypatch.setattr("retold.adapters.engine_daft_stages.FULL", 1)
    other.weigh([("c", None, "en", False, TELLINGS["opera"])])
    assert found == other.weigh(texts), "a worker whose vocabulary is full begins another"


@pytest.mark.parametrize("seed", range(5))
def test_inner_products_are_those_of_the_definition(seed: int) -> None:
    rng = np.random.default_rng(seed)

    def vectors() -> tuple[list[list[int]], list[list[int]]]:
        terms = [sorted(rng.choice(40, size=rng.integers(0, 9), replace=False).tolist()) for _ in range(30)]
        return terms, [rng.integers(1, 1 << 14, size=len(it)).tolist() for it in terms]

    (left, own), (right, theirs) = vectors(), vectors()
    wanted = [
        sum(a * b for x, a in zip(p, q, strict=True) for y, b in zip(r, s, strict=True) if x == y)
        for p, q, r, s in zip(left, own, right, theirs, strict=True)
    ]
    lists = [arrow.array(it, type=arrow.large_list(arrow.int64())) for it in (left, own, right, theirs)]
    assert inner(*lists).tolist() == wanted
    assert inner(*(arrow.chunked_array([it[:7], it[7:]]) for it in lists)).tolist() == wanted, "however it is cut"


# --- piles that Daft reads itself ---------------------------------------------------------------------------------------


def records() -> list[dict[str, object]]:
    found: list[dict[str, object]] = [
        {
            "id": it.article.id,
            "text": it.article.text,
            "date": it.article.published,
            "series": "The Skerrow Gull",
            "extra": [1, 2],
        }
        for it in pile()
        if it.article.id not in ("odd", "brief", "empty")
    ]
    found[3] |= {"id": "tram-1", "text": f"{found[3]['text']} It rained."}
    return found


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """The invented pile in three files, with lines that are no articles, an id given twice and a text given twice."""
    import pyarrow.parquet as parquet

    given = records()
    bad = ['{"id": "no-text", "date": "2031-05-01"}', "[1]", "{"]
    (tmp_path / "a.jsonl").write_text("\n".join([*map(json.dumps, given[:30]), *bad]) + "\n")
    with gzip.open(tmp_path / "b.jsonl.gz", "wt") as file:
        file.write("\n".join(json.dumps(it) for it in given[29:60]))
    parquet.write_table(arrow.Table.from_pylist(given[60:]), tmp_path / "c.parquet")
    return [str(tmp_path / "*.jsonl"), str(tmp_path / "b.jsonl.gz"), str(tmp_path / "c.parquet")]


def test_a_pile_read_by_daft_is_the_pile_read_here(files: list[str]) -> None:
    surveyed, here = DaftEngine().survey(files, silent), read_here()
    assert [(it.id, it.outlet, it.published) for it in surveyed.articles] == [(it.id, it.outlet, it.published) for it in here]
    assert len(surveyed.refused) == 3
    assert all(it.path.startswith(files[0].removesuffix("*.jsonl")) and it.because for it in surveyed.refused)
    cut = [articles.page(it) for it in here]
    assert surveyed.grouping == stories.group(cut)
    heads = {it.article.id: stories.head(it) for it in cut}
    assert stories.listing(surveyed.grouping, surveyed.heads) == stories.listing(surveyed.grouping, heads)
    assert sum("counted once" in note for note in surveyed.notes) == sum(len(it.copies) for it in here)
    assert surveyed == DaftEngine().survey(files[::-1], silent), "in whatever order the files are given"


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_stories_are_written_where_they_are_wanted(form: str, files: list[str], tmp_path: Path) -> None:
    engine = DaftEngine()
    surveyed = engine.survey(files, silent)
    for _ in range(2):  # a second time replaces the first
        engine.write(surveyed, str(tmp_path / f"out.{form}"))
    read = engine_read(tmp_path / f"out.{form}")
    wanted = {name: f"s{number}" for number, group in enumerate(surveyed.grouping.groups, 1) for name in group.articles}
    assert {row["article"]: row["story"] for row in read if row["story"]} == wanted
    assert len(read) == len(surveyed.articles)
    assert {row["outlet"] for row in read} == {"The Skerrow Gull"}


def engine_read(folder: Path) -> list[dict[str, str | None]]:
    if folder.suffix == ".jsonl":
        lines = [line for path in folder.iterdir() for line in path.read_text().splitlines()]
        return [{"story": None, **json.loads(line)} for line in lines]
    import pyarrow.parquet as parquet

    return [row for path in folder.glob("*.parquet") for row in parquet.read_table(path).to_pylist()]


def test_a_working_folder_that_is_not_there_is_said_in_a_line(pages: list[Page], tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"nothing can be written in .*: no such file or directory$"):
        DaftEngine(tuning=Tuning(folder=str(tmp_path / "none"))).groups(pages, silent)


def read_here() -> tuple[Article, ...]:
    """The articles of `files`, by the reader that reads records without Daft."""
    systems = ports()
    found = [document(record, f"file.jsonl:{number}") for number, record in enumerate([*records(), records()[29]])]
    read = [articles.read(it, systems.extractor, systems.identifier) for it in found if isinstance(it, Document)]
    return articles.merge([it for it in read if isinstance(it, Article)])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.jsonl", None, "not found"),
        ("none/*.parquet", None, "not found"),
        ("page.html", b"<html>", "cannot be read by Daft"),
        ("broken.parquet", b"PAR1 no", "parquet"),
        ("latin.jsonl", b'{"text": "caf\xe9"}\n', "UTF-8"),
        ("cut.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 999, mtime=0)[:-20], "unexpected end"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(
    name: str, content: bytes | None, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput) as raised:
        DaftEngine().survey([str(tmp_path / name)], silent)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)
    assert capfd.readouterr().err == "", "nothing else is said of it"


@pytest.mark.parametrize(
    ("places", "elsewhere_", "why"),
    [
        (["s3://bucket/*.parquet", "file:///shared/a.jsonl.gz"], True, "stores"),
        (["hf://datasets/x/a.parquet", "a.jsonl"], False, "a path is read here"),
        (["https://example.org/a.jsonl"], False, "the web has a reader of its own"),
        (["HTTP://10.0.0.1/a.parquet"], False, "and is not read behind its back"),
        (["s3://bucket/page.html"], False, "a page"),
        ([], False, "nothing"),
    ],
)
def test_what_the_workers_read_by_themselves(places: list[str], elsewhere_: bool, why: str) -> None:
    assert elsewhere(places) is elsewhere_, why
    if places and places[0].lower().startswith("http"):
        with pytest.raises(BadInput, match="cannot be read by Daft"):
            DaftEngine().survey(places, silent)


def test_a_pile_without_an_article_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text('{"id": 1}\n\n')
    with pytest.raises(NothingToRead, match="has no text"):
        DaftEngine().survey([str(tmp_path / "empty.jsonl")], silent)


def test_half_a_character_stops_nothing() -> None:
    given = [page("ferry-1\ud800", f"{TELLINGS['ferry-1']} \udc80"), page("ferry-2")]
    grouping = DaftEngine().groups(given, silent)
    assert [len(it.articles) for it in grouping.groups] == [2]


# --- starting --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def closed() -> Iterator[int]:
    """A port that nobody listens at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("127.0.0.1:{port}", "no Ray cluster answers at"),
        ("ray://127.0.0.1:{port}", "no Ray cluster answers at"),
        ("head-node", "is no address of a Ray cluster"),
        ("head-node:port", "is no address of a Ray cluster"),
        ("", "is no address of a Ray cluster"),
    ],
)
def test_a_cluster_that_does_not_answer_is_said_in_a_line(address: str, said: str, closed: int) -> None:
    code = "from retold.adapters.engine_daft_start import started\nimport sys\nstarted(sys.argv[1])"
    done = run(code, address.format(port=closed))
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("retold.errors.BadInput:")
    assert said in last


def test_a_missing_extra_is_said_with_the_command_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(BadInput, match=r'type pip install "retold\[scale\]"'):
        list(DaftEngine().rows([], silent))


def test_a_process_has_one_runner_for_life() -> None:
    list(DaftEngine().rows([], silent))
    with pytest.raises(BadInput, match="already runs Daft without Ray"):
        started("local")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError("\n  one\ntwo"), "one"),
        (ValueError("DaftError::FileNotFound a.jsonl not found\n"), "a.jsonl not found"),
        (ValueError(""), "ValueError"),
        (ValueError("x" * 500), "x" * 297 + "..."),
        (ValueError("\x1b[36mray::run()\x1b[0m\n  File x\nValueError: lost\n"), "ValueError: lost"),
    ],
)
def test_an_error_is_told_in_a_line(error: Exception, line: str) -> None:
    assert first_line(error) == line


# --- a real cluster ----------------------------------------------------------------------------------------------------------

CLUSTER = """
import sys
from tests.adapters.test_engine_daft import pile, read_here, silent
from retold.adapters.engine_daft import DaftEngine
from retold.adapters.engine_daft_start import QUIET
from retold.adapters.engine_local import LocalEngine
from retold import stories
import os
os.environ.update(QUIET)
from ray.cluster_utils import Cluster
cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
cluster.add_node(num_cpus=1)
print("---", file=sys.stderr, flush=True)
engine = DaftEngine(cluster.address)
pages = pile()
with engine.nearby(pages, silent) as found:
    import ray, json
    from retold.adapters.engine_daft_found import Asked
    print(json.dumps({
        "nodes": sum(node["Alive"] for node in ray.nodes()),
        "rows": sorted(found.rows()) == sorted(LocalEngine().rows(pages, silent)),
        "stories": found.groups(Asked()) == stories.group(pages),
        "survey": [it.id for it in engine.survey(sys.argv[1:], silent).articles] == [it.id for it in read_here()],
    }))
del found
ray.shutdown()
print("---", file=sys.stderr, flush=True)
cluster.shutdown()
"""


@pytest.mark.skipif(
    "RETOLD_WITHOUT_CLUSTER" in os.environ, reason="RETOLD_WITHOUT_CLUSTER is set: starting a cluster takes 30 s"
)
def test_a_ray_cluster_of_two_nodes_finds_the_same(files: list[str]) -> None:
    pytest.importorskip("ray", reason="Ray is part of the extra: pip install 'retold[scale]'")
    done = run(CLUSTER, *files)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"nodes": 2, "rows": True, "stories": True, "survey": True}
    assert done.stderr.split("---\n")[1].strip() == "", "Ray and Daft keep quiet"


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root / "src"), str(root), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
