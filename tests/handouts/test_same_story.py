"""Page, paper and export tell the same of any class, as a recount that shares no rule with the program."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

import massage_studio.cues.service as cues
from massage_studio.cues import log_service, opening_service, register_service
from massage_studio.cues.delivered_queries import delivered
from massage_studio.curriculum import content
from massage_studio.exchange.events import EventTable, event_table
from massage_studio.exchange.queries import record_of
from massage_studio.handouts import queries
from massage_studio.handouts.papers import build
from massage_studio.handouts.views import TakeHome
from massage_studio.progress.queries import family_progress
from massage_studio.progress.views import BabyProgress
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.folder import make_private
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.paper.reading import text_of
from tests.studio_fixtures import NOW, OpenClass, a_class

NAMES = ("Mia", "Noah")
LENGTH = 3600
NOTED = {
    "state": ("drowsy", "quiet_alert", "crying"),
    "cue": ("yawns", "looks_away", "smiles"),
    "response": ("wait_watch", "cuddle", "stop", "change_area", "continue", "signpost"),
    "permission": ("asked", "yes", "not_now", "unsure"),
    "not_massaged": ("asleep", "hungry"),
}
FIRST = {
    "yes": "When you asked first, {name} said yes",
    "not_now": "When you asked first, {name} said not now",
    "unsure": "When you asked first, {name} was not sure yet",
    "asleep": "{name} was asleep at first.",
    "hungry": "{name} was hungry at first.",
}

BABY = st.integers(0, 1)
NOTE = st.one_of(
    *(st.tuples(st.just(kind), st.sampled_from(codes), BABY) for kind, codes in NOTED.items()),
    st.tuples(st.just("permission"), st.sampled_from(NOTED["permission"]), BABY),
    st.tuples(st.just("response"), st.sampled_from(NOTED["response"]), BABY),
)
DEED = st.one_of(
    NOTE,
    NOTE,
    NOTE,
    st.tuples(st.just("mark"), st.sampled_from(("here", "late")), BABY),
    st.tuples(st.just("left"), st.just(""), BABY),
    st.sampled_from((("step", "", 0), ("step", "", 0), ("everybody", "", 0), ("undo", "", 0))),
)
# Seconds from one deed to the next: a second, the two minutes that a sign is open for, and much longer.
CLASSES = st.lists(st.tuples(DEED, st.sampled_from((1, 10, 60, 119, 121, 400))), max_size=22)


@dataclass
class Counted:
    """One baby of a class, gone through second by second."""

    words: list[tuple[str, list[str]]] = field(default_factory=list)
    asked_last: bool = False
    permission: list[str] = field(default_factory=list)
    answers: list[tuple[int, str, str]] = field(default_factory=list)
    status: str = "absent"
    there: range = range(0)
    watched: set[int] = field(default_factory=set)
    cues: list[tuple[int, str]] = field(default_factory=list)

    @property
    def why(self) -> str:
        """Why there was no massage in the whole class; empty where there was, or nobody said anything."""
        if any(code == "yes" for code, _ in self.words):
            return ""
        reasons = [code for code, _ in self.words if code in NOTED["not_massaged"]]
        last = self.words[-1][0] if self.words else ""
        return reasons[-1] if reasons else last if last == "not_now" else ""


@dataclass
class Lived:
    """What was done in a class and stands, in the order of time, each with its second."""

    done: list[tuple[int, str, str, int]] = field(default_factory=list)

    def of(self, baby: int) -> list[tuple[int, str, str]]:
        mine = (one for one in self.done if one[1] != "step" and (one[3] == baby or one[1] == "everybody"))
        return [(at, kind, code) for at, kind, code, _ in mine]

    def state(self, baby: int) -> str:
        """The state that a baby is in, which ends when it leaves."""
        found = ""
        for _, kind, code in self.of(baby):
            if kind in ("state", "left"):
                found = code
        return found

    def may_be_massaged(self, baby: int) -> bool:
        said = [code for _, kind, code in self.of(baby) if kind in ("permission", "not_massaged")]
        return not said or said[-1] == "yes"

    def status(self, baby: int) -> str:
        marks = [code for _, kind, code in self.of(baby) if kind == "mark"]
        return marks[-1] if marks else "expected"

    def left(self, baby: int) -> int | None:
        """The second in which a baby left, unless it was marked or in a state since."""
        found = None
        for at, kind, _ in self.of(baby):
            if kind == "left":
                found = at
            elif kind in ("mark", "state"):
                found = None
        return found


def counted(lived: Lived, baby: int) -> Counted:
    """Count one baby's class, asking of every second and every sign by itself."""
    found = Counted()
    open_signs: list[tuple[int, str, int]] = []
    notes: list[int] = []
    states: list[tuple[int, str]] = []
    could = Lived()
    for at, kind, code in lived.of(baby):
        group = kind == "everybody"
        if group and not could.may_be_massaged(baby):
            continue
        could.done.append((at, kind, code, baby))
        if kind in ("mark", "left"):
            states += [(at, "")] if kind == "left" else []
            continue
        notes.append(at)
        if kind == "state":
            states.append((at, code))
        elif kind == "cue":
            found.cues.append((at, code))
            if code != "smiles":
                open_signs.append((at, code, -1))
        elif kind in ("permission", "not_massaged"):
            if kind == "permission":
                found.permission.append(code)
            found.asked_last = code == "asked"
            if code == "asked":
                continue
            if not found.words or found.words[-1][0] != code:
                found.words.append((code, []))
            if code != "yes":
                open_signs.append((at, code, len(found.words) - 1))
        elif not group and code != "signpost" and open_signs and at - open_signs[-1][0] <= 120:
            _, sign, place = open_signs.pop()
            found.answers.append((at, code, sign))
            if place >= 0:
                found.words[place][1].append(code)
        else:
            found.answers.append((at, "continue" if group else code, ""))
    marked = lived.status(baby)
    found.status = ("here" if notes else "absent") if marked == "expected" else marked
    if found.status != "absent":
        first = 0
        if marked == "late":
            late = [at for at, kind, _ in lived.of(baby) if kind == "mark"][-1]
            first = min([late, *notes])
        last = lived.left(baby)
        found.there = range(first, LENGTH if last is None else max(first, last))
    for (at, code), (until, _) in pairwise([*states, (LENGTH, "")]):
        found.watched |= {second for second in range(at, until) if code and second in found.there}
    return found


