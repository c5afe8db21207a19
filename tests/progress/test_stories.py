"""The story of one baby's classes: cues, minutes watched, what was massaged and what was not."""

from __future__ import annotations

from datetime import timedelta

import pytest

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.cues import log_service, opening_service
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.delivered_service import go_to
from massage_studio.progress.queries import family_progress, overview
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.progress.presses import come, finish, of_baby, press
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


def test_cues_are_counted_against_the_minutes_that_were_watched(
    held: tuple[Store, OpenClass, Dyad],
) -> None:
    studio, _, mia = held
    with studio.read() as session:
        [story] = of_baby(session, mia).sessions
    assert story.observed_minutes == 40
    assert (story.engaging, story.disengaging) == (3, 2)
    assert story.engaging_rate == pytest.approx(3 / 40)
    assert story.disengaging_rate == pytest.approx(2 / 40)


def test_a_warning_sign_is_in_no_rate_no_area_and_no_sentence(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        legs = next(part for part in delivered(session, session_id=of.session) if part.areas)
        go_to(session, session_id=of.session, delivered_id=legs.id, now=NOW + timedelta(minutes=1))
        press(session, of, mia, "state", "quiet_alert", 2)
        for minute, code in enumerate(("goes_limp", "unusual_cry", "vomits", "feels_hot", "strains"), 3):
            press(session, of, mia, "cue", code, minute)
        press(session, of, mia, "note", "", 9, text="Went limp at 10:03", layer="private")
        finish(session, of)
        one = of_baby(session, mia)
    [story] = one.sessions
    assert (story.disengaging, story.disengaging_rate) == (0, 0)
    assert story.moments == story.liked == one.met == ()
    assert {note.kind for note in story.told} == {"state"}
    assert [note.text for note in one.notes] == ["Went limp at 10:03"]  # the instructor's own words stay


def test_a_class_with_a_yes_and_a_later_no_is_not_a_class_without_massage(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "permission", "yes", 10)
        press(session, of, mia, "permission", "not_now", 30)
        press(session, of, mia, "not_massaged", "asleep", 40)
        [story] = of_baby(session, mia).sessions
        [row] = overview(session, now=NOW + timedelta(hours=2)).rows
    assert [word.note.code for word in story.permission.words] == ["yes", "not_now", "asleep"]
    assert story.why_not is None and row.marks[0].why_not is None


def test_a_cue_from_before_anybody_watched_does_not_raise_the_rate(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "cue", "smiles", 1)
        press(session, of, mia, "state", "drowsy", 50)
        finish(session, of)
        [story] = of_baby(session, mia).sessions
    assert story.engaging == 1
    assert story.engaging_rate == 0


def test_without_a_state_there_is_no_rate(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "cue", "smiles", 1)
        finish(session, of)
        [story] = of_baby(session, mia).sessions
    assert story.engaging_rate is None and story.disengaging_rate is None


def test_a_running_class_is_watched_until_now(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "state", "quiet_alert", 5)
        [story] = of_baby(session, mia, now=NOW + timedelta(minutes=15)).sessions
    assert story.observed_minutes == 10


def test_the_adult_is_the_one_who_came(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        daniel = new_id()
        families.add_carer(session, family_id=mia.family, carer_id=daniel, given_name="Daniel")
        attendance_service.brought_by(
            session, session_id=of.session, baby_id=mia.baby, carer_id=daniel, now=NOW
        )
        come(session, of, mia)
        [story] = of_baby(session, mia).sessions
    assert story.adult is not None and story.adult.given_name == "Daniel"


def test_not_massaged_is_an_answer_with_its_reason(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "permission", "asked", 10)
        press(session, of, mia, "permission", "not_now", 11, text="asleep")
        [story] = of_baby(session, mia).sessions
        press(session, of, mia, "permission", "yes", 30)
        [later] = of_baby(session, mia).sessions
    assert story.why_not is not None and story.why_not.text == "asleep"
    assert later.why_not is None


@pytest.mark.parametrize("why", ["asleep", "hungry", "said_no", "recent_jab", "unwell", "other"])
def test_each_reason_not_to_massage_is_told_on_the_family_and_in_the_grid(studio: Store, why: str) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia", "Noah")
        mia, noah = of.dyads
        come(session, of, mia)
        come(session, of, noah)
        press(session, of, mia, "not_massaged", why, 10)
        finish(session, of)
        [story] = of_baby(session, mia).sessions
        rows = overview(session, now=NOW + timedelta(hours=2)).rows
    assert story.why_not is not None and story.why_not.code == why
    told, other = (row.marks[0].why_not for row in rows)
    assert told is not None and told.code == why
    assert other is None


def test_a_reason_is_taken_back_by_a_yes_and_by_undo(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "not_massaged", "hungry", 10)
        press(session, of, mia, "permission", "yes", 20)
        [fed] = of_baby(session, mia).sessions
        log_service.undo(session, session_id=of.session, now=NOW + timedelta(minutes=21))
        [again] = of_baby(session, mia).sessions
        log_service.undo(session, session_id=of.session, now=NOW + timedelta(minutes=22))
        [before] = of_baby(session, mia).sessions
    assert (fed.why_not, before.why_not) == (None, None)
    assert again.why_not is not None and again.why_not.code == "hungry"


def test_twins_keep_their_own_stories(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        finn = a_family(session, "Finn", "Beth")
        ivy = a_sibling(session, finn, "Ivy")
        for dyad in (finn, ivy):
            a_booking(session, course, dyad)
        of = OpenClass(classes_of(session, course)[0], course, (finn, ivy))
        opening_service.open_class(session, session_id=of.session, now=NOW)
        for dyad in (finn, ivy):
            come(session, of, dyad)
            press(session, of, dyad, "state", "quiet_alert", 0)
        press(session, of, ivy, "cue", "smiles", 5)
        press(session, of, ivy, "note", "", 6, text="Ivy laughed", layer="family")
        finish(session, of, 10)
        whole = family_progress(session, family_id=finn.family, now=NOW + timedelta(hours=2))
    told = {one.baby.given_name: one for one in whole.babies}
    assert told["Finn"].sessions[0].engaging == 0 and told["Ivy"].sessions[0].engaging == 1
    assert not told["Finn"].notes
    assert [note.text for note in told["Ivy"].notes] == ["Ivy laughed"]


def test_minutes_of_benefits_are_those_really_given_where_the_baby_was(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia", "Noah")
        mia, noah = of.dyads
        come(session, of, mia)
        come(session, of, noah, "absent")
        first, second = delivered(session, session_id=of.session)[:2]
        go_to(session, session_id=of.session, delivered_id=second.id, now=NOW + timedelta(minutes=8))
        finish(session, of, 20)
        here, away = of_baby(session, mia), of_baby(session, noah)
    expected = dict.fromkeys((*first.benefits, *second.benefits), 0.0)
    for part, minutes in ((first, 8), (second, 12)):
        for code in part.benefits:
            expected[code] += minutes / len(part.benefits)
    assert {part.code: part.minutes for part in here.benefits if part.minutes} == pytest.approx(expected)
    assert not any(part.minutes for part in away.benefits)


def test_what_a_baby_likes_is_told_with_the_area_that_was_massaged(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        legs = next(part for part in delivered(session, session_id=of.session) if part.areas)
        press(session, of, mia, "cue", "smiles", 1)
        go_to(session, session_id=of.session, delivered_id=legs.id, now=NOW + timedelta(minutes=2))
        press(session, of, mia, "cue", "coos", 2)
        press(session, of, mia, "cue", "turns_away", 3)
        [story] = of_baby(session, mia).sessions
    assert [(one.areas, one.signs) for one in story.liked] == [((), ("smiles",)), (legs.areas, ("coos",))]
    assert [(one.seen, one.done) for one in story.moments] == [("turns right away", ())]
