"""Reads a baby's attendance, notes and delivered activities as one story; pure functions."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import cast
from uuid import UUID

from dateutil.relativedelta import relativedelta

from massage_studio.bookings.views import PRESENT, AttendanceView, SessionView
from massage_studio.cues import timeline
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.cues.permission import permission_timeline
from massage_studio.cues.presence import Presence
from massage_studio.cues.timeline import Span
from massage_studio.cues.views import CueView, KindView, Polarity
from massage_studio.families.views import CarerView, Layer, NoteView
from massage_studio.progress.coverage import minutes_by_the_clock
from massage_studio.progress.views import (
    AreaStory,
    BenefitMinutes,
    CourseAttended,
    DatedNote,
    SessionStory,
)

Notes = Mapping[UUID, tuple[CueView, ...]]
_PHRASES = 3

Parts = Mapping[UUID, tuple[DeliveredView, ...]]


def bounds(session: SessionView, now: datetime) -> tuple[datetime, datetime]:
    """Return when a class really began and ended; one that still runs reaches to `now`."""
    start = session.opened or session.starts
    return start, max(start, session.finished or min(now, max(session.ends, start)))


def session_story(
    attendance: AttendanceView,
    there: Presence,
    notes: tuple[CueView, ...],
    adult: CarerView | None,
    now: datetime,
) -> SessionStory:
    """Return one class as one baby had it; `notes` are those of that baby that its family may be told."""
    start, end = bounds_of(attendance.session, there, now)
    spans = spans_of(attendance.session, there, notes, now)
    observed = timeline.observed_minutes(spans)
    # A cue outside the observed time would inflate a rate per observed minute.
    watched = [note for note in notes if any(span.start <= note.at <= span.end for span in spans)]
    return SessionStory(
        session=attendance.session,
        status=attendance.status,
        adult=adult,
        spans=spans,
        start=min([start, *(span.start for span in spans)]),
        end=max([end, *(span.end for span in spans)]),
        observed_minutes=observed,
        engaging=_times(notes, "engagement"),
        disengaging=_times(notes, "disengagement"),
        engaging_rate=_times(watched, "engagement") / observed if observed else None,
        disengaging_rate=_times(watched, "disengagement") / observed if observed else None,
        permission=permission_timeline(notes),
    )


def bounds_of(session: SessionView, there: Presence, now: datetime) -> tuple[datetime, datetime]:
    """Return when a class began and ended for one baby: not before it came, nor after it left."""
    start, end = bounds(session, now)
    start = max(start, there.arrived or start)
    return start, max(start, min(end, there.left or end))


def spans_of(
    session: SessionView, there: Presence, notes: Iterable[CueView], now: datetime
) -> tuple[Span, ...]:
    """Return the states of one baby while it was in a class."""
    return there.within(timeline.spans(notes, bounds_of(session, there, now)[1]))


def area_stories(notes: Notes, parts: Parts, labels: Mapping[str, str]) -> tuple[AreaStory, ...]:
    """Return yes-cues and pause-cues by the body area that ran when each was seen, in the areas' order."""
    areas = {part.id: part.areas for of_class in parts.values() for part in of_class}
    counts: dict[str, list[int]] = {}
    for note in (note for of_class in notes.values() for note in of_class if note.kind == "cue"):
        for area in areas.get(note.delivered_id, ()) if note.delivered_id else ():
            counts.setdefault(area, [0, 0])[note.polarity == "disengagement"] += 1
    order = [*labels, *(code for code in counts if code not in labels)]
    return tuple(
        AreaStory(code, labels.get(code, code.replace("_", " ").capitalize()), *counts[code])
        for code in order
        if code in counts
    )


def phrases(notes: Iterable[CueView], polarity: Polarity, cues: Mapping[str, KindView]) -> tuple[str, ...]:
    """Return the phrases of the three cues of a polarity that were seen most, most first."""
    seen = timeline.counted(notes, polarity)[:_PHRASES]
    return tuple(cues[code].phrase for code, _ in seen if code in cues)


def benefit_minutes(minutes: Mapping[str, float], titles: Mapping[str, str]) -> tuple[BenefitMinutes, ...]:
    """Return the minutes of each benefit that a baby had in its classes, in the benefits' order."""
    codes = [*titles, *(code for code in minutes if code not in titles)]
    return tuple(BenefitMinutes(code, titles.get(code, code), minutes.get(code, 0.0)) for code in codes)


def courses_attended(rows: Iterable[AttendanceView]) -> tuple[CourseAttended, ...]:
    """Return the courses that a baby was written into, the latest first."""
    found: dict[UUID, CourseAttended] = {}
    for row in rows:
        one = row.session
        before = found.get(one.course_id)
        count = (before.attended if before else 0) + (row.status in PRESENT)
        found[one.course_id] = CourseAttended(one.course_id, one.course, count, one.of)
    return tuple(reversed(found.values()))


def areas_covered(
    attended: Iterable[tuple[AttendanceView, Presence]],
    parts: Parts,
    labels: Mapping[str, str],
    now: datetime,
) -> tuple[str, ...]:
    """Return the labels of the body areas that were massaged while a baby was there, in the areas' order."""
    done = {
        area
        for row, there in attended
        for part in parts.get(row.session.id, ())
        if part.started is not None
        and not part.skipped
        and there.had(part.started, minutes_by_the_clock(row.session, part, now))
        for area in part.areas
    }
    return tuple(label for code, label in labels.items() if code in done)


def dated_notes(class_notes: Iterable[CueView], family_notes: Iterable[NoteView]) -> tuple[DatedNote, ...]:
    """Return sentences from classes and from the family page, newest first.

    A sentence without a layer is private: nothing reaches a family that was not meant for it.
    """
    found = [
        DatedNote(note.at, cast(Layer, note.layer or "private"), note.text, True)
        for note in class_notes
        if note.kind == "note"
    ]
    found += [DatedNote(note.made_at, note.layer, note.text, False) for note in family_notes]
    return tuple(sorted(found, key=lambda note: note.at, reverse=True))


def in_first_1001_days(birth: date | None, today: date) -> bool:
    """Tell whether a baby is between conception and its second birthday."""
    return birth is not None and today < birth + relativedelta(years=2)


def _times(notes: Iterable[CueView], polarity: str) -> int:
    return sum(note.kind == "cue" and note.polarity == polarity for note in notes)
