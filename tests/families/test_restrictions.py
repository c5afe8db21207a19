"""A contact restriction is obeyed by every verb, and what is done against it is kept with its reason."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import text

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service, register_queries
from massage_studio.cues import log_service, register_service
from massage_studio.cues.new_adult_service import brought_by_another
from massage_studio.errors import KnownError
from massage_studio.families.carer_queries import carers_by_family
from massage_studio.families.models import Carer
from massage_studio.families.overrides_queries import overrides_of
from massage_studio.families.overrides_service import allow
from massage_studio.families.restrictions import EXCEPTIONS, Purpose, RestrictedError, Rule, may, restricted
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, Dyad, OpenClass, a_booking, a_class, a_course, a_family, classes_of

COURT = "Court order: must not be told where or when"
REASON = "The social worker is with him today"


def restrict(session, carer: UUID, given: str = "Daniel", words: str = COURT) -> None:
    families.change_carer(
        session,
        carer_id=carer,
        given_name=given,
        family_name="",
        relationship="",
        email="",
        phone="",
        contact_restriction=words,
    )


def a_father(session, dyad: Dyad, words: str = COURT) -> UUID:
    """Add Daniel to the family of a dyad."""
    father = new_id()
    families.add_carer(
        session, family_id=dyad.family, carer_id=father, given_name="Daniel", contact_restriction=words
    )
    return father


def ruled(session, dyad: Dyad, rule: Rule) -> UUID:
    """Add Daniel with a restriction of this rule."""
    father = new_id()
    families.add_carer(
        session,
        family_id=dyad.family,
        carer_id=father,
        given_name="Daniel",
        contact_restriction=COURT,
        rule=rule,
    )
    return father


def register_row(store: Store, klass: UUID):
    with store.read() as session:
        return register_queries.register(session, session_id=klass).rows[0]


@pytest.fixture
def opened(studio: Store) -> tuple[OpenClass, UUID]:
    """A class with Mia, her carer and Daniel, who must not be told where or when."""
    with studio.write() as session:
        klass = a_class(session, "Mia")
        return klass, a_father(session, klass.dyads[0])


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_restriction_is_against_every_purpose_and_blanks_are_none(studio: Store, purpose: Purpose) -> None:
    with studio.write() as session:
        mia = a_family(session)
        a_father(session, mia)
        a_father(session, mia, "   ")
        adults = carers_by_family(session, family_ids=[mia.family])[mia.family]
    assert [may(adult, purpose) for adult in adults] == [True, False, True]


@pytest.mark.parametrize("allowed", list(Purpose))
def test_a_rule_leaves_an_adult_what_it_says_and_nothing_else(studio: Store, allowed: Purpose) -> None:
    with studio.write() as session:
        mia = a_family(session)
        ruled(session, mia, Rule(frozenset({allowed})))
        adult = carers_by_family(session, family_ids=[mia.family])[mia.family][1]
    # Who may come and not collect could only come beside somebody else.
    assert [one for one in Purpose if may(adult, one)] == ([] if allowed is Purpose.COME else [allowed])
    both = replace(adult, rule=Rule(frozenset({Purpose.COME, Purpose.COLLECT})))
    assert may(both, Purpose.COME) and not may(both, Purpose.BE_TOLD)
    assert restricted((adult, both)) == (adult, both)


@pytest.mark.parametrize(
    ("since", "until", "stands"),
    [(0, 0, True), (1, None, False), (None, -1, False), (-1, 1, True), (None, None, True)],
)
def test_a_rule_stands_from_its_first_day_to_its_last(
    studio: Store, since: int | None, until: int | None, stands: bool
) -> None:
    today = NOW.date()
    first, last = (None if days is None else today + timedelta(days=days) for days in (since, until))
    with studio.write() as session:
        mia = a_family(session)
        ruled(session, mia, Rule(since=first, until=last))
        adult = carers_by_family(session, family_ids=[mia.family], on=today)[mia.family][1]
        whatever_the_day = carers_by_family(session, family_ids=[mia.family])[mia.family][1]
    assert may(adult, Purpose.COME) is not stands
    assert bool(restricted((adult,))) is stands
    assert not may(whatever_the_day, Purpose.COME), "where no day is asked about it stands"
    assert adult.rule == Rule(since=first, until=last)


def test_an_import_leaves_a_rule_and_no_word_of_why_takes_it_away(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        father = ruled(session, mia, Rule(frozenset({Purpose.GET_PAPERS}), NOW.date()))
        restrict(session, father)
        kept = session.get_one(Carer, father).restriction_allows
        restrict(session, father, words=" ")
        gone = session.get_one(Carer, father)
        assert (kept, gone.restriction_allows, gone.restriction_since) == (("get_papers",), (), None)
        with pytest.raises(KnownError):
            ruled(session, mia, Rule(since=NOW.date(), until=NOW.date() - timedelta(days=1)))


def test_a_reason_of_a_thousand_letters_is_kept_whole(studio: Store) -> None:
    words = " ".join(["Court order"] * 83)
    with studio.write() as session:
        mia = a_family(session)
        a_father(session, mia, words)
        adults = carers_by_family(session, family_ids=[mia.family])[mia.family]
    assert adults[1].contact_restriction == words


def test_the_door_offers_who_may_bring_the_baby_on_the_day_of_the_class(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        mia = klass.dyads[0]
        restrict(session, mia.carer, "Mona")
        father = ruled(session, mia, Rule(until=NOW.date() - timedelta(days=1)))
        attendance_service.expect_everybody(session, session_id=klass.session)
    row = register_row(studio, klass.session)
    assert row.adult is not None and row.adult.id == father, "the rule ended yesterday"


def test_the_door_refuses_a_restricted_adult_without_a_reason(
    studio: Store, opened: tuple[OpenClass, UUID]
) -> None:
    klass, father = opened
    mia = klass.dyads[0].baby
    verbs = (
        lambda s: attendance_service.brought_by(
            s, session_id=klass.session, baby_id=mia, carer_id=father, now=NOW
        ),
        lambda s: attendance_service.come_in(
            s, session_id=klass.session, baby_id=mia, carer_id=father, now=NOW
        ),
        lambda s: register_service.brought_by(
            s,
            action_id=new_id(),
            session_id=klass.session,
            baby_id=mia,
            carer_id=father,
            now=NOW,
            reason=" \n ",
        ),
    )
    for verb in verbs:
        with pytest.raises(RestrictedError) as refused, studio.write() as session:
            verb(session)
        assert "Court" not in str(refused.value), "the screen at the door is read by others"
    row = register_row(studio, klass.session)
    assert row.adult is not None and row.adult.id == klass.dyads[0].carer


def test_a_reason_lets_the_adult_in_and_is_kept_when_the_press_is_undone(
    studio: Store, opened: tuple[OpenClass, UUID]
) -> None:
    klass, father = opened
    mia = klass.dyads[0]
    with studio.write() as session:
        register_service.brought_by(
            session,
            action_id=new_id(),
            session_id=klass.session,
            baby_id=mia.baby,
            carer_id=father,
            now=NOW,
            reason=REASON,
        )
        register_service.mark(
            session,
            action_id=new_id(),
            session_id=klass.session,
            baby_ids=(mia.baby,),
            status="here",
            now=NOW,
        )
    row = register_row(studio, klass.session)
    assert row.adult is not None and row.adult.id == father
    with studio.write() as session:
        log_service.undo(session, session_id=klass.session, now=NOW)
        log_service.undo(session, session_id=klass.session, now=NOW)
        [kept] = overrides_of(session, family_id=mia.family)
    assert (kept.carer_id, kept.session_id, kept.purpose, kept.reason) == (
        father,
        klass.session,
        Purpose.COME,
        REASON,
    )
    row = register_row(studio, klass.session)
    assert row.adult is not None and row.adult.id == mia.carer


def test_a_reason_that_was_kept_can_be_neither_changed_nor_taken_away(
    studio: Store, opened: tuple[OpenClass, UUID]
) -> None:
    klass, father = opened
    with studio.write() as session:
        attendance_service.brought_by(
            session,
            session_id=klass.session,
            baby_id=klass.dyads[0].baby,
            carer_id=father,
            now=NOW,
            reason=REASON,
        )
    for statement in ("UPDATE restriction_override SET reason = 'x'", "DELETE FROM restriction_override"):
        with pytest.raises(KnownError, match="written down stays in the record"), studio.write() as session:
            session.execute(text(statement))


def test_a_restricted_adult_is_never_expected_though_they_came_last_time(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        mia = klass.dyads[0]
        father = a_father(session, mia, "")
        first, second, *_ = classes_of(session, klass.course)
        attendance_service.brought_by(session, session_id=first, baby_id=mia.baby, carer_id=father, now=NOW)
        attendance_service.mark(session, session_id=first, baby_id=mia.baby, status="here", now=NOW)
        restrict(session, father)
        attendance_service.expect_everybody(session, session_id=second)
    row = register_row(studio, second)
    assert row.adult is not None and row.adult.id == mia.carer


def test_where_only_the_restricted_adult_booked_nobody_is_expected(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session, "Mia", "Daniel")
        restrict(session, mia.carer)
        a_booking(session, course, mia)
        first = classes_of(session, course)[0]
    assert register_row(studio, first).adult is None
    with studio.write() as session:
        attendance_service.mark(session, session_id=first, baby_id=mia.baby, status="here", now=NOW)
    assert register_row(studio, first).adult is None


def test_a_restriction_written_down_during_the_class_counts_from_the_next_press_on(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        mia = klass.dyads[0]
        families.add_carer(session, family_id=mia.family, carer_id=new_id(), given_name="Ama")
        restrict(session, mia.carer, "Mia's carer")
        attendance_service.mark(session, session_id=klass.session, baby_id=mia.baby, status="here", now=NOW)
    row = register_row(studio, klass.session)
    assert row.adult is not None and row.adult.given_name == "Ama"


@pytest.mark.parametrize("typed", ["Daniel", " daniel ", "DANÍEL"])
def test_somebody_else_of_the_same_name_is_no_way_round(
    studio: Store, opened: tuple[OpenClass, UUID], typed: str
) -> None:
    klass, _ = opened
    with pytest.raises(RestrictedError), studio.write() as session:
        brought_by_another(
            session,
            action_id=new_id(),
            session_id=klass.session,
            baby_id=klass.dyads[0].baby,
            carer_id=new_id(),
            carer_given=typed,
            now=NOW,
        )


def test_a_walk_in_of_a_known_baby_with_its_restricted_adult_is_refused(
    studio: Store, opened: tuple[OpenClass, UUID]
) -> None:
    klass, _ = opened

    def walk_in(baby: str, carer: str) -> None:
        with studio.write() as session:
            register_service.walk_in(
                session,
                action_id=new_id(),
                session_id=klass.session,
                carer_given=carer,
                baby_given=baby,
                family_id=new_id(),
                carer_id=new_id(),
                baby_id=new_id(),
                now=NOW,
            )

    with pytest.raises(RestrictedError):
        walk_in("mia", "Daniel")
    walk_in("Bo", "Daniel")
    with studio.read() as session:
        rows = register_queries.register(session, session_id=klass.session).rows
    assert [row.baby.given_name for row in rows] == ["Mia", "Bo"]


@pytest.mark.parametrize(("days", "refused"), [(-1, False), (0, True), (None, True)])
def test_the_name_of_an_adult_whose_restriction_has_ended_is_no_reason_to_refuse(
    studio: Store, days: int | None, refused: bool
) -> None:
    until = None if days is None else NOW.date() + timedelta(days=days)
    with studio.write() as session:
        klass = a_class(session, "Mia")
        ruled(session, klass.dyads[0], Rule(until=until))

    def come(verb, **who: object) -> None:
        with studio.write() as session:
            verb(
                session,
                action_id=new_id(),
                session_id=klass.session,
                carer_given="Daniel",
                carer_id=new_id(),
                now=NOW,
                **who,
            )

    stranger = {"baby_given": "Mia", "family_id": new_id(), "baby_id": new_id()}
    for verb, who in (
        (register_service.walk_in, stranger),
        (brought_by_another, {"baby_id": klass.dyads[0].baby}),
    ):
        with pytest.raises(RestrictedError) if refused else nullcontext():
            come(verb, **who)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_reason_lets_an_adult_come_and_be_written_to_and_never_get_papers(
    studio: Store, purpose: Purpose
) -> None:
    with studio.write() as session:
        mia = a_family(session)
        father = a_father(session, mia)
        keep = partial(
            allow, session, carer_id=father, purpose=purpose, reason=REASON, now=NOW, on=NOW.date()
        )
        if purpose in EXCEPTIONS:
            keep()
        else:
            with pytest.raises(RestrictedError, match="never an exception"):
                keep()
        kept = overrides_of(session, family_id=mia.family)
        adult = carers_by_family(session, family_ids=[mia.family], on=NOW.date())[mia.family][1]
    assert [one.reason for one in kept] == ([REASON] if purpose in EXCEPTIONS else [])
    assert not may(adult, Purpose.GET_PAPERS), "what was allowed once changes nothing for papers"
