"""How long a baby was really in a class: asked by all that counts its minutes, rates or activities."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from massage_studio.bookings.views import PRESENT, AttendanceStatus


class _Timed(Protocol):
    @property
    def at(self) -> datetime: ...


class _Attending(Protocol):
    @property
    def status(self) -> AttendanceStatus: ...
    @property
    def arrived(self) -> datetime | None: ...
    @property
    def left(self) -> datetime | None: ...


class _Interval(Protocol):
    @property
    def start(self) -> datetime: ...
    @property
    def end(self) -> datetime: ...


I = TypeVar("I", bound=_Interval)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Presence:
    """From when a baby was there and until when; None is from the beginning, or to the end."""

    arrived: datetime | None = None
    left: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        """Tell whether the baby was there at a moment; the one in which it came or left counts."""
        return (self.arrived is None or self.arrived <= moment) and (self.left is None or moment <= self.left)

    def minutes(self, start: datetime, minutes: float) -> float:
        """Return how many of the minutes from `start` on the baby was there."""
        if self.arrived is None and self.left is None:
            return minutes
        end = start + timedelta(minutes=minutes)
        first = start if self.arrived is None else max(start, self.arrived)
        last = end if self.left is None else min(end, self.left)
        return max(0.0, (last - first).total_seconds() / 60)

    def had(self, start: datetime, minutes: float) -> bool:
        """Tell whether the baby has had what went on for these minutes: it was there for half of them."""
        if minutes <= 0:
            return self.holds(start) and start != self.left
        return self.minutes(start, minutes) >= minutes / 2

    def within(self, spans: Iterable[I]) -> tuple[I, ...]:
        """Return what of these spans the baby was there for."""
        cut = (
            replace(
                span,  # type: ignore[type-var]
                start=span.start if self.arrived is None else max(span.start, self.arrived),
                end=span.end if self.left is None else min(span.end, self.left),
            )
            for span in spans
        )
        return tuple(span for span in cut if span.start <= span.end)


THROUGHOUT = Presence()


def presence(of: _Attending, notes: Iterable[_Timed] = ()) -> Presence | None:
    """Return when a baby was in a class, by its register and its own notes; None where it was not.

    Who is marked as here was there from the beginning, whenever that was pressed; who came late since it was
    marked so, or since the first note of it.
    """
    if of.status not in PRESENT:
        return None
    arrived = of.arrived if of.status == "late" else None
    if arrived is not None:
        arrived = min([arrived, *(note.at for note in notes)])
    return Presence(arrived, of.left)
