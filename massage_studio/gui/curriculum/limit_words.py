"""What a safety rule says of itself, in words."""

import re

from massage_studio.curriculum.content_types import Limit
from massage_studio.curriculum.library_views import LeftOut
from massage_studio.curriculum.views import Service
from massage_studio.gui import wording
from massage_studio.gui.families.words import FLAG_KINDS, flag_kind
from massage_studio.language import translate

_EXAMPLE = "Mia"
"""The baby whose name stands for that of any baby, in the fields and beside them."""


def named(mind: str) -> str:
    """Return what is minded as it is read of one baby."""
    return mind.replace("{baby}", _EXAMPLE)


def unnamed(words: str) -> str:
    """Return what is minded as it is kept, for any baby; `named` read back."""
    return re.sub(rf"\b{_EXAMPLE}\b", "{baby}", words)


def dotted(word: str) -> str:
    """Return a word by which a rule is known as it is read: one with any ending ends in dots."""
    return f"{word[:-1]}\u2026" if word.endswith("*") else word


def starred(words: str) -> str:
    """Return a word by which a rule is known as it is kept: `dotted` read back, or with a star."""
    return re.sub(r"(\u2026|\.\.\.)$", "*", words.strip())


def leaves_out(limit: Limit) -> str:
    """Return what a rule leaves out, the areas too that the words of a fact name."""
    if {"stroking", "still_hands", "moving"} <= set(limit.forbids):
        return translate("Limit", "All massage")
    found = [wording.touch(code) for code in limit.forbids]
    if limit.places:
        found.append(translate("Limit", "the place that the words name"))
    if not found:
        return translate("Limit", "Nothing; it says what to mind")
    return _sentence(wording.listed(found))


def leaves_out_later(limit: Limit) -> str:
    """Return what a rule leaves out from an age on instead; empty where no age changes it."""
    if not limit.older_from_weeks:
        return ""
    parts = wording.listed([wording.touch(code) for code in limit.older_forbids])
    return translate("Limit", "from %n weeks: {parts}", None, limit.older_from_weeks).format(
        parts=parts or translate("Limit", "nothing")
    )


def left_out_when(one: LeftOut) -> str:
    """Return when a rule leaves an item out: how long it counts, in which cases, and by itself."""
    limit = one.limit
    cases = {
        "any": "",
        "place": translate("Limit", "where the words name the place"),
        "place_or_none": translate("Limit", "where the words name the place, or none"),
        "younger": translate("Limit", "under %n weeks", None, limit.older_from_weeks),
        "older": translate("Limit", "from %n weeks on", None, limit.older_from_weeks),
    }
    told = cases[one.at[0]]
    if len(one.at) > 1:
        told = translate("Limit", "{case}, or {other}").format(case=told, other=cases[one.at[1]])
    known = counts_for(limit) if limit.kinds or limit.words else ""
    return _sentence(" \u00b7 ".join(part for part in (known, told, by_itself(limit)) if part))


def counts_for(limit: Limit) -> str:
    """Return how long a fact counts."""
    if limit.days:
        return translate("Limit", "%n days from the day it was noted", None, limit.days)
    if limit.hours:
        return translate("Limit", "%n hours from the day it was noted", None, limit.hours)
    return translate("Limit", "As long as the flag stands")


def by_itself(limit: Limit) -> str:
    """Return below which age a rule holds by itself; empty where it never does."""
    found = []
    if limit.under_weeks:
        found.append(translate("Limit", "under %n weeks", None, limit.under_weeks))
    weeks = limit.under_corrected_weeks
    if limit.born_early and not weeks:
        found.append(translate("Limit", "born early, to bear in mind"))
    elif limit.born_early:
        found.append(translate("Limit", "born early, until %n weeks after the due date", None, weeks))
    return _sentence("; ".join(found))


def known_by(limit: Limit) -> str:
    """Return the flags and the words by which a rule is known."""
    kinds = [flag_kind(kind) for kind in FLAG_KINDS if kind in limit.kinds]
    flags = translate("Limit", "Flag: {kinds}").format(kinds=wording.listed(kinds)) if kinds else ""
    return "\n".join(part for part in (flags, ", ".join(map(dotted, limit.words))) if part)


def service(kind: Service) -> str:
    """Return the word for a kind of local service."""
    return {
        "health_visitor": translate("LocalService", "Health visitor"),
        "parent_infant": translate("LocalService", "Parent-infant team"),
        "perinatal": translate("LocalService", "Perinatal mental health"),
        "peer_support": translate("LocalService", "Peer support"),
        "other": translate("LocalService", "Other help"),
    }[kind]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
