"""Every figure of a baby's story against a naive recount of the presses, over random classes.

The recount goes minute by minute through what was pressed, and shares nothing with the program but codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from massage_studio.bookings.views import AttendanceView
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.cues.presence import THROUGHOUT, presence
from massage_studio.cues.timeline import for_family
from massage_studio.cues.views import CueView, KindView
from massage_studio.curriculum import content
from massage_studio.progress.coverage import Attended, cover, taught
from massage_studio.progress.met import LEAST, from_notes
from massage_studio.progress.stories import Phrases, benefit_minutes, courses_attended, session_story
from massage_studio.progress.views import SessionStory
from tests.progress.test_coverage import BABY, SPACE, a_session

LENGTH = 40
# Signs for the family, for the instructor alone, and to seek advice about.
YES, PAUSE, HIDDEN = ("smiles", "coos"), ("turns_away", "fusses"), ("strains", "goes_limp")
REPLIES = ("cuddle", "wait_watch", "continue", "carer_break")
PARTS = (
    ("welcome", ("touch",), ()),
    ("massage", ("touch", "attunement"), ("legs_feet",)),
    ("song", ("bonding",), ()),
    ("massage", ("touch",), ("tummy", "face")),
)


@dataclass(frozen=True)
class Press:
    """What was pressed in a minute; `answers` is the place of the press that a response was the answer to."""

    minute: int
    kind: str
    code: str
    answers: int | None = None


@dataclass(frozen=True)
class Lived:
    """One class of a baby: its register, when each part began, and what was pressed, in its order."""

    status: str
    arrived: int
    left: int | None
    begins: tuple[int, ...]
    presses: tuple[Press, ...]

    def there(self) -> range:
        if self.status == "absent":
            return range(0)
        first = min([self.arrived, *(one.minute for one in self.presses)]) if self.status == "late" else 0
        return range(first, LENGTH if self.left is None else max(first, self.left))

    def part_at(self, minute: int) -> int:
        return max(place for place, begin in enumerate(self.begins) if begin <= minute)

    def told(self) -> list[int]:
        """The places of the presses that the family may be told."""
        hidden = [place for place, one in enumerate(self.presses) if one.code in HIDDEN]
        found = []
        for place, one in enumerate(self.presses):
            if one.kind == "response":
                near = [
                    sign
                    for sign in hidden
                    if sign < place and 0 <= one.minute - self.presses[sign].minute <= 2
                ]
                about = near if one.answers is None else [one.answers] if one.answers in hidden else []
                went_on = one.code == "continue" and one.answers is not None
                if one.code == "carer_break" or went_on or about:
                    continue
            if one.code not in HIDDEN and one.kind != "bookmark" and one.code != "private":
                found.append(place)
        return found

    def yes_at(self, minute: int) -> bool:
        words = [
            one.code
            for one in self.presses
            if one.minute <= minute and one.kind in ("permission", "not_massaged") and one.code != "asked"
        ]
        return words[-1:] == ["yes"]


kinds = st.sampled_from(
    [
        *(("cue", code) for code in (*YES, *PAUSE, *YES, *PAUSE, *HIDDEN)),
        *(("response", code) for code in REPLIES),
        *(("permission", code) for code in ("asked", "yes", "yes", "not_now", "unsure")),
        *(("not_massaged", code) for code in ("asleep", "unwell")),
        *(("state", code) for code in ("crying", "quiet_alert")),
        *(("note", code) for code in ("highlight", "private")),
        ("bookmark", ""),
    ]
)


@st.composite
def lived(draw: st.DrawFn) -> Lived:
    status = draw(st.sampled_from(["here", "here", "late", "absent"]))
    presses: list[Press] = []
    drawn = draw(st.lists(st.tuples(st.integers(0, LENGTH - 1), kinds), max_size=14))
    for minute, (kind, code) in sorted(drawn) if status != "absent" else ():
        signs = [
            place
            for place, one in enumerate(presses)
            if one.code in (*PAUSE, "strains", "goes_limp") and minute - one.minute <= 3
        ]
        answers = signs[-1] if kind == "response" and code != "carer_break" and signs else None
        presses.append(Press(minute, kind, code, answers))
    begins = draw(st.lists(st.integers(1, LENGTH - 1), min_size=3, max_size=3, unique=True))
    left = draw(st.one_of(st.none(), st.integers(20, LENGTH))) if status != "absent" else None
    return Lived(status, draw(st.integers(1, 20)), left, (0, *sorted(begins)), tuple(presses))


def note_of(of: Lived, number: int, place: int) -> CueView:
    one, starts = of.presses[place], a_session(number).starts
    ended = None
    if one.kind == "state":
        later = [other.minute for other in of.presses[place + 1 :] if other.kind == "state"]
        ended = starts + timedelta(minutes=later[0] if later else LENGTH)
    polarity = "engagement" if one.code in YES else "disengagement" if one.kind == "cue" else ""
    return CueView(
        id=key(number, place),
        action_id=key(number, place),
        seq=place,
        baby_id=BABY,
        kind=one.kind,  # type: ignore[arg-type]
        code="" if one.code == "private" else one.code,
        text="words" if one.kind == "note" else "",
        layer={"highlight": "family", "private": "private"}.get(one.code, ""),
        at=starts + timedelta(minutes=one.minute),
        ended=ended,
        delivered_id=uuid5(SPACE, f"part {number} {of.part_at(one.minute)}"),
        answers=None if one.answers is None else key(number, one.answers),
        polarity=polarity,  # type: ignore[arg-type]
    )


def key(number: int, place: int) -> UUID:
    return uuid5(SPACE, f"note {number} {place}")


def parts_of(of: Lived, number: int) -> tuple[DeliveredView, ...]:
    starts = a_session(number).starts
    return tuple(
        DeliveredView(
            uuid5(SPACE, f"part {number} {place}"),
            place,
            kind,
            f"Part {place}",
            10,
            benefits,
            areas,
            starts + timedelta(minutes=of.begins[place]),
            starts + timedelta(minutes=(*of.begins, LENGTH)[place + 1]),
        )
        for place, (kind, benefits, areas) in enumerate(PARTS)
    )


PHRASES = Phrases(
    {
        one.code: KindView(
            one.code, one.label, one.polarity, False, "", "", one.parent, one.audience, seen=one.seen
        )
        for one in content.load().cues
    },
    {
        one.code: KindView(one.code, one.label, "", False, "", "", one.parent)
        for one in content.load().responses
    },
    {one.code: one.label for one in content.load().areas},
)


def told_by_the_program(of: Lived, number: int) -> tuple[SessionStory, Attended, AttendanceView]:
    klass = a_session(number, minutes=LENGTH)
    starts = klass.starts
    row = AttendanceView(
        klass,
        BABY,
        None,
        of.status,  # type: ignore[arg-type]
        starts + timedelta(minutes=of.arrived) if of.status == "late" else None,
        None if of.left is None else starts + timedelta(minutes=of.left),
    )
    notes = tuple(note_of(of, number, place) for place in range(len(of.presses)))
    there = presence(row, notes) or THROUGHOUT
    had = taught(klass, parts_of(of, number), (), {}, klass.finished or starts)
    story = session_story(
        row,
        there,
        for_family(notes, PHRASES.cues),
        None,
        starts + timedelta(days=1),
        phrases=PHRASES,
        parts=parts_of(of, number),
        given=had,
    )
    return story, Attended(klass, had, row.status, there), row


def the_story_is_that_of_the_presses(of: Lived, number: int) -> None:
    story = told_by_the_program(of, number)[0]
    told, there = of.told(), of.there()
    assert [note.id for note in story.told] == [key(number, place) for place in told]
    assert len(story.words) == sum(of.presses[place].kind == "note" for place in told)
    words = any(one.kind in ("permission", "not_massaged") and one.code != "asked" for one in of.presses)
    strokes = [minute for minute in there if PARTS[of.part_at(minute)][2]]
    if of.status == "absent":
        assert not story.present
        return
    assert story.shown == len(strokes)
    assert story.massaged == (len([minute for minute in strokes if of.yes_at(minute)]) if words else None)
    ends = (*of.begins, LENGTH)
    had = [
        place
        for place in range(len(PARTS))
        if 2 * sum(minute in there for minute in range(ends[place], ends[place + 1]))
        >= ends[place + 1] - ends[place]
    ]
    assert list(story.areas) == [area for place in had for area in PARTS[place][2]]
    assert list(story.songs) == [f"Part {place}" for place in had if PARTS[place][0] == "song"]
    liked = {note.id for one in story.liked for note in one.notes}
    assert liked == {key(number, place) for place in told if of.presses[place].code in YES}
    for one in story.liked:
        for note in one.notes:
            kind, _, areas = PARTS[of.part_at(int((note.at - story.session.starts).total_seconds() // 60))]
            assert (one.song != "", one.areas) == (kind == "song", areas)
    pauses = [place for place in told if of.presses[place].code in PAUSE]
    assert [one.sign.id for one in story.moments] == [key(number, place) for place in pauses]
    for place, moment in zip(pauses, story.moments, strict=True):
        replies = replies_to(of, place)
        assert [note.id for note in moment.replies] == [key(number, one) for one in replies]
        assert moment.calm is (bool(replies) and calm_after(of, replies[-1]))


def replies_to(of: Lived, sign: int) -> list[int]:
    return [
        place
        for place in of.told()
        if of.presses[place].answers == sign and of.presses[place].code != "continue"
    ]


def calm_after(of: Lived, reply: int) -> bool:
    after = [of.presses[place] for place in of.told() if place > reply]
    return not any(
        one.code in (*PAUSE, "crying") and one.minute - of.presses[reply].minute <= 2 for one in after
    )


def noted(classes: Iterable[Lived], rule: str) -> dict[str, set[tuple[int, int]]]:
    """What the presses say to a rule, by code: the class and the place of each press."""
    found: dict[str, set[tuple[int, int]]] = {}

    def add(code: str, number: int, place: int) -> None:
        found.setdefault(code, set()).add((number, place))

    for number, of in enumerate(classes, 1):
        if of.status == "absent":
            continue
        told = of.told()
        pauses = [place for place in told if of.presses[place].code in PAUSE]
        yes = [place for place in told if of.presses[place].code in YES]
        if rule == "easy":
            for place in yes:
                add(of.presses[place].code, number, place)
        if rule in ("song", "area"):
            for place in yes:
                kind, _, areas = PARTS[of.part_at(of.presses[place].minute)]
                for code in ("",) if (rule, kind) == ("song", "song") else areas if rule == "area" else ():
                    add(code, number, place)
        if rule == "first" and pauses:
            add(of.presses[pauses[0]].code, number, pauses[0])
        if rule == "calm":
            for place in pauses:
                replies = replies_to(of, place)
                if replies and calm_after(of, replies[-1]):
                    add(of.presses[replies[-1]].code, number, replies[-1])
    return found


def the_sentences_are_those_of_the_presses(classes: list[Lived]) -> None:
    stories = [told_by_the_program(of, number)[0] for number, of in enumerate(classes, 1)]
    made = {one.key: one for one in from_notes([one for one in stories if one.present], PHRASES)}
    for rule in ("easy", "song", "area", "first", "calm"):
        often = {
            code: places
            for code, places in noted(classes, rule).items()
            if len({number for number, _ in places}) >= LEAST
        }
        assert (rule in made) is bool(often), rule
        if rule in made:
            behind = {one.note.id for one in made[rule].notes}
            every = [{key(*place) for place in places} for places in often.values()]
            # A sentence names two things at most, and all their notes stand behind it.
            named = combinations(every, min(2, len(every)))
            assert behind in [set().union(*places) for places in named]


def the_minutes_are_those_of_the_clock(classes: list[Lived]) -> None:
    told = [told_by_the_program(of, number) for number, of in enumerate(classes, 1)]
    attended = [one for _, one, _ in told]
    benefits = benefit_minutes(cover(attended).minutes, {"touch": "Touch"}, attended)
    counted: dict[str, float] = {}
    for of in classes:
        for minute in of.there():
            codes = PARTS[of.part_at(minute)][1]
            for code in codes:
                counted[code] = counted.get(code, 0.0) + 1 / len(codes)
    for one in benefits:
        assert abs(one.minutes - counted.get(one.code, 0.0)) < 1e-6
        assert abs(one.minutes - sum(part.minutes for part in one.parts)) < 1e-6
    [course] = courses_attended(row for _, _, row in told)
    assert course.attended == sum(of.status != "absent" for of in classes)


def every_figure_is_counted(classes: list[Lived]) -> None:
    for number, of in enumerate(classes, 1):
        the_story_is_that_of_the_presses(of, number)
    the_sentences_are_those_of_the_presses(classes)
    the_minutes_are_those_of_the_clock(classes)


WEEKS = st.lists(lived(), min_size=1, max_size=5)


@settings(max_examples=40)
@given(WEEKS)
def test_every_figure_of_a_story_is_the_one_counted_from_the_presses(classes: list[Lived]) -> None:
    every_figure_is_counted(classes)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@settings(max_examples=5000, suppress_health_check=[HealthCheck.too_slow])
@given(WEEKS)
def test_every_figure_of_very_many_stories_is_the_one_counted_from_the_presses(classes: list[Lived]) -> None:
    every_figure_is_counted(classes)


ONE_WEEK = Lived(
    "here",
    0,
    None,
    (0, 10, 20, 30),
    (
        Press(2, "permission", "yes"),
        Press(12, "cue", "smiles"),
        Press(15, "cue", "turns_away"),
        Press(16, "response", "cuddle", 2),
    ),
)


def test_time_before_a_yes_is_told_from_ten_minutes_on() -> None:
    for minute, told in ((9, ()), (10, ("Takes time to look around before saying yes.",))):
        weeks = [replace(ONE_WEEK, presses=(Press(minute, "permission", "yes"),))] * 3
        stories = [told_by_the_program(of, number)[0] for number, of in enumerate(weeks, 1)]
        assert tuple(one.words for one in from_notes(stories, PHRASES)) == told


def test_two_classes_are_not_yet_told_as_what_a_baby_is_like() -> None:
    stories = [told_by_the_program(ONE_WEEK, number)[0] for number in (1, 2, 3)]
    assert from_notes(stories[:2], PHRASES) == ()
    assert [one.words for one in from_notes(stories, PHRASES)] == [
        "Often smiles.",
        "Likes massage of legs and feet.",
        "Shows enough first by turning right away.",
        "When it is enough, cuddling helps.",
    ]
