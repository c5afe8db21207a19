"""The columns of a file: what stands in each, what it is taken for and why; each can be chosen otherwise."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from massage_studio.exchange.columns import may_hold
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.views import ColumnShown
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import Card, Muted, Title
from massage_studio.gui.widgets.table import Index, RowTable
from massage_studio.language import translate

TITLE, MEANING, SAMPLE, WHY = range(4)


def meaning_words(meaning: Meaning) -> str:
    """Return what a column holds, as it is written on screen."""
    return {
        Meaning.REFERENCE: translate("ColumnTable", "Booking reference"),
        Meaning.NAME: translate("ColumnTable", "Carer's whole name"),
        Meaning.GIVEN_NAME: translate("ColumnTable", "Carer's first name"),
        Meaning.FAMILY_NAME: translate("ColumnTable", "Carer's last name"),
        Meaning.EMAIL: translate("ColumnTable", "Email"),
        Meaning.PHONE: translate("ColumnTable", "Telephone"),
        Meaning.STATUS: translate("ColumnTable", "Status"),
        Meaning.CANCELLED: translate("ColumnTable", "Cancelled"),
        Meaning.TICKET: translate("ColumnTable", "Ticket"),
        Meaning.QUANTITY: translate("ColumnTable", "How many places"),
        Meaning.PAID: translate("ColumnTable", "Paid"),
        Meaning.REFUNDED: translate("ColumnTable", "Given back"),
        Meaning.CURRENCY: translate("ColumnTable", "Currency"),
        Meaning.DISCOUNT: translate("ColumnTable", "Discount"),
        Meaning.ORDERED: translate("ColumnTable", "Booked on"),
        Meaning.EVENT: translate("ColumnTable", "Course or event"),
        Meaning.STARTS: translate("ColumnTable", "When it starts"),
        Meaning.BABY: translate("ColumnTable", "Baby's name"),
        Meaning.BABY_FAMILY_NAME: translate("ColumnTable", "Baby's last name"),
        Meaning.BORN: translate("ColumnTable", "Baby's birth date"),
        Meaning.DUE: translate("ColumnTable", "Due date"),
        Meaning.HEALTH: translate("ColumnTable", "Health"),
        Meaning.PHOTO: translate("ColumnTable", "Photos: yes or no"),
        Meaning.UNUSED: translate("ColumnTable", "Not used"),
    }[meaning]


def why_words(shown: ColumnShown) -> str:
    """Return why a column is taken for what it is."""
    if shown.column.why == "title" and shown.column.meaning is Meaning.UNUSED:
        return ""
    return {
        "title": translate("ColumnTable", "by its title"),
        "cells": translate("ColumnTable", "by what stands in it"),
        "place": translate("ColumnTable", "it stands beside the baby's name"),
        "answer": translate("ColumnTable", "you said so"),
        "older": translate("ColumnTable", "it is about other children"),
        "others": translate("ColumnTable", "it is about somebody else"),
    }[shown.column.why]


class ColumnTable(RowTable[ColumnShown]):
    """One line for each column of the file."""

    columns = 4

    def title(self, column: int) -> str:
        return (self.tr("Column"), self.tr("Holds"), self.tr("What stands in it"), self.tr("Why"))[column]

    def cell_text(self, row: ColumnShown, column: int) -> str:
        sample = " · ".join(" ".join(value.split())[:60] for value in row.sample)
        return (
            row.column.title,
            meaning_words(row.column.meaning),
            sample or self.tr("nothing"),
            why_words(row),
        )[column]

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = Qt.ItemFlag.ItemIsEditable if index.column() == MEANING else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | editable


class _Meanings(QStyledItemDelegate):
    """Lets a meaning be chosen in a drop-down; `chosen` carries the row and the meaning."""

    chosen = Signal(int, str)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, ColumnTable)
        shown = model.rows[index.row()]
        combo = QComboBox(parent)
        for meaning in Meaning:
            if may_hold(meaning, shown.column.title):
                combo.addItem(meaning_words(meaning), meaning.value)
        combo.setCurrentIndex(combo.findData(shown.column.meaning.value))
        combo.activated.connect(lambda: self._done(combo))
        return combo

    def _done(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        shown = model.rows[index.row()]
        if editor.currentData() != shown.column.meaning.value:
            self.chosen.emit(index.row(), editor.currentData())


class ColumnPanel(Card):
    """A card with a line for each column.

    `chosen` carries a column's title and its meaning, `named` where the list comes from, `left` nothing.
    """

    chosen = Signal(str, str)
    named = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Title(self.tr("What the columns hold"), self), 1)
        label = QLabel(self.tr("Where the list comes &from"), self)
        self.name_edit = QLineEdit(self)
        self.name_edit.setMaxLength(60)
        label.setBuddy(self.name_edit)
        self.name_edit.editingFinished.connect(self._name)
        self.done_button = QPushButton(self.tr("&Done"), self)
        self.done_button.setProperty("role", "primary")
        self.done_button.clicked.connect(self.left)
        for widget in (label, self.name_edit, self.done_button):
            head.addWidget(widget)
        self.body.addLayout(head)
        hint = self.tr(
            "What you choose is kept for the next list with these titles. The file itself is left alone."
        )
        note = Muted(hint, self)
        note.setWordWrap(True)
        self.body.addWidget(note)
        self.table = QTableView(self)
        self.model = ColumnTable(self.table)
        self.table.setModel(self.model)
        self._meanings = _Meanings(self.table)
        self._meanings.chosen.connect(self._choose)
        self.table.setItemDelegateForColumn(MEANING, self._meanings)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.table.setAccessibleName(self.tr("What the columns hold"))
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(paint.TARGET)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        letters = self.table.fontMetrics().horizontalAdvance("m")
        for column, wide in ((TITLE, 18), (MEANING, 15), (WHY, 16)):
            header.resizeSection(column, letters * wide)
        header.setSectionResizeMode(SAMPLE, QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(self.table, 1)
        self._source = ""

    def show_columns(self, columns: tuple[ColumnShown, ...], source: str) -> None:
        """Show the columns of a file and whose list it is."""
        if columns != self.model.rows:
            row = self.table.currentIndex().row()
            self.model.show_rows(columns)
            if 0 <= row < len(columns):
                self.table.setCurrentIndex(self.model.index(row, MEANING))
        self._source = source
        if not self.name_edit.hasFocus():
            self.name_edit.setText(source)

    def start(self) -> None:
        """Take the keys."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.model.rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, MEANING))

    def _choose(self, row: int, meaning: str) -> None:
        self.chosen.emit(self.model.rows[row].column.title, meaning)

    def _name(self) -> None:
        name = self.name_edit.text().strip()
        if name and name != self._source:
            self.named.emit(name)
