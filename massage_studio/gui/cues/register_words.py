"""What the register says: no widgets here."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from massage_studio.bookings.views import RegisterRow, RegisterView, SessionView
from massage_studio.gui import wording
from massage_studio.gui.cues import signs
from massage_studio.gui.widgets.safety_tags import RowTag
from massage_studio.language import translate

# Beyond the digits, three letters below them that mean nothing else in the register.
_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "B", "N", "M")


def key_of(number: int) -> str:
    """Return the key of a line by its number: "1" to "9", then B, N and M; nothing after the twelfth."""
    return _KEYS[number - 1] if 0 < number <= len(_KEYS) else ""


def number_of(key: str) -> int | None:
    """Return the number of the line whose letter this is."""
    return _KEYS.index(key) + 1 if key in _KEYS[9:] else None


def counters(view: RegisterView) -> str:
    """Return "6 here, 1 late, 1 absent": the numbers of babies, without those that are nought."""
    here = sum(row.status == "here" and row.left is None for row in view.rows)
    late = sum(row.status == "late" and row.left is None for row in view.rows)
    absent = sum(row.status in ("absent", "elsewhere") for row in view.rows)
    left = sum(row.left is not None for row in view.rows)
    expected = sum(row.status == "expected" for row in view.rows)
    parts = [
        translate("Register", "%n here", None, here) if here else "",
        translate("Register", "%n late", None, late) if late else "",
        translate("Register", "%n absent", None, absent) if absent else "",
        translate("Register", "%n left", None, left) if left else "",
        translate("Register", "%n expected", None, expected) if expected else "",
    ]
    return ", ".join(part for part in parts if part)


def help_line(count: int, *, missed: bool = False) -> str:
    """Return what the keys of the register do, for so many dyads, some of which `missed` something."""
    marks = translate(
        "Register", "A number marks a baby here, Shift and the number late, the number again opens the rest."
    )
    marks += " " + translate(
        "Register", "Then for that baby: U, J, S, Y health, X absent, D other adult, C cash, L left."
    )
    if missed:
        marks += " " + translate("Register", "T told of what was missed, G sheet given.")
    if count > 9:
        letters = [_KEYS[place] for place in range(9, min(count, len(_KEYS)))]
        marks += " " + translate("Register", "From number 10 on the keys are {letters}.").format(
            letters=", ".join(letters)
        )
    if count > len(_KEYS):
        marks += " " + translate("Register", "Or move with the arrows and press Space.")
    return marks


def about(row: RegisterRow, session: SessionView) -> str:
    """Return the second line of a dyad: a key that is a letter, who came and when."""
    zone = session.starts.tzinfo
    parts = []
    if row.number > 9 and key_of(row.number):
        parts.append(translate("Register", "key {key}").format(key=key_of(row.number)))
    if row.adult is not None:
        parts.append(translate("Register", "with {adult}").format(adult=row.adult.given_name))
    if row.status == "late" and row.arrived is not None:
        parts.append(
            translate("Register", "came {time}").format(time=wording.clock(row.arrived.astimezone(zone)))
        )
    if row.left is not None:
        parts.append(
            translate("Register", "left {time}").format(time=wording.clock(row.left.astimezone(zone)))
        )
    return " · ".join(parts)


def wait_ends(row: RegisterRow, session: SessionView, wait_hours: int) -> datetime:
    """Return when the instructor's wait after a jab is over, counted from the class, in the class's zone.

    Nobody says at the door when the needle went in; from the class, or from coming later, is long enough.
    """
    began = session.starts
    if row.status == "late" and row.arrived is not None:
        began = max(began, row.arrived)
    # Counted in UTC: hours are hours, also in the night when the clocks change.
    return (began.astimezone(UTC) + timedelta(hours=wait_hours)).astimezone(session.starts.tzinfo)


def health_sentence(row: RegisterRow, session: SessionView, wait_hours: int) -> str:
    """Return the sentence about today's answer to the health question."""
    if row.health == "immunised" and wait_hours:
        words = translate(
            "Register",
            "Recent jab: wait until {when}, your %n hours. It shows as a flag until then.",
            None,
            wait_hours,
        )
        return words.format(when=_day_and_time(wait_ends(row, session, wait_hours)))
    return {
        "": translate("Register", "Health: not asked yet. Marking a baby here keeps “nothing new”."),
        "nothing_new": translate("Register", "Health: nothing new."),
        "unwell": translate(
            "Register", "Unwell: massage can wait for another day. It shows as a flag today."
        ),
        "immunised": translate("Register", "Recent jab: it shows as a flag today."),
        "skin": translate("Register", "Skin: leave the place out. The flag stays until you end it."),
        "allergy": translate(
            "Register", "New allergy: mind it when you choose the oil. The flag stays until you end it."
        ),
    }[row.health]


def tags(row: RegisterRow) -> tuple[RowTag, ...]:
    """Return the pills of a line: the signs, whose words parents do not read here, then the rest."""
    found = [RowTag(mark, "neutral", safety=True) for mark in signs.marks(row)]
    if row.covered:
        return tuple(found)
    if row.first_class:
        found.append(RowTag(translate("Register", "First class"), "primary"))
    if row.twins:
        found.append(RowTag(translate("Register", "Twins"), "neutral"))
    if row.visit:
        found.append(RowTag(visit(row), "info"))
    return tuple(found)


def visit(row: RegisterRow) -> str:
    """Return why somebody is here who is not on the course, empty for all others."""
    return {
        "": "",
        "drop_in": translate("Register", "This class only"),
        "make_up": translate("Register", "Makes up a class"),
    }[row.visit]


def no_room(view: RegisterView) -> str:
    """Return what to say before a walk-in where the places are taken, else nothing."""
    inside = sum(row.status not in ("absent", "elsewhere") for row in view.rows)
    if inside < view.session.capacity:
        return ""
    return translate(
        "Register",
        "This class has %n places and they are taken. You can still let somebody in.",
        None,
        view.session.capacity,
    )


def _day_and_time(moment: datetime) -> str:
    day = QLocale().toString(QDate(moment.year, moment.month, moment.day), "dddd")
    return f"{day} {wording.clock(moment)}"
