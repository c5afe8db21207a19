"""What the class room shows, worked out from the view of the class: no widgets here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Literal
from uuid import UUID

from massage_studio.bookings.views import RegisterRow
from massage_studio.cues import pairs, timeline
from massage_studio.cues.delivered_views import DeliveredView, neighbour
from massage_studio.cues.permission import PermissionTimeline, permission_timeline
from massage_studio.cues.views import ClassRoomView, CueView, Kind, Vocabulary, is_of_one_baby
from massage_studio.families.views import CarerView, Flag
from massage_studio.gui import wording
from massage_studio.gui.cues import entries, permission_words, signs
from massage_studio.gui.cues.answer_words import answer_words
from massage_studio.gui.cues.entries import Entry
from massage_studio.gui.widgets.baby_card import BabyCardData, Presence
from massage_studio.gui.widgets.key_places import key_of
from massage_studio.language import translate

RECENT = timedelta(minutes=10)
_STEP_SECONDS = 10

# One baby, the whole group, or nobody yet.
Selection = UUID | Literal["group"] | None
GROUP: Literal["group"] = "group"

_TONES = {"engagement": "engaging", "disengagement": "disengaging"}


REASON_KEYS = {
    "A": "asleep",
    "H": "hungry",
    "N": "said_no",
    "J": "recent_jab",
    "W": "unwell",
    "R": "other",
}
"""What each reason is pressed by while it is asked for; U asks, and pressed twice must say nothing."""


@dataclass(frozen=True, slots=True)
class Recent:
    """One entry of the last ten minutes, or of the record of a class, in words."""

    words: str
    tone: str
    entry: Entry


class Room:
    """A class as it stands, told so that every parent may read it: first names, states and the plan.

    Behind the privacy curtain everybody goes by initials. With each note comes a room after the one `before`.
    """

    def __init__(
        self,
        view: ClassRoomView,
        vocabulary: Vocabulary,
        curtain: bool = False,
        before: "Room | None" = None,
    ) -> None:
        self.view = view
        self.words = vocabulary
        self.curtain = curtain
        rows = view.register.rows
        self.rows: tuple[RegisterRow, ...]
        if before is not None and before.view.register is view.register and before.curtain == curtain:
            self.rows = before.rows
        else:
            self.rows = tuple(map(curtained, rows)) if curtain else by_first_names(rows)
        by_baby: dict[UUID, list[CueView]] = {row.baby.id: [] for row in self.rows}
        for note in view.notes:
            by_baby.setdefault(note.baby_id, []).append(note)
        self._by_baby = {baby_id: tuple(notes) for baby_id, notes in by_baby.items()}
        self._permission = {key: permission_timeline(notes) for key, notes in self._by_baby.items()}
        self._answered = pairs.answered(view.notes)
        self._told = {note.refers_to for note in view.notes if note.kind == "note" and note.refers_to}

    @property
    def finished(self) -> bool:
        """Tell whether the class is over."""
        return self.view.register.session.status == "finished"

    def present(self) -> tuple[RegisterRow, ...]:
        """Return who is here; before anybody is marked, everybody who is expected."""
        here = tuple(row for row in self.rows if row.status in ("here", "late") and row.left is None)
        return here or tuple(row for row in self.rows if row.status == "expected")

    def chosen(self, selected: Selection) -> tuple[RegisterRow, ...]:
        """Return the dyads that a selection means; a baby that is not marked yet can be selected too."""
        if selected == GROUP:
            return self.present()
        return tuple(row for row in self.rows if row.baby.id == selected and presence(row) == "here")

    def can_mean(self, selected: Selection, kind: Kind, code: str) -> bool:
        """Tell whether a press can be for a selection: what is one baby's own is never the whole group's."""
        return selected != GROUP or not is_of_one_baby(kind, code)

    def selected_by(self, number: int) -> Selection:
        """Return whom a number selects: the group for 0, nobody for a baby that is away or not there at all.

        Whoever was selected before must not get the next press in its place.
        """
        row = self.numbered(number)
        if number == 0:
            return GROUP
        return row.baby.id if row is not None and presence(row) == "here" else None

    def called(self, selected: Selection) -> str:
        """Return what those are called whom a selection means, empty for nobody."""
        if selected == GROUP:
            return translate("ClassRoom", "Everybody")
        row = self.row(selected) if selected is not None else None
        return wording.isolated(row.baby.given_name) if row is not None else ""

    def meant(self, whose: Selection) -> tuple[RegisterRow, ...]:
        """Return the dyads whom words that were begun for a selection mean, also where a baby left since."""
        row = self.row(whose) if whose not in (None, GROUP) else None
        return (row,) if row is not None else self.chosen(whose)

    def unanswered(self, selected: Selection) -> frozenset[UUID]:
        """Return the last answers "not now" and "unsure" of those selected that no note followed yet."""
        found = set()
        for row in self.chosen(selected):
            answer = self.permission(row.baby.id).answer
            if answer is not None and answer.code in ("not_now", "unsure"):
                since = (note for note in self._by_baby[row.baby.id] if note.seq > answer.seq)
                if all(note.kind != "note" for note in since):
                    found.add(answer.id)
        return frozenset(found)

    def row(self, baby_id: UUID) -> RegisterRow | None:
        """Return a baby's line of the register."""
        return next((row for row in self.rows if row.baby.id == baby_id), None)

    def numbered(self, number: int) -> RegisterRow | None:
        """Return the dyad whose card carries this number."""
        return next((row for row in self.rows if row.number == number), None)

    def notes(self, baby_id: UUID) -> tuple[CueView, ...]:
        """Return a baby's notes in their order."""
        return self._by_baby[baby_id]

    def note(self, note_id: UUID) -> CueView | None:
        """Return a note that stands."""
        return next((note for note in self.view.notes if note.id == note_id), None)

    def bookmarks(self, baby_id: UUID) -> tuple[CueView, ...]:
        """Return a baby's bookmarks that wait for their words."""
        return tuple(
            note for note in self._by_baby[baby_id] if note.kind == "bookmark" and note.id not in self._told
        )

    def running(self) -> DeliveredView | None:
        """Return the activity that runs now."""
        return next((part for part in self.view.delivered if part.status == "running"), None)

    def next_to_come(self) -> DeliveredView | None:
        """Return the first activity after the running one that is still to come."""
        parts = self.view.delivered
        running = self.running()
        later = parts[parts.index(running) + 1 :] if running else parts
        return next((part for part in later if part.status == "todo"), None)

    def neighbour(self, step: int) -> DeliveredView | None:
        """Return the activity before the running one or the next still to come, or None past either end."""
        return neighbour(self.view.delivered, step)

    def last_state(self, baby_id: UUID) -> CueView | None:
        """Return the note of the state that a baby is in."""
        states = [note for note in self._by_baby.get(baby_id, ()) if note.kind == "state"]
        last = max(states, default=None, key=lambda note: (note.at, note.seq))
        return last if last is not None and (last.ended is None or self.finished) else None

    def state(self, baby_id: UUID) -> str | None:
        """Return the code of the state that a baby is in."""
        last = self.last_state(baby_id)
        return last.code if last else None

    def not_massaged(self, baby_id: UUID) -> CueView | None:
        """Return why a baby is not massaged today, or None where nobody said so or it said yes since."""
        return self.permission(baby_id).reason

    def at(self, note: CueView) -> str:
        """Return the time of a note on the class's own clock."""
        return self.clock(note.at)

    def clock(self, moment: datetime) -> str:
        """Return a moment on the class's own clock."""
        return wording.clock(moment.astimezone(self.view.register.session.starts.tzinfo))

    def permission(self, baby_id: UUID) -> PermissionTimeline:
        """Return how permission went for a baby."""
        return self._permission.get(baby_id) or PermissionTimeline()

    def next_to_answer(self, baby_id: UUID, now: datetime) -> CueView | None:
        """Return the sign that a response of now would answer."""
        return pairs.next_to_answer(self._by_baby.get(baby_id, ()), now)

    def unanswered_signs(self, baby_id: UUID) -> tuple[CueView, ...]:
        """Return the signs of a baby that no response answered yet, the last one first."""
        return pairs.unanswered(self._by_baby.get(baby_id, ()))

    def card(self, row: RegisterRow, now: datetime) -> BabyCardData:
        """Return what a baby's card shows."""
        notes = self._by_baby[row.baby.id]
        noted = self._last_noted(row, notes, now)
        session = self.view.register.session
        start = session.opened or session.starts
        # In steps that one sees, so that a key does not paint every card anew.
        ahead = timedelta(seconds=-now.timestamp() % _STEP_SECONDS)
        end = session.finished or max(now + ahead, start + timedelta(minutes=1))
        spans = tuple(
            (span.code, _ms(span.start), _ms(span.end))
            for span in sorted(timeline.spans(notes, until=end), key=lambda span: span.start)
        )
        return BabyCardData(
            number=row.number,
            name=row.baby.given_name,
            initials=row.baby.given_name if self.curtain else initials(row.baby.name),
            age=wording.brief_age(row.baby.age),
            corrected=wording.corrected_age(row.baby.age),
            state=self.state(row.baby.id),
            spans=spans,
            start_ms=_ms(start),
            end_ms=_ms(end),
            last_line=" · ".join(part for part in (self._permission_words(row.baby.id), noted) if part),
            last_noted=noted or self._permission_words(row.baby.id),
            waits=self._waits(row.baby.id, now) is not None,
            signs=signs.marks(row),
            presence=presence(row),
            key=key_of(row.number),
            bookmarks=len(self.bookmarks(row.baby.id)),
            permission=self.permission(row.baby.id).stands,
            permission_words=self._permission_words(row.baby.id),
        )

    def described(self, note: CueView) -> str:
        """Return a note as every parent may read it: no words of hers, no reason, no warning sign."""
        if note.kind == "permission":
            return translate("ClassRoom", "Permission: {answer}").format(
                answer=answer_words(note.code).lower()
            )
        if note.kind == "note":
            return translate("ClassRoom", "Note")
        if note.kind == "bookmark":
            return translate("ClassRoom", "Bookmark")
        if note.kind == "not_massaged":
            return translate("ClassRoom", "Not today")
        return self.label(note.kind, note.code)

    def label(self, kind: Kind, code: str) -> str:
        """Return the word for what was pressed; a warning sign is a note among notes."""
        return translate("ClassRoom", "Note") if self._warns(kind, code) else self.words.label(kind, code)

    def _warns(self, kind: Kind, code: str) -> bool:
        return kind == "cue" and self.words.cues[code].audience == "warning"

    def pressed(self, kind: Kind, code: str) -> tuple[str, str]:
        """Return the words and the tone of a press that is nobody's yet."""
        if kind in ("bookmark", "note"):
            bookmark = kind == "bookmark"
            return translate("ClassRoom", "Bookmark") if bookmark else translate(
                "ClassRoom", "Note"
            ), "neutral"
        if kind == "permission":
            return translate("ClassRoom", "Permission: {answer}").format(
                answer=answer_words(code).lower()
            ), "primary"
        shown = kind == "cue" and not self._warns(kind, code)
        polarity = self.words.cues[code].polarity if shown else ""
        return self.label(kind, code), code if kind == "state" else _TONES.get(polarity, "neutral")

    def recent(self, now: datetime, most: int) -> tuple[Recent, ...]:
        """Return the last ten minutes, newest first, no more than `most` entries."""
        known = {row.baby.id for row in self.rows}
        late = [note for note in self.view.notes if now - note.at <= RECENT and note.baby_id in known]
        parts = [part for part in self._began() if part.started and now - part.started <= RECENT]
        # Only the newest are put into words: in a lively class there are many times as many.
        last = sorted(late, key=lambda note: (note.at, note.seq))[-most:]
        return tuple(islice(reversed(self._in_order(last, parts)), most))

    def record(self, selected: Selection) -> tuple[Recent, ...]:
        """Return all that was written down about the selected babies, in the order of time."""
        wanted = [note for note in self.view.notes if selected in (None, GROUP, note.baby_id)]
        return tuple(self._in_order(wanted, self._began()))

    def last_entry(self, selected: Selection) -> Entry | None:
        """Return what was written down last about those selected, in the order of writing."""
        notes = [note for note in self.view.notes if selected in (None, GROUP, note.baby_id)]
        last = max(notes, default=None, key=lambda note: note.seq)
        return entries.of_note(last) if last is not None else None

    def clock_seconds(self, moment: datetime) -> str:
        """Return a moment to the second on the class's own clock."""
        return wording.clock_seconds(moment.astimezone(self.view.register.session.starts.tzinfo))

    def told(self, entry: Entry) -> str:
        """Return an entry in words, without its time."""
        if entry.kind == "activity":
            return translate("ClassRoom", "{activity} began").format(activity=entry.code)
        note = self.note(entry.key)
        return self._said(note) if note is not None else ""

    def _began(self) -> list[DeliveredView]:
        return [part for part in self.view.delivered if part.started is not None]

    def _in_order(self, notes: Iterable[CueView], parts: Iterable[DeliveredView]) -> list[Recent]:
        """Return notes and starts of activities in the order of time, a start before what was in it."""
        found: list[tuple[datetime, int, Recent]] = []
        for part in parts:
            entry = entries.of_start(part)
            found.append(
                (entry.at, 0, Recent(f"{self.clock(entry.at)} {self.told(entry)}", "neutral", entry))
            )
        for note in notes:
            said = self._said(note)
            if said:
                shown = "neutral" if self._warns(note.kind, note.code) else tone(note)
                recent = Recent(f"{self.at(note)} {said}", shown, entries.of_note(note))
                found.append((note.at, note.seq, recent))
        return [recent for _, _, recent in sorted(found, key=lambda one: one[:2])]

    def _said(self, note: CueView) -> str:
        """Return who and what: "Mia looks away", "Mia: bookmark"."""
        row = self.row(note.baby_id)
        if row is None:
            return ""
        what = self.described(note)
        plain = note.kind in ("state", "cue") and not self._warns(note.kind, note.code)
        name, lower = wording.isolated(row.baby.given_name), wording.isolated(what[:1].lower() + what[1:])
        return f"{name}{' ' if plain else ': '}{lower}"

    def _permission_words(self, baby_id: UUID) -> str:
        """Return where permission stands, with what was done where the last word is no yes."""
        went = self.permission(baby_id)
        stands = permission_words.stands(went)
        if went.last is None or not pairs.asks(went.last.note) or went.waiting is not None:
            return stands
        return self._paired(stands, went.last.done) if went.last.done else stands

    def warnings(self, now: datetime) -> tuple[str, ...]:
        """Return the warning signs of the last ten minutes in words, or all of a class that is over."""
        noted = [note for note in self.view.notes if self._warns(note.kind, note.code)]
        late = [note for note in noted if self.finished or now - note.at <= RECENT]
        told = translate("ClassRoom", "{time} {baby}: {sign}")
        return tuple(
            told.format(
                time=self.at(note), baby=row.baby.given_name, sign=self.words.label(note.kind, note.code)
            )
            for note in sorted(late, key=lambda note: (note.at, note.seq))
            if (row := self.row(note.baby_id)) is not None
        )

    def _waits(self, baby_id: UUID, now: datetime) -> CueView | None:
        """Return the pause that the next response would answer, of those that every parent may read."""
        sign = None if self.finished else self.next_to_answer(baby_id, now)
        read = sign is not None and pairs.is_pause(sign) and not self._warns(sign.kind, sign.code)
        return sign if read else None

    def _last_noted(self, row: RegisterRow, notes: Iterable[CueView], now: datetime) -> str:
        """Return the sign that waits for an answer, and what was noted last."""
        seen = [note for note in notes if note.kind not in ("permission", "not_massaged")]
        waits = self._waits(row.baby.id, now)
        last = max(seen, default=None, key=lambda note: (note.at, note.seq))
        if last is None:
            return ""
        words = self.described(last)
        sign = self._answered.get(last.id)
        if waits is not None:
            # What waits for an answer stands before what was noted after it.
            words = self._paired(self.described(waits), ())
            if last.id != waits.id:
                words = f"{words} · {self.described(last)}"
        elif sign is not None and pairs.is_pause(sign):
            words = self._paired(self.described(sign), (last,))
        elif sign is not None:
            return ""  # told with where permission stands
        when = wording.ago((now - last.at).total_seconds())
        return translate("ClassRoom", "{what} · {when}").format(what=words, when=when)

    def _paired(self, sign: str, done: tuple[CueView, ...]) -> str:
        """Return a sign with what was done at it: "Yawn → Waited", or "Yawn → …" while nothing was."""
        did = wording.listed([self.label("response", reply.code) for reply in done]) or "…"
        return translate("ClassRoom", "{sign} → {response}").format(sign=sign, response=did)


