"""A newer program changes, adds and withdraws content of every kind, and keeps every edit of hers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from massage_studio import paths
from massage_studio.curriculum import content, queries, service
from massage_studio.curriculum.content_files import KINDS
from massage_studio.curriculum.history_queries import history
from massage_studio.curriculum.models import OwnItem
from massage_studio.curriculum.upgrade_queries import changed_since, upgrade
from massage_studio.curriculum.views import OwnItemView, ShippedChange, Upgrade
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import undo_operation
from tests.curriculum.content_versions import Ship, forget, shelf, ship
from tests.studio_fixtures import NOW

__all__ = ["ship"]

MINE = "Mine, in my own words."
ADDED: dict[str, dict[str, Any]] = {
    "stroke": {"area": "legs_feet"},
    "signpost": {"to": "Her"},
    "cue": {"need": "social", "subsystem": "motor"},
    "source": {"url": "https://example.org"},
    "evidence": {"sources": ["practice"], "direction": "mixed", "strength": "low"},
    "plan": {
        "sessions": [
            {
                **{"number": 1, "title": "One", "focus_benefit": "touch", "focus_areas": [], "handouts": []},
                "activities": [],
            }
        ]
    },
}


def write(studio: Store, verb: Callable[..., Any], **arguments: Any) -> None:
    with studio.write() as session:
        verb(session, now=NOW, **arguments)


def first(kind: str) -> dict[str, Any]:
    return shelf(content.compiled(), kind)[0]


def put_mine(studio: Store, kind: str) -> tuple[str, str]:
    """Her words over the title of the first item of a kind; its code and the field."""
    field = KINDS[kind].title
    code = first(kind)[KINDS[kind].key]
    write(studio, service.put_words, kind=kind, code=code, words={field: MINE})
    return code, field


def own(studio: Store) -> tuple[OwnItemView, ...]:
    with studio.read() as session:
        return queries.own_items(session)


def asked(studio: Store) -> tuple[ShippedChange, ...]:
    with studio.read() as session:
        return changed_since(session)


def seen(studio: Store, kind: str, code: str) -> dict[str, Any]:
    entry = content.entry_of(own(studio), kind, code)
    assert entry is not None
    return entry


def rewritten(kind: str, field: str, text: str) -> Callable[[Any], None]:
    def change(read: Any) -> None:
        shelf(read, kind)[0][field] = text

    return change


@pytest.mark.parametrize("kind", KINDS)
def test_changed_words_are_offered_beside_hers_and_taken(studio: Store, ship: Ship, kind: str) -> None:
    code, field = put_mine(studio, kind)
    then = first(kind)[field]
    assert asked(studio) == ()
    ship(rewritten(kind, field, "Newer words."))
    [change] = asked(studio)
    assert (change.kind, change.code, change.field) == (kind, code, field)
    assert (change.hers, change.then, change.now) == (MINE, then, "Newer words.")
    assert seen(studio, kind, code)[field] == MINE
    with studio.read() as session:
        queries.whole(session)
    write(studio, service.reset_words, kind=kind, code=code, field=field)
    assert asked(studio) == ()
    assert seen(studio, kind, code)[field] == "Newer words."


@pytest.mark.parametrize("kind", KINDS)
def test_hers_are_kept_and_not_asked_about_until_the_next_change(
    studio: Store, ship: Ship, kind: str
) -> None:
    code, field = put_mine(studio, kind)
    ship(rewritten(kind, field, "Newer words."))
    write(studio, service.keep_words, kind=kind, code=code, field=field)
    assert asked(studio) == ()
    assert seen(studio, kind, code)[field] == MINE
    with studio.write() as session:
        undo_operation(session, now=NOW)
    assert len(asked(studio)) == 1
    write(studio, service.keep_words, kind=kind, code=code, field=field)
    ship(rewritten(kind, field, "Newest words."))
    [change] = asked(studio)
    assert (change.then, change.now) == ("Newer words.", "Newest words.")


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_newer_program_adds_simply_appears(studio: Store, ship: Ship, kind: str) -> None:
    put_mine(studio, kind)
    key = KINDS[kind].key

    def add(read: Any) -> None:
        shelf(read, kind).append(shelf(read, kind)[-1] | {key: "brand_new"})

    ship(add)
    assert content.entry_of(own(studio), kind, "brand_new") is not None
    assert asked(studio) == ()
    with studio.read() as session:
        queries.whole(session)


@pytest.mark.parametrize("gone", ["withdrawn", "removed"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_withdrawn_stays_readable_and_is_told_where_she_edited_it(
    studio: Store, ship: Ship, kind: str, gone: str
) -> None:
    code, field = put_mine(studio, kind)

    def withdraw(read: Any) -> None:
        if gone == "withdrawn":
            shelf(read, kind)[0]["withdrawn"] = True
        else:
            del shelf(read, kind)[0]

    ship(withdraw)
    assert seen(studio, kind, code)[field] == MINE
    with studio.read() as session:
        assert upgrade(session) == Upgrade((), ((kind, code, MINE),), 0)
        here = queries.current(session)
    if kind == "evidence":
        assert code not in {finding.code for finding in here.other_evidence}
    assert code in {getattr(item, KINDS[kind].key) for item in here.away[kind]}
    [row] = own(studio)
    assert json.loads(row.words) == {field: MINE}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "state"])
def test_what_she_added_stays_hers_in_a_newer_program(studio: Store, ship: Ship, kind: str) -> None:
    item = new_id()
    words = {KINDS[kind].title: MINE, **ADDED.get(kind, {})}
    write(studio, service.add_item, item_id=item, kind=kind, words=words)
    before = own(studio)
    ship(rewritten(kind, KINDS[kind].title, "Newer words."))
    assert own(studio) == before
    assert seen(studio, kind, service.own_code(item))[KINDS[kind].title] == MINE
    with studio.read() as session:
        queries.whole(session)
        assert upgrade(session) == Upgrade((), (), 0)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("state", "source")])
def test_what_she_hid_stays_hidden_in_a_newer_program(studio: Store, ship: Ship, kind: str) -> None:
    code = first(kind)[KINDS[kind].key]
    write(studio, service.hide, kind=kind, code=code)
    ship(rewritten(kind, KINDS[kind].title, "Newer words."))
    with studio.read() as session:
        assert code in {getattr(item, KINDS[kind].key) for item in queries.current(session).away[kind]}


@pytest.mark.parametrize("kind", KINDS)
def test_the_history_of_an_item_says_what_stood_there_before(studio: Store, kind: str) -> None:
    code, field = put_mine(studio, kind)
    shipped = first(kind)[field]
    write(studio, service.put_words, kind=kind, code=code, words={field: "Mine again."})
    write(studio, service.reset_words, kind=kind, code=code)
    with studio.write() as session:
        undo_operation(session, now=NOW)
    with studio.read() as session:
        told = history(session, kind=kind, code=code)
    assert [(entry.changes[0].before, entry.changes[0].after) for entry in told] == [
        ("Mine again.", shipped),
        (MINE, "Mine again."),
        (shipped, MINE),
    ]
    assert [entry.undone for entry in told] == [True, False, False]
    assert all(entry.at == NOW for entry in told)
    assert [entry.words for entry in told[:2]] == ["Mine again.", MINE]


def test_the_history_tells_what_was_hidden_and_nothing_of_others(studio: Store) -> None:
    write(studio, service.hide, kind="topic", code="colic")
    write(studio, service.put_words, kind="routine", code="colic", words={"label": MINE})
    write(studio, service.show, kind="topic", code="colic")
    with studio.read() as session:
        told = history(session, kind="topic", code="colic")
        others = history(session, kind="topic", code="col%")
    assert [(entry.verb, entry.hidden) for entry in told] == [("show_content", False), ("hide_content", True)]
    assert others == ()


def test_a_kind_or_a_field_that_the_program_does_not_know_stays_in_the_studio(studio: Store) -> None:
    with studio.write() as session:
        for kind, code, words in (
            ("dance", "waltz", '{"label": "Mine"}'),
            ("stroke", "face_jaw", '{"label": "Mine", "colour": "red"}'),
            ("activity", "arrive", '{"minutes": "five", "title": "Mine"}'),
            ("plan", "five_60", '{"sessions": [{"week": 1}]}'),
        ):
            session.add(OwnItem(id=new_id(), kind=kind, code=code, words=words, shipped="{}"))
    before = own(studio)
    with studio.read() as session:
        here = queries.current(session)
        queries.whole(session)
        assert upgrade(session).unknown == 4
    assert here.stroke("face_jaw").label == "Mine"
    assert (here.activity("arrive").title, here.activity("arrive").minutes) == ("Mine", 5)
    assert here.plan("five_60").sessions == content.load().plan("five_60").sessions
    assert own(studio) == before


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda text: text[: len(text) // 2], "cannot be read"),
        (lambda text: "", "cannot be read"),
        (lambda text: "[]", "cannot be read"),
        (lambda text: text.replace('"strokes"', '"stroke"'), "cannot be read"),
        (lambda text: text.replace("layout=1", "layout=2"), "newer than the program"),
    ],
)
def test_a_damaged_or_newer_content_file_is_told_and_nothing_is_lost(
    studio: Store,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    damage: Callable[[str], str],
    told: str,
) -> None:
    put_mine(studio, "stroke")
    before = own(studio)
    text = paths.content(content.LANGUAGE).read_text(encoding="utf-8")
    broken = tmp_path / "broken.json"
    broken.write_text(damage(text), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(paths, "content", lambda language: broken)
        forget()
        with pytest.raises(KnownError, match=told) as raised:
            content.load()
        assert "stays as it is" in raised.value.advice
        with studio.read() as session, pytest.raises(KnownError, match=told):
            queries.whole(session)
    forget()
    assert own(studio) == before
    assert content.load().strokes


def test_words_as_they_ship_now_are_offered_to_nobody(studio: Store, ship: Ship) -> None:
    _, field = put_mine(studio, "song")
    ship(rewritten("song", field, MINE))
    assert asked(studio) == ()


def test_a_copy_of_an_item_is_her_own(studio: Store) -> None:
    for kind in KINDS:
        if kind == "state":
            continue
        code = first(kind)[KINDS[kind].key]
        item = new_id()
        write(studio, service.copy_item, item_id=item, kind=kind, code=code, title="My own")
        copied = seen(studio, kind, service.own_code(item))
        assert copied[KINDS[kind].title] == "My own", kind
    with studio.read() as session:
        queries.whole(session)


@pytest.mark.parametrize("minutes", [0, 121, -5])
def test_a_part_of_a_session_takes_one_minute_to_two_hours(studio: Store, minutes: int) -> None:
    with pytest.raises(KnownError, match="too small or too large"):
        write(studio, service.put_words, kind="activity", code="arrive", words={"minutes": minutes})
    assert own(studio) == ()
