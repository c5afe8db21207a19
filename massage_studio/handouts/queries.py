"""The questions whose answers become papers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio.bookings import attendance_queries as classes
from massage_studio.bookings import class_queries, register_queries
from massage_studio.bookings.health_queries import Health, health_of
from massage_studio.bookings.plan_queries import class_plan
from massage_studio.bookings.views import PRESENT, RegisterRow, RegisterView, SessionView
from massage_studio.cues import timeline
from massage_studio.cues.catch_up_views import Item
from massage_studio.cues.notation import letters
from massage_studio.cues.presence import THROUGHOUT, presence
from massage_studio.cues.queries import notes_of, vocabulary
from massage_studio.cues.views import CueView, Vocabulary
from massage_studio.curriculum import queries as curriculum
from massage_studio.curriculum.content import Content
from massage_studio.curriculum.content_views import benefit_view, signpost_views, stroke_views
from massage_studio.curriculum.queries import current
from massage_studio.curriculum.views import StrokeView
from massage_studio.families.age import Age, age_on
from massage_studio.families.homes import homes
from massage_studio.families.queries import family, shared_notes
from massage_studio.families.views import BabyView, CarerView
from massage_studio.handouts import presenters
from massage_studio.handouts.copies import file_names_of, is_for, said_to
from massage_studio.handouts.issued_queries import issued
from massage_studio.handouts.papers import (
    ClassPapers,
    Draft,
    PapersPageData,
    file_names,
)
from massage_studio.handouts.plan_queries import plan_drafts
from massage_studio.handouts.proof_queries import edits_of, versions_read
from massage_studio.handouts.sheets import KeptOfClass, family_sheet
from massage_studio.handouts.views import (
    BenefitSheet,
    CueSheet,
    Letterhead,
    PaperBenefit,
    RegisterSheet,
    TakeHome,
)
from massage_studio.progress.coverage_queries import class_items, missed_of_class
from massage_studio.store.profile import profile

_AHEAD = timedelta(days=28)
_MOST_CLASSES = 100


@dataclass(frozen=True, slots=True)
class _Week:
    """What all sheets of one class have in common."""

    session: SessionView
    today: bool
    letterhead: Letterhead
    website: str
    wait_hours: int
    content: Content
    words: Vocabulary
    benefit: PaperBenefit
    items: tuple[Item, ...]
    strokes: Mapping[str, StrokeView]
    not_today: tuple[str, ...]
    signposting: tuple[str, ...]
    kept_signposts: int
    local_services: int


def take_home_views(
    session: Session,
    *,
    session_id: UUID,
    baby_ids: Iterable[UUID] | None = None,
    absent: bool = True,
    now: datetime | None = None,
) -> tuple[TakeHome, ...]:
    """Return the sheets of a class in the order of its register; with `absent`, catch-ups too."""
    sheets = class_papers(session, session_id=session_id, now=now).sheets
    wanted = None if baby_ids is None else set(baby_ids)
    return tuple(
        cast(TakeHome, sheet.draft.view)
        for sheet in sheets
        if (absent or sheet.status in PRESENT) and (wanted is None or sheet.baby_id in wanted)
    )


def register_view(session: Session, *, session_id: UUID) -> RegisterSheet:
    """Return the paper register of a class."""
    return _register(session, register_queries.register(session, session_id=session_id))


def benefit_sheet_views(session: Session) -> tuple[BenefitSheet, ...]:
    """Return the sheets of all benefits, in their order."""
    head = presenters.letterhead(profile(session))
    return tuple(
        BenefitSheet(
            head,
            presenters.benefit_text(benefit),
            presenters.thoughts(benefit.code),
            presenters.works(),
        )
        for benefit in curriculum.benefits(session)
    )


def benefit_drafts(session: Session) -> tuple[Draft, ...]:
    """Return the benefit sheets ready to be set."""
    views = benefit_sheet_views(session)
    names = file_names((view.benefit.short_title for view in views), "benefit sheet")
    return tuple(
        Draft("benefit_sheet", view.benefit.short_title, name, view, code=view.benefit.code)
        for view, name in zip(views, names, strict=True)
    )


def class_papers(session: Session, *, session_id: UUID, now: datetime | None = None) -> ClassPapers:
    """Return all papers of one class: every baby's sheet, in the register's order, register and cue sheet.

    `now` is when they are made, where that may be the day of the class.
    """
    register = register_queries.register(session, session_id=session_id)
    week = _week(session, register.session, now)
    rows, missed = _with_sheets(session, register, week, now)
    notes = notes_of(session, session_ids=(session_id,))[session_id]
    shared = _shared(session, register.session, rows)
    health = health_of(session, baby_ids=[row.baby.id for row in rows], on=register.session.starts.date())
    kept = KeptOfClass(
        edits_of(session, session_id=session_id),
        versions_read(session, session_id=session_id),
        issued(session, session_id=session_id),
    )
    copies = [(row, home) for row in rows for home in (homes(row.adults) or ((),))]
    sheets = []
    names = file_names_of(copies, f"take-home week {register.session.number}")
    for (row, home), name in zip(copies, names, strict=True):
        baby_id = row.baby.id
        of_baby = timeline.of_baby(notes, baby_id)
        known = shared.get(baby_id, ())
        view = _take_home(week, row, home, of_baby, known, health, missed.get(baby_id))
        sheets.append(family_sheet(week.session, week.words.cues, row, home, of_baby, view, kept, name))
    course, number = register.session.course, register.session.number
    name = file_names((course,), f"register week {number}")[0]
    paper = Draft("register", course, name, _register(session, register), session_id=session_id)
    name = file_names((course,), f"cue sheet week {number}")[0]
    cue_sheet = Draft("cue_sheet", course, name, _cue_sheet(week, register), session_id=session_id)
    return ClassPapers(register.session, tuple(sheets), paper, cue_sheet)


def _with_sheets(
    session: Session, register: RegisterView, week: _Week, now: datetime | None
) -> tuple[list[RegisterRow], dict[UUID, tuple[StrokeView, ...]]]:
    """Return who gets a sheet of a class: who was there or absent, and who joined later and missed it.

    With them what those who were not there missed.
    """
    later = set[UUID]()
    if register.session.status == "finished":
        later = {row.baby.id for row in register.rows if row.status == "expected"}
        later -= {*classes.babies_in(session, session_id=register.session.id)} if later else set()
    away = [row.baby for row in register.rows if row.status == "absent" or row.baby.id in later]
    missed = _missed(session, week, away, now)
    rows = [
        row
        for row in register.rows
        if row.status in (*PRESENT, "absent") or (row.baby.id in later and missed[row.baby.id])
    ]
    return rows, missed


def page_data(
    session: Session, *, now: datetime, session_id: UUID | None = None, family_id: UUID | None = None
) -> PapersPageData:
    """Return what the page shows: the papers of this class, or of this family's last one, or of the last."""
    choice = classes_to_choose(session, now=now)
    wanted = session_id
    if family_id is not None:
        wanted = latest_class_of(session, family_id=family_id, now=now)
    elif wanted is None and choice:
        held = [view for view in choice if view.opened] or [view for view in choice if view.starts <= now]
        wanted = held[0].id if held else choice[-1].id
    papers = class_papers(session, session_id=wanted, now=now) if wanted else None
    if papers and all(view.id != wanted for view in choice):
        choice = (*choice, papers.session)
    missing = family_id is not None and wanted is None
    return PapersPageData(choice, papers, benefit_drafts(session), plan_drafts(session), missing)


