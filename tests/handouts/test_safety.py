"""No paper carries what a flag, an age or today's answer forbids."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.cues import register_service
from massage_studio.handouts import queries, take_home
from massage_studio.handouts.views import TakeHome
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.paper.reading import pages_of
from tests.studio_fixtures import NOW, OpenClass, a_class, classes_of, filled_open

LEGS = r"\blegs?\b(?! rest as they are)|\bknees?\b|\bankles?\b|\bhip\b|\bthighs?\b|\bfeet\b|\btoes?\b"
TUMMY = r"\bnavel\b|Water wheel|Sun moon|Sun and moon|Walking|tummy down"
STROKES = r"six slow (?!breaths)|Indian milking|sweep|Rolling|glide|Butterfly|circles"
# What stands first in the place of strokes that are not allowed.
KIND = ("Hold close", "Cuddle up")


@pytest.fixture
def klass(studio: Store) -> OpenClass:
    return filled_open(studio, _a_class_with_mia)


def _a_class_with_mia(session: Session) -> OpenClass:
    made = a_class(session, "Mia")
    attendance_service.mark(
        session, session_id=made.session, baby_id=made.dyads[0].baby, status="here", now=NOW
    )
    return made


def on_the_day(session: Session, session_id: UUID) -> date:
    return queries.class_papers(session, session_id=session_id).session.starts.date()


def flag(
    session: Session, klass: OpenClass, kind: str, what: str, days_ago: int = 1, lasts: int | None = None
) -> None:
    day = on_the_day(session, klass.session) - timedelta(days=days_ago)
    expires = None if lasts is None else day + timedelta(days=lasts)
    families.add_flag(session, baby_id=klass.dyads[0].baby, kind=kind, what=what, since=day, expires=expires)


def born(session: Session, klass: OpenClass, birth: date, due: date | None) -> None:
    families.change_baby(
        session,
        baby_id=klass.dyads[0].baby,
        given_name="Mia",
        family_name="",
        birth_date=birth,
        due_date=due,
    )


def sheets(session: Session, klass: OpenClass, status: str = "here") -> list[tuple[TakeHome, str]]:
    """The sheet of every week of the course, as its family reads it, without the box of signs and sources."""
    found = []
    for week in classes_of(session, klass.course):
        attendance_service.mark(session, session_id=week, baby_id=klass.dyads[0].baby, status=status, now=NOW)
        [view] = queries.take_home_views(session, session_id=week)
        pages = pages_of(take_home.build(view))
        assert len(pages) == 2
        front, back = (" ".join(page.split()) for page in pages)
        told = front.split("Try at home this week")[1].split("You noticed")[0]
        # Where a drop of oil is tried is no massage.
        told = re.sub(r"a dab on the inner arm or leg", "", told)
        strokes = back.split("What the group did" if status == "absent" else "This week’s strokes", 1)[1:]
        found.append((view, told + " ".join(strokes).split("Leave massage for another day if")[0]))
    return found


@pytest.mark.parametrize("status", ["here", "absent"])
@pytest.mark.parametrize("words", ["hip harness", "Pavlik", "DDH", "in a spica cast"])
def test_no_week_moves_the_legs_of_a_baby_in_a_hip_harness(
    studio: Store, klass: OpenClass, words: str, status: str
) -> None:
    with studio.write() as session:
        flag(session, klass, "condition", words)
        told = sheets(session, klass, status)
    for view, text in told:
        body = text.replace("Legs and feet", "")
        assert not re.search(LEGS, body, re.IGNORECASE), (view.week, re.findall(LEGS, body, re.IGNORECASE))
        assert "let the legs rest as they are" in text
        assert "harness" not in text and "Pavlik" not in text
    first, _, third, fourth, _ = (view for view, _ in told)
    assert first.strokes == () and first.home_steps[0].title in KIND
    assert {stroke.area for stroke in third.strokes} == {"Chest", "Arms and hands"}
    assert {stroke.area for stroke in fourth.strokes} == {"Face"}


def test_the_thigh_is_left_alone_for_a_week_after_a_jab_though_the_flag_has_ended(
    studio: Store, klass: OpenClass
) -> None:
    with studio.write() as session:
        flag(session, klass, "immunised", "8-week vaccines", days_ago=5, lasts=2)
        [view] = queries.take_home_views(session, session_id=klass.session)
    assert view.strokes == () and view.home_steps[0].title in KIND
    assert view.to_mind == ("for a week no massage where the injection was",)


def test_a_jab_that_was_a_slip_counts_for_nothing(studio: Store, klass: OpenClass) -> None:
    with studio.write() as session:
        flag(session, klass, "immunised", "slip", days_ago=2, lasts=-1)
        [view] = queries.take_home_views(session, session_id=klass.session)
    assert view.strokes and view.to_mind == ()


def test_a_recent_jab_as_the_reason_why_not_counts_for_the_paper(studio: Store, klass: OpenClass) -> None:
    with studio.write() as session:
        press_why(session, klass, "recent_jab")
        [view] = queries.take_home_views(session, session_id=klass.session)
    assert view.strokes == () and view.home_steps[0].title in KIND
    assert view.to_mind == ("for a week no massage where the injection was",)


def test_a_newborn_begins_the_week_of_the_tummy_with_holding_and_still_hands(
    studio: Store, klass: OpenClass
) -> None:
    with studio.write() as session:
        born(session, klass, on_the_day(session, klass.session) - timedelta(weeks=2), None)
        second = sheets(session, klass)[1][0]
    assert second.home_steps[0].title in KIND
    assert not re.search(f"{TUMMY}|{STROKES}", " ".join(step.text for step in second.home_steps))


def test_a_catch_up_without_strokes_does_not_promise_them(studio: Store, klass: OpenClass) -> None:
    with studio.write() as session:
        flag(session, klass, "condition", "hip harness")
        attendance_service.mark(
            session, session_id=klass.session, baby_id=klass.dyads[0].baby, status="absent", now=NOW
        )
        [view] = queries.take_home_views(session, session_id=klass.session)
    front = " ".join(pages_of(take_home.build(view))[0].split())
    assert "There is nothing to catch up on before you come back. Below is something quiet" in front
    assert "Here is what we did" not in front


def press_why(session: Session, klass: OpenClass, code: str, text: str = "") -> None:
    mia = klass.dyads[0]
    cues.record(
        session,
        action_id=new_id(),
        session_id=klass.session,
        dyads=((mia.baby, mia.carer),),
        kind="not_massaged",
        code=code,
        now=NOW + timedelta(minutes=5),
        text=text,
        layer="",
    )


def test_a_reason_in_words_of_ones_own_counts_too(studio: Store, klass: OpenClass) -> None:
    with studio.write() as session:
        press_why(session, klass, "other", "new hip harness since Monday")
        [view] = queries.take_home_views(session, session_id=klass.session)
    assert view.strokes == () and "let the legs rest" in view.to_mind[0]


@pytest.mark.parametrize(
    ("health", "note", "minded"),
    [
        ("unwell", "", "cuddles and rest come first"),
        ("immunised", "", "where the injection was"),
        ("skin", "rash, not sure what", "leave out sore skin"),
    ],
)
def test_the_health_answer_of_today_counts_for_todays_paper(
    studio: Store, klass: OpenClass, health: str, note: str, minded: str
) -> None:
    with studio.write() as session:
        register_service.check_health(
            session,
            action_id=new_id(),
            session_id=klass.session,
            baby_id=klass.dyads[0].baby,
            health=health,
            note=note,
            today=on_the_day(session, klass.session),
            wait_hours=48,
            now=NOW,
        )
        [view] = queries.take_home_views(session, session_id=klass.session)
    assert not any(re.search(STROKES, stroke.description) for stroke in view.strokes)
    assert view.home_steps[0].title in KIND
    assert any(minded in words for words in view.to_mind)


def test_a_baby_born_at_thirty_weeks_begins_with_still_hands(studio: Store, klass: OpenClass) -> None:
    with studio.write() as session:
        day = on_the_day(session, klass.session)
        born(session, klass, day - timedelta(weeks=8), day + timedelta(weeks=2))
        told = sheets(session, klass)
    for view, text in told:
        assert all(stroke.label.startswith("Still hands ") for stroke in view.strokes)
        assert not re.search(STROKES, text)
        assert "corrected age" in text
    assert [stroke.label for stroke in told[0][0].strokes] == ["Still hands on the leg"]


def test_nobody_touches_the_tummy_of_a_newborn(studio: Store, klass: OpenClass) -> None:
    with studio.write() as session:
        day = on_the_day(session, klass.session)
        born(session, klass, day - timedelta(weeks=2), None)
        second = classes_of(session, klass.course)[1]
        attendance_service.mark(
            session, session_id=second, baby_id=klass.dyads[0].baby, status="here", now=NOW
        )
        first = queries.take_home_views(session, session_id=klass.session)[0]
        [view] = queries.take_home_views(session, session_id=second)
    assert first.strokes and "leave the tummy alone for now" in first.to_mind[0]
    assert view.strokes == ()
    assert not re.search(TUMMY, " ".join(step.text for step in view.home_steps))


@pytest.mark.parametrize("words", ["stoma", "umbilical hernia", "reflux", "just been sick"])
def test_the_tummy_is_left_alone_and_nobody_lies_on_it(studio: Store, klass: OpenClass, words: str) -> None:
    with studio.write() as session:
        flag(session, klass, "condition", words)
        told = sheets(session, klass)
    for view, text in told:
        assert not re.search(TUMMY, text), view.week
        assert not {"Tummy", "Back"} & {stroke.area for stroke in view.strokes}
        assert "Knees to tummy" not in text
    assert told[0][0].strokes


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("condition", ""),
        ("condition", "Kawasaki disease"),
        ("condition", "new medicine"),
        ("condition", "surgery last week"),
        ("condition", "jaundice"),
        ("unwell", "fell off the sofa"),
        ("unwell", "temperature"),
    ],
)
def test_without_a_doctors_word_there_is_no_stroke_on_any_paper(
    studio: Store, klass: OpenClass, kind: str, words: str
) -> None:
    with studio.write() as session:
        flag(session, klass, kind, words)
        told = sheets(session, klass)
    for view, text in told:
        assert view.strokes == () and view.home_steps[0].title in KIND
        assert not re.search(STROKES, text)
        assert re.search("ask the team|have a look first|rest come first", text)
        assert not words or words not in text


def test_two_babies_of_one_class_have_papers_of_their_own(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia", "Noah")
        for dyad in klass.dyads:
            attendance_service.mark(
                session, session_id=klass.session, baby_id=dyad.baby, status="here", now=NOW
            )
        flag(session, klass, "condition", "hip harness")
        mia, noah = queries.take_home_views(session, session_id=klass.session)
    assert mia.strokes == () and len(noah.strokes) == 12
    assert "Glide from hip to foot" in " ".join(step.text for step in noah.home_steps) and noah.to_mind == ()
