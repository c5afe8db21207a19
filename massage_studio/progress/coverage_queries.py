"""What dyads had and missed, for a family and for a class; the number of questions grows with neither."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio.bookings.attendance_queries import attendance_of, babies_in
from massage_studio.bookings.booking_queries import courses_of
from massage_studio.bookings.class_queries import classes_on
from massage_studio.bookings.health_queries import health_of
from massage_studio.bookings.plan_queries import class_plans
from massage_studio.bookings.views import PRESENT, AttendanceView, SessionView
from massage_studio.cues.catch_up_queries import caught_up
from massage_studio.cues.catch_up_views import CaughtUpView, Item
from massage_studio.cues.delivered_queries import delivered_in, left_out
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.cues.permission import permission_timeline
from massage_studio.cues.presence import THROUGHOUT, presence
from massage_studio.cues.queries import notes_of
from massage_studio.cues.timeline import of_baby
from massage_studio.cues.views import CueView
from massage_studio.curriculum.content import Content
from massage_studio.curriculum.queries import current
from massage_studio.curriculum.views import ActivityView
from massage_studio.families.queries import babies_by_id
from massage_studio.families.views import BabyView
from massage_studio.progress.coverage import (
    Attended,
    Coverage,
    InClass,
    StrokesOf,
    Taught,
    cover,
    items_of,
    not_taught,
    taught,
)
from massage_studio.progress.views import ClassCoverage, Names
from massage_studio.store.profile import profile


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is asked for babies at once; classes are those of their courses, and those they were in."""

    now: datetime
    content: Content
    strokes_of: StrokesOf
    attendance: tuple[AttendanceView, ...]
    courses: Mapping[UUID, frozenset[UUID]]
    classes: Mapping[UUID, SessionView]
    parts: Mapping[UUID, tuple[DeliveredView, ...]]
    planned: Mapping[UUID, tuple[ActivityView, ...]]
    notes: Mapping[UUID, tuple[CueView, ...]]
    caught_up: tuple[CaughtUpView, ...]
    forbidden: Mapping[UUID, frozenset[Item]]

    def taught(self, key: UUID) -> tuple[Taught, ...]:
        """Return what a class had."""
        return taught(self.classes[key], self.parts[key], self.planned[key], self.strokes_of, self.now)


def coverage(session: Session, *, babies: Iterable[BabyView], now: datetime) -> dict[UUID, Coverage]:
    """Return what each of these babies had, missed and has still to come."""
    every = tuple(babies)
    return covered(coverage_facts(session, babies=every, content=current(session), now=now), every)


def class_items(session: Session, *, klass: SessionView, now: datetime) -> tuple[Item, ...]:
    """Return what one class taught; of a class that is not over also what it is still to teach."""
    content = current(session)
    part = class_plans(session, classes=(klass,), now=content).get(klass.id)
    planned = part.activities if part else ()
    delivered, strokes_of = delivered_in(session, session_ids=(klass.id,))[klass.id], _strokes_of(content)
    items = [item for one in taught(klass, delivered, planned, strokes_of, now) for item in one.items]
    if klass.status != "finished":
        to_come = [part for part in delivered if part.status in ("todo", "running")]
        waiting = to_come if klass.status == "running" else planned
        items += [item for one in waiting for item in items_of(one, strokes_of, planned)]
    return tuple(dict.fromkeys(items))


def missed_of_class(
    session: Session, *, session_id: UUID, items: Iterable[Item], babies: Iterable[BabyView], now: datetime
) -> dict[UUID, tuple[Item, ...]]:
    """Return by baby what it missed of the `items` of one class, and has not had since."""
    every, taught_then = tuple(babies), tuple(items)
    facts = coverage_facts(session, babies=every, content=current(session), now=now, session_id=session_id)
    found = {}
    for baby_id, had in covered(facts, every).items():
        gone = {*had.had, *had.seen, *(one.item for one in had.told)}
        gone |= facts.forbidden[baby_id]
        found[baby_id] = tuple(item for item in taught_then if item not in gone)
    return found


