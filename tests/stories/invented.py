"""Invented stories, several tellings of each, as pages."""

from __future__ import annotations

from retold.model import Article, Page, Sentence, Span

TELLINGS = {
    "ferry-1": (
        "The ferry Marigold ran aground on the Skerrow sandbank on Tuesday with 212 passengers aboard. Captain Ilse "
        "Vanter told the coastguard that the steering had failed minutes after the ferry left Ardmoy harbour."
    ),
    "ferry-2": (
        "All 212 passengers were taken off the ferry Marigold after it struck a sandbank at Skerrow. The coastguard "
        "said that Captain Ilse Vanter had lost her steering shortly after leaving Ardmoy."
    ),
    "ferry-3": (
        "Lifeboats from Ardmoy reached the stranded Marigold before dusk. The Skerrow sandbank has caught two ferries "
        "before, and the coastguard will ask Captain Vanter why the steering failed."
    ),
    "tram-1": (
        "A tram left its rails at the Brunnel viaduct in Ostrava Falls and injured nine commuters. The transit union "
        "blames worn flanges; the operator Velotram denies it and suspends the number seven route."
    ),
    "tram-2": (
        "Nine commuters were hurt when the number seven tram derailed on the Brunnel viaduct. Velotram suspended the "
        "route while the transit union in Ostrava Falls pointed at worn flanges."
    ),
    "tram-3": (
        "Worn flanges derailed the number seven tram, the transit union says. Velotram, which runs trams in Ostrava "
        "Falls, rejected that after nine commuters were injured at the Brunnel viaduct."
    ),
    "opera": (
        "The soprano Dagny Thule withdrew from the gala at the Lindqvist opera because of laryngitis. Her understudy "
        "sang the aria without rehearsal and was applauded for eleven minutes."
    ),
    "cheese": (
        "A wheel of goat cheese from the Pellam dairy won the gold medal at the Harrowgate fair. Judges praised its "
        "rind of ash and nettles, and the dairy's owner wept."
    ),
}
FERRY = ("ferry-1", "ferry-2", "ferry-3")
TRAM = ("tram-1", "tram-2", "tram-3")


def page(name: str, text: str | None = None, language: str = "en", **fields: str) -> Page:
    """A page of an invented telling, or of any text: one sentence a line."""
    text = TELLINGS[name] if text is None else text
    sentences, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            sentences.append(Sentence(Span(name, start, start + len(line), line), number))
        start += len(line) + 1
    return Page(Article(name, f"{name}.txt", text, **fields), language, (), tuple(sentences))
