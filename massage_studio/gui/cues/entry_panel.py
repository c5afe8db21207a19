"""Puts one entry of a class right: whose it was, what, when, in which words, or that it never was."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, get_args
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTimeEdit, QWidget

from massage_studio.families.views import Layer
from massage_studio.gui.cues import keys
from massage_studio.gui.cues.choices_scroll import ChoicesScroll
from massage_studio.gui.cues.entries import Entry
from massage_studio.gui.cues.entry_choices import Meant, babies, find, layer_words, might_be, words_about
from massage_studio.gui.cues.room import Room, is_private
from massage_studio.gui.forms.ui_cues_entry_panel import Ui_CuesEntryPanel
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.chip import CLASS_ROOM_MM, Chip
from massage_studio.gui.widgets.fields import inset
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.store.changes import Changes

_STEP = timedelta(seconds=10)
_GAP = 4  # between the lines of the form
_HALF_A_DAY = 12 * 3600
_EARLIER, _LATER = ("-", "\u2212"), ("+", "=")
_NEWER, _OLDER = Qt.Key.Key_Down, Qt.Key.Key_Up

# What was different, by the name that its verb knows; None takes the entry out.
Told = dict[str, Any] | None


class _Time(QTimeEdit):
    """A time of day to the second; Tab goes through its parts and leaves it at its end."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm:ss")
        self.setKeyboardTracking(False)
        self.setFixedHeight(paint.millimetres(self, CLASS_ROOM_MM))
        inset(self)


