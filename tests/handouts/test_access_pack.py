"""What a family is told on a request for access: all of its own, nothing of anybody else."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.exchange.family_files import save_family
from massage_studio.families import rights_queries, rights_service
from massage_studio.handouts import session_card
from massage_studio.handouts.access_pack_queries import AccessPack, access_pack
from massage_studio.store.engine import Store
from massage_studio.store.erasing import rows_about
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.demo_studio import demo_once
from tests.paper.reading import text_of
from tests.studio_fixtures import NOW, a_family


def note(session: Session, family_id: UUID, layer: families.Layer, words: str) -> None:
    families.add_note(session, family_id=family_id, layer=layer, text=words, now=NOW)


def lines(pack: AccessPack) -> list[str]:
    return [line for part in pack.sheet.parts for section in part.sections for line in section.lines]


def test_it_has_every_row_about_the_family_and_each_in_words(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (tmp_path / "studio.db").write_bytes((demo_once(tmp_path_factory) / "studio.db").read_bytes())
    store = open_studio(tmp_path)
    with store.read() as session:
        query = (
            "SELECT family_id FROM baby JOIN cue_note ON baby_id = baby.id GROUP BY 1 ORDER BY count(*) DESC"
        )
        family = UUID(session.execute(text(query)).scalars().first() or "")
        about = rows_about(session, rights_queries.people_of(session, family_id=family))
        pack = access_pack(session, family_id=family, now=NOW, safeguarding=True)
    store.close()
    counted = {name: len(keys) for name, keys in about.items() if keys}
    told = {name: len(rows) for name, rows in pack.rows["tables"].items()}
    assert {name: told[name] for name in counted} == counted
    assert told.keys() - counted.keys() == {"class_session", "course"}
    silent = {"family", "receipt", "story_read"}  # nothing but keys and moments
    assert len(lines(pack)) - 3 == sum(number for name, number in counted.items() if name not in silent)
    made = save_family(tmp_path / "out", pack.rows, lambda: session_card.build(pack.sheet, "Your data"))
    assert json.loads(made[1].read_text(encoding="utf-8")) == pack.rows
    printed = " ".join(text_of(made[0].read_bytes()).split())
    assert "What we hold about you" in printed and "What was noted in classes" in printed


def test_others_are_named_nowhere_and_a_safeguarding_reference_only_where_she_says_so(studio: Store) -> None:
    with studio.write() as session:
        mine, other = a_family(session, "Mia", "Grace"), a_family(session, "Noah", "Dan")
        note(session, mine.family, "private", "Mia and Noah looked at each other; Dan helped Grace.")
        note(session, mine.family, "safeguarding", "Passed to the health visitor.")
        note(session, other.family, "family", "Noah slept.")
        rights_service.ask(
            session, request_id=new_id(), family_id=mine.family, kind="access", words="", asked_on=NOW.date()
        )
    with studio.read() as session:
        pack = access_pack(session, family_id=mine.family, now=NOW)
        whole = access_pack(session, family_id=mine.family, now=NOW, safeguarding=True)
    everything = json.dumps(pack.rows) + "\n".join(lines(pack))
    assert "Mia and … looked at each other; … helped Grace." in everything
    assert not [name for name in ("Noah", "Dan", "health visitor", str(other.family)) if name in everything]
    assert pack.rows["left_out"] == ["safeguarding references"]
    assert any("health visitor" in line for line in lines(whole)) and not whole.rows["left_out"]
