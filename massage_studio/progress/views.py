"""What pages and papers show of how a family's classes went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from massage_studio.bookings.views import (
    PRESENT,
    AttendanceStatus,
    CourseChoice,
    CourseRow,
    SessionView,
)
from massage_studio.cues.catch_up_views import Item
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.cues.permission import PermissionTimeline
from massage_studio.cues.timeline import Span
from massage_studio.cues.views import CueView
from massage_studio.families.views import (
    BabyView,
    CarerView,
    ConsentAnswer,
    FamilyView,
    Layer,
    OwnWordsView,
)
from massage_studio.progress.coverage import Coverage, InClass


@dataclass(frozen=True, slots=True)
class Liked:
    """What a baby said yes to in a class: a song, body areas, or what else ran then, where both are empty.

    `signs` follow the baby's name ("smiles"), `notes` are those behind it.
    """

    song: str
    areas: tuple[str, ...]
    signs: tuple[str, ...]
    notes: tuple[CueView, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """One serve and its return: a sign that asked for a pause, and what was noted that the carer did.

    `seen` follows the baby's name, `done` are the carer's answers in words. It was `calm` where neither a
    pause sign nor crying followed an answer within the time in which a sign waits for one.
    """

    sign: CueView
    replies: tuple[CueView, ...]
    seen: str
    done: tuple[str, ...]
    calm: bool


@dataclass(frozen=True, slots=True)
class SessionStory:
    """One class as one baby had it; rates are cues per observed minute, None where no state was noted.

    `start` and `end` are when the class began and ended for this baby: late arrival and early leaving count.
    `told` are the notes that its family may be told, `words` her sentences for them, the highlight first.
    `areas` and `songs` are those the baby was there for. `massaged` are the minutes of strokes while it said
    yes: None where nobody noted an answer, or no clock ran; `shown` those of strokes in which it was there.
    """

    session: SessionView
    status: AttendanceStatus
    adult: CarerView | None
    spans: tuple[Span, ...]
    start: datetime
    end: datetime
    observed_minutes: float
    engaging: int
    disengaging: int
    engaging_rate: float | None
    disengaging_rate: float | None
    permission: PermissionTimeline
    told: tuple[CueView, ...] = ()
    words: tuple[CueView, ...] = ()
    liked: tuple[Liked, ...] = ()
    moments: tuple[Moment, ...] = ()
    songs: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    massaged: float | None = None
    shown: float | None = None

    @property
    def why_not(self) -> CueView | None:
        """What was said where the baby was not massaged: a reason, or "not now"."""
        return self.permission.not_massaged

    @property
    def present(self) -> bool:
        """Tell whether the baby was there."""
        return self.status in PRESENT


@dataclass(frozen=True, slots=True)
class AreaStory:
    """How often a baby said yes and pause while a body area was massaged; shown without the numbers."""

    code: str
    label: str
    engaging: int
    disengaging: int


@dataclass(frozen=True, slots=True)
class BenefitPart:
    """Minutes of one benefit that came from one activity of a class."""

    session: SessionView
    activity: str
    minutes: float


@dataclass(frozen=True, slots=True)
class BenefitMinutes:
    """Minutes of one benefit in the classes that a baby attended, and the activities that they come from."""

    code: str
    title: str
    minutes: float
    parts: tuple[BenefitPart, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassNote:
    """A note of a class that its family may be told, with the class."""

    session: SessionView
    note: CueView


@dataclass(frozen=True, slots=True)
class MetSentence:
    """A sentence about how a baby likes to be met: `words` as they stand, `noted` as the notes give them.

    `words` are empty where she left it out, `noted` where it is her own or its notes are no longer enough.
    `notes` are those behind it, from the latest class on.
    """

    key: str
    words: str
    noted: str
    notes: tuple[ClassNote, ...]

    @property
    def hers(self) -> bool:
        """Tell whether the words are the instructor's."""
        return self.words != self.noted


@dataclass(frozen=True, slots=True)
class DatedNote:
    """A sentence in its layer, written in a class or on the family page, where `session_id` is None."""

    at: datetime
    layer: Layer
    text: str
    session_id: UUID | None


@dataclass(frozen=True, slots=True)
class CourseAttended:
    """How many classes of a course a baby came to."""

    course_id: UUID
    name: str
    attended: int
    of: int


