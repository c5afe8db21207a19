"""Each home of a family gets a copy of its own, and no copy tells of the adult of another home."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP

import pytest
from sqlalchemy.orm import Session

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.families.carer_queries import carers_by_family
from massage_studio.families.homes import homes
from massage_studio.handouts import proof_service, queries
from massage_studio.handouts.paper_letters import paper_letter
from massage_studio.handouts.papers import ClassPapers, build
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.profile_view import Profile
from tests.paper.reading import squeezed, text_of
from tests.studio_fixtures import NOW, Dyad, OpenClass, a_class


def an_adult(session: Session, dyad: Dyad, name: str, *, apart: bool = True, **more: str) -> None:
    families.add_carer(
        session, family_id=dyad.family, carer_id=new_id(), given_name=name, lives_apart=apart, **more
    )


def press(session: Session, klass: OpenClass, kind: str, code: str, minute: int) -> None:
    [mia] = klass.dyads
    cues.record(
        session,
        action_id=new_id(),
        session_id=klass.session,
        dyads=((mia.baby, mia.carer),),
        kind=kind,
        code=code,
        now=NOW + timedelta(minutes=minute),
    )


def tell(session: Session, klass: OpenClass, words: str, minute: int) -> None:
    """Write a sentence for the family's own eyes."""
    moment = NOW + timedelta(minutes=minute)
    families.add_note(session, family_id=klass.dyads[0].family, layer="family", text=words, now=moment)


@pytest.fixture
def apart(studio: Store) -> OpenClass:
    """Mia came with Mia's carer; her father Daniel, who lives apart, did not."""
    with studio.write() as session:
        klass = a_class(session, "Mia")
        [mia] = klass.dyads
        families.change_carer(
            session,
            carer_id=mia.carer,
            given_name="Grace",
            family_name="Okafor",
            relationship="mother",
            email="grace@example.org",
            phone="",
            contact_restriction="",
        )
        an_adult(session, mia, "Daniel", relationship="father", email="daniel@example.org")
        attendance_service.mark(session, session_id=klass.session, baby_id=mia.baby, status="here", now=NOW)
        press(session, klass, "permission", "yes", 2)
        press(session, klass, "cue", "mutual_gaze", 9)
        press(session, klass, "response", "cuddle", 20)
        told = ("Grace sang her song.", "Mummy hummed.", "Mia turned to your voice.", "Mia smiled.")
        for minute, words in enumerate(told, start=40):
            tell(session, klass, words, minute)
    return klass


def papers_of(studio: Store, klass: OpenClass) -> ClassPapers:
    with studio.read() as session:
        return queries.class_papers(session, session_id=klass.session)


def test_each_home_gets_a_copy_addressed_to_its_adults_alone(studio: Store, apart: OpenClass) -> None:
    hers, his = papers_of(studio, apart).sheets
    assert (hers.baby, his.baby) == ("Mia, for Grace", "Mia, for Daniel")
    assert [sheet.draft.file_name for sheet in (hers, his)] == [
        "Mia for Grace take-home week 1.pdf",
        "Mia for Daniel take-home week 1.pdf",
    ]
    ours, theirs = (squeezed(text_of(build(sheet.draft).content)) for sheet in (hers, his))
    assert squeezed("for Grace, from the class of") in ours and "Daniel" not in ours
    assert squeezed("for Daniel, from the class of") in theirs and "Grace" not in theirs


def test_the_copy_for_who_was_not_there_tells_of_the_baby_and_not_of_who_was(
    studio: Store, apart: OpenClass
) -> None:
    hers, his = papers_of(studio, apart).sheets
    assert hers.draft.view.notes == (
        "Grace sang her song.", "Mummy hummed.", "Mia turned to your voice.", "Mia smiled.",
    )  # fmt: skip
    assert his.draft.view.notes == ("Mia smiled.",)
    ours, theirs = (squeezed(text_of(build(sheet.draft).content)) for sheet in (hers, his))
    assert squeezed("When you asked first, Mia said yes.") in ours
    assert squeezed("When asked first, Mia said yes.") in theirs
    assert squeezed("You were there") in ours and squeezed("You were there") not in theirs


def test_the_instructor_is_told_for_whom_each_copy_is(studio: Store, apart: OpenClass) -> None:
    hers, his = papers_of(studio, apart).sheets
    assert [(stop.kind, stop.words) for sheet in (hers, his) for stop in sheet.proof.stops] == [
        ("homes", "Two homes: this copy is for Grace alone. It must not tell of Daniel."),
        ("homes", "Two homes: this copy is for Daniel alone. It must not tell of Grace."),
    ]


