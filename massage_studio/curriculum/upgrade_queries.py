"""What a newer program ships in other words than those that an instructor changed."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from massage_studio.curriculum.content import every_entry, title_of
from massage_studio.curriculum.content_files import KINDS, fitting
from massage_studio.curriculum.queries import own_items
from massage_studio.curriculum.views import OwnItemView, ShippedChange, Upgrade


def changed_since(session: Session) -> tuple[ShippedChange, ...]:
    """Return the fields that she changed and whose shipped words are others now, in her order."""
    return upgrade(session).changes


def upgrade(session: Session) -> Upgrade:
    """Return what has become of what she changed in this version of the program."""
    return upgrade_of(own_items(session))


@lru_cache(maxsize=2)
def upgrade_of(own: tuple[OwnItemView, ...]) -> Upgrade:
    """Return the same for what is hers, found out once."""
    shipped = every_entry(())
    known = [item for item in own if item.kind in KINDS]
    changes: list[ShippedChange] = []
    withdrawn: list[tuple[str, str, str]] = []
    for item in known:
        entry = shipped.get((item.kind, item.code))
        words = json.loads(item.words)
        if item.added or not words:
            continue
        if entry is None or entry.get("withdrawn"):
            title = title_of(item.kind, json.loads(item.shipped) | dict(entry or {"code": item.code}) | words)
            withdrawn.append((item.kind, item.code, title))
        else:
            changes += _changes(item, words, entry)
    return Upgrade(tuple(changes), tuple(withdrawn), _unknown(own))


def _changes(item: OwnItemView, words: dict[str, Any], entry: Mapping[str, Any]) -> list[ShippedChange]:
    before, silent = json.loads(item.shipped), KINDS[item.kind].defaults
    title = title_of(item.kind, dict(entry) | fitting(item.kind, words))
    found = []
    for field, hers in fitting(item.kind, words).items():
        now = entry.get(field, silent.get(field))
        then = silent.get(field) if before.get(field) is None else before[field]
        if now not in (then, hers):
            found.append(ShippedChange(item.kind, item.code, title, field, hers, then, now))
    return found


def _unknown(own: tuple[OwnItemView, ...]) -> int:
    """Count the items with words that the program does not know."""
    return sum(
        item.kind not in KINDS or len(fitting(item.kind, words)) < len(words.keys() - {"benefit"})
        for item in own
        for words in [json.loads(item.words)]
    )
