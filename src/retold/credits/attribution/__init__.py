"""Who says what within one article: the words that announce it, what they announce, and who is behind it."""
