"""The questions that pages ask about the curriculum."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.curriculum.models import (
    Benefit,
    Contraindication,
    CoursePlan,
    Evidence,
    PlanSession,
    Signpost,
    Source,
    Stroke,
)
from massage_studio.curriculum.views import (
    ActivityView,
    BenefitView,
    CurriculumView,
    EvidenceView,
    PlanSessionView,
    PlanView,
    SafetyView,
    SignpostView,
    SourceView,
    StrokeView,
)


def whole(session: Session) -> CurriculumView:
    """Return the curriculum from the first plan to the last signpost."""
    return CurriculumView(
        plans(session), benefits(session), strokes(session), safety(session), signposts(session)
    )


def benefits(session: Session) -> tuple[BenefitView, ...]:
    """Return the benefits in their order, each with its evidence and sources."""
    sources = _sources(session)
    rows = session.scalars(select(Benefit).order_by(Benefit.position))
    return tuple(_benefit(row, sources) for row in rows)


def benefit(session: Session, *, code: str) -> BenefitView:
    """Return one benefit."""
    return _benefit(session.get_one(Benefit, code), _sources(session))


def safety(session: Session) -> tuple[SafetyView, ...]:
    """Return the reasons not to massage, in their order."""
    sources = _sources(session)
    return tuple(
        SafetyView(row.code, row.label, row.action, row.text, tuple(sources[key] for key in row.sources))
        for row in session.scalars(select(Contraindication).order_by(Contraindication.position))
    )


def signposts(session: Session) -> tuple[SignpostView, ...]:
    """Return where families are sent, in order of urgency."""
    rows = session.scalars(select(Signpost).order_by(Signpost.position))
    return tuple(SignpostView(row.code, row.when, row.to) for row in rows)


def plans(session: Session) -> tuple[PlanView, ...]:
    """Return all course plans in their order."""
    return tuple(_plan(row) for row in session.scalars(select(CoursePlan).order_by(CoursePlan.position)))


def plan(session: Session, *, code: str) -> PlanView:
    """Return one course plan."""
    return _plan(session.get_one(CoursePlan, code))


def plan_session(session: Session, *, code: str) -> PlanSessionView:
    """Return the plan of one session."""
    return _plan_session(session.get_one(PlanSession, code))


def strokes(session: Session, *, areas: tuple[str, ...] = ()) -> tuple[StrokeView, ...]:
    """Return the strokes of these body areas, or all where none is named."""
    query = select(Stroke).order_by(Stroke.position)
    if areas:
        query = query.where(Stroke.area.in_(areas))
    return tuple(
        StrokeView(row.code, row.area, row.area_label, row.label, row.description)
        for row in session.scalars(query)
    )


def benefit_titles(session: Session) -> dict[str, str]:
    """Return the benefits' short titles by code, in their order."""
    rows = session.execute(select(Benefit.code, Benefit.short_title).order_by(Benefit.position))
    return dict(rows.all())


def area_labels(session: Session) -> dict[str, str]:
    """Return the body areas' labels by code, in the order of their strokes."""
    rows = session.execute(select(Stroke.area, Stroke.area_label).order_by(Stroke.position))
    return dict(rows.all())


def _sources(session: Session) -> dict[str, SourceView]:
    return {
        row.key: SourceView(row.key, row.author, row.year, row.title, row.url)
        for row in session.scalars(select(Source))
    }


def _benefit(row: Benefit, sources: dict[str, SourceView]) -> BenefitView:
    return BenefitView(
        code=row.code,
        title=row.title,
        short_title=row.short_title,
        messages=row.messages,
        honest_statement=row.honest_statement,
        avoid_saying=row.avoid_saying,
        strength=row.strength,
        evidence=tuple(_evidence(evidence, sources) for evidence in row.evidence),
    )


def _evidence(row: Evidence, sources: dict[str, SourceView]) -> EvidenceView:
    return EvidenceView(
        code=row.code,
        topic=row.topic,
        direction=row.direction,
        strength=row.strength,
        population=row.population,
        design=row.design,
        finding=row.finding,
        caveat=row.caveat,
        sources=tuple(sources[key] for key in row.sources),
    )


def _plan(row: CoursePlan) -> PlanView:
    return PlanView(
        row.code,
        row.label,
        row.minutes,
        row.group_max,
        row.note,
        tuple(_plan_session(part) for part in row.sessions),
    )


def _plan_session(row: PlanSession) -> PlanSessionView:
    return PlanSessionView(
        row.code,
        row.number,
        row.title,
        row.focus_benefit,
        row.areas,
        row.handouts,
        tuple(
            ActivityView(part.code, part.kind, part.title, part.minutes, part.benefits, part.areas)
            for part in row.activities
        ),
    )
