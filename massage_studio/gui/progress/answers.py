"""The words for what was said about permission: an answer, and never an empty cell."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from massage_studio.cues.views import CueView
from massage_studio.gui.cues.room import answer_words, reason_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Answers", text)


def reason(why: CueView) -> str:
    """Return why a baby was not massaged, in the instructor's own words where there are any."""
    if why.text:
        return why.text
    words = reason_words(why.code) if why.kind == "not_massaged" else answer_words(why.code)
    return words[:1].lower() + words[1:]


def not_massaged(why: CueView) -> str:
    """Return the sentence that a family may read too."""
    return _tr("Not massaged, and that is fine: {reason}").format(reason=reason(why))


def in_order(said: Sequence[CueView]) -> str:
    """Return what was said about permission in its order: "Said yes, then not now, then yes again"."""
    told: list[str] = []
    before: list[str] = []
    for note in said:
        words = _later(note)
        # A "not now" and the reason that says the same are one answer.
        if words not in before[-1:]:
            again = _tr("{answer} again").format(answer=words) if words in before else words
            told.append(again if before else _first(note))
            before.append(words)
    return _tr(", then ").join(told)


def _first(note: CueView) -> str:
    words = {
        "asked": _tr("Asked first"),
        "yes": _tr("Said yes"),
        "not_now": _tr("Said not now"),
        "said_no": _tr("Said not now"),
        "unsure": _tr("Was not sure"),
    }
    return words.get(note.code) or _tr("At first no massage: {reason}").format(reason=reason(note))


def _later(note: CueView) -> str:
    words = {
        "asked": _tr("asked"),
        "yes": _tr("yes"),
        "not_now": _tr("not now"),
        "said_no": _tr("not now"),
        "unsure": _tr("not sure"),
    }
    if not note.text:
        words |= {"asleep": _tr("fell asleep"), "hungry": _tr("was hungry"), "unwell": _tr("was not well")}
    return words[note.code] if note.code in words else _tr("stopped: {reason}").format(reason=reason(note))
