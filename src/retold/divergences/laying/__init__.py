"""Lays the linked sentences of a story side by side and matches their words, once, for all kinds of difference."""
