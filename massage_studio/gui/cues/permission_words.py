"""The words for how permission went: an answer, and never an empty cell."""

from collections.abc import Callable
from datetime import datetime

from massage_studio.cues.permission import PermissionTimeline, PermissionWord
from massage_studio.cues.views import CueView
from massage_studio.gui.cues.answer_words import answer_words, reason_words
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


def stands(went: PermissionTimeline) -> str:
    """Return where permission stands now, in a word or two that every parent in the room may read."""
    if went.waiting is not None:
        return translate("Answers", "Asked, waiting")
    if went.last is None:
        return translate("Answers", "Not asked yet")
    last = went.last.note
    return answer_words(last.code) if last.kind == "permission" else translate("Answers", "Not today")


def in_order(
    went: PermissionTimeline,
    label: Callable[[str], str],
    clock: Callable[[datetime], str] | None = None,
) -> str:
    """Return how permission went: "Said yes, then not now (stopped), then yes again".

    `label` is what a response is called, `clock` tells the time of each word where there is one.
    """
    told: list[str] = []
    before: list[str] = []
    for place, word in enumerate(went.words):
        words = _later(word.note)
        # A "not now" and the reason that says the same are one answer.
        if words in before[-1:] and not word.done and clock is None:
            continue
        again = translate("Answers", "{answer} again").format(answer=words) if words in before else words
        told.append(_whole(again if place else _first(word.note), word, label, clock))
        before.append(words)
    if went.waiting is not None:
        asked = translate("Answers", "asked again") if told else translate("Answers", "Asked first")
        told.append(_timed(asked, went.waiting, clock))
    return translate("Answers", ", then ").join(told)


def _whole(
    words: str,
    word: PermissionWord,
    label: Callable[[str], str],
    clock: Callable[[datetime], str] | None,
) -> str:
    words = _timed(words, word.note, clock)
    did = [label(code) for code in dict.fromkeys(reply.code for reply in word.done)]
    if not did:
        return words
    done = ", ".join(one[:1].lower() + one[1:] for one in did)
    return translate("Answers", "{answer} ({done})").format(answer=words, done=done)


def _timed(words: str, note: CueView, clock: Callable[[datetime], str] | None) -> str:
    if clock is None:
        return words
    return translate("Answers", "{answer} at {time}").format(answer=words, time=clock(note.at))


def _first(note: CueView) -> str:
    words = {
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
