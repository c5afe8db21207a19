"""Lets offers run out by themselves while a page that shows them is in view."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer

from massage_studio.bookings.booking_queries import any_offer_over
from massage_studio.gui.page import Page

_EVERY_MS = 60_000


class Expiry(QObject):
    """Looks for offers past their time when the page comes into view, and every minute while it stays."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.timer = QTimer(self)
        self.timer.setInterval(_EVERY_MS)
        self.timer.timeout.connect(self.look)
        page.context.tasks.closing.connect(self.timer.stop)
        page.installEventFilter(self)

    def look(self) -> None:
        """Send the offers that are past their time to the end of their queues."""
        context = self._page.context
        context.tasks.read(partial(any_offer_over, now=context.clock()), self._expire, unhurried=True)

    def _expire(self, any_over: bool) -> None:
        if any_over:
            # Imported here because Today shows its class first.
            from massage_studio.bookings.booking_service import expire_offers

            context = self._page.context
            context.tasks.write(partial(expire_offers, now=context.clock()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.look()
            self.timer.start()
        elif event.type() == QEvent.Type.Hide:
            self.timer.stop()
        return super().eventFilter(watched, event)
