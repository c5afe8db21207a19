"""What the family's page and the screen that is turned round say to each other."""

from dataclasses import dataclass
from uuid import UUID

from massage_studio.families.views import Asked, OwnAnswers


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked, of which course, before or after it, and what was answered already; without a name."""

    family_id: UUID
    carer_id: UUID
    course_id: UUID | None
    asked: Asked
    known: OwnAnswers | None = None
    language: str = ""
