"""How the tellings of a claim differ, in two tiers: findings, which must be right, and tables, which list differing words.

find     linked sentences, credits -> divergences, gravest first
judge    a second opinion on them, where someone gives one
reach    what could not be compared
weigh    on how many lines of transmission each reading stands
quotes   each quotation that several articles give, as each gives it, with its speaker
"""

from retold.divergences.find import find
from retold.divergences.judging import judge
from retold.divergences.quotes import quotes
from retold.divergences.reach import reach
from retold.divergences.weighing import weigh

__all__ = ["find", "judge", "quotes", "reach", "weigh"]
