"""The words for a baby that was not massaged: an answer, and never an empty cell."""

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
