"""What the quick entry of a paper sheet shows while it is typed: no widgets here but the rows of minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from massage_studio.bookings.views import SessionView
from massage_studio.cues import timeline
from massage_studio.cues.notation import REASON_WORDS, Entry, KeyLetter, Token
from massage_studio.cues.paper_sheet import MARGIN, not_there_yet, on_the_clock, with_states
from massage_studio.cues.state_line import StateInterval
from massage_studio.cues.views import CueView, Vocabulary
from massage_studio.gui import theme, wording
from massage_studio.gui.cues.answer_words import answer_words, reason_words
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint, safety_tags
from massage_studio.gui.widgets.chip import tag_height
from massage_studio.gui.widgets.paint import Surface
from massage_studio.gui.widgets.ribbon import Span
from massage_studio.gui.widgets.safety_tags import Placed, RowTag
from massage_studio.language import translate

_MOST_FAULTS = 3


def length(session: SessionView) -> int:
    """Return how many minutes after the planned start a letter may stand: past the later of both ends."""
    ends = max(session.ends, session.finished or session.ends) + MARGIN
    return int((ends - session.starts) / timedelta(minutes=1))


def early(session: SessionView) -> int:
    """Return how many minutes before the planned start a letter may stand: a class is opened early."""
    begins = min(session.starts, session.opened or session.starts) - MARGIN
    return int((session.starts - begins) / timedelta(minutes=1))


def fault_words(token: Token, minutes: int) -> str:
    """Return what is wrong with a piece, and what to write instead."""
    words = {
        "no_minute": translate("QuickEntry", "Line {line}: begin with the minute, such as “05 r”."),
        "group": translate(
            "QuickEntry",
            "Line {line}: “0” is not everybody here. A sheet is one baby's; the first minute is “00”.",
        ),
        "late": translate(
            "QuickEntry",
            "Line {line}: “{piece}” is too far outside the class, which can be told to its minute %n.",
            None,
            minutes,
        ),
        "letter": translate(
            "QuickEntry", "Line {line}: “{piece}” holds a letter that the sheet does not have."
        ),
        "empty": translate("QuickEntry", "Line {line}: the note has no words."),
        "reason": translate(
            "QuickEntry", "Line {line}: after “u” comes why: {reasons}. Leave it out for another reason."
        ),
    }
    assert token.fault is not None
    return words[token.fault].format(line=token.line + 1, piece=token.text, reasons=", ".join(REASON_WORDS))


def faults_words(tokens: Iterable[Token], minutes: int) -> str:
    """Return the first faults, a line each."""
    return "\n".join([fault_words(token, minutes) for token in tokens][:_MOST_FAULTS])


def entry_words(entry: Entry, words: Vocabulary) -> str:
    """Return an entry in the class room's words."""
    if entry.kind == "note":
        return entry.text
    if entry.kind == "bookmark":
        return translate("QuickEntry", "Bookmark")
    if entry.kind == "permission":
        return translate("QuickEntry", "Permission: {answer}").format(answer=answer_words(entry.code).lower())
    if entry.kind == "not_massaged":
        return translate("QuickEntry", "Not today: {reason}").format(reason=reason_words(entry.code).lower())
    return words.label(entry.kind, entry.code)


def entry_tone(entry: Entry, words: Vocabulary) -> str:
    """Return the tone in which an entry is shown."""
    if entry.kind == "state":
        return entry.code
    if entry.kind in ("permission", "not_massaged"):
        return "primary"
    if entry.kind == "cue":
        return "engaging" if words.cues[entry.code].polarity == "engagement" else "disengaging"
    return "neutral"


def legend(letters: Iterable[KeyLetter], words: Vocabulary) -> str:
    """Return all letters, what belongs together on one line: "Q Deep sleep     W Light sleep"."""
    lines: dict[tuple[str, str], list[str]] = {}
    for letter in letters:
        kind = "permission" if letter.kind == "bookmark" else letter.kind
        label = letter.label or entry_words(Entry(0, letter.kind, letter.code), words)
        # What belongs to a letter stays beside it where the line is broken.
        words_of = f"{letter.key} {label}".replace(" ", "\u00a0")
        if letter.kind == "not_massaged":
            words_of = translate("QuickEntry", "{key} Not today, then why: {reasons}").format(
                key=letter.key, reasons=", ".join(REASON_WORDS)
            )
        lines.setdefault((kind, letter.polarity), []).append(words_of)
    return "\n".join("     ".join(parts) for parts in lines.values())


