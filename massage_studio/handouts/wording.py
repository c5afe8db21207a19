"""Sentences that are made from what was noted in class; headings and fixed texts come from the content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from massage_studio.curriculum import content
from massage_studio.handouts.views import Counted, CueSheet, Permission, Register, TakeHome
from massage_studio.paper.shaping import is_right_to_left

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_COUNTS = ("not once", "once", "twice")
_MOST_WAYS = 5


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


def ways(items: Sequence[Counted], by: str = " by ", often: str = ": most often by ") -> str:
    """Return how something was done, with "most often" only where one way was really seen more than others.

    A long list of ways that came equally often names the first ones and counts the rest.
    """
    seen = sorted((item for item in items if item.count > 0), key=lambda item: -item.count)
    if not seen:
        return ""
    first = [item.phrase for item in seen if item.count == seen[0].count]
    if len(first) < len(seen) and len(first) < _MOST_WAYS:
        return f"{often}{joined(first)}"
    if len(seen) <= _MOST_WAYS:
        return f"{by}{joined([item.phrase for item in seen])}"
    named = [item.phrase for item in seen[: _MOST_WAYS - 2]]
    return f"{by}{', '.join(named)} and in {len(seen) - len(named)} other ways"


def story(view: TakeHome) -> str:
    """Return what the notes say, in a few sentences and without a word of praise or blame."""
    told = [_permission(view), _engaging(view), _disengaging(view), _crying(view), _offered(view)]
    return " ".join(sentence for sentence in told if sentence) or _states(view)


def _permission(view: TakeHome) -> str:
    asked = view.permission
    if asked is None:
        return ""
    if asked.answer is None:
        return f"You asked {view.baby} first."
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
    return f"{view.baby} said “yes, more” {times(count)}{ways(view.engaging)}."


def _disengaging(view: TakeHome) -> str:
    count = sum(cue.count for cue in view.disengaging)
    if not count:
        return ""
    answered = min(view.pauses_answered, count)
    asked = f"{view.baby} asked for a pause {times(count)}{ways(view.disengaging)}"
    if not answered:
        return f"{asked}."
    each = "" if count == 1 else " each time" if answered == count else f" {answered} of them"
    return f"{asked}, and you answered{each}{ways(view.answers, often=', most often by ')}."


def _crying(view: TakeHome) -> str:
    how = ways(view.soothed, often=", most often by ")
    return f"When {view.baby} cried, you answered{how}." if how else ""


def _offered(view: TakeHome) -> str:
    how = ways(view.offered, often=", most often by ")
    also = " also" if view.answers or view.soothed else ""
    return f"You{also} answered{how}." if how else ""


def _states(view: TakeHome) -> str:
    """Return the states that were seen, where nothing else was noted; the ribbon shows how long each was."""
    seen = dict.fromkeys(span.label.split(",")[0] for span in view.spans)
    return f"We saw {view.baby} {joined(list(seen))}." if seen else ""
