"""How the tellings of a claim differ, in two tiers: findings, which must be right, and tables, which list differing words.

find     linked sentences, credits -> divergences, gravest first
quotes   each quotation that several articles give, as each gives it, with its speaker
"""

from retold.divergences.find import find
from retold.divergences.quotes import quotes

__all__ = ["find", "quotes"]
