"""What is said of a divergence in words: its title, who reads what, and on how many lines of transmission.

The title is a fragment with the words of both sides. `because` is made of paragraphs, one a line of text: who reads what, and on
how many lines of transmission; which reading separate lines support, where lineage tells; and why the rule holds it for a divergence.
The forms for people, which show the readings anyway, leave out the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retold.language.prose import counted, listed
from retold.language.words import tokenise
from retold.model import Between, Divergence, Reading

LIMIT = 70  # characters shown of a reading
LONGEST = 120  # characters of a reading that is no whole sentence
LEAD = 3  # words kept before the first word in which long readings differ
UNQUOTED = "quote unquoted"  # the rule whose readings have the same words, the first between quotation marks
SIDES = 4  # readings named in a sentence
NAMED = 5  # articles named for a reading
NOBODY = "nobody credited"  # stands for a sentence without the other's credit
LOST = "not told"  # stands for a telling that leaves it out

# How a title goes on behind the words of both sides: by kind and rule, else by kind. Where the words speak for themselves: nothing.
TAILS: Mapping[str, str] = {
    "quote": " in what seems one quotation",
    "quote/quote short": " quoted for one thing",
    "quote/quote unquoted": ": a quotation here, the outlet’s own words there",
    "quote/quote speaker": ": who said it",
    "name": " for one name",
    "name/other name": " in one place",
    "date": ": when it was",
    "date/interval": ": how long before or after",
    "place": ": where it was",
    "actor": ": who did it",
    "actor/subject": ": of whom it is told",
    "certainty": ": how certain it is",
    "certainty/frame": ": done, or only meant to be",
    "certainty/rank": ": one of several, or the only one",
    "certainty/only": ": with a limit, or without",
    "polarity/stress": ": all that was said, or said with stress",
    "scope": ": how much it covers",
    "wording": " in one place",
    "number/figure": ": how many or how much",
    "number/number": ": how many or how much",
    "number/age": ": how old",
    "number/toll": ": how many",
    "number/moved": ": one figure, of different people",
    "credit": ": who is credited",
    "credit/count": ": how many sources, and who",
    "credit/vague": ": who reported it",
    "credit/flat": ": credited to an outlet, or told as its own",
}


def title(kind: str, rule: str, between: Between, sides: Sequence[str]) -> str:
    """Return the title of a divergence: `sides` are the words of each side, NOBODY or LOST where there are none."""
    words = [side if side in (NOBODY, LOST) else quoted(side) for side in shown(sides)]
    if between == "headline and text" and len(words) == 2:
        return f"headline {words[0]} / text {words[1]}"
    joined = " / ".join(dict.fromkeys(words))
    if NOBODY in sides or LOST in sides:
        return joined
    tail = TAILS.get(f"{kind}/{rule}", TAILS.get(kind, ""))
    return f"{joined}{' in one article' if between == 'one article' else tail}"


def statement(found: Divergence, names: Mapping[str, str]) -> str:
    """Return who reads what, article by article, and on how many lines where these say more than the number of articles does.

    `names` says what each article is called.
    """
    words = [_words(found, reading, text) for reading, text in zip(found.readings, shown(_texts(found)), strict=True)]
    if found.between != "tellings":
        return _within(found, words, names)
    among = len(set().union(*map(articles, found.readings)))
    telling = tell_apart(found)
    rows: dict[tuple[str, str], list[Reading]] = {}
    for reading, said in zip(found.readings, words, strict=True):
        rows.setdefault(said, []).append(reading)
    parts: list[str] = []
    for said, readings in list(rows.items())[:SIDES]:
        having = set().union(*map(articles, readings))
        others = set().union(*(articles(r) for r in found.readings if r not in readings))
        alone = (
            " alone"
            if len(having) == 1 and len(rows) == 2 and among > 2 and not having & others and found.kind != "quote"
            else ""
        )
        on = f", on {counted(readings[0].lines or 0, 'line')}" if telling and len(readings) == 1 else ""
        on += " of transmission" if on and not parts else ""
        parts.append(f"{_listed(sorted(having), names)}{alone} {said[len(having) > 1]}{on}")
    more = len(rows) - len(parts)
    return "; ".join(parts) + (f"; {counted(more, 'more reading')}" if more else "") + "."


def tell_apart(found: Divergence) -> bool:
    """Tell whether the lines of transmission say more than the number of articles does."""
    known = all(reading.lines is not None for reading in found.readings)
    return known and any((r.lines or 0) < len(articles(r)) for r in found.readings)


def articles(reading: Reading) -> set[str]:
    """Return the ids of the articles that have a reading."""
    return {span.article for span in reading.spans}


def weighed(found: Divergence, beside: str = "") -> str:
    """Return what the lines say beyond their number; "" where that is nothing.

    `beside` is what is said of an article that has the supported reading although it shares a line with the other.
    """
    majority = " More articles are not more lines here." if tell_apart(found) and _majority(found) else ""
    supported = f" Separate lines of transmission agree on {quoted(shorten(found.supported))}." if found.supported else ""
    return f"{majority}{supported}{beside}".strip()


def _majority(found: Divergence) -> bool:
    """Tell whether the reading of most articles stands on no more lines than another."""
    most = max(found.readings, key=lambda reading: len(articles(reading)))
    others = [reading for reading in found.readings if reading != most]
    return any((r.lines or 0) >= (most.lines or 0) for r in others) and all(
        len(articles(r)) < len(articles(most)) for r in others
    )


def is_bare(found: Divergence, reading: Reading) -> bool:
    """Tell whether a reading is a whole sentence that lacks what the other side has, not words of its own."""
    if LOST in found.title:
        return reading != found.readings[0]
    whole = len(reading.text) > LONGEST or reading.text.rstrip("”’\"' )").endswith((".", "!", "?"))
    return NOBODY in found.title and whole


def quoted(text: str) -> str:
    """Return words of an article in quotation marks, those inside them turned into single ones."""
    return f"“{' '.join(text.split()).translate(MARKS)}”"


MARKS = str.maketrans('“”"', "‘’'")


def shown(texts: Sequence[str]) -> list[str]:
    """Return texts short enough for a sentence, cut between words, so that the first word in which they differ stays."""
    rows = [text.split() for text in texts]
    if len(rows) > 1 and max(len(" ".join(row)) for row in rows) > LIMIT:
        plain = [tokenise(text) if len(tokenise(text)) == len(row) else row for text, row in zip(texts, rows, strict=True)]
        same = next((n for n, words in enumerate(zip(*plain, strict=False)) if len(set(words)) > 1), 0)
        drop = max(0, same - LEAD) if len(" ".join(rows[0][:same])) > LIMIT // 2 else 0
        return [shorten(" ".join((["…"] if drop else []) + row[drop:])) for row in rows]
    return [shorten(" ".join(row)) for row in rows]


def shorten(text: str, limit: int = LIMIT) -> str:
    """Return a text on one line, cut between two words where it is too long."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(",;:–—-") + " …"


