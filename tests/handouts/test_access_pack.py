"""What a family is told on a request for access: all of its own, nothing of anybody else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.errors import KnownError
from massage_studio.exchange.family_files import save_family
from massage_studio.families import private_service, rights_queries, rights_service
from massage_studio.families.own_words_service import rate
from massage_studio.handouts import session_card
from massage_studio.handouts.access_pack_queries import AccessPack, access_pack
from massage_studio.store.engine import Store
from massage_studio.store.erasing import rows_about
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.demo_studio import demo_once
from tests.paper.reading import text_of
from tests.studio_fixtures import NOW, a_class, a_family, a_sibling


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


@dataclass(frozen=True)
class Apart:
    """A family of twins whose parents live apart, and an adult who may not be told; beside another one."""

    family: UUID
    adults: dict[str, UUID]


@pytest.fixture
def apart(studio: Store) -> Apart:
    with studio.write() as session:
        klass = a_class(session, "Mia", "Ivy")
        mia, ivy = klass.dyads
        a_sibling(session, mia, "Noah")
        families.change_carer(
            session,
            carer_id=ivy.carer,
            given_name="Wanda",
            family_name="Okafor",
            relationship="mother",
            email="wanda@example.org",
            phone="07700 900999",
            contact_restriction="",
        )
        adults = {"Grace": mia.carer}
        families.change_carer(
            session,
            carer_id=mia.carer,
            given_name="Grace",
            family_name="Hale",
            relationship="mother",
            email="grace@example.org",
            phone="07700 900001",
            contact_restriction="",
        )
        for name, restriction in (("Dan", ""), ("Rob", "Court order that Grace told of")):
            adults[name] = new_id()
            families.add_carer(
                session,
                family_id=mia.family,
                carer_id=adults[name],
                given_name=name,
                family_name="Hale",
                email=f"{name.lower()}@example.org",
                lives_apart=not restriction,
                contact_restriction=restriction,
            )
        for name, key in adults.items():
            rate(
                session,
                carer_id=key,
                course_id=klass.course,
                moment="before",
                scores={0: 3},
                words=f"{name} hopes for sleep",
                on=NOW.date(),
            )
        note(session, mia.family, "private", "Grace cried, and fears Dan.")
        note(
            session,
            mia.family,
            "family",
            "Mia and Ivy Okafor smiled; call grace@example.org, not 07700 900999.",
        )
        private_service.keep_mark(
            session,
            family_id=mia.family,
            worries=("low_mood",),
            words="Grace sleeps little",
            since=NOW.date(),
        )
    return Apart(mia.family, adults)


# What each adult's pack may hold and must not.
ASKED = {
    "Grace": (
        ("Grace hopes for sleep", "Noah", "Mia and … … smiled; call grace@example.org, not …."),
        (
            "Dan hopes",
            "Rob hopes",
            "dan@",
            "rob@",
            "Court order",
            "cried",
            "sleeps little",
            "Ivy",
            "Okafor",
            "900999",
        ),
    ),
    "Dan": (
        ("Dan hopes for sleep", "Mia", "Noah", "dan@example.org", "Mia and … … smiled; call …, not …."),
        (
            "Grace hopes",
            "grace@",
            "900001",
            "Court order",
            "cried",
            "sleeps little",
            "Ivy",
            "Okafor",
            "900999",
        ),
    ),
    "Rob": (
        ("Rob hopes for sleep", "rob@example.org", ": 3 of 10"),
        (
            "Mia",
            "Noah",
            "Grace",
            "Dan",
            "900001",
            "Court order",
            "cried",
            "Autumn",
            "Ivy",
            "Okafor",
            "900999",
        ),
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_an_adult_is_told_nothing_of_another_home(
    name: str, apart: Apart, studio: Store, tmp_path: Path
) -> None:
    with studio.read() as session:
        pack = access_pack(session, family_id=apart.family, now=NOW, asked_by=apart.adults[name])
    paper, rows = save_family(tmp_path, pack.rows, lambda: session_card.build(pack.sheet, "Your data"))
    held = rows.read_text(encoding="utf-8") + "\n".join((*lines(pack), pack.sheet.under))
    printed = " ".join(text_of(paper.read_bytes()).split())
    wanted, unwanted = ASKED[name]
    assert not [words for words in wanted if words not in held]
    assert not [words for words in unwanted if words in held or words in printed]
    assert pack.rows["left_out"][-1] == "what is or may be about the adults of another home"
    assert any("another home" in line for line in lines(pack))


def test_without_somebody_who_asks_all_of_it_is_there_for_the_instructor(apart: Apart, studio: Store) -> None:
    with studio.read() as session:
        whole = json.dumps(access_pack(session, family_id=apart.family, now=NOW).rows)
        assert all(words in whole for words in ("dan@", "grace@", "Court order", "cried", "sleeps little"))
        with pytest.raises(KnownError, match="no such adult"):
            access_pack(session, family_id=apart.family, now=NOW, asked_by=new_id())