def held(session: Session, deeds: list[tuple[tuple[str, str, int], int]]) -> tuple[OpenClass, Lived]:
    """Hold a class in which all that was done, as far as it made sense."""
    of = a_class(session, *NAMES)
    lived, second = Lived(), 0
    activities = len(delivered(session, session_id=of.session))
    for (kind, code, baby), passed in deeds:
        second += passed
        if second >= LENGTH - 60:
            break
        key = of.dyads[baby].baby
        press: dict[str, Any] = {
            "session_id": of.session,
            "action_id": new_id(),
            "now": NOW + timedelta(seconds=second),
        }
        steps = sum(one[1] == "step" for one in lived.done)
        if kind == "undo":
            if lived.done:
                lived.done.pop()
                log_service.undo(session, session_id=of.session, now=press["now"])
            continue
        if kind == "step":
            if steps + 2 > activities:
                continue
            cues.step(session, by=1, **press)
        elif kind == "everybody":
            dyads = tuple((dyad.baby, dyad.carer) for dyad in of.dyads)
            cues.everybody_massages(session, dyads=dyads, **press)
            if not any(lived.may_be_massaged(place) for place in range(len(NAMES))):
                continue
        elif kind == "mark":
            # Nobody who left comes late after all.
            if lived.left(baby) is not None:
                continue
            register_service.mark(session, baby_ids=(key,), status=code, **press)  # type: ignore[arg-type]
        elif kind == "left":
            if lived.status(baby) == "expected" or lived.left(baby) is not None:
                continue
            register_service.left(session, baby_id=key, **press)
        elif kind == "state" and lived.state(baby) == code:
            continue
        else:
            note: dict[str, Any] = {"kind": kind, "code": code, "dyads": ((key, of.dyads[baby].carer),)}
            cues.record(session, **note, **press)
        lived.done.append((second, kind, code, baby))
    opening_service.finish_class(session, session_id=of.session, now=NOW + timedelta(seconds=LENGTH))
    return of, lived


