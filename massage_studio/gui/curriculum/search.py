"""Finds what holds all the words of a search, whatever the accents and capitals."""

from functools import lru_cache

from massage_studio.families.names import folded

_folded = lru_cache(maxsize=4096)(folded)


def holds(sought: str, *texts: str) -> bool:
    """Whether texts hold all the words that are sought."""
    words = folded(sought).split()
    if not words:
        return True
    whole = " ".join(_folded(text) for text in texts)
    return all(word in whole for word in words)
