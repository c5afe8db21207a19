"""Where two observers agree, by figures that others have published."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.practice.agreement import NOTHING, Agreement, aligned, of_moments, of_states
from massage_studio.practice.views import Observation


def table(*rows: tuple[int, ...]) -> Agreement:
    """Return the agreement of a square table: what one rater said by row, the other by column."""
    return Agreement(
        {
            (str(row), str(column)): count
            for row, counts in enumerate(rows)
            for column, count in enumerate(counts)
        }
    )


@pytest.mark.parametrize(
    ("rows", "percent", "kappa"),
    [
        # Fifty grant proposals, and two tables of equal agreement: Wikipedia, "Cohen's kappa".
        (((20, 5), (10, 15)), 70.0, 0.4),
        (((45, 15), (25, 15)), 60.0, 0.1304),
        (((25, 35), (5, 35)), 60.0, 0.2593),
        # Viera and Garrett (2005), Family Medicine 37, 360-363.
        (((15, 5), (10, 70)), 85.0, 0.5714),
        # Agresti (1990), 91 couples, of which R's vcd gives 0.1293.
        (((7, 7, 2, 3), (2, 8, 3, 7), (1, 5, 4, 9), (2, 8, 9, 14)), 36.26, 0.1293),
    ],
)
def test_kappa_is_what_others_published(
    rows: tuple[tuple[int, ...], ...], percent: float, kappa: float
) -> None:
    found = table(*rows)
    assert found.percent == pytest.approx(percent, abs=0.005)
    assert found.kappa == pytest.approx(kappa, abs=0.00005)


def test_all_alike_is_one_and_nothing_is_nothing() -> None:
    assert table((3, 0), (0, 4)).kappa == 1.0
    assert table((0, 3), (4, 0)).kappa == pytest.approx(-24 / 25)
    assert (table((5,)).kappa, table((5,)).percent) == (None, 100.0), "by chance alone they agree in all"
    assert (Agreement({}).kappa, Agreement({}).percent) == (None, None)


def cue(seconds: float, code: str, subject: int = 1) -> Observation:
    return Observation(round(seconds * 1000), subject, "cue", code)


def state(start: float, end: float | None, code: str, subject: int = 1) -> Observation:
    return Observation(
        round(start * 1000), subject, "state", code, None if end is None else round(end * 1000)
    )


def test_moments_are_paired_within_the_window_alike_ones_first() -> None:
    one = (cue(10, "smiles"), cue(20, "yawns"), cue(30, "smiles"), cue(40, "smiles", 2))
    other = (cue(9, "yawns"), cue(12, "smiles"), cue(21, "looks_away"), cue(34, "smiles"), cue(40, "smiles"))
    pairs = [(first and first.at_ms, second and second.at_ms) for first, second in aligned(one, other, 3000)]
    assert pairs == [
        (None, 9000),
        (10000, 12000),
        (20000, 21000),
        (30000, None),
        (None, 34000),
        (40000, None),
        (None, 40000),
    ]
    assert of_moments(one, other, 3000).cells == {
        ("smiles", "smiles"): 1,
        ("yawns", "looks_away"): 1,
        ("smiles", NOTHING): 2,
        (NOTHING, "yawns"): 1,
        (NOTHING, "smiles"): 2,
    }
    assert of_moments(one, other, 4000).agreed == 2


def test_states_are_compared_by_the_second_and_a_late_finger_is_borne() -> None:
    one = (state(0, 60, "drowsy"), state(60, None, "crying"))
    other = (state(0, 63, "drowsy"), state(63, None, "crying"))
    strict = of_states(one, other, 100_000, 0)
    assert (strict.agreed, strict.total) == (2 * 97, 2 * 100)
    assert of_states(one, other, 100_000, 3000).percent == 100.0
    only = of_states(one, (), 100_000, 3000)
    assert (only.agreed, only.total) == (0, 200)
    assert of_states((), (), 100_000, 0).total == 0


SEEN = st.lists(
    st.builds(
        Observation,
        st.integers(0, 60_000),
        st.integers(1, 2),
        st.sampled_from(("cue", "response")),
        st.sampled_from("abc"),
    ),
    max_size=12,
)


@given(SEEN, SEEN, st.integers(0, 5000))
def test_whoever_comes_first_nothing_is_lost_and_oneself_is_agreed_with(
    one: list[Observation], other: list[Observation], window: int
) -> None:
    pairs = aligned(one, other, window)
    assert sorted(map(repr, one)) == sorted(repr(first) for first, _ in pairs if first)
    assert sorted(map(repr, other)) == sorted(repr(second) for _, second in pairs if second)
    assert of_moments(one, one, window).agreed == len(one)
    cells: Mapping[tuple[str, str], int] = of_moments(one, other, window).cells
    assert sum(cells.values()) <= len(one) + len(other)
