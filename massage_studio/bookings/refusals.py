"""What a step of a booking's life is refused with."""

from massage_studio.errors import KnownError
from massage_studio.language import translate


class FullError(KnownError):
    """Nobody can have a place where none is free; the words offer what can be had instead."""


class TooFewError(FullError):
    """Brothers and sisters cannot all have a place where fewer are free than they are."""


def too_few(free: int, babies: int) -> TooFewError:
    """Return the refusal of places for more babies of a family than are free on a course."""
    return TooFewError(
        "%n places are free on this course, for {babies}.",
        "Book as many and let the others wait, or put all of them on the waiting list.",
        n=free,
        babies=translate("Rooms", "%n babies", None, babies),
    )


def course_full() -> FullError:
    """Return the refusal of a place on a whole course."""
    return FullError(
        "There is no free place on this course.",
        "Put the family on its waiting list, or choose another course.",
    )


def class_full() -> FullError:
    """Return the refusal of a place in one class."""
    return FullError(
        "There is no free place in this class.",
        "Choose another class, or put the family on the waiting list of the course.",
    )


def gone() -> KnownError:
    """Return the refusal where a booking is not there any more, because it was taken back."""
    return KnownError("This booking is no longer there.", "Look at the list again, it has changed.")


def has_a_place() -> KnownError:
    """Return the refusal where a baby is booked already."""
    return KnownError("This baby already has a place there.", "Look at the list again, it has changed.")


def moved_away() -> KnownError:
    """Return the refusal where a booking went to another course."""
    return KnownError("This booking was moved to another course.", "Go to that course and do it there.")
