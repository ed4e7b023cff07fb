"""Invented stories for the tests of the lineage room, and a way to mark them without a parser."""

from __future__ import annotations

from collections.abc import Mapping

from retold import articles
from retold.model import Article, CreditedOutlet, Marked, Span

REPORT = [
    "The ferry company Norrby Lines is negotiating in secret to sell its three oldest ships to a shipyard in Gdansk, two employees said.",
    "The talks began in a hotel near the harbour in early March, shortly after the winter storms had damaged the pier.",
    "Managing director Kalle Brunnström flew to Poland twice without telling the board, according to a flight log.",
    "Board chairwoman Petra Ahlin learned of the plan only when an invoice for the hotel reached her desk.",
    "She called Brunnström on Tuesday evening and demanded an explanation, and the conversation ended in shouting.",
    "The shipyard would pay forty million kronor and take over the crews until the end of the summer season.",
    "Islanders fear that the last boat of the day, on which nurses and pupils depend, will be cancelled.",
    "The municipality owns a fifth of the shares but has not been asked for its consent.",
    "Mayor Ove Lindqvist described the secrecy as an insult to the people who have paid for the ships.",
    "A former captain recalled that the company had promised in 1998 never to sell the Norrby Star.",
    "The union wants to strike on Friday if the contract is signed before the members have voted.",
    "Brunnström is expected to travel to Gdansk again next week with a lawyer and a naval engineer.",
]

OTHER = [
    "Farmers in the valley have begun to harvest apples a fortnight earlier than their grandparents did.",
    "A warm spring and a dry June brought the blossom forward, the growers' association said in its bulletin.",
    "Pickers from Slovakia arrived in late July and sleep in a school gymnasium that the parish has lent them.",
    "The cider press in Oberdorf runs day and night, and its owner has hired a second lorry.",
    "Prices fell by a tenth at the wholesale market because orchards abroad ripened at the same time.",
    "Beekeepers complain that their hives were moved too late to pollinate the early varieties.",
]

MORE = [
    "The parish council will decide in May whether the school gymnasium may be lent again, its clerk told a meeting.",
    "A cooper from the next valley repairs barrels that had stood empty for eleven years.",
    "Two brothers who left for the city after the frost of 2016 have come back to prune their father's trees.",
    "Schoolchildren gather windfalls on Saturdays and are paid in juice.",
    "The river mill, which once pressed pears, is to become a museum of ladders and baskets.",
    "An agronomist warned that the roots of the young trees have not reached the groundwater.",
]

REWORDED = [
    "Norrby Lines, a ferry operator, is secretly in talks about selling three of its oldest vessels to a Gdansk shipyard.",
    "The negotiations started in early March at a hotel close to the harbour, soon after winter storms damaged the pier.",
    "Managing director Kalle Brunnström twice flew to Poland and did not tell the board.",
    "Petra Ahlin, who chairs the board, heard of the plan only when a hotel invoice landed on her desk.",
    "On Tuesday evening she phoned Brunnström to demand an explanation; the call ended with shouting.",
    "Forty million kronor would be paid by the shipyard, which would keep the crews until the summer season ends.",
    "The last boat of the day, which nurses and pupils depend on, may be cancelled, islanders fear.",
    "Although it owns a fifth of the shares, the municipality has not been asked for consent.",
    "The union threatens to strike on Friday if the contract is signed before its members vote.",
]


def marked(id: str, sentences: list[str], **fields: str) -> Marked:
    """Return the marked page of an article whose every sentence is a paragraph."""
    text = "\n".join(sentences) + "\n"
    page = articles.page(Article(id=id, path=f"{id}.txt", text=text, **fields))
    return articles.mark(page, ())


def credits(item: Marked, names: Mapping[str, str | None]) -> tuple[CreditedOutlet, ...]:
    """Return the outlets of `names` that the article mentions, each with its article's id or None, as credited."""
    article = item.page.article
    found = []
    for name, collected in names.items():
        spans, at = [], article.text.find(name)
        while at >= 0:
            spans.append(Span(article.id, at, at + len(name), name))
            at = article.text.find(name, at + 1)
        if spans:
            found.append(CreditedOutlet(name, collected, tuple(spans)))
    return tuple(found)
