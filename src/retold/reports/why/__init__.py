"""What a statement of a report rests on: its reasons, each sentence in full, the rival explanation, and what speaks against it."""

from retold.reports.why.asking import why
from retold.reports.why.forms import FORMS, card, markdown, missing, sheet
from retold.reports.why.records import Basis, Grounds, Passage, Pointer, Why

__all__ = ["FORMS", "Basis", "Grounds", "Passage", "Pointer", "Why", "card", "markdown", "missing", "sheet", "why"]