def class_coverage(session: Session, *, session_id: UUID, now: datetime) -> ClassCoverage:
    """Return what the babies of a class missed, and what its plan can offer for it."""
    content = current(session)
    ids = babies_in(session, session_id=session_id)
    babies = tuple(babies_by_id(session, ids=ids, today=_today(session, now)).values())
    facts = coverage_facts(session, babies=babies, content=content, now=now, session_id=session_id)
    this = facts.classes.get(session_id)
    if this is None:
        return ClassCoverage(session_id, {}, frozenset(), (), {}, names_of(content))
    # What runs now is not missed by who is not there yet.
    rows = tuple(
        replace(row, status="expected") if row.session.id == session_id and row.status not in PRESENT else row
        for row in facts.attendance
    )
    had = covered(replace(facts, attendance=rows), babies)
    parts, planned = facts.parts[session_id], facts.planned[session_id]
    teaches = {part.id: items_of(part, facts.strokes_of, planned) for part in parts}
    before = [
        one
        for one in facts.classes.values()
        if one.course_id == this.course_id and one.starts < this.starts and one.opened
    ]
    last = max(before, key=lambda one: one.starts, default=None)
    return ClassCoverage(
        session_id=session_id,
        missed={baby_id: one.missed for baby_id, one in had.items()},
        planned=frozenset(
            item for part in parts if part.status in ("todo", "running") for item in teaches[part.id]
        ),
        left_out=_left_out(session, last, facts.parts[last.id]) if last else (),
        teaches=teaches,
        names=names_of(content),
    )


def _left_out(
    session: Session, last: SessionView, parts: Iterable[DeliveredView]
) -> tuple[DeliveredView, ...]:
    """Return what the class before left out and did not run once more."""
    ran = {part.title for part in parts if part.started and not part.skipped}
    return tuple(part for part in left_out(session, session_id=last.id) if part.title not in ran)


def names_of(content: Content) -> Names:
    """Return what strokes, topics and body areas are called, those that are no longer offered too."""
    strokes = (*content.strokes, *content.away.get("stroke", ()))
    return Names(
        strokes={one.code: one.plain_name or one.label for one in strokes},
        topics={one.code: one.label for one in (*content.topics, *content.away.get("topic", ()))},
        areas={one.code: one.label for one in (*content.areas, *content.away.get("area", ()))},
        area_of={one.code: one.area for one in strokes},
        drawings={one.code: drawing.code for one in strokes if (drawing := content.drawing(one.code))},
        offered=frozenset(one.code for one in content.strokes),
        responses={one.code: one.label for one in (*content.responses, *content.away.get("response", ()))},
        signs={one.code: one.label for one in (*content.cues, *content.away.get("cue", ()))},
    )


def coverage_facts(
    session: Session,
    *,
    babies: tuple[BabyView, ...],
    content: Content,
    now: datetime,
    session_id: UUID | None = None,
) -> Facts:
    """Return what is known of these babies' classes, and of those of the course of the class `session_id`."""
    ids = [baby.id for baby in babies]
    attendance = attendance_of(session, baby_ids=ids)
    courses = courses_of(session, baby_ids=ids)
    wanted = {key for of_baby in courses.values() for key in of_baby}
    wanted |= {one.session.course_id for one in attendance if one.session.id == session_id}
    own = classes_on(session, course_ids=wanted)
    classes = {one.session.id: one.session for one in attendance} | {one.id: one for one in own}
    plans = class_plans(session, classes=classes.values(), now=content)
    today = _today(session, now)
    return Facts(
        now=now,
        content=content,
        strokes_of=_strokes_of(content),
        attendance=attendance,
        courses=courses,
        classes=classes,
        parts=delivered_in(session, session_ids=classes),
        planned={key: plans[key].activities if key in plans else () for key in classes},
        notes=notes_of(session, session_ids={one.session.id for one in attendance}, baby_ids=ids),
        caught_up=caught_up(session, baby_ids=ids),
        forbidden=_forbidden(session, babies, content, today),
    )


