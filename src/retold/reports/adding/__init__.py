"""What one article of a story adds to the others, changes in them or contradicts, and what it leaves out."""

from retold.reports.adding.news import news

__all__ = ["news"]
