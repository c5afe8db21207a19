"""The questions about what families were told of by hand."""

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.cues.catch_up_views import CaughtUpView, How, Item
from massage_studio.cues.models import CaughtUp


def caught_up(session: Session, *, baby_ids: Iterable[UUID]) -> tuple[CaughtUpView, ...]:
    """Return what these babies' families were told of by hand, earliest first."""
    rows = session.scalars(
        select(CaughtUp)
        .where(CaughtUp.baby_id.in_(list(baby_ids)), CaughtUp.removed.is_(False))
        .order_by(CaughtUp.at, CaughtUp.id)
    )
    return tuple(
        CaughtUpView(
            row.id,
            row.baby_id,
            Item(row.kind, row.code),  # type: ignore[arg-type]
            cast(How, row.how),
            row.at,
            row.session_id,
        )
        for row in rows
    )
