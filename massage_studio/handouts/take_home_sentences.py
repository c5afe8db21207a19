"""The sentences of a take-home about this baby, made from what was noted in class."""

from __future__ import annotations

from collections.abc import Sequence

from massage_studio.curriculum import content
from massage_studio.handouts.views import (
    Permission,
    PermissionSaid,
    TakeHome,
)
from massage_studio.handouts.wording import filled, joined, label, named

_ANSWERS = {
    Permission.YES: "said yes",
    Permission.NOT_NOW: "said not now",
    Permission.UNSURE: "was not sure",
}
# What a carer did at a "not now"; every other response is told by its phrase.
_DONE = {
    "stop": "stopped there",
    "wait_watch": "waited",
    "pause": "let your hands rest",
    "resting_hands": "let your hands rest",
    "change_area": "moved to another place",
    "change_stroke": "changed the stroke",
    "cuddle": "cuddled",
    "feed": "fed",
    "let_sleep": "let sleep come",
}
# Reasons against massage that are the baby's own, as they are before a massage and during one.
_AT_FIRST = {"asleep": "asleep", "hungry": "hungry", "unwell": "not well"}
_LATER = {"asleep": "fell asleep", "hungry": "was hungry", "unwell": "was not well"}


def lead(view: TakeHome) -> str:
    """Return the one kind sentence that stands first where the instructor wrote none; it may be empty."""
    if view.not_massaged:
        return _not_massaged(view)
    told = (_yes(view), *_helped(view), permission(view), _states(view))
    return next((sentence for sentence in told if sentence), "")


def story(view: TakeHome) -> tuple[str, ...]:
    """Return what the notes say beside the lists of signs, without counts and without praise or blame."""
    asked = permission(view)
    told = (_not_massaged(view), asked, _why_not(view)) if view.not_massaged else (asked,)
    return tuple(sentence for sentence in (*told, *_helped(view)) if sentence)


def _not_massaged(view: TakeHome) -> str:
    return f"{label('not_massaged')} ({view.not_massaged})."


def _why_not(view: TakeHome) -> str:
    texts = content.load().handouts
    return filled(texts.not_massaged_reasons.get(view.reason, texts.not_massaged_text), view)


def _yes(view: TakeHome) -> str:
    how = named(view.engaging)
    return f"{view.baby} said “yes, more” by {how}." if how else ""


def _helped(view: TakeHome) -> tuple[str, ...]:
    """Return what was seen to help when it was enough and when the baby cried, and what else was given."""
    enough, crying, given = named(view.answers), named(view.soothed), named(view.offered)
    return (
        f"When {view.baby} needed a break, this helped: {enough}." if enough else "",
        f"When {view.baby} cried, this helped: {crying}." if crying else "",
        f"You were there, {given}." if given else "",
    )


def permission(view: TakeHome) -> str:
    """Return what was said about permission in its order: the first answer stays the first."""
    told: list[str] = []
    later: list[str] = []
    for place, said in enumerate(view.permission):
        if place == 0:
            told.append(_first(said, view.baby, brought=view.brought))
        elif phrase := _phrase(said, view.permission[:place]):
            later.append(phrase)
        elif said.answer is None and not said.reason and view.brought:
            told += [_later(later, view.baby), f"Then you asked {view.baby} again."]
            later = []
        ending = _ending(said, first=place == 0)
        if ending or said.done:
            told += [_later(later, view.baby), ending]
            later = []
    told.append(_later(later, view.baby))
    return " ".join(sentence for sentence in told if sentence)


def _first(said: PermissionSaid, baby: str, *, brought: bool) -> str:
    if said.reason:
        state = "" if said.words else _AT_FIRST.get(said.reason, "")
        return f"{baby} was {state} at first." if state else ""
    if said.answer is None:
        return f"You asked {baby} first." if brought else ""
    yet = " yet" if said.answer is Permission.UNSURE else ""
    asked = "When you asked first" if brought else "When asked first"
    return f"{asked}, {baby} {_ANSWERS[said.answer]}{yet}{_done(said)}."


def _phrase(said: PermissionSaid, before: Sequence[PermissionSaid]) -> str:
    """Return what the baby did, to go on from "Later Mia "; nothing for a reason that is not the baby's."""
    if said.reason:
        phrase = "" if said.words else _LATER.get(said.reason, "")
    else:
        phrase = _ANSWERS[said.answer] if said.answer else ""
    again = any((one.answer, one.reason) == (said.answer, said.reason) for one in before)
    return f"{phrase}{' again' if again else ''}{_done(said)}" if phrase else ""


def _done(said: PermissionSaid) -> str:
    """Return how the carer went with a word, behind it: ", and you stopped there"."""
    did = [_DONE.get(code) or f"answered by {phrase}" for code, phrase in said.done]
    return f", and you {joined(list(dict.fromkeys(did)))}" if did else ""


def _ending(said: PermissionSaid, *, first: bool) -> str:
    """Return the sentence of its own that a reason or the words beside an answer need."""
    words = said.words.rstrip(".")
    if said.reason:
        if said.reason in _LATER and not words:
            return ""
        jab = " because of a recent vaccination" if said.reason == "recent_jab" else ""
        why = f": {words}" if words else jab
        told = "There was no massage at first" if first else "Then the massage stopped for today"
        return f"{told}{why}."
    return f"Instead: {words}." if words and said.answer is not Permission.YES else ""


def _later(phrases: Sequence[str], baby: str) -> str:
    """Return "Later Mia said not now, and then yes again."."""
    told = [
        phrase.removeprefix("said ") if before.startswith("said ") else phrase
        for before, phrase in zip(("", *phrases), phrases, strict=False)
    ]
    if len(told) > 1:
        return f"Later {baby} {', then '.join(told[:-1])}, and then {told[-1]}."
    return f"Later {baby} {told[0]}." if told else ""


def _states(view: TakeHome) -> str:
    """Return the states that were seen, in their order."""
    seen = dict.fromkeys(span.label.split(",")[0] for span in view.spans)
    return f"We saw {view.baby} {joined(list(seen))}." if seen else ""
