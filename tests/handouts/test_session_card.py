"""The card that an instructor has on her knee: an item of the library, or the parts of a week."""

from __future__ import annotations

import pytest

from massage_studio.curriculum import content, library_queries
from massage_studio.curriculum.service import add_item, own_code, put_words
from massage_studio.handouts.card_queries import item_card, week_card
from massage_studio.handouts.papers import build
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.paper.hearing import heard_pages
from tests.paper.reading import fonts_of, sizes_of, squeezed, text_of, type_sizes
from tests.studio_fixtures import NOW


def card(studio: Store, kind: str, code: str) -> bytes:
    with studio.read() as session:
        return build(item_card(session, kind=kind, code=code)).content


def told(data: bytes) -> str:
    return squeezed(text_of(data)).replace("’", "'")


def test_an_activity_has_all_that_is_needed_for_it(studio: Store) -> None:
    item = content.load().activity("new_strokes")
    data = card(studio, "activity", "new_strokes")
    assert set(sizes_of(data)) == {(595, 842)}
    assert min(type_sizes(data)) >= 11 and all(fonts_of(data).values())
    for words in (*item.instructions, ", ".join(item.materials), item.for_twins, item.for_disability):
        assert squeezed(words).replace("’", "'") in told(data)
    assert squeezed("Fever or unwell") in told(data) and squeezed("15 minutes") in told(data)


def test_a_stroke_has_its_drawing_which_is_told_to_those_who_hear_it(studio: Store) -> None:
    drawing = content.load().drawing("chest_open_book")
    assert drawing is not None
    heard = "\n".join(str(page) for page in heard_pages(card(studio, "stroke", "chest_open_book")))
    assert drawing.words in heard
    area = content.load().area(content.load().stroke("chest_open_book").area)
    assert squeezed(area.note) in told(card(studio, "stroke", "chest_open_book"))


@pytest.mark.parametrize("kind", library_queries.LIBRARY)
def test_every_item_of_the_library_becomes_a_card(studio: Store, kind: str) -> None:
    with studio.read() as session:
        items = [one for one in library_queries.library(session).items if one.kind == kind]
        drafts = [item_card(session, kind=kind, code=one.code) for one in items]
    for item, draft in zip(items, drafts, strict=True):
        assert squeezed(item.title).replace("’", "'") in told(build(draft).content), item.code


def test_a_week_tells_its_parts_in_order_with_minutes_strokes_and_points(studio: Store) -> None:
    with studio.read() as session:
        draft = week_card(session, plan_code="five_60", number=3)
    said = told(build(draft).content)
    shipped = content.load()
    places = [said.index(squeezed(part.title)) for part in shipped.plan("five_60").sessions[2].activities]
    assert places == sorted(places)
    assert squeezed("Open book: Stroke from the breastbone") in said
    assert squeezed(shipped.topic("attachment").points[0]) in said
    assert squeezed("From minute 0, 5 minutes") in said and squeezed("60 minutes") in said
    assert draft.file_name == "Week 3, Chest, arms and hands session card.pdf"


def test_her_own_words_and_items_are_on_the_card(studio: Store) -> None:
    item = new_id()
    words = {"title": "Pluie & <soleil>", "words": ["Plic ploc"], "how": "Très doucement."}
    with studio.write() as session:
        add_item(session, item_id=item, kind="song", words=words, now=NOW)
        put_words(
            session, kind="activity", code="arrive", words={"instructions": ["Open the door."]}, now=NOW
        )
    assert squeezed("Pluie & <soleil>") in told(card(studio, "song", own_code(item)))
    with studio.read() as session:
        week = week_card(session, plan_code="five_60", number=1)
    assert squeezed("Open the door.") in told(build(week).content)


def test_a_card_longer_than_a_page_goes_on_over_it(studio: Store) -> None:
    steps = [f"Step {number} in a good many words, so that it takes its room." for number in range(80)]
    with studio.write() as session:
        put_words(session, kind="activity", code="arrive", words={"instructions": steps}, now=NOW)
    data = card(studio, "activity", "arrive")
    assert len(sizes_of(data)) > 1 and squeezed("Step 79 in a good many words") in told(data)
