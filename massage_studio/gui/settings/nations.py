"""The nations of the United Kingdom, whose bank holidays are asked about where the time zone is theirs."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from massage_studio.bookings.holidays import suggested_nation
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.language import translate


def nation_names() -> tuple[tuple[str, str], ...]:
    """Return each nation's name with its code, none first."""
    return (
        (translate("HolidaysPanel", "No nation"), ""),
        (translate("HolidaysPanel", "England"), "ENG"),
        (translate("HolidaysPanel", "Scotland"), "SCT"),
        (translate("HolidaysPanel", "Wales"), "WLS"),
        (translate("HolidaysPanel", "Northern Ireland"), "NIR"),
    )


class NationOffer(QWidget):
    """Asks below a time zone whose bank holidays are left out; `chosen` carries the nation's code."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        question = QLabel(self.tr("Whose bank holidays shall be left out when classes are planned?"), self)
        question.setWordWrap(True)
        column.addWidget(question)
        answers = QWidget(self)
        flow = FlowLayout(answers, gap=6)
        self.buttons: dict[str, QPushButton] = {}
        for name, code in (*nation_names()[1:], (self.tr("None of them"), "")):
            button = self.buttons[code] = QPushButton(name, answers)
            button.setAccessibleName(self.tr("Bank holidays: {nation}").format(nation=name))
            button.clicked.connect(partial(self._choose, code))
            flow.addWidget(button)
        column.addWidget(answers)
        self.hide()

    def ask(self, zone: str) -> None:
        """Ask where the zone is one of these nations', else be silent."""
        self.setVisible(bool(suggested_nation(zone)))

    def _choose(self, code: str, _checked: bool = False) -> None:
        self.hide()
        self.chosen.emit(code)
