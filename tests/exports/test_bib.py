"""The references read back in bibtexparser and as wiki text with the words of the report, and nothing is made up."""

from __future__ import annotations

import html
import re

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from retold.model import Report
from retold.reports.exports.bib import Reference, bib, bibtex, cite_news, latex, wikitext
from retold.reports.layout import clean


def decoder() -> LatexNodes2Text:
    """Return a decoder that knows the commands of LaTeX which pylatexenc leaves out or reads as accents."""
    known, signs = (
        get_default_latex_context_db(),
        {"braceleft": "{", "braceright": "}", "less": "<", "greater": ">", "bar": "|", "asciicircum": "^", "asciitilde": "~"},
    )
    known.add_context_category(
        "signs", macros=[MacroTextSpec(f"text{name}", sign) for name, sign in signs.items()], prepend=True
    )
    return LatexNodes2Text(latex_context=known, keep_braced_groups=False, strict_latex_spaces=True)


def entries(text: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Return kind and fields of each entry by its key, LaTeX decoded, without the braces that keep capitals."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(decoder=decoder())])
    assert library.failed_blocks == []
    addresses = {
        e.key: e["url"] for e in bibtexparser.parse_string(text).entries if "url" in e.fields_dict
    }  # verbatim, no LaTeX
    return {
        e.key: (e.entry_type, {f.key: addresses[e.key] if f.key == "url" else f.value for f in e.fields})
        for e in library.entries
    }


def fields(template: str) -> dict[str, str]:
    """Return the fields of a template as MediaWiki splits them."""
    assert re.fullmatch(r"\{\{cite news[^{}\n]*\}\}", template)
    pairs = [part.split("=", 1) for part in template[2:-2].split("|")[1:]]
    return {name.strip(): html.unescape(value).strip() for name, value in pairs}


def test_the_bibtex_fields_are_those_of_the_report(report: Report) -> None:
    found = entries(bib(report)["references.bib"])
    told = [article for story in report.stories for article in story.articles]
    assert list(found) == ["a", "b-wire", "d", "e", "post", "herald", "union", "gazette", "radio", "z"]
    for article, key in zip([it for it in told if it.id != "c"], list(found)[:-1], strict=True):
        kind, values = found[key]
        day = (article.published or "")[:10] or None
        assert kind == ("online" if "url" in values else "article")
        assert values.get("title") == (clean(article.title) if article.title else None)
        assert values["author"] == clean(article.outlet or "")
        assert (values.get("date"), values.get("year")) == (day, day and day[:4])
    assert found["a"][1]["url"] == "https://quay.example/2026/crane?id=1&x=%20"
    assert "url" not in found["b-wire"][1]  # javascript:
    assert found["z"] == ("misc", {"title": "A title_of #1 ~ its own"})


def test_nothing_is_made_up(report: Report) -> None:
    files = bib(report)
    assert {name for _, values in entries(files["references.bib"]).values() for name in values} == {
        *("author", "title", "organization", "journal", "date", "year", "url")
    }
    assert "urldate" not in files["references.bib"]
    assert "access-date" not in files["references-wikipedia.txt"]
    assert "% c: neither title nor outlet nor address is known" in files["references.bib"]
    assert "<!-- c: neither title nor outlet nor address is known -->" in files["references-wikipedia.txt"]


def test_the_wiki_fields_are_those_of_the_report(report: Report) -> None:
    lines = bib(report)["references-wikipedia.txt"].splitlines()
    assert fields(lines[0]) == {
        "title": "A crane & its {fall}: 50% | [[gone]]",
        "url": "https://quay.example/2026/crane?id=1&x=%20",
        "work": "The Quay",
        "date": "2026-05-14",
    }
    assert fields(lines[1])["title"] == "“Crane” falls -- ''again''"
    assert fields(lines[1])["work"] == 'Harbour "Wire" \\ <b>bold</b> /* & ]]>'
    assert "no headline is known" in lines[5]
    assert len(lines) == 12


@pytest.mark.parametrize(
    ("text", "written", "why"),
    [
        ("50% & #1", r"50\% \& \#1", "signs with a meaning"),
        ("a_b ^ ~", r"a\_b \textasciicircum{} \textasciitilde{}", "those that have no backslash form"),
        ("{", r"\textbraceleft{}", "BibTeX counts braces, escaped or not"),
        ("a -- b", "a -{}- b", "two hyphens would become a dash"),
        ("\\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}", "a command"),
        ("Größe صحيفة", "Größe صحيفة", "other letters stay"),
    ],
)
def test_special_signs_of_latex(text: str, written: str, why: str) -> None:
    assert latex(text) == written, why


@pytest.mark.parametrize(
    "text",
    [
        "{{delete}}",
        "a | b = c",
        "[[File:x.png]]",
        "'''bold'''",
        "~~~~",
        "<ref>x</ref>",
        "<nowiki>",
        "http://x.example",
        "__TOC__",
        "-{x}-",
        "&amp;",
    ],
)
def test_a_title_is_only_a_title_in_wiki_text(text: str) -> None:
    made = wikitext(text)
    assert html.unescape(made) == text
    assert not re.search(r"[{}|<>\[\]~]|''|://|__", made)


TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Cn", "Co", "Mn", "Me", "Mc")),
    min_size=1,
    max_size=40,
)


@given(TITLES)
def test_any_title_comes_back(title: str) -> None:
    title = clean(title)
    if title:
        it = Reference("a", title, title, "2026-05-14", None)
        assert fields(cite_news(it)) == {"title": title, "work": title, "date": "2026-05-14"}
        read = entries(bibtex(it, "a"))["a"][1]
        assert read["title"] == read["journal"] == title


def test_keys_are_unique_and_plain(report: Report) -> None:
    story = report.stories[0]
    names = ["x", "x!", "x 2", "é", "ü"]
    articles = tuple(replace(story.articles[0], id=name) for name in names)
    keys = list(entries(bib(Report("0.0", 1, (replace(story, articles=articles),)))["references.bib"]))
    assert keys == ["x", "x-2", "x-2-2", "article", "article-2"]
