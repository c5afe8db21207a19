"""The privacy curtain over the whole program: whether names may be read on the screen now."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

KEY = QKeySequence("F9")
LOCK_KEY = QKeySequence("Shift+F9")

_SETTING = "privacy/curtain_drawn"


class Privacy(QObject):
    """The curtain; `changed` carries whether it is drawn.

    It is kept on this computer the moment it is drawn or lifted, so that a program that ends, however it
    does, comes up again behind it. One that is not `kept` begins lifted and is this window's alone.

    While it is `held` it stays drawn, and `lift_asked` tells that somebody wants it lifted. `lock_asked`
    tells that somebody wants the window locked; while it is `locked`, no dialog may be seen either, and
    `lock_changed` carries that.
    """

    changed = Signal(bool)
    lock_changed = Signal(bool)
    lift_asked = Signal()
    lock_asked = Signal()

    def __init__(self, *, kept: bool = True) -> None:
        super().__init__()
        self._kept = kept
        self.held = False
        self.locked = False
        self._drawn = kept and bool(QSettings().value(_SETTING, False, type=bool))

    @property
    def drawn(self) -> bool:
        """Whether no name may be read."""
        return self._drawn

    def draw(self, drawn: bool) -> None:
        """Draw the curtain, or lift it."""
        if drawn == self._drawn:
            return
        if self.held:
            self.lift_asked.emit()
            return
        self._drawn = drawn
        if self._kept:
            settings = QSettings()
            settings.setValue(_SETTING, drawn)
            settings.sync()
        self.changed.emit(drawn)

    def lock(self, locked: bool) -> None:
        """Let nothing of the studio be seen or done, whatever the curtain does; or let it again."""
        self.locked = locked
        self.lock_changed.emit(locked)

    def toggle(self) -> None:
        """Draw the curtain where it is lifted, lift it where it is drawn."""
        self.draw(not self._drawn)


class DialogsBehind(QObject):
    """Takes dialogs and menus from the screen with the curtain or a lock, and brings back what can wait.

    `covered` tells whether the page is behind the curtain: what such a page opens late stays behind it too,
    and what any page opens late behind a lock.
    """

    def __init__(self, privacy: Privacy, covered: Callable[[], bool], window: QWidget) -> None:
        super().__init__(window)
        self._privacy, self._covered, self._window = privacy, covered, window
        # Those behind the curtain, and those that only a lock hides.
        self._waiting: list[QDialog] = []
        self._locked: list[QDialog] = []
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._reached)
        privacy.changed.connect(self._follow)
        privacy.lock_changed.connect(self._follow_lock)

    def _reached(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Let the curtain's key work in a dialog too, which keeps the window's own keys from it."""
        dialog = now.window() if now is not None else None
        if not isinstance(dialog, QDialog):
            return
        if self._privacy.drawn and self._covered():
            self._put_away(dialog, self._waiting)
        elif self._privacy.locked:
            self._put_away(dialog, self._locked)
        elif not dialog.property("curtain_key"):
            dialog.setProperty("curtain_key", True)
            add_key(dialog, self._privacy, Qt.ShortcutContext.WindowShortcut)

    def _follow(self, drawn: bool) -> None:
        if drawn:
            self._put_all_away(self._waiting)
        else:
            waiting, self._waiting = self._waiting, []
            _bring_back(waiting)

    def _follow_lock(self, locked: bool) -> None:
        if locked:
            self._put_all_away(self._locked)
        else:
            waiting, self._locked = self._locked, []
            _bring_back(waiting)

    def _put_all_away(self, waiting: list[QDialog]) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.hide()
        for tip in QApplication.topLevelWidgets():
            # QToolTip.hideText() lets it stand for a moment more.
            if tip.windowType() == Qt.WindowType.ToolTip:
                tip.hide()
        # Those that were opened by another dialog first.
        for dialog in sorted(_dialogs(), key=_depth, reverse=True):
            self._put_away(dialog, waiting)

    def _put_away(self, dialog: QDialog, waiting: list[QDialog]) -> None:
        """Hide a dialog with what is typed in it; one whose answer is waited for is answered with its no."""
        if dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose):
            dialog.hide()
            waiting.append(dialog)
            dialog.finished.connect(partial(self._forget, dialog))
        else:
            dialog.reject()
        # Not every system gives the keys back to the window by itself, and it must hear the curtain's.
        self._window.window().activateWindow()

    def _forget(self, dialog: QDialog, _result: int) -> None:
        """Leave a dialog closed that came to its end behind the curtain."""
        for waiting in (self._waiting, self._locked):
            if dialog in waiting:
                waiting.remove(dialog)


def _bring_back(waiting: list[QDialog]) -> None:
    for dialog in reversed(waiting):
        if isValid(dialog):
            dialog.open()


def add_key(window: QWidget, privacy: Privacy, context: Qt.ShortcutContext) -> None:
    """Let the curtain's key draw and lift it in this window, and Shift with it lock; held down but once."""
    for key, do in ((KEY, privacy.toggle), (LOCK_KEY, privacy.lock_asked.emit)):
        shortcut = QShortcut(key, window, context=context)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(do)


def _dialogs() -> list[QDialog]:
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    return [window for window in shown if isinstance(window, QDialog)]


def _depth(dialog: QDialog) -> int:
    above = dialog.parentWidget()
    depth = 0
    while above is not None:
        depth += isinstance(above, QDialog)
        above = above.parentWidget()
    return depth
