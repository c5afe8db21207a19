"""The story of one baby: its classes, the latest first, and what they tell; or everything in one list."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from massage_studio.bookings.views import SessionView
from massage_studio.families.views import Layer
from massage_studio.gui import wording
from massage_studio.gui.families import words
from massage_studio.gui.forms.ui_progress_classes_tab import Ui_ProgressClassesTab
from massage_studio.gui.progress.card_parts import (
    BoldLine,
    Icon,
    Opened,
    SentenceButton,
    Words,
    WrappedLabel,
    quiet_button,
    refill,
    sentence,
    side_by_side,
)
from massage_studio.gui.progress.met_card import MetCard
from massage_studio.gui.progress.minutes_card import MinutesCard
from massage_studio.gui.progress.note_lines import note_lines
from massage_studio.gui.progress.story_list import StoryList
from massage_studio.gui.progress.timeline_panel import TimelinePanel
from massage_studio.gui.widgets.card import Card, Muted
from massage_studio.gui.widgets.chip import Chip
from massage_studio.progress.views import (
    BabyProgress,
    ClassNote,
    DatedNote,
    FamilyProgress,
    Moment,
    Names,
    SessionStory,
)

_LAYERS: tuple[Layer, ...] = ("family", "private", "safeguarding")
_MOMENTS = 5
_NOTES = 12
_STORY = 72
"""How many letters the story of each baby needs to stand beside another."""
_ABOVE = 8
"""How many pixels stand above a course that was brought into view."""
_TWO_COLUMNS = 92
"""From how many letters on the cards stand beside the story, not below it."""


class ClassesTab(QWidget):
    """Fills the cards of the tab but that of the carers' own words.

    Its signals ask for a place, for the record of a class of a baby, and for the words of how the baby
    likes to be met.
    """

    classes_wanted = Signal()
    record_wanted = Signal(object, object)
    met_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_ProgressClassesTab()
        ui.setupUi(self)
        self.words = ui.words_card
        self.zone = ZoneInfo("Europe/London")
        self._shown: tuple[FamilyProgress, BabyProgress] | None = None
        for card in (ui.sessions_card, ui.met_card):
            card.set_title(" ")
            card.let_title_break()
        ui.benefits_card.set_title(self.tr("Curriculum so far"))
        ui.moments_card.set_title(self.tr("Serve and return"))
        ui.notes_card.set_title(self.tr("Notes"))
        self.minutes = MinutesCard(self._lead)
        ui.benefits_card.body.addWidget(self.minutes)
        self.timeline = TimelinePanel()
        self.timeline.record_wanted.connect(self._lead)
        self._story = self._story_list()
        self._beside: dict[UUID, tuple[QWidget, Card, StoryList]] = {}
        """The stories of the other babies where they stand beside this one's."""
        ui.sessions_card.body.addWidget(self._story)
        ui.sessions_card.body.addWidget(self.timeline)
        self.timeline.hide()
        self._switch()

    def _switch(self) -> None:
        """Let the card tell of the classes or of everything."""
        group = QButtonGroup(self)
        self.views: list[Chip] = []
        for place, text in enumerate((self.tr("Classes"), self.tr("Everything"))):
            chip = Chip(text, "primary")
            chip.setCheckable(True)
            chip.setChecked(place == 0)
            group.addButton(chip, place)
            self.views.append(chip)
            self.ui.sessions_card.add_header(chip)
        group.idToggled.connect(self._turn)
        self.both = Chip("", "primary")
        self.both.setCheckable(True)
        self.both.toggled.connect(lambda _: self._arrange())
        self.both.hide()
        self.ui.sessions_card.add_header(self.both)

    def _turn(self, place: int, on: bool) -> None:
        if on:
            self._story.setVisible(place == 0)
            self.timeline.setVisible(place == 1)
            self._name_sessions()
            self.timeline.show_again()
            self._arrange()

    def _name_sessions(self) -> None:
        if self._shown is not None:
            name = self._shown[1].baby.given_name
            title = self.tr("{baby}'s classes").format(baby=name)
            if self.views[1].isChecked():
                title = self.tr("Everything")
            self.ui.sessions_card.set_title(sentence(title))

    def turn_back(self) -> None:
        """Tell of the classes again, as for a family that comes into view."""
        self.views[0].setChecked(True)
        for story in (self._story, *(other for *_, other in self._beside.values())):
            story.turn_back()

    def fold(self) -> None:
        """Close the notes that the family may not read, and what is for her alone."""
        self.timeline.fold()
        for opened in self.ui.notes_card.findChildren(Opened):
            opened.close_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the cards below the story where both have no room beside each other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Stand the stories of several babies beside each other where she wants it and there is room.

        What is told of one baby alone is not there meanwhile.
        """
        letter, babies = self.fontMetrics().averageCharWidth(), len(self._babies())
        room = self.width() >= letter * _STORY * babies
        self.both.setVisible(babies > 1 and room and self.views[0].isChecked())
        beside = self.both.isChecked() and not self.both.isHidden()
        if beside != bool(self._beside):
            self._fill_beside(beside)
        self.ui.side_panel.setVisible(not beside)
        narrow = self.width() < letter * _TWO_COLUMNS
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self.ui.classes_body_layout.direction() != way:
            self.ui.classes_body_layout.setDirection(way)

    def _babies(self) -> tuple[BabyProgress, ...]:
        return self._shown[0].babies if self._shown is not None else ()

    def _fill_beside(self, beside: bool) -> None:
        """Give each of the other babies a story of its own under its name, or none of them."""
        if self._shown is None:
            return
        family, one = self._shown
        others = {other.baby.id: other for other in family.babies if beside and other is not one}
        for gone in set(self._beside) - set(others):
            column, *_ = self._beside.pop(gone)
            column.hide()
            column.deleteLater()
        for key, other in others.items():
            if key not in self._beside:
                self._beside[key] = self._other()
            _, card, story = self._beside[key]
            card.set_title(sentence(self.tr("{baby}'s classes").format(baby=other.baby.given_name)))
            story.show_baby(other, family.names)

    def _other(self) -> tuple[QWidget, Card, StoryList]:
        column, card, story = QWidget(), Card(title=" "), self._story_list()
        card.let_title_break()
        card.body.addWidget(story)
        down = QVBoxLayout(column)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(card)
        down.addStretch(1)
        self.ui.stories_layout.addWidget(column, 1)
        return column, card, story

    def _story_list(self) -> StoryList:
        made = StoryList()
        made.classes_wanted.connect(self.classes_wanted)
        made.record_wanted.connect(self.record_wanted)
        return made

    def _lead(self, klass: SessionView) -> None:
        if self._shown is not None:
            self.record_wanted.emit(klass, self._shown[1].baby.id)

    def go_to_course(self, course_id: UUID) -> None:
        """Bring the latest class of a course into view."""
        self._story.tell_to(course_id)
        self.views[0].setChecked(True)
        # The story has its new height only once it is laid out.
        QTimer.singleShot(0, self._story, lambda: self._bring(course_id))

    def _bring(self, course_id: UUID) -> None:
        """Put the beginning of a course at the top, for the keys too."""
        area, first = self.ui.classes_area, self._story.first_of(course_id)
        if first is not None:
            button = self._story.first_button_of(course_id)
            (button or area).setFocus(Qt.FocusReason.OtherFocusReason)
            top = first.mapTo(self.ui.classes_body, QPoint(0, 0)).y()
            area.verticalScrollBar().setValue(top - _ABOVE)

    def show_baby(self, family: FamilyProgress, one: BabyProgress) -> None:
        """Show one baby of the family."""
        self._shown = family, one
        name = one.baby.given_name
        self._name_sessions()
        self.ui.met_card.set_title(self.tr("How {baby} likes to be met").format(baby=name))
        self._story.show_baby(one, family.names)
        several = len(family.babies)
        self.both.set_words(self.tr("Both babies") if several == 2 else self.tr("All babies"))
        self.both.setAccessibleDescription(self.tr("Their stories side by side"))
        self._fill_beside(bool(self._beside))
        self._arrange()
        met = MetCard(one, family.names, self._lead)
        met.change_wanted.connect(self.met_wanted)
        refill(self.ui.met_card.body, [met], keep=1)
        self.minutes.show_baby(one)
        moments = self._moments(one, family.names)
        self.ui.moments_card.setVisible(bool(moments))
        refill(self.ui.moments_card.body, moments, keep=1)
        refill(self.ui.notes_card.body, self._notes(one), keep=1)
        self.timeline.look(family)

    def _moments(self, one: BabyProgress, names: Names) -> list[QWidget]:
        """Return the latest signs that were answered, in words alone."""
        found = [
            (story, moment)
            for story in reversed(one.sessions)
            for moment in reversed(story.moments)
            if moment.replies
        ]
        return [self._moment(story, moment, names) for story, moment in found[:_MOMENTS]]

    def _moment(self, story: SessionStory, moment: Moment, names: Names) -> QWidget:
        told = self.tr("{day}: {sign}, then {answer}").format(
            day=wording.short_day(story.session.starts.date()),
            sign=moment.seen,
            answer=wording.listed(moment.done),
        )
        notes = [ClassNote(story.session, note) for note in (moment.sign, *moment.replies)]
        return Opened(SentenceButton(told), lambda: note_lines(notes, names, self._lead, weeks=False))

    def _notes(self, one: BabyProgress) -> list[QWidget]:
        shown: list[QWidget] = []
        for layer in _LAYERS:
            notes = one.notes_in(layer)
            if notes:
                shown.append(self._layer(layer, notes))
        return shown or [
            WrappedLabel(self.tr("Sentences from classes and from this page gather here."), muted=True)
        ]

    def _layer(self, layer: Layer, notes: tuple[DatedNote, ...]) -> QWidget:
        """Return the notes of a layer; what the family may not read stands open only once she opens it."""
        section = QWidget()
        section.setObjectName(f"{layer}_notes")
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        heading = BoldLine(words.layer(layer))
        if layer == "family":
            column.addWidget(heading)
        else:
            column.addWidget(
                side_by_side(Icon("lock", self.tr("Not for the family")), heading, stretch=1, gap=6)
            )
        shown = notes[:_NOTES] if layer == "family" else ()
        for note in shown:
            column.addWidget(self._note(note))
        if rest := notes[len(shown) :]:
            count = len(rest)
            told = self.tr("%n earlier notes", "", count) if shown else self.tr("%n notes", "", count)
            button = quiet_button(told, f"{words.layer(layer)}: {told}")
            column.addWidget(Opened(button, lambda: self._rest(rest)))
        return section

    def _rest(self, notes: tuple[DatedNote, ...]) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for note in notes:
            column.addWidget(self._note(note))
        return block

    def _note(self, note: DatedNote) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        day = Muted(wording.short_day(note.at.astimezone(self.zone).date()))
        day.setMinimumWidth(day.fontMetrics().horizontalAdvance(wording.short_day(_WIDE_DAY)))
        line.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Words(note.text), 1)
        return row


_WIDE_DAY = datetime(2026, 9, 28).date()
