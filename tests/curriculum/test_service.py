"""What an instructor makes her own of the content lies over what ships, and never in place of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from massage_studio.cues.queries import vocabulary
from massage_studio.curriculum import content, queries, service
from massage_studio.curriculum.content import Content
from massage_studio.curriculum.content_files import KINDS, assembled
from massage_studio.curriculum.views import OwnItemView
from massage_studio.errors import BugError, KnownError
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import redo_operation, undo_operation
from tests.studio_fixtures import NOW

Verb = Callable[..., Changes]


def write(studio: Store, verb: Verb, **arguments: Any) -> Changes:
    with studio.write() as session:
        return verb(session, now=NOW, **arguments)


def now(studio: Store) -> Content:
    with studio.read() as session:
        return queries.current(session)


def own(studio: Store) -> tuple[OwnItemView, ...]:
    with studio.read() as session:
        return queries.own_items(session)


def test_a_studio_that_changed_nothing_has_what_ships(studio: Store) -> None:
    assert now(studio) is content.load()
    assert own(studio) == ()


def test_her_words_lie_over_those_that_ship_and_the_other_fields_go_on_shipping(studio: Store) -> None:
    changes = write(
        studio, service.put_words, kind="benefit", code="touch", words={"title": "  Gentle  touch "}
    )
    assert changes.things == {Thing.CURRICULUM, Thing.CUES, Thing.STUDIO}
    touch, shipped = now(studio).benefit("touch"), content.load().benefit("touch")
    assert touch.title == "Gentle touch"
    assert touch.key_messages == shipped.key_messages
    assert [benefit.code for benefit in now(studio).benefits] == [
        benefit.code for benefit in content.load().benefits
    ]
    with studio.read() as session:
        assert queries.benefits(session)[0].title == "Gentle touch"


def test_the_shipped_words_that_she_changed_are_kept_with_hers(studio: Store) -> None:
    write(studio, service.put_words, kind="cue", code="yawns", words={"label": "Big yawn"})
    [item] = own(studio)
    assert json.loads(item.words) == {"label": "Big yawn"}
    assert json.loads(item.shipped) == {"label": content.load().cue("yawns").label}


def test_words_as_they_ship_are_not_hers(studio: Store) -> None:
    shipped = content.load().stroke("face_jaw").description
    write(studio, service.put_words, kind="stroke", code="face_jaw", words={"description": "Mine."})
    write(studio, service.put_words, kind="stroke", code="face_jaw", words={"description": shipped})
    assert own(studio) == ()
    assert now(studio) is content.load()


def test_one_field_or_all_come_back_as_they_ship(studio: Store) -> None:
    words = {"when": "Mine", "to": "Me"}
    write(studio, service.put_words, kind="signpost", code="crying", words=words)
    write(studio, service.reset_words, kind="signpost", code="crying", field="when")
    shipped = next(item for item in content.load().signposting if item.code == "crying")
    [crying] = [item for item in now(studio).signposting if item.code == "crying"]
    assert (crying.when, crying.to) == (shipped.when, "Me")
    write(studio, service.reset_words, kind="signpost", code="crying")
    assert own(studio) == ()


def test_what_is_added_stands_behind_what_ships_and_is_hers(studio: Store) -> None:
    item = new_id()
    words = {"label": "Waves", "polarity": "engagement", "strength": "subtle", "description": "Waves a hand."}
    for _ in range(2):
        assert write(studio, service.add_item, item_id=item, kind="cue", words=words).made == item
    assert len(now(studio).cues) == len(content.load().cues) + 1
    added = now(studio).cues[-1]
    assert (added.code, added.label, added.polarity) == (service.own_code(item), "Waves", "engagement")
    # Nobody said that a family may be told of it.
    assert added.audience == "instructor"
    write(studio, service.put_words, kind="cue", code=added.code, words={"label": "Waves goodbye"})
    write(studio, service.reset_words, kind="cue", code=added.code)
    assert now(studio).cue(added.code).label == "Waves goodbye"


def test_a_finding_of_hers_stands_under_the_benefit_that_it_is_about(studio: Store) -> None:
    words = {"finding": "Six babies slept.", "sources": ["practice"], "direction": "mixed", "strength": "low"}
    write(studio, service.add_item, item_id=new_id(), kind="evidence", words=words | {"benefit": "brain"})
    with studio.read() as session:
        last = queries.benefit(session, code="brain").evidence[-1]
    assert (last.finding, last.parent, last.verified) == ("Six babies slept.", "Six babies slept.", True)


def test_what_is_hidden_is_offered_nowhere_and_read_where_it_was_used(studio: Store) -> None:
    write(studio, service.hide, kind="cue", code="yawns")
    write(studio, service.hide, kind="stroke", code="face_jaw")
    write(studio, service.hide, kind="plan", code="four_60")
    write(studio, service.hide, kind="benefit", code="brain")
    here = now(studio)
    assert "yawns" not in [cue.code for cue in here.cues]
    assert "four_60" not in [plan.code for plan in here.plans]
    assert here.cue("yawns").label and here.plan("four_60").sessions and here.stroke("face_jaw").label
    with studio.read() as session:
        words = vocabulary(session)
        assert "face_jaw" not in [stroke.code for stroke in queries.strokes(session)]
        assert queries.plan(session, code="four_60").label
        assert list(queries.benefit_titles(session))[-1] == "brain"
        assert queries.whole(session).benefit_names["brain"] == here.benefit("brain").short_title
    assert not words.cues["yawns"].offered and words.cues["smiles"].offered
    assert words.label("cue", "yawns") == "Yawn"
    write(studio, service.show, kind="cue", code="yawns")
    assert "yawns" in [cue.code for cue in now(studio).cues]


def test_what_ships_no_more_is_read_where_it_was_used() -> None:
    read = deepcopy(content.compiled())
    gone = next(entry for entry in read["cues"]["cues"] if entry["code"] == "yawns")
    gone["withdrawn"] = True
    later = assembled(read, "en-GB")
    assert "yawns" not in [cue.code for cue in later.cues]
    assert later.cue("yawns").label == content.load().cue("yawns").label


def test_a_correction_of_what_ships_comes_through_beside_her_words(monkeypatch: pytest.MonkeyPatch) -> None:
    read = deepcopy(content.compiled())
    read["benefits"]["benefits"][0] |= {"title": "Corrected", "honest_statement": "Corrected."}
    monkeypatch.setattr(content, "compiled", lambda: read)
    hers = OwnItemView("benefit", "touch", '{"title": "Mine"}', '{"title": "Touch"}', False, False)
    touch = content.current.__wrapped__((hers,)).benefit("touch")
    assert (touch.title, touch.honest_statement) == ("Mine", "Corrected.")


def test_a_field_that_the_program_no_longer_knows_stays_in_the_studio(studio: Store) -> None:
    hers = OwnItemView("benefit", "touch", '{"title": "Mine", "colour": "red"}', "{}", False, False)
    assert content.current((hers,)).benefit("touch").title == "Mine"


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("evidence", "verified", True),
        ("stroke", "involves", []),
        ("cue", "audience", "family"),
        ("contraindication", "wait_hours", 1),
        ("benefit", "code", "other"),
        ("plan", "colour", "red"),
    ],
)
def test_what_keeps_a_baby_safe_is_no_matter_of_words(
    studio: Store, kind: str, field: str, value: object
) -> None:
    code = content.compiled()[KINDS[kind].file][KINDS[kind].shelf][0]["code"]
    with pytest.raises(BugError, match=field):
        write(studio, service.put_words, kind=kind, code=code, words={field: value})
    assert own(studio) == ()


def test_nothing_is_kept_that_names_what_is_not_there(studio: Store) -> None:
    with pytest.raises(BugError, match="nobody2020"):
        write(studio, service.put_words, kind="evidence", code="touch1", words={"sources": ["nobody2020"]})
    with pytest.raises(BugError, match="no_such"):
        write(studio, service.put_words, kind="cue", code="no_such", words={"label": "Mine"})
    assert own(studio) == ()


def test_words_are_not_empty_and_some_things_are_always_offered(studio: Store) -> None:
    with pytest.raises(KnownError, match="no words"):
        write(studio, service.put_words, kind="cue", code="yawns", words={"label": " \u202e "})
    with pytest.raises(KnownError, match="no words"):
        write(studio, service.add_item, item_id=new_id(), kind="oil", words={"label": ""})
    with pytest.raises(KnownError, match="always offered"):
        write(studio, service.hide, kind="state", code="crying")
    with pytest.raises(KnownError, match="six states"):
        write(studio, service.add_item, item_id=new_id(), kind="state", words={"label": "Seventh"})
    plans = [plan.code for plan in content.load().plans]
    for code in plans[1:]:
        write(studio, service.hide, kind="plan", code=code)
    with pytest.raises(KnownError, match="last course plan"):
        write(studio, service.hide, kind="plan", code=plans[0])
    assert [plan.code for plan in now(studio).plans] == plans[:1]


def test_each_change_is_taken_back_and_done_again(studio: Store) -> None:
    def steps(session: Session) -> None:
        service.put_words(session, kind="cue", code="yawns", words={"label": "Big yawn"}, now=NOW)
        service.hide(session, kind="cue", code="yawns", now=NOW)
        service.reset_words(session, kind="cue", code="yawns", now=NOW)

    with studio.write() as session:
        steps(session)
    after = own(studio)
    for _ in range(3):
        with studio.write() as session:
            assert Thing.CURRICULUM in undo_operation(session, now=NOW).things
    assert own(studio) == ()
    for _ in range(3):
        with studio.write() as session:
            redo_operation(session)
    assert own(studio) == after != ()


def test_an_addition_that_is_taken_back_stays_readable_where_it_was_used(studio: Store) -> None:
    item = new_id()
    words = {"label": "Waves", "polarity": "engagement", "strength": "subtle"}
    write(studio, service.add_item, item_id=item, kind="cue", words=words)
    with studio.write() as session:
        undo_operation(session, now=NOW)
    here = now(studio)
    assert service.own_code(item) not in [cue.code for cue in here.cues]
    assert here.cue(service.own_code(item)).label == "Waves"
    with studio.write() as session:
        redo_operation(session)
    assert service.own_code(item) in [cue.code for cue in now(studio).cues]


def test_a_plan_has_a_class(studio: Store) -> None:
    with pytest.raises(KnownError, match="no class"):
        write(studio, service.add_item, item_id=new_id(), kind="plan", words={"label": "Mine"})
    with pytest.raises(KnownError, match="no class"):
        write(studio, service.put_words, kind="plan", code="five_60", words={"sessions": []})
    assert own(studio) == ()


def test_what_ships_is_asked_of_nobody_and_what_is_hers_once(studio: Store) -> None:
    asked: list[str] = []
    event.listen(studio.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    for question, most in ((queries.whole, 1), (queries.benefits, 1), (queries.strokes, 1), (vocabulary, 2)):
        asked.clear()
        with studio.read() as session:
            question(session)
        assert len(asked) == most, asked
