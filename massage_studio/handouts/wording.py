"""Sentences that are made from what was noted in class; headings and fixed texts come from the content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from massage_studio.curriculum import content
from massage_studio.handouts.shaping import is_right_to_left
from massage_studio.handouts.views import Counted, CueSheet, Permission, Register, TakeHome

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_COUNTS = ("not once", "once", "twice")


def label(key: str, baby: str = "") -> str:
    """Return a fixed heading of the content with the baby's name filled in."""
    return _named(content.load().handouts.labels[key], baby)


def _named(text: str, baby: str) -> str:
    """Fill in the name; readers of PDF turn a round apostrophe round beside a right-to-left name."""
    return (text if is_right_to_left(baby) else typographic(text)).replace("{baby}", baby)


def typographic(text: str) -> str:
    """Return a text of ours with round apostrophes; never used on what somebody typed."""
    return text.replace("'", "’")


def day(on: date) -> str:
    """Return "19 November 2026"."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def week(view: CueSheet | Register | TakeHome) -> str:
    """Return "Autumn course, week 3 of 5"."""
    return f"{view.course}, week {view.week} of {view.weeks}"


def times(count: int) -> str:
    """Return "once", "twice" or "14 times"."""
    return _COUNTS[count] if 0 <= count < len(_COUNTS) else f"{count} times"


def joined(items: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def filled(text: str, view: TakeHome) -> str:
    """Return a text of the content with the baby's name and the studio's waiting time."""
    if "{baby}" in text:
        text = _named(text, view.baby)
    return text.replace("{hours}", str(view.instructor_wait_hours))


def most_often(cues: Sequence[Counted], most: int = 2) -> list[str]:
    """Return the phrases of the cues that came most often, in the order of their count."""
    ranked = sorted((cue for cue in cues if cue.count > 0), key=lambda cue: -cue.count)
    return [cue.phrase for cue in ranked[:most]]


def story(view: TakeHome) -> str:
    """Return what the notes say, in two or three sentences and without a word of praise or blame."""
    sentences = [_permission(view), _engaging(view), _disengaging(view)]
    return " ".join(sentence for sentence in sentences if sentence)


def _permission(view: TakeHome) -> str:
    asked = view.permission
    if asked is None or asked.answer is None:
        return ""
    said = {
        Permission.YES: f"When you asked first, {view.baby} said yes.",
        Permission.NOT_NOW: f"When you asked first, {view.baby} said not now.",
        Permission.UNSURE: f"When you asked first, {view.baby} was not sure yet.",
    }[asked.answer]
    if not asked.instead or asked.answer is Permission.YES:
        return said
    return f"{said} Instead: {asked.instead.rstrip('.')}."


def _engaging(view: TakeHome) -> str:
    count = sum(cue.count for cue in view.engaging)
    if not count:
        return ""
    return f"{view.baby} said “yes, more” {times(count)}{_by(view.engaging)}."


def _disengaging(view: TakeHome) -> str:
    count = sum(cue.count for cue in view.disengaging)
    if not count:
        return ""
    answered = min(view.pauses_answered, count)
    how = joined(most_often(view.answers))
    asked = f"{view.baby} asked for a pause {times(count)}{_by(view.disengaging)}"
    if not answered:
        return f"{asked}."
    each = "" if count == 1 else " each time" if answered == count else f" {answered} of them"
    often = ", most often" if len([answer for answer in view.answers if answer.count > 0]) > 1 else ""
    by = f"{often} by {how}" if how else ""
    return f"{asked}, and you answered{each}{by}."


def _by(cues: Sequence[Counted]) -> str:
    seen = [cue for cue in cues if cue.count > 0]
    phrases = joined(most_often(cues))
    if not phrases:
        return ""
    return f": most often by {phrases}" if len(seen) > 1 else f" by {phrases}"
