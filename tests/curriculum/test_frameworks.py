"""Minutes are regrouped for another way to group the benefits, and none is lost."""

from hypothesis import given
from hypothesis import strategies as some

from massage_studio.curriculum.content import load
from massage_studio.curriculum.frameworks import regrouped

CODES = [benefit.code for benefit in load().benefits]


def test_a_benefit_in_two_parts_shares_its_minutes() -> None:
    parts = load().frameworks
    assert regrouped({"touch": 20, "attunement": 10, "mine": 5}, parts) == {
        "interaction": 10,
        "stimulation": 10,
        "relief": 10,
        "relaxation": 0,
        "mine": 5,
    }


@given(some.dictionaries(some.sampled_from([*CODES, "mine"]), some.floats(0, 120), max_size=6))
def test_the_sum_stays_what_it_was(minutes: dict[str, float]) -> None:
    grouped = regrouped(minutes, load().frameworks)
    assert abs(sum(grouped.values()) - sum(minutes.values())) < 1e-6
    assert list(grouped)[:4] == [part.code for part in load().frameworks]
