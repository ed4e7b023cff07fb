"""The ground that all rooms stand on: words, names, numbers, dates, polarity, speech verbs, and the lexicons of each language."""
