"""The card that shows what a file would do and what it asks, and what the button says that does it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from massage_studio.exchange.views import STATES, ImportLine, ImportPreview, State
from massage_studio.gui import wording
from massage_studio.gui.bookings.tag import StatusTag
from massage_studio.gui.exchange.line_panel import LinePanel
from massage_studio.gui.exchange.question_panel import QuestionPanel
from massage_studio.gui.exchange.table import (
    BABY,
    BORN,
    CARER,
    NOTE,
    PAID,
    ROWS,
    STATE,
    TONES,
    CellEditor,
    ImportTable,
    TagColumn,
    lines_high,
)
from massage_studio.gui.forms.ui_exchange_preview_card import Ui_ExchangePreviewCard
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.banner import Banner
from massage_studio.gui.widgets.card import Card, Muted
from massage_studio.language import translate

# In letters of the font, by which all of it grows.
_SIDE, _NARROW, _NOTE, _WITH_ROWS = 27, 78, 8, 66
_WIDTHS = {STATE: 10, BABY: 11, BORN: 10, CARER: 11, PAID: 6, ROWS: 4}
_LOW = 24  # lines
_PAD = 12
_NO_LIMIT = 16777215  # Qt's own


class PreviewCard(Card):
    """The counts and the table of what a file would do, beside its questions and the chosen line.

    `answered` carries the key of a question, a cell or a choice, and its answer; `again` the keys of
    answers to be asked anew. `lines` are what is shown, where anything `is_shown`.
    """

    answered = Signal(str, str)
    again = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_ExchangePreviewCard()
        ui.setupUi(self)
        self.lines: tuple[ImportLine, ...] = ()
        self.is_shown = False
        self._mark = ""
        self._build_table()
        self.tags: dict[State, StatusTag] = {}
        for state in STATES:
            self.tags[state] = StatusTag(self)
            ui.counts_row.addWidget(self.tags[state])
        self.caution = Banner(self)
        ui.preview_column.insertWidget(ui.preview_column.indexOf(ui.preview_table), self.caution)
        self._build_side()
        self._fit = QTimer(self, singleShot=True, interval=0)
        self._fit.timeout.connect(self._fit_rows)
        ui.preview_table.horizontalHeader().sectionResized.connect(lambda *_: self._fit.start())
        ui.preview_table.verticalScrollBar().valueChanged.connect(lambda _: self._fit.start())

    def _build_table(self) -> None:
        table = self.ui.preview_table
        self.model = ImportTable(table)
        self.model.edited.connect(self.answered)
        table.setModel(self.model)
        table.setItemDelegate(CellEditor(table))
        table.setItemDelegateForColumn(STATE, TagColumn(table))
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        table.setWordWrap(True)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(paint.TARGET)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        for column, wide in _WIDTHS.items():
            head.resizeSection(column, self._letters(wide))
        head.setMinimumSectionSize(self._letters(3))
        table.selectionModel().currentRowChanged.connect(lambda current, _: self._choose(current.row()))

    def _build_side(self) -> None:
        """Put the questions and the chosen line beside the table, or above it where there is no room."""
        self.questions, self.line_panel = QuestionPanel(self), LinePanel(self)
        self.unused_label = Muted("", self)
        self.unused_label.setWordWrap(True)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        for widget in (self.questions, self.line_panel, self.unused_label):
            column.addWidget(widget)
        column.addStretch()
        self.side = QScrollArea(self)
        self.side.setWidgetResizable(True)
        self.side.setFrameShape(QFrame.Shape.NoFrame)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setWidget(inside)
        place = self.ui.preview_column.indexOf(self.ui.preview_table)
        self.ui.preview_column.takeAt(place)
        self.halves = QBoxLayout(QBoxLayout.Direction.RightToLeft)
        self.halves.setSpacing(16)
        self.halves.addWidget(self.side)
        self.halves.addWidget(self.ui.preview_table, 1)
        self.ui.preview_column.insertLayout(place, self.halves, 1)
        self.questions.answered.connect(self.answered)
        self.questions.again.connect(lambda key: self.again.emit((key,)))
        self.line_panel.anew.connect(self.again)
        self.line_panel.changed.connect(self.answered)
        self.ui.preview_table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Delete leave the chosen line out."""
        pressed = event.type() == QEvent.Type.KeyPress and watched is self.ui.preview_table
        if pressed and event.key() == Qt.Key.Key_Delete:  # type: ignore[attr-defined]
            combo = self.line_panel.status_combo
            combo.setCurrentIndex(combo.count() - 1)
            combo.activated.emit(combo.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def clear(self) -> None:
        """Show nothing."""
        self.lines = ()
        self.is_shown = False
        self._mark = ""

    def show_preview(self, preview: ImportPreview, file_name: str) -> None:
        """Show what a file would do, with the line that was chosen before."""
        self.lines = preview.lines
        self.is_shown = True
        mark = self._mark
        self.model.show_rows(self.lines)
        self.ui.preview_table.setColumnHidden(PAID, all(line.paid is None for line in self.lines))
        self.ui.preview_table.setVisible(bool(self.lines))
        marks = [line.mark for line in self.lines]
        if mark in marks:
            self.ui.preview_table.setCurrentIndex(self.model.index(marks.index(mark), BABY))
        else:
            self._choose(-1)
        self._fit.start()
        self._warn(words_of_caution(preview))
        self.questions.show_questions(preview.asked, preview.answered)
        title, reading = self.ui.file_title, self.ui.reading_label
        title.setToolTip("")
        title.setText(file_name)
        several = translate("ExchangePage", "bookings of %n events", None, len(preview.events))
        events = several if len(preview.events) > 1 else ", ".join(preview.events)
        parts = (preview.source, events)
        reading.setToolTip("")
        reading.setText(" · ".join(part for part in parts if part))
        self.unused_label.setText(unused_words(preview))
        self.unused_label.setVisible(bool(self.unused_label.text()))
        counts = preview.counts
        for state, tag in self.tags.items():
            tag.set_tag(_counted(state, counts[state]), TONES[state])
            tag.setVisible(bool(counts[state]))

    def _warn(self, words: str) -> None:
        if words:
            self.caution.show_message("warning", words)
        else:
            self.caution.clear()

    def _choose(self, row: int) -> None:
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        self._mark = line.mark if line else ""
        self.line_panel.show_line(line)
        boxes = (self.questions.boxes.get(question.key) for question in (line.questions if line else ()))
        box = next((box for box in boxes if box is not None), None)
        if box is not None:
            self.side.ensureWidgetVisible(box, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Beside each other both keep their height, which a low window has least of.
        low = event.size().height() < _LOW * self.fontMetrics().height()
        narrow = event.size().width() < self._letters(_NARROW) and not low
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.RightToLeft
        if self.halves.direction() != direction:
            self.halves.setDirection(direction)
        wide = _NO_LIMIT if narrow else min(self._letters(_SIDE), event.size().width() * 9 // 20)
        self.side.setMaximumSize(wide, event.size().height() * 2 // 5 if narrow else _NO_LIMIT)
        self.side.setMinimumWidth(0 if narrow else wide)
        self._fit.start()

    def _letters(self, count: int) -> int:
        """Return how wide so many letters are."""
        return count * self.fontMetrics().horizontalAdvance("m")

    def _fit_columns(self) -> None:
        """Let what happens have the room that is left; where it is little, hide the numbers of the rows."""
        table, header = self.ui.preview_table, self.ui.preview_table.horizontalHeader()
        room = table.viewport().width()
        table.setColumnHidden(ROWS, room < self._letters(_WITH_ROWS))
        others = sum(header.sectionSize(column) for column in _WIDTHS if not table.isColumnHidden(column))
        header.resizeSection(NOTE, max(room - others, self._letters(_NOTE)))

    def _fit_rows(self) -> None:
        """Make each row in view as high as what it says: no name, date or amount is cut off."""
        self._fit_columns()
        table, header = self.ui.preview_table, self.ui.preview_table.horizontalHeader()
        line = paint.line_height(paint.font(table))
        widths = {
            column: header.sectionSize(column) - _PAD
            for column in (BABY, BORN, CARER, PAID, NOTE, ROWS)
            if not table.isColumnHidden(column)
        }
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        for number in range(max(0, first), (last if last >= 0 else len(self.model.rows) - 1) + 1):
            row = self.model.rows[number]
            most = max(
                lines_high(self.model.cell_text(row, column), wide, table) for column, wide in widths.items()
            )
            high = max(paint.TARGET, round(most * line + 14))
            if table.rowHeight(number) != high:
                table.setRowHeight(number, high)

    def button_words(self) -> tuple[str, bool]:
        """Return what the button says that imports this, and whether there is anything to import."""
        babies = sum(line.state == "ready" for line in self.lines)
        changes = sum(line.state == "changed" or line.given_up for line in self.lines)
        if babies and changes:
            text = translate("ExchangePage", "&Import {babies}, update %n", None, changes)
        else:
            text = (
                translate("ExchangePage", "&Import {babies}")
                if babies
                else translate("ExchangePage", "&Update {babies}")
            )
        if not babies and not changes:
            text = translate("ExchangePage", "Nothing to import")
        count = babies or changes
        words = translate("ExchangePage", "%n babies", None, count)
        return text.format(babies=words), bool(count)


def _counted(state: State, count: int) -> str:
    return {
        "ready": translate("ExchangePage", "%n ready", None, count),
        "needs you": translate("ExchangePage", "%n need you", None, count),
        "changed": translate("ExchangePage", "%n changed", None, count),
        "known": translate("ExchangePage", "%n known already", None, count),
        "cancelled": translate("ExchangePage", "%n cancelled", None, count),
        "left out": translate("ExchangePage", "%n left out", None, count),
    }[state]


def unused_words(preview: ImportPreview) -> str:
    """Return which columns are not used, and what stands in them."""
    named = [
        f"{shown.column.title} ({'; '.join(' '.join(value.split())[:30] for value in shown.sample[:2])})"
        for shown in preview.columns
        if not shown.column.meaning and shown.sample
    ]
    return translate("ExchangePage", "Not used: {columns}").format(columns=", ".join(named)) if named else ""


def words_of_caution(preview: ImportPreview) -> str:
    """Return what to think of before this is imported, or nothing."""
    parts = []
    if preview.over is not None:
        words = translate("ExchangePage", "This course is over: its last class was on {day}.")
        parts.append(words.format(day=wording.full_day(preview.over)))
    if preview.waiting:
        words = translate(
            "ExchangePage",
            "%n families wait for this course; who is new in this file gets a place before them.",
            None,
            preview.waiting,
        )
        parts.append(words)
    return " ".join(parts)
