"""The preview of an import as a table."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from massage_studio.exchange.views import Difference, ImportLine, Kind
from massage_studio.gui import wording
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.chip import draw_tag, tag_height, tag_width

Index = QModelIndex | QPersistentModelIndex
TONES: dict[Kind, str] = {
    "new": "engaging",
    "changed": "warning",
    "duplicate": "neutral",
    "cancelled": "disengaging",
    "full": "hormones",
}
KIND, BABY, BORN, CARER, NOTE, ROWS = range(6)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportTable", text)


def kind_words(kind: Kind) -> str:
    """Return what is written on the tag of a line."""
    return {
        "new": _tr("New"),
        "changed": _tr("Changed"),
        "duplicate": _tr("Booked already"),
        "cancelled": _tr("Cancelled"),
        "full": _tr("Waiting list"),
    }[kind]


def difference_words(difference: Difference) -> str:
    """Return what differs, as it is written on screen."""
    return {
        "another adult": _tr("another adult"),
        "baby's name": _tr("baby's name"),
        "birth date": _tr("birth date"),
        "due date": _tr("due date"),
        "email": _tr("email"),
        "health": _tr("health"),
        "payment": _tr("payment"),
        "phone": _tr("telephone"),
        "photo answer": _tr("answer about photos"),
        "place given up": _tr("place given up"),
        "cancelled in the studio": _tr("cancelled here"),
        "moved in the studio": _tr("moved to another course"),
    }[difference]


def note_words(line: ImportLine) -> str:
    """Return what the import would do with a line, in words."""
    parts = [difference_words(one) for one in line.differs]
    if line.kind == "cancelled" and "place given up" not in line.differs:
        parts.insert(0, _tr("left out"))
    if line.kind == "full":
        parts.insert(0, _tr("the course is full"))
    if line.kind in ("new", "full") and line.family_known:
        parts.insert(0, _tr("family known"))
    return ", ".join(parts)


class ImportTable(QAbstractTableModel):
    """One line for each baby in the file."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[ImportLine, ...] = ()

    def show_rows(self, rows: tuple[ImportLine, ...]) -> None:
        """Show another preview."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def line(self, row: int) -> ImportLine:
        """Return one line."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 6

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (
                self.tr("Booking"),
                self.tr("Baby"),
                self.tr("Born"),
                self.tr("Carer"),
                self.tr("What differs"),
                self.tr("Row"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole and role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        row = self._rows[index.row()]
        return (
            kind_words(row.kind),
            row.baby,
            wording.full_day(row.born) if row.born else "",
            row.carer,
            note_words(row),
            ", ".join(str(number) for number in row.rows),
        )[index.column()]


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
        row = model.line(index.row())
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
