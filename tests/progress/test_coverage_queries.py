"""What families had and missed, on a real studio: absences, make-ups, twins, moves and what is ticked off."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service, single_classes_service, transfers_service
from massage_studio.cues import after_service, catch_up_service, log_service, service
from massage_studio.cues.catch_up_queries import caught_up
from massage_studio.cues.catch_up_views import Item
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.notation import Entry
from massage_studio.curriculum.service import add_item, own_code
from massage_studio.families.queries import babies_by_id
from massage_studio.progress.coverage import recaps
from massage_studio.progress.coverage_queries import class_coverage, coverage
from massage_studio.progress.queries import family_progress
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.progress.weeks import begin, covered, hold, mark, missed, strokes_of, walk_on
from tests.statement_listener import listening
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, a_sibling, classes_of

LEGS, TUMMY, CHEST, ARMS = map(strokes_of, ("legs_feet", "stomach", "chest", "arms_hands"))
CRYING = Item("topic", "crying")
WEEK_2 = TUMMY | {CRYING, Item("topic", "parent_wellbeing")}
WEEK = timedelta(weeks=1)


def test_a_family_that_missed_week_2_catches_up_in_week_3(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia, noah = a_family(session, "Mia"), a_family(session, "Noah")
        for dyad in (mia, noah):
            a_booking(session, course, dyad)
        weeks = classes_of(session, course)
        hold(session, weeks[0], [mia, noah])
        over = hold(session, weeks[1], [noah], [mia])
        assert missed(session, mia, over) == WEEK_2
        assert not missed(session, noah, over)
        assert {one.session.number for one in covered(session, mia, over).missed if one.session} == {2}

        starts = begin(session, weeks[2], [mia, noah])
        view = class_coverage(session, session_id=weeks[2], now=starts)
        assert {one.item for one in view.missed[mia.baby]} == WEEK_2
        assert view.missed[noah.baby] == ()
        offered = recaps(
            {key: [one.item for one in found] for key, found in view.missed.items()},
            [mia.baby, noah.baby],
            view.planned,
            view.names.area_of,
        )
        tummy = offered[0]
        assert (tummy.kind, tummy.code, {*tummy.items}, tummy.babies) == (
            "area",
            "stomach",
            TUMMY,
            {mia.baby},
        )
        added = new_id()
        service.add_activity(
            session,
            action_id=added,
            session_id=weeks[2],
            title="Recap: tummy strokes",
            minutes=3,
            benefits=("touch",),
            kind="massage",
            areas=("stomach",),
            strokes=tuple(item.code for item in tummy.items),
            now=starts,
        )
        # In the plan it is not offered again, and it is missing until it runs.
        view = class_coverage(session, session_id=weeks[2], now=starts)
        assert view.planned >= TUMMY and {one.item for one in view.missed[mia.baby]} >= TUMMY
        recap = delivered(session, session_id=weeks[2])[-1]
        service.go_to(
            session,
            action_id=new_id(),
            session_id=weeks[2],
            delivered_id=recap.id,
            now=starts + timedelta(minutes=9),
        )
        assert missed(session, mia, starts + timedelta(minutes=10)) == WEEK_2 - TUMMY
        log_service.undo(session, session_id=weeks[2], now=starts + timedelta(minutes=11))
        assert missed(session, mia, starts + timedelta(minutes=12)) == WEEK_2


def test_a_make_up_counts_by_what_its_class_had(studio: Store) -> None:
    with studio.write() as session:
        ours, other = a_course(session), a_course(session, "Other course")
        mia = a_family(session, "Mia")
        a_booking(session, ours, mia)
        a_booking(session, other, a_family(session, "Ivy"))
        weeks, others = classes_of(session, ours), classes_of(session, other)
        hold(session, weeks[0], [mia])
        single_classes_service.make_up(
            session,
            booking_id=new_id(),
            missed_session_id=weeks[1],
            session_id=others[1],
            baby_id=mia.baby,
            carer_id=mia.carer,
            now=NOW,
        )
        over = hold(session, weeks[1], [])
        assert missed(session, mia, over) == WEEK_2
        over = hold(session, others[1], [mia])
        assert not missed(session, mia, over)
        assert {*covered(session, mia, over).had} >= WEEK_2


def test_a_make_up_that_left_the_strokes_out_ticks_nothing_off(studio: Store) -> None:
    with studio.write() as session:
        ours, other = a_course(session), a_course(session, "Other course")
        mia = a_family(session, "Mia")
        a_booking(session, ours, mia)
        weeks, others = classes_of(session, ours), classes_of(session, other)
        hold(session, weeks[1], [], [mia])
        single_classes_service.make_up(
            session,
            booking_id=new_id(),
            missed_session_id=weeks[1],
            session_id=others[1],
            baby_id=mia.baby,
            carer_id=mia.carer,
            now=NOW,
        )
        over = hold(session, others[1], [mia], but=("stomach",))
        assert missed(session, mia, over) == TUMMY


def test_a_guest_does_not_miss_the_other_classes_of_the_course(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        weeks = classes_of(session, course)
        hold(session, weeks[0], [])
        zoe = a_family(session, "Zoë")
        single_classes_service.drop_in(
            session,
            booking_id=new_id(),
            session_id=weeks[1],
            baby_id=zoe.baby,
            carer_id=zoe.carer,
            now=NOW + timedelta(days=1),
        )
        over = hold(session, weeks[1], [zoe])
        one = covered(session, zoe, over)
    assert {*one.had} >= TUMMY
    assert (one.missed, one.to_come) == ((), ())


def test_twins_each_have_their_own(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        leo = a_family(session, "Leo")
        lou = a_sibling(session, leo, "Lou")
        for dyad in (leo, lou):
            a_booking(session, course, dyad)
        weeks = classes_of(session, course)
        over = hold(session, weeks[1], [leo], [lou])
        whole = family_progress(session, family_id=leo.family, now=over)
    told = {one.baby.given_name: one.coverage for one in whole.babies}
    assert {*told["Leo"].had} >= TUMMY and not told["Leo"].missed
    assert {one.item for one in told["Lou"].missed} == WEEK_2
    assert sum(told["Leo"].minutes.values()) == 60 and not told["Lou"].minutes


def test_an_elder_sibling_of_an_earlier_course_tells_nothing_of_the_younger(studio: Store) -> None:
    with studio.write() as session:
        before, now = a_course(session), a_course(session, "Next course")
        ada = a_family(session, "Ada")
        bea = a_sibling(session, ada, "Bea")
        a_booking(session, before, ada)
        a_booking(session, now, bea)
        hold(session, classes_of(session, before)[1], [ada])
        over = hold(session, classes_of(session, now)[0], [bea])
        assert {*covered(session, ada, over).had} >= TUMMY
        later = covered(session, bea, over)
    assert {*later.had} >= LEGS and not TUMMY & {*later.had}
    assert {one.item for one in later.to_come} >= TUMMY


def test_who_moved_to_another_course_keeps_what_it_had_and_missed(studio: Store) -> None:
    with studio.write() as session:
        ours = a_course(session)
        starts = tuple(NOW + WEEK + timedelta(hours=3) + WEEK * week for week in range(5))
        other = a_course(session, "Other course", starts=starts)
        mia = a_family(session, "Mia")
        booking = a_booking(session, ours, mia)
        weeks, others = classes_of(session, ours), classes_of(session, other)
        hold(session, weeks[0], [mia])
        hold(session, others[0], [])
        transfers_service.move_booking(
            session, booking_id=booking, new_booking_id=new_id(), to_course_id=other, now=NOW + 2 * WEEK
        )
        hold(session, weeks[1], [])
        # The legs of the new course's first week it had in the old one; the old second week is no longer its.
        at = NOW + 2 * WEEK
        one = covered(session, mia, at)
        assert {*one.had} >= LEGS and one.missed == ()
        assert {of.item for of in one.to_come} >= TUMMY
        over = hold(session, others[1], [], [mia])
        assert missed(session, mia, over) == WEEK_2


def test_a_late_joiner_misses_what_was_taught_before(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        weeks = classes_of(session, course)
        hold(session, weeks[0], [])
        mia = a_family(session, "Mia")
        a_booking(session, course, mia, now=NOW + timedelta(days=2))
        over = hold(session, weeks[1], [mia])
        assert missed(session, mia, over) >= LEGS


def test_who_left_early_missed_what_came_after(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        klass = classes_of(session, course)[1]
        starts = begin(session, klass, [mia])
        # The strokes begin after half an hour.
        walk_on(session, klass, starts)
        attendance_service.leave(
            session, session_id=klass, baby_id=mia.baby, at=starts + timedelta(minutes=25)
        )
        one = covered(session, mia, starts + timedelta(hours=2))
    assert CRYING in one.had
    assert {of.item for of in one.missed} == WEEK_2 - {CRYING}
    assert sum(one.minutes.values()) == 25


def test_who_rested_saw_the_strokes(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        klass = classes_of(session, course)[1]
        starts = begin(session, klass, [mia])
        dyads = ((mia.baby, mia.carer),)
        service.record(
            session,
            action_id=new_id(),
            session_id=klass,
            dyads=dyads,
            kind="not_massaged",
            code="asleep",
            now=starts,
        )
        walk_on(session, klass, starts)
        one = covered(session, mia, starts + timedelta(hours=2))
        assert ({*one.seen}, one.missed, CRYING in one.had) == (TUMMY, (), True)
        service.record(
            session,
            action_id=new_id(),
            session_id=klass,
            dyads=dyads,
            kind="permission",
            code="yes",
            now=starts + timedelta(minutes=61),
        )
        assert {*covered(session, mia, starts + timedelta(hours=2)).had} >= TUMMY


def test_a_class_that_was_typed_in_from_paper_had_its_plan(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia, noah = a_family(session, "Mia"), a_family(session, "Noah")
        for dyad in (mia, noah):
            a_booking(session, course, dyad)
        klass = classes_of(session, course)[1]
        after_service.enter(
            session,
            action_id=new_id(),
            session_id=klass,
            baby_id=mia.baby,
            carer_id=mia.carer,
            entries=(Entry(5, "state", "quiet_alert"),),
            now=NOW + WEEK + timedelta(hours=9),
        )
        later = NOW + WEEK + timedelta(hours=10)
        assert {*covered(session, mia, later).had} >= WEEK_2
        assert missed(session, noah, later) == WEEK_2


def test_a_class_that_nobody_opened_counts_for_who_was_marked_here(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia, noah = a_family(session, "Mia"), a_family(session, "Noah")
        for dyad in (mia, noah):
            a_booking(session, course, dyad)
        klass = classes_of(session, course)[1]
        mark(session, klass, mia, "here", NOW)
        later = NOW + WEEK + timedelta(hours=2)
        assert {*covered(session, mia, later).had} == WEEK_2
        assert not missed(session, noah, later)


def test_what_a_class_left_out_is_still_to_come_for_everybody(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        over = hold(session, classes_of(session, course)[1], [mia], but=("stomach",))
        one = covered(session, mia, over)
    assert {of.item for of in one.to_come if of.session is None} == TUMMY
    assert one.missed == ()


def test_what_a_running_class_has_not_begun_is_still_to_come_for_who_is_not_away(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia, noah, zoe = (a_family(session, name) for name in ("Mia", "Noah", "Zoë"))
        for dyad in (mia, noah, zoe):
            a_booking(session, course, dyad)
        klass = classes_of(session, course)[1]
        starts = begin(session, klass, [mia, zoe], [noah])
        attendance_service.leave(session, session_id=klass, baby_id=zoe.baby, at=starts)

        def coming(dyad: Dyad) -> set[Item]:
            at = starts + timedelta(minutes=1)
            found = covered(session, dyad, at).to_come
            return {one.item for one in found if one.session and one.session.id == klass}

        assert coming(mia) >= TUMMY
        assert not coming(noah) and not coming(zoe)
        walk_on(session, klass, starts)
        assert not coming(mia)


def test_a_stroke_that_the_limits_forbid_is_not_for_now(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        families.add_flag(
            session,
            baby_id=mia.baby,
            kind="condition",
            what="heart murmur",
            since=NOW.date(),
            expires=None,
        )
        weeks = classes_of(session, course)
        over = hold(session, weeks[1], [], [mia])
        one = covered(session, mia, over)
        assert {*one.not_now} >= TUMMY and missed(session, mia, over) == WEEK_2 - TUMMY
        starts = begin(session, weeks[2], [mia])
        view = class_coverage(session, session_id=weeks[2], now=starts)
        assert {of.item for of in view.missed[mia.baby]} == WEEK_2 - TUMMY


def test_it_is_ticked_off_by_hand_in_a_class_and_undo_takes_that_back(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        weeks = classes_of(session, course)
        hold(session, weeks[1], [], [mia])
        starts = begin(session, weeks[2], [mia])
        press = {"action_id": new_id(), "session_id": weeks[2], "now": starts, "baby_id": mia.baby}
        for _ in range(2):  # a retry writes nothing twice
            catch_up_service.catch_up_in_class(session, items=sorted(TUMMY), how="told", **press)  # type: ignore[arg-type]
        assert missed(session, mia, starts) == WEEK_2 - TUMMY
        told = covered(session, mia, starts).told
        assert {(one.item, one.how, one.session_id) for one in told} == {
            (item, "told", weeks[2]) for item in TUMMY
        }
        log_service.undo(session, session_id=weeks[2], now=starts)
        assert missed(session, mia, starts) == WEEK_2
        log_service.redo(session, session_id=weeks[2])
        assert missed(session, mia, starts) == WEEK_2 - TUMMY
        catch_up_service.not_caught_up(session, ids=[one.id for one in told])
        assert missed(session, mia, starts) == WEEK_2
        assert caught_up(session, baby_ids=[mia.baby]) == ()


def test_a_stroke_of_her_own_counts_where_an_activity_names_it(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        klass = classes_of(session, course)[1]
        starts = begin(session, klass, [mia])
        item, words = new_id(), {"area": "stomach", "label": "Little boat", "description": "To and fro."}
        add_item(session, item_id=item, kind="stroke", words=words, now=NOW)
        code = own_code(item)
        service.add_activity(
            session,
            action_id=new_id(),
            session_id=klass,
            title="The boat",
            minutes=4,
            benefits=("touch",),
            strokes=(code,),
            now=starts,
        )
        walk_on(session, klass, starts)
        whole = family_progress(session, family_id=mia.family, now=starts + timedelta(hours=2))
    assert Item("stroke", code) in whole.babies[0].coverage.had
    assert whole.names.item(Item("stroke", code)) == "Little boat"


def asked(store: Store, dyad: Dyad, klass: UUID) -> tuple[int, int, int]:
    """Return how many statements coverage, the class and the page of the family take."""
    counts = []
    now = NOW + 4 * WEEK
    with store.read() as session:
        babies = tuple(babies_by_id(session, ids=[dyad.baby], today=now.date()).values())
        for question in (
            lambda: coverage(session, babies=babies, now=now),
            lambda: class_coverage(session, session_id=klass, now=now),
            lambda: family_progress(session, family_id=dyad.family, now=now),
        ):
            session.expire_all()
            with listening() as heard:
                question()
            counts.append(len(heard))
    return counts[0], counts[1], counts[2]


def test_coverage_asks_no_more_for_a_term_of_classes_and_a_full_hall(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=12)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        weeks = classes_of(session, course)
        hold(session, weeks[0], [mia])
        begin(session, weeks[1], [mia])
    before = asked(studio, mia, weeks[1])
    with studio.write() as session:
        others = [a_family(session, f"Baby{number}") for number in range(10)]
        twin = a_sibling(session, mia, "Max")
        earlier = a_course(session, "Earlier course", capacity=12)
        for dyad in (*others, twin):
            a_booking(session, course, dyad)
            a_booking(session, earlier, dyad)
        a_booking(session, earlier, mia)
        for klass in classes_of(session, earlier):
            hold(session, klass, [mia, *others], [twin])
        walk_on(session, weeks[1], NOW + WEEK)
        for klass in weeks[2:]:
            hold(session, klass, [mia, *others], [twin])
    assert asked(studio, mia, weeks[1]) == before
    assert before[2] <= 22, "the page of a family asks little more than it did"