def dyads(rows: Iterable[RegisterRow]) -> tuple[tuple[UUID, UUID | None], ...]:
    """Return the keys of babies with those of the adults who are with them."""
    return tuple((row.baby.id, row.adult.id if row.adult else None) for row in rows)


def initials(name: str) -> str:
    """Return the first letters of the first two names."""
    return "".join(word[0] for word in name.split()[:2])


def by_first_names(rows: tuple[RegisterRow, ...]) -> tuple[RegisterRow, ...]:
    """Return dyads without their family names; of two babies of one name each has a letter of it."""
    given = [row.baby.given_name for row in rows]

    def called(row: RegisterRow) -> str:
        baby = row.baby
        twice = given.count(baby.given_name) > 1 and baby.family_name
        return f"{baby.given_name} {baby.family_name[0]}." if twice else baby.given_name

    def adult(carer: CarerView) -> CarerView:
        return replace(carer, family_name="", name=carer.given_name)

    return tuple(
        replace(
            row,
            baby=replace(row.baby, given_name=called(row), family_name="", name=called(row)),
            adult=adult(row.adult) if row.adult else None,
            adults=tuple(map(adult, row.adults)),
        )
        for row in rows
    )


def curtained(row: RegisterRow) -> RegisterRow:
    """Return a dyad of the register with initials in place of names, and nothing of health, consent or money.

    That there is something to know is a matter of safety and keeps its sign; what it is, is not for visitors.
    """

    def behind(carer: CarerView) -> CarerView:
        short = initials(carer.name)
        return replace(carer, given_name=short, family_name="", name=short, email="", phone="")

    short = initials(row.baby.name)
    sign = Flag(UUID(int=0), "condition", translate("ClassRoom", "Ask before touching"), date.min, None)
    known = (sign,) if signs.known(row) else ()
    return replace(
        row,
        baby=replace(row.baby, given_name=short, family_name="", name=short, age=None, flags=known),
        health="",
        health_note="",
        consent_missing=False,
        due=Decimal(0),
        adult=behind(row.adult) if row.adult else None,
        adults=tuple(behind(adult) for adult in row.adults),
        covered=True,
        left_out=(),
    )


def presence(row: RegisterRow) -> Presence:
    """Return whether a baby is in the room."""
    if row.left is not None:
        return "left"
    return "here" if row.status in ("here", "late", "expected") else "not_here"


def is_private(layer: str) -> bool:
    """Tell whether what stands in this layer is kept from the screen."""
    return layer in ("private", "safeguarding")


def health_words(kind: str) -> str:
    """Return the word for an answer to the health question."""
    return {
        "": translate("ClassRoom", "Not asked"),
        "nothing_new": translate("ClassRoom", "Nothing new"),
        "unwell": translate("ClassRoom", "Unwell"),
        "immunised": translate("ClassRoom", "Recent jab"),
        "skin": translate("ClassRoom", "Skin"),
        "allergy": translate("ClassRoom", "Allergy"),
        "condition": translate("ClassRoom", "Condition"),
    }[kind]


def tone(note: CueView) -> str:
    """Return the tone in which a note is shown."""
    if note.kind == "state":
        return note.code
    if note.kind in ("permission", "not_massaged"):
        return "primary"
    return _TONES.get(note.polarity, "neutral")


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