def test_an_adult_who_may_get_no_papers_has_no_home_to_send_them_to(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        [mia] = klass.dyads
        an_adult(session, mia, "Rafe", contact_restriction="Court order")
        an_adult(session, mia, "Sam", apart=False)
        attendance_service.mark(session, session_id=klass.session, baby_id=mia.baby, status="here", now=NOW)
        adults = carers_by_family(session, family_ids=(mia.family,))[mia.family]
    assert [[adult.given_name for adult in home] for home in homes(adults)] == [["Mia's carer", "Sam"]]
    [sheet] = papers_of(studio, klass).sheets
    assert (sheet.baby, sheet.key.home_id) == ("Mia", None)
    assert sheet.draft.view.carers == ("Mia's carer", "Sam")
    assert [stop.kind for stop in sheet.proof.stops] == ["restriction", "no_notes"]
    assert sheet.proof.stops[0].words == (
        "Contact restriction: this copy is for Mia's carer and Sam, not for Rafe."
    )


def test_a_family_whose_adults_may_all_get_no_papers_is_stopped_at(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        [mia] = klass.dyads
        families.change_carer(
            session, carer_id=mia.carer, given_name="Rafe", family_name="", relationship="", email="",
            phone="", contact_restriction="Court order",
        )  # fmt: skip
        attendance_service.mark(session, session_id=klass.session, baby_id=mia.baby, status="here", now=NOW)
    [sheet] = papers_of(studio, klass).sheets
    assert sheet.proof.stops[0].words == "Contact restriction: nobody of this family may get this copy."
    assert "Rafe" not in text_of(build(sheet.draft).content)


def test_a_partner_in_the_same_home_shares_its_copy(studio: Store, apart: OpenClass) -> None:
    with studio.write() as session:
        an_adult(session, apart.dyads[0], "Sam", apart=False)
    hers, his = papers_of(studio, apart).sheets
    assert (hers.draft.view.carers, his.draft.view.carers) == (("Grace", "Sam"), ("Daniel",))


def test_a_letter_goes_to_no_address_that_the_other_home_reads(studio: Store, apart: OpenClass) -> None:
    hers, his = papers_of(studio, apart).sheets
    assert [sheet.draft.reader and sheet.draft.reader.given_name for sheet in (hers, his)] == [
        "Grace",
        "Daniel",
    ]
    with studio.write() as session:
        [daniel] = [
            adult
            for adult in carers_by_family(session, family_ids=(apart.dyads[0].family,))[apart.dyads[0].family]
            if adult.given_name == "Daniel"
        ]
        families.change_carer(
            session, carer_id=daniel.id, given_name="Daniel", family_name="", relationship="father",
            email="GRACE@example.org", phone="", contact_restriction="",
        )  # fmt: skip
    assert [sheet.draft.reader for sheet in papers_of(studio, apart).sheets] == [None, None]


def test_a_draft_has_the_paper_beside_it_and_tells_of_nobody_else(studio: Store, apart: OpenClass) -> None:
    _, his = papers_of(studio, apart).sheets
    name, letter = paper_letter(build(his.draft), profile=Profile(instructor="Rosa"))
    message = message_from_bytes(letter, policy=SMTP)
    assert (name, message["To"]) == ("Mia for Daniel take-home week 1.eml", "Daniel <daniel@example.org>")
    [beside] = message.iter_attachments()
    assert beside.get_content_type() == "application/pdf"
    assert "Daniel" in text_of(beside.get_content())
    body = message.get_body()
    assert body is not None and "Dear Daniel," in body.get_content()
    assert b"Grace" not in letter and "Grace" not in text_of(beside.get_content())


@pytest.mark.parametrize(
    "words",
    [
        "Daniel sang.",
        "DANIEL’S song",
        "Mia looked for Dániel",
        "with her dad",
        "Daddy hummed",
        "her father's hands",
    ],
)
def test_no_way_to_name_the_other_adult_reaches_a_copy(studio: Store, apart: OpenClass, words: str) -> None:
    with studio.write() as session:
        tell(session, apart, words, 45)
    hers, his = papers_of(studio, apart).sheets
    assert words not in hers.draft.view.notes
    assert words in his.draft.view.notes


def test_in_a_family_of_one_home_everything_is_told_to_all(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        [mia] = klass.dyads
        an_adult(session, mia, "Sam", apart=False, relationship="father")
        attendance_service.mark(session, session_id=klass.session, baby_id=mia.baby, status="here", now=NOW)
        tell(session, klass, "Daddy hummed with you.", 45)
    [sheet] = papers_of(studio, klass).sheets
    assert sheet.draft.view.notes == ("Daddy hummed with you.",)


def test_words_of_her_own_that_tell_of_the_other_home_are_stopped_at(studio: Store, apart: OpenClass) -> None:
    _, his = papers_of(studio, apart).sheets
    for words, reasons in (("Mia slept.", 1), ("Mia slept on Grace.", 2)):
        with studio.write() as session:
            sentence = his.proof.sentences[0]
            proof_service.edit_sentence(
                session,
                session_id=apart.session,
                copy=his.key,
                key=sentence.key,
                words=words,
                noted=sentence.noted,
            )
        ours, theirs = papers_of(studio, apart).sheets
        assert len(ours.proof.stops) == 1 and len(theirs.proof.stops) == reasons
    assert theirs.proof.stops[1].words == "A sentence that you changed tells of Grace."
    assert not ours.proof.sentences[0].changed


def test_a_short_form_is_stopped_at_and_what_was_written_so_is_not_told(
    studio: Store, apart: OpenClass
) -> None:
    [mia] = apart.dyads
    with studio.write() as session:
        families.change_carer(
            session,
            carer_id=mia.carer,
            given_name="Elizabeth",
            family_name="Okafor",
            relationship="mother",
            email="",
            phone="",
            contact_restriction="",
        )
        tell(session, apart, "Dan’s voice helped.", 50)
        tell(session, apart, "Lizzie’s voice helped.", 51)
    hers, his = papers_of(studio, apart).sheets
    assert "Lizzie’s voice helped." in hers.draft.view.notes
    assert "Dan’s voice helped." in his.draft.view.notes
    assert "Dan’s voice helped." not in hers.draft.view.notes
    assert "Lizzie’s voice helped." not in his.draft.view.notes
    with studio.write() as session:
        sentence = his.proof.sentences[0]
        proof_service.edit_sentence(
            session,
            session_id=apart.session,
            copy=his.key,
            key=sentence.key,
            words="Mia slept on Liz.",
            noted=sentence.noted,
        )
    _, theirs = papers_of(studio, apart).sheets
    assert theirs.proof.stops[1].words == "A sentence that you changed tells of Elizabeth."
