"""From raw bytes to a page that the other rooms can read.

read    bytes -> article: decoded, front matter and metadata taken up, or refused with a reason
merge   articles -> articles: the same text given twice becomes one article with copies
page    article -> page: noise marked, cut into sentences (no parser)
mark    page and tokens -> marked: quotations, names, numbers
settle  all pages of a story -> the same, each name with the kind that most of its mentions have
"""

from retold.articles.cut import page
from retold.articles.mark import mark
from retold.articles.pile import merge
from retold.articles.read import read
from retold.articles.settling import settle

__all__ = ["mark", "merge", "page", "read", "settle"]
