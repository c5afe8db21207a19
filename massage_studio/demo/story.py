"""Turns the told example sessions into what was pressed for one baby in one class."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from massage_studio.cues.views import Kind
from massage_studio.curriculum.content_types import Example, ExampleEvent

Mood = Literal["told", "unsettled", "asleep"]

# Cues that a baby of any age in a class may show, to tell one told session in many ways.
ENGAGING = (
    "mutual_gaze", "looks_at_face", "smiles", "coos", "turns_to_carer", "eyes_bright", "hands_open", "stills",
)  # fmt: skip
PAUSING = ("looks_away", "yawns", "hiccups", "frowns", "fists", "sneezes", "turns_away")
ANSWERS = ("wait_watch", "resting_hands", "change_stroke", "voice", "cuddle", "pause")
SHARED = (
    "Turned to {adult}'s voice",
    "Loved the songs today",
    "Held {adult}'s finger all through the second leg",
    "Stopped kicking when {adult} hummed",
    "A long look between the two of them",
    "Needed a pause, then came back for more",
)
PRIVATE = (
    "Ask next week how the nights are",
    "{adult} prefers the mat by the radiator",
    "Show the resting hands once more",
    "Bring the spare towel",
)


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One press, `second` seconds after the class's start, for the babies at these places in the register."""

    second: int
    places: tuple[int, ...]
    kind: Kind
    code: str = ""
    text: str = ""
    layer: str = ""


def chosen(examples: tuple[Example, ...], *, weeks: int, early: bool, immunised: bool, turn: int) -> Example:
    """Return the told session that suits a baby of that age, in turn where several do."""
    by_code = {example.code.split("_")[0]: example for example in examples}
    if immunised:
        return by_code["ex5"]
    if early:
        return by_code["ex3" if turn % 3 < 2 else "ex1"]
    if weeks >= 24:
        return by_code["ex4" if turn % 2 == 0 else "ex6"]
    return by_code[("ex6", "ex2", "ex1")[turn % 3]]


def presses_of(
    example: Example,
    *,
    place: int,
    adult: str,
    minutes: int,
    week: int,
    calms: bool,
    mood: Mood,
    engaging: frozenset[str],
    rng: Random,
) -> tuple[KeyPress, ...]:
    """Return one baby's presses in the order of time; with `calms`, pauses grow rarer over the weeks."""
    events = _asleep() if mood == "asleep" else example.events
    ease = (week - 1) / 4 if calms else 0.0
    presses: list[KeyPress] = []
    for event in events:
        if rng.random() < 0.15 and "ask_permission" not in event.responses:
            continue  # somebody else needed the instructor's eyes
        at = round(event.minute * minutes / 60 * 60 + rng.uniform(-50, 50))
        at = min(max(at, 60), minutes * 60 - 150)
        if mood == "told":
            event = _varied(event, ease, engaging, rng)
        elif mood == "unsettled":
            event = _unsettled(event)
        presses += _of_event(event, at, place, mood, rng)
    if mood == "asleep" or example.code.startswith("ex5"):
        why = "asleep" if mood == "asleep" else "immunised the day before"
        presses.append(KeyPress(14 * 60, (place,), "permission", "not_now", why))
        text = f"{adult} practised on the doll today"
        presses.append(KeyPress(32 * 60, (place,), "note", "", text, "family"))
    elif mood == "unsettled":
        text = f"Settled on {adult}'s shoulder by the window"
        presses.append(KeyPress(46 * 60, (place,), "note", "", text, "family"))
    else:
        presses += _notes(place, adult, minutes, rng)
    return tuple(sorted(presses, key=lambda press: press.second))


def _of_event(event: ExampleEvent, at: int, place: int, mood: Mood, rng: Random) -> Iterator[KeyPress]:
    yield KeyPress(at, (place,), "state", event.state)
    second = at
    for code in event.cues:
        second += rng.randint(8, 25)
        yield KeyPress(second, (place,), "cue", code)
    if "ask_permission" in event.responses:
        second += rng.randint(5, 20)
        yield KeyPress(second, (place,), "permission", "asked")
        if mood == "unsettled":
            yield KeyPress(second + 40, (place,), "permission", "not_now", "wanted a cuddle first")
        else:
            yield KeyPress(second + rng.randint(15, 40), (place,), "permission", "yes")
    answers = [code for code in event.responses if code != "ask_permission"]
    # A carer misses a cue now and then, and so does whoever writes it down.
    if answers and (not event.cues or rng.random() < 0.7):
        for code in answers[: rng.choice((1, 1, 2))]:
            second += rng.randint(10, 30)
            yield KeyPress(second, (place,), "response", code)


def _varied(event: ExampleEvent, ease: float, engaging: frozenset[str], rng: Random) -> ExampleEvent:
    state, cues = event.state, []
    if state == "crying" and rng.random() < 0.3 + ease / 2:
        state = "active_alert"
    elif state == "active_alert" and rng.random() < 0.6 * ease:
        state = "quiet_alert"
    for code in event.cues:
        if code not in engaging and rng.random() < 0.45 * ease:
            continue
        if rng.random() < 0.35:
            code = rng.choice(ENGAGING if code in engaging else PAUSING)
        if code not in cues:
            cues.append(code)
    answers = event.responses
    if rng.random() < 0.25 and not {"ask_permission", "feed", "let_sleep"} & set(answers):
        answers = (rng.choice(ANSWERS),)
    return replace(event, state=state, cues=tuple(cues), responses=answers)


def _unsettled(event: ExampleEvent) -> ExampleEvent:
    if event.state == "active_alert" and event.minute > 10:
        return replace(event, state="crying", cues=("arches_back", "cries"), responses=("cuddle", "voice"))
    if event.state == "quiet_alert" and event.minute > 15:
        return replace(event, state="active_alert", cues=("fusses", "turns_away", *event.cues[:1]))
    return event


def _asleep() -> tuple[ExampleEvent, ...]:
    return (
        ExampleEvent(3, "drowsy", ("yawns",), ("cuddle",)),
        ExampleEvent(9, "light_sleep", (), ("let_sleep",)),
        ExampleEvent(24, "deep_sleep", (), ("learn_without_baby",)),
        ExampleEvent(44, "light_sleep", (), ()),
        ExampleEvent(53, "drowsy", ("stills",), ("voice",)),
    )


def _notes(place: int, adult: str, minutes: int, rng: Random) -> Iterator[KeyPress]:
    if rng.random() < 0.6:
        text = rng.choice(SHARED).format(adult=adult)
        yield KeyPress(rng.randint(25, minutes - 12) * 60, (place,), "note", "", text, "family")
    if rng.random() < 0.25:
        text = rng.choice(PRIVATE).format(adult=adult)
        yield KeyPress((minutes - 5) * 60 + place, (place,), "note", "", text, "private")
