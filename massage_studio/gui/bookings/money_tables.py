"""The tables of the page of money: what came in, and the receipts."""

import html
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import QDate, QLocale, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from massage_studio.bookings.money_views import IncomeBy, IncomeRow, ReceiptView
from massage_studio.gui import icons, wording
from massage_studio.gui.families.words import restriction_words
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.bars import draw_bar
from massage_studio.gui.widgets.table import Index, RowTable

LABEL, BAR, RECEIVED, REFUNDED, MOVED, NET = range(6)
CARER = 2
SHARE = int(Qt.ItemDataRole.UserRole)
TOTAL = SHARE + 1


class IncomeTable(RowTable[IncomeRow]):
    """One line for each course, month or tax year, the latest first, and the sum of each currency below."""

    columns = 6
    numbers = (BAR, RECEIVED, REFUNDED, MOVED, NET)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._by: IncomeBy = "month"
        self._totals = 0

    def show_income(self, rows: tuple[IncomeRow, ...], by: IncomeBy) -> None:
        """Show other lines; periods come the latest first, courses by name."""
        shown = rows if by == "course" else tuple(sorted(rows, key=lambda row: row.key, reverse=True))
        totals = self._sums(rows) if len(rows) > 1 else ()
        self._by, self._totals = by, len(totals)
        self.show_rows((*shown, *totals))

    def empty_columns(self) -> tuple[int, ...]:
        """Return the columns in which there is nothing but nought, or nothing to compare."""
        lines = self.rows[: len(self.rows) - self._totals]
        found = [REFUNDED] if not any(row.refunded for row in lines) else []
        found += [MOVED] if not any(row.moved for row in lines) else []
        # With neither of them what came in is all there is to say.
        found += [RECEIVED] if len(found) == 2 else []
        one_currency = len({row.currency for row in lines}) == 1
        return (*found, *(() if len(lines) > 1 and one_currency else (BAR,)))

    def title(self, column: int) -> str:
        first = {"course": self.tr("Course"), "month": self.tr("Month"), "tax_year": self.tr("Tax year")}
        columns = (self.tr("Received"), self.tr("Given back"), self.tr("Moved along"), self.tr("In all"))
        return (first[self._by], "", *columns)[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        lines = self.rows[: len(self.rows) - self._totals]
        if role == TOTAL:
            return index.row() >= len(lines)
        if role == SHARE:
            row = self.rows[index.row()]
            most = max((line.net for line in lines), default=Decimal())
            return float(row.net / most) if most > 0 and row in lines else None
        return super().data(index, role)

    def cell_text(self, row: IncomeRow, column: int) -> str:
        if column == LABEL:
            return self._label(row)
        if column == BAR:
            return ""
        amount = {RECEIVED: row.received, REFUNDED: row.refunded, MOVED: row.moved, NET: row.net}[column]
        if not amount and column not in (RECEIVED, NET):
            return ""
        # Not in brackets, as accountants have it: this page is read by others too.
        return wording.money(amount, row.currency)

    def _label(self, row: IncomeRow) -> str:
        if self._by != "month" or not row.key:
            return row.label
        year, month = (int(part) for part in row.key.split("-"))
        return QLocale().toString(QDate(year, month, 1), "MMMM yyyy")

    def _sums(self, rows: tuple[IncomeRow, ...]) -> tuple[IncomeRow, ...]:
        sums = []
        for currency in sorted({row.currency for row in rows}):
            own = [row for row in rows if row.currency == currency]
            parts = (
                sum((getattr(row, name) for row in own), Decimal())
                for name in ("received", "refunded", "moved", "net")
            )
            sums.append(IncomeRow("", self.tr("In all"), currency, *parts))
        return tuple(sums)


class IncomeColumn(QStyledItemDelegate):
    """Paints a bar for the share of the largest line, and the sums in bold."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(TOTAL):
            option.font.setBold(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        share = index.data(SHARE)
        if index.column() != BAR or share is None:
            return
        port = option.widget
        area = paint.mirrored(port, QRectF(option.rect))
        bar = QRectF(area.left() + 6, area.center().y() - 4, area.width() - 12, 8)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_bar(painter, port, bar, share, "primary")
        painter.restore()


class ReceiptTable(RowTable[ReceiptView]):
    """One line for each receipt, as they are given; its tooltip has a contact restriction in full."""

    columns = 5
    numbers = (0, 4)

    def key(self, row: int) -> UUID:
        """Return the key of the receipt in a line."""
        return self.rows[row].id

    def title(self, column: int) -> str:
        return (self.tr("No"), self.tr("Day"), self.tr("Carer"), self.tr("For"), self.tr("Amount"))[column]

    def cell_text(self, row: ReceiptView, column: int) -> str:
        issued = QDate(row.issued_at.year, row.issued_at.month, row.issued_at.day)
        return (
            str(row.number),
            QLocale().toString(issued, "d MMM yyyy"),
            row.carer,
            row.baby,
            wording.money(row.amount, row.currency),
        )[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        told = "\n".join(restriction_words(self.rows[index.row()].restricted))
        if told and role == Qt.ItemDataRole.ToolTipRole:
            # Qt reads a tooltip with a tag in it as markup; data is never that.
            return f"<span>{html.escape(told)}</span>"
        if told and role == Qt.ItemDataRole.DecorationRole and index.column() == CARER:
            # Where the column is narrow a word beside the name would be cut; a sign is not.
            return icons.icon("warning", "error")
        if told and role == Qt.ItemDataRole.AccessibleTextRole and index.column() == CARER:
            return f"{super().data(index, role)}, {told}"
        return super().data(index, role)
