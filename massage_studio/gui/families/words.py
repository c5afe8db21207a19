"""The words in which the screen names health flags, contact restrictions, consents, layers and bookings."""

from PySide6.QtCore import QCoreApplication

from massage_studio.bookings.views import AttendanceStatus, BookingStatus
from massage_studio.families.views import BabyView, CarerView, ConsentKind, FlagKind, Layer
from massage_studio.gui.widgets.person_row import RowTag

FLAG_KINDS: tuple[FlagKind, ...] = ("allergy", "immunised", "skin", "unwell", "condition")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Families", text)


def flag_kind(kind: FlagKind) -> str:
    """Return the word for a kind of health flag."""
    return {
        "allergy": _tr("Allergy"),
        "immunised": _tr("Recent jab"),
        "skin": _tr("Skin"),
        "unwell": _tr("Unwell"),
        "condition": _tr("Condition"),
    }[kind]


def health_flags(baby: BabyView) -> tuple[str, ...]:
    """Return a baby's health flags in words, an allergy first; each is said once."""
    return tuple(dict.fromkeys(flag.what or flag_kind(flag.kind) for flag in baby.flags))


def restrictions(restricted: tuple[CarerView, ...]) -> list[RowTag]:
    """Return a pill for each contact restriction, with all its words."""
    return [RowTag(words, "error", safety=True) for words in restriction_words(restricted)]


def restriction_words(restricted: tuple[CarerView, ...]) -> list[str]:
    """Return a sentence for each contact restriction."""
    words = _tr("Contact restriction, {adult}: {words}")
    return [words.format(adult=adult.name, words=adult.contact_restriction) for adult in restricted]


def consent(kind: ConsentKind) -> str:
    """Return what a family agrees to."""
    return {
        "health": _tr("Keeping health notes"),
        "notes": _tr("Keeping notes of classes"),
        "photo": _tr("Taking photographs"),
        "contact": _tr("Hearing about other courses"),
    }[kind]


def layer(name: Layer) -> str:
    """Return the heading above the notes of a layer."""
    return {
        "private": _tr("Private"),
        "family": _tr("For the family"),
        "safeguarding": _tr("Safeguarding: passed to"),
    }[name]


def booking(status: BookingStatus) -> str:
    """Return where a booking stands."""
    return {
        "enquiry": _tr("asked"),
        "waiting": _tr("on the waiting list"),
        "offered": _tr("a place is offered"),
        "booked": _tr("booked"),
        "cancelled": _tr("cancelled"),
        "moved": _tr("moved to another course"),
    }[status]


def attendance(status: AttendanceStatus | None) -> str:
    """Return the register's word; None is a class that was not opened yet."""
    if status is None:
        return _tr("not yet")
    return {
        "expected": _tr("expected"),
        "here": _tr("here"),
        "late": _tr("late"),
        "absent": _tr("absent"),
        "elsewhere": _tr("made up elsewhere"),
    }[status]
