"""Places what was typed in from a paper sheet on the clock of its class."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Protocol

from massage_studio.cues.notation import Entry
from massage_studio.cues.state_line import StateInterval, covering, following, put
from massage_studio.families.names import clean_lines

MARGIN = timedelta(minutes=60)
"""How long before its start and after its end a sheet may tell of a class."""


class Noted(Protocol):
    """A note that stands."""

    @property
    def kind(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def at(self) -> datetime: ...


def on_the_clock(entries: Iterable[Entry], starts: datetime) -> list[tuple[Entry, datetime]]:
    """Return each entry with its moment; several of one minute are spread over it in their order."""
    found = []
    for minute, together in groupby(sorted(entries, key=lambda entry: entry.minute), lambda e: e.minute):
        of_minute = list(together)
        for place, entry in enumerate(of_minute):
            within = timedelta(seconds=60 * place / len(of_minute))
            found.append((entry, starts + timedelta(minutes=minute) + within))
    return found


def with_states(
    line: Iterable[StateInterval], entries: Iterable[tuple[Entry, datetime]], until: datetime
) -> list[StateInterval]:
    """Return a baby's line of states with those of the sheet in it.

    Each lasts until the next one, or to the end of the one that it begins in; the last one to `until`.
    """
    parts = list(line)
    for entry, at in entries:
        if entry.kind != "state":
            continue
        there, after = covering(parts, at), following(parts, at)
        if there is not None and there.code == entry.code:
            continue
        end = there.end if there else after.start if after else max(until, at)
        parts = put(parts, StateInterval(None, entry.code, at, end))
    return parts


def not_there_yet(
    entries: Iterable[tuple[Entry, datetime]], notes: Iterable[Noted], starts: datetime
) -> list[tuple[Entry, datetime]]:
    """Return the entries that no note of the baby tells yet: of one kind, code, text and minute.

    What was seen twice in a minute is told by two notes.
    """

    def minute(at: datetime) -> int:
        return (at.astimezone(UTC) - starts.astimezone(UTC)) // timedelta(minutes=1)

    there = Counter((note.kind, note.code, note.text, minute(note.at)) for note in notes)
    found = []
    for entry, at in entries:
        what = (entry.kind, entry.code, clean_lines(entry.text), minute(at))
        if there[what] > 0:
            there[what] -= 1
        else:
            found.append((entry, at))
    return found
