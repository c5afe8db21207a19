"""Recordings as files: to a colleague and back, and from the table of a class that she exported."""

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.practice.views import Observation, PracticeKind, Recording

_FORMAT = "massage-studio-practice"
_KINDS = get_args(PracticeKind)
_MOST_BYTES = 20_000_000
_MOST_EVENTS = 100_000
# The categories of an exported table that are kinds of their own.
_CATEGORIES = {"engaging": "cue", "disengaging": "cue", "cue": "cue"}


def as_file(recording: Recording) -> bytes:
    """Return a recording as JSON in UTF-8."""
    told = {
        "format": _FORMAT,
        "version": 1,
        "name": recording.name,
        "observer": recording.observer,
        "length_ms": recording.length_ms,
        "observations": [
            [seen.at_ms, seen.ended_ms, seen.subject, seen.kind, seen.code] for seen in recording.observations
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def from_file(content: bytes, name: str) -> Recording:
    """Return the recording of a file: one that `as_file` wrote, or a table of events with commas.

    Babies of a table become numbers in the order in which they come, so that nobody's name is kept.

    Raises:
        KnownError: it is neither, or it is damaged.
    """
    if len(content) > _MOST_BYTES:
        raise _not_one()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_one() from None
    try:
        return _of_json(json.loads(text)) if text.lstrip().startswith("{") else _of_table(text, name)
    except (ValueError, TypeError, KeyError, InvalidOperation, RecursionError, csv.Error):
        raise _not_one() from None


def _of_json(told: Mapping[str, Any]) -> Recording:
    if told["format"] != _FORMAT or told["version"] != 1:
        raise ValueError
    length = _whole(told["length_ms"])
    if len(told["observations"]) > _MOST_EVENTS:
        raise ValueError
    seen = tuple(_observation(*one) for one in told["observations"])
    return _checked(Recording(clean(str(told["name"])), clean(str(told["observer"])), length, seen))


def _observation(at: Any, ended: Any, subject: Any, kind: Any, code: Any) -> Observation:
    if kind not in _KINDS or not isinstance(code, str):
        raise ValueError
    end = None if ended is None else _whole(ended)
    return Observation(_whole(at), _whole(subject), kind, clean(code), end)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise ValueError
    return value


def _of_table(text: str, name: str) -> Recording:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    babies: dict[str, int] = {}
    seen: list[Observation] = []
    for row in rows:
        kind = _CATEGORIES.get(row["Category"], row["Category"])
        if kind not in _KINDS or len(seen) >= _MOST_EVENTS:
            # Reasons and notes are no observations that two can share.
            continue
        subject = babies.setdefault(row["Baby"], len(babies) + 1)
        at, stop = _milliseconds(row["Start (s)"]), row["Stop (s)"]
        end = _milliseconds(stop) if kind == "state" and stop else None
        seen.append(_observation(at, end, subject, kind, row["Code"]))
    length = max((max(one.at_ms, one.ended_ms or 0) for one in seen), default=0)
    return _checked(Recording(name, name, length, tuple(seen)))


def _milliseconds(seconds: str) -> int:
    return _whole(int(Decimal(seconds) * 1000))


def _checked(recording: Recording) -> Recording:
    for seen in recording.observations:
        if seen.ended_ms is not None and (seen.kind != "state" or seen.ended_ms < seen.at_ms):
            raise ValueError
    if not recording.observations:
        raise ValueError
    return recording


def _not_one() -> KnownError:
    return KnownError(
        "This is no recording and no table of events.",
        "Choose a .practice file, or events that were exported as a table with commas.",
    )
