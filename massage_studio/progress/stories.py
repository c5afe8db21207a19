"""Reads a baby's attendance, notes and delivered activities as one story; pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from dateutil.relativedelta import relativedelta

from massage_studio.bookings.views import PRESENT, AttendanceView, SessionView
from massage_studio.cues import pairs, timeline
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.cues.pairs import in_order
from massage_studio.cues.permission import PermissionTimeline, permission_timeline
from massage_studio.cues.presence import Presence
from massage_studio.cues.timeline import Span
from massage_studio.cues.views import MASSAGING, CueView, KindView
from massage_studio.families.views import CarerView, Layer, NoteView
from massage_studio.progress.coverage import Attended, Taught, minutes_by_the_clock
from massage_studio.progress.views import (
    AreaStory,
    BenefitMinutes,
    BenefitPart,
    CourseAttended,
    DatedNote,
    Liked,
    Moment,
    SessionStory,
)

Notes = Mapping[UUID, tuple[CueView, ...]]

Parts = Mapping[UUID, tuple[DeliveredView, ...]]


def bounds(session: SessionView, now: datetime) -> tuple[datetime, datetime]:
    """Return when a class really began and ended; one that still runs reaches to `now`."""
    start = session.opened or session.starts
    return start, max(start, session.finished or min(now, max(session.ends, start)))


@dataclass(frozen=True, slots=True)
class Phrases:
    """How signs, answers and body areas are told in a story."""

    cues: Mapping[str, KindView]
    responses: Mapping[str, KindView]
    areas: Mapping[str, str]

    def seen(self, code: str) -> str:
        """Return what a sign looks like, to follow the baby's name."""
        return self.cues[code].seen or self.cues[code].phrase

    def did(self, code: str) -> str:
        """Return what a carer did, as "cuddling"."""
        return self.responses[code].phrase if code in self.responses else code

    def area(self, code: str) -> str:
        """Return what a body area is called within a sentence."""
        label = self.areas.get(code, code)
        return label[:1].lower() + label[1:]


def session_story(
    attendance: AttendanceView,
    there: Presence,
    notes: tuple[CueView, ...],
    adult: CarerView | None,
    now: datetime,
    *,
    phrases: Phrases,
    parts: Iterable[DeliveredView] = (),
    given: tuple[Taught, ...] = (),
) -> SessionStory:
    """Return one class as one baby had it; `notes` are those of that baby that its family may be told."""
    start, end = bounds_of(attendance.session, there, now)
    spans = spans_of(attendance.session, there, notes, now)
    observed = timeline.observed_minutes(spans)
    # A cue outside the observed time would inflate a rate per observed minute.
    went, timed = permission_timeline(notes), any(one.timed for one in given)
    had = had_of(given, there) if attendance.status in PRESENT else ()
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
        permission=went,
        told=notes,
        words=her_words(notes),
        liked=liked(notes, parts, phrases),
        moments=moments(notes, phrases),
        songs=tuple(dict.fromkeys(one.title for one in had if one.kind == "song")),
        areas=tuple(dict.fromkeys(code for one in had for code in one.areas)),
        massaged=minutes_massaged(given, there, went, end) if timed and went.words else None,
        shown=minutes_of_strokes(given, there) if timed else None,
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


def liked(notes: Iterable[CueView], parts: Iterable[DeliveredView], phrases: Phrases) -> tuple[Liked, ...]:
    """Return what a baby said yes to, by what ran then, in the order in which each was seen first."""
    ran = {part.id: part for part in parts}
    seen: dict[tuple[str, tuple[str, ...]], list[CueView]] = {}
    for note in in_order(notes):
        if note.kind == "cue" and note.polarity == "engagement":
            part = ran.get(note.delivered_id) if note.delivered_id else None
            song = part.title if part and part.kind == "song" else ""
            seen.setdefault((song, part.areas if part else ()), []).append(note)
    return tuple(
        Liked(song, areas, tuple(dict.fromkeys(phrases.seen(note.code) for note in of)), tuple(of))
        for (song, areas), of in seen.items()
    )


