"""A colleague's curriculum: shared as one file, looked at, brought in over nothing, and taken back as one."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from time import perf_counter
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.curriculum import content, limit_service, queries, service
from massage_studio.curriculum.content_files import KINDS
from massage_studio.curriculum.views import OwnItemView
from massage_studio.errors import KnownError
from massage_studio.exchange.curriculum_files import (
    FORMAT,
    MOST_BYTES,
    VERSION,
    SharedFile,
    SharedItem,
    read,
    written,
)
from massage_studio.exchange.curriculum_queries import look, share_items, share_mine
from massage_studio.exchange.curriculum_service import bring_in
from massage_studio.exchange.curriculum_views import SharedLook
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from massage_studio.store.operations import last_operations
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile
from massage_studio.store.undo import redo_operation, undo_operation
from tests.studio_fixtures import NOW, a_family


@pytest.fixture
def other(tmp_path: Any) -> Any:
    """The studio of a colleague."""
    folder = tmp_path / "other"
    folder.mkdir()
    store = open_studio(folder)
    yield store
    store.close()


def own(studio: Store) -> tuple[OwnItemView, ...]:
    with studio.read() as session:
        return queries.own_items(session)


def test_why_a_safety_rule_was_made_laxer_stays_with_her(studio: Store) -> None:
    with studio.write() as session:
        limit = next(one for one in content.load().limits if one.code == "immunised")
        words = {"days": max(1, limit.days - 1)}
        why = "As the nurse of Harbour Town says"
        limit_service.change_limit(session, code=limit.code, words=words, reason=why, now=NOW)
        text = written(share_mine(session)).decode()
    assert "immunised" in text and "Harbour" not in text


def looked_at(studio: Store, file: SharedFile) -> SharedLook:
    with studio.read() as session:
        return look(session, file=file)


def bring(studio: Store, file: SharedFile) -> None:
    with studio.write() as session:
        bring_in(session, file=file, now=NOW, operation_id=new_id())


def add(studio: Store, kind: str, **words: Any) -> str:
    key = new_id()
    with studio.write() as session:
        service.add_item(session, item_id=key, kind=kind, words=words, now=NOW)
    return service.own_code(key)


def put(studio: Store, kind: str, code: str, **words: Any) -> None:
    with studio.write() as session:
        service.put_words(session, kind=kind, code=code, words=words, now=NOW)


def mine(studio: Store, by: str = "Anna") -> SharedFile:
    with studio.read() as session:
        return read(written(replace(share_mine(session), by=by)))


def now(studio: Store) -> content.Content:
    with studio.read() as session:
        return queries.current(session)


def test_what_is_new_comes_in_under_its_own_code(studio: Store, other: Store) -> None:
    song = add(other, "song", title="Rain", words=["Drip", "drop"], how="Softly: “so”.", benefits=["bonding"])
    file = mine(other)
    assert [(item.kind, item.code) for item in file.items] == [("song", song)]
    assert looked_at(studio, file).count("new") == 1
    bring(studio, file)
    assert now(studio).song(song) == now(other).song(song)


def test_the_same_comes_in_once(studio: Store, other: Store) -> None:
    add(other, "song", title="Rain", words=["Drip"])
    put(other, "stroke", "chest_open_book", description="Anna's words.")
    file = mine(other)
    bring(studio, file)
    before = own(studio)
    again = looked_at(studio, file)
    assert (again.count("new"), again.count("same"), again.count("clash")) == (0, 2, 0)
    bring(studio, file)
    assert own(studio) == before


def test_what_clashes_comes_in_beside_what_is_there(studio: Store, other: Store) -> None:
    put(studio, "stroke", "chest_open_book", description="My words.")
    put(other, "stroke", "chest_open_book", description="Anna's words.")
    file = mine(other)
    [item] = looked_at(studio, file).items
    assert (item.state, item.title) == ("clash", "Open book (from Anna)")
    bring(studio, file)
    here = now(studio)
    assert here.stroke("chest_open_book").description == "My words."
    assert [(stroke.label, stroke.description) for stroke in here.strokes[-1:]] == [
        ("Open book (from Anna)", "Anna's words.")
    ]


def test_a_plan_brings_what_of_hers_it_names_and_names_it_here(studio: Store, other: Store) -> None:
    put(studio, "activity", "arrive", title="Mine")
    put(other, "activity", "arrive", instructions=["Anna's."])
    song = add(other, "song", title="Rain", words=["Drip"])
    with other.read() as session:
        words = service_words(queries.current(session), "five_60")
    words["sessions"][0]["activities"].append(
        {"kind": "song", "title": "Rain", "minutes": 5, "benefits": ["bonding"], "item": song}
    )
    plan = add(other, "plan", **words | {"label": "Anna's six"})
    with other.read() as session:
        file = read(written(replace(share_items(session, items=[("plan", plan)]), by="Anna")))
    assert {(item.kind, item.code) for item in file.items} == {
        ("activity", "arrive"), ("song", song), ("plan", plan),
    }  # fmt: skip
    bring(studio, file)
    here = now(studio)
    activities = here.plan(plan).sessions[0].activities
    assert activities[-1].item == song and here.song(song).title == "Rain"
    # Her own words stay; the plan names the colleague's.
    assert here.activity("arrive").title == "Mine"
    assert here.activity(activities[0].item).instructions == ("Anna's.",)
    with studio.read() as session:
        queries.whole(session)


def service_words(whole: content.Content, code: str) -> dict[str, Any]:
    entry = next(one for one in content.compiled()["plans"]["plans"] if one["code"] == code)
    assert whole.plan(code)
    # A copy, for the content of all tests is read once.
    return {name: deepcopy(value) for name, value in entry.items() if name not in ("code", "default")}


def test_all_of_it_is_taken_back_as_one_and_done_again(studio: Store, other: Store) -> None:
    for number in range(3):
        add(other, "song", title=f"Song {number}", words=["La"])
    bring(studio, mine(other))
    with studio.read() as session:
        last, _ = last_operations(session)
    assert last is not None and (last.verb, last.words) == ("share_content", "Anna")
    with studio.write() as session:
        undo_operation(session, now=NOW)
    assert len(now(studio).songs) == len(content.load().songs)
    # What was taken back may be brought in again.
    assert looked_at(studio, mine(other)).count("new") == 3
    with studio.write() as session:
        redo_operation(session)
    assert len(now(studio).songs) == len(content.load().songs) + 3


def test_nothing_about_families_or_people_nearby_is_in_a_file(studio: Store) -> None:
    with studio.write() as session:
        a_family(session, "Zoë", "Jürgen")
        write_profile(
            session, profile=Profile(instructor="Anna Berg", phone="07700 900123", email="anna@example.org")
        )
    add(studio, "signpost", when="Jane, health visitor", to="07700 900999")
    add(studio, "song", title="Rain", words=["Drip"])
    with studio.read() as session:
        text = written(share_mine(session)).decode()
    for private in ("Zoë", "Jürgen", "Jane", "07700", "example.org"):
        assert private not in text
    assert "Anna Berg" in text and "Rain" in text


def test_items_of_every_kind_go_out_and_come_in(studio: Store, other: Store) -> None:
    for kind, about in KINDS.items():
        first = content.compiled()[about.file][about.shelf][0][about.key]
        put(other, kind, first, **{about.title: f"Anna's {kind}"})
    file = mine(other)
    assert {item.kind for item in file.items} == set(KINDS)
    told = looked_at(studio, file)
    assert told.left_out == ("Anna's state",) and told.unknown == 0
    assert told.count("clash") == len(KINDS) - 1
    bring(studio, file)
    assert {row.kind for row in own(studio)} == set(KINDS) - {"state"}
    with studio.read() as session:
        queries.whole(session)


def test_a_finding_of_a_colleague_is_checked_by_nobody_here(studio: Store, other: Store) -> None:
    words = {"finding": "Six slept.", "benefit": "brain", "sources": ["practice"], "direction": "mixed"}
    add(other, "evidence", **words, strength="low")
    bring(studio, mine(other))
    with studio.read() as session:
        last = queries.benefit(session, code="brain").evidence[-1]
    assert (last.finding, last.verified) == ("Six slept.", False)


def test_what_an_item_names_and_is_not_here_is_left_out_and_counted(studio: Store) -> None:
    file = SharedFile(
        "Anna",
        (
            SharedItem(
                "activity",
                "x",
                {
                    **{"title": "New", "kind": "massage", "minutes": 5, "instructions": ["Do."]},
                    **{"benefits": ["touch", "magic"], "sources": ["nobody2020"], "colour": "red"},
                },
            ),
            SharedItem("stroke", "y", {"label": "Nowhere", "area": "tail"}),
            SharedItem("activity", "z", {"title": "Endless", "minutes": 100000}),
            SharedItem("activity", "q", {"title": "   "}),
        ),
        unknown=2,
    )
    told = looked_at(studio, file)
    assert [item.title for item in told.items] == ["New"]
    assert told.left_out == ("Nowhere", "Endless", "q")
    assert told.unknown == 2 + 2 + 1
    bring(studio, file)
    assert now(studio).activities[-1].benefits == ("touch",)


def test_a_file_as_large_as_may_be_is_looked_at_and_brought_in_at_once(studio: Store) -> None:
    items = tuple(SharedItem("song", f"s{n}", {"title": f"Song {n}", "words": ["La"]}) for n in range(2000))
    file = read(written(SharedFile("Anna", items)))
    begun = perf_counter()
    bring(studio, file)
    assert perf_counter() - begun < 20
    assert len(now(studio).songs) == len(content.load().songs) + 2000


def file_of(**changes: Any) -> bytes:
    whole = {"format": FORMAT, "version": VERSION, "by": "Anna", "items": []} | changes
    return yaml.safe_dump(whole, allow_unicode=True).encode()


MANY = b"".join(b"- {kind: x, code: c%d, words: {}}\n" % number for number in range(2001))
BOMB = b"a: &a [1, 2]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no curriculum"),
        (b"hello", "no curriculum"),
        (b"- 1\n- 2\n", "no curriculum"),
        (b"name,born\nMia,2026\n", "no curriculum"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not in UTF-8"),
        ("format: ä".encode("latin-1"), "not in UTF-8"),
        ("format: massage-studio-curriculum\n".encode("utf-16"), "not in UTF-8"),
        (b"%PDF-1.5 \x00", "damaged"),
        (b"{[", "damaged"),
        (b"format: [unclosed", "damaged"),
        (file_of()[:25] + b"\n  : :", "damaged"),
        (b"x: !!python/object/apply:os.system ['true']\n", "damaged"),
        (b"[" * 5000, "damaged"),
        (b"when: 2026-99-99\n", "damaged"),
        (BOMB, "refers to its own parts"),
        (file_of(format="massage-studio-bookings"), "no curriculum"),
        (file_of(version=VERSION + 1), "newer Massage Studio"),
        (file_of(version="1"), "damaged"),
        (file_of(version=True), "damaged"),
        (file_of(version=0), "damaged"),
        (file_of(items="many"), "damaged"),
        (file_of(items=[1]), "damaged"),
        (file_of(items=[{"kind": "song", "code": "x"}]), "damaged"),
        (file_of(items=[{"kind": "song", "code": "x", "words": {1: "x"}}]), "damaged"),
        (file_of(items=[{"kind": "song", "code": "", "words": {}}]), "damaged"),
        (file_of(by=["Anna"]), "damaged"),
        (file_of().replace(b"items: []\n", b"items:\n" + MANY), "damaged"),
        (b"#" * (MOST_BYTES + 1), "too large"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_plainly(data: bytes, told: str) -> None:
    with pytest.raises(KnownError, match=told) as raised:
        read(data)
    assert raised.value.advice


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"# From Anna\n" + data + b"\n",
    ],
)
def test_a_mark_at_the_beginning_other_line_ends_and_comments_are_read_as_they_are(change: Any) -> None:
    items = (SharedItem("song", "x", {"title": "Rain ☂", "words": ["Drip", "drop: “so”"]}),)
    assert read(change(written(SharedFile("Anna", items)))).items == items


def test_kinds_of_a_newer_program_are_counted_and_left_out() -> None:
    items = [{"kind": "dance", "code": "x", "words": {}}, {"kind": "song", "code": "y", "words": {}}]
    file = read(file_of(items=items))
    assert ([item.kind for item in file.items], file.unknown) == (["song"], 1)


# Line ends of other times are made one; a form takes none of them.
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")))


@given(st.dictionaries(st.sampled_from(sorted(KINDS["song"].fields)), TEXTS | st.lists(TEXTS)))
def test_whatever_is_written_is_read_again(words: dict[str, Any]) -> None:
    items = (SharedItem("song", "x", words), SharedItem("song", "y", words))
    file = read(written(SharedFile("Anna", items)))
    assert json.dumps([one.words for one in file.items]) == json.dumps([words, words])