def classes_to_choose(session: Session, *, now: datetime) -> tuple[SessionView, ...]:
    """Return the classes that papers are wanted for, latest first: held ones and the next four weeks'."""
    return class_queries.sessions(session, until=now + _AHEAD, most=_MOST_CLASSES)


def latest_class_of(session: Session, *, family_id: UUID, now: datetime) -> UUID | None:
    """Return the class that one of a family's babies was written in last, or None."""
    babies = family(session, family_id=family_id, today=now.date()).babies
    written = classes.attendance_of(session, baby_ids=[baby.id for baby in babies])
    held = [
        row for row in written if row.session.starts <= now and row.status not in ("expected", "elsewhere")
    ]
    return held[-1].session.id if held else None


def _week(session: Session, view: SessionView, made: datetime | None) -> _Week:
    own, now = profile(session), current(session)
    signposts = signpost_views(now)
    _, part = class_plan(session, session_id=view.id)
    return _Week(
        session=view,
        today=made is not None and made.astimezone(ZoneInfo(view.zone)).date() == view.starts.date(),
        letterhead=presenters.letterhead(own),
        website=own.website,
        wait_hours=own.wait_hours,
        content=now,
        words=vocabulary(session),
        benefit=presenters.benefit_text(benefit_view(now, now.benefit(part.focus_benefit))),
        items=class_items(session, klass=view, now=made or view.ends),
        strokes={one.code: one for one in stroke_views(now)},
        not_today=presenters.not_today(now),
        signposting=presenters.signposting(signposts),
        kept_signposts=presenters.kept_signposts(signposts),
        local_services=presenters.local_services(signposts),
    )


