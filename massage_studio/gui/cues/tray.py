"""The "for whom?" tray: what was pressed while nobody was selected waits here for a baby's number."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from massage_studio.cues import service
from massage_studio.cues.views import OF_ONE_BABY, HeldView, Kind
from massage_studio.gui.cues.aside import Aside
from massage_studio.gui.cues.class_writer import ClassWriter
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.widgets.chip import Tag
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


@dataclass
class _Writes:
    """What was asked of the studio about presses that wait, and of it what was committed."""

    asked: dict[UUID, HeldView] = field(default_factory=dict)
    done: set[UUID] = field(default_factory=set)

    def settle(self) -> None:
        """Forget what was committed: from now on the studio tells of it."""
        for key in self.done:
            self.asked.pop(key, None)
        self.done.clear()


class Tray(QObject):
    """Shows the presses of a class that wait, until they are given to somebody or dropped.

    They are kept by the studio, so they outlast the window; what is still being written is shown too.
    """

    changed = Signal()

    def __init__(self, form: Ui_CuesPage, aside: Aside, writer: ClassWriter) -> None:
        super().__init__(form.tray_panel)
        self._ui = form
        self._aside = aside
        self._writer = writer
        self._kept: tuple[HeldView, ...] = ()
        self._new, self._gone = _Writes(), _Writes()
        self._tags: list[Tag] = []
        form.tray_chips_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        form.tray_close_button.setText(self.tr("Drop it"))
        form.tray_close_button.setAccessibleName(self.tr("Drop the last press without a baby"))
        form.tray_close_button.clicked.connect(self.drop)
        writer.refused.connect(self._keep)

    def clear(self) -> None:
        """Show an empty tray, until that of another class is known."""
        self._kept, self._new, self._gone = (), _Writes(), _Writes()
        self._show_home()

    def follow(self, kept: tuple[HeldView, ...]) -> None:
        """Keep up with the record: what was read after a commit has all that was committed."""
        self._kept = kept
        self._new.settle()
        self._gone.settle()
        self._show_home()

    def held(self) -> tuple[HeldView, ...]:
        """Return what waits, in the order of presses."""
        known = {press.id for press in self._kept}
        found = (*self._kept, *(press for key, press in self._new.asked.items() if key not in known))
        return tuple(press for press in found if press.id not in self._gone.asked)

    def hold(self, kind: Kind, code: str, text: str, layer: str, at: datetime) -> None:
        """Keep a press; `at` is its moment in UTC."""
        press = HeldView(new_id(), kind, code, text, layer, at)
        self._new.asked[press.id] = press
        self._show_home()
        self._writer.act(
            service.hold,
            self._then(self._new, press.id),
            held_id=press.id,
            kind=kind,
            code=code,
            text=text,
            layer=layer,
            now=at,
        )

    def own(self) -> HeldView | None:
        """Return the last press that waits to be one baby's own."""
        return next((press for press in reversed(self.held()) if press.kind in OF_ONE_BABY), None)

    def take(self, everybody: bool) -> tuple[tuple[HeldView, Callable[[Changes], None]], ...]:
        """Return what waits, to be given away: each with whom to tell when that is committed.

        To `everybody` only that is given which is not one baby's own.
        """
        found = [press for press in self.held() if not (everybody and press.kind in OF_ONE_BABY)]
        for press in found:
            self._gone.asked[press.id] = press
        self._show_home()
        return tuple((press, self._then(self._gone, press.id)) for press in found)

    def drop(self) -> None:
        """Let the last press go."""
        found = self.held()
        if found:
            press = found[-1]
            self._gone.asked[press.id] = press
            self._show_home()
            self._writer.act(service.let_go, self._then(self._gone, press.id), held_id=press.id)

    def _keep(self) -> None:
        """Show again what was given or dropped in vain: it waits still."""
        self._gone.settle()
        self._gone.asked.clear()
        self._show_home()

    def _then(self, writes: _Writes, held_id: UUID) -> Callable[[Changes], None]:
        return lambda _: writes.done.add(held_id)

    def show(self, words: Callable[[HeldView], tuple[str, str]]) -> None:
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
