"""The verbs of the curriculum: what ships is written once, and a class's plan moves on while it runs."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.curriculum.models import (
    Activity,
    Benefit,
    Contraindication,
    CoursePlan,
    Delivered,
    Evidence,
    PlanSession,
    Signpost,
    Source,
    Stroke,
)
from massage_studio.curriculum.queries import plan_session
from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id

if TYPE_CHECKING:
    from massage_studio.curriculum import content_types
    from massage_studio.curriculum.content import Content


def lay_out(session: Session, *, session_id: UUID, plan_session_code: str) -> Changes:
    """Copy the plan into a class that has none yet, so that later edits of the plan leave it alone."""
    if session.scalar(select(Delivered.id).where(Delivered.session_id == session_id).limit(1)) is None:
        for position, activity in enumerate(plan_session(session, code=plan_session_code).activities):
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
                )
            )
        session.flush()
    return changed(Thing.CURRICULUM)


def go_to(session: Session, *, session_id: UUID, delivered_id: UUID | None, now: datetime) -> Changes:
    """End the activity that runs and begin `delivered_id`, or none.

    Going back to an activity that is over opens it again from its first beginning.
    """
    running = session.scalar(
        select(Delivered).where(
            Delivered.session_id == session_id,
            Delivered.started_at.is_not(None),
            Delivered.ended_at.is_(None),
        )
    )
    if running is not None:
        if running.id == delivered_id:
            return changed(Thing.CURRICULUM)
        began = running.started_at or now
        running.ended_at = max(now, began)
        session.flush()
    if delivered_id is not None:
        following = session.get_one(Delivered, delivered_id)
        following.started_at = following.started_at or now
        following.ended_at, following.skipped = None, False
        session.flush()
    return changed(Thing.CURRICULUM)


def skip(session: Session, *, session_id: UUID, delivered_id: UUID, now: datetime) -> Changes:
    """Leave an activity out; where it runs, it ends and the next one that is still to do begins."""
    part = session.get_one(Delivered, delivered_id)
    part.skipped = True
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
) -> Changes:
    """Add an activity to a class's plan, behind `after_id` or at its end; its key is `made`.

    Raises:
        KnownError: the title is empty, or it takes less than a minute.
    """
    title = clean(title)
    if not title or minutes < 1:
        raise KnownError("The activity needs a name and a minute.", "Fill both in, then add it.")
    parts = session.scalars(
        select(Delivered).where(Delivered.session_id == session_id).order_by(Delivered.position)
    ).all()
    place = next((part.position for part in parts if part.id == after_id), len(parts)) + 1
    for part in parts:
        if part.position >= place:
            part.position += 1
    key = new_id()
    session.add(
        Delivered(
            id=key,
            session_id=session_id,
            position=place,
            kind="topic",
            title=title,
            minutes=minutes,
            benefits=benefits,
            areas=(),
        )
    )
    session.flush()
    return changed(Thing.CURRICULUM, made=key)


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


def installed(session: Session) -> bool:
    """Tell whether the studio has its curriculum."""
    return session.scalar(select(Benefit.code).limit(1)) is not None


def install(session: Session, *, content: "Content") -> Changes:
    """Write the shipped curriculum into a studio that has none."""
    session.add_all(
        Source(key=row.key, title=row.title, author=row.author, year=row.year, url=row.url)
        for row in content.sources.values()
    )
    for row in content.benefits:
        session.add(
            Benefit(
                code=row.code,
                position=row.order,
                title=row.title,
                short_title=row.short_title,
                messages=row.key_messages,
                honest_statement=row.honest_statement,
                avoid_saying=row.avoid_saying,
                strength=row.overall_strength,
            )
        )
        session.add_all(_finding(finding, row.code) for finding in row.evidence)
    session.add_all(_finding(finding, None) for finding in content.other_evidence)
    areas = {area.code: area.label for area in content.areas}
    session.add_all(
        Stroke(
            code=row.code,
            position=position,
            area=row.area,
            area_label=areas[row.area],
            label=row.label,
            description=row.description,
        )
        for position, row in enumerate(content.strokes)
    )
    session.add_all(
        Contraindication(
            code=row.code,
            position=position,
            label=row.label,
            action=row.action,
            text=row.text,
            parent=row.parent,
            wait_hours=row.wait_hours,
            sources=row.sources,
        )
        for position, row in enumerate(content.contraindications)
    )
    session.add_all(
        Signpost(code=row.code, position=position, when=row.when, to=row.to, sources=row.sources)
        for position, row in enumerate(content.signposting)
    )
    session.flush()
    for position, plan in enumerate(content.plans):
        _install_plan(session, plan, position)
    return changed(Thing.CURRICULUM)


def _finding(row: "content_types.Evidence", benefit: str | None) -> Evidence:
    return Evidence(
        code=row.code,
        benefit_code=benefit,
        topic=row.topic,
        direction=row.direction,
        strength=row.strength,
        population=row.population,
        design=row.design,
        finding=row.finding,
        caveat=row.caveat,
        sources=row.sources,
    )


def _install_plan(session: Session, plan: "content_types.Plan", position: int) -> None:
    session.add(
        CoursePlan(
            code=plan.code,
            position=position,
            label=plan.label,
            minutes=plan.session_minutes,
            group_max=plan.group_max,
            note=plan.note,
        )
    )
    session.flush()
    for part in plan.sessions:
        code = f"{plan.code}/{part.number}"
        session.add(
            PlanSession(
                code=code,
                plan_code=plan.code,
                number=part.number,
                title=part.title,
                focus_benefit=part.focus_benefit,
                areas=part.focus_areas,
                handouts=part.handouts,
            )
        )
        session.flush()
        session.add_all(
            Activity(
                code=f"{code}/{place}",
                plan_session_code=code,
                position=place,
                kind=activity.kind,
                title=activity.title,
                minutes=activity.minutes,
                benefits=activity.benefits,
                areas=activity.areas,
            )
            for place, activity in enumerate(part.activities)
        )
    session.flush()
