"""The question what the carers of one family answered themselves, before and after each of its courses."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio.bookings.booking_queries import courses_of
from massage_studio.bookings.course_names_queries import course_heads
from massage_studio.families.carer_queries import carers_by_family
from massage_studio.families.own_words_queries import own_words
from massage_studio.families.queries import baby_ids_of
from massage_studio.progress.views import AskedIn, FamilyOwnWords
from massage_studio.store.profile import profile


def family_own_words(session: Session, *, family_id: UUID, now: datetime) -> FamilyOwnWords:
    """Return a family's carers with their own answers; the latest course that has begun comes first."""
    today = now.astimezone(ZoneInfo(profile(session).zone)).date()
    carers = carers_by_family(session, family_ids=(family_id,), on=today).get(family_id, ())
    booked = courses_of(session, baby_ids=baby_ids_of(session, family_id=family_id))
    answers = own_words(session, carer_ids=[carer.id for carer in carers])
    asked = {one.course_id for one in answers}
    keys = frozenset[UUID]().union(*booked.values()) | {key for key in asked if key is not None}
    heads = course_heads(session, ids=keys)

    def order(key: UUID) -> tuple[bool, float, str]:
        begins = heads[key][2]
        if begins is None:
            return True, 0, str(key)
        to_come = begins > now
        return to_come, begins.timestamp() if to_come else -begins.timestamp(), str(key)

    courses = [AskedIn(key, heads[key][0]) for key in sorted(heads, key=order)]
    if not courses or None in asked:
        courses.append(AskedIn(None, ""))
    return FamilyOwnWords(family_id, carers, tuple(courses), answers)
