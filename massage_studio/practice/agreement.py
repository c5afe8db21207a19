"""How far two observers of the same class agree: percent and Cohen's kappa, within a window of seconds.

Cohen, J. (1960): A coefficient of agreement for nominal scales. Moments are aligned as for the
event-alignment kappa of Bakeman, Quera and Gnisci (2009), states compared second by second as for their
time-unit kappa with a tolerance, each observer leading once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from massage_studio.practice.views import Observation

NOTHING = ""
"""What an observer says who saw nothing where the other one saw something."""
_SECOND = 1000

Matrix = Mapping[tuple[str, str], int]
Pair = tuple[Observation | None, Observation | None]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two observers said of the same things; `cells` counts by what each of them said."""

    cells: Matrix

    @property
    def total(self) -> int:
        """How much was compared."""
        return sum(self.cells.values())

    @property
    def agreed(self) -> int:
        """How much of it both said alike."""
        return sum(count for (one, other), count in self.cells.items() if one == other)

    @property
    def percent(self) -> float | None:
        """The agreement in percent, None where nothing was compared."""
        return 100 * self.agreed / self.total if self.total else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: the agreement beyond chance; None where chance alone would agree in everything."""
        if not self.total:
            return None
        first: Counter[str] = Counter()
        second: Counter[str] = Counter()
        for (one, other), count in self.cells.items():
            first[one] += count
            second[other] += count
        # In whole numbers as long as possible, so that perfect agreement is exactly 1.
        chance = sum(first[code] * second[code] for code in first)
        rest = self.total * self.total - chance
        return (self.agreed * self.total - chance) / rest if rest else None


def of_moments(one: Iterable[Observation], other: Iterable[Observation], window_ms: int) -> Agreement:
    """Compare what happened at moments: cues, responses, answers and bookmarks."""
    cells = Counter(
        (first.code if first else NOTHING, second.code if second else NOTHING)
        for first, second in aligned(one, other, window_ms)
    )
    return Agreement(cells)


def aligned(one: Iterable[Observation], other: Iterable[Observation], window_ms: int) -> tuple[Pair, ...]:
    """Return which moment of one observer is which of the other's: of one baby and kind, within the window.

    What both called alike is paired first; what is left is paired with what the other called otherwise, and
    else with nothing.
    """
    left, right = _moments(one), _moments(other)
    found: list[Pair] = []
    for alike in (True, False):
        taken: set[int] = set()
        rest: list[Observation] = []
        for first in left:
            place = next(
                (
                    place
                    for place, second in enumerate(right)
                    if place not in taken
                    and (first.subject, first.kind) == (second.subject, second.kind)
                    and (first.code == second.code or not alike)
                    and abs(first.at_ms - second.at_ms) <= window_ms
                ),
                None,
            )
            if place is None:
                rest.append(first)
            else:
                taken.add(place)
                found.append((first, right[place]))
        left, right = rest, [second for place, second in enumerate(right) if place not in taken]
    found += [(first, None) for first in left] + [(None, second) for second in right]
    return tuple(sorted(found, key=_when))


def of_states(
    one: Iterable[Observation], other: Iterable[Observation], length_ms: int, window_ms: int
) -> Agreement:
    """Compare states second by second; seconds of which nobody said anything are left out.

    A second agrees where the other observer said the same within the window. Each observer leads once, so
    that neither is the standard: every second counts twice.
    """
    left, right = list(one), list(other)
    cells: Counter[tuple[str, str]] = Counter()
    seconds, reach = -(-length_ms // _SECOND), window_ms // _SECOND
    for subject in sorted({seen.subject for seen in (*left, *right) if seen.kind == "state"}):
        first, second = (_by_second(seen, subject, length_ms, seconds) for seen in (left, right))
        for at in range(seconds):
            ours, theirs = first[at], second[at]
            if ours == theirs == NOTHING:
                continue
            near = slice(max(0, at - reach), at + reach + 1)
            cells[ours, ours if ours in second[near] else theirs] += 1
            cells[theirs if theirs in first[near] else ours, theirs] += 1
    return Agreement(cells)


def _moments(seen: Iterable[Observation]) -> list[Observation]:
    return sorted((one for one in seen if one.kind != "state"), key=lambda one: (one.at_ms, one.code))


def _when(pair: Pair) -> int:
    return min(one.at_ms for one in pair if one is not None)


def _by_second(seen: Sequence[Observation], subject: int, length_ms: int, seconds: int) -> list[str]:
    """Return the state in which an observer said the baby was in the middle of each second."""
    found = [NOTHING] * seconds
    states = (one for one in seen if one.kind == "state" and one.subject == subject)
    for state in sorted(states, key=lambda one: one.at_ms):
        end = length_ms if state.ended_ms is None else state.ended_ms
        for second in range(seconds):
            if state.at_ms <= second * _SECOND + _SECOND // 2 < end:
                found[second] = state.code
    return found
