"""The words for what was said about permission: an answer, and never an empty cell."""

from collections.abc import Sequence

from massage_studio.cues.views import CueView
from massage_studio.gui.cues.room import answer_words, reason_words
from massage_studio.language import translate


def reason(why: CueView) -> str:
    """Return why a baby was not massaged, in the instructor's own words where there are any."""
    if why.text:
        return why.text
    words = reason_words(why.code) if why.kind == "not_massaged" else answer_words(why.code)
    return words[:1].lower() + words[1:]


def not_massaged(why: CueView) -> str:
    """Return the sentence that a family may read too."""
    return translate("Answers", "Not massaged, and that is fine: {reason}").format(reason=reason(why))


def in_order(said: Sequence[CueView]) -> str:
    """Return what was said about permission in its order: "Said yes, then not now, then yes again"."""
    told: list[str] = []
    before: list[str] = []
    for note in said:
        words = _later(note)
        # A "not now" and the reason that says the same are one answer.
        if words not in before[-1:]:
            again = translate("Answers", "{answer} again").format(answer=words) if words in before else words
            told.append(again if before else _first(note))
            before.append(words)
    return translate("Answers", ", then ").join(told)


def _first(note: CueView) -> str:
    words = {
        "asked": translate("Answers", "Asked first"),
        "yes": translate("Answers", "Said yes"),
        "not_now": translate("Answers", "Said not now"),
        "said_no": translate("Answers", "Said not now"),
        "unsure": translate("Answers", "Was not sure"),
    }
    return words.get(note.code) or translate("Answers", "At first no massage: {reason}").format(
        reason=reason(note)
    )


def _later(note: CueView) -> str:
    words = {
        "asked": translate("Answers", "asked"),
        "yes": translate("Answers", "yes"),
        "not_now": translate("Answers", "not now"),
        "said_no": translate("Answers", "not now"),
        "unsure": translate("Answers", "not sure"),
    }
    if not note.text:
        words |= {
            "asleep": translate("Answers", "fell asleep"),
            "hungry": translate("Answers", "was hungry"),
            "unwell": translate("Answers", "was not well"),
        }
    return (
        words[note.code]
        if note.code in words
        else translate("Answers", "stopped: {reason}").format(reason=reason(note))
    )
