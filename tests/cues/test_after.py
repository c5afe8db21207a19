"""After the class: words about each baby replace each other, and a paper sheet finds its place in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from massage_studio.bookings import attendance_service, class_queries
from massage_studio.cues import (
    after_service,
    log_service,
    opening_service,
    queries,
    register_service,
    service,
)
from massage_studio.cues.models import CueNote
from massage_studio.cues.notation import Entry
from massage_studio.cues.views import ClassRoomView, CueView
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, Dyad, OpenClass, a_booking, a_class, a_course, a_family, classes_of

EVENING = NOW + timedelta(hours=9)
STATES = ("deep_sleep", "light_sleep", "drowsy", "quiet_alert", "active_alert", "crying")


def minute(count: float) -> datetime:
    return NOW + timedelta(minutes=count)


def state(at: int, code: str) -> Entry:
    return Entry(at, "state", code)


@pytest.fixture
def klass(studio: Store) -> OpenClass:
    """A finished class of an hour with Mia and Noah, who were both here."""
    with studio.write() as session:
        made = a_class(session, "Mia", "Noah")
        register_service.mark(
            session,
            action_id=new_id(),
            session_id=made.session,
            baby_ids=tuple(dyad.baby for dyad in made.dyads),
            status="here",
            now=NOW,
        )
        opening_service.finish_class(session, session_id=made.session, now=minute(60))
    return made


def enter(studio: Store, key: UUID, dyad: Dyad, *entries: Entry, now: datetime = EVENING) -> UUID:
    action = new_id()
    with studio.write() as session:
        after_service.enter(
            session,
            action_id=action,
            session_id=key,
            baby_id=dyad.baby,
            carer_id=dyad.carer,
            entries=entries,
            now=now,
        )
    return action


def room(studio: Store, key: UUID) -> ClassRoomView:
    with studio.read() as session:
        return queries.class_room(session, session_id=key)


def spans(view: ClassRoomView, dyad: Dyad) -> list[tuple[str, float, float | None]]:
    return [
        (
            note.code,
            (note.at - NOW) / timedelta(minutes=1),
            (note.ended - NOW) / timedelta(minutes=1) if note.ended else None,
        )
        for note in view.notes
        if note.baby_id == dyad.baby and note.kind == "state"
    ]


def notes(view: ClassRoomView, kind: str) -> list[CueView]:
    return [note for note in view.notes if note.kind == kind]


def words(studio: Store, klass: OpenClass, text: str, code: str = "highlight") -> None:
    dyad = klass.dyads[0]
    with studio.write() as session:
        after_service.put_words(
            session,
            action_id=new_id(),
            session_id=klass.session,
            baby_id=dyad.baby,
            carer_id=dyad.carer,
            code=code,
            text=text,
            layer="family",
            now=EVENING,
        )


def test_a_sheet_is_written_at_its_own_times(studio: Store, klass: OpenClass) -> None:
    mia = klass.dyads[0]
    enter(
        studio,
        klass.session,
        mia,
        state(5, "quiet_alert"),
        Entry(12, "cue", "looks_away"),
        Entry(12, "response", "resting_hands"),
        state(30, "drowsy"),
    )
    view = room(studio, klass.session)
    assert spans(view, mia) == [("quiet_alert", 5, 30), ("drowsy", 30, 60)]
    [cue], [reply] = notes(view, "cue"), notes(view, "response")
    assert (cue.at, reply.at) == (minute(12), minute(12.5))
    assert cue.delivered_id is not None


def test_a_sheet_goes_in_between_what_was_noted_live_and_replaces_nothing(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        mia = klass.dyads[0]
        for at, code in ((10, "drowsy"), (40, "crying")):
            service.record(
                session,
                action_id=new_id(),
                session_id=klass.session,
                dyads=((mia.baby, mia.carer),),
                kind="state",
                code=code,
                now=minute(at),
            )
        opening_service.finish_class(session, session_id=klass.session, now=minute(60))
    enter(studio, klass.session, mia, state(2, "quiet_alert"), state(20, "active_alert"))
    assert spans(room(studio, klass.session), mia) == [
        ("quiet_alert", 2, 10),
        ("drowsy", 10, 20),
        ("active_alert", 20, 40),
        ("crying", 40, 60),
    ]
    with studio.read() as session:
        assert session.scalars(select(CueNote).where(CueNote.voided_at.is_not(None))).all() == []


def test_a_sheet_is_one_press_for_undo_and_redo(studio: Store, klass: OpenClass) -> None:
    mia = klass.dyads[0]
    enter(studio, klass.session, mia, state(10, "drowsy"))
    before = room(studio, klass.session)
    enter(studio, klass.session, mia, state(5, "quiet_alert"), state(20, "crying"), Entry(6, "bookmark", ""))
    after = room(studio, klass.session)
    assert after.undo is not None and after.undo.verb == "sheet"
    with studio.write() as session:
        log_service.undo(session, session_id=klass.session, now=EVENING)
    assert room(studio, klass.session).notes == before.notes
    with studio.write() as session:
        log_service.redo(session, session_id=klass.session)
    assert room(studio, klass.session).notes == after.notes


def test_a_sheet_that_is_sent_twice_is_written_once(studio: Store, klass: OpenClass) -> None:
    mia, action = klass.dyads[0], new_id()
    for _ in range(2):
        with studio.write() as session:
            after_service.enter(
                session,
                action_id=action,
                session_id=klass.session,
                baby_id=mia.baby,
                carer_id=mia.carer,
                entries=(Entry(5, "cue", "yawns"),),
                now=EVENING,
            )
    assert len(notes(room(studio, klass.session), "cue")) == 1


def test_a_sheet_that_is_typed_once_more_says_what_stands_already(studio: Store, klass: OpenClass) -> None:
    mia = klass.dyads[0]
    sheet = (state(5, "quiet_alert"), Entry(12, "cue", "looks_away"), Entry(12, "note", "", " Her voice "))
    enter(studio, klass.session, mia, *sheet)
    before = room(studio, klass.session)
    with studio.write() as session:
        entered = after_service.enter(
            session,
            action_id=new_id(),
            session_id=klass.session,
            baby_id=mia.baby,
            carer_id=mia.carer,
            entries=sheet,
            now=EVENING,
        )
    assert entered.known == 3 and room(studio, klass.session) == before
    enter(studio, klass.session, mia, *sheet, Entry(12, "cue", "looks_away"), Entry(13, "cue", "looks_away"))
    view = room(studio, klass.session)
    assert [note.code for note in notes(view, "cue")] == 3 * ["looks_away"]  # two of one minute were seen
    assert len(notes(view, "note")) == 1 and spans(view, mia) == [("quiet_alert", 5, 60)]


def test_what_another_baby_did_in_that_minute_is_not_there_yet(studio: Store, klass: OpenClass) -> None:
    for dyad in klass.dyads:
        enter(studio, klass.session, dyad, Entry(7, "cue", "yawns"))
    assert len(notes(room(studio, klass.session), "cue")) == 2


def test_a_class_that_only_paper_saw_is_held_from_its_planned_start_to_its_end(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia, noah = a_family(session, "Mia"), a_family(session, "Noah")
        for number, dyad in enumerate((mia, noah)):
            a_booking(session, course, dyad, now=NOW + timedelta(minutes=number))
        key = classes_of(session, course)[0]
    enter(studio, key, mia, state(5, "quiet_alert"))
    view = room(studio, key)
    klass = view.register.session
    assert (klass.status, klass.opened, klass.finished) == ("finished", NOW, minute(60))
    assert [row.status for row in view.register.rows] == ["here", "absent"]
    assert spans(view, mia) == [("quiet_alert", 5, 60)]
    enter(studio, key, noah, Entry(7, "cue", "yawns"))
    assert [row.status for row in room(studio, key).register.rows] == ["here", "here"]


def test_a_sheet_of_more_than_the_class_lasted_makes_it_last_so_long(studio: Store, klass: OpenClass) -> None:
    mia, noah = klass.dyads
    enter(studio, klass.session, mia, state(-5, "drowsy"), state(0, "quiet_alert"), state(70, "crying"))
    view = room(studio, klass.session)
    session = view.register.session
    assert (session.opened, session.finished) == (minute(-5), minute(71))
    assert spans(view, mia) == [("drowsy", -5, 0), ("quiet_alert", 0, 70), ("crying", 70, 71)]
    enter(studio, klass.session, noah, Entry(20, "cue", "yawns"))
    assert room(studio, klass.session).register.session == session
    for _ in range(2):
        with studio.write() as written:
            log_service.undo(written, session_id=klass.session, now=EVENING)
    session = room(studio, klass.session).register.session
    assert (session.opened, session.finished) == (NOW, minute(60))


@pytest.mark.parametrize(("entries", "now"), [((), EVENING), ((Entry(30, "cue", "yawns"),), minute(20))])
def test_an_empty_sheet_and_one_of_the_future_are_refused(
    studio: Store, klass: OpenClass, entries: tuple[Entry, ...], now: datetime
) -> None:
    with pytest.raises(KnownError):
        enter(studio, klass.session, klass.dyads[0], *entries, now=now)
    assert not notes(room(studio, klass.session), "cue")


_ENTRIES = st.lists(st.builds(state, st.integers(0, 60), st.sampled_from(STATES)), min_size=1, max_size=8)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheets=st.lists(_ENTRIES, min_size=1, max_size=3))
def test_any_sheets_leave_one_line_without_gaps_backwards_or_overlaps(
    studio: Store, klass: OpenClass, sheets: list[list[Entry]]
) -> None:
    mia = klass.dyads[0]
    for sheet in sheets:
        enter(studio, klass.session, mia, *sheet)
    line = spans(room(studio, klass.session), mia)
    # A state that would begin at the very end has no length, and is none.
    assert line or all(entry.minute == 60 for sheet in sheets for entry in sheet)
    for (_, start, end), (_, after, _) in pairwise(line):
        assert end is not None and start <= end <= after
    # A sheet that says what is known already is no press.
    while (last := room(studio, klass.session).undo) is not None and last.verb == "sheet":
        with studio.write() as session:
            log_service.undo(session, session_id=klass.session, now=EVENING)
    assert spans(room(studio, klass.session), mia) == []


def test_a_highlight_takes_the_place_of_the_one_before_and_keeps_it_in_the_record(
    studio: Store, klass: OpenClass
) -> None:
    words(studio, klass, "Turned to her voice")
    words(studio, klass, "Turned to her mother's voice")
    [note] = notes(room(studio, klass.session), "note")
    assert (note.text, note.code, note.layer) == ("Turned to her mother's voice", "highlight", "family")
    assert note.at == minute(60)
    with studio.read() as session:
        assert len(session.scalars(select(CueNote).where(CueNote.kind == "note")).all()) == 2
    with studio.write() as session:
        log_service.undo(session, session_id=klass.session, now=EVENING)
    assert [note.text for note in notes(room(studio, klass.session), "note")] == ["Turned to her voice"]


def test_an_emptied_highlight_is_gone_and_other_words_stay(studio: Store, klass: OpenClass) -> None:
    words(studio, klass, "Turned to her voice")
    words(studio, klass, "Ask about sleep", "question")
    words(studio, klass, "  ")
    assert [note.code for note in notes(room(studio, klass.session), "note")] == ["question"]


def test_a_reflection_is_kept_with_its_class(studio: Store, klass: OpenClass) -> None:
    with studio.write() as session:
        attendance_service.reflect(
            session, session_id=klass.session, text=" Slower next time.\nWarm the hall. "
        )
    with studio.read() as session:
        kept = class_queries.reflection(session, session_id=klass.session)
    assert kept == "Slower next time.\nWarm the hall."


def test_a_reflection_is_a_press_of_the_class_that_undo_takes_back(studio: Store, klass: OpenClass) -> None:
    def kept() -> str:
        with studio.read() as session:
            return class_queries.reflection(session, session_id=klass.session)

    for text in ("Slower.", "Slower, and warmer."):
        with studio.write() as session:
            after_service.reflect(
                session, action_id=new_id(), session_id=klass.session, text=text, now=EVENING
            )
    assert room(studio, klass.session).undo.verb == "reflect"
    with studio.write() as session:
        log_service.undo(session, session_id=klass.session, now=EVENING)
    assert kept() == "Slower."
    with studio.write() as session:
        log_service.redo(session, session_id=klass.session)
    assert kept() == "Slower, and warmer."
