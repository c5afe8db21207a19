"""One item of the content to be read: its drawing, all its fields, and where they come from."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from massage_studio.curriculum.library_views import ItemField, ItemView
from massage_studio.gui.curriculum.content_parts import (
    ContentText,
    Copyable,
    Quiet,
    as_high_as_its_lines,
    breakable,
)
from massage_studio.gui.curriculum.item_words import field_name, kind_name, read_text, state_words, value_text
from massage_studio.gui.curriculum.limit_words import left_out_when, named
from massage_studio.gui.widgets.card import Card, Strong, Title
from massage_studio.gui.widgets.chip import Chip, Tag
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.illustration import draw_illustration

_DRAWING = QSize(150, 190)
_MOST_PARTS = 6
_IN_TAGS = ("area", "areas", "minutes", "kind", "benefits")


class ItemDetails(Card):
    """Shows an item; its buttons ask for what can be done with it by name.

    `benefit_wanted` carries the code of a benefit of which is asked what is known.
    """

    asked = Signal(str)
    benefit_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: ItemView | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._shown: QWidget | None = None

    def show_item(self, view: ItemView | None) -> None:
        """Show an item in the place of another, or none."""
        if view == self.view and self._shown is not None:
            return
        self.view = view
        if self._shown is not None:
            self.body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = QWidget(self)
        self.body.addWidget(self._shown)
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.buttons = {}
        if view is not None:
            self.setAccessibleName(view.title)
            self._head(view, column)
            for field in view.fields:
                self._field(view, field, column)
            if view.mind:
                column.addWidget(Strong(self.tr("On this body area")))
                column.addWidget(ContentText(view.mind))
            self._left_out(view, column)
            self._sources(view, column)
        column.addStretch(1)

    def _head(self, view: ItemView, column: QVBoxLayout) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        title = Title(breakable(view.title))
        title.setWordWrap(True)
        as_high_as_its_lines(title)
        words.addWidget(title)
        tags = QWidget()
        flow = FlowLayout(tags, gap=6)
        for text, tone in self._tags(view):
            flow.addWidget(Tag(text, tone))
        words.addWidget(tags)
        doors = QWidget()
        beside = FlowLayout(doors, gap=6)
        for code, name in _benefits(view):
            door = Chip(name, code)
            door.setAccessibleName(self.tr("What is known of {benefit}").format(benefit=name))
            door.setToolTip(self.tr("What is known of it"))
            door.clicked.connect(lambda _=False, code=code: self.benefit_wanted.emit(code))
            beside.addWidget(door)
        if beside.count():
            words.addWidget(doors)
        buttons = QWidget()
        row = FlowLayout(buttons, gap=8)
        for name, text in self._actions(view):
            button = self.buttons[name] = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            row.addWidget(button)
        self.buttons["edit"].setToolTip(self.tr("F2"))
        words.addWidget(buttons)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        if view.drawing:
            head.addWidget(_Drawing(view.drawing), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)

    def _tags(self, view: ItemView) -> list[tuple[str, str]]:
        found = [(kind_name(view.kind), "neutral")]
        for field in view.fields:
            if field.name in _IN_TAGS and field.name != "benefits":
                for text in value_text(field, field.value).splitlines():
                    minutes = self.tr("%n minutes", "", field.value) if field.name == "minutes" else text
                    found.append((minutes, "neutral"))
        found.append((state_words(view.state), "neutral" if view.state == "shipped" else "warning"))
        if view.hidden:
            found.append((self.tr("hidden"), "neutral"))
        if view.withdrawn:
            found.append((self.tr("withdrawn in a newer version"), "warning"))
        return found

    def _actions(self, view: ItemView) -> list[tuple[str, str]]:
        found = [("edit", self.tr("Edit"))]
        if view.kind != "state":
            found.append(("copy", self.tr("Copy as my own")))
        if view.kind not in ("state", "source") and not view.withdrawn:
            found.append(("show", self.tr("Show again")) if view.hidden else ("hide", self.tr("Hide")))
        found.append(("history", self.tr("History")))
        found.append(("print", self.tr("Session card")))
        return found

    def _field(self, view: ItemView, field: ItemField, column: QVBoxLayout) -> None:
        text = read_text(field)
        told_above = field is view.fields[0] or field.name in (*_IN_TAGS, "sources") or not text
        if told_above and not field.hers:
            return
        part = QVBoxLayout()
        part.setSpacing(2)
        name = Strong(field_name(view.kind, field.name).partition(",")[0])
        part.addWidget(name)
        part.addWidget(ContentText(text or self.tr("Nothing.")))
        if field.hers:
            shipped = value_text(field, field.shipped) or self.tr("nothing")
            part.addWidget(Quiet(self.tr("Shipped: {words}").format(words=shipped)))
        column.addLayout(part)

    def _left_out(self, view: ItemView, column: QVBoxLayout) -> None:
        """Say for each safety rule that leaves the item out when, what is minded instead, and its source."""
        if not view.left_out:
            return
        column.addWidget(Strong(self.tr("When it is left out")))
        for one in view.left_out:
            part = QVBoxLayout()
            part.setSpacing(2)
            part.addWidget(ContentText(one.limit.label))
            if one.parts:
                only = self.tr("Of it: {strokes}").format(strokes=", ".join(one.parts))
                if len(one.parts) > _MOST_PARTS:
                    only = self.tr("Of it: %n strokes", "", len(one.parts))
                part.addWidget(Quiet(only))
            part.addWidget(Quiet(left_out_when(one)))
            if one.limit.mind:
                mind = self.tr("On paper, for Mia: {words}").format(words=named(one.limit.mind))
                part.addWidget(Quiet(mind))
            if one.sources:
                sources = self.tr("From: {sources}").format(sources=" \u00b7 ".join(one.sources))
                part.addWidget(Quiet(sources))
            column.addLayout(part)

    def _sources(self, view: ItemView, column: QVBoxLayout) -> None:
        if not view.sources:
            return
        column.addWidget(Strong(self.tr("Sources")))
        for source in view.sources:
            part = QVBoxLayout()
            part.setSpacing(2)
            part.addWidget(ContentText(source.citation))
            if source.url:
                part.addWidget(Copyable(source.url))
            column.addLayout(part)


def _benefits(view: ItemView) -> Iterator[tuple[str, str]]:
    """Yield code and name of each benefit that an item is for."""
    for field in view.fields:
        if field.name == "benefits":
            names = dict(field.names)
            yield from ((code, names.get(code, code)) for code in field.value)


class _Drawing(QWidget):
    """A drawing, which the words beside it tell too."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self.setFixedSize(_DRAWING)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_illustration(painter, self._code, QRectF(self.rect()))
        painter.end()
