"""Insights made up by hand, of as many families as a test wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from massage_studio.bookings.insight_views import (
    ClassCount,
    CourseMoney,
    CourseStart,
    Heads,
    Return,
    Stops,
    Waits,
)
from massage_studio.cues.insight_views import ActivityGiven
from massage_studio.families.views import AnswerCounts
from massage_studio.progress.insight_views import (
    Asked,
    BenefitFigures,
    ClassFigures,
    CourseFigures,
    Insights,
    Term,
)

FIRST = date(2026, 1, 8)
HALL = UUID(int=99)
LONG = "Wednesday course of the Müller-Lüdenscheidt and Featherstonehaugh-Cholmondeley families in the hall"
ARABIC = "دورة الصيف للأمهات والرضّع"


def a_course(number: int, name: str, *, families: int = 12, weeks: int = 5) -> CourseFigures:
    """A course of so many families that began on a Thursday, in whose second week one was away."""
    key = UUID(int=number)
    first = FIRST + timedelta(weeks=number)
    classes = []
    for week in range(1, weeks + 1):
        starts = datetime(first.year, first.month, first.day, 10, tzinfo=UTC) + timedelta(weeks=week - 1)
        away = min(families, int(week == 2))
        count = ClassCount(
            UUID(int=1000 * number + week), key, week, starts, True, families - away, 0, away, 0
        )
        classes.append(ClassFigures(count, 16, families))
    start = CourseStart(key, name, "course", HALL, "Hall", 16, first, first + timedelta(weeks=weeks - 1))
    money = (CourseMoney(key, "GBP", Decimal(60 * families), Decimal(10), Decimal()),)
    return CourseFigures(start, Heads(families, families), tuple(classes), money)


def made_insights(*courses: CourseFigures, **changes: Any) -> Insights:
    """The figures of these courses, with whatever else is given."""
    families = sum(one.heads.families for one in courses)
    held = sum(len(one.held) for one in courses)
    counts = {(moment, 0, answer): families // 2 for moment in ("before", "after") for answer in (3, 8)}
    made = Insights(
        asked=Asked(2026),
        years=(2026, 2025),
        venues=((HALL, "Hall"),),
        choices=tuple(one.start for one in courses),
        courses=courses,
        heads=Heads(families, families),
        stops=Stops(
            Heads(families, families),
            families - families // 2,
            1,
            {0: 1, 3: families // 2 - 1},
            families // 2,
        ),
        running=0,
        waits=Waits(families, families, 0, 0, 0, 0),
        returns=((Term(2026, 0), Return(Term(2026, 0).order, families, families // 2)),),
        held=held,
        recorded=held,
        benefits=(BenefitFigures("touch", "Touch", 100, 90), BenefitFigures("brain", "Brain", 20, 30)),
        activities=(
            ActivityGiven("Strokes", ("touch",), 100, 90.0, 5, 10.0, 12),
            ActivityGiven("Song", ("brain",), 20, 30.0, 5, 10.0, 3),
            ActivityGiven("Once", ("brain",), 20, 30.0, 2, 1.0, 9),
        ),
        answers=AnswerCounts({"before": families, "after": families}, counts),
        statements=("I know when my baby is ready",),
    )
    return replace(made, **changes)
