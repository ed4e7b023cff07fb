"""Nothing in a report may run or load: known payloads in every field, and what the page's policy allows.

The page is read here with a parser and no browser; `tests/browser/test_payloads.py` opens it in one.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser

import msgspec
import pytest
from msgspec import Struct
from tests.browser.allowed import Element, foreign
from tests.browser.invented import ADDED, COMPARED, FULL
from tests.browser.payloads import COMPUTED, FIELDS, LIMITED, PAYLOADS, TEXTS, everywhere, fields, plant

from retold.errors import BadInput
from retold.model import Report
from retold.reports import dumps, fresh, loads
from retold.reports.page import comparison, html

BREAKING = (
    "an address that is a script",
    "the end of a script",
    "a picture out of an attribute in double quotes",
    "a picture out of an attribute in single quotes",
    "a comment that is never closed",
    "a template of Jinja",
    "entities",
    "a style",
    "another base",
)
ALL = "".join(PAYLOADS[name] for name in BREAKING)
OPENING = "<!--"  # a comment that is never closed is no comment to the parser
FIXED = ("html", "head", "meta", "title", "style", "script", "body", "form", "iframe", "link", "base", "noscript")
SEEN = (
    "Story.title",
    "ReportedArticle.text",
    "ReportedArticle.outlet",
    "Divergence.because",
    "Edge.because",
    "Refusal.path",
)
UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200e\u200f\ufffe\ufffd]+")  # may be left out or replaced


class Read(HTMLParser):
    """The elements, comments and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.comments: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_pi(self, data: str) -> None:
        self.comments.append(data)

    def unknown_decl(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def clean() -> Read:
    return Read(html(FULL))


def fixed(read: Read) -> Counter[str]:
    return Counter(name for name, _ in read.elements if name in FIXED)


def flat(text: str) -> str:
    return UNSEEN.sub("", text)


def test_the_page_itself_has_nothing_foreign(clean: Read) -> None:
    assert foreign(clean.elements) == []
    assert clean.comments == []


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_full_of_payloads_adds_nothing(field: str, clean: Read) -> None:
    page = html(plant(FULL, ALL, frozenset({field})))
    read = Read(page)
    assert foreign(read.elements) == []
    assert read.comments == []
    assert fixed(read) == fixed(clean)
    assert COMPUTED not in page


@cache
def infested(payload: str) -> str:
    return html(plant(FULL, payload, frozenset(FIELDS)))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_a_payload_in_every_field_adds_nothing(payload: str, clean: Read) -> None:
    page = infested(payload)
    read = Read(page)
    assert foreign(read.elements) == []
    assert read.comments == []
    assert fixed(read) == fixed(clean)
    assert COMPUTED not in page
    assert OPENING not in page
    assert ("\0" in page) is False, "a null byte ends or changes what stands around it"


@pytest.mark.parametrize("field", SEEN)
@pytest.mark.parametrize(
    "name", ["a script", "the end of a script", "entities", "a template of Jinja", "a style", "another base"]
)
def test_a_payload_is_shown_as_the_words_it_is(field: str, name: str) -> None:
    read = Read(html(plant(FULL, PAYLOADS[name], frozenset({field}))))  # the page's own data hold it with its marks escaped
    shown = flat(PAYLOADS[name]) in flat("".join(read.words))
    assert shown


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_the_data_in_the_page_cannot_end_its_script(payload: str) -> None:
    for block in re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', infested(payload), re.DOTALL):
        json.loads(block)
        assert "<" not in block


@pytest.mark.parametrize("field", LIMITED)
def test_a_field_of_a_few_words_holds_no_others(field: str) -> None:
    """Such a field may become a class or an attribute: what is not one of its words is refused when the report is read."""
    with pytest.raises(BadInput):
        loads(dumps(_replaced(FULL, field)))


def _replaced(value: object, field: str) -> Report:
    """Return the report with another word in a field that may hold a few words only."""
    if isinstance(value, Struct):
        parts = {name: _replaced(getattr(value, name), field) for name in value.__struct_fields__}
        name = field.removeprefix(f"{type(value).__name__}.")
        return msgspec.structs.replace(value, **(parts | {name: '"><script>'} if name in parts and name != field else parts))
    if isinstance(value, tuple):
        return tuple(_replaced(one, field) for one in value)
    return value


PAGES: dict[str, tuple[Struct, Callable[..., str]]] = {"compare": (COMPARED, comparison), "new": (ADDED, fresh.html)}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
@pytest.mark.parametrize("command", PAGES)
def test_the_other_commands_pages_hold_as_well(command: str, payload: str) -> None:
    record, page = PAGES[command]
    clean, read = Read(page(record)), Read(page(plant(record, payload, frozenset(fields(type(record))))))
    assert foreign(clean.elements) == foreign(read.elements) == []
    assert read.comments == []
    assert fixed(read) == fixed(clean)
    assert policy(read)["default-src"] == ["'none'"]


# --- the list itself ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "payload", [name for name in PAYLOADS if name.startswith(("a script", "a picture", "a frame", "a comment"))]
)
def test_the_check_sees_a_payload_that_is_not_escaped(payload: str) -> None:
    page = f"<main><p title=\"{PAYLOADS[payload]}\" class='{PAYLOADS[payload]}'>{PAYLOADS[payload]}</p></main>"
    read = Read(page)
    assert foreign(read.elements) or fixed(read) or read.comments or OPENING in page


