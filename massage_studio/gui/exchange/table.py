"""The preview of an import as a table."""

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from massage_studio.exchange.views import Difference, ImportLine, Kind
from massage_studio.gui import wording
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.chip import draw_tag, tag_height, tag_width
from massage_studio.gui.widgets.table import Index, RowTable
from massage_studio.language import translate

TONES: dict[Kind, str] = {
    "new": "engaging",
    "changed": "warning",
    "duplicate": "neutral",
    "cancelled": "disengaging",
    "full": "hormones",
}
KIND, BABY, BORN, CARER, PAID, NOTE, ROWS = range(7)


def kind_words(kind: Kind) -> str:
    """Return what is written on the tag of a line."""
    return {
        "new": translate("ImportTable", "New"),
        "changed": translate("ImportTable", "Changed"),
        "duplicate": translate("ImportTable", "Known already"),
        "cancelled": translate("ImportTable", "Cancelled"),
        "full": translate("ImportTable", "Waiting list"),
    }[kind]


def difference_words(difference: Difference) -> str:
    """Return what differs, as it is written on screen."""
    return {
        "another adult": translate("ImportTable", "another adult"),
        "baby's name": translate("ImportTable", "baby's name"),
        "birth date": translate("ImportTable", "birth date"),
        "due date": translate("ImportTable", "due date"),
        "email": translate("ImportTable", "email"),
        "health": translate("ImportTable", "health"),
        "payment": translate("ImportTable", "payment"),
        "phone": translate("ImportTable", "telephone"),
        "photo answer": translate("ImportTable", "answer about photos"),
        "place given up": translate("ImportTable", "place given up"),
        "cancelled in the studio": translate("ImportTable", "cancelled here"),
        "moved in the studio": translate("ImportTable", "moved to another course"),
    }[difference]


def note_words(line: ImportLine) -> str:
    """Return what the import would do with a line, in words."""
    parts = [difference_words(one) for one in line.differs]
    if line.kind == "cancelled" and "place given up" not in line.differs:
        parts.insert(0, translate("ImportTable", "left out"))
    if line.kind == "full":
        parts.insert(0, translate("ImportTable", "the course is full"))
    if line.kind in ("new", "full") and line.family_known:
        parts.insert(0, translate("ImportTable", "family known"))
    if line.far:
        parts.insert(0, translate("ImportTable", "a birth or due date far from today"))
    if line.owing:
        parts.append(
            translate("ImportTable", "{money} still to pay").format(
                money=wording.money(line.owing, line.currency)
            )
        )
    if line.elsewhere:
        told = translate("ImportTable", "booked already, with {money} paid in another order")
        parts.append(told.format(money=wording.money(line.elsewhere, line.currency)))
    return ", ".join(parts)


class ImportTable(RowTable[ImportLine]):
    """One line for each baby in the file."""

    columns = 7

    def title(self, column: int) -> str:
        return (
            self.tr("Booking"),
            self.tr("Baby"),
            self.tr("Born"),
            self.tr("Carer"),
            self.tr("Paid"),
            self.tr("What differs"),
            self.tr("Row"),
        )[column]

    def cell_text(self, row: ImportLine, column: int) -> str:
        return (
            kind_words(row.kind),
            row.baby,
            wording.full_day(row.born) if row.born else "",
            row.carer,
            "" if row.paid is None else wording.money(row.paid, row.currency),
            note_words(row),
            ", ".join(str(number) for number in row.rows),
        )[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == NOTE:
            return note_words(self.rows[index.row()])
        return super().data(index, role)


class TagColumn(QStyledItemDelegate):
    """Paints the first column as tags."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        view = blank.widget
        view.style().drawControl(view.style().ControlElement.CE_ItemViewItem, blank, painter, view)
        model = index.model()
        assert isinstance(model, ImportTable)
        row = model.rows[index.row()]
        port = view.viewport() if hasattr(view, "viewport") else view
        words = kind_words(row.kind)
        area = paint.mirrored(port, QRectF(blank.rect))
        high = tag_height(port)
        wide = min(tag_width(port, words), area.width() - 8)
        place = QRectF(area.left() + 4, area.center().y() - high / 2, wide, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_tag(painter, port, place, words, TONES[row.kind])
        painter.restore()
