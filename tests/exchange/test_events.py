"""What was seen in a class becomes a table: the right rows, the right seconds, and nobody's private words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

import massage_studio.cues.service as cues
from massage_studio.bookings import attendance_service
from massage_studio.cues import log_service, opening_service
from massage_studio.cues.delivered_service import go_to
from massage_studio.cues.views import CueView, Kind
from massage_studio.errors import KnownError
from massage_studio.exchange.events import EventRow, EventTable, Record, event_table
from massage_studio.exchange.queries import record_of
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import (
    NOW,
    Dyad,
    OpenClass,
    a_booking,
    a_class,
    a_course,
    a_family,
    a_sibling,
    classes_of,
)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


class Studio:
    """A class in a real studio, and short words for what is pressed in it."""

    def __init__(self, store: Store, opened: OpenClass) -> None:
        self.store, self.opened = store, opened

    def press(
        self, kind: Kind, code: str, dyad: int | Dyad = 0, *, second: float, text: str = "", layer: str = ""
    ) -> None:
        who = self.opened.dyads[dyad] if isinstance(dyad, int) else dyad
        with self.store.write() as session:
            cues.record(
                session,
                action_id=new_id(),
                session_id=self.opened.session,
                dyads=((who.baby, who.carer),),
                kind=kind,
                code=code,
                now=after(second),
                text=text,
                layer=layer,
            )

    def finish(self, second: float) -> None:
        with self.store.write() as session:
            opening_service.finish_class(session, session_id=self.opened.session, now=after(second))

    def undo(self, second: float) -> None:
        with self.store.write() as session:
            log_service.undo(session, session_id=self.opened.session, now=after(second))

    def record(self) -> Record:
        with self.store.read() as session:
            return record_of(session, session_id=self.opened.session)

    def table(self, second: float = 3600, **how: Any) -> EventTable:
        return event_table(self.record(), now=after(second), **how)


@pytest.fixture
def studio_class(studio: Store) -> Studio:
    with studio.write() as session:
        return Studio(studio, a_class(session, "Mia", "Noah"))


def told(row: EventRow) -> tuple[str, str, str, str, str, str]:
    return row.type, row.subject, row.event, row.category, f"{row.start}", f"{row.stop}"


def test_a_known_class_gives_known_rows_and_times(studio_class: Studio) -> None:
    studio_class.press("state", "drowsy", second=60)
    studio_class.press("cue", "looks_away", 1, second=75.5)
    studio_class.press("permission", "not_now", 1, second=80)
    studio_class.press("response", "cuddle", 1, second=81.25)
    studio_class.press("state", "quiet_alert", second=90.1234)
    studio_class.press("cue", "smiles", second=100)
    studio_class.press("bookmark", "", second=110)
    studio_class.finish(second=600)
    table = studio_class.table(second=9000)
    assert [told(row) for row in table.rows] == [
        ("STATE", "Baby 1", "In class", "attendance", "0.000", "600.000"),
        ("STATE", "Baby 2", "In class", "attendance", "0.000", "600.000"),
        ("STATE", "Baby 1", "Drowsy", "state", "60.000", "90.123"),
        ("POINT", "Baby 2", "Looks away", "disengaging", "75.500", "75.500"),
        ("POINT", "Baby 2", "Permission: not now", "permission", "80.000", "80.000"),
        ("POINT", "Baby 2", "Cuddle", "response", "81.250", "81.250"),
        ("STATE", "Baby 1", "Quiet alert", "state", "90.123", "600.000"),
        ("POINT", "Baby 1", "Smiles", "engaging", "100.000", "100.000"),
        ("POINT", "Baby 1", "Bookmark", "bookmark", "110.000", "110.000"),
    ]
    answers = {row.code: (row.answers, row.answers_at) for row in table.rows}
    assert answers["cuddle"] == ("Permission: not now", Decimal("80.000"))
    assert answers["looks_away"] == ("", None)
    assert table.observation == "2026-11-19 10:00 Autumn course, week 1"
    assert (table.opened, table.length) == (NOW, Decimal("600.000"))


def test_a_state_that_lasts_ends_at_the_moment_of_the_export(studio_class: Studio) -> None:
    studio_class.press("state", "crying", second=10)
    assert [told(row)[4:] for row in studio_class.table(second=70).rows] == [("10.000", "70.000")]
    assert studio_class.table(second=70).length == 70
    # Nor does a clock that was set back make a state end before it began.
    assert [told(row)[4:] for row in studio_class.table(second=-70).rows] == [("10.000", "10.000")]
    assert studio_class.table(second=-70).length == 10


def test_what_was_taken_back_is_left_out(studio_class: Studio) -> None:
    studio_class.press("cue", "smiles", second=1)
    studio_class.press("cue", "yawns", second=2)
    studio_class.undo(second=3)
    assert [row.event for row in studio_class.table().rows] == ["Smiles"]


def test_an_event_carries_the_activity_its_areas_and_the_adult_of_that_moment(studio_class: Studio) -> None:
    delivered = studio_class.record().room.delivered
    massage = next(part for part in delivered if part.areas)
    studio_class.press("cue", "smiles", second=5)
    with studio_class.store.write() as session:
        go_to(session, session_id=studio_class.opened.session, delivered_id=massage.id, now=after(20))
    studio_class.press("cue", "yawns", second=30)
    first, second = studio_class.table().rows
    assert (first.activity, first.areas, first.adult) == (delivered[0].title, (), "Adult 1")
    assert (second.activity, second.areas) == (massage.title, ("Legs and feet",))
    named = studio_class.table(pseudonyms=False).rows[0]
    assert (named.subject, named.adult) == ("Mia", "Mia's carer")


def test_nobody_is_named_unless_asked(studio_class: Studio) -> None:
    studio_class.press("note", "", second=4, text="Mia loved it", layer="family")
    studio_class.press("cue", "smiles", 1, second=5)
    for texts in (False, True):
        table = studio_class.table(texts=texts)
        assert "Mia" not in repr(table) and "Noah" not in repr(table)
        assert [row.subject for row in table.rows] == ["Baby 1", "Baby 2"]


@pytest.mark.parametrize("layer", ["private", "safeguarding", ""])
def test_a_private_or_safeguarding_note_never_leaves(studio_class: Studio, layer: str) -> None:
    studio_class.press("cue", "smiles", second=1)
    studio_class.press("note", "", second=2, text="secret words", layer=layer)
    if layer:
        studio_class.press("bookmark", "", second=3, text="secret words", layer=layer)
    table = studio_class.table(pseudonyms=False, texts=True)
    assert "secret" not in repr(table)
    # Not even that there is one.
    assert [row.event for row in table.rows] == ["Smiles"]


def test_words_for_the_family_leave_only_when_asked(studio_class: Studio) -> None:
    studio_class.press("note", "", second=2, text="Loved her feet", layer="family")
    studio_class.press("permission", "not_now", second=3, text="Held instead")
    assert [row.words for row in studio_class.table(pseudonyms=False, texts=True).rows] == [
        "Loved her feet",
        "",
    ]
    assert [row.words for row in studio_class.table(pseudonyms=False).rows] == ["", ""]


def test_seconds_are_true_over_the_night_when_the_clocks_go_back(studio: Store) -> None:
    # 01:30 in London comes twice that night, an hour apart.
    opens = datetime.fromisoformat("2026-10-25T00:30:00+00:00")
    with studio.write() as session:
        course = a_course(session, starts=(opens,))
        dyad = a_family(session)
        a_booking(session, course, dyad, now=NOW)
        first = classes_of(session, course)[0]
        opening_service.open_class(session, session_id=first, now=opens)
        cues.record(
            session,
            action_id=new_id(),
            session_id=first,
            dyads=((dyad.baby, dyad.carer),),
            kind="cue",
            code="smiles",
            now=opens + timedelta(hours=1, seconds=1),
        )
        [row] = event_table(record_of(session, session_id=first), now=opens + timedelta(hours=2)).rows
    assert row.start == 3601
    assert f"{row.moment:%H:%M:%S}" == "01:30:01"


def test_two_babies_of_one_name_stay_two(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        first, last = a_family(session, "Mia"), a_family(session, "Mia")
        twin = a_sibling(session, first, "Noah")
        for dyad in (first, last, twin):
            a_booking(session, course, dyad)
        klass = classes_of(session, course)[0]
        opening_service.open_class(session, session_id=klass, now=NOW)
    room = Studio(studio, OpenClass(klass, course, (first, last, twin)))
    for number in range(3):
        room.press("cue", "smiles", number, second=number)
    assert len({row.subject for row in room.table(pseudonyms=False).rows}) == 3
    numbered = room.table().rows
    assert len({row.subject for row in numbered}) == 3
    # Twins have one adult between them.
    assert numbered[0].adult == numbered[2].adult != numbered[1].adult


def test_a_kind_of_later_days_and_a_baby_off_the_register_are_told_all_the_same(studio_class: Studio) -> None:
    studio_class.press("cue", "smiles", second=1)
    record = studio_class.record()
    [note] = record.room.notes

    def with_note(**changes: Any) -> CueView:
        return replace(note, **changes)

    later: Any = "not_massaged"
    notes = (
        note,
        with_note(id=new_id(), seq=2, kind=later, code="recent_jab", polarity=""),
        with_note(id=new_id(), seq=3, baby_id=new_id(), code="wiggles_ears"),
    )
    rows = event_table(replace(record, room=replace(record.room, notes=notes)), now=NOW).rows
    assert [(row.event, row.subject) for row in rows] == [
        ("Smiles", "Baby 1"),
        ("Not massaged: recent jab", "Baby 1"),
        ("wiggles_ears", "Baby 3"),
    ]
    assert rows[1].category == "not massaged"


def test_a_class_without_notes_has_no_events(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        planned = classes_of(session, course)[0]
        attendance_service.begin_class(session, session_id=planned, now=NOW)
        record = record_of(session, session_id=planned)
    with pytest.raises(KnownError, match="Nothing has been noted"):
        event_table(record, now=NOW)
