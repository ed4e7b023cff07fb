"""News on its way: in order, once, and again where it did not arrive."""

from __future__ import annotations

import io
import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import feedparser
import pytest
from tests.watch.invented import Ear

from retold.adapters.notify_atom import AtomFeed, feed
from retold.adapters.notify_jsonl import JsonLines, line
from retold.adapters.notify_webhook import Webhook
from retold.errors import BadInput
from retold.watching import Delivery, Item, Memory, Undelivered
from retold.watching.memory import Known, Upshot
from retold.watching.records import Contradiction, Edit, Mention, Side

AT = "2026-03-02T08:00:00Z"


def item(name: str, **fields: object) -> Item:
    return Item(name, "new story", AT, f"News {name}", "A story", **fields)  # type: ignore[arg-type]


def keep(memory: Memory, *names: str) -> None:
    known = memory.known() or Known({}, {}, {})
    memory.tell(Upshot([item(name) for name in names]), known.turn)


def ids(heard: list[Item]) -> list[str]:
    return [it.id for it in heard]


def test_each_listener_hears_each_piece_once_and_in_order(memory: Memory) -> None:
    ear = Ear()
    delivery = Delivery(memory, [ear])
    keep(memory, "a", "b")
    list(delivery.deliver(0.0))
    list(delivery.deliver(1.0))
    keep(memory, "c", "a")
    list(Delivery(memory, [ear]).deliver(2.0))
    assert ids(ear.heard) == ["a", "b", "c"], "what was found again is not told again, and a restart changes nothing"


def test_a_new_listener_hears_what_is_told_from_now_on(memory: Memory) -> None:
    keep(memory, "a")
    ear = Ear()
    delivery = Delivery(memory, [ear])
    keep(memory, "b")
    list(delivery.deliver(0.0))
    assert ids(ear.heard) == ["b"]


def test_what_does_not_arrive_is_tried_again_later_and_nobody_else_waits(memory: Memory) -> None:
    ear, deaf = Ear("a"), Ear("deaf")
    deaf.deaf = True
    delivery = Delivery(memory, [deaf, ear])
    keep(memory, "a")
    complaints = list(delivery.deliver(100.0))
    assert complaints == ["deaf is deaf; its news is kept and tried again in 5 s"]
    assert (ids(ear.heard), delivery.next_due()) == (["a"], 105.0)
    assert list(delivery.deliver(104.0)) == [], "not before its time"
    assert list(delivery.deliver(105.0)) == ["deaf is deaf; its news is kept and tried again in 10 s"]
    deaf.deaf = False
    keep(memory, "b")
    list(Delivery(memory, [deaf, ear]).deliver(106.0))
    assert (ids(deaf.heard), ids(ear.heard)) == (["a", "b"], ["a", "b"])


def test_old_news_is_let_go_once_all_have_heard_it(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retold.watching.memory.RECENT", 5)
    deaf = Ear()
    deaf.deaf = True
    delivery = Delivery(memory, [deaf])
    keep(memory, *(f"n{number:03}" for number in range(12)))
    list(delivery.deliver(0.0))
    assert len(memory.waiting("ear")) == 12, "never before somebody who waits for it has it"
    deaf.deaf = False
    list(delivery.deliver(10.0))
    assert len(memory.store.states("watch news")) == 5
    assert memory.recent(1)[0].id == "n011"


# --- JSON lines -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before, written, reason",
    [
        (b"", ["a", "b"], "a new file"),
        (line(item("a")), ["a", "b"], "killed after the first line, before it was noted"),
        (line(item("a")) + line(item("b")), ["a", "b"], "killed after all was written"),
        (line(item("a")) + line(item("b"))[:40], ["a", "b"], "killed in the middle of a line"),
        (line(item("a"))[:1], ["a", "b"], "killed after one byte"),
        (b'{"x": 1}\n[1]\n\xff\n', ["a", "b"], "lines of others before it"),
    ],
)
def test_a_line_is_written_once_wherever_the_last_run_ended(
    tmp_path: Path, before: bytes, written: list[str], reason: str
) -> None:
    path = tmp_path / "news.jsonl"
    if before:
        path.write_bytes(before)
    assert ids(list(JsonLines(path).send([item("a"), item("b")]))) == ["a", "b"]
    found = [it for it in path.read_bytes().splitlines() if it.startswith(b'{"retold"')]
    assert [json.loads(it)["id"] for it in found] == written, reason


def test_a_file_that_is_not_ours_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "diary.txt"
    path.write_text("Dear diary")
    with pytest.raises(Undelivered, match="does not end with a line of news"):
        list(JsonLines(path).send([item("a")]))
    assert path.read_text() == "Dear diary"


def test_a_file_that_cannot_be_written_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(Undelivered, match="cannot be written"):
        list(JsonLines(tmp_path / "none" / "news.jsonl").send([item("a")]))


# --- a feed -----------------------------------------------------------------------------------------------------------------

NASTY = "<script>alert(1)</script> ]]> & \x00\x1b[2J \udcff “x”"


