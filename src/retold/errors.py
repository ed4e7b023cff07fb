"""The errors that retold raises, one tree.

    RetoldError              anything that a caller may want to catch
    ├── BadInput             what was given cannot be read: exit 1
    │   └── NothingToRead    nothing in the pile could be read as an article: exit 1
    ├── MissingModel         no language model is installed: exit 1, with the command to type
    └── Ungrounded           a finding points at words that are not there: a defect of retold

Each message is one line: what is wrong, then what to do.
"""


class RetoldError(Exception):
    """Anything that goes wrong inside retold and has a plain explanation."""


class BadInput(RetoldError):
    """What was given cannot be read."""


class NothingToRead(BadInput):
    """Nothing in the pile could be read as an article."""


class MissingModel(RetoldError):
    """No language model is installed."""


class Ungrounded(RetoldError):
    """A finding points at words that are not in the article."""
