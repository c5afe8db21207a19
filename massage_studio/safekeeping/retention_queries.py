"""The yearly look at what need not be kept any longer."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy.orm import Session

from massage_studio.bookings.retention_queries import ever_placed, expected_since
from massage_studio.families.retention_queries import DueFamilies, due_families
from massage_studio.store.profile import profile


def families_to_look_at(session: Session, *, now: datetime, today: date) -> DueFamilies:
    """Return the families that the studio's rules keep no longer; nothing is ever erased by itself."""
    rules = profile(session)
    return due_families(
        session,
        placed=ever_placed(),
        expected=expected_since(now - relativedelta(years=rules.keep_accounts_years)),
        asked_before=now - relativedelta(years=rules.keep_enquiry_years),
        born_before=today - relativedelta(years=rules.keep_until_age) + timedelta(days=1),
    )
