"""Says how a baby likes to be met, by rules from the notes of several classes; pure functions.

Each sentence rests on notes of at least `LEAST` classes, and on nothing else: no scale, no type, no number.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from massage_studio.cues.pairs import in_order, is_pause
from massage_studio.cues.views import CueView
from massage_studio.language import translate
from massage_studio.progress.stories import Phrases
from massage_studio.progress.views import ClassNote, MetSentence, SessionStory

LEAST = 3
"""In how many classes something was noted before it is told of a baby."""
OWN = "own:"
"""How the key of a sentence begins that no rule made."""
_MOST = 2
"""How many things one sentence names at most."""
_SLOW_MINUTES = 10
"""How late a first yes is taken for time that a baby wants."""

_Found = dict[str, list[ClassNote]]


def sentences(
    stories: Iterable[SessionStory], phrases: Phrases, edits: Mapping[str, str]
) -> tuple[MetSentence, ...]:
    """Return the sentences about one baby, hers before those of the notes; `edits` are her words by key."""
    classes = [story for story in stories if story.present]
    noted = {sentence.key: sentence for sentence in from_notes(classes, phrases)}
    hers = [
        MetSentence(key, words, noted[key].noted if key in noted else "", _notes(noted.get(key)))
        for key, words in edits.items()
    ]
    rest = [sentence for key, sentence in noted.items() if key not in edits]
    return (*(one for one in hers if one.words), *rest, *(one for one in hers if not one.words))


def from_notes(classes: Sequence[SessionStory], phrases: Phrases) -> tuple[MetSentence, ...]:
    """Return what the notes alone say: what is easy, what is liked, how enough is shown, what helps then."""

    def cue(code: str) -> str:
        return phrases.cues[code].phrase

    rules: tuple[tuple[str, _Found, str, Callable[[str], str]], ...] = (
        ("easy", _yes_signs(classes), translate("Met", "Often {what}."), phrases.seen),
        ("slow", _late_yes(classes), translate("Met", "Takes time to look around before saying yes."), str),
        ("song", _in_songs(classes), translate("Met", "Likes to be sung to."), str),
        ("area", _in_areas(classes), translate("Met", "Likes massage of {what}."), phrases.area),
        ("first", _first_pauses(classes), translate("Met", "Shows enough first by {what}."), cue),
        ("calm", _calming(classes), translate("Met", "When it is enough, {what} helps."), phrases.did),
    )
    made = []
    for key, found, words, named in rules:
        often = _often(found)
        if often:
            told = words.format(what=_either([named(code) for code, _ in often], key))
            made.append(MetSentence(key, told, told, tuple(one for _, notes in often for one in notes)))
    return tuple(made)


def _either(names: Sequence[str], key: str) -> str:
    """Return "a", "a and b", or "a or b" of what helps and what is seen first, one at a time."""
    if len(names) < 2:
        return "".join(names)
    both, either = translate("Met", "{first} and {second}"), translate("Met", "{first} or {second}")
    return (either if key in ("first", "calm") else both).format(first=names[0], second=names[1])


def _notes(sentence: MetSentence | None) -> tuple[ClassNote, ...]:
    return sentence.notes if sentence else ()


def _often(found: _Found) -> list[tuple[str, tuple[ClassNote, ...]]]:
    """Return what was noted in enough classes, that of most first, each with its latest notes first."""
    classes = {code: len({one.session.id for one in notes}) for code, notes in found.items()}
    codes = sorted((code for code in found if classes[code] >= LEAST), key=lambda code: -classes[code])
    return [(code, tuple(_latest_first(found[code]))) for code in codes[:_MOST]]


def _latest_first(notes: Iterable[ClassNote]) -> list[ClassNote]:
    """Return notes by class, the latest class first, each class in its order."""
    by_class = [list(of) for _, of in groupby(notes, key=lambda one: one.session.id)]
    return [one for of in reversed(by_class) for one in of]


def _gathered(
    classes: Iterable[SessionStory], which: Callable[[SessionStory], Iterable[tuple[str, CueView]]]
) -> _Found:
    found: _Found = {}
    for story in classes:
        for code, note in which(story):
            found.setdefault(code, []).append(ClassNote(story.session, note))
    return found


def _yes_signs(classes: Iterable[SessionStory]) -> _Found:
    return _gathered(
        classes,
        lambda story: ((note.code, note) for note in story.told if note.polarity == "engagement"),
    )


def _late_yes(classes: Iterable[SessionStory]) -> _Found:
    """Return the first yes of the classes in which it came late, after nothing but waiting and looking."""

    def late(story: SessionStory) -> Iterable[tuple[str, CueView]]:
        first = story.permission.first
        if first is not None and (first.note.kind, first.note.code) == ("permission", "yes"):
            waited = (first.note.at - story.start).total_seconds() / 60
            if waited >= _SLOW_MINUTES:
                yield "", first.note

    return _gathered(classes, late)


def _in_songs(classes: Iterable[SessionStory]) -> _Found:
    return _gathered(
        classes,
        lambda story: (("", note) for one in story.liked if one.song for note in one.notes),
    )


def _in_areas(classes: Iterable[SessionStory]) -> _Found:
    return _gathered(
        classes,
        lambda story: ((area, note) for one in story.liked for area in one.areas for note in one.notes),
    )


def _first_pauses(classes: Iterable[SessionStory]) -> _Found:
    """Return the first sign of each class that asked for a pause."""

    def first(story: SessionStory) -> Iterable[tuple[str, CueView]]:
        pauses = [note for note in in_order(story.told) if is_pause(note)]
        return [(pauses[0].code, pauses[0])] if pauses else []

    return _gathered(classes, first)


def _calming(classes: Iterable[SessionStory]) -> _Found:
    """Return the last answer to each sign after which it was calm."""
    return _gathered(
        classes,
        lambda story: ((one.replies[-1].code, one.replies[-1]) for one in story.moments if one.calm),
    )
