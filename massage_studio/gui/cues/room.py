"""What the class room shows, worked out from the view of the class: no widgets here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from massage_studio.bookings.views import RegisterRow
from massage_studio.cues import timeline
from massage_studio.cues.views import ClassRoomView, CueView, Vocabulary
from massage_studio.curriculum.views import DeliveredView
from massage_studio.gui import wording
from massage_studio.gui.widgets.baby_card import BabyCardData

RECENT = timedelta(minutes=10)
QUIET_AFTER = timedelta(minutes=20)

# One baby, the whole group, or nobody yet.
Selection = UUID | Literal["group"] | None
GROUP: Literal["group"] = "group"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClassRoom", text)


@dataclass(frozen=True, slots=True)
class Recent:
    """One entry of the last ten minutes."""

    words: str
    tone: str


class Room:
    """A class as it stands."""

    def __init__(self, view: ClassRoomView, vocabulary: Vocabulary) -> None:
        self.view = view
        self.words = vocabulary
        self._by_baby = {row.baby.id: timeline.of_baby(view.notes, row.baby.id) for row in self.rows}

    @property
    def rows(self) -> tuple[RegisterRow, ...]:
        """The dyads of the register by number."""
        return self.view.register.rows

    @property
    def finished(self) -> bool:
        """Tell whether the class is over."""
        return self.view.register.session.status == "finished"

    def present(self) -> tuple[RegisterRow, ...]:
        """Return who is here; before anybody is marked, everybody who is expected."""
        here = tuple(row for row in self.rows if row.status in ("here", "late"))
        return here or tuple(row for row in self.rows if row.status == "expected")

    def chosen(self, selected: Selection) -> tuple[RegisterRow, ...]:
        """Return the present dyads that a selection means."""
        return tuple(row for row in self.present() if selected in (GROUP, row.baby.id))

    def row(self, baby_id: UUID) -> RegisterRow | None:
        """Return a baby's line of the register."""
        return next((row for row in self.rows if row.baby.id == baby_id), None)

    def numbered(self, number: int) -> RegisterRow | None:
        """Return the dyad whose card carries this number."""
        return next((row for row in self.rows if row.number == number), None)

    def running(self) -> DeliveredView | None:
        """Return the activity that runs now."""
        return next((part for part in self.view.delivered if part.status == "running"), None)

    def neighbour(self, step: int) -> DeliveredView | None:
        """Return the activity `step` places after the running one, or None past either end."""
        parts = self.view.delivered
        running = self.running()
        place = parts.index(running) + step if running else 0
        return parts[place] if 0 <= place < len(parts) else None

    def state(self, baby_id: UUID) -> str | None:
        """Return the code of the state that a baby is in."""
        states = [note for note in self._by_baby.get(baby_id, ()) if note.kind == "state"]
        return states[-1].code if states and (states[-1].ended is None or self.finished) else None

    def permission(self, baby_id: UUID) -> CueView | None:
        """Return the last word about permission for a baby."""
        return timeline.permission(self._by_baby.get(baby_id, ()))

    def card(self, row: RegisterRow, now: datetime) -> BabyCardData:
        """Return what a baby's card shows."""
        notes = self._by_baby[row.baby.id]
        session = self.view.register.session
        start = session.opened or session.starts
        end = session.finished or max(now, start + timedelta(minutes=1))
        spans = tuple(
            (span.code, _ms(span.start), _ms(span.end)) for span in timeline.spans(notes, until=end)
        )
        here = row.status in ("here", "late", "expected")
        return BabyCardData(
            number=row.number,
            name=row.baby.given_name,
            initials="".join(word[0] for word in row.baby.name.split()[:2]),
            age=wording.brief_age(row.baby.age),
            state=self.state(row.baby.id),
            spans=spans,
            start_ms=_ms(start),
            end_ms=_ms(end),
            last_line=self._last_line(notes, now),
            flag=", ".join(flags(row)),
            presence="here" if here else "not_here",
        )

    def described(self, note: CueView) -> str:
        """Return a note in the class room's words."""
        if note.kind == "permission":
            return _tr("Permission: {answer}").format(answer=answer_words(note.code).lower())
        if note.kind == "note":
            return note.text
        if note.kind == "bookmark":
            return _tr("Bookmark")
        return self.words.label(note.kind, note.code)

    def named(self, note: CueView) -> str:
        """Return what undo or redo of a note is called."""
        what = _tr("Note") if note.kind == "note" else self.described(note)
        return what[:1].lower() + what[1:]

    def recent(self, now: datetime) -> tuple[Recent, ...]:
        """Return the last ten minutes, newest first."""
        found = []
        for note in reversed(self.view.notes):
            if now - note.at > RECENT:
                break
            row = self.row(note.baby_id)
            if row is None:
                continue
            what = self.described(note)
            joint = ": " if note.kind in ("response", "permission", "note") else " "
            at = wording.clock(note.at.astimezone(self.view.register.session.starts.tzinfo))
            lower = what[:1].lower() + what[1:] if note.kind != "note" else what
            found.append(Recent(f"{at} {row.baby.given_name}{joint}{lower}", tone(note)))
        return tuple(found)

    def quiet(self, now: datetime) -> tuple[str, int] | None:
        """Return the present baby who went longest without a note, with the minutes, past 20 of them."""
        session = self.view.register.session
        start = session.opened or session.starts
        waits = [
            (now - max((note.at for note in self._by_baby[row.baby.id]), default=start), row.number, row)
            for row in self.present()
        ]
        longest = max(waits, default=None, key=lambda wait: (wait[0], -wait[1]))
        if longest is None or longest[0] < QUIET_AFTER or self.finished:
            return None
        return longest[2].baby.given_name, int(longest[0].total_seconds() // 60)

    def _last_line(self, notes: Iterable[CueView], now: datetime) -> str:
        seen = [note for note in notes if note.kind != "permission"]
        if not seen:
            return ""
        last = seen[-1]
        when = wording.ago((now - last.at).total_seconds())
        return _tr("{what} · {when}").format(what=self.described(last), when=when)


def flags(row: RegisterRow) -> tuple[str, ...]:
    """Return what to know before this baby is touched, in words."""
    words = [flag.what or health_words(flag.kind) for flag in row.baby.flags]
    if row.consent_missing:
        words.append(_tr("Consent missing"))
    return tuple(words)


def health_words(kind: str) -> str:
    """Return the word for an answer to the health question."""
    return {
        "": _tr("Not asked"),
        "nothing_new": _tr("Nothing new"),
        "unwell": _tr("Unwell"),
        "immunised": _tr("Recent jab"),
        "skin": _tr("Skin"),
        "allergy": _tr("Allergy"),
        "condition": _tr("Condition"),
    }[kind]


def answer_words(code: str) -> str:
    """Return the word for a baby's answer to the question for permission."""
    return {
        "asked": _tr("Asked"),
        "yes": _tr("Yes"),
        "not_now": _tr("Not now"),
        "unsure": _tr("Unsure"),
    }[code]


def tone(note: CueView) -> str:
    """Return the tone in which a note is shown."""
    if note.kind == "state":
        return note.code
    if note.kind == "permission":
        return "primary"
    return {"engagement": "engaging", "disengagement": "disengaging"}.get(note.polarity, "neutral")


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
