"""One outlet under several names: what the lists of credits call "Fox News" an article may bear as "Fox Online News"."""

from __future__ import annotations

import re

from retold.language import outlets

ADDED = re.compile(r"\([^)]*\)|\s[-–—]\s.*$|\b(?:online|web|network)\b", re.I)  # what catalogues add to a name
COMMON = re.compile(r"\b(?:the|news|com|agency|newspaper|daily)\b|[^a-z0-9]+")
DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
SITED = 4  # letters of a name that is looked for in a domain
NO_BRAND = frozenset({"the", "radio", "channel", "al", "new", "voice", "daily"})  # first words that many networks have


def house(name: str) -> str:
    """Return a name without what catalogues add to it ("CNN (Web News)" -> "CNN")."""
    return " ".join(ADDED.sub(" ", name).split()) or name


def key(name: str) -> str:
    """Return a name as it is compared: small letters and figures, without "the", "news", "agency" and the like."""
    return COMMON.sub("", house(name).lower()) or re.sub(r"\W+", "", name.lower())


def same_house(one: str, other: str) -> bool:
    """Tell whether two names are one outlet's, those of a network and its programme ("Fox News", "Fox & Friends"), or a name and its site."""
    if not one or not other:
        return False
    if any(DOMAIN.fullmatch(a) and len(key(b)) >= SITED and key(b) in a for a, b in ((one, other), (other, one))):
        return True
    brands = {name.split()[0].lower() for name in (one, other)}
    network = any(outlets.kind(outlets.canonical(house(name)) or name) == "broadcaster" for name in (one, other))
    return key(one) == key(other) or (network and len(brands) == 1 and not brands & NO_BRAND)
