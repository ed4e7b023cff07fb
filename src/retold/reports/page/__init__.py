"""The page: a report as one file that opens anywhere, asks for nothing, and runs nothing that an article brought along.

html        report -> page        readable without scripts, better with them
comparison  two articles -> page  side by side, the words that differ marked
"""

from __future__ import annotations

from retold.reports.page.compared import comparison
from retold.reports.page.render import html

__all__ = ["comparison", "html"]
