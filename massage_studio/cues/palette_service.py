"""The verbs of the palette that brings a part of the vocabulary under the fingers."""

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from massage_studio.cues.models import PaletteKey
from massage_studio.cues.palette_keys import delivered_palette, tidy_key
from massage_studio.cues.views import Kind, PaletteChip
from massage_studio.curriculum.content_types import Coded
from massage_studio.curriculum.queries import current
from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes, Thing, changed

_PALETTE = changed(Thing.CUES, Thing.STUDIO)

LONGEST_CHIP = 40
"""Longest label of a chip of the palette, in characters."""


def pin(session: Session, *, kind: Kind, code: str, key: str, label: str) -> Changes:
    """Put a state, cue or response on a key of the palette; one that is there gets the key and the label.

    Raises:
        KnownError: the key cannot be used or is taken, the label is empty, or there is no such code.
    """
    now = current(session)
    known: dict[str, tuple[Coded, ...]] = {"state": now.states, "cue": now.cues, "response": now.responses}
    if all(item.code != code for item in known.get(kind, ())):
        raise KnownError("The vocabulary has no such cue.", "Choose another one.")
    _make_own(session)
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
    _make_own(session)
    session.execute(delete(PaletteKey).where(PaletteKey.kind == kind, PaletteKey.code == code))
    return _PALETTE


def rekey(session: Session, *, kind: Kind, code: str, key: str) -> Changes:
    """Give what is on the palette another key.

    Raises:
        KnownError: the key cannot be used or is taken, or the palette has no such chip.
    """
    _make_own(session)
    _chip(session, kind, code).key = _free(session, kind, code, key)
    session.flush()
    return _PALETTE


def relabel(session: Session, *, kind: Kind, code: str, label: str) -> Changes:
    """Give what is on the palette another label.

    Raises:
        KnownError: the label is empty, or the palette has no such chip.
    """
    _make_own(session)
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


def reset_palette(session: Session) -> Changes:
    """Make the palette as it is delivered."""
    session.execute(delete(PaletteKey))
    return _PALETTE


def _make_own(session: Session) -> None:
    """Write the palette down as it is delivered, where she has none of her own, so that it can be changed."""
    if session.scalar(select(PaletteKey.key).limit(1)) is None:
        session.add_all(
            PaletteKey(kind=kind, code=code, key=key, label=label, position=position)
            for position, (kind, code, key, label) in enumerate(delivered_palette())
        )
        session.flush()


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