def _strokes_of(content: Content) -> dict[str, tuple[str, ...]]:
    strokes_of: dict[str, tuple[str, ...]] = {}
    for stroke in content.strokes:
        strokes_of[stroke.area] = (*strokes_of.get(stroke.area, ()), stroke.code)
    return strokes_of


def _today(session: Session, now: datetime) -> date:
    return now.astimezone(ZoneInfo(profile(session).zone)).date()


def _forbidden(
    session: Session, babies: tuple[BabyView, ...], content: Content, today: date
) -> dict[UUID, frozenset[Item]]:
    """Return by baby the strokes that it must not have today, as the papers decide it."""
    health = health_of(session, baby_ids=[baby.id for baby in babies], on=today, content=content)
    found = {}
    for baby in babies:
        allowed = health.permitted_by(baby, today, health.of_baby(baby))
        found[baby.id] = frozenset(
            Item("stroke", stroke.code)
            for stroke in (*content.strokes, *content.away.get("stroke", ()))
            if not allowed.allows(stroke.involves)
        )
    return found


def covered(
    facts: Facts, babies: Iterable[BabyView], given: Mapping[UUID, tuple[Taught, ...]] | None = None
) -> dict[UUID, Coverage]:
    """Return by baby what it had, missed and has still to come; `given` is what each class had."""
    given = given or {key: facts.taught(key) for key in facts.classes}
    order = {
        item: place
        for place, item in enumerate(
            (
                *(Item("stroke", stroke.code) for stroke in facts.content.strokes),
                *(Item("topic", topic.code) for topic in facts.content.topics),
            )
        )
    }
    return {
        baby.id: cover(
            attended_classes(facts, baby.id, given),
            coming=_coming(facts, baby.id),
            caught_up=[one for one in facts.caught_up if one.baby_id == baby.id],
            forbidden=facts.forbidden[baby.id],
            order=order,
        )
        for baby in babies
    }


def _waiting(facts: Facts, one: SessionView) -> Sequence[ActivityView | DeliveredView]:
    """Return the activities that a class has not begun yet."""
    if one.status == "running":
        return [part for part in facts.parts[one.id] if part.status == "todo"]
    return facts.planned[one.id] if one.status == "planned" and one.ends > facts.now else ()


def attended_classes(facts: Facts, baby_id: UUID, given: Mapping[UUID, tuple[Taught, ...]]) -> list[Attended]:
    """Return the classes that a baby was in or was away from, in the order in which they were held."""
    rows = {row.session.id: row for row in facts.attendance if row.baby_id == baby_id}
    found = []
    for one in sorted(facts.classes.values(), key=lambda one: (one.starts, one.id)):
        row = rows.get(one.id)
        held = one.status in ("running", "finished")
        if row is not None and (held or row.status in PRESENT):
            notes = of_baby(facts.notes[one.id], baby_id)
            rested = permission_timeline(notes).not_massaged is not None
            there = presence(row, notes) or THROUGHOUT
            found.append(Attended(one, given[one.id], row.status, there, rested))
        elif row is None and held and one.course_id in facts.courses[baby_id]:
            found.append(Attended(one, given[one.id], None))
    return found


def _coming(facts: Facts, baby_id: UUID) -> list[InClass]:
    """Return what a baby's courses are still to teach, then what was left out.

    A class that runs has what it has not begun yet, unless the baby is away from it or has left.
    """
    own = [one for one in facts.classes.values() if one.course_id in facts.courses[baby_id]]
    own.sort(key=lambda one: (one.starts, one.id))
    gone = {
        row.session.id
        for row in facts.attendance
        if row.baby_id == baby_id and (row.status in ("absent", "elsewhere") or row.left is not None)
    }
    found = [
        InClass(item, one)
        for one in own
        if one.id not in gone or one.status == "planned"
        for part in _waiting(facts, one)
        for item in items_of(part, facts.strokes_of, facts.planned[one.id])
    ]
    for one in own:
        left = not_taught(one, facts.parts[one.id], facts.planned[one.id], facts.strokes_of)
        found += [InClass(item, None) for item in left]
    return found
