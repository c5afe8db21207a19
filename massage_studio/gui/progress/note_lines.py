"""The notes behind a sentence or a number, each of which leads to the record of its class."""

from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from massage_studio.bookings.views import SessionView
from massage_studio.gui import wording
from massage_studio.gui.progress.card_parts import Words, quiet_button
from massage_studio.gui.progress.note_words import note_words
from massage_studio.language import translate
from massage_studio.progress.views import ClassNote, Names

Lead = Callable[[SessionView], None]
"""Goes to the record of a class."""


def note_lines(
    notes: Iterable[ClassNote], names: Names, lead: Lead | None, *, weeks: bool, ratio: float = 1.0
) -> QWidget:
    """Return a line for each note with its time, with `weeks` also its day; `lead` goes to its class."""
    told = []
    for one in notes:
        at = one.note.at.astimezone(ZoneInfo(one.session.zone))
        when = wording.clock(at)
        if weeks:
            words = translate("NoteLines", "{day}, {time}")
            when = words.format(day=wording.short_day(at.date()), time=when)
        told.append((one.session, when, note_words(one.note, names)))
    return class_lines(told, lead, ratio=ratio)


def class_lines(
    lines: Iterable[tuple[SessionView, str, str]], lead: Lead | None, *, ratio: float = 1.0
) -> QWidget:
    """Return lines of a class, what leads to its record, and words beside that."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(0 if lead else 4)
    firsts: list[QWidget] = []
    for about, when, text in lines:
        across = QHBoxLayout()
        across.setSpacing(8)
        first: QWidget
        if lead is None:
            first = Words(when, ratio, muted=True)
            first.setWordWrap(False)
        else:
            name = translate("NoteLines", "{when}: {what}. Open the record of the class")
            first = quiet_button(when, name.format(when=when, what=text))
            first.clicked.connect(lambda _=False, about=about: lead(about))
        firsts.append(first)
        across.addWidget(first, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(Words(text, ratio), 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(across)
    # Words begin below one another, however long the days before them are.
    widest = max((first.sizeHint().width() for first in firsts), default=0)
    for first in firsts:
        first.setMinimumWidth(widest)
    return block
