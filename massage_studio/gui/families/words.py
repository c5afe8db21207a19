"""The words in which the screen names health flags, consents, layers and bookings."""

from PySide6.QtCore import QCoreApplication

from massage_studio.bookings.views import AttendanceStatus, BookingStatus
from massage_studio.families.views import ConsentKind, FlagKind, Layer

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
