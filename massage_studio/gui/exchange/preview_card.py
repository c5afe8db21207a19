"""The card that shows what a file would do, and what the button says that does it."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from massage_studio.exchange.dates import DateOrder
from massage_studio.exchange.views import KINDS, ImportLine, ImportPreview, Kind
from massage_studio.gui import wording
from massage_studio.gui.bookings.tag import StatusTag
from massage_studio.gui.exchange.table import (
    BABY,
    BORN,
    CARER,
    KIND,
    NOTE,
    PAID,
    ROWS,
    TONES,
    ImportTable,
    TagColumn,
)
from massage_studio.gui.forms.ui_exchange_preview_card import Ui_ExchangePreviewCard
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.banner import Banner
from massage_studio.gui.widgets.card import Card
from massage_studio.language import translate


class PreviewCard(Card):
    """The counts and the table of what a file would do; `lines` are what is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_ExchangePreviewCard()
        ui.setupUi(self)
        self.lines: tuple[ImportLine, ...] = ()
        table = ui.preview_table
        self.model = ImportTable(table)
        table.setModel(self.model)
        table.setItemDelegateForColumn(KIND, TagColumn(table))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(paint.TARGET)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        letters = table.fontMetrics().horizontalAdvance("m")
        for column, wide in ((KIND, 12), (BABY, 14), (BORN, 13), (CARER, 14), (PAID, 7), (ROWS, 6)):
            head.resizeSection(column, letters * wide)
        head.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        self.tags: dict[Kind, StatusTag] = {}
        for kind in KINDS:
            self.tags[kind] = StatusTag(self)
            ui.counts_row.addWidget(self.tags[kind])
        ui.counts_row.addStretch()
        self.caution = Banner(self)
        ui.preview_column.insertWidget(ui.preview_column.indexOf(table), self.caution)

    def clear(self) -> None:
        """Show nothing."""
        self.lines = ()

    def show_preview(self, preview: ImportPreview, file_name: str) -> None:
        """Show what a file would do."""
        self.lines = preview.lines
        self.model.show_rows(self.lines)
        self.ui.preview_table.setColumnHidden(PAID, all(line.paid is None for line in self.lines))
        self._warn(words_of_caution(preview))
        title, reading = self.ui.file_title, self.ui.reading_label
        title.setToolTip("")
        title.setText(file_name)
        several = translate("ExchangePage", "bookings of %n events", None, len(preview.events))
        events = several if len(preview.events) > 1 else ", ".join(preview.events)
        parts = (preview.source, events)
        reading.setToolTip("")
        reading.setText(" · ".join(part for part in parts if part))
        counts = preview.counts
        for kind, tag in self.tags.items():
            tag.set_tag(_counted(kind, counts[kind]), TONES[kind])
            tag.setVisible(bool(counts[kind]))

    def _warn(self, words: str) -> None:
        if words:
            self.caution.show_message("warning", words)
        else:
            self.caution.clear()

    def button_words(self) -> tuple[str, bool]:
        """Return what the button says that imports this, and whether there is anything to import."""
        babies = sum(line.kind in ("new", "full") for line in self.lines)
        changes = sum(line.kind == "changed" or "place given up" in line.differs for line in self.lines)
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


def _counted(kind: Kind, count: int) -> str:
    return {
        "new": translate("ExchangePage", "%n new", None, count),
        "changed": translate("ExchangePage", "%n changed", None, count),
        "duplicate": translate("ExchangePage", "%n booked already", None, count),
        "cancelled": translate("ExchangePage", "%n cancelled", None, count),
        "full": translate("ExchangePage", "%n to the waiting list", None, count),
    }[kind]


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
    far = sum(line.far for line in preview.lines)
    if far:
        words = translate(
            "ExchangePage",
            "%n babies have a birth or due date a long way from today: look at the year.",
            None,
            far,
        )
        parts.append(words)
    return " ".join(parts)


def words_of_doubt(preview: ImportPreview) -> str:
    """Return what to look at where the dates could be read two ways."""
    how = (
        translate("ExchangePage", "day first")
        if preview.date_order is DateOrder.DAY_FIRST
        else translate("ExchangePage", "month first")
    )
    words = translate(
        "ExchangePage",
        "The dates in this file could be read two ways. They are read {how}: look at the birth dates.",
    )
    return words.format(how=how)
