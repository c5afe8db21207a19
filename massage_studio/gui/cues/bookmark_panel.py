"""Gives a bookmark its words."""

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from massage_studio.cues.views import CueView, DraftView
from massage_studio.gui.cues import keys
from massage_studio.gui.cues.room import Room
from massage_studio.gui.forms.ui_cues_bookmark_panel import Ui_CuesBookmarkPanel
from massage_studio.gui.widgets.guarded_text import GuardedLineEdit


class BookmarkPanel(QWidget):
    """Asks what happened at one bookmark.

    `described` carries the key of its note and the words, `closed` says that the question is over,
    `drafted` how words about a bookmark stand.
    """

    described = Signal(object, str)
    closed = Signal()
    drafted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesBookmarkPanel()
        self.ui.setupUi(self)
        self._bookmark: CueView | None = None
        # What was typed about a bookmark and not written, when another was taken up.
        self._drafts: dict[UUID, str] = {}
        self.ui.describe_button.clicked.connect(self._describe)
        self.ui.describe_edit.textEdited.connect(self._draft)
        self.ui.describe_edit.installEventFilter(self)
        keys.OpeningKeyFilter(self.ui.describe_edit)
        self.ui.fault_line.follow(self.ui.describe_edit)
        self.ui.describe_close_button.clicked.connect(self._give_up)

    @property
    def field(self) -> GuardedLineEdit:
        """The field for the words."""
        return self.ui.describe_edit

    def set_layer(self, layer: str) -> None:
        """Look at the words of the next bookmarks where they go to the family."""
        self.ui.describe_edit.wording.set_for_parents(layer == "family")

    def bring_back(self, draft: DraftView) -> None:
        """Put words by that were begun before the program ended."""
        self._drafts.setdefault(UUID(draft.subject), draft.text)

    def begin(self, room: Room, note: CueView) -> None:
        """Ask what happened at a bookmark; words that were begun about it are there again."""
        self._put_by()
        self._bookmark = note
        self._show_title(room, note)
        self.ui.describe_edit.setText(self._drafts.pop(note.id, ""))

    def begun(self, room: Room) -> CueView | None:
        """Return a bookmark whose words are typed and not written."""
        self._put_by()
        notes = (note for row in room.rows for note in room.bookmarks(row.baby.id))
        return next((note for note in notes if note.id in self._drafts), None)

    def follow(self, room: Room) -> bool:
        """Keep up with the record and the curtain; tell whether the bookmark still stands."""
        if self._bookmark is None:
            return True
        stands = room.note(self._bookmark.id) is not None
        if stands:
            self._show_title(room, self._bookmark)
        return stands

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._give_up()
                return True
            if event.key() in keys.ENTER:
                self._describe()
                return True
        return super().eventFilter(watched, event)

    def _show_title(self, room: Room, note: CueView) -> None:
        words = self.tr("{baby}: bookmark at {time}")
        self.ui.describe_title.setText(words.format(baby=room.called(note.baby_id), time=room.at(note)))

    def _put_by(self) -> None:
        words = self.ui.describe_edit.text()
        if self._bookmark is not None and words.strip():
            self._drafts[self._bookmark.id] = words
        self._forget()

    def _forget(self) -> None:
        """Empty the field: its words were written, put by, or are not wanted."""
        self._bookmark = None
        self.ui.describe_edit.setText("")

    def _draft(self, text: str) -> None:
        if self._bookmark is not None:
            self.drafted.emit(DraftView("words", str(self._bookmark.id), text))

    def _give_up(self) -> None:
        self._draft("")
        self._forget()
        self.closed.emit()

    def _describe(self) -> None:
        text = self.ui.describe_edit.text()
        if self._bookmark is None or not text.strip():
            self.ui.describe_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        note_id: UUID = self._bookmark.id
        self._give_up()
        self.described.emit(note_id, text)
