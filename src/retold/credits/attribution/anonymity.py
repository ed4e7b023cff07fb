"""Why a source is not named, in the words of the article: "who asked not to be named because he feared for his job"."""

from __future__ import annotations

import re

from retold.credits.attribution.cue import Cue
from retold.credits.attribution.speakers import Speaker, Speakers
from retold.language.parse import Run
from retold.model import Span

_NOT_NAMED = r"anonymity|anonymously|not (?:to )?be (?:named|identified|quoted)|without attribution"
_SPEAK = (
    "spoke|speaks|speaking|talked|talking|briefed|commented|provided|agreed|insisted|insisting|requested|requesting|asked|asking|"
    "granted|given|demanded"
)
_NAME = r"be(?:ing)? (?:publicly )?(?:named|identified|quoted)|remain(?:ing)? anonymous|give (?:his|her|their) (?:full |last )?names?"
_WITHHELD = r"(?:names? (?:is|are|was|were|has been|have been) (?:being )?|identit(?:y|ies) [^.;“”\"]{0,30}?)withheld"
ASKED = re.compile(
    r"\b(?P<why>(?:(?:who|all|both|each|also)\s+){0,2}(?:(?:has|have|had|was|were|is|are)\s+(?:not\s+)?)?(?:"
    rf"(?:{_SPEAK})[^.;“”\"]{{0,60}}?\b(?:{_NOT_NAMED})"
    rf"|(?:declin|refus|ask|request|wish|want|prefer|insist|did not|didn’t|didn't|demand)\w*[^.;“”\"]{{0,30}}?\b(?:{_NAME})"
    r"|(?:not|un)\s?authori[sz]ed to (?:speak|comment|discuss|talk|be quoted)[^,.;“”\"()]*"
    rf"|(?:whose|their|his|her) (?:full |last )?{_WITHHELD}"
    r"|(?:on|under) (?:the )?condition of (?:anonymity|not being (?:named|identified))"
    r"))"
    r"(?P<because>\s*,?\s*(?:because|since|as|for fear|citing|due to|owing to|given|out of|fearing|in order to|so (?:as|that)|lest|"
    r"to \w+|for \w+|when|while|about)\b[^.;“”\"()]*)?",
    re.IGNORECASE,
)
STOP = re.compile(r",\s")  # a reason may go on behind a comma, another clause more often does
UNNAMED = frozenset({"unnamed", "several unnamed"})


class Reasons:
    """The reasons for namelessness in one article, each given to the source that stands nearest."""

    def __init__(self, reader: Speakers, sources: list[tuple[Run, Cue]]) -> None:
        self.reader = reader
        self.tree = reader.tree
        self.sources = sources

    def of(self, source: Run | None, speaker: Speaker, origin: Run | None) -> Span | None:
        """Return the words that give the reason why a source is not named; None where there are none or the source is named.

        They stand in its sentence or with the next that it is the subject of; else with `origin`, the words that brought it in.
        """
        if source is None or speaker.kind not in UNNAMED:
            return None
        return self._beside(source) or self._behind(source, speaker) or (self._beside(origin) if origin else None)

    def _beside(self, source: Run) -> Span | None:
        """The words in a source's own sentence, if no other source stands nearer to them."""
        words = self._within(self.tree.sentence(source[0]))
        if words is None:
            return None
        sentence = self.tree.tokens[source[0]].sentence
        others = [run for run, _ in self.sources if self.tree.tokens[run[0]].sentence == sentence]
        nearest = min([source, *others], key=lambda run: (self._gap(run, words), run != source))
        return words if nearest == source or source[0] in range(*nearest) else None

    def _gap(self, run: Run, words: Span) -> int:
        """How many characters lie between a source and some words; 0 where one holds the other."""
        span = self.tree.span(run)
        return max(0, words.start - span.end, span.start - words.end)

    def _behind(self, source: Run, speaker: Speaker) -> Span | None:
        """ "The official spoke on condition of anonymity because ...": the sentence behind, if its subject is the same source."""
        sentence = self.tree.tokens[source[0]].sentence + 1
        if sentence >= len(self.tree.sentences):
            return None
        start, end = self.tree.sentences[sentence]
        subject = next((k for k in range(start, end) if self.tree.tokens[k].dep == "nsubj"), None)
        taken = self.reader.references.again(subject) if subject is not None else None
        same = taken is not None and taken in (self.tree.top(source), speaker.noun)
        return self._within((start, end)) if same else None

    def _within(self, run: Run) -> Span | None:
        """The words of a sentence that tell why someone is not named, as far as the next verb of speech; none that are quoted."""
        start, end = self.tree.tokens[run[0]].start, self.tree.tokens[run[1] - 1].end
        match = ASKED.search(self.tree.article.text, start, end)
        if match is None:
            return None
        cues = [self.tree.tokens[cue.run[0]].start for _, cue in self.sources]
        last = min([match.end(), *(at for at in cues if at > match.end("why"))])
        stop = STOP.search(self.tree.article.text, match.end("why"), last)
        words = self.tree.article.text[match.start("why") : stop.start() if stop else last].rstrip(" ,—–-\n")
        quoted = any(self.tree.inner(k) for k in self.tree.within(match.start("why"), match.start("why") + len(words)))
        return None if quoted else Span(self.tree.article.id, match.start("why"), match.start("why") + len(words), words)
