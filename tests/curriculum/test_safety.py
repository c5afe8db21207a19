"""What the facts about a baby forbid on paper: every rule by the words in which it may be written down."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from massage_studio.curriculum.content import Content, load
from massage_studio.curriculum.content_checks import INVOLVED
from massage_studio.curriculum.content_types import Limit
from massage_studio.curriculum.queries import strokes
from massage_studio.curriculum.safety import Fact, Permitted, permitted, rules_against
from massage_studio.curriculum.service import add_item
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW

ON = date(2026, 11, 19)
BORN = ON - timedelta(weeks=12)
ANY_TOUCH = {"stroking", "still_hands", "moving"}


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def asked(
    content: Content, *facts: Fact, birth: date | None = BORN, due: date | None = None, wait_hours: int = 48
) -> Permitted:
    return permitted(content, facts, on=ON, birth=birth, due=due, wait_hours=wait_hours)


def fact(kind: str, text: str = "", days_ago: int = 0, expires: date | None = None) -> Fact:
    return Fact(kind, text, ON - timedelta(days=days_ago), expires)


def test_a_healthy_baby_may_have_every_stroke_and_has_nothing_to_mind(content: Content) -> None:
    free = asked(content)
    assert free == Permitted((), frozenset(), ())
    assert all(free.allows(stroke.involves) for stroke in content.strokes)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "hip harness",
            "Hip-Harness (Pavlik), off for baths",
            "PAVLIK",
            "pavlic harnes",
            "hips: D.D.H.",
            "DDH",
        ),
        *("Hüftdysplasie / hip dysplasia", "displasia of the hip", "clicky hips", "spica cast", "in plaster"),
        *("club foot, boots and bar", "Von Rosen splint", "frog-leg brace", "hipspica", "dislocated hip"),
    ],
)
@pytest.mark.parametrize("kind", ["condition", "unwell", "allergy", ""])
def test_a_hip_harness_or_cast_is_known_in_any_spelling_and_leaves_the_legs_alone(
    content: Content, words: str, kind: str
) -> None:
    found = asked(content, fact(kind, words))
    assert "hips" in found.limits
    assert {"legs", "lying_on_tummy"} <= found.forbidden
    left = [stroke.code for stroke in content.strokes if found.allows(stroke.involves)]
    assert not {"gm_knees_tummy", "gm_arm_leg", "gm_cross_legs", "stomach_wheel_b", "legs_integration"} & set(
        left
    )
    assert not any(code.startswith(("legs_", "back_")) for code in left)
    if kind in ("condition", ""):
        assert "arms_indian" in left and "treatment" not in found.limits


TABLE = [
    ("early", "", "born at 30 weeks, premature", {"stroking", "moving"}),
    ("early", "condition", "NICU graduate", {"stroking", "moving"}),
    ("allergy", "allergy", "Hazelnut", set()),
    ("allergy", "condition", "cow's milk protein allergy", set()),
    ("unwell", "unwell", "", ANY_TOUCH),
    ("unwell", "", "had a temperature in the night", ANY_TOUCH),
    ("unwell", "condition", "diarrhoea and vomiting", ANY_TOUCH),
    ("treatment", "condition", "", ANY_TOUCH),
    ("treatment", "condition", "Kawasaki", ANY_TOUCH),
    ("treatment", "condition", "Heart murmur", ANY_TOUCH),
    ("treatment", "condition", "hip dysplasia and a heart murmur", ANY_TOUCH | {"legs"}),
    ("surgery", "condition", "operation on 3 November", ANY_TOUCH),
    ("surgery", "", "broken collarbone at birth", ANY_TOUCH),
    ("medicine", "condition", "started new medicine, omeprazole", ANY_TOUCH),
    ("medicine", "unwell", "on antibiotics", ANY_TOUCH),
    ("fall", "", "fell off the bed yesterday", ANY_TOUCH),
    ("fall", "skin", "bruise on the cheek", ANY_TOUCH),
    ("jaundice", "condition", "Jaundiced", ANY_TOUCH),
    ("jaundice", "skin", "looks yellow", ANY_TOUCH),
    ("cord", "condition", "cord stump still on", {"tummy", "lying_on_tummy"}),
    ("cord", "skin", "navel weeping", {"tummy", "lying_on_tummy"}),
    ("tummy", "condition", "stoma bag", {"tummy", "lying_on_tummy"}),
    ("tummy", "condition", "feeding tube (N.G.)", {"tummy", "lying_on_tummy"}),
    ("tummy", "condition", "inguinal hernia", {"tummy", "lying_on_tummy"}),
    ("tummy", "condition", "Silent reflux", {"tummy", "lying_on_tummy"}),
    ("tummy", "", "just been sick", {"tummy", "lying_on_tummy"}),
    ("skin", "skin", "", {"stroking"}),
    ("skin", "skin", "eczema", {"stroking"}),
    ("skin", "skin", "rash all over, worst on the legs", {"stroking", "legs"}),
    ("skin", "skin", "eczema in the crook of the arms", {"arms"}),
    ("skin", "skin", "nappy rash", {"legs"}),
    ("skin", "skin", "cradle cap", {"face"}),
    ("dry_skin", "skin", "very dry skin", set()),
    ("nothing_to_limit", "condition", "colic", set()),
]


@pytest.mark.parametrize(("limit", "kind", "words", "forbidden"), TABLE)
def test_every_limit_is_known_by_its_kind_or_its_words(
    content: Content, limit: str, kind: str, words: str, forbidden: set[str]
) -> None:
    found = asked(content, fact(kind, words))
    assert limit in found.limits
    assert forbidden <= found.forbidden
    if words not in ("hip dysplasia and a heart murmur", "navel weeping"):
        assert found.forbidden == forbidden
    assert not found.allows(forbidden) or not forbidden


def test_the_table_names_every_limit(content: Content) -> None:
    named = {limit for limit, *_ in TABLE} | {"hips", "immunised"}
    assert named == {limit.code for limit in content.limits}


@pytest.mark.parametrize(
    ("days_ago", "weeks", "words", "forbidden"),
    [
        (0, 8, "", {"legs"}),
        (1, 8, "8-week vaccines", {"legs"}),
        (6, 51, "", {"legs"}),
        (7, 8, "", set()),
        (1, 52, "MMR", {"arms"}),
        (1, None, "", {"legs", "arms"}),
        (1, 8, "BCG, left arm", {"legs", "arms"}),
    ],
)
def test_where_the_injection_was_is_left_alone_for_a_week(
    content: Content, days_ago: int, weeks: int | None, words: str, forbidden: set[str]
) -> None:
    born = None if weeks is None else ON - timedelta(weeks=weeks)
    # The flag itself ends after the studio's wait.
    over = fact("immunised", words, days_ago, expires=ON - timedelta(days=days_ago) + timedelta(days=2))
    assert asked(content, over, birth=born).forbidden == forbidden


def test_a_studio_that_waits_longer_than_a_week_leaves_it_alone_for_as_long(content: Content) -> None:
    assert asked(content, fact("immunised", "", 9), wait_hours=240).forbidden == {"legs"}


@pytest.mark.parametrize(
    ("weeks_early", "weeks_old", "forbidden", "limits"),
    [
        (10, 8, {"stroking", "moving"}, ("early",)),
        (10, 15, {"stroking", "moving"}, ("early",)),
        (10, 16, set(), ()),
        (2, 8, set(), ()),
    ],
)
def test_a_baby_born_early_begins_with_still_hands_by_its_corrected_age(
    content: Content, weeks_early: int, weeks_old: int, forbidden: set[str], limits: tuple[str, ...]
) -> None:
    born = ON - timedelta(weeks=weeks_old)
    found = asked(content, birth=born, due=born + timedelta(weeks=weeks_early))
    assert (found.forbidden, found.limits) == (forbidden, limits)
    left = [stroke.code for stroke in content.strokes if found.allows(stroke.involves)]
    if forbidden:
        assert "legs_resting" in left and all(code.endswith("_resting") for code in left)
    assert any("corrected age" in words for words in found.mind) == (weeks_early > 3)


def test_the_tummy_of_a_newborn_is_left_alone_until_the_cord_has_healed(content: Content) -> None:
    found = asked(content, birth=ON - timedelta(days=27))
    assert found.forbidden == {"tummy", "lying_on_tummy"} and found.limits == ("cord",)
    assert asked(content, birth=ON - timedelta(days=28)).forbidden == set()


def test_what_is_over_no_longer_counts(content: Content) -> None:
    assert asked(content, fact("unwell", "fever", 3, expires=ON - timedelta(days=1))).forbidden == set()
    assert asked(content, fact("condition", "harness", 90, expires=ON)).forbidden


def test_what_to_mind_never_says_what_the_matter_is(content: Content) -> None:
    named = {
        *(
            "hip",
            "harness",
            "cast",
            "cord",
            "stump",
            "hernia",
            "reflux",
            "stoma",
            "tube",
            "jaundice",
            "fever",
        ),
        *("yellow", "fall", "bruise", "eczema", "rash", "medicine", "surgery", "operation", "heart"),
    }
    for limit in content.limits:
        assert not set(limit.mind.casefold().replace(",", " ").replace(";", " ").split()) & named, limit.code


def test_two_limits_with_the_same_words_are_said_once(content: Content) -> None:
    found = asked(content, fact("condition", "heart operation, new medicine"))
    assert found.mind == ("ask the team that looks after {baby} before you massage at home",)


def test_every_stroke_and_step_says_what_it_involves(content: Content) -> None:
    by_area = {
        "legs_feet": "legs",
        "stomach": "tummy",
        "chest": "chest",
        "arms_hands": "arms",
        "face": "face",
    }
    for stroke in content.strokes:
        assert {"stroking", "still_hands", "moving"} & set(stroke.involves), stroke.code
        assert by_area.get(stroke.area, stroke.involves[0]) in stroke.involves, stroke.code
        told = f"{stroke.label} {stroke.description}".casefold()
        if any(word in told for word in ("leg", "knee", "ankle", "feet", "thigh", "hip ", "toes")):
            assert "legs" in stroke.involves, stroke.code
        if "tummy" in told:
            assert "tummy" in stroke.involves, stroke.code
    for area in content.handouts.areas.values():
        for step in (*area.steps, area.lately):
            told = step.text.casefold()
            if any(word in told for word in ("leg", "knee", "ankle", "feet", "hip ", "toe")):
                assert "legs" in step.involves, step.text
            if any(word in told for word in ("stroke", "sweep", "glide", "comb")) and "six" in told:
                assert "stroking" in step.involves, step.text


def test_a_stroke_of_the_studios_own_might_involve_anything(studio: Store, content: Content) -> None:
    words = {"area": "chest", "label": "My own", "description": "Hands rest."}
    with studio.write() as session:
        add_item(session, item_id=new_id(), kind="stroke", words=words, now=NOW)
        own = strokes(session, areas=("chest",))[-1]
    assert (own.label, own.involves) == ("My own", INVOLVED)
    assert not asked(content, fact("condition", "hip harness")).allows(own.involves)


@pytest.mark.parametrize("limit", load().limits, ids=lambda limit: limit.code)
def test_what_the_library_says_of_a_rule_is_what_the_rule_does(content: Content, limit: Limit) -> None:
    """Each stroke at each age, with words that name each place, none or all: told exactly where it is so."""
    alone = replace(content, limits=(limit,))
    word = limit.words[0].replace("*", "")
    places = {part: words[0].replace("*", "") for part, words in content.places.items()}
    for stroke in content.strokes:
        told = dict(rules_against(alone, stroke.involves)).get(limit, ())
        for weeks, (place, words) in product((20, 80), ({"": ""} | places).items()):
            kind = "other" if limit.words else limit.kinds[0]
            found = asked(alone, fact(kind, f"{word} {words}"), birth=ON - timedelta(weeks=weeks))
            said = "any" in told or ("younger" if weeks == 20 else "older") in told
            if limit.places:
                said |= place in stroke.involves and bool({"place", "place_or_none"} & {*told})
                said |= not place and "place_or_none" in told
            assert said == (not found.allows(stroke.involves)), (stroke.code, weeks, place)
