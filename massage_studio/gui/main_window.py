"""What fills the window: a sidebar, the page in view, and what must be said across pages."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from massage_studio.errors import DamagedError, KnownError
from massage_studio.gui.context import Context
from massage_studio.gui.curtain_button import CurtainButton
from massage_studio.gui.find.button import KEY, FindButton
from massage_studio.gui.page import Page
from massage_studio.gui.page_preloader import PagePreloader
from massage_studio.gui.pages import PLACES, page_class
from massage_studio.gui.privacy import DialogsBehind, add_key
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.banner import Banner
from massage_studio.gui.widgets.card import Muted, Title
from massage_studio.gui.widgets.nav import NavButton
from massage_studio.gui.widgets.page_stack import PageScroll, PageStack
from massage_studio.gui.widgets.toast import Toast

if TYPE_CHECKING:
    from massage_studio.gui.cover import CoverPage
    from massage_studio.gui.find.overlay import FindOverlay
    from massage_studio.gui.safekeeping.closed_page import ClosedPage
    from massage_studio.gui.safekeeping.unlock_panel import UnlockPanel

_ENTRIES = ("today", "classes", "families", "curriculum", "handouts", "progress", "settings")


class MainWindow(QWidget):
    """The sidebar and the pages; each page is made when it is first asked for.

    Nothing can be pressed before there is a studio. `closing` asks the frame to close, `restore_wanted` for a
    backup in the place of a damaged studio, `open_wanted` to open the studio again: with True also where
    another computer has left it open, and `look_wanted` to open one of which nothing can be changed. While
    the privacy curtain is drawn, a page that shows names is covered, and what is said across pages has none.
    `turned` tells which page was asked for, and its key; `unlocked` that a studio's passphrase was typed,
    with True where it was its recovery key. `fault_found` carries the report of a fault of the program, from
    any thread.
    """

    demo_wanted = Signal()
    turned = Signal(str, object)
    restore_wanted = Signal()
    open_wanted = Signal(bool)
    look_wanted = Signal()
    closing = Signal()
    fault_found = Signal(str)
    unlocked = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.made_pages: dict[str, Page] = {}
        self._cover: CoverPage | None = None
        # The page that was asked for last, and its key where it was not opened yet.
        self._name = ""
        self._to_open: tuple[Any] | None = None
        self._failed: list[FailedWrite] = []
        self._undo: Any = None
        self._damage: DamagedError | None = None
        self._offers_restore = False
        # What the banner's button does while it warns of something, and the report of the last fault.
        self._warned: Callable[[], None] | None = None
        self._fault_report = ""
        self.closed_page: ClosedPage | None = None
        self.unlock_panel: UnlockPanel | None = None
        # What the banner says of a problem, and its button.
        self._problem = ("", "")
        self.find_overlay: FindOverlay | None = None
        self._build()
        self._wire()
        self._preloader: PagePreloader | None = None

    def _build(self) -> None:
        self.sidebar = QFrame()
        self.sidebar.setProperty("role", "sidebar")
        self.sidebar.setEnabled(False)
        self.sidebar.setFixedWidth(self.fontMetrics().horizontalAdvance("m") * 17)
        side = QVBoxLayout(self.sidebar)
        side.setContentsMargins(12, 16, 12, 16)
        side.setSpacing(0)
        brand = Title(self.tr("Massage Studio"))
        brand.setProperty("role", "brand")
        brand.setContentsMargins(8, 0, 0, 0)
        side.addWidget(brand)
        side.addSpacing(12)
        self.find_button = FindButton()
        side.addWidget(self.find_button)
        side.addSpacing(12)
        names = {
            "today": self.tr("Today"),
            "classes": self.tr("Classes"),
            "families": self.tr("Families"),
            "curriculum": self.tr("Curriculum"),
            "handouts": self.tr("Handouts"),
            "progress": self.tr("Progress"),
            "settings": self.tr("Settings"),
        }
        self.nav = {entry: NavButton(names[entry], entry) for entry in _ENTRIES}
        for button in self.nav.values():
            side.addWidget(button)
        side.addStretch()
        self.curtain_button = CurtainButton(self.context.privacy)
        side.addWidget(self.curtain_button)
        side.addSpacing(8)
        self.status_label = Muted("")
        self.status_label.setWordWrap(True)
        side.addWidget(self.status_label)
        self.stack = PageStack()
        self.waiting = QWidget()
        self.stack.addWidget(self.waiting)
        self.banner = Banner()
        self.banner.hide()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        column.addWidget(PageScroll(self.stack), 1)
        row = QHBoxLayout(self)
        row.setSpacing(0)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sidebar)
        row.addLayout(column, 1)
        self.toast = Toast(self)

    def _wire(self) -> None:
        for entry, button in self.nav.items():
            button.clicked.connect(partial(self.go, entry, None))
        for number, entry in enumerate(_ENTRIES, start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(partial(self._by_key, entry))
        self.find_button.clicked.connect(self.open_find)
        QShortcut(KEY, self).activated.connect(self.open_find)
        add_key(self, self.context.privacy, Qt.ShortcutContext.ApplicationShortcut)
        self.context.privacy.changed.connect(self._follow_curtain)
        self._behind = DialogsBehind(self.context.privacy, self._covered, self)
        self.toast.action.connect(self._act)
        self.banner.action.connect(self._retry)
        self.context.tasks.write_failed.connect(self._keep_failed)
        self.context.tasks.read_failed.connect(self.tell)
        self.fault_found.connect(self.tell_fault)

    def go(self, name: str, key: Any = None) -> None:
        """Show a page by name, with the key of what it shall show."""
        if self.find_overlay is not None:
            self.find_overlay.leave()
        place = PLACES[name]
        if not place.under:
            # What was said in the office is not for a class: it names families, and its Undo lies near.
            self.toast.hide()
        self.sidebar.setVisible(bool(place.under))
        self.sidebar.setEnabled(True)
        if place.under:
            self.nav[place.under].setChecked(True)
        self._name, self._to_open = name, (key,)
        self._show_page()
        self.turned.emit(name, key)
        if self._preloader is None:
            self._preloader = PagePreloader(self.page, self.stack, self.context.tasks)
            self._preloader.begin()

    def _show_page(self) -> None:
        """Show the page that was asked for, or what covers it; it is opened once it may be seen."""
        page = self.page(self._name)
        if self._covered():
            page = self._cover_page()
        elif self._to_open is not None:
            (key,), self._to_open = self._to_open, None
            page.open(key)
        self.stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _covered(self) -> bool:
        """Tell whether the page that was asked for is behind the curtain."""
        return self.context.privacy.drawn and bool(self._name) and not PLACES[self._name].for_parents

    def _cover_page(self) -> Page:
        if self._cover is None:
            # Imported here because the first paint does not need it.
            from massage_studio.gui.cover import CoverPage

            self._cover = CoverPage(self.context)
            self._cover.go.connect(self.go)
            self.stack.addWidget(self._cover)
        self._cover.mark_stale()
        return self._cover

    def _follow_curtain(self, _drawn: bool) -> None:
        """Cover or uncover all that may name somebody; what was said just now may, so it goes."""
        if self.find_overlay is not None:
            self.find_overlay.leave()
        self._undo = None
        self.toast.show_message("")
        if not self.banner.isHidden() and not self._offers_restore and self._warned is None:
            self._show_problem(*self._problem)
        if self._name and not PLACES[self._name].for_parents:
            self._show_page()

    def page(self, name: str) -> Page:
        """Return the page of this name, made now where it was not needed before."""
        if name not in self.made_pages:
            # Made where it will stand: put there later, all its parts would be dressed a second time.
            page = page_class(name)(self.context, self.stack)
            page.go.connect(self.go)
            page.say.connect(partial(self._say_of, name))
            if name == "first_run":
                page.demo_wanted.connect(self.demo_wanted)  # type: ignore[attr-defined]
            self.stack.addWidget(page)
            self.made_pages[name] = page
        return self.made_pages[name]

    def open_find(self) -> None:
        """Open Find over the page; not where names must not be read, and not before there is a studio."""
        page = self.stack.currentWidget()
        if not isinstance(page, Page) or page is self.made_pages.get("first_run"):
            return
        if self.context.privacy.drawn:
            self.say(self.tr("Find shows names, so it stays closed while the curtain is drawn."))
            return
        if self.find_overlay is None:
            # Imported here because the first paint does not need it.
            from massage_studio.gui.find.overlay import FindOverlay

            self.find_overlay = FindOverlay(self.context, self)
            self.find_overlay.chosen.connect(self.go)
        self.find_overlay.enter()

    def forget_pages(self) -> None:
        """Take all pages away, before another studio is opened in this window."""
        if self.find_overlay is not None:
            self.find_overlay.leave()
        if self._preloader is not None:
            self._preloader.stop()
            self._preloader = None
        self.sidebar.setEnabled(False)
        self.stack.setCurrentWidget(self.waiting)
        self.banner.clear()
        self._damage = self._warned = None
        self._failed.clear()
        for page in self.made_pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.made_pages.clear()
        self._name, self._to_open = "", None

    def _say_of(self, name: str, words: str, action: str, act: Any) -> None:
        """Say a page's sentence; that of a covered page may name somebody, and is not said."""
        if PLACES[name].for_parents or not self.context.privacy.drawn:
            self.say(words, action, act)

    def say(self, words: str, action: str = "", act: Any = None) -> None:
        """Say that something was done, with one action such as Undo."""
        self._undo = act
        page = self.stack.currentWidget()
        self.toast.stand_over(page.quiet_place() if isinstance(page, Page) else None)
        self.toast.show_message(words, action)

    def set_status(self, words: str) -> None:
        """Show a quiet line at the foot of the sidebar, such as when the studio was backed up."""
        self.status_label.setText(words)

    def tell(self, error: KnownError) -> None:
        """Say what went wrong and what to do, until the next page is opened or it is read."""
        if isinstance(error, DamagedError):
            self._damage = error
            self._show_damage(error, self.tr("What you see may not be all."))
        else:
            self._show_problem(str(error), self.tr("Close") if not self._failed else "")

    def warn(self, words: str, action: str, act: Callable[[], None]) -> None:
        """Say what may go wrong, unless something did, with a button that does something about it."""
        if self.banner.isHidden():
            self._warned = act
            self.banner.show_message("warning", words, action)

    @property
    def is_damaged(self) -> bool:
        """Whether the studio is known to be damaged, in view or not."""
        page = self.closed_page
        closed = page is not None and self.stack.currentWidget() is page and page.damaged
        return closed or self._damage is not None

    def _show_damage(self, error: DamagedError, more: str) -> None:
        self._offers_restore, self._warned = True, None
        advice = self.tr("Restore a backup as soon as you can.")
        words = f"{error.message} {more} {advice}"
        self.banner.show_message("error", words, self.tr("Restore a backup…"))

    def tell_closed(self, error: KnownError, folder: Path) -> None:
        """Show why there is no studio in view, with every way on."""
        if self.closed_page is None:
            from massage_studio.gui.safekeeping.closed_page import ClosedPage

            self.closed_page = page = ClosedPage(self.context)
            page.restore_wanted.connect(self.restore_wanted)
            page.take_over_wanted.connect(partial(self.open_wanted.emit, True))
            page.retry_wanted.connect(partial(self.open_wanted.emit, False))
            page.look_wanted.connect(self.look_wanted)
            page.leave_wanted.connect(self.closing)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self.closed_page)
        self.closed_page.show_error(error, folder)

    def ask_passphrase(self, file: Path) -> None:
        """Show the page on which a studio that has a passphrase is unlocked."""
        if self.unlock_panel is None:
            from massage_studio.gui.safekeeping.unlock_panel import UnlockPanel

            self.unlock_panel = panel = UnlockPanel(self.context)
            panel.unlocked.connect(self.unlocked)
            panel.restore_wanted.connect(self.restore_wanted)
            self.stack.addWidget(panel)
        self.stack.setCurrentWidget(self.unlock_panel)
        self.unlock_panel.ask(file, "open")

    def tell_fault(self, report: str, words: str = "") -> None:
        """Say that the program has a fault, and offer its report; what was shown as saved is safe."""
        self._fault_report = report
        if not words and self.nav["today"].isEnabled():
            words = self.tr("The program met a fault. All that was shown as saved is safe; you can go on.")
        words = words or self.tr("The program met a fault. All that was shown as saved is safe.")
        if self.banner.isHidden():
            self.warn(words, self.tr("Read the report"), self._open_report)
            return
        # What was not saved yet keeps its place, for it can be tried again.
        self._undo = self._open_report
        self.toast.show_message(words, self.tr("Read the report"), stay_ms=60_000)

    def _open_report(self) -> None:
        from massage_studio.gui.safekeeping.fault_dialog import FaultDialog

        self.context.messages.open_dialog(FaultDialog(self._fault_report, self))

    def _keep_failed(self, failed: FailedWrite) -> None:
        if isinstance(failed.error, DamagedError):
            self._damage = failed.error
            self._show_damage(failed.error, self.tr("What you entered last was not saved."))
            return
        self._failed.append(failed)
        self._show_problem(str(failed.error), self.tr("Try again"))

    def _show_problem(self, words: str, action: str) -> None:
        """Say what went wrong; behind the curtain only that something did, for it may name somebody."""
        self._offers_restore, self._warned = False, None
        self._problem = words, action
        if self.context.privacy.drawn:
            words = self.tr("Something could not be done. Lift the curtain (F9) to read what and why.")
        self.banner.show_message("error", words, action)

    def _retry(self) -> None:
        if self._offers_restore:
            # It stays on the screen until a backup is in the place of what is damaged.
            self.restore_wanted.emit()
            return
        self.banner.clear()
        if self._warned is not None:
            act, self._warned = self._warned, None
            act()
            return
        if self._damage is not None:
            self.tell(self._damage)
        failed, self._failed = self._failed, []
        for write in failed:
            write.retry()

    def _act(self) -> None:
        act, self._undo = self._undo, None
        if act is not None:
            act()

    def _by_key(self, entry: str) -> None:
        if self.sidebar.isEnabled() and not self.sidebar.isHidden():
            self.go(entry)