def test_every_field_of_the_report_has_something_to_plant_on() -> None:
    empty = set(FIELDS)

    def note(where: str, value: str) -> str:
        empty.discard(where if value else "")
        return value

    everywhere(FULL, note)
    assert not empty


@pytest.mark.parametrize("payload", ["x", "<b>", "\U0001f6a2\u202e"])
def test_planting_keeps_every_span_true(payload: str) -> None:
    report = plant(FULL, payload, frozenset(FIELDS))
    texts = {article.id: article.text for story in report.stories for article in story.articles}
    found = list(_spans(report))
    assert found
    assert all(texts[span["article"]][span["start"] : span["end"]] == span["text"] for span in found)
    assert all(payload in span["text"] for span in found)
    assert plant(FULL, payload, frozenset({"Story.title"})).stories[0].articles == FULL.stories[0].articles
    assert set(FIELDS) >= TEXTS


def _spans(report: object) -> Iterator[dict[str, str]]:
    held = msgspec.to_builtins(report) if isinstance(report, Struct) else report
    if isinstance(held, dict):
        if set(held) == {"article", "start", "end", "text"}:
            yield held
        held = list(held.values())
    if isinstance(held, (list, tuple)):
        for one in held:
            yield from _spans(one)


# --- the policy --------------------------------------------------------------------------------------------------------


def policy(read: Read) -> dict[str, list[str]]:
    (content,) = (a["content"] for name, a in read.elements if name == "meta" and "policy" in a.get("http-equiv", "").lower())
    parts = [part.split() for part in content.split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def test_nothing_but_the_encoding_stands_before_the_policy(clean: Read) -> None:
    names = [name for name, _ in clean.elements]
    before, first = clean.elements[names.index("head") + 1 : names.index("head") + 3]
    assert before == ("meta", {"charset": "utf-8"})
    assert first[0] == "meta"
    assert first[1]["http-equiv"].lower() == "content-security-policy"


@pytest.mark.parametrize("directive", ["default-src", "base-uri", "form-action"])
def test_the_policy_allows_nothing_by_default(directive: str, clean: Read) -> None:
    assert policy(clean)[directive] == ["'none'"]


def test_the_policy_allows_nothing_but_the_pages_own_script_and_style(clean: Read) -> None:
    held = policy(clean)
    assert all(sources == ["'none'"] for key, sources in held.items() if key not in ("script-src", "style-src"))
    assert all(
        re.fullmatch(r"'sha(256|384|512)-[\w+/=-]+'", source) for key in ("script-src", "style-src") for source in held[key]
    )


@pytest.mark.parametrize("report", [FULL, plant(FULL, "é</script>\r\n", frozenset(FIELDS))], ids=["clean", "with payloads"])
def test_the_hashes_are_those_of_what_stands_in_the_page(report: Report) -> None:
    page = html(report)
    held = policy(Read(page))
    styles = re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)
    scripts = re.findall(r'<script(?![^>]*type="application/json")[^>]*>(.*?)</script>', page, re.DOTALL)
    for key, blocks in (("style-src", styles), ("script-src", scripts)):
        assert blocks
        assert {f"'sha256-{b64encode(sha256(block.encode()).digest()).decode()}'" for block in blocks} == set(held[key])
