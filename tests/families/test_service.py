"""Carers, babies, health, consent and notes on a real database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import massage_studio.families.service as families
from massage_studio.errors import KnownError
from massage_studio.families.queries import CONSENTS, family
from massage_studio.families.queries import families as all_families
from massage_studio.families.views import FamilyView
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, Dyad, a_family, a_sibling

TODAY = NOW.date()


def look(store: Store, dyad: Dyad, today: date = TODAY) -> FamilyView:
    with store.read() as session:
        return family(session, family_id=dyad.family, today=today)


def test_the_same_family_sent_twice_is_one_family(studio: Store) -> None:
    key, carer, baby = new_id(), new_id(), new_id()
    for _ in range(2):
        with studio.write() as session:
            families.add_family(session, family_id=key, now=NOW)
            families.add_carer(session, family_id=key, carer_id=carer, given_name="Grace")
            made = families.add_baby(session, family_id=key, baby_id=baby, given_name="Mia").made
    assert made == baby
    view = look(studio, Dyad(key, carer, baby))
    assert [row.name for row in (*view.carers, *view.babies)] == ["Grace", "Mia"]


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\x00"])
def test_somebody_without_a_visible_first_name_is_refused(studio: Store, name: str) -> None:
    for baby, carer in ((name, "Grace"), ("Mia", name)):
        with pytest.raises(KnownError, match="first name is empty"), studio.write() as session:
            a_family(session, baby, carer)
    with studio.write() as session:
        mia = a_family(session)
    with pytest.raises(KnownError, match="baby's first name"), studio.write() as session:
        families.change_baby(
            session, baby_id=mia.baby, given_name=name, family_name="", birth_date=None, due_date=None
        )
    assert look(studio, mia).babies[0].given_name == "Mia"


def test_the_database_itself_refuses_an_empty_or_endless_name(studio: Store) -> None:
    with studio.write() as session:
        a_family(session)
    for name in ("''", "hex(zeroblob(200))"):
        with pytest.raises(IntegrityError, match="given_name"), studio.write() as session:
            session.execute(text(f"UPDATE baby SET given_name = {name}"))


def test_particulars_are_written_anew(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        families.change_carer(
            session,
            carer_id=mia.carer,
            given_name="Grace",
            family_name="Okafor",
            relationship="mother",
            email="grace@example.org",
            phone="01632 960123",
            contact_restriction="Text only",
        )
        families.change_baby(
            session,
            baby_id=mia.baby,
            given_name="Mia",
            family_name="Okafor",
            birth_date=date(2026, 9, 1),
            due_date=date(2026, 10, 27),
        )
    view = look(studio, mia)
    assert (view.carers[0].name, view.carers[0].contact_restriction) == ("Grace Okafor", "Text only")
    age = view.babies[0].age
    assert age is not None and (age.weeks, age.corrected_weeks) == (11, 3)


def test_babies_stand_in_the_order_of_birth_and_twins_in_that_of_writing(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session, "Mia")
        a_sibling(session, mia, "Noah")
        families.add_baby(
            session, family_id=mia.family, baby_id=new_id(), given_name="Ivy", birth_date=date(2024, 1, 1)
        )
    assert [baby.name for baby in look(studio, mia).babies] == ["Ivy", "Mia", "Noah"]


def consent(store: Store, dyad: Dyad, given_: bool, on: date) -> None:
    with store.write() as session:
        families.answer_consent(session, family_id=dyad.family, kind="photo", given=given_, on=on)


def test_an_answer_about_consent_replaces_the_one_before_and_keeps_it_in_the_record(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
    assert [(row.kind, row.given) for row in look(studio, mia).consents] == [
        (kind, None) for kind in CONSENTS
    ]
    for day, answer in enumerate((True, True, False, True)):
        consent(studio, mia, answer, TODAY + timedelta(days=day))
    standing = {row.kind: row for row in look(studio, mia).consents}["photo"]
    assert (standing.given, standing.on) == (True, TODAY + timedelta(days=3))
    with studio.read() as session:
        history = session.execute(
            text("SELECT given, given_on, withdrawn_on, wording <> '' FROM consent ORDER BY given_on")
        ).all()
    days = [(TODAY + timedelta(days=day)).isoformat() for day in range(4)]
    assert [tuple(row) for row in history] == [
        (1, days[0], days[2], 1),
        (0, days[2], days[3], 1),
        (1, days[3], None, 1),
    ]


def test_the_same_answer_to_new_words_is_a_new_consent(
    studio: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with studio.write() as session:
        mia = a_family(session)
    consent(studio, mia, True, TODAY)
    monkeypatch.setattr(families, "WORDING", "2027-01")
    consent(studio, mia, True, TODAY + timedelta(days=90))
    with studio.read() as session:
        rows = session.execute(text("SELECT wording, withdrawn_on IS NULL FROM consent ORDER BY given_on"))
        assert [tuple(row) for row in rows] == [("2026-11", 0), ("2027-01", 1)]


def test_a_class_needs_consent_to_health_and_notes(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
    for kind, given_, missing in (
        ("photo", True, True),
        ("health", True, True),
        ("notes", True, False),
        ("notes", False, True),
    ):
        with studio.write() as session:
            families.answer_consent(session, family_id=mia.family, kind=kind, given=given_, on=TODAY)  # type: ignore[arg-type]
        with studio.read() as session:
            assert all_families(session, today=TODAY)[0].consent_missing is missing


def test_a_flag_that_was_ended_stays_in_the_record(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        for _ in range(2):
            families.add_flag(session, baby_id=mia.baby, kind="skin", what="eczema", since=TODAY)
    flags = look(studio, mia).babies[0].flags
    assert [flag.what for flag in flags] == ["eczema"]
    with studio.write() as session:
        families.end_flag(session, flag_id=flags[0].id, on=TODAY + timedelta(days=5))
    assert look(studio, mia, TODAY + timedelta(days=4)).babies[0].flags
    assert not look(studio, mia, TODAY + timedelta(days=5)).babies[0].flags
    with studio.read() as session:
        assert session.execute(text("SELECT count(*) FROM health_flag")).scalar() == 1


def test_a_second_immunisation_lengthens_the_wait(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        for days in (0, 1):
            since = TODAY + timedelta(days=days)
            families.add_flag(
                session,
                baby_id=mia.baby,
                kind="immunised",
                what="",
                since=since,
                expires=since + timedelta(days=2),
            )
    assert look(studio, mia, TODAY + timedelta(days=3)).babies[0].flags
    assert not look(studio, mia, TODAY + timedelta(days=4)).babies[0].flags


def test_notes_stay_in_their_layer_newest_first(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        for number, layer in enumerate(("private", "family", "safeguarding")):
            families.add_note(
                session,
                family_id=mia.family,
                layer=layer,  # type: ignore[arg-type]
                text=f" {layer}\nnote ",
                now=NOW + timedelta(minutes=number),
            )
    notes = look(studio, mia).notes
    assert [(note.layer, note.text) for note in notes] == [
        ("safeguarding", "safeguarding\nnote"),
        ("family", "family\nnote"),
        ("private", "private\nnote"),
    ]
    with pytest.raises(KnownError, match="note is empty"), studio.write() as session:
        families.add_note(session, family_id=mia.family, layer="private", text=" \n", now=NOW)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["O'Neil", "Zoë", "Mia"]),
        ("mia", ["Mia"]),
        ("GRACE mi", ["Mia"]),
        ("zoe", ["Zoë"]),
        ("zoe\u0308", ["Zoë"]),
        ("müller lüden", ["Zoë"]),
        ("o'neil", ["O'Neil"]),
        ('" OR *', []),
        ("%", []),
        ("mia zoe", []),
    ],
)
def test_families_are_found_by_any_of_their_names(studio: Store, words: str, found: list[str]) -> None:
    with studio.write() as session:
        a_family(session, "Mia", "Grace Okafor", now=NOW)
        a_family(session, "Zoë", "Jürgen Müller-Lüdenscheidt", now=NOW + timedelta(minutes=1))
        a_family(session, "O'Neil", "Sinéad", now=NOW + timedelta(minutes=2))
    with studio.read() as session:
        rows = all_families(session, today=TODAY, words=words)
    assert [row.babies[0].name for row in rows] == found
