"""The words of one note of a class, as the list behind a sentence or a number says it."""

from massage_studio.cues.views import CueView
from massage_studio.gui.cues.answer_words import answer_words
from massage_studio.gui.cues.permission_words import not_massaged
from massage_studio.gui.widgets.states import state_label
from massage_studio.language import translate
from massage_studio.progress.views import Names


def note_words(note: CueView, names: Names) -> str:
    """Return what was noted: a state, a sign, an answer, a response, or her own sentence."""
    if note.kind == "note":
        return translate("NoteWords", "“{words}”").format(words=note.text)
    if note.kind == "state":
        return state_label(note.code)
    if note.kind == "cue":
        return names.sign(note.code)
    if note.kind == "response":
        return names.response(note.code)
    if note.kind == "not_massaged":
        return not_massaged(note)
    words = translate("NoteWords", "Permission: {answer}")
    told = words.format(answer=answer_words(note.code).lower())
    return f"{told} ({note.text})" if note.text else told
