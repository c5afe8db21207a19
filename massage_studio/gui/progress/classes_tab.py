"""The first tab of a family: one baby's classes, what was given in them and what came of it."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from massage_studio.families.views import Layer
from massage_studio.gui import wording
from massage_studio.gui.cues.permission_words import in_order, not_massaged
from massage_studio.gui.families import words
from massage_studio.gui.forms.ui_progress_classes_tab import Ui_ProgressClassesTab
from massage_studio.gui.progress.card_parts import (
    BoldLine,
    Icon,
    WrappedLabel,
    action_button,
    refill,
    sentence,
    side_by_side,
    state_keys,
)
from massage_studio.gui.progress.coverage_card import CoverageCard
from massage_studio.gui.widgets.card import Muted
from massage_studio.gui.widgets.chip import Tag
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.session_row import SessionRow, SessionRowData
from massage_studio.progress.views import (
    AreaStory,
    BabyProgress,
    DatedNote,
    FamilyProgress,
    Names,
    SessionStory,
)

_LAYERS: tuple[Layer, ...] = ("family", "private", "safeguarding")


class ClassesTab(QWidget):
    """Fills the cards of the tab but that of the carers' own words; its signal asks for a place."""

    classes_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_ProgressClassesTab()
        ui.setupUi(self)
        self.words = ui.words_card
        self.zone = ZoneInfo("Europe/London")
        for card in (
            ui.sessions_card,
            ui.benefits_card,
            ui.enjoys_card,
            ui.notes_card,
        ):
            card.set_title(" ")
        ui.benefits_card.set_title(self.tr("What you two have had"))
        self.coverage = CoverageCard()
        ui.benefits_card.body.addWidget(self.coverage)
        ui.benefits_card.body.addStretch(1)
        ui.notes_card.set_title(self.tr("Notes"))
        self._columns = Muted(self.tr("▲ yes ▼ pause, a minute"))
        ui.sessions_card.add_header(self._columns)

    def show_baby(self, family: FamilyProgress, one: BabyProgress) -> None:
        """Show one baby of the family."""
        name = one.baby.given_name
        self.ui.sessions_card.set_title(self.tr("How {baby} was, class by class").format(baby=name))
        self.ui.enjoys_card.set_title(self.tr("How {baby} likes to be met").format(baby=name))
        self._columns.setVisible(any(self._with_rates(story) for story in one.sessions))
        usual = family.family.carers[0].id if family.family.carers else None
        self._fill(self.ui.sessions_card.body, self._sessions(one, usual, family.names))
        self.coverage.show_baby(one, family.names, self.zone)
        self._fill(self.ui.enjoys_card.body, self._areas(one))
        self._fill(self.ui.notes_card.body, self._notes(one))

    def _fill(self, body: QVBoxLayout, widgets: list[QWidget]) -> None:
        refill(body, widgets, keep=1)
        body.addStretch(1)

    def _sessions(self, one: BabyProgress, usual: UUID | None, names: Names) -> list[QWidget]:
        if not one.sessions:
            book = action_button(self.tr("Book a place"))
            book.clicked.connect(self.classes_wanted)
            none = self.tr("No class yet. Each class that is held adds a line here.")
            return [WrappedLabel(none, muted=True), book]
        several = len(one.courses) > 1
        shown: list[QWidget] = []
        for story in one.sessions:
            shown.append(self._story(story, several, usual, names))
        legend = QWidget()
        flow = FlowLayout(legend, gap=10)
        for key in state_keys():
            flow.addWidget(key)
        return [*shown, legend]

    def _story(self, story: SessionStory, several: bool, usual: UUID | None, names: Names) -> QWidget:
        row = SessionRow(session=self._row(story, several))
        beside = self._beside(story, usual, names)
        if not beside:
            return row
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row)
        line = WrappedLabel(beside, muted=True)
        line.setContentsMargins(_BAND, 0, 0, 0)
        column.addWidget(line)
        return block

    def _row(self, story: SessionStory, several: bool) -> SessionRowData:
        week = self.tr("Week {number}").format(number=story.session.number)
        if several:
            week = self.tr("{course} {number}").format(
                course=story.session.course, number=story.session.number
            )
        date = wording.short_day(story.session.starts.date())
        if not story.present:
            return SessionRowData(week, date, instead=words.attendance(story.status).capitalize())
        if not story.spans:
            none = self.tr("Here; no states were noted")
            return SessionRowData(week, date, instead=not_massaged(story.why_not) if story.why_not else none)
        rates = (_rate(story.engaging_rate), _rate(story.disengaging_rate))
        return SessionRowData(
            week=week,
            date=date,
            spans=tuple((span.code, _ms(span.start), _ms(span.end)) for span in story.spans),
            start_ms=_ms(story.start),
            end_ms=_ms(story.end),
            rates=rates if self._with_rates(story) else None,
        )

    def _with_rates(self, story: SessionStory) -> bool:
        """Tell whether rates are shown: not where there was no massage or no cue: they read as too few."""
        seen = story.engaging + story.disengaging > 0
        return story.present and bool(story.spans) and seen and story.why_not is None

    def _beside(self, story: SessionStory, usual: UUID | None, names: Names) -> str:
        """Say under a class what its band cannot: permission, reasons, late, another adult than usual."""
        said = []
        if story.present and story.why_not and story.spans:
            said.append(not_massaged(story.why_not))
        elif story.present and not story.why_not and (told := in_order(story.permission, names.response)):
            said.append(told)
        if story.status == "late":
            said.append(self.tr("came late"))
        if story.present and story.adult and story.adult.id != usual:
            said.append(self.tr("with {adult}").format(adult=story.adult.given_name))
        text = ", ".join(said)
        return text[:1].upper() + text[1:]

    def _areas(self, one: BabyProgress) -> list[QWidget]:
        if not one.areas:
            none = self.tr("What {baby} says yes to, by body area, is gathered here.")
            return [WrappedLabel(none.format(baby=one.baby.given_name), muted=True)]
        chips = QWidget()
        flow = FlowLayout(chips, gap=8)
        for area in one.areas:
            flow.addWidget(Tag(self._area_words(area), "neutral"))
        told = self.tr("Cues that were seen while each area was massaged, in all of {baby}'s classes.")
        return [chips, WrappedLabel(told.format(baby=one.baby.given_name), muted=True), *self._cues(one)]

    def _cues(self, one: BabyProgress) -> list[QWidget]:
        told = []
        if one.says_yes_by:
            words_for = self.tr("{baby} says yes mostly by {cues}.")
            told.append(words_for.format(baby=one.baby.given_name, cues=wording.listed(one.says_yes_by)))
        if one.asks_to_pause_by:
            words_for = self.tr("{baby} asks for a pause mostly by {cues}.")
            told.append(words_for.format(baby=one.baby.given_name, cues=wording.listed(one.asks_to_pause_by)))
        return [WrappedLabel(sentence(text)) for text in told]

    def _area_words(self, area: AreaStory) -> str:
        if area.engaging == area.disengaging:
            words_for = self.tr("{area}: yes, more and pause, please")
        elif area.engaging > area.disengaging:
            mostly, only = self.tr("{area}: mostly yes, more"), self.tr("{area}: yes, more")
            words_for = mostly if area.disengaging else only
        else:
            mostly, only = self.tr("{area}: mostly pause, please"), self.tr("{area}: pause, please")
            words_for = mostly if area.engaging else only
        return words_for.format(area=area.label)

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
        for note in notes:
            line = QHBoxLayout()
            line.setSpacing(8)
            day = Muted(wording.short_day(note.at.astimezone(self.zone).date()))
            day.setMinimumWidth(day.fontMetrics().horizontalAdvance(wording.short_day(_WIDE_DAY)))
            line.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(WrappedLabel(note.text), 1)
            column.addLayout(line)
        return section


_BAND = 104
"""Where the band of a session row begins, in pixels."""
_WIDE_DAY = datetime(2026, 9, 28).date()


def _rate(rate: float | None) -> str:
    return "–" if rate is None else QLocale().toString(rate, "f", 2)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