class EntryPanel(QWidget):
    """Asks what was different about one entry, in place, while the class goes on.

    `corrected` carries the entry and what is told of it, `taken_out` the entry; whoever writes it says so by
    `written` or `refused`. `stepped` asks for the entry before (-1) or after it, `closed` says that nothing
    more is to be put right, `turned` that it needs more room or less. What is pressed while another
    correction is being written waits for it.
    """

    corrected = Signal(object, object)
    taken_out = Signal(object)
    stepped = Signal(int)
    closed = Signal()
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesEntryPanel()
        self.ui.setupUi(self)
        self._room: Room | None = None
        self.entry: Entry | None = None
        # Each key that the entry had, so that an undo finds the one before.
        self._keys: list[UUID] = []
        self._writing = False
        self._waiting: list[tuple[Told, timedelta]] = []
        self.earlier = self._chip(self.tr("10 s earlier"), "\u2212")
        self.later = self._chip(self.tr("10 s later"), "+")
        self.time_edit = _Time(self)
        self.whose, self.what, self.layer = self._chip(""), self._chip(""), self._chip("")
        self.take_out_chip = self._chip(self.tr("Take out"), self.tr("Del"))
        self.close_chip = self._chip(self.tr("Close"), self.tr("Esc"))
        flow = FlowLayout(self.ui.entry_tools)
        for widget in (
            *(self.whose, self.what, self.earlier, self.later),
            *(self.time_edit, self.layer, self.take_out_chip, self.close_chip),
        ):
            flow.addWidget(widget)
        self._asked: Chip | None = None
        self._choices = ChoicesScroll(self)
        self._choices.hide()
        self._room_for_all: Callable[[], int] | None = None
        self.ui.entry_panel_layout.insertWidget(2, self._choices)
        self.ui.entry_fault_line.follow(self.ui.entry_text_edit)
        self._layer: Layer = "private"
        for one in self.findChildren(Chip):
            one.installEventFilter(self)
        self._wire()

    def _wire(self) -> None:
        for chip, by in ((self.earlier, -_STEP), (self.later, _STEP)):
            chip.clicked.connect(lambda _=False, by=by: self.shift(by))
        self.whose.clicked.connect(self._ask_whose)
        self.what.clicked.connect(self._ask_what)
        self.layer.clicked.connect(self._ask_layer)
        self.take_out_chip.clicked.connect(self.take_out)
        self.close_chip.clicked.connect(self.closed)
        self.time_edit.editingFinished.connect(self._set_time)
        self.ui.entry_text_edit.editingFinished.connect(self._set_words)
        for field in (self.ui.entry_text_edit, self.time_edit):
            field.installEventFilter(self)

    @property
    def field(self) -> QLineEdit:
        """The field for words."""
        return self.ui.entry_text_edit

    def use_room(self, room_for_all: Callable[[], int]) -> None:
        """Ask from now on how high all of it may be, lest something beside it goes out of view."""
        self._room_for_all = room_for_all

    def first(self) -> QWidget:
        """Return what has the focus first: the words of a bookmark, which waits for them, else a chip.

        What is pressed of the class goes on from a chip to the page, and would be typed into a field.
        """
        waits = self.entry is not None and self.entry.kind == "bookmark" and not self.field.text()
        return self.field if waits and self.field.isEnabled() else self.earlier

    def is_done(self) -> bool:
        """Tell whether every correction that was pressed is written."""
        return not self._writing and not self._waiting

    def begin(self, room: Room, entry: Entry) -> None:
        """Ask about an entry."""
        self._writing = False
        self._waiting.clear()
        self._put_away()
        self._keys = [entry.key]
        self.entry = entry
        self._show(room, entry)

    def leave(self) -> None:
        """Ask about nothing any more."""
        self.entry, self._keys = None, []

    def written(self, changes: Changes) -> None:
        """Take up the next correction when the record is shown again; the entry has another key now."""
        self._writing = False
        if changes.made is not None and changes.made not in self._keys:
            self._keys.append(changes.made)

    def refused(self) -> None:
        """Forget what waits: it was about what was not written."""
        self._writing = False
        self._waiting.clear()
        if self._room is not None and self.entry is not None:
            self._show(self._room, self.entry)

    def follow(self, room: Room) -> bool:
        """Keep up with the record, where a corrected entry is another note; tell whether one stands."""
        if self.entry is None:
            return True
        found = (find(room, key) for key in reversed(self._keys))
        entry = next((one for one in found if one is not None), None)
        if entry is not None:
            self.entry = entry
            self._show(room, entry)
            self._go_on()
        return entry is not None

    def take(self, event: QKeyEvent) -> bool:
        """Take minus and plus, Delete, and the arrows that lead to other entries; tell whether it was one."""
        if event.text() in _EARLIER:
            self.shift(-_STEP)
        elif event.text() in _LATER:
            self.shift(_STEP)
        elif event.key() == Qt.Key.Key_Delete:
            self.take_out()
        elif event.key() in (_OLDER, _NEWER):
            self.stepped.emit(-1 if event.key() == _OLDER else 1)
        else:
            return False
        return True

    def shift(self, by: timedelta) -> None:
        """Let the entry have been earlier or later."""
        if self._waiting and self._waiting[-1][0] == {}:
            by += self._waiting.pop()[1]
        self._ask({}, by)

    def settle(self) -> None:
        """Keep words that are typed."""
        self._set_words()

    def take_out(self) -> None:
        """Let the entry never have been."""
        self._ask(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._give_up()
                return True
            if isinstance(watched, Chip):
                return not keys.held(event) and self.take(event)
            if event.key() in keys.ENTER:
                # The page would take it to begin a note.
                (self._set_words if watched is self.field else self._set_time)()
                return True
        return super().eventFilter(watched, event)

    def _give_up(self) -> None:
        """Forget what is typed and not written, and ask no more."""
        self.field.setModified(False)
        if self._room is not None and self.entry is not None:
            self._show(self._room, self.entry)
        self.closed.emit()

    # What is shown

    def _show(self, room: Room, entry: Entry) -> None:
        self._room = room
        title = self.tr("{time} {entry}")
        self.ui.entry_title.setText(title.format(time=room.clock_seconds(entry.at), entry=room.told(entry)))
        about = babies(room)
        self._name(self.whose, self.tr("Whose"), entry.baby_id, about)
        self._name(self.what, self.tr("What"), self._value(entry), might_be(room, entry))
        local = entry.at.astimezone(room.view.register.session.starts.tzinfo)
        if not self.time_edit.hasFocus() or self._shown_seconds() is None:
            with QSignalBlocker(self.time_edit):
                self.time_edit.setTime(QTime(local.hour, local.minute, local.second))
        self.time_edit.setAccessibleName(self.tr("Time of {entry}").format(entry=room.told(entry)))
        self._show_words(room, entry)

    def _show_words(self, room: Room, entry: Entry) -> None:
        """Show the words; those for the instructor alone stay hidden where others can read the screen."""
        has_words = entry.kind != "activity" and not entry.own_words
        self.layer.setVisible(has_words)
        self.ui.entry_words.setVisible(has_words and not self._choices.isVisibleTo(self))
        about = words_about(room, entry)
        text = entry.text if entry.kind == "note" else about.text if about else ""
        layer = entry.layer if entry.kind == "note" else about.layer if about else self._layer
        self._layer = layer if layer in get_args(Layer) else "private"  # type: ignore[assignment]
        hidden = bool(text) and (room.curtain or (not room.finished and is_private(layer)))
        self.field.setEnabled(not hidden)
        if not (self.field.hasFocus() and self.field.isModified()):
            self.field.setText("" if hidden else text)
        words = self.tr("Private words: after the class they can be read") if hidden else self.tr("In words")
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self.ui.entry_text_edit.wording.set_for_parents(self._layer == "family")
        self._entitle(self.layer, layer_words(self._layer), self.tr("Words are for"))
        self.layer.setEnabled(not room.curtain)

    def _name(self, chip: Chip, label: str, value: object, meant: Iterable[Meant]) -> None:
        chosen = next((one for one in meant if one.value == value), None)
        chip.setVisible(chosen is not None)
        if chosen is not None:
            chip.set_tone(chosen.tone)
            self._entitle(chip, chosen.words if self._may_be_read() else label, label)

    def _entitle(self, chip: Chip, words: str, label: str) -> None:
        chip.set_words(self.tr("{choice} \u25be").format(choice=words))
        chip.setAccessibleName(self.tr("{label}: {choice}").format(label=label, choice=words))
        chip.setAccessibleDescription(self.tr("Shows the others below"))

    def _may_be_read(self) -> bool:
        """Tell whether what the entry says may stand on the screen: parents read it while the class runs."""
        room, entry = self._room, self.entry
        return room is None or entry is None or room.finished or entry.kind != "not_massaged"

    def _value(self, entry: Entry) -> object:
        return entry.key if entry.kind == "activity" else entry.code

    # What is asked

    def _ask_whose(self) -> None:
        if self._room is not None and self.entry is not None:
            self._offer(self.whose, "baby_id", self.entry.baby_id, babies(self._room))

    def _ask_what(self) -> None:
        if self._room is not None and self.entry is not None:
            self._offer(self.what, "code", self._value(self.entry), might_be(self._room, self.entry))

    def _ask_layer(self) -> None:
        layers = tuple(Meant(layer, layer_words(layer)) for layer in get_args(Layer))
        self._offer(self.layer, "layer", self._layer, layers)

    def _offer(self, chip: Chip, name: str, value: object, meant: Iterable[Meant]) -> None:
        """Show below what it might have been, in place; pressed once more, the chip puts it away."""
        asked, self._asked = self._asked, chip
        # The words make room for what is chosen meanwhile.
        others = (self._choices, self.ui.entry_words)
        rest = self.height() - sum(one.height() + _GAP for one in others if one.isVisibleTo(self))
        self._put_away()
        if asked is chip:
            return
        self._asked = chip
        for one in meant:
            other = self._chip(one.words)
            other.set_tone(one.tone)
            other.setChecked(one.value == value)
            other.installEventFilter(self)
            other.clicked.connect(lambda _=False, told=one.value: self._choose(name, told))
            self._choices.add(other)
        self._choices.set_most(self._room_for_all() - rest - _GAP if self._room_for_all is not None else None)
        self._choices.show()
        self.ui.entry_words.hide()
        self.turned.emit()

    def _put_away(self) -> None:
        """Show no choices any more; the keys stay in the panel."""
        focus = QApplication.focusWidget()
        if focus is not None and self._choices.isAncestorOf(focus):
            self.earlier.setFocus(Qt.FocusReason.OtherFocusReason)
        self._asked = None
        if self._choices.isVisibleTo(self):
            self._choices.hide()
            self._choices.clear()
            if self._room is not None and self.entry is not None:
                self._show_words(self._room, self.entry)
            self.turned.emit()

    def _choose(self, name: str, value: object) -> None:
        self._put_away()
        if self.entry is None:
            return
        if name != "layer":
            self._ask({name: value})
        elif self.entry.kind == "note":
            self._ask({"layer": value})
        else:
            self._layer = value  # type: ignore[assignment]
            self._entitle(self.layer, layer_words(self._layer), self.tr("Words are for"))
            self.ui.entry_text_edit.wording.set_for_parents(self._layer == "family")
            if self._room is not None and words_about(self._room, self.entry) is not None:
                self._ask({"text": self.field.text(), "layer": self._layer})

    def _set_words(self) -> None:
        text, entry, room = self.field.text().strip(), self.entry, self._room
        if entry is None or room is None or not text or not self.field.isModified():
            return
        self.field.setModified(False)
        self._ask({"text": text, "layer": self._layer})

    def _shown_seconds(self) -> int | None:
        """Return by how many seconds the time that stands in the field differs from the entry's."""
        if self._room is None or self.entry is None:
            return None
        local = self.entry.at.astimezone(self._room.view.register.session.starts.tzinfo)
        by = QTime(local.hour, local.minute, local.second).secsTo(self.time_edit.time())
        return (by + _HALF_A_DAY) % (2 * _HALF_A_DAY) - _HALF_A_DAY or None

    def _set_time(self) -> None:
        by = self._shown_seconds()
        if by is not None:
            self.shift(timedelta(seconds=by))

    def _ask(self, told: Told, by: timedelta = timedelta()) -> None:
        self._waiting.append((told, by))
        self._go_on()

    def _go_on(self) -> None:
        """Ask for the next correction, once the one before is written and shown."""
        if self._writing or not self._waiting or self.entry is None:
            return
        self._writing = True
        told, by = self._waiting.pop(0)
        if told is None:
            self.taken_out.emit(self.entry)
        else:
            self.corrected.emit(self.entry, told or {"at": self.entry.at + by})

    def _chip(self, words: str, key: str = "") -> Chip:
        chip = Chip(words, "neutral", key)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.set_class_room(True)
        return chip