def moments(notes: Iterable[CueView], phrases: Phrases) -> tuple[Moment, ...]:
    """Return each sign that asked for a pause, with the answers to it, in the order of time."""
    every = in_order(notes)
    done = pairs.responses(every)
    found = []
    for sign in every:
        replies = tuple(one for one in done.get(sign.id, ()) if one.code != MASSAGING)
        if pairs.is_pause(sign):
            did = tuple(dict.fromkeys(phrases.did(one.code) for one in replies))
            calm = bool(replies) and _calm_after(replies[-1], every)
            found.append(Moment(sign, replies, phrases.seen(sign.code), did, calm))
    return tuple(found)


def _calm_after(reply: CueView, notes: Iterable[CueView]) -> bool:
    """Tell whether neither a pause sign nor crying began after an answer, while a sign waits for one."""
    return not any(
        (pairs.is_pause(note) or (note.kind, note.code) == ("state", "crying"))
        and timedelta() <= note.at - reply.at <= pairs.OPEN_FOR
        and note.seq > reply.seq
        for note in notes
    )


def her_words(notes: Iterable[CueView]) -> tuple[CueView, ...]:
    """Return her sentences for the family of one class: the highlight first, then as they were written."""
    words = [note for note in notes if note.kind == "note" and note.layer == "family"]
    return tuple(sorted(words, key=lambda note: note.code != "highlight"))


def had_of(given: Iterable[Taught], there: Presence) -> tuple[Taught, ...]:
    """Return the activities that a baby was there for."""
    return tuple(one for one in given if there.had(one.start, one.minutes))


def minutes_of_strokes(given: Iterable[Taught], there: Presence) -> float:
    """Return the minutes of strokes in which a baby was there."""
    return sum(there.minutes(one.start, one.minutes) for one in given if one.areas)


def minutes_massaged(
    given: Iterable[Taught], there: Presence, went: PermissionTimeline, until: datetime
) -> float:
    """Return the minutes of strokes in which a baby was there while it said yes."""
    found = 0.0
    for place, word in enumerate(went.words):
        if (word.note.kind, word.note.code) != ("permission", "yes"):
            continue
        later = went.words[place + 1].note.at if place + 1 < len(went.words) else until
        for one in given:
            start = max(word.note.at, one.start)
            end = min(later, one.start + timedelta(minutes=one.minutes))
            if one.areas and start < end:
                found += there.minutes(start, (end - start).total_seconds() / 60)
    return found


def benefit_minutes(
    minutes: Mapping[str, float], titles: Mapping[str, str], classes: Iterable[Attended] = ()
) -> tuple[BenefitMinutes, ...]:
    """Return the minutes of each benefit that a baby had in its classes, in the benefits' order."""
    codes = [*titles, *(code for code in minutes if code not in titles)]
    parts: dict[str, list[BenefitPart]] = {}
    for one in classes:
        for given in one.taught if one.status in PRESENT else ():
            had = one.there.minutes(given.start, given.minutes)
            for code in given.benefits if had else ():
                share = BenefitPart(one.session, given.title, had / len(given.benefits))
                parts.setdefault(code, []).append(share)
    return tuple(
        BenefitMinutes(code, titles.get(code, code), minutes.get(code, 0.0), tuple(parts.get(code, ())))
        for code in codes
    )


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


def dated_notes(class_notes: Notes, family_notes: Iterable[NoteView]) -> tuple[DatedNote, ...]:
    """Return sentences from classes and from the family page, newest first.

    A sentence without a layer is private: nothing reaches a family that was not meant for it.
    """
    found = [
        DatedNote(note.at, cast(Layer, note.layer or "private"), note.text, session_id)
        for session_id, of_class in class_notes.items()
        for note in of_class
        if note.kind == "note"
    ]
    found += [DatedNote(note.made_at, note.layer, note.text, None) for note in family_notes]
    return tuple(sorted(found, key=lambda note: note.at, reverse=True))


def in_first_1001_days(birth: date | None, today: date) -> bool:
    """Tell whether a baby is between conception and its second birthday."""
    return birth is not None and today < second_birthday(birth)


def second_birthday(birth: date) -> date:
    """Return the day on which a baby is two."""
    return birth + relativedelta(years=2)


def _times(notes: Iterable[CueView], polarity: str) -> int:
    return sum(note.kind == "cue" and note.polarity == polarity for note in notes)
