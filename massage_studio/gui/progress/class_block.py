"""One class in the story of a baby: when, how it was, and what it told."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from massage_studio.families.restrictions import restricted
from massage_studio.gui import wording
from massage_studio.gui.cues.permission_words import in_order, not_massaged
from massage_studio.gui.progress.card_parts import Opened, Pill, Words, quiet_button
from massage_studio.gui.progress.note_lines import Lead, note_lines
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.ribbon import StateRibbon
from massage_studio.progress.views import ClassNote, Liked, Moment, Names, SessionStory

_BESIDE = 56
"""From how many letters on the day stands beside the class, not above it."""


class ClassBlock(QWidget):
    """Tells a class to two people who look at it together; without `lead` nothing leads away from it.

    `ratio` says how large its words are.
    """

    def __init__(self, story: SessionStory, names: Names, lead: Lead | None, ratio: float = 1.0) -> None:
        super().__init__()
        self._story, self._names, self._lead, self._ratio = story, names, lead, ratio
        self._zone = ZoneInfo(story.session.zone)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 6, 0, 6)
        self._across.setSpacing(8)
        self._day = QWidget()
        self._fill(self._day, self._when(), 2)
        went = QWidget()
        self._fill(went, self._went(), 5)
        self._across.addWidget(self._day, 0, Qt.AlignmentFlag.AlignTop)
        self._across.addWidget(went, 1)

    @property
    def course_id(self) -> UUID:
        """The course that the class is of."""
        return self._story.session.course_id

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the day above the class where there is no room beside it."""
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth() * self._ratio
        beside = self.width() > letter * _BESIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._across.direction() or beside:
            self._across.setDirection(way)
            self._day.setFixedWidth(self._day_width()) if beside else self._free()

    def _day_width(self) -> int:
        widest = self._week(10, date(2026, 9, 28))
        return round(paint.text_width(widest, paint.font(self, self._ratio, bold=True))) + 8

    def _week(self, number: int, day: date) -> str:
        return self.tr("Week {number} · {day}").format(number=number, day=wording.short_day(day))

    def _free(self) -> None:
        self._day.setMinimumWidth(0)
        self._day.setMaximumWidth(16_777_215)

    def _fill(self, holder: QWidget, lines: Iterable[QWidget], gap: int) -> None:
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        for line in lines:
            column.addWidget(line)
        column.addStretch(1)

    def _words(self, text: str, *, muted: bool = False) -> Words:
        return Words(text, self._ratio, muted=muted)

    def _when(self) -> Iterable[QWidget]:
        one = self._story
        week = self._week(one.session.number, one.session.starts.date())
        yield Words(week, self._ratio, bold=True)
        adult = one.adult
        if one.present and adult is not None and (self._lead is not None or not restricted((adult,))):
            yield self._words(self.tr("with {adult}").format(adult=adult.given_name), muted=True)
        if one.status == "late" and self._lead is not None:
            yield self._words(self.tr("came later"), muted=True)

    def _went(self) -> Iterable[QWidget]:
        one = self._story
        if not one.present:
            yield self._words(self._away(), muted=True)
            return
        if one.spans:
            yield self._ribbon()
            yield self._clock()
        if pill := self._permission():
            yield pill
        for place, note in enumerate(one.words):
            told = self.tr("“{words}”").format(words=note.text)
            yield Words(told, self._ratio * (1.0 if place else 1.15), heading=not place)
        yield from map(self._words, self._told())
        foot = self._words(self._given(), muted=True)
        if not one.told:
            foot.setText(foot.text() or self.tr("Here. Nothing was noted."))
        if one.told and self._lead is not None:
            yield self._notes(foot)
        elif foot.text():
            yield foot

    def _away(self) -> str:
        missed = self.tr("Away this time. What was missed waits under Curriculum.")
        return {
            "absent": missed if self._lead is not None else self.tr("Away this time."),
            "elsewhere": self.tr("Made up in another course."),
        }.get(self._story.status, self.tr("Not here yet."))

    def _ribbon(self) -> StateRibbon:
        one = self._story
        ribbon = StateRibbon(height=round(14 * self._ratio))
        spans = tuple((span.code, _ms(span.start), _ms(span.end)) for span in one.spans)
        ribbon.set_spans(spans, _ms(one.start), _ms(one.end))
        return ribbon

    def _clock(self) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        for text, at in ((self._story.start, 0), (self._story.end, 1)):
            label = Words(self._time(text), 0.9 * self._ratio, muted=True)
            label.setWordWrap(False)
            if at:
                across.addStretch(1)
            across.addWidget(label)
        return row

    def _time(self, moment: datetime) -> str:
        return wording.clock(moment.astimezone(self._zone))

    def _permission(self) -> Pill | None:
        one = self._story
        if one.why_not is not None:
            return Pill(not_massaged(one.why_not), "neutral", self._ratio)
        told = in_order(one.permission, self._names.response, self._time)
        return Pill(told, "engaging", self._ratio) if told else None

    def _told(self) -> Iterable[str]:
        one = self._story
        likes = tuple(dict.fromkeys(what for part in one.liked for what in self._liked(part)))
        if likes:
            yield self.tr("Likes: {what}").format(what=", ".join(likes))
        signs = tuple(dict.fromkeys(sign for part in one.liked for sign in part.signs))
        if signs:
            yield self.tr("Yes, more: {signs}").format(signs=", ".join(signs))
        if one.moments:
            told = "; ".join(dict.fromkeys(self._enough(moment) for moment in one.moments))
            yield self.tr("Had enough: {what}").format(what=told)

    def _liked(self, part: Liked) -> tuple[str, ...]:
        areas = tuple(in_sentence(self._names.area(code)) for code in part.areas)
        return (part.song,) if part.song else areas

    def _enough(self, moment: Moment) -> str:
        if not moment.done:
            return moment.seen
        done = wording.listed(moment.done)
        words = self.tr("{sign}; {answer} helped") if moment.calm else self.tr("{sign}, then {answer}")
        return words.format(sign=moment.seen, answer=done)

    def _given(self) -> str:
        """Return the songs, and the body areas with their minutes."""
        one = self._story
        parts = []
        if one.areas:
            areas = wording.listed([in_sentence(self._names.area(code)) for code in one.areas])
            areas = areas[:1].upper() + areas[1:]
            if one.why_not is not None:
                areas = self.tr("Seen: {areas}").format(areas=areas)
            elif one.massaged is not None and round(one.massaged):
                minutes = wording.minutes(one.massaged)
                areas = self.tr("{areas} · {minutes} of massage").format(areas=areas, minutes=minutes)
            elif one.massaged is None and one.shown is not None and round(one.shown):
                minutes = wording.minutes(one.shown)
                areas = self.tr("{areas} · {minutes} in class").format(areas=areas, minutes=minutes)
            parts.append(areas)
        if one.songs:
            parts.append(self.tr("Songs: {songs}").format(songs=wording.listed(one.songs)))
        return "\n".join(parts)

    def _notes(self, foot: QWidget) -> QWidget:
        one = self._story
        count = self.tr("%n notes", "", len(one.told))
        named = self.tr("{notes} of week {number}").format(notes=count, number=one.session.number)
        return Opened(quiet_button(count, named), self._behind, beside=foot)

    def _behind(self) -> QWidget:
        one = self._story
        notes = [ClassNote(one.session, note) for note in sorted(one.told, key=lambda n: (n.at, n.seq))]
        block = note_lines(notes, self._names, self._lead, weeks=False)
        if self._with_rates() and (column := block.layout()) is not None:
            column.addWidget(self._words(self._rates(), muted=True))
        return block

    def _with_rates(self) -> bool:
        """Tell whether rates are said: not where there was no massage or no sign: they read as too few."""
        one = self._story
        return bool(one.observed_minutes and one.engaging + one.disengaging and one.why_not is None)

    def _rates(self) -> str:
        one = self._story
        told = self.tr(
            "Watched for {minutes}: yes, more {more} times a minute; pause {pause} times a minute."
        )
        return told.format(
            minutes=wording.minutes(one.observed_minutes),
            more=_rate(one.engaging_rate),
            pause=_rate(one.disengaging_rate),
        )


def in_sentence(label: str) -> str:
    """Return a label as it stands within a sentence."""
    return label[:1].lower() + label[1:]


def _rate(rate: float | None) -> str:
    return QLocale().toString(rate or 0.0, "f", 2)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
