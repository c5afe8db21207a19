"""The classes of one baby, the latest first, under their courses."""

from itertools import groupby
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from massage_studio.bookings.views import SessionView
from massage_studio.gui.progress.card_parts import (
    Words,
    WrappedLabel,
    action_button,
    quiet_button,
    refill,
    state_legend,
)
from massage_studio.gui.progress.class_block import ClassBlock
from massage_studio.gui.progress.note_lines import Lead
from massage_studio.progress.views import BabyProgress, Names, SessionStory

_PAGE = 8
"""How many classes are told at once."""


class StoryList(QWidget):
    """Tells the latest classes, and earlier ones on demand.

    Its signals ask for a place, and for the record of a class of a baby.
    """

    classes_wanted = Signal()
    record_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = _PAGE
        self._shown: tuple[BabyProgress, Names] | None = None
        self._blocks: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def turn_back(self) -> None:
        """Tell no more than the latest classes, from the next filling on."""
        self._most = _PAGE

    def show_baby(self, one: BabyProgress, names: Names) -> None:
        """Show the classes of one baby."""
        self._shown = one, names
        self._fill()

    def tell_to(self, course_id: UUID) -> None:
        """Tell as many classes as reach the latest one of a course."""
        sessions = self._shown[0].sessions if self._shown is not None else ()
        latest = [story.session.course_id for story in reversed(sessions)]
        place = latest.index(course_id) if course_id in latest else 0
        if place >= self._most:
            self._most = (place // _PAGE + 1) * _PAGE
            self._fill()

    def first_of(self, course_id: UUID) -> QWidget | None:
        """Return where a course begins: its name where it has one here, or else its latest class."""
        place = self._latest_of(course_id)
        if place is None:
            return None
        named = place > 0 and not isinstance(self._blocks[place - 1], ClassBlock)
        return self._blocks[place - 1 if named else place]

    def first_button_of(self, course_id: UUID) -> QAbstractButton | None:
        """Return the first thing that can be pressed in the latest class of a course."""
        place = self._latest_of(course_id)
        return None if place is None else self._blocks[place].findChild(QAbstractButton)

    def _latest_of(self, course_id: UUID) -> int | None:
        for place, block in enumerate(self._blocks):
            if isinstance(block, ClassBlock) and block.course_id == course_id:
                return place
        return None

    def _fill(self) -> None:
        if self._shown is None:
            return
        one, names = self._shown
        refill(self._column, self._sessions(one, names))

    def _sessions(self, one: BabyProgress, names: Names) -> list[QWidget]:
        self._blocks = []
        if not one.sessions:
            book = action_button(self.tr("Book a place"))
            book.clicked.connect(self.classes_wanted)
            none = self.tr("No class yet. Each class that is held adds its story here.")
            return [WrappedLabel(none, muted=True), book]
        self._blocks = story_blocks(one.sessions, names, self._lead, self._most)
        shown = list(self._blocks)
        if len(one.sessions) > self._most:
            more = quiet_button(self.tr("Earlier classes"))
            more.clicked.connect(self._earlier)
            shown.append(more)
        if any(story.spans for story in one.sessions):
            shown.append(state_legend())
        return shown

    def _lead(self, klass: SessionView) -> None:
        if self._shown is not None:
            self.record_wanted.emit(klass, self._shown[0].baby.id)

    def _earlier(self) -> None:
        self._most += _PAGE
        self._fill()


def story_blocks(
    stories: tuple[SessionStory, ...], names: Names, lead: Lead | None, most: int, ratio: float = 1.0
) -> list[QWidget]:
    """Return the latest classes first, at most so many, under their course where there is more than one."""
    latest = list(reversed(stories))[:most]
    several = len({story.session.course_id for story in stories}) > 1
    shown: list[QWidget] = []
    for _, of_course in groupby(latest, key=lambda story: story.session.course_id):
        classes = list(of_course)
        if several:
            first = classes[-1].session
            name = f"{first.course} · {first.starts.year}"
            shown.append(Words(name, 1.12 * ratio, heading=True))
        shown += [ClassBlock(story, names, lead, ratio) for story in classes]
    return shown
