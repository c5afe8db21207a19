"""Quiet hints for the instructor alone: what to leave out, two pause signs, and who had no cue for long."""

from datetime import datetime, timedelta

from massage_studio.bookings.views import RegisterRow
from massage_studio.gui import wording
from massage_studio.gui.cues import limits
from massage_studio.gui.cues.room import Room
from massage_studio.language import translate

# A hint of pause signs that is older has been seen, or is no help any more.
_SHOWN_FOR = timedelta(minutes=2)


def lines(room: Room, now: datetime) -> tuple[str, ...]:
    """Return what the hints say now, a line each."""
    if room.view.register.session.opened is None:
        return ()
    found = [_leave_out(*one) for one in limited(room)]
    found += [_pauses(name) for name in paused(room, now, limits.pause_hint_seconds())]
    waiting = quiet(room, now, limits.quiet_minutes())
    if waiting is not None:
        line = translate("Hints", "No cue for {baby} in %n minutes", None, waiting[1])
        found.append(line.format(baby=waiting[0]))
    return tuple(found)


def named(name: str) -> str:
    """Return a name that stands by itself, so that an Arabic one does not turn the sentence round."""
    return f"\u2068{name}\u2069"


def limited(room: Room) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the present babies for whom the activity that runs has something to leave out, and what."""
    part = room.running()
    if part is None or room.finished:
        return ()
    known = room.words.touches
    touched = frozenset[str]().union(*(known.get(code, ()) for code in part.strokes or part.areas))
    found = ((row, tuple(code for code in row.left_out if code in touched)) for row in room.present())
    return tuple(
        (row.baby.given_name, codes)
        for row, codes in found
        if codes and room.not_massaged(row.baby.id) is None
    )


def quiet(room: Room, now: datetime, after: int) -> tuple[str, int] | None:
    """Return the present baby who went longest without a note, with the minutes, past `after` of them.

    They count from when it came in; a baby that is not massaged today needs no cue.
    """
    if room.finished or after <= 0:
        return None
    session = room.view.register.session
    start = session.opened or session.starts
    waits = [
        (now - max((start, row.arrived or start, *_times(room, row))), -row.number, row)
        for row in room.present()
        if room.not_massaged(row.baby.id) is None
    ]
    longest = max(waits, default=None, key=lambda wait: wait[:2])
    if longest is None or longest[0] < timedelta(minutes=after):
        return None
    return longest[2].baby.given_name, int(longest[0].total_seconds() // 60)


def _times(room: Room, row: RegisterRow) -> tuple[datetime, ...]:
    return tuple(note.at for note in room.notes(row.baby.id))


def paused(room: Room, now: datetime, within: int) -> tuple[str, ...]:
    """Return the present babies whose last two pause signs lie within so many seconds, a moment ago."""
    if room.finished or within <= 0:
        return ()
    return tuple(row.baby.given_name for row in room.present() if _close(room, row, now, within))


def _close(room: Room, row: RegisterRow, now: datetime, within: int) -> bool:
    times = [note.at for note in room.notes(row.baby.id) if note.polarity == "disengagement"][-2:]
    if len(times) < 2 or now - times[1] > _SHOWN_FOR:
        return False
    return times[1] - times[0] <= timedelta(seconds=within)


def _leave_out(name: str, codes: tuple[str, ...]) -> str:
    words = translate("Hints", "{baby}: {parts}")
    return words.format(baby=named(name), parts=wording.left_out(codes))


def _pauses(name: str) -> str:
    name = named(name)
    seconds = limits.pause_hint_seconds()
    if seconds == limits.PAUSE_HINT_SECONDS:
        return translate("Hints", "{baby}: two pause signs in a minute").format(baby=name)
    return translate("Hints", "{baby}: two pause signs in %n seconds", None, seconds).format(baby=name)
