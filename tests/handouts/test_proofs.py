"""Every sentence of a story can be changed or left out before it is printed, and what was read is kept."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.errors import KnownError
from massage_studio.handouts import proof_service, queries
from massage_studio.handouts.models import SentenceEdit
from massage_studio.handouts.papers import FamilySheet, build
from massage_studio.store.changes import Thing
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.operations import last_operations, operations_about, perform
from massage_studio.store.undo import redo_operation, undo_operation
from tests.paper.reading import squeezed, text_of
from tests.studio_fixtures import NOW, OpenClass, a_class

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def klass(studio: Store) -> OpenClass:
    """Mia was here and turned to a voice; Noah was absent."""
    with studio.write() as session:
        made = a_class(session)
        mia = made.dyads[0].baby
        attendance_service.mark(session, session_id=made.session, baby_id=mia, status="here", now=NOW)
        attendance_service.mark_rest_absent(session, session_id=made.session, now=NOW)
        note(session, made, "Mia turned to your voice.")
    return made


def note(session: object, klass: OpenClass, words: str) -> None:
    families.add_note(
        session,
        family_id=klass.dyads[0].family,
        layer="family",
        text=words,
        now=LATER,  # type: ignore[arg-type]
    )


def sheet(studio: Store, klass: OpenClass, place: int = 0) -> FamilySheet:
    with studio.read() as session:
        return queries.class_papers(session, session_id=klass.session).sheets[place]


def edit(studio: Store, klass: OpenClass, noted: str, words: str) -> UUID:
    one = sheet(studio, klass)
    [sentence] = [found for found in one.proof.sentences if found.noted == noted]
    key = new_id()
    work = partial(
        proof_service.edit_sentence,
        session_id=klass.session,
        copy=one.key,
        key=sentence.key,
        words=words,
        noted=noted,
    )
    with studio.write() as session:
        done = perform(session, name="edit_story", work=work, words="Mia", now=LATER, operation_id=key)
    assert done.things == {Thing.HANDOUTS}
    return key


def read(studio: Store, klass: OpenClass) -> None:
    one = sheet(studio, klass)
    with studio.write() as session:
        proof_service.mark_read(
            session, session_id=klass.session, copy=one.key, version=one.proof.version, now=LATER
        )


def printed(studio: Store, klass: OpenClass) -> str:
    return squeezed(text_of(build(sheet(studio, klass).draft).content))


def test_a_sentence_is_printed_as_the_instructor_changed_it(studio: Store, klass: OpenClass) -> None:
    edit(studio, klass, "Mia turned to your voice.", "Mia listened  to you.\n")
    text = printed(studio, klass)
    assert squeezed("Mia listened to you.") in text and squeezed("Mia turned") not in text
    [changed] = [one for one in sheet(studio, klass).proof.sentences if one.changed]
    assert (changed.noted, changed.now) == ("Mia turned to your voice.", "Mia listened to you.")


def test_a_sentence_without_words_is_left_out_and_its_own_bring_it_back(
    studio: Store, klass: OpenClass
) -> None:
    edit(studio, klass, "Mia turned to your voice.", "")
    assert squeezed("Mia turned") not in printed(studio, klass)
    edit(studio, klass, "Mia turned to your voice.", "Mia turned to your voice.")
    assert squeezed("Mia turned") in printed(studio, klass)
    with studio.read() as session:
        assert session.scalars(select(SentenceEdit)).all() == []


def test_a_change_is_taken_back_by_its_name_and_done_again(studio: Store, klass: OpenClass) -> None:
    first = edit(studio, klass, "Mia turned to your voice.", "Mia listened.")
    second = edit(studio, klass, "Mia turned to your voice.", "")
    with studio.write() as session:
        done, _ = last_operations(session)
        assert done is not None and (done.id, done.verb, done.words) == (second, "edit_story", "Mia")
        assert {first, second} <= operations_about(session, subject_ids=(klass.dyads[0].baby,))
    with pytest.raises(KnownError, match="changed since"), studio.write() as session:
        undo_operation(session, now=LATER, operation_id=first)
    with studio.write() as session:
        undo_operation(session, now=LATER)
    assert squeezed("Mia listened.") in printed(studio, klass)
    with studio.write() as session:
        undo_operation(session, now=LATER)
    assert squeezed("Mia turned") in printed(studio, klass)
    with studio.write() as session:
        redo_operation(session)
    assert squeezed("Mia listened.") in printed(studio, klass)


def test_what_was_read_stays_read_until_the_story_changes(studio: Store, klass: OpenClass) -> None:
    assert not sheet(studio, klass).proof.is_read
    read(studio, klass)
    assert sheet(studio, klass).proof.is_read
    with studio.write() as session:
        note(session, klass, "Mia smiled.")
    assert sheet(studio, klass).proof.changed_since
    read(studio, klass)
    edit(studio, klass, "Mia smiled.", "")
    assert sheet(studio, klass).proof.changed_since


def test_a_note_for_the_instructor_alone_asks_for_no_second_reading(studio: Store, klass: OpenClass) -> None:
    read(studio, klass)
    with studio.write() as session:
        families.add_note(
            session, family_id=klass.dyads[0].family, layer="private", text="Mia sleeps little.", now=LATER
        )
    assert sheet(studio, klass).proof.is_read


def test_a_warning_sign_stops_with_its_time_and_asks_for_a_second_reading(
    studio: Store, klass: OpenClass
) -> None:
    read(studio, klass)
    mia = klass.dyads[0]
    with studio.write() as session:
        cues.record(
            session,
            action_id=new_id(),
            session_id=klass.session,
            dyads=((mia.baby, mia.carer),),
            kind="cue",
            code="goes_limp",
            now=NOW + timedelta(minutes=12),
        )
    proof = sheet(studio, klass).proof
    assert proof.changed_since
    [stop] = proof.stops
    assert stop.kind == "warning"
    assert stop.words.startswith("Seek advice? ") and stop.words.endswith(
        ", at 10:12. This is not on the paper."
    )


def test_a_baby_without_notes_is_stopped_at_and_one_who_was_absent_is_not(
    studio: Store, klass: OpenClass
) -> None:
    assert sheet(studio, klass).proof.stops == ()
    assert sheet(studio, klass, 1).proof.stops == ()
    with studio.write() as session:
        attendance_service.mark(
            session, session_id=klass.session, baby_id=klass.dyads[1].baby, status="here", now=NOW
        )
    [stop] = sheet(studio, klass, 1).proof.stops
    assert (stop.kind, stop.words) == ("no_notes", "Nothing was noted for Noah in this class.")
