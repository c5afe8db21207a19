"""One baby of the review: permission, bookmarks, its record and words, what is missing marked."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from massage_studio.cues.notation import PERMISSION_LETTERS
from massage_studio.cues.views import ClassRoomView, Vocabulary
from massage_studio.curriculum.content_model import Content
from massage_studio.gui import wording
from massage_studio.gui.cues import permission_words
from massage_studio.gui.cues.after_class import ANSWERS, BabyReview, counted, ribbon
from massage_studio.gui.cues.after_class_rows import BookmarkRow
from massage_studio.gui.cues.answer_words import answer_words, reason_words
from massage_studio.gui.cues.room import REASON_KEYS, Recent, Room
from massage_studio.gui.forms.ui_cues_baby_review_panel import Ui_CuesBabyReviewPanel
from massage_studio.gui.widgets.chip import ChoiceChip, Tag
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets


class BabyReviewPanel(QWidget):
    """Shows a baby and sends what was pressed; it writes nothing.

    `answered` and `reasoned` carry a code, `told` a bookmark's key, words and layer, `made` a row that was
    added, `stepped` how many babies on; `words` and `check_in` are the cards that are written into, `entry`
    puts a line of the record right.
    """

    answered = Signal(str)
    reasoned = Signal(str)
    told = Signal(object, str, str)
    made = Signal(object)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = form = Ui_CuesBabyReviewPanel()
        form.setupUi(self)
        self.words, self.check_in = form.words_card, form.check_in_card
        self._content: Content | None = None
        form.previous_button.clicked.connect(lambda: self.stepped.emit(-1))
        form.next_button.clicked.connect(lambda: self.stepped.emit(1))
        letters = {code: letter for letter, code in PERMISSION_LETTERS.items()}
        self._letters = {letter: code for letter, code in PERMISSION_LETTERS.items() if code in ANSWERS}
        self.answers = {code: ChoiceChip(answer_words(code), "primary", letters[code]) for code in ANSWERS}
        self.reasons = {
            code: ChoiceChip(reason_words(code), "neutral", key) for key, code in REASON_KEYS.items()
        }
        self.bookmarks = KeyedWidgets[UUID, BookmarkRow](
            self._make_bookmark, form.bookmarks_rows_layout.insertWidget
        )
        self.entry = form.entry_panel
        self.entry.hide()
        self._room: Room | None = None
        form.entries_list.opened.connect(self._open_entry)
        self.entry.closed.connect(self.close_entry)
        self.entry.stepped.connect(self._step_entry)
        for chips, parent, sent in (
            (self.answers, form.permission_chips, self.answered),
            (self.reasons, form.reason_chips, self.reasoned),
        ):
            flow = FlowLayout(parent)
            for code, chip in chips.items():
                chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                chip.clicked.connect(lambda _=False, code=code, sent=sent: sent.emit(code))
                flow.addWidget(chip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the record below the answers where both have no room beside each other."""
        super().resizeEvent(event)
        ui = self.ui
        least = ui.baby_area.minimumSizeHint().width() + ui.baby_right_layout.minimumSize().width()
        narrow = self.width() < least + self.fontMetrics().horizontalAdvance("m") * 5
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        ui.baby_page_row_layout.setDirection(way)

    def answer_of(self, key: str) -> str | None:
        """Return the answer about permission that a key stands for."""
        return self._letters.get(key)

    def guard(self, content: Content) -> None:
        """Look at what goes to families with the words of a content."""
        self._content = content
        self.check_in.use(content)
        for field in (self.words.field, *(row.edit for row in self.bookmarks.values())):
            field.wording.use(content)

    def show_baby(self, view: ClassRoomView, words: Vocabulary, baby: BabyReview) -> None:
        """Show one baby as the class left it."""
        ui, missing = self.ui, baby.missing
        for label in (ui.name_label, ui.detail_label):
            label.setToolTip("")  # it makes its own where the words are cut
        ui.name_label.setText(baby.row.baby.name)
        adult = baby.row.adult
        with_adult = self.tr("with {adult}").format(adult=adult.given_name) if adult else ""
        age = wording.age(baby.row.baby.age)
        ui.detail_label.setText(" · ".join(part for part in (age, with_adult) if part))
        _mark(ui.nothing_tag, self.tr("No note yet") if "notes" in missing else "")
        ui.ribbon.set_spans(*ribbon(view, baby.notes))
        ui.counts_label.setText(counted(baby))
        ui.counts_label.setVisible(bool(ui.counts_label.text()))
        self._show_advice(view, words, baby)
        self._show_pairs(view, words, baby)
        self._show_permission(view, words, baby)
        self._show_bookmarks(view, baby)
        self._show_record(Room(view, words), baby)
        self.words.show_baby(baby)

    def save_bookmarks(self) -> None:
        """Send what was typed about bookmarks."""
        for row in self.bookmarks.values():
            row.save()

    def bookmarks_again(self) -> None:
        """Let words be sent once more, after a write that was refused."""
        for row in self.bookmarks.values():
            row.again()

    def _show_advice(self, view: ClassRoomView, words: Vocabulary, baby: BabyReview) -> None:
        """Say which signs of illness were noted and when, and no more than that: it is no diagnosis."""
        zone = view.register.session.starts.tzinfo
        seen = [
            self.tr("{sign} at {time}").format(
                sign=_small(words.cues[note.code].label), time=wording.clock(note.at.astimezone(zone))
            )
            for note in baby.warnings
        ]
        noted = self.tr("You noted: {signs}.").format(signs=wording.listed(seen)) if seen else ""
        self.ui.advice_label.setText(noted)
        _show(self.ui.advice_card, bool(seen))

    def _show_pairs(self, view: ClassRoomView, words: Vocabulary, baby: BabyReview) -> None:
        """Say what was done at each pause, for the instructor alone; where nothing was noted, that is all."""
        zone = view.register.session.starts.tzinfo
        told = [
            self.tr("{time} {sign}: {response}").format(
                time=wording.clock(sign.at.astimezone(zone)),
                sign=_small(words.label(sign.kind, sign.code)),
                response=wording.listed([_small(words.label("response", reply.code)) for reply in done])
                or self.tr("nothing yet"),
            )
            for sign, done in baby.pairs
        ]
        self.ui.pairs_label.setText(" · ".join(told))
        _show(self.ui.pairs_label, bool(told))

    def _show_permission(self, view: ClassRoomView, words: Vocabulary, baby: BabyReview) -> None:
        ui, zone = self.ui, view.register.session.starts.tzinfo
        missing = "permission" in baby.missing
        ui.permission_card.set_current(missing)
        _mark(ui.permission_tag, self.tr("Please confirm") if missing else "")
        said = baby.answer
        went = permission_words.in_order(
            baby.permission,
            lambda code: words.label("response", code),
            lambda moment: wording.clock(moment.astimezone(zone)),
        )
        ui.permission_label.setText(went)
        _show(ui.permission_label, bool(went))
        for code, chip in self.answers.items():
            chip.setChecked(said is not None and said.code == code)
        stopped = any(word.note.code == "yes" for word in baby.permission.words)
        ui.reasons_label.setText(
            self.tr("Stopped early, and that is fine")
            if stopped
            else self.tr("Not massaged today, and that is fine")
        )
        ui.reason_chips.setAccessibleName(ui.reasons_label.text())
        for code, chip in self.reasons.items():
            chip.setChecked(baby.reason is not None and baby.reason.code == code)

    def _show_bookmarks(self, view: ClassRoomView, baby: BabyReview) -> None:
        ui, zone = self.ui, view.register.session.starts.tzinfo
        self.bookmarks.keep(mark.note.id for mark in baby.bookmarks)
        for mark in baby.bookmarks:
            self.bookmarks[mark.note.id].show_bookmark(mark, zone)
        ui.bookmarks_card.setVisible(bool(baby.bookmarks))
        ui.bookmarks_card.set_current("bookmarks" in baby.missing)
        _mark(ui.bookmarks_tag, self.tr("Without words") if "bookmarks" in baby.missing else "")

    def _make_bookmark(self, key: UUID) -> BookmarkRow:
        row = BookmarkRow(key)
        row.told.connect(self.told)
        if self._content is not None:
            row.edit.wording.use(self._content)
        self.made.emit(row)
        return row

    def _show_record(self, room: Room, baby: BabyReview) -> None:
        """Show all that was noted of the baby; a line that is open stays so while it stands."""
        self._room = room
        found = room.record(baby.row.baby.id)
        self.ui.entries_list.show_entries(found)
        _show(self.ui.entries_list, bool(found))
        _show(self.ui.entries_empty, not found)
        if self.entry.isVisibleTo(self) and not self.entry.follow(room):
            self.close_entry()
        _show(self.ui.entries_hint, bool(found) and not self.entry.isVisibleTo(self))

    def _open_entry(self, recent: Recent) -> None:
        if self._room is not None:
            self.entry.settle()
            self.entry.begin(self._room, recent.entry)
            self.entry.show()
            self.ui.entries_hint.hide()
            self.entry.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_entry(self) -> None:
        """Put the entry away, and give the keys back to the list where it had them."""
        focus = QApplication.focusWidget()
        had = focus is not None and self.entry.isAncestorOf(focus)
        self.entry.settle()
        self.entry.leave()
        self.entry.hide()
        self.ui.entries_hint.show()
        if had:
            self.ui.entries_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_entry(self, by: int) -> None:
        row = self.ui.entries_list.currentIndex().row() + by
        if 0 <= row < self.ui.entries_list.model().rowCount():
            self.ui.entries_list.go_to(row)
            self._open_entry(self.ui.entries_list.view_at(row))


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _mark(tag: Tag, words: str) -> None:
    tag.set_words(words, "warning")
    _show(tag, bool(words))


def _show(widget: QWidget, shown: bool) -> None:
    widget.setVisible(shown)
