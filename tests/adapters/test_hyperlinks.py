"""Links of a page are found in the text that was extracted from it; addresses lead past redirects."""

from __future__ import annotations

import pytest
import trafilatura

from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
from retold.adapters.hyperlinks import destination, links

ADDRESSES = [
    ("https://www.nytimes.com/a", "https://www.nytimes.com/a", "a plain one"),
    ("https://www.google.com/url?q=https://www.nytimes.com/a&sa=D", "https://www.nytimes.com/a", "a search engine's redirect"),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fapnews.com%2Fa", "https://apnews.com/a", "a network's redirect"),
    ("https://web.archive.org/web/20250301000000/https://www.axios.com/a", "https://www.axios.com/a", "an archived copy"),
    ("https://archive.is/20250301123456/http://www.axios.com/a", "https://www.axios.com/a", "another archive"),
    ("https://www.google.com/amp/s/www.cnn.com/a", "https://www.cnn.com/a", "a cached copy"),
    ("https://www-cnn-com.cdn.ampproject.org/c/s/www.cnn.com/a", "https://www.cnn.com/a", "another cache"),
    ("https://t.co/abc", "https://t.co/abc", "a short address says nothing of where it leads"),
    ("https://www.axios.com/2025/03/05/a", "https://www.axios.com/2025/03/05/a", "figures in a path are no archive"),
    ("mailto:desk@merrow.example", None, "no web address"),
    ("javascript:void(0)", None, "a script"),
    ("http://[broken", None, "no address at all"),
]


@pytest.mark.parametrize("address, wanted, why", ADDRESSES, ids=[row[-1] for row in ADDRESSES])
def test_where_an_address_leads(address: str, wanted: str | None, why: str) -> None:
    assert destination(address) == wanted


def page(body: str) -> str:
    return f"<html><head><base href='https://merrow.example/news/'></head><body>{body}</body></html>"


FOUND = [
    ("<p>The port, <a href='https://a.example/1'>a report</a> said, will close.</p>", "The port, a report said, will close.",
     [("a report", "https://a.example/1")], "inside a sentence"),
    ("<p>The port, <b><a href='https://a.example/1'>a  <i>new</i>\nreport</a></b> said.</p><p>Good.</p>", "The port, a new report said.\nGood.",
     [("a new report", "https://a.example/1")], "marks of form and white space differ"),
    ("<p>A harbour report <a href='/2'>said</a> so on Monday.</p>", "A harbour report said so on Monday.",
     [("said", "https://merrow.example/2")], "a relative address"),
    ("<p>He <a href='https://a.example/1'>said</a> that it is so old.</p><p>She <a href='https://a.example/2'>said</a> that it is not so.</p>",
     "He said that it is so old.\nShe said that it is not so.", [("said", "https://a.example/1"), ("said", "https://a.example/2")], "the same words twice"),
    ("<p>Nobody <a href='https://a.example/1'>knows the hour</a> here.</p><p>Nobody <a href='https://a.example/2'>knows the hour</a> here.</p>",
     "Nobody knows the hour here.\nNobody knows the hour here.", [("knows the hour", "https://a.example/1"), ("knows the hour", "https://a.example/2")],
     "the same paragraph twice"),
    ("<nav><a href='https://a.example/1'>World</a></nav><p>The World will end.</p>", "The World will end.", [], "a menu that was left out"),
    ("<p>The port <a href='https://a.example/1'><img src='x'></a> will close.</p>", "The port will close.", [], "a picture"),
    ("<p>The port <a name='here'>will close</a> soon.</p>", "The port will close soon.", [], "a place to jump to"),
    ("<p>One<script>var a = '<a href=x>port</a>'</script> port will close.</p>", "One port will close.", [], "a script"),
]  # fmt: skip


@pytest.mark.parametrize("body, text, wanted, why", FOUND, ids=[row[-1] for row in FOUND])
def test_links_of_a_page(body: str, text: str, wanted: list[tuple[str, str]], why: str) -> None:
    found = links(trafilatura.load_html(page(body)), text)
    assert [(" ".join(text[link.start : link.end].split()), link.url) for link in found] == wanted


def test_no_page_and_no_text_have_no_links() -> None:
    assert links(None, "text") == ()
    assert links(trafilatura.load_html(page("<p><a href='https://a.example'>text</a></p>")), "") == ()


def test_the_extractor_hands_over_links_and_authors_and_leaves_the_text_alone() -> None:
    prose = (
        "<p>The council refused to lease the northern quay on Monday after a very long debate about its price and its use.</p>"
        * 4
    )
    said = "<p>The price was, as <a href='https://www.axios.com/1'>Axios reported</a> on Sunday, far lower than anybody had thought.</p>"
    head = "<head><meta name='author' content='Ida Brandt'><link rel='canonical' href='https://merrow.example/1'></head>"
    found = TrafilaturaExtractor().extract(f"<html>{head}<body><article>{prose}{said}</article></body></html>")
    plain = TrafilaturaExtractor().extract(
        f"<html>{head}<body><article>{prose}{said.replace('<a ', '<i ').replace('</a', '</i')}</article></body></html>"
    )
    (link,) = found.links
    assert (found.text[link.start : link.end], link.url) == ("Axios reported", "https://www.axios.com/1")
    assert found.text == plain.text
    assert found.authors == ("Ida Brandt",)
