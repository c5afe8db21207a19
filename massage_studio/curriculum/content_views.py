"""Turns items of the content into what pages and papers show, with names and sources in place of codes."""

from datetime import date
from typing import TYPE_CHECKING

from massage_studio.curriculum.views import (
    OWN,
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

if TYPE_CHECKING:
    from massage_studio.curriculum import content_types as kinds
    from massage_studio.curriculum.content_model import Content

_LOCALE = "en_GB"


def curriculum_view(content: "Content") -> CurriculumView:
    """Return all that is offered, from the first plan to the last signpost."""
    return CurriculumView(
        plans=tuple(map(plan_view, content.plans)),
        benefits=tuple(benefit_view(content, item) for item in content.benefits),
        strokes=stroke_views(content),
        safety=safety_views(content),
        signposts=signpost_views(content),
        benefit_names=benefit_names(content),
        area_names=area_names(content),
    )


def benefit_view(content: "Content", item: "kinds.Benefit") -> BenefitView:
    """Return a benefit with its evidence and sources."""
    return BenefitView(
        code=item.code,
        title=item.title,
        short_title=item.short_title,
        messages=item.key_messages,
        honest_statement=item.honest_statement,
        avoid_saying=item.avoid_saying,
        strength=item.overall_strength,
        evidence=tuple(evidence_view(content, finding) for finding in item.evidence),
    )


def plan_view(item: "kinds.Plan") -> PlanView:
    """Return a course plan; its sessions and their activities are named by where they stand in it."""
    sessions = tuple(_plan_session(item.code, part) for part in item.sessions)
    return PlanView(
        item.code, item.label, item.session_minutes, item.group_max, item.note, sessions, item.copied_from
    )


def stroke_views(content: "Content", areas: tuple[str, ...] = ()) -> tuple[StrokeView, ...]:
    """Return the strokes of these body areas, or all where none is named."""
    return tuple(
        StrokeView(
            item.code,
            item.area,
            content.area(item.area).label,
            item.label,
            item.description,
            item.involves,
            # A stroke of her own has her words alone.
            item.plain_name or item.label,
            item.how or item.description,
            drawing.code if (drawing := content.drawing(item.code)) else "",
        )
        for item in content.strokes
        if not areas or item.area in areas
    )


def safety_views(content: "Content") -> tuple[SafetyView, ...]:
    """Return the reasons not to massage, in their order."""
    return tuple(
        SafetyView(item.code, item.label, item.action, item.text, _sources(content, item.sources))
        for item in content.contraindications
    )


def signpost_views(content: "Content") -> tuple[SignpostView, ...]:
    """Return where families are sent, in order of urgency."""
    return tuple(
        SignpostView(
            item.code,
            item.when,
            "; ".join(
                (_checked_on(item.to, item.checked), *map(_helpline, map(content.helpline, item.lines)))
            ),
            item.family,
            own=item.code.startswith(OWN),
        )
        for item in content.signposting
    )


def benefit_names(content: "Content") -> dict[str, str]:
    """Return the benefits' short titles by code, in their order; those no longer offered come last."""
    return {item.code: item.short_title for item in (*content.benefits, *content.away["benefit"])}


def area_names(content: "Content") -> dict[str, str]:
    """Return the body areas' labels by code, in their order; those no longer offered come last."""
    return {item.code: item.label for item in (*content.areas, *content.away["area"])}


def _helpline(line: "kinds.Helpline") -> str:
    return _checked_on(f"{line.name} {line.number}", line.checked)


def _checked_on(words: str, day: str) -> str:
    if not day:
        return words
    # Imported here because Today, which reads content too, shows no such date.
    from babel.dates import format_date

    checked = format_date(date.fromisoformat(day), "d MMM y", locale=_LOCALE)
    return f"{words} (checked on {checked})"


def evidence_view(content: "Content", item: "kinds.Evidence") -> EvidenceView:
    """Return a finding with its sources; one that ships was verified when the first of them was looked at."""
    days = [content.source(key).checked for key in item.sources]
    shipped = min(days) if days and all(days) else ""
    day = item.verified_on or ("" if item.code.startswith(OWN) else shipped)
    return EvidenceView(
        code=item.code,
        topic=item.topic,
        direction=item.direction,
        strength=item.strength,
        population=item.population,
        design=item.design,
        finding=item.finding,
        caveat=item.caveat,
        sources=_sources(content, item.sources),
        verified=item.verified,
        parent=item.parent,
        numbers=item.numbers,
        verified_by=item.verified_by,
        verified_on=date.fromisoformat(day) if item.verified and day else None,
    )


def _sources(content: "Content", keys: tuple[str, ...]) -> tuple[SourceView, ...]:
    return tuple(source_view(content, key) for key in keys)


def source_view(content: "Content", key: str) -> SourceView:
    """Return a source by its key."""
    item = content.source(key)
    return SourceView(item.key, item.author, item.year, item.title, item.url, item.published_in)


def _plan_session(plan: str, item: "kinds.PlanSession") -> PlanSessionView:
    code = f"{plan}/{item.number}"
    return PlanSessionView(
        code,
        item.number,
        item.title,
        item.focus_benefit,
        item.focus_areas,
        item.handouts,
        tuple(
            ActivityView(
                f"{code}/{place}",
                part.kind,
                part.title,
                part.minutes,
                part.benefits,
                part.areas,
                part.topic,
                part.strokes,
                part.item,
            )
            for place, part in enumerate(item.activities)
        ),
    )
