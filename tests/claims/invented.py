"""An invented story told by three articles, and a way to make articles from their sentences: no parser is needed here."""

from __future__ import annotations

from retold.model import Article, CreditedOutlet, Marked, Page, Sentence, Span

GAZETTE = (
    "Harbour board hides cracks in Velm bridge",
    "Engineers found cracks in two piers of the Velm bridge in March, three people at the harbour board told the Gazette.",
    "The board kept the survey secret because the regatta was to begin in May.",
    "Chairwoman Ilse Brandt asked the ferry company for six additional boats.",
    "“We never doubted that the bridge would carry the crowds,” Brandt said on Friday.",
    "Repairs will cost nine million crowns and close one lane until autumn.",
    "An archive photograph shows schoolchildren painting lanterns at the opening ceremony decades ago.",
)
WIRE = (
    "Cracks were found in March in two piers of the Velm bridge, the Gazette reported.",
    "The report said the survey was kept secret by the harbour board because of the regatta in May.",
    "Brandt had asked the ferry company for six more boats.",
    "The repair is to cost nine million crowns, closing one lane until the autumn.",
)
BLOG = (
    "Cracks have appeared in two piers of the Velm bridge, according to the Gazette.",
    "Six additional boats were asked of the ferry company by Brandt.",
    '"We never doubted that the bridge would carry the crowds," she said.',
    "Our reader Tomas keeps bees on a rooftop behind the old cannery and sells dark honey.",
)


def article(name: str, sentences: tuple[str, ...], outlet: str | None = None) -> Marked:
    """An article with one sentence a paragraph; a first sentence without a full stop is its headline."""
    text, cut = "", []
    for number, sentence in enumerate(sentences):
        span = Span(name, len(text), len(text) + len(sentence), sentence)
        cut.append(Sentence(span, number, headline=not number and sentence[-1] not in '.!?”"'))
        text += f"{sentence}\n\n"
    return Marked(Page(Article(name, f"{name}.txt", text, outlet=outlet), "en", (), tuple(cut)), ())


def story() -> list[Marked]:
    """The three articles, each with its own view of the bridge."""
    return [article("gazette", GAZETTE, "The Gazette"), article("wire", WIRE), article("blog", BLOG)]


def span(marked: Marked, words: str) -> Span:
    """The first place of some words in an article."""
    at = marked.page.article.text.index(words)
    return Span(marked.page.article.id, at, at + len(words), words)


def credit_the_gazette(articles: list[Marked]) -> dict[str, tuple[CreditedOutlet, ...]]:
    """What the articles credit: the wire and the blog the Gazette, the Gazette itself nothing."""
    _, wire, blog = articles
    return {
        "gazette": (),
        "wire": (CreditedOutlet("Gazette", "gazette", (span(wire, "the Gazette reported"),)),),
        "blog": (CreditedOutlet("Gazette", "gazette", (span(blog, "according to the Gazette"),)),),
    }
