"""What is read and marked: from the bytes of a file to a page with its parse. Offsets are code points into `Article.text`, end exclusive."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

# --- what is read -----------------------------------------------------------------------------------------------------


class Span(Struct, frozen=True, order=True):
    """The atom of evidence: `text` is `Article.text[start:end]` of the article with the id `article`."""

    article: str
    start: int
    end: int
    text: str


DocumentKind = Literal["", "text", "html"]


class Document(Struct, frozen=True):
    """What a reader hands over: the bytes of one file, page or record, and where they came from.

    `kind` says what the bytes are, "" where the path and the bytes must tell. `fields` are what a container (a feed, an archive, a
    table) states of it, under the names of `Article`: id, title, outlet, url, published. `extra` are its other fields, passed through.
    """

    path: str
    content: bytes
    kind: DocumentKind = ""
    fields: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)


class Refusal(Struct, frozen=True):
    """Something in the pile that is not reported, and why, in one line."""

    path: str
    because: str


class Hyperlink(Struct, frozen=True):
    """Words of an article's text that link to an address. `start` and `end` count in `Article.text`."""

    start: int
    end: int
    url: str


class Article(Struct, frozen=True):
    """One outlet's text. `published` is an ISO 8601 day or time; what is not known is None. `extra` is what else its container stated."""

    id: str
    path: str
    text: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    copies: tuple[str, ...] = ()  # paths of further files with the same text
    notes: tuple[str, ...] = ()  # what a reader should know of how it was read, a line each
    links: tuple[Hyperlink, ...] = ()
    authors: tuple[str, ...] = ()  # the byline, as the page or the text gives it
    extra: tuple[tuple[str, str], ...] = ()  # names and values


# --- what the wide pass makes: no parser, no model --------------------------------------------------------------------


class Sentence(Struct, frozen=True):
    """A sentence of an article. `paragraph` counts from 0; `headline` marks the article's own title or headline."""

    span: Span
    paragraph: int
    headline: bool = False


class Page(Struct, frozen=True):
    """An article cleaned and cut: noise is marked, never deleted; sentences cover only what is not noise."""

    article: Article
    language: str
    noise: tuple[Span, ...]
    sentences: tuple[Sentence, ...]


# --- what the parser adds, for the articles of a story that is reported --------------------------------------------------


class Token(Struct, frozen=True, gc=False):
    """A word or mark. `head` is an index into the page's tokens (its own index at a root); `sentence` one into its sentences.

    `tag` is a Penn Treebank tag, `pos` a universal one, `dep` a ClearNLP dependency label, `entity` an OntoNotes label or "",
    `begins` is true where a named entity begins.
    """

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    sentence: int
    entity: str = ""
    begins: bool = False


class Quotation(Struct, frozen=True):
    """Words between quotation marks. `span` holds the marks, `inner` does not. `closed` is false where no closing mark was found."""

    span: Span
    inner: Span
    closed: bool = True


NameKind = Literal["person", "organisation", "place", "outlet", "group", "other"]


class Name(Struct, frozen=True):
    """One mention of a name. `key` is the same for all mentions of one bearer in a story ("Brandt" for "Ada Brandt")."""

    span: Span
    kind: NameKind
    key: str


class Number(Struct, frozen=True):
    """A quantity in figures or words. `low` and `high` bound it ("at least 40": 40 to infinity); `unit` is the counted noun's lemma or sign."""

    span: Span
    value: float
    low: float
    high: float
    unit: str = ""


class Marked(Struct, frozen=True):
    """A page with its parse and marks: what every later room reads."""

    page: Page
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...] = ()
    names: tuple[Name, ...] = ()
    numbers: tuple[Number, ...] = ()
