"""What is said beside a date: the holiday that it falls on, and the classes that it meets."""

from collections.abc import Iterable

from massage_studio.bookings.course_views import Conflict, TakenTime
from massage_studio.gui import wording
from massage_studio.language import translate


def date_note(closed: str | None, met: Iterable[Conflict]) -> str:
    """Return the name of a holiday and what is at the same time; nothing where there is neither.

    `closed` is None for a day on which classes are held, and empty for a closed day without a name.
    """
    notes = [] if closed is None else [closed or translate("DateNotes", "Closed day")]
    notes += [_met(conflict) for conflict in met]
    return " · ".join(notes)


def _met(conflict: Conflict) -> str:
    other: TakenTime = conflict.taken
    if conflict.what == "venue":
        words = translate("DateNotes", "{venue} is taken: {course}, {times}")
    elif other.instructor:
        words = translate("DateNotes", "{instructor} teaches {course}, {times}")
    else:
        words = translate("DateNotes", "You teach {course}, {times}")
    return words.format(
        venue=other.venue,
        instructor=other.instructor,
        course=other.course,
        times=wording.from_to(other.starts, other.ends),
    )
