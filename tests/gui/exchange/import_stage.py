"""The page for imports on a real studio, and files to choose."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt

from massage_studio.bookings import booking_queries
from massage_studio.bookings.views import BookingView
from massage_studio.families.queries import families
from tests.conftest import ROOT
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_course

EVENTBRITE = ROOT / "tests" / "exchange" / "files" / "eventbrite-2024-layout.csv"
OWN_LIST = ROOT / "tests" / "exchange" / "files" / "own-list-duplicate-titles.csv"


class ImportStage(Stage):
    """The page on a studio, with a course to import into."""

    def course(self, capacity: int = 8, name: str = "Autumn course") -> UUID:
        """Add a course and show the page for it."""
        with self.store.write() as session:
            course = a_course(session, name, capacity=capacity)
        self.page.open(course)
        self.show()
        return course

    def choose(self, path: Path) -> None:
        """Choose a file with the button."""
        self.messages.expect("file_to_open", path)
        self.qtbot.keyClick(self.page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def press_import(self) -> None:
        """Press the one main button."""
        assert self.page.ui.import_button.isEnabled()
        self.qtbot.mouseClick(self.page.ui.import_button, Qt.MouseButton.LeftButton)
        self.settle()

    def cells(self, column: int) -> list[str]:
        """Return what one column of the preview says."""
        model = self.page.preview.model
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def bookings(self, course: UUID) -> tuple[BookingView, ...]:
        """Read the bookings of a course from the studio."""
        with self.store.read() as session:
            return booking_queries.bookings(session, course_id=course, today=NOW.date())

    def families(self) -> int:
        """Count the families in the studio."""
        with self.store.read() as session:
            return len(families(session, today=NOW.date()))
