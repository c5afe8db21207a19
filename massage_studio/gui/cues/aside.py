"""The place below the palette: the last ten minutes, or for a moment a small task. Never a dialog."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.widgets.chip import Chip


class Aside(QObject):
    """Shows one panel at a time; while nothing is asked it goes home, to the tray or the last minutes."""

    def __init__(self, form: Ui_CuesPage, page: QWidget) -> None:
        super().__init__(page)
        self._ui = form
        self._page = page
        self._home: QWidget = form.strip_panel
        form.aside_stack.setCurrentWidget(self._home)
        closing = (form.correct_close_button, form.reason_close_button, form.describe_close_button)
        for button in (*closing, form.activity_close_button, form.phrase_close_button):
            button.clicked.connect(self.close)

    def shows(self, panel: QWidget) -> bool:
        """Tell whether this panel is in view."""
        return self._ui.aside_stack.currentWidget() is panel

    def open(self, panel: QWidget, first: QWidget | None = None) -> None:
        """Show a panel, with the focus on its first control where it asks something."""
        self._ui.aside_stack.setCurrentWidget(panel)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> None:
        """Go home, and give the keys back to the page."""
        self.leave()
        self._page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Go home and let the focus be."""
        self._ui.aside_stack.setCurrentWidget(self._home)

    def put_away(self, panel: QWidget) -> None:
        """Go home from a panel whose question is over; the keys go to the page where the panel had them."""
        focus = QApplication.focusWidget()
        if focus is not None and panel.isAncestorOf(focus):
            self.close()
        else:
            self.leave()

    def is_home(self) -> bool:
        """Tell whether nothing is asked."""
        return self.shows(self._home)

    def set_home(self, panel: QWidget) -> None:
        """Choose what is shown while nothing is asked."""
        at_home = self.is_home()
        self._home = panel
        if at_home:
            self.leave()


class Chips:
    """A row of chips that are used again and again, with other words."""

    def __init__(self, row: QLayout, press: Callable[[int], None]) -> None:
        self._row = row
        self._press = press
        self.chips: list[Chip] = []

    def show(self, entries: list[tuple[str, str]], room: int | None = None) -> None:
        """Show (words, tone) pairs, as many as fit into `room` pixels."""
        for place in range(len(self.chips), len(entries)):
            chip = Chip("", "neutral")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.set_class_room(True)
            chip.clicked.connect(lambda _=False, place=place: self._press(place))
            self.chips.append(chip)
            self._row.addWidget(chip)
        left = room
        for place, chip in enumerate(self.chips):
            fits = place < len(entries)
            if fits:
                words, tone = entries[place]
                if chip.words() != words:
                    chip.set_words(words)
                chip.set_tone(tone)
                if left is not None:
                    left -= chip.sizeHint().width() + self._row.spacing()
                    fits = left >= 0 or place == 0
            chip.setVisible(fits)
