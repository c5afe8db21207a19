"""Finding families, courses and notes by what somebody types."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.cues import log_service
from massage_studio.families.queries import family
from massage_studio.search.queries import find
from massage_studio.search.views import FoundRow
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.bench.search import fill, measured
from tests.studio_fixtures import NOW, a_booking, a_class, a_course, a_family


def found(studio: Store, words: str, most: int = 20) -> tuple[FoundRow, ...]:
    with studio.read() as session:
        return find(session, words, most)


def titles(studio: Store, words: str) -> list[str]:
    return [row.title for row in found(studio, words)]


def add_family(
    studio: Store,
    baby: tuple[str, str] = ("Mia", ""),
    carer: tuple[str, str] = ("Grace", ""),
    email: str = "",
    phone: str = "",
) -> None:
    with studio.write() as session:
        families.begin_family(
            session,
            family_id=new_id(),
            carer_id=new_id(),
            baby_id=new_id(),
            carer_given=carer[0],
            carer_family=carer[1],
            relationship="",
            phone=phone,
            email=email,
            baby_given=baby[0],
            baby_family=baby[1],
            birth_date=None,
            due_date=None,
            now=NOW,
        )


@pytest.mark.parametrize(
    "words",
    ["mi", "MIA", "okaf", "grace", "gra", "mia grace", "grace mia o", "daniel@", "daniel@example.org",
     "daniel", "07700 900", "07700900123", "+44 7700 900123", "+447700", "7700 900 1"],
)  # fmt: skip
def test_a_family_is_found_by_the_beginning_of_anything_that_names_it(studio: Store, words: str) -> None:
    add_family(studio, ("Mia", "Okafor"), ("Grace", "Okafor"), "daniel@example.org", "07700 900123")
    add_family(studio, ("Noah", "Smith"), ("Eve", "Smith"))
    assert titles(studio, words) == ["Mia Okafor"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łukasz", "lukasz"), ("Łukasz", "łuk"), ("Lukasz", "Łukasz"), ("Paweł", "pawel"),
        ("Ødegård", "odegard"),
        ("Đặng", "dang"), ("Weiß", "weiss"), ("Weiss", "weiß"), ("Æthelred", "aeth"), ("Bjørn", "bjorn"),
        ("Μαρία", "μαρια"), ("Ёлка", "елка"), ("Guðrún", "gudrun"), ("Zoë", "zoe"),
    ],
)  # fmt: skip
def test_a_name_is_found_by_its_plain_letters(studio: Store, name: str, typed: str) -> None:
    add_family(studio, (name, ""), ("Grace", ""))
    add_family(studio, ("Mia", "Okafor"))
    assert titles(studio, typed) == [name]


@pytest.mark.parametrize("words", ["noah grace", "ia", "xyz", "07700 901", "", "  ", "''", "-", "🙂"])
def test_what_is_not_there_is_not_found(studio: Store, words: str) -> None:
    add_family(studio, ("Mia", "Okafor"), ("Grace", "Okafor"), phone="07700 900123")
    add_family(studio, ("Noah", "Smith"), ("Eve", "Smith"))
    assert titles(studio, words) == []


def test_a_number_kept_with_its_country_is_found_without_it(studio: Store) -> None:
    add_family(studio, phone="+44 (0)7700-900123".replace("(0)", ""))
    assert (
        titles(studio, "07700 9") == titles(studio, "+44 7700") == titles(studio, "447700900123") == ["Mia"]
    )


@pytest.mark.parametrize(
    ("given", "family", "words"),
    [
        ("Cillian", "O'Neil", "o'neil"),
        ("Cillian", "O'Neil", "o'"),
        ("Cillian", "O'Neil", "O’Nei"),
        ("Jonas", "Müller-Lüdenscheidt", "müller-lüdenscheidt"),
        ("Jonas", "Müller-Lüdenscheidt", "MULLER-LUD"),
        ("Jonas", "Müller-Lüdenscheidt", "luden"),
        ("Zoë", "", "zoe"),
        ("小明", "王", "小"),
        ("小明", "王", "明"),
        ("小明", "王", "王小明"),
        ("小明", "王", "王 小明"),
        ("민준", "김", "준"),
        ("สมชาย", "ใจดี", "ชาย"),
        ("محمد", "", "محم"),
        ("Νίκος", "", "ΝΊΚ"),
        ("NEAR", "", "near"),
        ("And", "Or", "AND or"),
    ],
)
def test_names_of_every_kind_are_found(studio: Store, given: str, family: str, words: str) -> None:
    add_family(studio, (given, family))
    add_family(studio, ("Leo", ""), ("Eve", ""))
    [row] = found(studio, words)
    assert row.title in (f"{given} {family}".strip(), family + given)


@given(typed=st.text(max_size=80))
@example('"')
@example('a" OR b NOT "c')
@example("NEAR(a b, 2)")
@example("words : mia")
@example("^mia* + -")
@example("\0mia\ud800")
@example("( ) { } [ ] * % _ \\ ; --")
@example("a " * 60)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_a_question_and_never_an_error(studio: Store, typed: str) -> None:
    found(studio, typed)


def test_the_newest_come_first_and_each_kind_keeps_a_share(studio: Store) -> None:
    with studio.write() as session:
        keys = [
            a_family(session, f"Mia {number}", now=NOW + timedelta(minutes=number)).family
            for number in range(15)
        ]
        for number in range(15):
            families.add_note(
                session,
                family_id=keys[0],
                layer="private",
                text=f"Mia slept {number}",
                now=NOW + timedelta(minutes=number),
            )
        course = a_course(session, "Mia's course")
    rows = found(studio, "mia")
    assert [row.kind for row in rows] == ["family"] * 11 + ["course"] + ["note"] * 8
    assert [row.key for row in rows[:11]] == keys[:3:-1]
    assert rows[11].key == course
    assert [row.detail for row in rows[12:]] == [f"Mia slept {number}" for number in range(14, 6, -1)]
    assert len(found(studio, "mia", 3)) == 3


def test_a_course_is_found_by_its_name_and_its_venue(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, "Autumn course")
    [row] = found(studio, "autumn st anne")
    assert (row.kind, row.key, row.title, row.detail) == ("course", course, "Autumn course", "St Anne's Hall")
    assert row.at == NOW
    with studio.write() as session:
        session.connection().exec_driver_sql("UPDATE venue SET name = 'The Old Chapel'")
    assert titles(studio, "anne") == []
    assert titles(studio, "chapel") == ["Autumn course"]


def test_a_note_leads_to_its_family_with_the_words_around_what_was_found(studio: Store) -> None:
    text = "First she slept for a long time, then she woke and looked round the hall. " * 3
    with studio.write() as session:
        dyad = a_family(session)
        families.add_note(
            session,
            family_id=dyad.family,
            layer="family",
            text=text + "Café sounds calmed her, and she stayed quiet until the very end of the class.",
            now=NOW,
        )
    [row] = found(studio, "cafe sounds")
    assert (row.kind, row.key, row.title) == ("note", dyad.family, "Mia")
    with studio.read() as session:
        assert family(session, family_id=dyad.family, today=NOW.date()).notes[0].id == row.note
    assert row.at == NOW
    assert "Café sounds calmed her" in row.detail
    assert row.detail.startswith("… ")
    assert len(row.detail) <= 122


def test_a_note_of_a_class_is_found_until_it_is_taken_back(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        mia = opened.dyads[0]
        cues.record(
            session,
            action_id=new_id(),
            session_id=opened.session,
            dyads=((mia.baby, mia.carer),),
            kind="note",
            code="",
            text="Loves the rain song",
            layer="private",
            now=NOW,
        )
    assert [row.key for row in found(studio, "rain so")] == [mia.family]
    with studio.write() as session:
        log_service.undo(session, session_id=opened.session, now=NOW)
    assert not found(studio, "rain")
    with studio.write() as session:
        log_service.redo(session, session_id=opened.session)
    assert [row.detail for row in found(studio, "rain")] == ["Loves the rain song"]


def test_a_safeguarding_reference_is_never_found(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        mia = opened.dyads[0]
        families.add_note(
            session,
            family_id=mia.family,
            layer="safeguarding",
            text="Passed to the designated lead",
            now=NOW,
        )
        cues.record(
            session,
            action_id=new_id(),
            session_id=opened.session,
            dyads=((mia.baby, mia.carer),),
            kind="note",
            code="",
            text="Passed to the designated lead",
            layer="safeguarding",
            now=NOW,
        )
    assert not found(studio, "designated")


def test_one_letter_asks_for_names_but_not_for_notes(studio: Store) -> None:
    with studio.write() as session:
        dyad = a_family(session)
        for text in ("Mostly calm", "Mia is calm"):
            families.add_note(session, family_id=dyad.family, layer="private", text=text, now=NOW)
    assert [row.kind for row in found(studio, "m")] == ["family"]
    assert [row.detail for row in found(studio, "mostly c")] == ["Mostly calm"]
    assert len(found(studio, "calm m")) == 2, "the notes wait for the second letter"


def test_find_answers_within_its_time_in_a_small_studio(studio: Store) -> None:
    with studio.write() as session:
        a_booking(session, a_course(session), a_family(session))
    fill(studio, 200, 2_000)
    ours, bare = measured(studio, turns=1)
    assert len(ours) == len(bare) > 100
    assert len(found(studio, "the baby")) == 20
