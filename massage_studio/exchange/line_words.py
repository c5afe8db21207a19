"""Says in words what an import would do with each baby."""

from massage_studio.bookings.prices import worded
from massage_studio.exchange.views import Difference, ImportLine, Part, State
from massage_studio.language import translate


def state_words(state: State) -> str:
    """Return what a line is, in a word or two."""
    return {
        "ready": translate("ImportTable", "Ready"),
        "needs you": translate("ImportTable", "Needs you"),
        "changed": translate("ImportTable", "Changed"),
        "known": translate("ImportTable", "Known already"),
        "cancelled": translate("ImportTable", "Cancelled"),
        "left out": translate("ImportTable", "Left out"),
    }[state]


def part_words(part: Part) -> str:
    """Return what differs, as it is written on screen."""
    return {
        "another adult": translate("ImportTable", "another adult"),
        "baby's name": translate("ImportTable", "baby's name"),
        "birth date": translate("ImportTable", "birth date"),
        "due date": translate("ImportTable", "due date"),
        "email": translate("ImportTable", "email"),
        "health": translate("ImportTable", "health"),
        "payment": translate("ImportTable", "payment"),
        "phone": translate("ImportTable", "telephone"),
        "photo answer": translate("ImportTable", "answer about photos"),
    }[part]


def difference_words(one: Difference) -> str:
    """Return what a difference comes to: what stood there, what comes, or what is kept."""
    if not one.old:
        return translate("ImportTable", "{part}: {new}").format(part=part_words(one.part), new=one.new)
    words = (
        translate("ImportTable", "{part}: {old} becomes {new}")
        if one.takes
        else translate("ImportTable", "{part}: {old} is kept, not {new}")
    )
    return words.format(part=part_words(one.part), old=one.old, new=one.new)


def note_words(line: ImportLine) -> str:
    """Return what the import would do with a line, in words."""
    parts = []
    if line.state == "cancelled":
        parts.append(
            translate("ImportTable", "place given up")
            if line.given_up
            else translate("ImportTable", "no place")
        )
    if line.waits:
        parts.append(translate("ImportTable", "goes on the waiting list"))
    if line.state == "ready" and line.family_known:
        parts.append(translate("ImportTable", "family known"))
    parts += map(difference_words, line.differs)
    parts += line.notes
    if line.state in ("ready", "needs you") and line.health:
        parts.append(translate("ImportTable", "health: {words}").format(words="; ".join(line.health)))
    if line.owing:
        parts.append(
            translate("ImportTable", "{money} still to pay").format(money=worded(line.owing, line.currency))
        )
    if line.elsewhere:
        told = translate("ImportTable", "booked already, with {money} paid in another order")
        parts.append(told.format(money=worded(line.elsewhere, line.currency)))
    return ", ".join(parts)
