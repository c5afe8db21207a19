"""The preview of an import as a table, whose cells can be written anew."""

from datetime import date
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from massage_studio.bookings.prices import exact
from massage_studio.exchange.cells import amount
from massage_studio.exchange.line_words import note_words, state_words
from massage_studio.exchange.questions import NO_DAY, Status, cell_key
from massage_studio.exchange.statuses import status_words
from massage_studio.exchange.views import ImportLine, State
from massage_studio.gui import wording
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.chip import draw_tag, tag_height, tag_width
from massage_studio.gui.widgets.day_edit import DayEdit
from massage_studio.gui.widgets.table import Index, RowTable
from massage_studio.language import translate

TONES: dict[State, str] = {
    "ready": "engaging",
    "needs you": "warning",
    "changed": "info",
    "known": "neutral",
    "cancelled": "disengaging",
    "left out": "neutral",
}
STATE, BABY, BORN, CARER, PAID, NOTE, ROWS = range(7)
FIELDS = {STATE: "status", BABY: "baby", BORN: "born", CARER: "carer", PAID: "paid"}


class ImportTable(RowTable[ImportLine]):
    """One line for each baby in the file; `edited` carries the key of a cell and what it shall say."""

    columns = 7
    edited = Signal(str, str)

    def title(self, column: int) -> str:
        return (
            self.tr("Booking"),
            self.tr("Baby"),
            self.tr("Born or due"),
            self.tr("Carer"),
            self.tr("Paid"),
            self.tr("What happens"),
            self.tr("Row"),
        )[column]

    def cell_text(self, row: ImportLine, column: int) -> str:
        return (
            state_words(row.state),
            row.baby,
            _day_words(row),
            row.carer,
            "" if row.paid is None else wording.money(row.paid, row.currency),
            _happening(row),
            ", ".join(str(number) for number in row.rows),
        )[column]

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = Qt.ItemFlag.ItemIsEditable if index.column() in FIELDS else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | editable

    def say(self, index: Index, words: str) -> None:
        """Take what a cell shall say."""
        self.edited.emit(cell_key(self.rows[index.row()].mark, FIELDS[index.column()]), words)


def _happening(line: ImportLine) -> str:
    """Return what the import would do with a line, or how many of the questions beside it are about it."""
    if line.state != "needs you":
        return note_words(line)
    questions = translate("ImportTable", "%n questions", None, len(line.questions))
    return ", ".join(part for part in (questions, note_words(line)) if part)


def _day_words(line: ImportLine) -> str:
    if line.born:
        return wording.full_day(line.born)
    if line.due:
        return translate("ImportTable", "due {day}").format(day=wording.full_day(line.due))
    return ""


class CellEditor(QStyledItemDelegate):
    """Makes the field in which a cell is written anew."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = index.column()
        if column == STATE:
            combo = QComboBox(parent)
            for status in Status:
                combo.addItem(status_words(status), status.value)
            combo.activated.connect(lambda: self._done(combo))
            return combo
        edit = DayEdit(parent) if column == BORN else QLineEdit(parent)
        edit.setMaxLength(200)
        return edit

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        line = _line(index)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(list(Status).index(line.status))
        elif isinstance(editor, QLineEdit):
            day: date | None = line.born or line.due
            paid = "" if line.paid is None else str(exact(line.paid, line.currency))
            says = {
                BABY: line.baby,
                BORN: wording.full_day(day) if day else "",
                CARER: line.carer,
                PAID: paid,
            }
            editor.setText(says[index.column()])

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        line = _line(index)
        if isinstance(editor, QComboBox):
            if editor.currentData() != line.status:
                model.say(index, editor.currentData())
        elif isinstance(editor, DayEdit):
            day = editor.day()
            if not editor.unreadable() and day != (line.born or line.due):
                model.say(index, day.isoformat() if day else NO_DAY)
        elif isinstance(editor, QLineEdit):
            self._write(editor.text().strip(), model, index, line)

    def _write(self, text: str, model: Any, index: Index, line: ImportLine) -> None:
        if index.column() == PAID:
            paid = amount(text, line.currency)
            if paid is not None and paid >= 0 and paid != line.paid:
                model.say(index, str(paid))
        elif text and text != (line.baby if index.column() == BABY else line.carer):
            model.say(index, text)

    def _done(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)


class TagColumn(CellEditor):
    """Paints the first column as tags."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        view = blank.widget
        view.style().drawControl(view.style().ControlElement.CE_ItemViewItem, blank, painter, view)
        row = _line(index)
        port = view.viewport() if hasattr(view, "viewport") else view
        words = state_words(row.state)
        area = paint.mirrored(port, QRectF(blank.rect))
        high = tag_height(port)
        wide = min(tag_width(port, words), area.width() - 8)
        place = QRectF(area.left() + 4, area.center().y() - high / 2, wide, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_tag(painter, port, place, words, TONES[row.state])
        painter.restore()


def _line(index: Index) -> ImportLine:
    model = index.model()
    assert isinstance(model, ImportTable)
    return model.rows[index.row()]


def lines_high(text: str, wide: float, view: QWidget) -> int:
    """Return how many lines a cell of a width needs for all that it says."""
    font = paint.font(view)
    if paint.text_width(text, font) <= wide:
        return 1
    return max(1, len(paint.wrapped(text, font, wide, 12)))
