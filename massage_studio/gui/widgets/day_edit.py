"""A date as one types it, or nothing where it is not known."""

import re
from datetime import date

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit, QWidget

from massage_studio.exchange.dates import DateOrder, written
from massage_studio.gui import wording

_ANY_DAY = date(2000, 1, 1)  # only a date without a year is read by what day it is
_SPACED = re.compile(r"^(\d{1,2}) (\d{1,2}) (\d{4}|\d{2})$")


class DayEdit(QLineEdit):
    """Takes 3/9/26, 3 9 26, 3 Sep 2026 or 2026-09-03 and shows on leaving which day it understood."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("day, month, year"))
        self.editingFinished.connect(self._spell_out)

    def day(self) -> date | None:
        """Return the day that is written here; None where there is none."""
        text = " ".join(self.text().replace(",", " ").split())
        if not text:
            return None
        found = written(_SPACED.sub(r"\1/\2/\3", text), _ANY_DAY, _order())
        return found.day if found.moment and not found.words and not found.no_time else None

    def unreadable(self) -> bool:
        """Tell whether something is written here that names no day."""
        return bool(self.text().strip()) and self.day() is None

    def _spell_out(self) -> None:
        day = self.day()
        if day is not None:
            self.setText(wording.full_day(day) if _english() else f"{day:%Y-%m-%d}")


def _order() -> DateOrder:
    # The C locale puts the month first too, but it is nobody's custom.
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    american = short.startswith("M") and QLocale().language() != QLocale.Language.C
    return DateOrder.MONTH_FIRST if american else DateOrder.DAY_FIRST


def _english() -> bool:
    return QLocale().language() in (QLocale.Language.English, QLocale.Language.C)
