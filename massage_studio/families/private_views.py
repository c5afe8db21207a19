"""What the private side of a family's page shows, and nothing else does."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from massage_studio.families.views import NoteView

Worry = Literal["low_mood", "feeding", "crying", "other"]
WORRIES: tuple[Worry, ...] = ("low_mood", "feeding", "crying", "other")


@dataclass(frozen=True, slots=True)
class MarkView:
    """Why a family might gain most, and since when."""

    worries: tuple[Worry, ...]
    words: str
    since: date


@dataclass(frozen=True, slots=True)
class ReferralView:
    """Whom a family was sent to; `closed_on` is the day from which nothing more is to be done."""

    id: UUID
    note_id: UUID | None
    service: str
    consent: bool
    consent_on: date
    consent_how: str
    agreed: str
    made_on: date
    follow_up_on: date | None
    closed_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class CheckInView:
    """How a family said it was getting on; `follow_up_on` is when to ask again, `done_on` when she did."""

    id: UUID
    session_id: UUID
    words: str
    made_on: date
    follow_up_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class PrivateSide:
    """What is for the instructor alone, latest first; `notes` are those that may lead to a referral."""

    mark: MarkView | None
    referrals: tuple[ReferralView, ...]
    notes: tuple[NoteView, ...]
    check_ins: tuple[CheckInView, ...] = ()
