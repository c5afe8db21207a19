"""What was noted in class reaches the papers: counted, worded, and only what a family may read."""

from __future__ import annotations

import base64
import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.cues import after_service, log_service, opening_service
from massage_studio.curriculum import content
from massage_studio.handouts import queries, service, take_home
from massage_studio.handouts.unprinted_queries import unprinted
from massage_studio.handouts.views import Counted, Direction, Permission, PermissionSaid
from massage_studio.safekeeping.erasure_service import erase_family
from massage_studio.store.engine import Store
from massage_studio.store.erased import ERASED
from massage_studio.store.ids import new_id
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile
from tests.paper.reading import pages_of, squeezed, text_of
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

# One grey pixel as PNG.
LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)


def press(
    session: Session, klass: OpenClass, dyad: Dyad, kind: str, code: str, minute: float, text: str = "",
    layer: str = "",
) -> None:  # fmt: skip
    cues.record(
        session,
        action_id=new_id(),
        session_id=klass.session,
        dyads=((dyad.baby, dyad.carer),),
        kind=kind,
        code=code,
        now=NOW + timedelta(minutes=minute),
        text=text,
        layer=layer,
    )


def mark(session: Session, klass: OpenClass, baby: UUID, status: str) -> None:
    attendance_service.mark(session, session_id=klass.session, baby_id=baby, status=status, now=NOW)


@pytest.fixture
def told(studio: Store) -> OpenClass:
    """Mia told much, Noah was not there; the class is over."""
    with studio.write() as session:
        write_profile(
            session,
            profile=Profile("Rosa Whitfield", "Sunflower", "rosa@example.org", wait_hours=72, logo=LOGO),
        )
        klass = a_class(session)
        mia, noah = klass.dyads
        mark(session, klass, mia.baby, "here")
        mark(session, klass, noah.baby, "absent")
        press(session, klass, mia, "state", "drowsy", 2)
        press(session, klass, mia, "permission", "asked", 3)
        press(session, klass, mia, "permission", "yes", 4)
        press(session, klass, mia, "state", "quiet_alert", 9)
        for minute in (10, 11, 12):
            press(session, klass, mia, "cue", "mutual_gaze", minute)
        press(session, klass, mia, "cue", "smiles", 13)
        press(session, klass, mia, "response", "voice", 14)  # answers no pause
        press(session, klass, mia, "cue", "looks_away", 20)
        press(session, klass, mia, "response", "wait_watch", 21)
        press(session, klass, mia, "cue", "looks_away", 30)
        press(session, klass, noah, "cue", "yawns", 31)
        press(session, klass, mia, "note", "", 40, "Mia turned to your voice.", "family")
        press(session, klass, mia, "note", "", 41, "Grace looked worn out.", "private")
        press(session, klass, mia, "note", "", 42, "Passed to the lead.", "safeguarding")
        press(session, klass, mia, "bookmark", "", 43, "ask about the cough")
        press(session, klass, mia, "cue", "hiccups", 44)
        log_service.undo(session, session_id=klass.session, now=NOW + timedelta(minutes=45))
        opening_service.finish_class(session, session_id=klass.session, now=NOW + timedelta(minutes=60))
    return klass


def test_cues_are_counted_most_often_first_and_worded_for_carers(studio: Store, told: OpenClass) -> None:
    with studio.read() as session:
        mia = queries.take_home_views(session, session_id=told.session)[0]
    assert mia.baby == "Mia"
    assert mia.engaging == (
        Counted("Holds your gaze", "holding your gaze", 3),
        Counted("Smiles", "smiling", 1),
    )
    assert mia.disengaging == (Counted("Looks away", "looking away", 2),)
    assert [(answer.label, answer.count) for answer in mia.answers] == [("Waited", 1)]
    assert [(other.label, other.count) for other in mia.offered] == [("Talked or sang", 1)]
    assert mia.soothed == ()
    assert mia.permission == (PermissionSaid(Permission.YES),)
    assert mia.not_massaged == ""


