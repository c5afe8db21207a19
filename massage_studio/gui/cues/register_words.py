"""What the register says: no widgets here."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from massage_studio.bookings.views import RegisterRow, RegisterView, SessionView
from massage_studio.gui import wording
from massage_studio.gui.cues import signs
from massage_studio.gui.widgets import key_places
from massage_studio.gui.widgets.key_places import BY_DIGIT, key_of
from massage_studio.gui.widgets.safety_tags import RowTag
from massage_studio.language import translate


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
    marks = translate("Register", "A number marks a baby here, the number again opens the rest.")
    letters = translate(
        "Register",
        "Then for that baby: {health} health, {late} late, {absent} absent, {adult} other adult, "
        "{cash} cash, {left} left.",
    )
    sign = key_places.signs().sign
    health = ", ".join(sign(key) for key in "UJSY")
    late, absent, adult, cash, left = (sign(key) for key in "EXDCL")
    marks += " " + letters.format(health=health, late=late, absent=absent, adult=adult, cash=cash, left=left)
    if missed:
        words = translate("Register", "{told} told of what was missed, {sheet} sheet given.")
        marks += " " + words.format(told=sign("T"), sheet=sign("G"))
    if count > BY_DIGIT:
        marks += " " + translate("Register", "From number 10 on hold Shift: {first} is 10.").format(
            first=key_of(10)
        )
    if count > 2 * BY_DIGIT:
        marks += " " + translate("Register", "Or move with the arrows and press Space.")
    return marks


def about(row: RegisterRow, session: SessionView) -> str:
    """Return the second line of a dyad: a key that is a letter, who came and when."""
    zone = session.starts.tzinfo
    parts = []
    if row.number > BY_DIGIT and key_of(row.number):
        parts.append(translate("Register", "key {key}").format(key=key_of(row.number)))
    if row.adult is not None:
        parts.append(
            translate("Register", "with {adult}").format(adult=wording.isolated(row.adult.given_name))
        )
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
