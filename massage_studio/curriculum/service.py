"""The verbs of the curriculum: what ships is written once."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.curriculum.models import (
    Activity,
    Benefit,
    Contraindication,
    CoursePlan,
    Evidence,
    PlanSession,
    Signpost,
    Source,
    Stroke,
)
from massage_studio.store.changes import Changes, Thing, changed

if TYPE_CHECKING:
    from massage_studio.curriculum import content_types
    from massage_studio.curriculum.content import Content


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
