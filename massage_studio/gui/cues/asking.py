"""Whom a press for the group still asks for, and which sign the next response answers: no widgets here."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from massage_studio.cues.views import CueView, HeldView, Kind
from massage_studio.gui.cues.room import GROUP, Room, Selection

_GOES_ON_FOR = timedelta(seconds=5)
_OF_SEVERAL: tuple[Kind, ...] = ("state", "cue")


@dataclass
class AskedForMore:
    """A state or a cue that was pressed for the group: each digit that follows gives it to one more baby.

    Any other key ends it, and so does a pause of five seconds, lest a later number is taken for one of them.
    An answer about permission is given to one baby alone.
    """

    _begun: bool = False
    _press: HeldView | None = None
    _since: datetime | None = None
    _babies: set[UUID] = field(default_factory=set)

    def begin(self, kind: Kind) -> None:
        """Ask for whom a press for the group was."""
        self._begun = kind in _OF_SEVERAL

    def given(self, press: HeldView, baby_id: UUID, now: datetime) -> None:
        """Go on asking, after a baby was named."""
        if self._begun:
            self._press, self._since = press, now
            self._babies.add(baby_id)

    def asked(self, now: datetime) -> HeldView | None:
        """Return the press that one more baby may be named for."""
        return None if self.is_over(now) else self._press

    def asked_for(self, baby_id: UUID, now: datetime) -> HeldView | None:
        """Return the press that is for this baby too, unless it has it already."""
        return None if baby_id in self._babies else self.asked(now)

    def is_over(self, now: datetime) -> bool:
        """Tell whether nobody was named for too long."""
        return self._since is not None and now - self._since > _GOES_ON_FOR

    def end(self) -> None:
        """Ask no more."""
        self._begun, self._press, self._since = False, None, None
        self._babies.clear()


@dataclass
class Answering:
    """The sign that the next response answers: the last open one of its baby, unless another was chosen."""

    chosen: UUID | Literal["last"] | None = "last"

    def begin(self) -> None:
        """Mean the last open sign again."""
        self.chosen = "last"

    def sign(self, room: Room, selected: Selection, now: datetime) -> CueView | None:
        """Return the sign that is meant now."""
        if selected is None or selected == GROUP or room.finished:
            return None
        if self.chosen == "last":
            return room.next_to_answer(selected, now)
        return next((one for one in room.unanswered_signs(selected) if one.id == self.chosen), None)

    def turn(self, room: Room, selected: Selection, now: datetime) -> None:
        """Mean the sign before the one that is meant; behind the first one none, and then the last again."""
        if selected is None or selected == GROUP:
            return
        if self.chosen is None:
            self.begin()
            return
        meant = self.sign(room, selected, now)
        open_signs = [one.id for one in room.unanswered_signs(selected)]
        before = open_signs[open_signs.index(meant.id) + 1 :] if meant else open_signs
        self.chosen = before[0] if before else None