def told_on_the_page(one: BabyProgress, recount: Counted) -> None:
    [story] = one.sessions
    assert story.status == recount.status
    for_family = [(code, [did for did in done if did != "continue"]) for code, done in recount.words]
    words = [(word.note.code, [reply.code for reply in word.done]) for word in story.permission.words]
    assert words == for_family
    assert (story.permission.waiting is not None) is recount.asked_last
    assert (story.why_not.code if story.why_not else "") == recount.why
    minutes = len(recount.watched) / 60
    assert story.observed_minutes == pytest.approx(minutes)
    for polarity, rate in (("yes", story.engaging_rate), ("pause", story.disengaging_rate)):
        seen = [at for at, code in recount.cues if (code == "smiles") is (polarity == "yes")]
        # The second in which a state ends is still one in which somebody watched.
        watched = [at for at in seen if at in recount.watched or at - 1 in recount.watched]
        assert rate == (pytest.approx(len(watched) / minutes) if minutes else None)


def minutes_of_class(
    session: Session, of: OpenClass, lived: Lived, recount: Counted
) -> tuple[float, set[str]]:
    """Count the minutes that a baby had of what gives a benefit, and the strokes that it was there for."""
    parts = delivered(session, session_id=of.session)
    begins = [0, *(at for at, kind, _, _ in lived.done if kind == "step")]
    ends = [*begins[1:], LENGTH]
    seconds, had = 0, set()
    if len(begins) == 1:
        # Nobody moved the plan on, so it is taken as it was planned.
        begins = [60 * sum(part.minutes for part in parts[:place]) for place in range(len(parts))]
        ends = [begin + 60 * part.minutes for begin, part in zip(begins, parts, strict=True)]
    throughout = recount.there == range(LENGTH)
    for part, begin, end in zip(parts, begins, ends, strict=False):
        there = end - begin if throughout else sum(second in recount.there for second in range(begin, end))
        if part.benefits and recount.status != "absent":
            seconds += there
        if recount.status != "absent" and 2 * there >= end - begin:
            areas = {one.code for one in content.load().strokes if one.area in part.areas}
            had |= set(part.strokes) or areas
    return seconds / 60, had


def told_on_paper(view: TakeHome, printed: str, name: str, recount: Counted) -> None:
    if recount.status == "absent":
        assert not view.attended and not view.permission
        return
    told = [(code, [did for did in done if did != "continue"]) for code, done in recount.words]
    # Why there was no massage is told by itself, and once more only with what was done at it.
    places = [place for place, (code, _) in enumerate(told) if code == recount.why]
    if places and not (recount.why == "not_now" and told[places[-1]][1]):
        del told[places[-1]]
    said = [
        (one.reason or (one.answer.value if one.answer else "asked"), [code for code, _ in one.done])
        for one in view.permission
    ]
    if recount.asked_last and (told or not recount.why):
        told = [*told, ("asked", [])]
    assert said == [(code, [] if code in NOTED["not_massaged"] else done) for code, done in merged(told)]
    assert ("Not massaged this time" in printed) is bool(recount.why)
    answers = [code for code, _ in recount.words if code in NOTED["permission"]]
    first = {*answers[:1], *(code for code, _ in recount.words[:1])}
    claims = {code for code, words in FIRST.items() if words.format(name=name) in printed}
    assert claims <= first, "another answer is told as the first one"
    assert claims or first <= {recount.why}


