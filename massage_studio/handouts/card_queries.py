"""The questions behind a session card: one item of the library, or the parts of a planned week."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from sqlalchemy.orm import Session

from massage_studio.curriculum import library_queries
from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.library_types import Activity
from massage_studio.curriculum.library_views import ItemField, ItemView
from massage_studio.curriculum.queries import current, plan
from massage_studio.curriculum.views import ActivityView
from massage_studio.handouts import presenters
from massage_studio.handouts.papers import Draft, file_names
from massage_studio.handouts.views import CardPart, CardSection, SessionCard
from massage_studio.store.profile import profile

_HEADINGS = {
    "description": "",
    "direction": "Direction",
    "also_called": "Also called",
    "plain_name": "Name for parents",
    "how": "How",
    "words": "",
    "steps": "",
    "points": "",
    "instructions": "How it goes",
    "materials": "What is needed",
    "when": "When",
    "note": "To mind",
    "for_born_early": "For a baby born early",
    "for_colic": "For a baby with colic",
    "for_twins": "For twins",
    "for_crawling": "For a baby who crawls",
    "for_disability": "For a carer with a disability",
    "for_online": "Online",
    "leave_out": "Leave out or adapt for",
    "origin": "Whose words",
    "text": "",
}
_ON_ONE_LINE = ("materials", "also_called", "leave_out")
# A week is read while it runs: what is only looked up stays on the card of the item.
_IN_A_WEEK = ("instructions", "materials", "for_born_early", "for_twins", "leave_out")


def item_card(session: Session, *, kind: str, code: str) -> Draft:
    """Return what the card of one item needs."""
    view = library_queries.item(session, kind=kind, code=code)
    content = current(session)
    part = CardPart(
        "",
        "",
        (*_sections(view), *_minded(view)),
        view.drawing,
        _drawing_words(content, code),
        tuple(source.citation for source in view.sources),
    )
    return _draft(session, view.title, _facts(view, content), (part,))


def _minded(view: ItemView) -> Iterator[CardSection]:
    """Yield what is to be minded on a stroke's body area, and by which safety rules it is left out."""
    if view.mind:
        yield CardSection("On this body area", (view.mind,))
    rules = dict.fromkeys(one.limit.label for one in view.left_out if not one.parts)
    if rules and view.kind == "stroke":
        yield CardSection("Left out for", ("; ".join(rules),))


def week_card(session: Session, *, plan_code: str, number: int) -> Draft:
    """Return what the card of one week of a plan needs: its parts in their order, with their minutes."""
    whole, content = plan(session, code=plan_code), current(session)
    week = next(part for part in whole.sessions if part.number == number)
    begins, parts = 0, []
    for activity in week.activities:
        parts.append(_activity(content, activity, begins))
        begins += activity.minutes
    under = f"{whole.label}, {begins} minutes"
    return _draft(session, f"Week {number}, {week.title}", under, tuple(parts))


def _draft(session: Session, title: str, under: str, parts: tuple[CardPart, ...]) -> Draft:
    letterhead = presenters.letterhead(profile(session))
    [name] = file_names((title,), "session card")
    return Draft("session_card", title, name, SessionCard(letterhead, title, under, parts))


def _facts(view: ItemView, content: Content) -> str:
    found = {field.name: field for field in view.fields}
    minutes = found["minutes"].value if "minutes" in found else 0
    areas = [name for key in ("area", "areas") if key in found for name in _names(found[key])]
    benefits = _names(found["benefits"]) if "benefits" in found else []
    parts = (", ".join(areas), f"{minutes} minutes" if minutes else "", ", ".join(benefits))
    return " · ".join(part for part in parts if part)


def _names(field: ItemField) -> list[str]:
    names = dict(field.names)
    codes: Iterable[str] = [field.value] if isinstance(field.value, str) else field.value
    return [names[code] for code in codes if code in names]


def _sections(view: ItemView) -> Iterator[CardSection]:
    for field in view.fields:
        heading = _HEADINGS.get(field.name)
        if heading is None or not field.value:
            continue
        lines = _names(field) if field.shape.named else field.value
        lines = [lines] if isinstance(lines, str) else list(lines)
        if field.name in _ON_ONE_LINE:
            lines = ["; ".join(lines) if field.name == "leave_out" else ", ".join(lines)]
        yield CardSection(heading, tuple(lines), _marks(field.name))


def _marks(field: str) -> Literal["numbers", "points", "none"]:
    if field in ("steps", "instructions"):
        return "numbers"
    return "none" if field == "words" else "points"


def _drawing_words(content: Content, code: str) -> str:
    drawing = content.drawing(code)
    return drawing.words if drawing else ""


def _activity(content: Content, planned: ActivityView, begins: int) -> CardPart:
    sections = list(_planned_strokes(content, planned))
    item = next((one for one in _activities(content) if one.code == planned.item), None)
    if item is not None:
        sections = [*_week_sections(content, item), *sections]
    if planned.topic:
        points = content.topic(planned.topic).points
        sections.append(CardSection("Points", points))
    benefits = [content.benefit(code).short_title for code in planned.benefits]
    facts = f"From minute {begins}, {planned.minutes} minutes · {', '.join(benefits)}"
    return CardPart(planned.title, facts, tuple(sections))


def _activities(content: Content) -> tuple[Activity, ...]:
    return (*content.activities, *content.away["activity"])


def _week_sections(content: Content, item: Activity) -> Iterator[CardSection]:
    for name in _IN_A_WEEK:
        value: Any = getattr(item, name)
        if not value:
            continue
        lines = (value,) if isinstance(value, str) else value
        if name == "leave_out":
            lines = ("; ".join(content.contraindication(code).label for code in value),)
        elif name in _ON_ONE_LINE:
            lines = (", ".join(value),)
        yield CardSection("" if name == "instructions" else _HEADINGS[name], lines, _marks(name))


def _planned_strokes(content: Content, planned: ActivityView) -> Iterator[CardSection]:
    taught = [
        stroke
        for stroke in content.strokes
        if stroke.code in planned.strokes or (not planned.strokes and stroke.area in planned.areas)
    ]
    if taught:
        yield CardSection("Strokes", tuple(f"{one.label}: {one.how or one.description}" for one in taught))
