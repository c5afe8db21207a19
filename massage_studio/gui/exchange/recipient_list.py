"""Whom a letter goes to: one row an adult, with a tick, and what speaks against writing to them."""

import html
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from massage_studio.exchange.letter_people import Recipient
from massage_studio.gui import theme, wording
from massage_studio.gui.families.words import restriction
from massage_studio.gui.handouts.tinted_rows import TintedRowDelegate
from massage_studio.gui.widgets import paint

Index = QModelIndex | QPersistentModelIndex
Key = tuple[UUID, UUID | None]
_ROW = Qt.ItemDataRole.UserRole
_GAP = 10
_ALL_LINES = 99


class RecipientDelegate(TintedRowDelegate):
    """Paints the tick as the style does, then the adult, the babies, and the address or why not."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        high = paint.line_height(paint.font(self._view, 1.04, bold=True))
        more = (len(self.lines(index.data(_ROW))) - 1) * paint.line_height(paint.font(self._view))
        return QSize(200, round(2 * high + 12 + more))

    def lines(self, one: Recipient) -> list[str]:
        """Return what stands below the name; a contact restriction is wrapped and never cut."""
        told = self.address_or_reason(one)
        if one.why != "restricted":
            return [told]
        # The tick and the edges of a row take as much as two of its lines are high.
        room = self._view.viewport().width() - 2 * paint.TARGET
        return paint.wrapped(told, paint.font(self._view), max(room, 120), _ALL_LINES)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        one: Recipient = index.data(_ROW)
        shown, widget = theme.current(), self._view.viewport()
        painter.save()
        painter.setClipRect(option.rect)
        area = paint.mirrored(widget, QRectF(option.rect)).adjusted(
            self._beside_tick(option, index), 0, -8, 0
        )
        bold, small = paint.font(self._view, 1.04, bold=True), paint.font(self._view)
        high, low, lines = paint.line_height(bold), paint.line_height(small), self.lines(one)
        top = area.center().y() - (high + low * len(lines)) / 2
        first = QRectF(area.left(), top, area.width(), high)
        used = paint.draw_text(painter, widget, first, one.carer.name, bold, shown.colour("ink"))
        rest = first.adjusted(used + 8, 0, 0, 0)
        if rest.width() > 24:
            babies = self.tr("for {babies}").format(babies=self._babies(one))
            paint.draw_text(painter, widget, rest, babies, small, shown.colour("muted"))
        serious = one.why not in ("", "another", "waiting")
        colour = shown.on_tint("warning") if serious else shown.colour("muted")
        for place, line in enumerate(lines):
            below = QRectF(area.left(), top + high + place * low, area.width(), low)
            paint.draw_text(painter, widget, below, line, small, colour)
        painter.restore()

    def _beside_tick(self, option: QStyleOptionViewItem, index: Index) -> float:
        """Return how far from the row's edge the words begin: the style says where its tick is."""
        told = QStyleOptionViewItem(option)
        self.initStyleOption(told, index)
        told.rect = self._inner(option.rect)
        told.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        tick = self._view.style().subElementRect(part, told, option.widget)
        if self._view.isRightToLeft():
            return float(option.rect.right() - tick.left() + _GAP)
        return float(tick.right() - option.rect.left() + _GAP)

    def address_or_reason(self, one: Recipient) -> str:
        """Return the address, or what speaks against writing to them."""
        babies = self._babies(one)
        return {
            "": one.carer.email,
            "no_email": self.tr("No e-mail address: copy the letter instead"),
            "bad_email": self.tr("Not an address that every mail program can send to"),
            "restricted": self.tr("Not written to. Contact restriction: {words}").format(
                words=restriction(one.barred) if one.barred else ""
            ),
            "refused": self.tr("Said no to being contacted"),
            "another": self.tr("Another adult of {baby} · {address}").format(
                baby=babies, address=one.carer.email
            ),
            "waiting": self.tr("Waiting: no place is offered yet"),
        }[one.why]

    def whole(self, one: Recipient) -> str:
        """Return the row as it is read aloud."""
        babies = self.tr("for {babies}").format(babies=self._babies(one))
        return ", ".join((one.carer.name, babies, self.address_or_reason(one)))

    def _babies(self, one: Recipient) -> str:
        return wording.listed([baby.given_name for baby in one.babies])


class RecipientList(QListWidget):
    """Ticks stay as they were set until they are forgotten; `chosen` follows ticks and the row in view."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set: dict[Key, bool] = {}
        self.delegate = RecipientDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A contact restriction takes as many lines as the width leaves it.
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemChanged.connect(self._ticked)
        self.currentRowChanged.connect(self.chosen)

    def forget(self) -> None:
        """Let the ticks be set anew, for another letter."""
        self._set.clear()

    def tick(self, one: Recipient) -> None:
        """Have this adult ticked when the list is shown anew."""
        self._set[key_of(one)] = True

    def show_people(self, people: tuple[Recipient, ...], only: UUID | None = None) -> None:
        """Show these adults; with `only` no more than the adult of that booking is ticked."""
        before = self.current()
        self.blockSignals(True)
        self.setUpdatesEnabled(False)
        self.clear()
        current = 0
        for place, one in enumerate(people):
            item = QListWidgetItem(self)
            item.setData(_ROW, one)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self.delegate.whole(one))
            # Qt reads a tooltip with a tag in it as markup; data is never that.
            item.setToolTip(f"<span>{html.escape(self.delegate.whole(one))}</span>")
            usual = not one.why and (only is None or only in one.bookings)
            if one.reachable:
                ticked = self._set.get(key_of(one), usual)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            else:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            if (before is not None and key_of(before) == key_of(one)) or (
                before is None and only is not None and only in one.bookings and usual
            ):
                current = place
        if people:
            self.setCurrentRow(current)
        self.setUpdatesEnabled(True)
        self.blockSignals(False)
        self.chosen.emit()

    def current(self) -> Recipient | None:
        """The adult of the row in view."""
        items = self.selectedItems()
        one: Recipient | None = items[0].data(_ROW) if items else None
        return one

    def ticked(self) -> tuple[Recipient, ...]:
        """The adults to write to, in the order of the list."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(item.data(_ROW) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _ticked(self, item: QListWidgetItem) -> None:
        self._set[key_of(item.data(_ROW))] = item.checkState() == Qt.CheckState.Checked
        self.chosen.emit()


def key_of(one: Recipient) -> Key:
    """Return what tells one row from another."""
    return one.carer.id, one.place.session_id