def merged(told: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Tell each response once at a word, and words that stand together without one between them as one."""
    found: list[tuple[str, list[str]]] = []
    for code, done in told:
        if found and found[-1][0] == code and code != "asked":
            found[-1] = (code, list(dict.fromkeys([*found[-1][1], *done])))
        else:
            found.append((code, list(dict.fromkeys(done))))
    return found


def told_in_the_export(table: EventTable, subject: str, recount: Counted) -> None:
    rows = [row for row in table.rows if row.subject == subject]
    assert [row.code for row in rows if row.category == "permission"] == recount.permission
    responses = [(int(row.start), row.code, row.answers) for row in rows if row.category == "response"]
    labels = {row.code: row.event for row in rows}
    expected = [(at, code, labels.get(sign, "")) for at, code, sign in recount.answers]
    assert responses == expected
    present = [(row.start, row.stop) for row in rows if row.category == "attendance"]
    there = (Decimal(recount.there.start), Decimal(recount.there.stop))
    assert present == ([there] if recount.status != "absent" else [])
    seconds = sum(row.stop - row.start for row in rows if row.category == "state")
    assert seconds == len(recount.watched)


def holds_and_compares(store: Store, deeds: list[tuple[tuple[str, str, int], int]]) -> None:
    now = NOW + timedelta(hours=3)
    with store.write() as session:
        of, lived = held(session, deeds)
    with store.read() as session:
        papers = queries.class_papers(session, session_id=of.session)
        table = event_table(record_of(session, session_id=of.session), now=now) if _noted(lived) else None
        for place, dyad in enumerate(of.dyads):
            recount = counted(lived, place)
            one = page_of(session, dyad.family, dyad.baby)
            told_on_the_page(one, recount)
            minutes, had = minutes_of_class(session, of, lived, recount)
            assert sum(one.coverage.minutes.values()) == pytest.approx(minutes)
            massaged = {
                item.code for item in (*one.coverage.had, *one.coverage.seen) if item.kind == "stroke"
            }
            assert massaged == had
            [sheet] = [sheet for sheet in papers.sheets if sheet.baby_id == dyad.baby]
            assert isinstance(sheet.draft.view, TakeHome)
            printed = " ".join(text_of(build(sheet.draft).content).split())
            told_on_paper(sheet.draft.view, printed, NAMES[place], recount)
            if table is not None:
                told_in_the_export(table, f"Baby {place + 1}", recount)


def page_of(session: Session, family: UUID, baby: UUID) -> BabyProgress:
    whole = family_progress(session, family_id=family, now=NOW + timedelta(hours=3))
    return next(one for one in whole.babies if one.baby.id == baby)


def _noted(lived: Lived) -> bool:
    recounts = [counted(lived, place) for place in range(len(NAMES))]
    return any(one.words or one.permission or one.cues or one.answers or one.watched for one in recounts)


@pytest.fixture(scope="module")
def one_studio(studio_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A studio that all random classes of a run are held in."""
    folder = tmp_path_factory.mktemp("same") / "studio"
    make_private(folder)
    shutil.copy(studio_template / FILE_NAME, folder / FILE_NAME)
    store = open_studio(folder)
    yield store
    store.close()


_ANY_TIME = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)


@settings(max_examples=8, deadline=None, suppress_health_check=_ANY_TIME)
@given(CLASSES)
def test_page_paper_and_export_tell_the_same_as_a_naive_recount(
    one_studio: Store, deeds: list[tuple[tuple[str, str, int], int]]
) -> None:
    holds_and_compares(one_studio, deeds)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@settings(max_examples=500, deadline=None, suppress_health_check=_ANY_TIME)
@given(CLASSES)
def test_of_very_many_classes_page_paper_and_export_tell_the_same_as_a_naive_recount(
    one_studio: Store, deeds: list[tuple[tuple[str, str, int], int]]
) -> None:
    holds_and_compares(one_studio, deeds)
