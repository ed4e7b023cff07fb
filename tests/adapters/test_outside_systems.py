"""The adapters behind the ports: each does what its port promises."""

from __future__ import annotations

import pytest

from retold import articles
from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
from retold.adapters.identifier_fasttext import FasttextIdentifier
from retold.adapters.parser_spacy import SpacyParser
from retold.errors import MissingModel
from retold.model import Article
from retold.ports import Extracted

TEXT = "Mayor Odile Varrenby called the offer “an insult”, the council said. Nobody\u00a0replied.\n\nShips wait 🚢 outside  the port."
BODY = "".join(f"<p>{f'The council refused the lease of quay {n} on Monday after a long debate. ' * 3}</p>" for n in "ABC")
PAGE = "<html><head><title>Council refuses lease | The Quay</title>{}</head><body><nav><a href=/>Home</a></nav><article>{}</article></body></html>"


def test_tokens_keep_offsets_sentences_and_heads(parser: SpacyParser) -> None:
    page = articles.page(Article("a", "a.txt", TEXT))
    (tokens,) = parser.parse([page])
    assert all(TEXT[token.start : token.end] == token.text for token in tokens)
    assert all(page.sentences[t.sentence].span.start <= t.start < page.sentences[t.sentence].span.end for t in tokens)
    assert all(tokens[token.head].sentence == token.sentence for token in tokens)
    assert {token.sentence for token in tokens} == set(range(len(page.sentences)))


def test_a_paragraph_that_comes_again_is_read_as_in_a_pile_of_its_own(parser: SpacyParser) -> None:
    first, second = TEXT.split("\n\n")
    texts = (TEXT, f"{second}\n\nA gull cried.\n\n{first}", f"{first}\n\n{first}")
    pages = [articles.page(Article(str(n), "a.txt", text)) for n, text in enumerate(texts)]
    assert list(parser.parse(pages)) == [tokens for page in pages for tokens in parser.parse([page])]


def test_a_page_without_sentences_has_no_tokens(parser: SpacyParser) -> None:
    assert list(parser.parse([articles.page(Article("a", "a.txt", "Advertisement"))])) == [()]


def test_a_missing_model_is_said_with_the_command_to_type() -> None:
    page = articles.page(Article("a", "a.txt", TEXT))
    with pytest.raises(MissingModel, match="type: pip install"):
        list(SpacyParser("no_such_model").parse([page]))


LANGUAGES = [
    ("The council refused to lease the northern quay to the shipping company on Monday.", "en"),
    ("Le conseil municipal a refusé lundi de louer le quai nord à la compagnie maritime.", "fr"),
    ("رفض المجلس يوم الاثنين تأجير الرصيف الشمالي لشركة الشحن", "ar"),
    ("המועצה סירבה ביום שני להשכיר את הרציף הצפוני לחברת הספנות", "he"),
    ("12345 67890", "und"),
]


@pytest.mark.parametrize("text, language", LANGUAGES, ids=[row[1] for row in LANGUAGES])
def test_languages_are_told(text: str, language: str) -> None:
    assert FasttextIdentifier().identify(text) == language


METADATA = [
    ("the outlet at the end of the title", "", {"outlet": "The Quay"}),
    ("the outlet and the moment in the metadata",
     '<meta property="og:site_name" content="Quay Courier"><meta property="article:published_time" content="2026-05-14T06:00:00Z">',
     {"outlet": "Quay Courier", "published": "2026-05-14T06:00:00Z"}),
    ("a day in the page's time stamp", '<meta name="date" content="2026-05-14">', {"outlet": "The Quay", "published": "2026-05-14"}),
]  # fmt: skip


@pytest.mark.parametrize("reason, head, expected", METADATA, ids=[row[0] for row in METADATA])
def test_a_page_gives_its_article_and_what_it_says_of_it(reason: str, head: str, expected: dict[str, str]) -> None:
    found = TrafilaturaExtractor().extract(PAGE.format(head, BODY))
    assert found.text.count("The council refused the lease") == 9, reason
    assert "Home" not in found.text
    assert {key: found.fields.get(key) for key in expected} == expected, reason


def test_a_page_without_an_article_gives_no_text() -> None:
    assert TrafilaturaExtractor().extract("<html><body></body></html>") == Extracted("")


UNDATED = [
    ("a year in the prose", "The quay, built in 2011, is refused.", ""),
    ("a day in the prose", "The quay was built on 5 May 2011 by the town.", ""),
    ("the year of the rights", "The quay is refused.", "<footer>&copy; 2014 The Quay</footer>"),
]


@pytest.mark.parametrize("reason, prose, foot", UNDATED, ids=[row[0] for row in UNDATED])
def test_a_page_is_not_dated_by_what_it_tells(reason: str, prose: str, foot: str) -> None:
    page = PAGE.format("", f"<p>{prose}</p>{BODY}").replace("</body>", f"{foot}</body>")
    assert "published" not in TrafilaturaExtractor().extract(page).fields, reason
