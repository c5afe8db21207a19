"""A studio that had the content in its tables keeps what is hers, and nothing of what shipped."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.bookings.course_list_queries import courses
from massage_studio.bookings.plan_queries import class_plan, course_plan
from massage_studio.cues.queries import vocabulary
from massage_studio.curriculum import content, queries
from massage_studio.curriculum.content_files import KINDS
from massage_studio.store import migrations
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS, Store
from massage_studio.store.opening import open_studio
from tests.store.sampling import ends_of
from tests.studio_fixtures import NOW

DATABASES = Path(__file__).with_name("databases")
WITH_CONTENT = SCHEMA_VERSIONS[: SCHEMA_VERSIONS.index("0008")]
SHIPPED = json.loads(
    (Path(migrations.__file__).with_name("shipped_until_0008.json")).read_text(encoding="utf-8")
)
HERS = (
    "UPDATE benefit SET title = 'Mine', messages = '[\"One.\"]' WHERE code = 'touch'",
    "UPDATE signpost SET \"to\" = 'Ask me first' WHERE code = 'baby_general'",
    "UPDATE cue_kind SET label = 'Big yawn', phrase = 'big yawns' WHERE code = 'yawns'",
    "UPDATE state_kind SET advice = 'Mine.' WHERE code = 'drowsy'",
    "UPDATE course_plan SET note = 'My note.' WHERE code = 'four_60'",
    "UPDATE activity SET title = 'My welcome' WHERE code = 'five_60/1/0'",
    "UPDATE stroke SET area_label = 'My legs' WHERE area = 'legs_feet'",
    "UPDATE evidence SET caveat = 'My caveat.' WHERE code = 'touch1'",
    "INSERT INTO source VALUES ('mine', 'My notes', 'Me', '2026', '')",
    "INSERT INTO stroke VALUES ('mine', 99, 'chest', 'Chest', 'My stroke', 'Hands rest.')",
    "INSERT INTO cue_kind VALUES"
    " ('waves', 99, 'Waves', 'engagement', 'subtle', 'social', 'Waves.', '', '', 'waving')",
    "INSERT INTO response_kind VALUES ('hums', 99, 'Hums', 'voice', 'Hums low.', 'humming')",
    "INSERT INTO evidence VALUES"
    " ('mine', 'touch', '', 'supports', 'low', 'six', 'notes', 'Found.', '', '[\"mine\"]')",
)


@pytest.fixture(params=ends_of(WITH_CONTENT))
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    shutil.copy(DATABASES / f"{request.param}.db", tmp_path / FILE_NAME)
    return tmp_path


def run(folder: Path, *statements: str) -> None:
    connection = driver.connect(str(folder / FILE_NAME), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def hers(store: Store) -> dict[tuple[str, str], tuple[dict[str, object], dict[str, object], bool]]:
    with store.read() as session:
        return {
            (row.kind, row.code): (json.loads(row.words), json.loads(row.shipped), row.added)
            for row in queries.own_items(session)
        }


def test_words_of_any_earlier_version_are_the_programs(folder: Path) -> None:
    store = open_studio(folder)
    assert hers(store) == {}
    with store.read() as session:
        assert queries.current(session) is content.load()
    store.close()


def test_no_row_of_hers_is_lost(folder: Path) -> None:
    run(folder, *HERS)
    store = open_studio(folder)
    own = hers(store)
    assert {key for key, (*_, added) in own.items() if added} == {
        ("source", "mine"), ("stroke", "mine"), ("cue", "waves"), ("response", "hums"), ("evidence", "mine"),
    }  # fmt: skip
    changed = {key: words for key, (words, _, added) in own.items() if not added}
    sessions = changed.pop(("plan", "five_60"))["sessions"]
    assert isinstance(sessions, list) and sessions[0]["activities"][0]["title"] == "My welcome"
    assert changed == {
        ("benefit", "touch"): {"title": "Mine", "key_messages": ["One."]},
        ("signpost", "baby_general"): {"to": "Ask me first"},
        ("cue", "yawns"): {"label": "Big yawn", "parent": "big yawns"},
        ("state", "drowsy"): {"advice": "Mine."},
        ("plan", "four_60"): {"note": "My note."},
        ("area", "legs_feet"): {"label": "My legs"},
        ("evidence", "touch1"): {"caveat": "My caveat."},
    }
    shipped = SHIPPED["cue_kind"]["yawns"]
    assert own["cue", "yawns"][1] == {"label": shipped["label"][-1], "parent": shipped["phrase"][-1]}
    with store.read() as session:
        words = vocabulary(session)
        assert words.cues["yawns"].label == "Big yawn"
        # Nobody said that a family may be told of it.
        assert (words.cues["waves"].polarity, words.cues["waves"].audience) == ("engagement", "instructor")
        assert words.responses["hums"].phrase == "humming"
        touch = queries.benefit(session, code="touch")
        assert touch.title == "Mine"
        assert ("Found.", "Me, 2026. My notes.") in [
            (finding.parent, finding.sources[0].citation) for finding in touch.evidence
        ]
        mine = queries.strokes(session, areas=("chest",))[-1]
        assert (mine.label, "lying_on_tummy" in mine.involves) == ("My stroke", True)
        assert queries.plan(session, code="five_60").sessions[0].activities[0].title == "My welcome"
        assert queries.area_labels(session)["legs_feet"] == "My legs"
    store.close()


def test_each_course_keeps_the_plan_that_its_studio_had(folder: Path) -> None:
    run(folder, "UPDATE activity SET title = 'My welcome' WHERE code = 'five_60/1/0'")
    store = open_studio(folder)
    with store.read() as session:
        [course] = courses(session, now=NOW)
        plan = course_plan(session, course_id=course.id)
        assert plan == queries.plan(session, code="five_60")
        whole, part = class_plan(session, session_id=course.sessions[1].id)
        assert (whole, part) == (plan, plan.sessions[1])
    assert plan.sessions[0].activities[0].title == "My welcome"
    store.close()


def test_a_class_of_another_plan_than_its_course_keeps_that_plan_too(folder: Path) -> None:
    run(folder, "UPDATE course SET plan_code = 'four_60'")
    store = open_studio(folder)
    with store.read() as session:
        [course] = courses(session, now=NOW)
        assert course_plan(session, course_id=course.id).code == "four_60"
        assert class_plan(session, session_id=course.sessions[0].id)[0].code == "five_60"
    store.close()


def test_what_was_in_the_tables_is_gone_and_no_trigger_with_it(folder: Path) -> None:
    def named(kind: str) -> set[str]:
        connection = driver.connect(str(folder / FILE_NAME))
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,)).fetchall()
        connection.close()
        return {name for (name,) in rows}

    before = named("trigger")
    open_studio(folder).close()
    assert not named("table") & set(SHIPPED)
    # Earlier schemas had fewer, and some by another name.
    renamed = {"course_capacity", "class_action_append_only", "class_action_kept"}
    assert before - renamed <= named("trigger")
    assert {"operation_append_only", "operation_kept"} <= named("trigger")


def test_everything_that_ever_shipped_is_still_found_by_its_code() -> None:
    kinds = {"course_plan": "plan", "state_kind": "state", "cue_kind": "cue", "response_kind": "response"}
    # The activities of those tables were parts of their plans, which no code of the library names.
    kinds["activity"] = "part of a plan"
    for table, rows in SHIPPED.items():
        kind = kinds.get(table, table)
        if kind in KINDS:
            assert all(content.shipped_entry(kind, code) for code in rows), table
    for code in SHIPPED["plan_session"]:
        plan, number = code.split("/")
        assert int(number) in [part.number for part in content.load().plan(plan).sessions]
