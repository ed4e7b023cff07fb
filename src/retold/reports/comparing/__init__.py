"""Two articles laid side by side: which sentences face each other, which words differ, and how the two stand to each other."""

from retold.reports.comparing.compare import compare, overlap

__all__ = ["compare", "overlap"]