def known(session: SessionView, notes: Iterable[CueView], entries: Iterable[Entry]) -> int:
    """Return how many of a baby's entries stand already."""
    placed = on_the_clock(entries, session.starts)
    return len(placed) - len(not_there_yet(placed, notes, session.starts))


def count_words(count: int, known: int) -> str:
    """Return how many entries were typed, and how many of them stand already."""
    words = translate("QuickEntry", "%n entries", None, count)
    if not known:
        return words
    return translate("QuickEntry", "{entries}, %n there already", None, known).format(entries=words)


def saved_words(baby: str, count: int, known: int) -> str:
    """Return what was saved of a baby's sheet, and what stood already."""
    if count == known:
        return translate("QuickEntry", "{baby}: all of this was there already.").format(baby=baby)
    new = count - known
    words = translate("QuickEntry", "{baby}: %n entries saved.", None, new).format(baby=baby)
    if not known:
        return words
    there = translate("QuickEntry", "%n were there already.", None, known)
    return f"{words} {there}"


def preview(
    session: SessionView, notes: Iterable[CueView], entries: Iterable[Entry]
) -> tuple[tuple[Span, ...], int, int]:
    """Return the ribbon as it would be with these entries, with its beginning and end in milliseconds."""
    placed = on_the_clock(entries, session.starts)
    moments = [at for _, at in placed]
    start = min(session.starts, session.opened or session.starts, *moments)
    end = max(session.ends, session.finished or session.ends, *moments)
    line = [StateInterval(None, span.code, span.start, span.end) for span in timeline.spans(notes, until=end)]
    line = with_states(line, placed, end)
    return tuple((part.code, _ms(part.start), _ms(part.end)) for part in line), _ms(start), _ms(end)


@dataclass(frozen=True, slots=True)
class MinuteRow:
    """One minute of the sheet with its time by the clock, and what stands there."""

    when: str
    tags: tuple[RowTag, ...]

    @property
    def accessible_name(self) -> str:
        """The minute."""
        return self.when

    @property
    def accessible_description(self) -> str:
        """What stands there."""
        return ", ".join(tag.words for tag in self.tags)


class MinuteDelegate(RowDelegate[MinuteRow]):
    """The minute, and its tags beside it on as many lines as they need."""

    gap = 4

    def row_height(self, surface: Surface, row: MinuteRow) -> int:
        return ceil(safety_tags.height(self._placed(surface, row))) + 4

    def draw_row(self, painter: QPainter, surface: Surface, row: MinuteRow, state: RowState) -> None:
        area = QRectF(0, 2, _when_width(surface), tag_height(surface))
        paint.draw_text(painter, surface, area, row.when, surface.font(), theme.current().colour("muted"))
        safety_tags.draw(painter, surface, self._placed(surface, row))

    def _placed(self, surface: Surface, row: MinuteRow) -> tuple[Placed, ...]:
        left = _when_width(surface)
        return safety_tags.place(surface, row.tags, left, 2, surface.width() - left)


def _when_width(surface: Surface) -> float:
    return paint.text_width("000 · 00:00 ", surface.font()) + 10


def minute_row(minute: int, entries: Iterable[Entry], starts: datetime, words: Vocabulary) -> MinuteRow:
    """Return one minute of the sheet in the words of the screen."""
    at = wording.clock(starts + timedelta(minutes=minute))
    tags = (RowTag(entry_words(entry, words), entry_tone(entry, words)) for entry in entries)
    return MinuteRow(f"{minute:02} · {at}", tuple(tags))


def by_minute(entries: Iterable[Entry]) -> list[tuple[int, list[Entry]]]:
    """Return entries by their minute."""
    return [(minute, list(found)) for minute, found in groupby(entries, lambda entry: entry.minute)]


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
