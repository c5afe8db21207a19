"""The words in which the screen names health flags, contact restrictions, consents, layers and bookings."""

from massage_studio.bookings.views import AttendanceStatus, BookingStatus
from massage_studio.families.views import BabyView, CarerView, ConsentKind, FlagKind, Layer
from massage_studio.gui.widgets.person_row import RowTag
from massage_studio.language import translate

FLAG_KINDS: tuple[FlagKind, ...] = ("allergy", "immunised", "skin", "unwell", "condition")


def flag_kind(kind: FlagKind) -> str:
    """Return the word for a kind of health flag."""
    return {
        "allergy": translate("Families", "Allergy"),
        "immunised": translate("Families", "Recent jab"),
        "skin": translate("Families", "Skin"),
        "unwell": translate("Families", "Unwell"),
        "condition": translate("Families", "Condition"),
    }[kind]


def health_flags(baby: BabyView) -> tuple[str, ...]:
    """Return a baby's health flags in words, an allergy first; each is said once."""
    return tuple(dict.fromkeys(flag.what or flag_kind(flag.kind) for flag in baby.flags))


def restrictions(restricted: tuple[CarerView, ...]) -> list[RowTag]:
    """Return a pill for each contact restriction, with all its words."""
    return [RowTag(words, "error", safety=True) for words in restriction_words(restricted)]


def restriction_words(restricted: tuple[CarerView, ...]) -> list[str]:
    """Return a sentence for each contact restriction."""
    words = translate("Families", "Contact restriction, {adult}: {words}")
    return [words.format(adult=adult.name, words=adult.contact_restriction) for adult in restricted]


def consent(kind: ConsentKind) -> str:
    """Return what a family agrees to."""
    return {
        "health": translate("Families", "Keeping health notes"),
        "notes": translate("Families", "Keeping notes of classes"),
        "photo": translate("Families", "Taking photographs"),
        "contact": translate("Families", "Hearing about other courses"),
    }[kind]


def layer(name: Layer) -> str:
    """Return the heading above the notes of a layer."""
    return {
        "private": translate("Families", "Private"),
        "family": translate("Families", "For the family"),
        "safeguarding": translate("Families", "Safeguarding: passed to"),
    }[name]


def booking(status: BookingStatus) -> str:
    """Return where a booking stands."""
    return {
        "enquiry": translate("Families", "asked"),
        "waiting": translate("Families", "on the waiting list"),
        "offered": translate("Families", "a place is offered"),
        "booked": translate("Families", "booked"),
        "cancelled": translate("Families", "cancelled"),
        "moved": translate("Families", "moved to another course"),
    }[status]


def attendance(status: AttendanceStatus | None) -> str:
    """Return the register's word; None is a class that was not opened yet."""
    if status is None:
        return translate("Families", "not yet")
    return {
        "expected": translate("Families", "expected"),
        "here": translate("Families", "here"),
        "late": translate("Families", "late"),
        "absent": translate("Families", "absent"),
        "elsewhere": translate("Families", "made up elsewhere"),
    }[status]