def test_the_feed_is_one_that_readers_read_with_the_change_in_it_and_nothing_of_it_is_markup() -> None:
    nasty = item(
        "a",
        articles=(
            Mention("a", NASTY, NASTY, "javascript:alert(1)", None),
            Mention("b", "B", "B", "https://b.example/?x=1&y=2", None),
        ),
        origins=(NASTY,),
        contradictions=(Contradiction("polarity", NASTY, NASTY, (Side(NASTY, (("a", NASTY),)),)),),
        headline=(NASTY, "After"),
        edits=(Edit("Nine died.", "Eleven died.", ("Nine",), ("Eleven",)), Edit(NASTY, None)),
    )
    written = feed([item("older"), nasty], NASTY)
    read = feedparser.parse(io.BytesIO(written.encode()), sanitize_html=False)
    assert (read.bozo, [it.id for it in read.entries]) == (False, ["urn:retold:news:a", "urn:retold:news:older"])
    content = read.entries[0].content[0].value
    assert "<del><b>Nine</b> died.</del> <ins><b>Eleven</b> died.</ins>" in content
    assert "<script" not in content
    assert 'href="javascript' not in content
    assert read.entries[0].link == "https://b.example/?x=1&y=2"
    assert feed([item("older"), nasty], NASTY) == written, "the same news, the same bytes"


def test_the_feed_holds_the_last_news_and_is_replaced_whole(tmp_path: Path, memory: Memory) -> None:
    path = tmp_path / "news.atom"
    listener = AtomFeed(path, memory.recent, "a library")
    delivery = Delivery(memory, [listener])
    keep(memory, "a")
    list(delivery.deliver(0.0))
    keep(memory, "b")
    list(delivery.deliver(1.0))
    assert [it.id for it in feedparser.parse(path.read_bytes()).entries] == ["urn:retold:news:b", "urn:retold:news:a"]
    assert [it.name for it in tmp_path.glob("*.part")] == []


# --- a webhook --------------------------------------------------------------------------------------------------------------


class Hook:
    """A server that answers posts with the statuses given beforehand, then with 204."""

    def __init__(self, *statuses: int) -> None:
        self.posted: list[tuple[str, dict[str, object]]] = []
        rest = iter(statuses)
        hook = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                hook.posted.append((self.headers["Idempotency-Key"], body))
                status = next(rest, 204)
                self.send_response(status)
                if status == 503:
                    self.send_header("Retry-After", "77")
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Answering)
        Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/secret/hook"


@pytest.mark.parametrize(
    "status, wait, reason",
    [(500, 0.0, "a server that is out of order"), (503, 77.0, "one that says when"), (302, 0.0, "a redirect is not followed"), (404, 0.0, "no such hook")],
)  # fmt: skip
def test_a_post_that_is_not_accepted_did_not_arrive(status: int, wait: float, reason: str) -> None:
    hook = Hook(204, status)
    webhook = Webhook(hook.url)
    sending = webhook.send([item("a"), item("b"), item("c")])
    assert next(sending).id == "a"
    with pytest.raises(Undelivered, match=f"answers {status}") as caught:
        next(sending)
    assert (caught.value.wait, [name for name, _ in hook.posted]) == (wait, ["a", "b"]), reason
    assert ids(list(webhook.send([item("b"), item("c")]))) == ["b", "c"]
    assert hook.posted[-1][1]["text"] == "News c"
    hook.server.shutdown()
    hook.server.server_close()


def test_a_webhook_that_nobody_answers_is_said_to_be_and_its_path_is_not_told() -> None:
    webhook = Webhook("http://127.0.0.1:9/secret", seconds=0.5)
    with pytest.raises(Undelivered):
        list(webhook.send([item("a")]))
    assert "secret" not in webhook.name


@pytest.mark.parametrize("url", ["ftp://a.example/", "http://u:p@a.example/", "nothing", "http://a b/"])
def test_a_webhook_must_be_an_address_of_the_web(url: str) -> None:
    with pytest.raises(BadInput, match="the webhook"):
        Webhook(url)


def test_a_line_of_news_steers_no_screen() -> None:
    made = Item("x", "new story", "2026-03-02T08:00:00Z", "a\x1b[2J\x9b2J\u202eb", "T")
    written = line(made).decode()
    assert written.rstrip("\n").isprintable()
    assert json.loads(written)["text"] == made.text


def test_two_watches_write_to_one_file_in_turn(tmp_path: Path) -> None:
    """The second waits until the first has written, and finds its lines there."""
    import fcntl

    path = tmp_path / "news.jsonl"
    items = [Item(f"n{number}", "new story", "2026-03-02T08:00:00Z", "a", "T") for number in range(3)]
    path.touch()
    with path.open("a+b") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        second = Thread(target=lambda: list(JsonLines(path).send(items)), daemon=True)
        second.start()
        second.join(0.2)
        assert path.read_bytes() == b""
        first.write(b"".join(map(line, items)))
    second.join(5)
    assert path.read_bytes().count(b"\n") == 3
