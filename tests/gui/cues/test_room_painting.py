"""What a press costs the window: no layout of the page, and paint only where something changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from massage_studio.gui.widgets.card import Muted
from massage_studio.gui.widgets.chip import Chip, StateButton
from massage_studio.gui.widgets.layout_boundary import LayoutBoundary
from tests.gui.cues.room_stage import RoomStage


class Work(QObject):
    """Counts what the window does for one press."""

    def __init__(self, room: RoomStage) -> None:
        super().__init__()
        page = room.page
        self._page = page
        self._around: set[QWidget] = {page}
        for start in (page.foot.recent, page.palette_panel, page.board):
            part: QWidget | None = start
            while part is not None and part is not page:
                self._around.add(part)
                part = part.parentWidget()
        self.begin()

    def begin(self) -> None:
        """Count from the start."""
        self.laid_out: list[str] = []
        self.chips: list[str] = []
        self.pixels = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched in self._around:
            self.laid_out.append(watched.objectName() or type(watched).__name__)
        elif event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            if watched is self._page:
                self.pixels += sum(part.width() * part.height() for part in event.region())
            if isinstance(watched, Chip | StateButton) and watched in self._page.palette_panel.chips:
                self.chips.append(watched.words())
        return False


@pytest.fixture
def work(room: RoomStage, qapp: QApplication) -> Iterator[Work]:
    made = Work(room)
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def test_a_press_lays_no_page_out_and_paints_only_what_changed(room: RoomStage, work: Work) -> None:
    # The buttons of the sign that waits and of the state come into view with the first of each.
    room.press("1 r z F1")
    whole = room.page.width() * room.page.height()
    for key, most in (("a", 0), ("z", 0), ("x", 0), ("F1", 0), ("s", 0), ("t", 2), ("p", 7), ("o", 7)):
        work.begin()
        room.press(key)
        assert work.laid_out == [], key
        assert len(set(work.chips)) <= most, f"{key}: {work.chips}"
        # A card, the header and the line of the last entries; for an answer its row too.
        assert work.pixels < whole / 5, f"{key}: {work.pixels / whole:.0%} of the page"


def test_a_second_that_passes_paints_little_and_lays_nothing_out(room: RoomStage, work: Work) -> None:
    room.press("1 r z")
    work.begin()
    for _ in range(3):
        room.forward(seconds=1)
        room.page.tick()
        room.settle()
    whole = room.page.width() * room.page.height()
    assert work.laid_out == [] and work.chips == []
    assert work.pixels < whole / 5


def test_a_boundary_asks_for_another_place_only_where_it_needs_one(room: RoomStage, work: Work) -> None:
    note = room.page.note_bar
    (place,) = [one for one in room.page.findChildren(LayoutBoundary) if one.isAncestorOf(note)]
    high = place.height()
    work.begin()
    note.show_saved("Saved 23:59:59")
    room.settle()
    assert work.laid_out == []
    more = Muted("A line more")
    layout = note.layout()
    assert layout is not None
    layout.addWidget(more)
    room.settle()
    assert "foot_panel" in work.laid_out and place.height() > high
