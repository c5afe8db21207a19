"""Locks the window of a studio with a passphrase: by key, when left alone, and with the screen."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from massage_studio.gui.context import Context
from massage_studio.store.keys import id_in

if TYPE_CHECKING:
    from massage_studio.gui.safekeeping.screen_lock import ScreenLock
    from massage_studio.gui.safekeeping.unlock_panel import UnlockPanel


class WindowLock(QObject):
    """Blanks the frame at once and asks for the passphrase; the program behind runs on.

    Left alone in a class, only the curtain is drawn, for parents look at that page and hands are oily: the
    class goes on by its keys, and lifting the curtain asks for the passphrase. `refused` tells that there is
    nothing to lock with.
    """

    refused = Signal()

    def __init__(self, context: Context, frame: QMainWindow, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._frame, self._window = context, frame, window
        self._file: Path | None = None
        self._in_class = False
        self._lifted = True
        self._focus: QWidget | None = None
        self._screen: ScreenLock | None = None
        self.panel: UnlockPanel | None = None
        context.privacy.lock_asked.connect(self._lock_by_key)
        context.privacy.lift_asked.connect(self._ask_to_lift)
        # A passphrase that was set just now locks with the screen, too.
        context.tasks.replaced.connect(lambda: self.use(self._file))

    @property
    def locked(self) -> bool:
        """Whether nothing of the studio can be seen or done."""
        return self.panel is not None and self._window.isHidden()

    def use(self, file: Path | None) -> None:
        """Lock from now on with the passphrase of this database, where it has one."""
        self._file = file
        if file is not None and self._screen is None and id_in(file) is not None:
            from massage_studio.gui.safekeeping.screen_lock import ScreenLock

            self._screen = ScreenLock(self)
            self._screen.locked.connect(self.lock)

    def turn(self, name: str) -> None:
        """Know which page is in view: who leaves a class behind a held curtain must know the passphrase."""
        self._in_class = name == "class_room"
        if not self._in_class and self._context.privacy.held:
            self.lock()

    def lock(self) -> None:
        """Blank the window until the passphrase is typed."""
        if self._has_passphrase() and not self.locked:
            self._hold()
            self._ask("lock")

    def leave_alone(self) -> None:
        """Lock what nobody has used for a while."""
        if not self._has_passphrase() or self.locked:
            return
        if self._in_class:
            self._hold()
        else:
            self.lock()

    def _has_passphrase(self) -> bool:
        return self._file is not None and id_in(self._file) is not None

    def _lock_by_key(self) -> None:
        if self._has_passphrase():
            self.lock()
        else:
            self.refused.emit()

    def _hold(self) -> None:
        """Draw the curtain, which puts dialogs and menus away, and keep it drawn."""
        privacy = self._context.privacy
        if not privacy.held:
            self._lifted = not privacy.drawn
        privacy.draw(True)
        privacy.held = True

    def _ask_to_lift(self) -> None:
        if not self.locked:
            self._ask("lift")

    def _ask(self, purpose: str) -> None:
        assert self._file is not None
        if self.panel is None:
            from massage_studio.gui.safekeeping.unlock_panel import UnlockPanel

            self.panel = UnlockPanel(self._context, self._frame)
            self.panel.unlocked.connect(self._unlock)
            self.panel.leave_wanted.connect(self._back)
            self._frame.installEventFilter(self)
        self._focus = self._window.focusWidget()
        # What is hidden cannot be painted, pressed, reached by a key or read out.
        self._window.hide()
        self._window.setEnabled(False)
        self._context.privacy.lock(True)
        self.panel.setGeometry(self._frame.rect())
        self.panel.show()
        self.panel.raise_()
        self.panel.ask(self._file, "lift" if purpose == "lift" else "lock")

    def _back(self) -> None:
        """Show the window again as it was behind the curtain."""
        assert self.panel is not None
        self.panel.hide()
        self._window.setEnabled(True)
        self._window.show()
        self._context.privacy.lock(False)
        # The keys go on where they went before.
        (self._focus or self._window).setFocus(Qt.FocusReason.OtherFocusReason)

    def _unlock(self, _by_paper: bool) -> None:
        self._back()
        privacy = self._context.privacy
        privacy.held = False
        privacy.draw(not self._lifted)

    def eventFilter(self, watched: QObject, event: object) -> bool:
        if watched is self._frame and self.panel is not None and self.panel.isVisible():
            self.panel.setGeometry(self._frame.rect())
        return False
