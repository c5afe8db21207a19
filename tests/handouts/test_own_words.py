"""Papers say what the studio teaches: her words where she has some, what ships where she has none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import massage_studio.cues.service as cues
from massage_studio.bookings import attendance_service
from massage_studio.bookings.plan_queries import class_plan
from massage_studio.curriculum import content
from massage_studio.curriculum.queries import strokes
from massage_studio.curriculum.service import hide, put_words
from massage_studio.curriculum.signpost_service import keep_local_service
from massage_studio.handouts import queries, take_home
from massage_studio.handouts.views import TakeHome, Variant
from massage_studio.handouts.wording import typographic
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.paper.reading import pages_of, squeezed, text_of
from tests.studio_fixtures import NOW, OpenClass, a_class

NO_MORE: dict[str, Any] = {"service": "other", "area": "", "opening": ""}


@pytest.fixture
def klass(studio: Store) -> OpenClass:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        [mia] = klass.dyads
        attendance_service.mark(session, session_id=klass.session, baby_id=mia.baby, status="here", now=NOW)
        for kind, code in (("state", "drowsy"), ("cue", "yawns")):
            cues.record(
                session,
                action_id=new_id(),
                session_id=klass.session,
                dyads=((mia.baby, mia.carer),),
                kind=kind,  # type: ignore[arg-type]
                code=code,
                now=NOW,
            )
    return klass


def sheet(studio: Store, klass: OpenClass) -> TakeHome:
    with studio.read() as session:
        [view] = queries.take_home_views(session, session_id=klass.session)
    return view


def write(studio: Store, kind: str, code: str, **words: Any) -> None:
    with studio.write() as session:
        put_words(session, kind=kind, code=code, words=words, now=NOW)


def test_her_words_are_printed_beside_those_that_ship(studio: Store, klass: OpenClass) -> None:
    shipped = sheet(studio, klass)
    honest = "I have seen it work, and nobody knows why."
    write(studio, "benefit", shipped.benefit.code, honest_statement=honest)
    write(studio, "state", "drowsy", parent="half asleep")
    write(studio, "cue", "yawns", parent="big yawns")
    write(studio, "contraindication", "fever", parent="is hot")
    write(studio, "signpost", "crying", to="Ring me")
    mine = sheet(studio, klass)
    assert mine.benefit.honest_statement == honest
    assert (mine.benefit.title, mine.benefit.evidence) == (shipped.benefit.title, shipped.benefit.evidence)
    assert [span.label for span in mine.spans] == ["half asleep"]
    assert [counted.label for counted in mine.disengaging] == ["Big yawns"]
    assert any(reason.endswith(", or is hot") for reason in mine.not_today)
    assert not any("is hot," not in reason and "is hot" in reason for reason in shipped.not_today)
    [crying] = [
        told for told in mine.signposting if told.startswith("Crying that is hard to bear: Ring me; ")
    ]
    assert "NSPCC 0808 800 5000 (checked on 29 Nov 2026)." in crying
    assert squeezed("or is hot") in squeezed(text_of(take_home.build(mine)))


def test_her_local_services_are_on_the_back_of_the_sheet_and_not_the_first_to_be_cut(
    studio: Store, klass: OpenClass
) -> None:
    lines = [
        ("Help with feeding, any question", "Harbour Family Hub, 01632 960000"),
        ("Dads' and other carers' group", "St Anne's Hall, Fridays at ten"),
    ]
    with studio.write() as session:
        for when, to in lines:
            keep_local_service(
                session,
                item_id=new_id(),
                when=when,
                to=to,
                checked=date(2026, 11, 3),
                **NO_MORE,
                now=NOW,
            )
    mine = sheet(studio, klass)
    for variant in Variant:
        back = squeezed("".join(pages_of(take_home.build(mine, variant))[1:]))
        assert squeezed("PANDAS 0808 1961 776") in back
        for when, to in lines:
            told = f"{typographic(when)}: {typographic(to)} (checked on 3 Nov 2026)."
            assert squeezed(told) in back


def test_a_crowded_sheet_leaves_out_what_most_families_know_before_her_services(
    studio: Store, klass: OpenClass
) -> None:
    with studio.write() as session:
        for number in range(4):
            keep_local_service(
                session,
                item_id=new_id(),
                when=f"{number}: help with feeding in the first weeks, day or night",
                to="Harbour Family Hub, 12 Quay Street, 01632 960000",
                checked=date(2026, 11, 3),
                **NO_MORE,
                now=NOW,
            )
    back = squeezed(pages_of(take_home.build(sheet(studio, klass)))[1])
    assert squeezed("Lonely, overwhelmed") not in back
    assert squeezed("PANDAS 0808 1961 776") in back and squeezed("0: help with feeding") in back
    assert squeezed("This week’s strokes") in back


def test_what_she_hid_is_not_printed_and_what_a_class_is_about_still_is(
    studio: Store, klass: OpenClass
) -> None:
    shipped = sheet(studio, klass)
    finding = content.load().benefit(shipped.benefit.code).evidence[0]
    assert finding.parent in [line.finding for line in shipped.benefit.evidence]
    with studio.read() as session:
        _, part = class_plan(session, session_id=klass.session)
        first = strokes(session, areas=part.areas)[0]
    with studio.write() as session:
        for kind, code in (
            ("evidence", finding.code),
            ("stroke", first.code),
            ("plan", "five_60"),
            ("benefit", shipped.benefit.code),
            ("cue", "yawns"),
        ):
            hide(session, kind=kind, code=code, now=NOW)
    mine = sheet(studio, klass)
    assert finding.parent not in [line.finding for line in mine.benefit.evidence]
    assert len(mine.strokes) == len(shipped.strokes) - 1
    assert (mine.benefit.title, mine.session_title) == (shipped.benefit.title, shipped.session_title)
    assert mine.disengaging == shipped.disengaging
