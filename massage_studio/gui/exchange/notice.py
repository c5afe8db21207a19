"""What the page says at its top, and what the button beside it does."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from massage_studio.gui.widgets.banner import Banner, Kind


class Notice(QObject):
    """One message at a time on a banner."""

    def __init__(self, banner: Banner) -> None:
        super().__init__(banner)
        self._banner = banner
        self._act: Callable[[], None] | None = None
        banner.action.connect(self._do)

    def tell(self, kind: Kind, words: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show a message, with a button of this name where something can be done about it."""
        self._act = act
        self._banner.show_message(kind, words, action)

    def clear(self) -> None:
        """Say nothing any more."""
        self._act = None
        self._banner.clear()

    def _do(self) -> None:
        if self._act is not None:
            self._act()