def _take_home(
    week: _Week,
    row: RegisterRow,
    home: tuple[CarerView, ...],
    notes: tuple[CueView, ...],
    shared: tuple[str, ...],
    health: Health,
    missed: tuple[StrokeView, ...] | None = None,
) -> TakeHome:
    """Return what a sheet tells; `missed` are the strokes of the sheet of a family that was away."""
    klass = week.session
    taught = _strokes(week, week.items) if missed is None else missed
    brought = row.adult is None or row.adult in home
    others = [adult for adult in row.adults if adult not in home]
    attended = row.status in PRESENT
    noted = notes if attended else ()
    seen = timeline.for_family(noted, week.words.cues)
    on = klass.starts.date()
    why = presenters.facts(noted, on)
    allowed = health.permitted(row, on, why)
    engaging, disengaging = presenters.cues(seen, week.words)
    asked, not_massaged, reason = presenters.permission(seen, week.words)
    answers, soothed, offered = presenters.answers(seen, week.words)
    told = dict.fromkeys((*(note.text for note in seen if note.kind == "note"), *shared))
    age = age_on(on, row.baby.birth_date, row.baby.due_date)
    if others:
        baby = row.baby.given_name
        told = {words: None for words in told if is_for(words, baby, others, home, brought=brought)}
        asked = tuple(said_to(said, baby, others, home, brought=brought) for said in asked)
        not_massaged = (
            not_massaged
            if is_for(not_massaged, baby, others, home, brought=brought)
            else presenters.NOT_TODAY
        )
    return TakeHome(
        letterhead=week.letterhead,
        course=klass.course,
        week=klass.number,
        weeks=klass.of,
        session_title=klass.title,
        venue=klass.venue,
        on=klass.starts.date(),
        starts=klass.starts,
        ends=klass.ends,
        baby=row.baby.given_name,
        carers=tuple(adult.given_name for adult in sorted(home, key=lambda adult: adult != row.adult)),
        benefit=week.benefit,
        attended=attended,
        # Others who were expected in a class that is over have no sheet.
        joined_later=klass.status == "finished" and row.status == "expected",
        brought=brought,
        not_massaged=not_massaged,
        reason=reason,
        spans=presenters.spans(
            seen,
            week.words,
            klass.finished or klass.ends,
            ZoneInfo(klass.zone),
            presence(row, notes) or THROUGHOUT,
        ),
        engaging=engaging,
        disengaging=disengaging,
        answers=answers,
        soothed=soothed,
        offered=offered if brought else (),
        permission=asked,
        notes=tuple(told),
        strokes=presenters.strokes(taught, allowed),
        home_steps=presenters.home_steps(tuple(dict.fromkeys(one.area for one in taught)), allowed),
        to_mind=allowed.mind,
        not_today=week.not_today,
        instructor_wait_hours=week.wait_hours,
        signposting=week.signposting,
        kept_signposts=week.kept_signposts,
        local_services=week.local_services,
        oil=presenters.oil(week.content.handouts.oil, _weeks(age)),
        asked=presenters.asked(week.content, (*health.facts(row, on), *why), on),
        website=week.website,
        today=week.today and brought,
    )


def _missed(
    session: Session, week: _Week, babies: list[BabyView], now: datetime | None
) -> dict[UUID, tuple[StrokeView, ...]]:
    """Return by baby the strokes of this class that it missed and has not had since."""
    if not babies:
        return {}
    klass = week.session
    found = missed_of_class(
        session, session_id=klass.id, items=week.items, babies=babies, now=now or klass.ends
    )
    return {baby_id: _strokes(week, items) for baby_id, items in found.items()}


def _strokes(week: _Week, items: Iterable[Item]) -> tuple[StrokeView, ...]:
    """Return the strokes among what a class taught, in the order of the library."""
    codes = {item.code for item in items if item.kind == "stroke"}
    return tuple(stroke for code, stroke in week.strokes.items() if code in codes)


def _weeks(age: Age | None) -> int | None:
    """Return an age in weeks, from the due date where a baby was born early."""
    if age is None or age.corrected_weeks is None:
        return age.weeks if age else None
    return age.corrected_weeks


def _shared(session: Session, klass: SessionView, rows: list[RegisterRow]) -> dict[UUID, tuple[str, ...]]:
    """Return by baby the sentences written for its family from the day of the class on, for a week."""
    day = datetime.combine(klass.starts.date(), time(), klass.starts.tzinfo)
    found = shared_notes(
        session,
        family_ids={row.baby.family_id for row in rows},
        since=day,
        until=day + timedelta(days=7),
    )
    return {
        row.baby.id: tuple(
            text
            for family_id, baby_id, text in found
            if family_id == row.baby.family_id and baby_id in (None, row.baby.id)
        )
        for row in rows
    }


def _cue_sheet(week: _Week, view: RegisterView) -> CueSheet:
    klass, known = view.session, letters(week.words)
    return CueSheet(
        letterhead=week.letterhead,
        course=klass.course,
        week=klass.number,
        weeks=klass.of,
        session_title=klass.title,
        venue=klass.venue,
        on=klass.starts.date(),
        starts=klass.starts.time(),
        minutes=klass.minutes,
        rows=tuple(presenters.cue_sheet_row(row) for row in view.rows),
        legend=presenters.legend(known),
        permission=tuple(
            letter.key for letter in known if letter.kind == "permission" and letter.code != "asked"
        ),
    )


def _register(session: Session, view: RegisterView) -> RegisterSheet:
    klass = view.session
    return RegisterSheet(
        letterhead=presenters.letterhead(profile(session)),
        course=klass.course,
        week=klass.number,
        weeks=klass.of,
        session_title=klass.title,
        venue=klass.venue,
        on=klass.starts.date(),
        starts=klass.starts.time(),
        ends=klass.ends.time(),
        rows=tuple(presenters.register_row(row) for row in view.rows),
        capacity=klass.capacity,
    )
