"""What an action of the class is called, on the buttons that take it back or bring it back."""

from typing import cast

from massage_studio.cues.views import ActionView, Kind
from massage_studio.gui import wording
from massage_studio.gui.cues.answer_words import answer_words
from massage_studio.gui.cues.room import Room
from massage_studio.language import translate


def named(room: Room, action: ActionView) -> str:
    """Return an action in a few words, such as "looks away", "Mia here" or "typed-in sheet"."""
    row = room.row(action.baby_id) if action.baby_id else None
    name = wording.isolated(row.baby.given_name) if row else translate("Actions", "everybody")
    if action.verb in ("hold", "let_go"):
        words, _tone = room.pressed(cast(Kind, action.text), action.code)
        words = words[:1].lower() + words[1:]
        words_for = (
            translate("Actions", "{press} waits")
            if action.verb == "hold"
            else translate("Actions", "dropped {press}")
        )
        return words_for.format(press=words)
    if action.verb in ("state", "cue", "response"):
        words = room.label(cast(Kind, action.verb), action.code)
        return words[:1].lower() + words[1:]
    if action.verb == "correct":
        return translate("Actions", "{entry} put right").format(entry=_entry(room, action))
    if action.verb == "take_out":
        return translate("Actions", "{entry} taken out").format(entry=_entry(room, action))
    of_a_baby = _of_a_baby(action)
    if of_a_baby:
        return f"{name} {of_a_baby}"
    return {
        "bookmark": translate("Actions", "bookmark"),
        "note": translate("Actions", "note"),
        "rest_absent": translate("Actions", "the rest absent"),
        "go_to": translate("Actions", "go to {activity}").format(activity=action.text),
        "skip": translate("Actions", "skip {activity}").format(activity=action.text),
        "add_activity": translate("Actions", "add {activity}").format(activity=action.text),
        "swap": translate("Actions", "swap {activity}").format(activity=action.text),
        "stretch": translate("Actions", "minutes of {activity}").format(activity=action.text),
        "explain": translate("Actions", "why {activity} was left out").format(activity=action.text),
        "take_up": translate("Actions", "take up {activity}").format(activity=action.text),
        "decline": translate("Actions", "not now: {activity}").format(activity=action.text),
        "correct_activity": translate("Actions", "start of {activity}").format(activity=action.text),
        "take_out_activity": translate("Actions", "{activity} taken out").format(activity=action.text),
        "describe": translate("Actions", "words put to it"),
        "walk_in": translate("Actions", "walk-in"),
        "sheet": translate("Actions", "typed-in sheet"),
        "reflect": translate("Actions", "reflection"),
        "open": translate("Actions", "opening of the class"),
        "finish": translate("Actions", "end of the class"),
        "reopen": translate("Actions", "going on with the class"),
    }.get(action.verb, action.verb)


def _entry(room: Room, action: ActionView) -> str:
    """Return what was put right: "looks away", "permission: yes"."""
    kind = cast(Kind, action.text or "state")
    if kind == "not_massaged":
        return translate("Actions", "not today")
    words, _tone = room.pressed(kind, action.code)
    return words[:1].lower() + words[1:]


def _of_a_baby(action: ActionView) -> str:
    """Return what an action says of a baby, after the baby's name; empty where it is no such action.

    Parents read it too: it says nothing of health, gives no reason and no amount.
    """
    if action.verb == "permission":
        return translate("Actions", "permission {answer}").format(answer=answer_words(action.code).lower())
    if action.verb == "not_massaged":
        return translate("Actions", "not today")
    if action.verb == "mark":
        words = {
            "here": translate("Actions", "here"),
            "late": translate("Actions", "late"),
            "absent": translate("Actions", "absent"),
            "expected": translate("Actions", "expected"),
            "elsewhere": translate("Actions", "elsewhere"),
        }
        return words.get(action.code, action.code)
    if action.verb == "caught_up":
        sheet, told = translate("Actions", "got the sheet"), translate("Actions", "was told")
        return sheet if action.code == "sheet" else told
    if action.verb == "adult":
        return translate("Actions", "with another adult")
    if action.verb == "paid":
        return translate("Actions", "paid")
    if action.verb == "paid_back":
        return translate("Actions", "paid nothing after all")
    if action.verb == "health":
        return translate("Actions", "health")
    return translate("Actions", "left") if action.verb == "left" else ""
