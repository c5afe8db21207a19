"""The words in which the screen names health flags, contact restrictions, consents, layers and bookings."""

from massage_studio.bookings.views import AttendanceStatus, BookingStatus
from massage_studio.families.restrictions import Purpose, Rule
from massage_studio.families.views import BabyView, CarerView, ConsentKind, FlagKind, Layer
from massage_studio.gui import wording
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
    return [words.format(adult=adult.name, words=restriction(adult)) for adult in restricted]


def restriction(adult: CarerView) -> str:
    """Return a contact restriction in full, with what it is against where that is not everything."""
    told = [adult.contact_restriction, *_against(adult.rule)]
    if adult.rule.since is not None and not adult.restriction_stands:
        told.append(translate("Families", "from {day}").format(day=wording.full_day(adult.rule.since)))
    if adult.rule.until is not None:
        told.append(translate("Families", "until {day}").format(day=wording.full_day(adult.rule.until)))
    return " · ".join(told)


def purpose(code: Purpose) -> str:
    """Return what an adult may, or may not."""
    return {
        Purpose.COME: translate("Families", "come to class"),
        Purpose.COLLECT: translate("Families", "collect the baby"),
        Purpose.BE_TOLD: translate("Families", "be told where and when"),
        Purpose.GET_PAPERS: translate("Families", "get papers"),
    }[code]


def _against(rule: Rule) -> list[str]:
    against = [code for code in Purpose if code not in rule.allows]
    if len(against) == len(Purpose):
        return []
    allowed = [code for code in Purpose if code in rule.allows]
    parts = (
        (translate("Families", "must not {what}"), against),
        (translate("Families", "may {what}"), allowed),
    )
    return [words.format(what=", ".join(map(purpose, codes))) for words, codes in parts if codes]


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


def withdrawn(kind: ConsentKind) -> str:
    """Return what follows where a consent is taken back."""
    return {
        "health": translate(
            "Families", "Taken back. End or take out the health notes; without them no massage is shown."
        ),
        "notes": translate(
            "Families", "Taken back. Take no more notes of this family; those of before can be erased."
        ),
        "photo": translate("Families", "Taken back. Take no more photographs, and delete those you have."),
        "contact": translate("Families", "Taken back. No letter about other courses goes to them any more."),
    }[kind]
