"""The reminder where to turn: nearest to the words first, never a diagnosis, never nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from massage_studio.curriculum.content import load
from massage_studio.curriculum.nearest_signposts import MOST, nearest


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("Feeling low since Sunday", "mood"),
        ("Sad and tearful", "mood"),
        ("Lonely at home", "isolation"),
        ("She cries all evening", "crying"),
        ("Feeding is going well", "baby_general"),
        ("Worried about how they bond", "relationship"),
        ("Said he wants to harm himself", "mood_crisis"),
        ("Low, and a bruise on the leg", "safeguarding"),
        ("All is well", "mood"),
        ("", "mood"),
    ],
)
def test_the_nearest_comes_first_and_there_are_always_a_few(written: str, first: str) -> None:
    found = nearest(load(), written)
    assert found[0].code == first and len(found) == MOST
    assert len({post.code for post in found}) == MOST


def test_a_local_service_comes_before_others_where_its_words_are_said() -> None:
    content = load()
    own = replace(content.signposting[0], code="own_1", when="Twins and more", to="Twins club", lines=())
    hers = replace(content, signposting=(*content.signposting, own))
    assert nearest(hers, "The twins are hard work")[0].to == "Twins club"
    assert nearest(hers, "Low")[0].code == "mood" and nearest(hers, "Low")[1].to == "Twins club"
