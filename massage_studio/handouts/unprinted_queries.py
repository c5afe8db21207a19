"""Asks for papers that nobody printed yet, apart from the papers, which the first page does not need."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.attendance_queries import attendance_since
from massage_studio.bookings.views import PRESENT, SessionView
from massage_studio.families.queries import family_by_baby

_TO_DO_FOR = timedelta(days=14)


def unprinted(session: Session, *, now: datetime) -> tuple[tuple[SessionView, int], ...]:
    """Return classes finished in the last 14 days, latest first, with how many families still lack a sheet.

    Only families that were there are counted, and none that was erased since.
    """
    # Imported here because Today shows its class first.
    from massage_studio.handouts.models import HandoutIssued

    written = attendance_since(session, moment=now - _TO_DO_FOR)
    present = [row for row in written if row.status in PRESENT]
    family_of = family_by_baby(session, ids={row.baby_id for row in present}, with_erased=False)
    found = {row.session.id: row.session for row in present}
    given = {
        (row.session_id, row.family_id)
        for row in session.execute(
            select(HandoutIssued.session_id, HandoutIssued.family_id).where(
                HandoutIssued.session_id.in_(list(found)), HandoutIssued.document == "take_home"
            )
        )
    }
    missing = Counter(
        session_id
        for session_id, _ in {
            (row.session.id, family_of[row.baby_id]) for row in present if row.baby_id in family_of
        }
        - given
    )
    return tuple((found[key], missing[key]) for key in reversed(found) if missing[key])
