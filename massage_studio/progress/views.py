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
from massage_studio.families.views import BabyView, CarerView, FamilyView, Layer, OwnWordsView
from massage_studio.progress.coverage import Coverage, InClass


@dataclass(frozen=True, slots=True)
class SessionStory:
    """One class as one baby had it; rates are cues per observed minute, None where no state was noted.

    `start` and `end` are when the class began and ended for this baby: late arrival and early leaving count.
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
class BenefitMinutes:
    """Minutes of one benefit in the classes that a baby attended."""

    code: str
    title: str
    minutes: float


@dataclass(frozen=True, slots=True)
class DatedNote:
    """A sentence in its layer, written in a class or on the family page."""

    at: datetime
    layer: Layer
    text: str
    in_class: bool


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
    strokes that are taught now. `responses` are what a carer may do, as the class room calls it.
    """

    strokes: Mapping[str, str]
    topics: Mapping[str, str]
    areas: Mapping[str, str]
    area_of: Mapping[str, str]
    drawings: Mapping[str, str]
    offered: frozenset[str]
    responses: Mapping[str, str]

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
    """One baby's classes, earliest first, and what came of them.

    `says_yes_by` and `asks_to_pause_by` are the phrases of the cues that were seen most, most first; notes
    are newest first.
    """

    baby: BabyView
    sessions: tuple[SessionStory, ...]
    areas: tuple[AreaStory, ...]
    says_yes_by: tuple[str, ...]
    asks_to_pause_by: tuple[str, ...]
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
    """One family: who they are, and each baby's classes."""

    family: FamilyView
    babies: tuple[BabyProgress, ...]
    names: Names


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
