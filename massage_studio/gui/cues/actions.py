"""What an action of the class is called, on the buttons that take it back or bring it back."""

from decimal import Decimal
from typing import cast

from PySide6.QtCore import QCoreApplication

from massage_studio.cues.views import ActionView, Kind
from massage_studio.gui import wording
from massage_studio.gui.cues.room import Room, answer_words, health_words, reason_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def named(room: Room, action: ActionView) -> str:
    """Return an action in a few words, such as "looks away", "Mia here" or "typed-in sheet"."""
    row = room.row(action.baby_id) if action.baby_id else None
    name = row.baby.given_name if row else _tr("everybody")
    if action.verb in ("hold", "let_go"):
        words, _tone = room.pressed(cast(Kind, action.text), action.code, "")
        words = words[:1].lower() + words[1:]
        words_for = _tr("{press} waits") if action.verb == "hold" else _tr("dropped {press}")
        return words_for.format(press=words)
    if action.verb in ("state", "cue", "response"):
        words = room.label(cast(Kind, action.verb), action.code)
        return words[:1].lower() + words[1:]
    of_a_baby = _of_a_baby(action, room.curtain)
    if of_a_baby:
        return f"{name} {of_a_baby}"
    return {
        "bookmark": _tr("bookmark"),
        "note": _tr("note"),
        "rest_absent": _tr("the rest absent"),
        "go_to": _tr("go to {activity}").format(activity=action.text),
        "skip": _tr("skip {activity}").format(activity=action.text),
        "add_activity": _tr("add {activity}").format(activity=action.text),
        "correct": _tr("corrected state"),
        "describe": _tr("words for a bookmark"),
        "walk_in": _tr("walk-in"),
        "sheet": _tr("typed-in sheet"),
        "reflect": _tr("reflection"),
        "open": _tr("opening of the class"),
        "finish": _tr("end of the class"),
        "reopen": _tr("going on with the class"),
    }.get(action.verb, action.verb)


def _of_a_baby(action: ActionView, curtain: bool) -> str:
    """Return what an action says of a baby, after the baby's name; empty where it is no such action.

    Behind the curtain it says nothing of health and no amount.
    """
    if action.verb == "permission":
        return _tr("permission {answer}").format(answer=answer_words(action.code).lower())
    if action.verb == "not_massaged":
        if curtain:
            return _tr("not today")
        return _tr("not today, {reason}").format(reason=reason_words(action.code).lower())
    if action.verb == "mark":
        words = {
            "here": _tr("here"),
            "late": _tr("late"),
            "absent": _tr("absent"),
            "expected": _tr("expected"),
            "elsewhere": _tr("elsewhere"),
        }
        return words.get(action.code, action.code)
    if action.verb == "adult":
        return _tr("with another adult")
    if action.verb == "paid" and curtain:
        return _tr("paid")
    if action.verb == "paid":
        amount, currency = action.code.split()
        return _tr("paid {amount}").format(amount=wording.money(Decimal(amount), currency))
    if action.verb == "paid_back":
        return _tr("paid nothing after all")
    if action.verb == "health":
        return _tr("health") if curtain else health_words(action.code).lower()
    return _tr("left") if action.verb == "left" else ""
