"""The library as its pages ask for it: every item once, whose words it has, and all its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from massage_studio.curriculum import content, library_queries, limit_service, service
from massage_studio.curriculum.content_files import KINDS
from massage_studio.curriculum.item_fields import NO_WORDS, fields_of
from massage_studio.curriculum.library_views import ItemView, Library
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.curriculum.content_versions import Ship, shelf, ship
from tests.studio_fixtures import NOW

__all__ = ["ship"]


def write(studio: Store, verb: Callable[..., Any], **arguments: Any) -> None:
    with studio.write() as session:
        verb(session, now=NOW, **arguments)


def library(studio: Store) -> Library:
    with studio.read() as session:
        return library_queries.library(session)


def item(studio: Store, kind: str, code: str) -> ItemView:
    with studio.read() as session:
        return library_queries.item(session, kind=kind, code=code)


def test_the_library_has_strokes_songs_talks_activities_and_routines(studio: Store) -> None:
    shipped = content.load()
    cards = library(studio).items
    assert [(card.kind, card.code) for card in cards] == [
        (kind, one.code)
        for kind, shelf_name in library_queries.LIBRARY.items()
        for one in getattr(shipped, shelf_name)
    ]
    assert {card.state for card in cards} == {"shipped"}
    assert all(card.title and card.words for card in cards)
    assert all(card.drawing for card in cards if card.kind == "stroke")


def test_each_stroke_says_by_which_rules_it_is_left_out_and_where_they_come_from(studio: Store) -> None:
    own = {
        **{"label": "Tongue tie", "mind": "let the legs rest", "words": ("tongue tie",)},
        **{"forbids": ("legs",), "source": "my training"},
    }
    write(studio, limit_service.add_limit, item_id=new_id(), words=own)
    write(studio, limit_service.hide_limit, code="jaundice", reason="I send them home")
    told = {one.limit.label: one for one in item(studio, "stroke", "legs_resting").left_out}
    assert "Jaundice" not in told and told["Tongue tie"].sources == ("my training",)
    assert (told["Hip harness or cast"].at, told["Recent immunisation"].at) == (
        ("any",),
        ("younger", "place"),
    )
    assert all(one.sources and not one.parts for one in told.values())
    whole = item(studio, "activity", "new_strokes").left_out
    assert all(one.sources for one in whole) and "Tongue tie" in {one.limit.label for one in whole}
    assert item(studio, "song", "bobbin").left_out == ()


def test_an_activity_says_which_of_its_strokes_a_rule_leaves_out(studio: Store) -> None:
    words = {
        **{"title": "Arms and legs", "instructions": ["Both."], "benefits": ["touch"]},
        **{"strokes": ["legs_resting", "chest_open_book"]},
    }
    key = new_id()
    write(studio, service.add_item, item_id=key, kind="activity", words=words)
    found = {one.limit.code: one.parts for one in item(studio, "activity", service.own_code(key)).left_out}
    assert found["hips"] == (content.load().stroke("legs_resting").label,)
    assert found["unwell"] == ()


def test_a_card_says_whose_words_it_has(studio: Store) -> None:
    own = new_id()
    write(studio, service.put_words, kind="stroke", code="chest_open_book", words={"how": "Mine."})
    words = {"title": "Bubbles", "instructions": ["Blow some."], "benefits": ["bonding"]}
    write(studio, service.add_item, item_id=own, kind="activity", words=words)
    write(studio, service.hide, kind="song", code="bobbin")
    cards = {card.code: card for card in library(studio).items}
    assert cards["chest_open_book"].state == "changed"
    assert (cards[service.own_code(own)].state, cards[service.own_code(own)].minutes) == ("own", 5)
    assert (cards["bobbin"].state, cards["bobbin"].hidden) == ("shipped", True)
    assert library(studio).items[-1].code == "bobbin"


def test_a_card_says_that_a_newer_version_has_other_words(studio: Store, ship: Ship) -> None:
    write(studio, service.put_words, kind="song", code="bobbin", words={"title": "Mine"})

    def change(read: Any) -> None:
        found = next(entry for entry in shelf(read, "song") if entry["code"] == "bobbin")
        found["title"] = "Newer"

    ship(change)
    assert [card.code for card in library(studio).items if card.newer] == ["bobbin"]


def test_what_the_program_withdrew_is_no_card(studio: Store, ship: Ship) -> None:
    ship(lambda read: shelf(read, "song")[0].update(withdrawn=True))
    assert shelf(content.compiled(), "song")[0]["code"] not in {card.code for card in library(studio).items}


@pytest.mark.parametrize("kind", KINDS)
def test_every_item_of_every_kind_has_its_fields_in_a_form(studio: Store, kind: str) -> None:
    for entry in shelf(content.compiled(), kind):
        view = item(studio, kind, entry[KINDS[kind].key])
        assert view.fields[0].name == KINDS[kind].title
        assert [field.name for field in view.fields] == [shape.name for shape in fields_of(kind)]
        for field in view.fields:
            assert field.value == field.shipped and not field.hers
            if field.shape.named and field.value:
                named = [field.value] if isinstance(field.value, str) else field.value
                assert set(named) <= {code for code, _ in field.names}, (kind, field.name)


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_asks_for_nothing_that_is_no_matter_of_words(kind: str) -> None:
    assert NO_WORDS.isdisjoint(shape.name for shape in fields_of(kind))
    known = KINDS[kind].fields
    assert {shape.name for shape in fields_of(kind, new=True)} <= known


def test_her_words_stand_beside_the_shipped_ones(studio: Store) -> None:
    write(studio, service.put_words, kind="stroke", code="face_jaw", words={"description": "Mine."})
    view = item(studio, "stroke", "face_jaw")
    [field] = [field for field in view.fields if field.hers]
    assert (field.name, field.value) == ("description", "Mine.")
    assert field.shipped == content.load().stroke("face_jaw").description
    assert view.state == "changed" and view.sources and view.drawing


def test_a_new_item_says_nothing_yet(studio: Store) -> None:
    for kind in KINDS:
        with studio.read() as session:
            view = library_queries.new_item(session, kind=kind)
        assert view.fields[0].value == "" and view.fields[0].shipped is None


def test_a_new_item_is_asked_for_with_the_minutes_that_it_has_where_nobody_changes_them(
    studio: Store,
) -> None:
    for kind in ("activity", "song"):
        with studio.read() as session:
            view = library_queries.new_item(session, kind=kind)
        [asked] = [one.value for one in view.fields if one.name == "minutes"]
        write(studio, service.add_item, item_id=(key := new_id()), kind=kind, words={"title": "Mine"})
        added = item(studio, kind, service.own_code(key))
        assert [one.value for one in added.fields if one.name == "minutes"] == [asked] and asked > 0


def test_the_library_is_asked_for_with_as_many_queries_however_much_is_hers(studio: Store) -> None:
    asked: list[str] = []
    event.listen(studio.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    library(studio)
    few = len(asked)
    for song in content.load().songs:
        write(studio, service.put_words, kind="song", code=song.code, words={"how": "Mine."})
    asked.clear()
    library(studio)
    assert len(asked) == few <= 2
