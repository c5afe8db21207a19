"""The questions about the activities of a class, as they were planned and as they went."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, select
from sqlalchemy.orm import Session

from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.cues.models import Delivered


def running_now(session_id: ColumnElement[UUID]) -> ScalarSelect[UUID]:
    """Return the key of the activity that runs in a class, as a part of another question."""
    begun = (Delivered.started_at.is_not(None), Delivered.ended_at.is_(None))
    return select(Delivered.id).where(Delivered.session_id == session_id, *begun).scalar_subquery()


def delivered(session: Session, *, session_id: UUID) -> tuple[DeliveredView, ...]:
    """Return the activities of a class in their order, planned and as they went."""
    rows = session.scalars(
        select(Delivered)
        .where(Delivered.session_id == session_id, Delivered.removed.is_(False))
        .order_by(Delivered.position)
    )
    return tuple(delivered_view(row) for row in rows)


def delivered_in(session: Session, *, session_ids: Iterable[UUID]) -> dict[UUID, tuple[DeliveredView, ...]]:
    """Return the activities of these classes in their order, by class."""
    found: dict[UUID, list[DeliveredView]] = {key: [] for key in session_ids}
    rows = session.scalars(
        select(Delivered)
        .where(Delivered.session_id.in_(list(found)), Delivered.removed.is_(False))
        .order_by(Delivered.position)
    )
    for row in rows:
        found[row.session_id].append(delivered_view(row))
    return {key: tuple(parts) for key, parts in found.items()}


def left_out(session: Session, *, session_id: UUID) -> tuple[DeliveredView, ...]:
    """Return what a class left out, begun or not, unless a later one took it up or declined it."""
    rows = session.scalars(
        select(Delivered)
        .where(
            Delivered.session_id == session_id,
            Delivered.skipped,
            Delivered.removed.is_(False),
            Delivered.offered == "",
        )
        .order_by(Delivered.position)
    )
    return tuple(delivered_view(row) for row in rows)


def activity_title(session: Session, *, delivered_id: UUID) -> str:
    """Return what an activity of a class is called, one that was taken back too."""
    return session.scalars(select(Delivered.title).where(Delivered.id == delivered_id)).one()


def delivered_view(row: Delivered) -> DeliveredView:
    """Return one activity of a class."""
    return DeliveredView(
        row.id,
        row.position,
        row.kind,
        row.title,
        row.minutes,
        row.benefits,
        row.areas,
        row.started_at,
        row.ended_at,
        row.skipped,
        row.topic,
        row.strokes,
        row.item,
        row.minutes if row.planned_minutes is None else row.planned_minutes,
        row.why,
    )