def _texts(found: Divergence) -> list[str]:
    return [reading.text for reading in found.readings]


def _words(found: Divergence, reading: Reading, text: str) -> tuple[str, str]:
    """Return what one article and what several do: "reads “x”", "read “x”"."""
    if is_bare(found, reading):
        return ("leaves it out", "leave it out") if LOST in found.title else ("credits nobody there", "credit nobody there")
    if found.rule == UNQUOTED:
        first = reading == found.readings[0]
        return (
            (f"quotes {quoted(text)}", f"quote {quoted(text)}")
            if first
            else ("has it as its own words", "have it as their own words")
        )
    verbs = ("has", "have") if found.kind == "credit" else ("reads", "read")
    return (f"{verbs[0]} {quoted(text)}", f"{verbs[1]} {quoted(text)}")


def _within(found: Divergence, words: Sequence[tuple[str, str]], names: Mapping[str, str]) -> str:
    """Return what one article has in two places."""
    ordered = sorted(zip(found.readings, words, strict=True), key=lambda row: row[0].spans)
    having = _listed(sorted(set().union(*map(articles, found.readings))), names)
    said = [words[0] for _, words in ordered]
    if found.between == "headline and text" and len(said) == 2:
        return f"In {having} the headline {said[0]}, the text {said[1]}."
    return f"In {having} one passage {', another '.join(said)}."


def _listed(having: Sequence[str], names: Mapping[str, str]) -> str:
    called = [names.get(article, article) for article in having]
    kept = called if len(called) <= NAMED else [*called[: NAMED - 1], f"{len(called) - NAMED + 1} others"]
    return listed(kept)
