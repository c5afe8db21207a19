"""What a part of a chart of insights is made of: courses, or classes that were held."""

from datetime import date

from massage_studio.progress.insight_views import ClassFigures, CourseFigures, Insights, term_of

ACTIVITY = "activity:"
"""What the key of an activity begins with; the database is asked for its classes."""


def courses_of(of: Insights, key: str, today: date) -> tuple[CourseFigures, ...]:
    """Return the courses that a part with this key is made of."""
    kind, _, what = key.partition(":")
    if kind == "month":
        return tuple(one for one in of.courses if f"{one.start.first:%Y-%m}" == what)
    if kind == "term":
        return tuple(one for one in of.courses if term_of(one.start.first).number == int(what))
    if kind == "over":
        return tuple(one for one in of.groups if one.start.kind == "course" and one.start.last < today)
    return of.groups


def classes_of(of: Insights, key: str) -> tuple[tuple[CourseFigures, ClassFigures], ...]:
    """Return the classes that a part with this key is made of, each with its course, if it is of classes."""
    kind, _, what = key.partition(":")
    every = [(course, one) for course in of.courses for one in course.classes]
    if kind == "course":
        return tuple(pair for pair in every if str(pair[0].start.id) == what)
    held = tuple(pair for pair in every if pair[1].count.finished)
    if kind == "week":
        return tuple(
            pair for pair in held if pair[1].count.number == int(what) and pair[0].start.kind != "private"
        )
    return held if kind == "recorded" else ()
