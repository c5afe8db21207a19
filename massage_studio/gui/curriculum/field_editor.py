"""One field of an item to be filled in, with what ships below it and a way back to that."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.item_fields import for_parents
from massage_studio.curriculum.library_views import ItemField
from massage_studio.gui.curriculum.content_parts import as_high_as_its_lines
from massage_studio.gui.curriculum.item_words import choice_name, field_name, value_text
from massage_studio.gui.widgets.card import Muted
from massage_studio.gui.widgets.fields import pad_fields, still
from massage_studio.gui.widgets.guarded_text import FaultLine, GuardedLineEdit, GuardedTextEdit

_MOST_LINES, _LEAST_LINES = 10, 2
_MOST_NAMES = 6
_LONGEST = 4000


class FieldEditor(QWidget):
    """Asks for one field in the way that fits it; `changed` tells that something else stands there."""

    changed = Signal()

    def __init__(self, kind: str, field: ItemField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self._kind = field, kind
        self.name = field_name(kind, field.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.input = self._made()
        self.input.setAccessibleName(self.name)
        if field.shape.shape != "tick":
            label = QLabel(self.name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(self.input)
            column.addWidget(label)
        column.addWidget(self.input)
        self.shipped_label = Muted("")
        self.shipped_label.setWordWrap(True)
        self.back_button = QPushButton(self.tr("Back to the shipped words"))
        self.back_button.setAutoDefault(False)
        self.back_button.setAccessibleName(
            self.tr("Back to the shipped words: {field}").format(field=self.name)
        )
        self.back_button.clicked.connect(self._back)
        self._faults = FaultLine(self)
        for told in (self._faults.label, self.shipped_label):
            as_high_as_its_lines(told)
        column.addWidget(self._faults)
        column.addWidget(self.shipped_label)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        pad_fields(self)
        self.put(field.value)
        self.changed.connect(self._compare)
        self._compare()

    def value(self) -> Any:
        """Return what stands in the field, as the content holds it."""
        match self.input:
            case QLineEdit():
                return self.input.text().strip()
            case QPlainTextEdit():
                text = self.input.toPlainText().strip()
                if self.field.shape.shape == "text":
                    return text
                return [line.strip() for line in text.splitlines() if line.strip()]
            case QSpinBox():
                return self.input.value()
            case QCheckBox():
                return self.input.isChecked()
            case QComboBox():
                return self.input.currentData()
            case QListWidget():
                return self._ticked(self.input)
        raise TypeError(self.input)

    def put(self, value: Any) -> None:
        """Write a value into the field."""
        match self.input:
            case QLineEdit():
                self.input.setText(value)
            case QPlainTextEdit():
                self.input.setPlainText(value if isinstance(value, str) else "\n".join(value))
            case QSpinBox():
                self.input.setValue(value)
            case QCheckBox():
                self.input.setChecked(value)
            case QComboBox():
                self.input.setCurrentIndex(max(0, self.input.findData(value)))
            case QListWidget():
                for item in self._items(self.input):
                    on = item.data(Qt.ItemDataRole.UserRole) in value
                    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def guard(self, content: Content, benefit: str) -> None:
        """Underline what nobody can keep, in what parents read or are told."""
        if isinstance(self.input, GuardedTextEdit | GuardedLineEdit) and for_parents(
            self._kind, self.field.name
        ):
            self._faults.follow(self.input)
            self.input.wording.use(content, benefit)

    def was_changed(self) -> bool:
        """Tell whether something else stands there than at the beginning."""
        return bool(self.value() != self.field.value)

    def _made(self) -> QWidget:
        shape = self.field.shape
        if shape.shape == "line":
            line = GuardedLineEdit()
            line.setMaxLength(_LONGEST)
            line.textChanged.connect(self.changed)
            return line
        if shape.shape in ("text", "lines"):
            text = GuardedTextEdit()
            text.setTabChangesFocus(True)
            # Long words are scrolled to within their field, so that the next field is never far.
            said = self.field.value
            lines = len(said) // 70 + 1 if isinstance(said, str) else sum(len(one) // 70 + 1 for one in said)
            high = min(max(lines + 1, _LEAST_LINES), _MOST_LINES)
            text.setFixedHeight(text.fontMetrics().lineSpacing() * high + 20)
            text.textChanged.connect(self.changed)
            return text
        if shape.shape == "number":
            spin = QSpinBox(maximum=999)
            still(spin)
            spin.valueChanged.connect(self.changed)
            return spin
        if shape.shape == "tick":
            tick = QCheckBox(self.name.replace("&", "&&"))
            tick.toggled.connect(self.changed)
            return tick
        return self._combo() if shape.shape == "choice" else self._list()

    def _combo(self) -> QComboBox:
        combo, shape = QComboBox(), self.field.shape
        still(combo)
        if self.field.name == "topic":
            combo.addItem(self.tr("None"), "")
        names = self.field.names or tuple((code, "") for code in shape.choices)
        for code, words in names:
            combo.addItem(words or choice_name(code), code)
        if self.field.value and combo.findData(self.field.value) < 0:
            combo.addItem(choice_name(self.field.value), self.field.value)
        combo.currentIndexChanged.connect(self.changed)
        return combo

    def _list(self) -> QListWidget:
        items = QListWidget()
        items.setTabKeyNavigation(False)
        items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        items.setResizeMode(QListWidget.ResizeMode.Adjust)
        items.setWordWrap(True)
        # What is ticked stands first, for many sources are far down.
        for code, words in sorted(self.field.names, key=lambda one: one[0] not in self.field.value):
            item = QListWidgetItem(words or choice_name(code))
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            items.addItem(item)
        rows = min(items.count(), _MOST_NAMES)
        items.setFixedHeight(rows * (items.fontMetrics().lineSpacing() + 10) + 8)
        items.itemChanged.connect(lambda _: self.changed.emit())
        return items

    def _items(self, items: QListWidget) -> list[QListWidgetItem]:
        return [items.item(row) for row in range(items.count())]

    def _ticked(self, items: QListWidget) -> list[str]:
        """Return the codes that are ticked, those that were there before in their order."""
        on = [
            item.data(Qt.ItemDataRole.UserRole)
            for item in self._items(items)
            if item.checkState() == Qt.CheckState.Checked
        ]
        kept = [code for code in self.field.value if code in on]
        return kept + [code for code in on if code not in kept]

    def _back(self) -> None:
        self.put(self.field.shipped)
        self.input.setFocus()

    def _compare(self) -> None:
        """Show what ships where something else stands in the field."""
        field = self.field
        differs = field.shipped is not None and self.value() != field.shipped
        self.shipped_label.setVisible(differs)
        self.back_button.setVisible(differs)
        if differs:
            words = value_text(field, field.shipped) or self.tr("nothing")
            self.shipped_label.setText(self.tr("Shipped: {words}").format(words=words))
