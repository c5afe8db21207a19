"""The field of Find and what it offers, over the page: no dialog, so that nothing underneath stops."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from massage_studio.curriculum.evidence_views import FoundFinding
from massage_studio.errors import KnownError
from massage_studio.gui import icons, theme
from massage_studio.gui.context import Context
from massage_studio.gui.find.offer_delegate import OfferDelegate
from massage_studio.gui.find.offers import Offer, found, pages, told
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.card import Card, Muted
from massage_studio.search.queries import find_with_findings
from massage_studio.search.views import FoundRow

_Answer = tuple[tuple[FoundRow, ...], tuple[FoundFinding, ...]]

_MOST = 20
_WIDE = 680
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}


class FindOverlay(QWidget):
    """Covers the window while it is open; `chosen` carries the page to go to and its key.

    An answer to what is no longer typed is dropped. A function key, such
    as the class room's curtain, closes it and goes to what had the focus before.
    """

    chosen = Signal(str, object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._ground = context, parent
        self._before: QWidget | None = None
        self._finding = Latest()
        self._enter_waits = False
        self.setAccessibleName(self.tr("Find"))
        self._build()
        self._wire()
        self.hide()

    def _build(self) -> None:
        self.card = Card(self)
        self.field = QLineEdit(self.card)
        self.field.setPlaceholderText(self.tr("A name, a phone number, a class, words of a note"))
        self.field.setAccessibleName(self.tr("Find families, classes, notes and pages"))
        self.close_button = QPushButton(self.card)
        self.close_button.setProperty("role", "quiet")
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        icons.set_icon(self.close_button, "close", "muted_strong")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.field, 1)
        top.addWidget(self.close_button)
        self.list = ListView(self.card)
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offers = ListModel[Offer, Offer](
            self, lambda offer: (offer.page, offer.key, offer.note), lambda offer: offer
        )
        self.list.use(self.offers, OfferDelegate(self.list))
        self.nothing_label = Muted("", self.card)
        self.keys_label = Muted(self.tr("Arrows and Enter go there, Esc closes"), self.card)
        self.card.body.setContentsMargins(16, 16, 16, 12)
        self.card.body.addLayout(top)
        self.card.body.addWidget(self.list, 1)
        self.card.body.addWidget(self.nothing_label)
        self.card.body.addWidget(self.keys_label)

    def _wire(self) -> None:
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.close_button.clicked.connect(self.leave)
        self.list.opened.connect(self._take)
        self.list.entered.connect(self.list.setCurrentIndex)
        self._ground.installEventFilter(self)

    def enter(self) -> None:
        """Open over the window, with an empty field; opened already, mark what is typed."""
        if self.isVisible():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()
            return
        self._before = QApplication.focusWidget()
        self.field.clear()
        self._enter_waits = False
        self._offer(pages(""))
        self.show()
        self._place()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close, forget what was found, and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        self._finding.drop()
        self._offer(())
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self._enter_waits = False
        words = self.field.text().strip()
        if not words:
            self._finding.drop()
            self._offer(pages(""))
            return
        then = partial(self._answered, words)
        question = partial(find_with_findings, words=words, today=self._context.today(), most=_MOST)
        self._context.tasks.read(question, then, self._failed, latest=self._finding)

    def _failed(self, error: KnownError) -> None:
        self.leave()
        self._context.tasks.read_failed.emit(error)

    def _answered(self, asked: str, answer: _Answer) -> None:
        rows, findings = answer
        # Who is sought stands before a page that happens to begin with the same letter.
        notes = tuple(row for row in rows if row.kind == "note")
        others = tuple(row for row in rows if row.kind != "note")
        self._offer(
            (*found(others, self._context), *pages(asked), *found(notes, self._context), *told(findings))
        )
        if self._enter_waits:
            self._enter_waits = False
            self._take_marked()

    def _offer(self, offers: tuple[Offer, ...]) -> None:
        headings = ("", *(offer.heading for offer in offers))
        self.offers.show(
            [
                replace(offer, leads=offer.heading != above)
                for above, offer in zip(headings, offers, strict=False)
            ]
        )
        nothing = self.tr("Nothing found. The beginnings of words are enough.")
        self.nothing_label.setText("" if offers else nothing)
        self.nothing_label.setVisible(not offers)
        self.list.setVisible(bool(offers))
        self.list.scrollToTop()
        if offers:
            self.list.go_to(0)
        self._place()

    def _step(self, step: int) -> None:
        count = self.offers.rowCount()
        if not count:
            return
        current = self.list.currentIndex().row()
        # One step past an end goes round; a page's step stops there.
        number = (current + step) % count if abs(step) == 1 else min(max(current + step, 0), count - 1)
        self.list.go_to(number)
        offer = self.offers.views[number]
        spoken = f"{offer.accessible_name}, {offer.accessible_description}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, spoken))

    def _take(self, offer: Offer) -> None:
        self._before = None
        self.leave()
        self.chosen.emit(offer.page, offer.key)

    def _take_marked(self) -> None:
        if self.offers.views:
            self._take(self.offers.views[self.list.currentIndex().row()])

    def _key(self, event: QKeyEvent) -> bool:
        """Take a key of the field that means the list; tell whether it was one."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._finding.waiting:
                self._enter_waits = True
            else:
                self._take_marked()
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12:
            before = self._before
            self.leave()
            if before is not None:
                copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
                QCoreApplication.sendEvent(before, copy)
        else:
            return False
        return True

    def _place(self) -> None:
        ground = self._ground.rect()
        self.setGeometry(ground)
        wide = min(_WIDE, ground.width() - 32)
        top = max(16, ground.height() // 12)
        room = ground.height() - top - 32
        # The list is as high as its rows are in the width that it will have.
        self.card.setGeometry((ground.width() - wide) // 2, top, wide, room)
        self.card.body.activate()
        spare = self.card.body.contentsMargins()
        wanted = spare.top() + spare.bottom() + self.field.sizeHint().height() + 8
        wanted += self.keys_label.sizeHint().height() + 8
        if self.offers.views:
            wanted += self.list.rows_height() + 8
        else:
            wanted += self.nothing_label.sizeHint().height() + 8
        self.card.setGeometry((ground.width() - wide) // 2, top, wide, min(wanted, room))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
                return True
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(theme.current().colour("text_dark"))
        veil.setAlphaF(0.42)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        painter.end()
