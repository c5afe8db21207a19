"""What a class shows, in a few short words that two processes can compare."""

from __future__ import annotations

import json
from hashlib import sha1
from typing import Any
from uuid import UUID

from massage_studio.cues.views import ClassRoomView


def class_summary(view: ClassRoomView) -> str:
    """Return the record, the register, the plan, the tray and the money of a class, each as a digest.

    Who belongs to a family is left out, since undo of a walk-in leaves the family there.
    """
    klass = view.register.session
    parts: dict[str, Any] = {
        "class": (klass.status, klass.opened, klass.finished),
        "notes": view.notes,
        "tray": view.held,
        "register": [
            (row.baby.id, row.number, row.status, row.arrived, row.left, row.health, row.health_note)
            for row in view.register.rows
        ],
        "adults": [(row.baby.id, row.adult.id if row.adult else None) for row in view.register.rows],
        "due": [(row.baby.id, row.due) for row in view.register.rows],
        "plan": view.delivered,
        "last": view.undo.id if view.undo else None,
    }
    return json.dumps({name: _digest(part) for name, part in parts.items()})


def same_press(stood: str, action_id: UUID | None) -> bool:
    """Tell whether this press stood last."""
    found: dict[str, str] = json.loads(stood)
    return found["last"] == _digest(action_id)


def _digest(part: object) -> str:
    return sha1(repr(part).encode()).hexdigest()[:12]