@dataclass(frozen=True, slots=True)
class Names:
    """What strokes, topics and body areas are called, by code; strokes under the names that parents know.

    `area_of` and `drawings` are by stroke: its body area, and its drawing where it has one. `offered` are the
    strokes that are taught now. `responses` are what a carer may do, and `signs` what a baby may show, as the
    class room calls it.
    """

    strokes: Mapping[str, str]
    topics: Mapping[str, str]
    areas: Mapping[str, str]
    area_of: Mapping[str, str]
    drawings: Mapping[str, str]
    offered: frozenset[str]
    responses: Mapping[str, str]
    signs: Mapping[str, str]

    def sign(self, code: str) -> str:
        """Return what a sign is called."""
        return self.signs.get(code, code)

    def response(self, code: str) -> str:
        """Return what a response is called."""
        return self.responses.get(code, code)

    def item(self, item: Item) -> str:
        """Return what a stroke or a topic is called; the code of one that the content never knew."""
        return (self.strokes if item.kind == "stroke" else self.topics).get(item.code, item.code)

    def area(self, code: str) -> str:
        """Return what a body area is called."""
        return self.areas.get(code, code)


@dataclass(frozen=True, slots=True)
class ClassCoverage:
    """What the babies of a class missed before it, and what its plan holds and can offer.

    `planned` is what its activities that are not over teach, `teaches` what each of them does. `left_out` are
    the activities that the course's class before it left out and that nobody took up or declined.
    """

    session_id: UUID
    missed: Mapping[UUID, tuple[InClass, ...]]
    planned: frozenset[Item]
    left_out: tuple[DeliveredView, ...]
    teaches: Mapping[UUID, tuple[Item, ...]]
    names: Names


@dataclass(frozen=True, slots=True)
class BabyProgress:
    """One baby's classes, earliest first, and what came of them; notes are newest first.

    `met` are the sentences of how it likes to be met, those that she left out too.
    """

    baby: BabyView
    sessions: tuple[SessionStory, ...]
    met: tuple[MetSentence, ...]
    benefits: tuple[BenefitMinutes, ...]
    courses: tuple[CourseAttended, ...]
    notes: tuple[DatedNote, ...]
    coverage: Coverage

    def notes_in(self, layer: Layer) -> tuple[DatedNote, ...]:
        """Return the notes of one layer alone."""
        return tuple(note for note in self.notes if note.layer == layer)


@dataclass(frozen=True, slots=True)
class AskedIn:
    """A course of a family in which its carers can be asked; `key` None is one that is not known."""

    key: UUID | None
    name: str


@dataclass(frozen=True, slots=True)
class FamilyOwnWords:
    """A family's carers, the courses in which they can be asked, latest first, and what they answered."""

    family_id: UUID
    carers: tuple[CarerView, ...]
    courses: tuple[AskedIn, ...]
    answers: tuple[OwnWordsView, ...]

    def of(self, carer_id: UUID, course_id: UUID | None) -> OwnWordsView:
        """Return what a carer answered before and after a course, which may be nothing."""
        wanted = (carer_id, course_id)
        found = (one for one in self.answers if (one.carer_id, one.course_id) == wanted)
        return next(found, OwnWordsView(carer_id, course_id, None, None))


@dataclass(frozen=True, slots=True)
class FamilyProgress:
    """One family: who they are, and each baby's classes; `answers` are all about consent, newest first."""

    family: FamilyView
    babies: tuple[BabyProgress, ...]
    names: Names
    answers: tuple[ConsentAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One baby at one class of a course; `status` is None where the class was not opened yet.

    `why_not` is what was said where the baby was not massaged: a reason, or "not now".
    """

    session: SessionView
    status: AttendanceStatus | None
    spans: tuple[Span, ...]
    start: datetime
    end: datetime
    why_not: CueView | None


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One dyad in the grid of a course: a mark for each class, and what is known so far."""

    family_id: UUID
    baby: BabyView
    carers: tuple[CarerView, ...]
    marks: tuple[Mark, ...]
    areas: tuple[str, ...]
    last_note: DatedNote | None
    lacks_note: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The dyads of one course by its weeks, in the order of the register.

    `more` tells whether there are earlier courses than the `choices`.
    """

    choices: tuple[CourseChoice, ...]
    course: CourseRow | None
    rows: tuple[OverviewRow, ...]
    more: bool
