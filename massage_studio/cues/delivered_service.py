"""The verbs of the activities of a class: its plan is laid out once, and moves on while the class runs."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.cues.models import Delivered
from massage_studio.curriculum.views import ActivityView
from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id

SLIP = timedelta(minutes=1)
"""How soon after an activity began going back says that it was a slip of the finger."""
MOST_MINUTES = 180
"""How long an activity can be stretched."""
MOST_OF_WHY = 200
"""How many letters the words may have that say why an activity was left out."""


def lay_out(session: Session, *, session_id: UUID, activities: Iterable[ActivityView]) -> Changes:
    """Copy planned activities into a class that has none yet; later edits of the plan leave it alone."""
    if session.scalar(select(Delivered.id).where(Delivered.session_id == session_id).limit(1)) is None:
        for position, activity in enumerate(activities):
            session.add(
                Delivered(
                    id=new_id(),
                    session_id=session_id,
                    position=position,
                    kind=activity.kind,
                    title=activity.title,
                    minutes=activity.minutes,
                    benefits=activity.benefits,
                    areas=activity.areas,
                    topic=activity.topic,
                    strokes=activity.strokes,
                    item=activity.item,
                    planned_minutes=activity.minutes,
                )
            )
        session.flush()
    return changed(Thing.CURRICULUM)


def go_to(
    session: Session,
    *,
    session_id: UUID,
    delivered_id: UUID | None,
    now: datetime,
    again: Mapping[UUID, UUID] = MappingProxyType({}),
) -> Changes:
    """End the activity that runs and begin `delivered_id`, or none; no two ever run at one time.

    Going back within a minute takes a slip back: the activity goes on as if it had not ended, and what began
    since is still to do. Later it runs once more, as a new line of the plan behind the one that ran; the
    line's key is `made`. `again` tells of such lines which activity they are.

    Raises:
        KnownError: the activity was taken out of the plan since.
    """
    following = session.get_one(Delivered, delivered_id) if delivered_id else None
    if following is not None and following.removed:
        raise KnownError("This activity is no longer in the plan.", "Choose another one.")
    parts = _parts(session, session_id)
    running = next((part for part in parts if part.started_at and part.ended_at is None), None)
    wanted = again.get(delivered_id, delivered_id) if delivered_id else None
    lines = [part for part in parts if again.get(part.id, part.id) == wanted and part.started_at]
    last = max(lines, default=None, key=_began)
    if running is not None and running is last:
        return changed(Thing.CURRICULUM)
    if last is not None and last.ended_at and now - last.ended_at <= SLIP:
        _take_back(session, parts, last, again)
        return changed(Thing.CURRICULUM)
    # The clock may stand or be set back: what ran before is over by then.
    now = max([now, *(moment for part in parts for moment in (part.started_at, part.ended_at) if moment)])
    if running is not None:
        running.ended_at = now
        session.flush()
    if following is None:
        return changed(Thing.CURRICULUM)
    if last is not None:
        behind = running or max((part for part in parts if part.started_at), key=_began)
        following = _line(session, session_id, following, behind.id)
    following.started_at, following.skipped, following.why = now, False, ""
    session.flush()
    return changed(Thing.CURRICULUM, made=following.id if last is not None else None)


def skip(session: Session, *, session_id: UUID, delivered_id: UUID, now: datetime, why: str = "") -> Changes:
    """Leave an activity out; where it runs, it ends and the next one that is still to do begins."""
    part = session.get_one(Delivered, delivered_id)
    part.skipped, part.why = True, clean(why, MOST_OF_WHY)
    if part.started_at is None or part.ended_at is not None:
        return changed(Thing.CURRICULUM)
    following = session.scalar(
        select(Delivered.id)
        .where(
            Delivered.session_id == session_id,
            Delivered.position > part.position,
            Delivered.started_at.is_(None),
            Delivered.skipped.is_(False),
            Delivered.removed.is_(False),
        )
        .order_by(Delivered.position)
        .limit(1)
    )
    return go_to(session, session_id=session_id, delivered_id=following, now=now)


def add_part(
    session: Session,
    *,
    session_id: UUID,
    title: str,
    minutes: int,
    benefits: tuple[str, ...],
    after_id: UUID | None,
    kind: str = "topic",
    areas: tuple[str, ...] = (),
    topic: str = "",
    strokes: tuple[str, ...] = (),
) -> Changes:
    """Add an activity to a class's plan, behind `after_id` or at its end; its key is `made`.

    Raises:
        KnownError: the title is empty, or it takes less than a minute.
    """
    title = clean(title)
    if not title or minutes < 1:
        raise KnownError("The activity needs a name and a minute.", "Fill both in, then add it.")
    asked = Delivered(
        kind=kind,
        title=title,
        minutes=minutes,
        benefits=benefits,
        areas=areas,
        topic=topic,
        strokes=strokes,
        item="",
    )
    return changed(Thing.CURRICULUM, made=_line(session, session_id, asked, after_id).id)


def swap(session: Session, *, session_id: UUID, delivered_id: UUID) -> Changes:
    """Let an activity that is still to do change places with the next one that is; the last one stays."""
    waiting = [part for part in _parts(session, session_id) if part.started_at is None and not part.skipped]
    place = next((place for place, part in enumerate(waiting) if part.id == delivered_id), len(waiting))
    if place + 1 < len(waiting):
        this, following = waiting[place : place + 2]
        this.position, following.position = following.position, this.position
        session.flush()
    return changed(Thing.CURRICULUM)


def stretch(session: Session, *, delivered_id: UUID, by: int) -> Changes:
    """Give an activity so many minutes more or, below zero, less: one at least, three hours at most."""
    part = session.get_one(Delivered, delivered_id)
    if part.planned_minutes is None:
        part.planned_minutes = part.minutes
    part.minutes = min(max(1, part.minutes + by), MOST_MINUTES)
    session.flush()
    return changed(Thing.CURRICULUM)


def explain(session: Session, *, delivered_id: UUID, why: str) -> Changes:
    """Keep in words why an activity was left out; no words take them away."""
    session.get_one(Delivered, delivered_id).why = clean(why, MOST_OF_WHY)
    session.flush()
    return changed(Thing.CURRICULUM)


def take_up(session: Session, *, session_id: UUID, left_id: UUID, after_id: UUID | None) -> Changes:
    """Add what an earlier class left out to a class's plan, behind `after_id` or at its end, once.

    The key of the new line is `made`.
    """
    left = session.get_one(Delivered, left_id)
    if left.offered == "taken":
        return changed(Thing.CURRICULUM)
    left.offered = "taken"
    return changed(Thing.CURRICULUM, made=_line(session, session_id, left, after_id).id)


def decline(session: Session, *, left_id: UUID) -> Changes:
    """Offer what an earlier class left out no more."""
    session.get_one(Delivered, left_id).offered = "declined"
    session.flush()
    return changed(Thing.CURRICULUM)


def resume(session: Session, *, session_id: UUID, ended: datetime) -> Changes:
    """Open the activity again that ended at `ended`, when a finished class goes on."""
    last = session.scalar(
        select(Delivered)
        .where(Delivered.session_id == session_id, Delivered.ended_at == ended)
        .order_by(Delivered.started_at.desc(), Delivered.position.desc())
        .limit(1)
    )
    if last is not None:
        last.ended_at = None
        session.flush()
    return changed(Thing.CURRICULUM)


def correct_start(
    session: Session,
    *,
    session_id: UUID,
    delivered_id: UUID,
    instead_id: UUID | None = None,
    at: datetime | None = None,
) -> Changes:
    """Let an activity have begun at another moment, or another one at that moment in its place.

    What ended when it began ends with the new start, which stays between its start and this one's end.

    Raises:
        KnownError: it did not begin, or the other one did already.
    """
    part = _begun(session, delivered_id)
    began, ended = part.started_at, part.ended_at
    assert began is not None
    start = began
    if at is not None:
        before = _before(session, session_id, part)
        if before is not None and before.started_at is not None:
            at = max(at, before.started_at)
        start = min(at, ended or at)
        if before is not None:
            before.ended_at = start
    if instead_id is not None and instead_id != delivered_id:
        other = session.get_one(Delivered, instead_id)
        if other.started_at is not None or other.removed:
            raise KnownError("This activity ran already.", "Choose one that did not.")
        part.started_at = part.ended_at = None
        session.flush()
        other.skipped, other.why, other.ended_at = False, "", ended
        part = other
    part.started_at = start
    session.flush()
    return changed(Thing.CURRICULUM)


def take_start_out(
    session: Session, *, session_id: UUID, delivered_id: UUID, again: Container[UUID] = ()
) -> Changes:
    """Let an activity not have begun: it is still to do, and what ended when it began went on.

    One of `again`, a line that was only made to run once more, is gone from the plan.

    Raises:
        KnownError: it did not begin.
    """
    part = _begun(session, delivered_id)
    before, ended = _before(session, session_id, part), part.ended_at
    part.started_at = part.ended_at = None
    part.removed = delivered_id in again
    session.flush()
    if before is not None:
        before.ended_at = ended
        session.flush()
    return changed(Thing.CURRICULUM)


def _begun(session: Session, delivered_id: UUID) -> Delivered:
    part = session.get_one(Delivered, delivered_id)
    if part.started_at is None or part.removed:
        raise KnownError("This activity did not begin.", "Look at the record again.")
    return part


def _before(session: Session, session_id: UUID, part: Delivered) -> Delivered | None:
    """Return the activity that ended when another one began."""
    ran = [other for other in _parts(session, session_id) if other.started_at and other is not part]
    ended = (other for other in ran if other.ended_at == part.started_at)
    return max(ended, default=None, key=_began)


def _parts(session: Session, session_id: UUID) -> Sequence[Delivered]:
    stands = (Delivered.session_id == session_id, Delivered.removed.is_(False))
    return session.scalars(select(Delivered).where(*stands).order_by(Delivered.position)).all()


def _began(part: Delivered) -> tuple[datetime, datetime]:
    """Return by what activities that began are put in the order in which they ran."""
    assert part.started_at is not None
    return part.started_at, part.ended_at or datetime.max.replace(tzinfo=UTC)


def _take_back(session: Session, parts: Iterable[Delivered], last: Delivered, again: Container[UUID]) -> None:
    """Let an activity go on as if it had not ended, and what began since not have begun."""
    since = last.ended_at
    assert since is not None
    for part in parts:
        if part is not last and part.started_at and part.started_at >= since:
            part.started_at = part.ended_at = None
            part.removed = part.id in again
    session.flush()
    last.ended_at, last.skipped = None, False
    session.flush()


def _line(session: Session, session_id: UUID, of: Delivered, after_id: UUID | None) -> Delivered:
    """Write a new line that is yet to do into a class's plan, behind `after_id` or at its end."""
    parts = session.scalars(
        select(Delivered).where(Delivered.session_id == session_id).order_by(Delivered.position)
    ).all()
    place = next((part.position for part in parts if part.id == after_id), len(parts)) + 1
    for part in parts:
        if part.position >= place:
            part.position += 1
    made = Delivered(
        id=new_id(),
        session_id=session_id,
        position=place,
        kind=of.kind,
        title=of.title,
        minutes=of.minutes,
        benefits=of.benefits,
        areas=of.areas,
        topic=of.topic,
        strokes=of.strokes,
        item=of.item,
        planned_minutes=0,
        why="",
        offered="",
        started_at=None,
        ended_at=None,
        skipped=False,
        removed=False,
    )
    session.add(made)
    session.flush()
    return made
