"""The catch-up sheet has what this dyad missed and may have, and not what it had elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service, single_classes_service
from massage_studio.cues import catch_up_service, opening_service, service
from massage_studio.cues.catch_up_views import Item
from massage_studio.curriculum import content, plans_service
from massage_studio.curriculum.plan_edits import Edited
from massage_studio.curriculum.views import PlanView
from massage_studio.handouts import take_home
from massage_studio.handouts.queries import class_papers, take_home_views
from massage_studio.handouts.views import TakeHome
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.paper.reading import text_of
from tests.progress.weeks import begin, hold, strokes_of, walk_on
from tests.statement_listener import listening
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, a_sibling, classes_of

WEEK = timedelta(weeks=1)


def names_of(*areas: str) -> list[str]:
    return [
        stroke.plain_name
        for area in areas
        for stroke in content.load().strokes
        if Item("stroke", stroke.code) in strokes_of(area)
    ]


def sheet(session: Session, klass: UUID, dyad: Dyad, now: datetime) -> TakeHome:
    [view] = take_home_views(session, session_id=klass, baby_ids=[dyad.baby], now=now)
    assert not view.attended
    return view


def strokes(session: Session, klass: UUID, dyad: Dyad, now: datetime) -> list[str]:
    return [one.label for one in sheet(session, klass, dyad, now).strokes]


def a_course_with(session: Session, *dyads: Dyad) -> list[UUID]:
    course = a_course(session)
    for dyad in dyads:
        a_booking(session, course, dyad)
    return classes_of(session, course)


def test_each_missed_week_has_a_sheet_of_its_own(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session, "Mia")
        weeks = a_course_with(session, mia)
        hold(session, weeks[0], [], [mia])
        over = hold(session, weeks[1], [], [mia])
        assert strokes(session, weeks[0], mia, over) == names_of("legs_feet")
        assert strokes(session, weeks[1], mia, over) == names_of("stomach")
        view = sheet(session, weeks[1], mia, over)
    assert view.home_steps
    told = " ".join(text_of(take_home.build(view)).split())
    assert "What the group did" in told
    assert sum(name in told for name in names_of("stomach")) >= 2
    assert not any(name in told for name in names_of("legs_feet"))


def test_a_stroke_of_both_missed_weeks_is_on_both_sheets(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session, "Mia")
        weeks = a_course_with(session, mia)
        hold(session, weeks[1], [], [mia])
        starts = begin(session, weeks[2], [], [mia])
        service.add_activity(
            session,
            action_id=new_id(),
            session_id=weeks[2],
            title="Tummy once more",
            minutes=5,
            benefits=("relaxation",),
            areas=("stomach",),
            now=starts,
        )
        over = walk_on(session, weeks[2], starts)
        opening_service.finish_class(session, session_id=weeks[2], now=over)
        assert {*strokes(session, weeks[2], mia, over)} >= {*names_of("stomach")}


def test_who_joined_later_has_a_sheet_of_the_weeks_before(studio: Store) -> None:
    with studio.write() as session:
        noah, mia = a_family(session, "Noah"), a_family(session, "Mia")
        course = a_course(session)
        a_booking(session, course, noah)
        weeks = classes_of(session, course)
        hold(session, weeks[0], [noah])
        a_booking(session, course, mia, now=NOW + timedelta(days=2))
        over = hold(session, weeks[1], [noah, mia])
        view = sheet(session, weeks[0], mia, over)
        assert [one.label for one in view.strokes] == names_of("legs_feet")
        legs = strokes_of("legs_feet")
        catch_up_service.catch_up(session, baby_id=mia.baby, items=legs, how="sheet", now=over)
        sheets = class_papers(session, session_id=weeks[0], now=over).sheets
        assert [one.draft.title for one in sheets] == ["Noah"]
        planned = class_papers(session, session_id=weeks[2], now=over)
        assert planned.sheets == ()
    told = " ".join(text_of(take_home.build(view)).split())
    assert "Welcome, Mia" in told and "This class was before you joined." in told
    assert "missed you" not in told and "come back" not in told


def test_what_was_had_in_a_make_up_or_told_by_hand_is_not_on_it(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session, "Mia")
        weeks, others = a_course_with(session, mia), a_course_with(session)
        hold(session, weeks[0], [], [mia])
        single_classes_service.drop_in(
            session,
            booking_id=new_id(),
            session_id=others[1],
            baby_id=mia.baby,
            carer_id=mia.carer,
            now=NOW,
        )
        hold(session, others[1], [mia])
        over = hold(session, weeks[1], [], [mia])
        assert strokes(session, weeks[1], mia, over) == []
        assert strokes(session, weeks[0], mia, over) == names_of("legs_feet")
        legs = strokes_of("legs_feet")
        catch_up_service.catch_up(session, baby_id=mia.baby, items=legs, how="told", now=over)
        view = sheet(session, weeks[0], mia, over)
    assert view.strokes == ()
    assert "There is nothing to catch up on before you come back." in text_of(take_home.build(view))


def test_what_this_baby_must_not_have_is_not_on_it(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session, "Mia")
        weeks = a_course_with(session, mia)
        over = hold(session, weeks[1], [], [mia])
        families.add_flag(
            session, baby_id=mia.baby, kind="skin", what="sore tummy", since=over.date(), expires=None
        )
        told = strokes(session, weeks[1], mia, over)
    assert not set(told) & set(names_of("stomach"))


def test_before_a_class_is_over_its_sheet_has_what_is_planned(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session, "Mia")
        weeks = a_course_with(session, mia)
        starts = begin(session, weeks[1], [], [mia])
        assert strokes(session, weeks[1], mia, starts) == names_of("stomach")
        opening_service.finish_class(session, session_id=weeks[1], now=starts + timedelta(hours=1))
        assert strokes(session, weeks[1], mia, starts + timedelta(hours=1)) == names_of("stomach")


def test_what_the_class_left_out_is_not_told_as_done(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session, "Mia")
        weeks = a_course_with(session, mia)
        over = hold(session, weeks[2], [], [mia], but=("chest", "arms_hands"))
        assert strokes(session, weeks[2], mia, over) == []


def test_a_twin_that_was_there_changes_nothing_for_the_one_that_was_not(studio: Store) -> None:
    with studio.write() as session:
        leo = a_family(session, "Leo")
        lou = a_sibling(session, leo, "Lou")
        weeks = a_course_with(session, leo, lou)
        over = hold(session, weeks[1], [leo], [lou])
        assert strokes(session, weeks[1], lou, over) == names_of("stomach")


def test_the_papers_of_a_class_ask_no_more_for_many_who_were_away(studio: Store) -> None:
    with studio.write() as session:
        dyads = [a_family(session, f"Baby{number}") for number in range(6)]
        weeks = a_course_with(session, *dyads)
        for klass in weeks[:4]:
            hold(session, klass, dyads[1:], dyads[:1])
    counts = []
    for away in (dyads[:1], dyads):
        with studio.write() as session:
            for dyad in away:
                attendance_service.mark(
                    session, session_id=weeks[3], baby_id=dyad.baby, status="absent", now=NOW + 3 * WEEK
                )
        with studio.read() as session, listening() as asked:
            class_papers(session, session_id=weeks[3], now=NOW + 4 * WEEK)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_was_there_reads_of_the_strokes_that_the_class_had_and_may_have(studio: Store) -> None:
    with studio.write() as session:
        mia, noah = a_family(session, "Mia"), a_family(session, "Noah")
        weeks = a_course_with(session, mia, noah)
        over = hold(session, weeks[2], [mia, noah], but=("chest",))
        families.add_flag(
            session, baby_id=noah.baby, kind="skin", what="sore tummy", since=over.date(), expires=None
        )
        starts = begin(session, weeks[1], [mia, noah])
        [planned] = take_home_views(session, session_id=weeks[1], baby_ids=[mia.baby], now=starts)
        with_areas_left_out = take_home_views(session, session_id=weeks[2], now=over)
        kept_in = take_home_views(session, session_id=weeks[1], baby_ids=[noah.baby], now=starts)
    assert [one.label for one in planned.strokes] == names_of("stomach")
    assert [one.strokes for one in with_areas_left_out] == [(), ()]
    assert {step.title for step in with_areas_left_out[0].home_steps}.isdisjoint(
        step.title for area in ("chest", "arms_hands") for step in content.load().handouts.areas[area].short
    )
    assert not {one.label for one in kept_in[0].strokes} & set(names_of("stomach"))


def test_a_plan_that_names_strokes_brings_no_others_of_their_area(studio: Store) -> None:
    [first, second, *_] = [one for one in content.load().strokes if one.area == "legs_feet"]

    def with_two_strokes(plan: PlanView) -> Edited:
        week, *others = plan.sessions
        few = (first.code, second.code)
        activities = tuple(replace(one, strokes=few) if one.areas else one for one in week.activities)
        return Edited(replace(plan, sessions=(replace(week, activities=activities), *others)), "change")

    with studio.write() as session:
        mia = a_family(session, "Mia")
        plans_service.change_plan(session, code="five_60", edit=with_two_strokes, now=NOW)
        weeks = a_course_with(session, mia)
        over = hold(session, weeks[0], [mia])
        [view] = take_home_views(session, session_id=weeks[0], now=over)
    assert [one.label for one in view.strokes] == [first.plain_name, second.plain_name]
