"""The verbs of the vocabulary and of the palette that brings a part of it under the fingers."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from massage_studio.cues.models import CueKind, PaletteKey, ResponseKind, StateKind
from massage_studio.cues.palette_keys import tidy_key
from massage_studio.cues.views import Kind, PaletteChip
from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes, Thing, changed

if TYPE_CHECKING:
    from massage_studio.curriculum.content import Content

_CUES = changed(Thing.CUES)
_PALETTE = changed(Thing.CUES, Thing.STUDIO)

LONGEST_CHIP = 40
"""Longest label of a chip of the palette, in characters."""


def install(session: Session, *, content: "Content") -> Changes:
    """Write the shipped vocabulary and palette into a studio that has none."""
    session.add_all(
        StateKind(
            code=row.code,
            position=row.order,
            label=row.label,
            description=row.description,
            massage=row.massage,
            advice=row.advice,
        )
        for row in content.states
    )
    session.add_all(
        CueKind(
            code=row.code,
            position=position,
            label=row.label,
            polarity=row.polarity,
            strength=row.strength,
            need=row.need,
            description=row.description,
            may_mean=row.may_mean,
            advice=row.advice,
            phrase=row.parent,
        )
        for position, row in enumerate(content.cues)
    )
    session.add_all(
        ResponseKind(
            code=row.code,
            position=position,
            label=row.label,
            category=row.category,
            description=row.description,
            phrase=row.parent,
        )
        for position, row in enumerate(content.responses)
    )
    session.flush()
    return _CUES | reset_palette(session, content=content)


def pin(session: Session, *, kind: Kind, code: str, key: str, label: str) -> Changes:
    """Put a state, cue or response on a key of the palette; one that is there gets the key and the label.

    Raises:
        KnownError: the key cannot be used or is taken, the label is empty, or there is no such code.
    """
    known = {"state": StateKind, "cue": CueKind, "response": ResponseKind}.get(kind)
    if known is None or session.get(known, code) is None:
        raise KnownError("The vocabulary has no such cue.", "Choose another one.")
    key, label = _free(session, kind, code, key), _chip_label(label)
    chip = session.get(PaletteKey, (kind, code))
    if chip is None:
        last = session.scalar(select(func.max(PaletteKey.position)))
        session.add(
            PaletteKey(kind=kind, code=code, key=key, label=label, position=0 if last is None else last + 1)
        )
    else:
        chip.key, chip.label = key, label
    session.flush()
    return _PALETTE


def unpin(session: Session, *, kind: Kind, code: str) -> Changes:
    """Take a cue or response off the palette; it can still be found by typing.

    Raises:
        KnownError: it is a state: all six stay.
    """
    if kind == "state":
        raise KnownError("The six states stay in the class room.", "Give this one another key instead.")
    session.execute(delete(PaletteKey).where(PaletteKey.kind == kind, PaletteKey.code == code))
    return _PALETTE


def rekey(session: Session, *, kind: Kind, code: str, key: str) -> Changes:
    """Give what is on the palette another key.

    Raises:
        KnownError: the key cannot be used or is taken, or the palette has no such chip.
    """
    _chip(session, kind, code).key = _free(session, kind, code, key)
    session.flush()
    return _PALETTE


def relabel(session: Session, *, kind: Kind, code: str, label: str) -> Changes:
    """Give what is on the palette another label.

    Raises:
        KnownError: the label is empty, or the palette has no such chip.
    """
    _chip(session, kind, code).label = _chip_label(label)
    session.flush()
    return _PALETTE


def lay_palette(session: Session, *, chips: tuple[PaletteChip, ...]) -> Changes:
    """Make the palette exactly these chips, in this order: what undo of a change needs."""
    session.execute(delete(PaletteKey))
    session.add_all(
        PaletteKey(kind=chip.kind, code=chip.code, key=chip.key, label=chip.label, position=position)
        for position, chip in enumerate(chips)
    )
    session.flush()
    return _PALETTE


def reset_palette(session: Session, *, content: "Content") -> Changes:
    """Make the palette as it was delivered."""
    palette = content.palette
    groups: tuple[tuple[Kind, Any], ...] = (
        ("state", palette.states),
        ("cue", (*palette.engagement, *palette.disengagement)),
        ("response", palette.responses),
    )
    chips = (PaletteChip(kind, row.code, row.key, row.chip, "") for kind, rows in groups for row in rows)
    return lay_palette(session, chips=tuple(chips))


def _chip(session: Session, kind: Kind, code: str) -> PaletteKey:
    chip = session.get(PaletteKey, (kind, code))
    if chip is None:
        raise KnownError("This is no longer on the palette.", "Add it again first.")
    return chip


def _free(session: Session, kind: Kind, code: str, key: str) -> str:
    """Return a key as the palette keeps it, unless another chip has it."""
    key = tidy_key(key)
    for other in session.scalars(select(PaletteKey).where(PaletteKey.key == key)):
        if (other.kind, other.code) != (kind, code):
            raise KnownError(
                "{key} is already {chip}.",
                "Choose another key, or change that one first.",
                key=key,
                chip=other.label,
            )
    return key


def _chip_label(label: str) -> str:
    label = clean(label, LONGEST_CHIP)
    if not label:
        raise KnownError("The label is empty.", "Write one or two words.")
    return label
