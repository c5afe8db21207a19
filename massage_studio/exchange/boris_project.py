"""Writes a table of events as a project of BORIS, with its subjects, behaviours and the observation.

The layout is that of project format 7.0, which BORIS 7 to 9 read; events are lists of time, subject,
behaviour, modifiers and comment, a state once where it begins and once where it ends.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from massage_studio.exchange.event_files import clean
from massage_studio.exchange.events import EventRow, EventTable

_NO_MODIFIER = "None"
_SETS = ("Activity", "Body areas", "Adult")
_SINGLE = 0  # one value of a set of modifiers is chosen


def boris_file(table: EventTable) -> bytes:
    """Return the project as JSON in UTF-8."""
    behaviours = {(row.event, row.type): row.category for row in table.rows}
    subjects = sorted({row.subject for row in table.rows}, key=_by_number)
    modifiers = _modifier_sets(table.rows)
    project: dict[str, Any] = {
        "time_format": "hh:mm:ss",
        "project_date": f"{table.opened:%Y-%m-%dT%H:%M:%S}",
        "project_name": _flat(table.observation),
        "project_description": _flat(table.description),
        "project_format_version": "7.0",
        "subjects_conf": {
            str(place): {"key": "", "name": _flat(name), "description": ""}
            for place, name in enumerate(subjects)
        },
        "behaviors_conf": {
            str(place): {
                "type": "State event" if type_ == "STATE" else "Point event",
                "key": "",
                "code": _flat(event),
                "description": "",
                "category": _flat(category),
                "modifiers": modifiers,
                "excluded": "",
                "coding map": "",
            }
            for place, ((event, type_), category) in enumerate(behaviours.items())
        },
        "behavioral_categories": sorted({_flat(category) for category in behaviours.values()}),
        "independent_variables": {},
        "coding_map": {},
        "behaviors_coding_map": [],
        "converters": {},
        "observations": {_flat(table.observation): _observation(table)},
    }
    return json.dumps(project, ensure_ascii=False, indent=1).encode()


def _observation(table: EventTable) -> dict[str, Any]:
    found: list[tuple[Decimal, EventRow]] = [(row.start, row) for row in table.rows]
    found += [(row.stop, row) for row in table.rows if row.type == "STATE"]
    events = [
        [float(at), _flat(row.subject), _flat(row.event), _told(row), _flat(row.words)]
        for at, row in sorted(found, key=lambda one: one[0])
    ]
    return {
        "file": [],
        "type": "LIVE",
        "date": f"{table.opened:%Y-%m-%dT%H:%M:%S}",
        "description": _flat(table.description),
        "time offset": 0.0,
        "events": events,
        "observation time interval": [0, 0],
        "independent_variables": {},
        "scan_sampling_time": 0,
        "start_from_current_time": False,
        "start_from_current_epoch_time": False,
    }


def _modifier_sets(rows: Iterable[EventRow]) -> dict[str, Any]:
    values = [sorted({part for part in of_set if part}) for of_set in zip(*map(_parts, rows), strict=True)]
    return {
        str(place): {"name": name, "type": _SINGLE, "values": known}
        for place, (name, known) in enumerate(zip(_SETS, values, strict=True))
    }


def _told(row: EventRow) -> str:
    return "|".join(part or _NO_MODIFIER for part in _parts(row))


def _parts(row: EventRow) -> tuple[str, ...]:
    # A bar divides modifiers, and what follows " (" is a key.
    parts = (row.activity, ", ".join(row.areas), row.adult)
    return tuple(_flat(part).replace("|", "/").replace(" (", ", ").replace(")", "") for part in parts)


def _by_number(name: str) -> tuple[int, str]:
    number = name.rpartition(" ")[2]
    return (int(number) if number.isdecimal() else 0), name


def _flat(text: str) -> str:
    return " ".join(clean(text).split())
