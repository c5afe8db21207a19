"""A carer's own answers: kept by course, corrected, left out, taken back, and never anybody else's."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import massage_studio.families.service as families
from massage_studio.families.own_words_queries import own_words
from massage_studio.families.own_words_service import rate
from massage_studio.families.views import OwnWordsView
from massage_studio.progress.own_words_queries import family_own_words
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.operations import last_operations, perform
from massage_studio.store.undo import undo_operation
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family

TODAY = NOW.date()


@pytest.fixture
def mia(studio: Store) -> Dyad:
    with studio.write() as session:
        return a_family(session)


def look(store: Store, mia: Dyad) -> tuple[OwnWordsView, ...]:
    with store.read() as session:
        return own_words(session, carer_ids=(mia.carer,))


def test_what_is_answered_again_stands_alone_and_what_is_left_out_is_gone(studio: Store, mia: Dyad) -> None:
    with studio.write() as session:
        rate(session, carer_id=mia.carer, moment="before", scores={1: 3, 2: 9}, on=TODAY, words="Calm  days")
        rate(session, carer_id=mia.carer, moment="before", scores={1: 4}, on=TODAY, words="Calm")
        rate(session, carer_id=mia.carer, moment="after", scores={0: 0}, on=TODAY, on_paper=True)
    [one] = look(studio, mia)
    assert one.before is not None and one.after is not None
    assert (one.before.scores, one.before.words, one.before.on_paper) == (
        (None, 4, None, None, None),
        "Calm",
        False,
    )
    assert (one.after.scores[0], one.after.on_paper) == (0, True)
    with pytest.raises(IntegrityError, match="score"), studio.write() as session:
        rate(session, carer_id=mia.carer, moment="after", scores={2: 11}, on=TODAY)


def test_who_leaves_everything_out_was_asked_and_nothing_is_kept(studio: Store, mia: Dyad) -> None:
    with studio.write() as session:
        rate(session, carer_id=mia.carer, moment="before", scores={0: 4}, on=TODAY, words="Well")
        rate(session, carer_id=mia.carer, moment="before", scores={}, on=TODAY)
    assert look(studio, mia) == ()


def test_a_second_course_leaves_the_answers_of_the_first_alone(studio: Store, mia: Dyad) -> None:
    with studio.write() as session:
        courses = [a_course(session), a_course(session, starts=(NOW + timedelta(days=90),))]
        for number, course in enumerate(courses):
            a_booking(session, course, mia)
            for moment, score in (("before", number), ("after", number + 5)):
                rate(
                    session,
                    carer_id=mia.carer,
                    course_id=course,
                    moment=moment,  # type: ignore[arg-type]
                    scores={0: score},
                    on=TODAY,
                )
        words = family_own_words(session, family_id=mia.family, now=NOW + timedelta(days=95))
    assert [course.key for course in words.courses] == courses[::-1], "the latest that has begun comes first"
    for number, course in enumerate(courses):
        one = words.of(mia.carer, course)
        assert one.before is not None and one.after is not None
        assert (one.before.scores[0], one.after.scores[0]) == (number, number + 5)


def test_a_family_without_a_course_can_be_asked_all_the_same(studio: Store, mia: Dyad) -> None:
    with studio.read() as session:
        words = family_own_words(session, family_id=mia.family, now=NOW)
    assert [(course.key, course.name) for course in words.courses] == [(None, "")]
    assert words.of(mia.carer, None) == OwnWordsView(mia.carer, None, None, None)


def test_an_answer_is_taken_back_as_one_thing(studio: Store, mia: Dyad) -> None:
    for score, words in ((3, "First"), (8, "Second")):
        work = partial(rate, carer_id=mia.carer, moment="after", scores={0: score}, on=TODAY, words=words)
        with studio.write() as session:
            perform(session, name="rate", work=work, words="", now=NOW, operation_id=new_id())
    with studio.write() as session:
        last, _ = last_operations(session)
        assert last is not None
        undo_operation(session, operation_id=last.id, now=NOW)
    [one] = look(studio, mia)
    assert one.after is not None and (one.after.scores[0], one.after.words) == (3, "First")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_told_of_each_carer_is_what_a_plain_count_of_the_rows_tells(studio: Store, seed: int) -> None:
    dice = Random(seed)
    with studio.write() as session:
        dyads = [a_family(session, f"Baby{number}", f"Carer{number}") for number in range(3)]
        extra = new_id()
        families.add_carer(session, family_id=dyads[0].family, carer_id=extra, given_name="Daniel")
        carers = [*(dyad.carer for dyad in dyads), extra]
        courses = [None, a_course(session), a_course(session)]
        for _ in range(25):
            given = {number: dice.randint(0, 10) for number in range(5) if dice.random() < 0.6}
            rate(
                session,
                carer_id=dice.choice(carers),
                course_id=dice.choice(courses),
                moment=dice.choice(("before", "after")),  # type: ignore[arg-type]
                scores=given,
                on=TODAY,
            )
        found = own_words(session, carer_ids=carers)
        rows = session.execute(text("SELECT carer_id, course_id, moment, statement, score FROM rating")).all()
    counted = {
        (UUID(carer), UUID(course) if course else None, moment, number): score
        for carer, course, moment, number, score in rows
    }
    told = {
        (one.carer_id, one.course_id, asked, number): score
        for one in found
        for asked in ("before", "after")
        if (answers := one.at(asked)) is not None  # type: ignore[arg-type]
        for number, score in enumerate(answers.scores)
        if score is not None
    }
    assert told == counted and counted
