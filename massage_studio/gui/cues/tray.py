"""The "for whom?" tray: what was pressed while nobody was selected waits here for a baby's number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from massage_studio.cues.views import Kind
from massage_studio.gui.cues.aside import Aside
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.widgets.chip import Tag


@dataclass(frozen=True, slots=True)
class Held:
    """A press without a baby, with the moment (UTC) at which it was made."""

    kind: Kind
    code: str
    text: str
    layer: str
    at: datetime


class Tray(QObject):
    """Keeps the presses of each class until they are given to somebody or dropped."""

    changed = Signal()

    def __init__(self, form: Ui_CuesPage, aside: Aside) -> None:
        super().__init__(form.tray_panel)
        self._ui = form
        self._aside = aside
        self._held: dict[UUID, list[Held]] = {}
        self._session_id: UUID | None = None
        self._tags: list[Tag] = []
        form.tray_chips_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        form.tray_close_button.setText(self.tr("Drop it"))
        form.tray_close_button.setAccessibleName(self.tr("Drop the last press without a baby"))
        form.tray_close_button.clicked.connect(self.drop)

    def turn_to(self, session_id: UUID | None) -> None:
        """Show the tray of another class; each keeps its own."""
        self._session_id = session_id
        self._show_home()

    def held(self) -> tuple[Held, ...]:
        """Return what waits, in the order of presses."""
        return tuple(self._held.get(self._session_id, ())) if self._session_id else ()

    def hold(self, press: Held) -> None:
        """Keep a press."""
        if self._session_id is not None:
            self._held.setdefault(self._session_id, []).append(press)
            self._show_home()

    def take(self) -> tuple[Held, ...]:
        """Return what waits, and keep it no longer."""
        found = self.held()
        if self._session_id is not None:
            self._held.pop(self._session_id, None)
        self._show_home()
        return found

    def drop(self) -> None:
        """Let the last press go."""
        if self._session_id is not None and self._held.get(self._session_id):
            self._held[self._session_id].pop()
        self._show_home()

    def show(self, words: Callable[[Held], tuple[str, str]]) -> None:
        """Show what waits, in the words and tone that `words` gives."""
        held = self.held()
        for _ in range(len(self._tags), len(held)):
            self._tags.append(Tag())
            self._ui.tray_chips_layout.addWidget(self._tags[-1])
        for tag, press in zip(self._tags, reversed(held), strict=False):
            tag.set_words(*words(press))
        left = self._ui.strip_card.contentsRect().width() * 3 // 4
        for place, tag in enumerate(self._tags):
            left -= tag.sizeHint().width() + self._ui.tray_chips_layout.spacing()
            tag.setVisible(place < len(held) and (left >= 0 or place == 0))
        title = self.tr("For whom?") if len(held) < 2 else self.tr("For whom? {count} wait")
        # A line round it, so that nobody overlooks what waits.
        self._ui.strip_card.set_current(bool(held))
        self._ui.tray_title.setText(title.format(count=len(held)))

    def _show_home(self) -> None:
        self._aside.set_home(self._ui.tray_panel if self.held() else self._ui.strip_panel)
        self.changed.emit()