def test_an_answer_while_the_baby_cried_is_kept_apart_from_answers_to_a_pause(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        [mia] = klass.dyads
        mark(session, klass, mia.baby, "here")
        press(session, klass, mia, "state", "crying", 5)
        press(session, klass, mia, "response", "cuddle", 6)
        press(session, klass, mia, "state", "drowsy", 9)
        press(session, klass, mia, "response", "voice", 10)
        press(session, klass, mia, "response", "carer_break", 11)
        press(session, klass, mia, "cue", "yawns", 20)
        press(session, klass, mia, "response", "signpost", 20.5)
        press(session, klass, mia, "response", "stop", 21)
        [view] = queries.take_home_views(session, session_id=klass.session)
    given = (view.answers, view.soothed, view.offered)
    assert [[(one.phrase, one.count) for one in kind] for kind in given] == [
        [("stopping there", 1)],
        [("cuddling", 1)],
        [("talking or singing softly", 1)],
    ]


def test_states_have_local_times_and_end_with_the_class(studio: Store, told: OpenClass) -> None:
    with studio.read() as session:
        mia = queries.take_home_views(session, session_id=told.session)[0]
    assert [(span.code, f"{span.start:%H:%M %Z}", f"{span.end:%H:%M}") for span in mia.spans] == [
        ("drowsy", "10:02 GMT", "10:09"),
        ("quiet_alert", "10:09 GMT", "11:00"),
    ]
    assert mia.spans[1].label == "quiet alert, ready to play"


def test_private_and_safeguarding_notes_never_reach_paper(studio: Store, told: OpenClass) -> None:
    mia = told.dyads[0]
    with studio.write() as session:
        families.add_note(session, family_id=mia.family, layer="private", text="Owes money.", now=NOW)
        families.add_note(session, family_id=mia.family, layer="safeguarding", text="Reported.", now=NOW)
        families.add_note(session, family_id=mia.family, layer="family", text="Bring a towel.", now=NOW)
        families.add_note(
            session, family_id=mia.family, layer="family", text="Old news.", now=NOW - timedelta(days=30)
        )
        view = queries.take_home_views(session, session_id=told.session)[0]
    assert view.notes == ("Mia turned to your voice.", "Bring a towel.")
    printed = text_of(take_home.build(view))
    assert "Mia turned to your voice." in printed and "Bring a towel." in printed
    for word in ("looked worn out", "Passed", "cough", "Owes", "Reported", "Old news"):
        assert word not in printed


def test_who_was_absent_gets_a_catch_up_without_notes(studio: Store, told: OpenClass) -> None:
    with studio.read() as session:
        mia, noah = queries.take_home_views(session, session_id=told.session)
        present = queries.take_home_views(session, session_id=told.session, absent=False)
        papers = queries.class_papers(session, session_id=told.session)
    assert not noah.attended and noah.disengaging == () and noah.spans == ()
    assert noah.strokes == mia.strokes and noah.home_steps == mia.home_steps
    assert present == (mia,)
    assert [sheet.draft.kind for sheet in papers.sheets] == ["take_home", "catch_up"]
    assert "We missed you" in text_of(take_home.build(noah))


def test_papers_can_be_asked_for_some_babies_only(studio: Store, told: OpenClass) -> None:
    with studio.read() as session:
        found = queries.take_home_views(session, session_id=told.session, baby_ids=[told.dyads[1].baby])
    assert [view.baby for view in found] == ["Noah"]


def test_the_week_brings_its_benefit_strokes_and_steps(studio: Store, told: OpenClass) -> None:
    with studio.read() as session:
        mia = queries.take_home_views(session, session_id=told.session)[0]
    assert (mia.week, mia.weeks, mia.session_title) == (1, 5, "Legs and feet")
    assert mia.benefit.code == "attunement" and "{baby}" in mia.benefit.heading
    assert {line.direction for line in mia.benefit.evidence} & {Direction.AGAINST_OR_NULL, Direction.MIXED}
    assert all(line.citation.text for line in mia.benefit.evidence)
    assert mia.strokes and {stroke.area for stroke in mia.strokes} == {"Legs and feet"}
    assert "ask" in mia.home_steps[0].text and len(mia.home_steps) == 3
    assert mia.instructor_wait_hours == 72 and any("{hours}" in reason for reason in mia.not_today)
    assert mia.letterhead.contact == ("rosa@example.org",) and mia.letterhead.logo == LOGO
    assert not any("safeguarding" in words.casefold() for words in mia.signposting)


def test_a_real_sheet_has_every_reason_to_wait_and_every_sign_on_its_two_pages(
    studio: Store, told: OpenClass
) -> None:
    with studio.read() as session:
        views = queries.take_home_views(session, session_id=told.session)
    texts = content.load().handouts
    for view in views:
        front, back = (squeezed(page).replace("’", "'") for page in pages_of(take_home.build(view)))
        for reason in view.not_today:
            named = reason.replace("{hours}", "72").replace("your baby", view.baby)
            assert squeezed(named) in back
        assert len(view.not_today) == 6
        assert "orifyouarewornout" in front and "youarewornout,upsetorunwell" in back
        for words in (*texts.help.short_leads.values(), *(sign.text for sign in texts.help.short)):
            assert squeezed(words) in back, words
        assert back.index(squeezed(texts.help.short_leads["emergency"])) == 0
        assert "nevershakeababy" in back
        assert "…" not in front + back


def test_the_week_of_the_tummy_brings_its_strokes_and_no_colic_routine(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        second = classes_of(session, klass.course)[1]
        attendance_service.mark(
            session, session_id=second, baby_id=klass.dyads[0].baby, status="here", now=NOW
        )
        [view] = queries.take_home_views(session, session_id=second)
    assert {stroke.area for stroke in view.strokes} == {"Tummy"} and len(view.strokes) == 7
    told = text_of(take_home.build(view))
    assert not re.search("colic routine|knees to tummy|jiggle|twice a day", told, re.IGNORECASE)
    back = squeezed(pages_of(take_home.build(view))[1])
    assert "…" not in back
    shown = [stroke for stroke in view.strokes if squeezed(stroke.description) in back]
    assert len(shown) == 4 and all(squeezed(stroke.label) in back for stroke in shown)
    # What stands on the front with a drawing comes last on the back.
    assert not {step.picture for step in view.home_steps} & {stroke.picture for stroke in shown}


def test_a_flag_that_matters_at_home_becomes_one_sentence_that_does_not_name_it(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia", "Noah", "Zoë")
        mia, noah, _ = klass.dyads
        for dyad in klass.dyads:
            mark(session, klass, dyad.baby, "here")
        families.add_flag(
            session, baby_id=mia.baby, kind="allergy", what="Hazelnut", since=NOW.date() - timedelta(days=9)
        )
        families.add_flag(session, baby_id=mia.baby, kind="condition", what="Heart murmur", since=NOW.date())
        families.change_baby(
            session,
            baby_id=noah.baby,
            given_name="Noah",
            family_name="",
            birth_date=date(2026, 9, 17),
            due_date=date(2026, 11, 1),
        )
        views = queries.take_home_views(session, session_id=klass.session)
    sheets = [" ".join(text_of(take_home.build(view)).split()) for view in views]
    assert "For Mia: massage without oil, or with a product that your family uses already" in sheets[0]
    assert "ask the team that looks after Mia before you massage at home." in sheets[0]
    assert "Hazelnut" not in sheets[0] and "murmur" not in sheets[0]
    assert "For Noah: begin with still hands, go by the corrected age" in sheets[1]
    assert "For Zoë:" not in sheets[2]


@pytest.mark.parametrize("status", ["here", "absent"])
def test_only_a_family_that_told_of_colic_reads_about_it(studio: Store, status: str) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia", "Noah", "Zoë")
        mia, noah, _ = klass.dyads
        for dyad in klass.dyads:
            mark(session, klass, dyad.baby, status)
        families.add_flag(
            session, baby_id=mia.baby, kind="condition", what="Colicky", since=NOW.date() - timedelta(days=9)
        )
        families.add_flag(session, baby_id=noah.baby, kind="condition", what="Hip harness", since=NOW.date())
        views = queries.take_home_views(session, session_id=klass.session)
    backs = [" ".join(pages_of(take_home.build(view))[1].split()) for view in views]
    assert ["About colic: Massage is no treatment for it." in back for back in backs] == [True, False, False]
    assert not any("About colic" in back for back in backs[1:])


def test_a_week_with_two_areas_has_steps_of_both(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        third = classes_of(session, klass.course)[2]
        attendance_service.mark(
            session, session_id=third, baby_id=klass.dyads[0].baby, status="here", now=NOW
        )
        [view] = queries.take_home_views(session, session_id=third)
    assert "breastbone" in " ".join(step.text for step in view.home_steps)
    assert [step.picture.code for step in view.home_steps if step.picture] == [
        "chest_resting",
        "chest_open_book",
        "arms_indian",
    ]


def test_a_baby_that_never_said_yes_was_not_massaged_and_that_is_an_answer(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia", "Noah", "Zoë")
        for dyad in klass.dyads:
            mark(session, klass, dyad.baby, "here")
        mia, noah, zoe = klass.dyads
        press(session, klass, mia, "permission", "not_now", 5, "asleep")
        press(session, klass, noah, "permission", "yes", 6)
        press(session, klass, noah, "permission", "not_now", 7, "had a feed")
        press(session, klass, zoe, "permission", "asked", 8)
        views = queries.take_home_views(session, session_id=klass.session)
    assert [(view.not_massaged, view.reason) for view in views] == [("asleep", ""), ("", ""), ("", "")]
    assert [view.permission for view in views] == [
        (),
        (PermissionSaid(Permission.YES), PermissionSaid(Permission.NOT_NOW, words="had a feed")),
        (PermissionSaid(),),
    ]


def test_twins_have_a_paper_each_and_their_notes_are_not_mixed(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        finn = a_family(session, "Finn", "Beth")
        ivy = a_sibling(session, finn, "Ivy")
        for dyad in (finn, ivy):
            a_booking(session, course, dyad)
        first = classes_of(session, course)[0]
        opening_service.open_class(session, session_id=first, now=NOW)
        klass = OpenClass(first, course, (finn, ivy))
        for dyad in klass.dyads:
            mark(session, klass, dyad.baby, "here")
        press(session, klass, finn, "cue", "smiles", 5)
        note = {"family_id": finn.family, "layer": "family", "now": NOW}
        families.add_note(session, text="Ivy loves songs.", baby_id=ivy.baby, **note)
        families.add_note(session, text="See you both soon.", **note)
        papers = queries.class_papers(session, session_id=first).sheets
    assert [sheet.draft.file_name for sheet in papers] == [
        "Finn take-home week 1.pdf",
        "Ivy take-home week 1.pdf",
    ]
    views = [sheet.draft.view for sheet in papers]
    assert [len(view.engaging) for view in views] == [1, 0]
    assert views[0].notes == ("See you both soon.",)
    assert views[1].notes == ("Ivy loves songs.", "See you both soon.")


def test_the_adult_who_came_is_named_first_and_a_restricted_one_never(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        [mia] = klass.dyads
        gran, father = new_id(), new_id()
        families.add_carer(session, family_id=mia.family, carer_id=gran, given_name="Ama")
        families.add_carer(session, family_id=mia.family, carer_id=father, given_name="Daniel")
        families.change_carer(
            session, carer_id=father, given_name="Daniel", family_name="", relationship="", email="",
            phone="07700 900001", contact_restriction="no contact",
        )  # fmt: skip
        mark(session, klass, mia.baby, "here")
        attendance_service.brought_by(
            session, session_id=klass.session, baby_id=mia.baby, carer_id=gran, now=NOW
        )
        [view] = queries.take_home_views(session, session_id=klass.session)
        assert view.carers == ("Ama", "Mia's carer")
        attendance_service.brought_by(
            session,
            session_id=klass.session,
            baby_id=mia.baby,
            carer_id=father,
            now=NOW,
            reason="The court's letter allows today",
        )
        [view] = queries.take_home_views(session, session_id=klass.session)
        assert view.carers == ("Mia's carer", "Ama")
        row = queries.register_view(session, session_id=klass.session).rows[0]
        assert (row.carer, row.phone, row.marked) == ("", "", True)


def test_who_is_still_expected_has_no_paper_yet(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session)
        assert queries.take_home_views(session, session_id=klass.session) == ()


def test_a_class_stays_to_do_until_every_present_family_has_its_paper(studio: Store, told: OpenClass) -> None:
    later = NOW + timedelta(days=1)
    with studio.write() as session:
        [(view, count)] = unprinted(session, now=later)
        assert (view.id, count) == (told.session, 1)  # Noah was absent
        assert unprinted(session, now=NOW + timedelta(days=15)) == ()
        given = (service.Given("take_home", told.dyads[0].family, told.session),)
        service.issue(session, papers=given, how="printed", now=later)
        assert unprinted(session, now=later) == ()


def test_a_family_that_was_erased_waits_for_no_paper(studio: Store, told: OpenClass) -> None:
    later = NOW + timedelta(days=1)
    with studio.write() as session:
        over = NOW + timedelta(days=200)
        erase_family(session, family_id=told.dyads[0].family, now=over, today=over.date())
        assert unprinted(session, now=later) == ()
        row = queries.register_view(session, session_id=told.session).rows[0]
        assert row.baby == ERASED and "consent missing" not in row.flags


def test_not_massaged_and_that_is_fine_is_told_with_its_reason_until_the_baby_says_yes(studio: Store) -> None:
    def reason() -> tuple[str, str]:
        with studio.read() as session:
            [view] = queries.take_home_views(session, session_id=klass.session)
        return view.not_massaged, view.reason

    with studio.write() as session:
        klass = a_class(session, "Mia")
        [mia] = klass.dyads
        mark(session, klass, mia.baby, "here")
        press(session, klass, mia, "permission", "unsure", 5)
        press(session, klass, mia, "not_massaged", "recent_jab", 6)
    assert reason() == ("a recent vaccination", "recent_jab")
    with studio.write() as session:
        press(session, klass, mia, "permission", "yes", 30)
    assert reason() == ("", "")


def test_a_highlight_of_the_review_is_printed_and_a_question_is_not(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        [mia] = klass.dyads
        mark(session, klass, mia.baby, "here")
        for code, layer, text in (("highlight", "family", "Smiled"), ("question", "private", "Sleep?")):
            after_service.put_words(
                session,
                action_id=new_id(),
                session_id=klass.session,
                baby_id=mia.baby,
                carer_id=mia.carer,
                code=code,
                text=text,
                layer=layer,
                now=NOW + timedelta(hours=2),
            )
    with studio.read() as session:
        [view] = queries.take_home_views(session, session_id=klass.session)
    assert view.notes == ("Smiled",)
